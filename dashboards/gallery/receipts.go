package gallery

import (
	"reformboard/dashboards/frame"
	"reformboard/dashboards/receipts"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

// Receipt is a receipt beside that of the cycle before.
func Receipt(v frame.Voice, now, before *reform.Tally, node string, uploads []reform.Upload) (receipts.Receipt, error) {
	page, err := receipts.NewReceipt(v, now, sample.Explained, node, uploads)
	return page.WithBefore(v, before), err
}
