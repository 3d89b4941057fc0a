package gallery

import (
	"reformboard/dashboards"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

// Receipt is a receipt beside that of the cycle before.
func Receipt(v frame.Voice, now, before *reform.Tally, node string, uploads []reform.Upload) (dashboards.Receipt, error) {
	page, err := dashboards.NewReceipt(v, now, sample.Explained, node, uploads)
	return page.WithBefore(v, before), err
}
