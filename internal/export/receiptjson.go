package export

import (
	"encoding/json"
	"fmt"
	"io"

	"reformboard/internal/receipt"
	"reformboard/internal/reform"
)

// ReceiptJSON writes one receipt of a unit as data, as the command line does. The
// unit's scorecard must be explained; the node is an indicator, an area, a facet or
// "total".
func ReceiptJSON(w io.Writer, t *reform.Tally, unit, node string) error {
	card, ok := t.Scorecard(unit)
	if !ok {
		return fmt.Errorf("%w: unit %q", reform.ErrNotFound, unit)
	}
	r, err := receipt.Of(&t.Framework, t.Cycle.ID, card, node)
	if err != nil {
		return err
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(r)
}
