package export

import (
	"encoding/json"
	"errors"
	"io"
	"testing"

	"reformboard/internal/receipt"
	"reformboard/internal/reform"
)

func TestAReceiptIsWrittenAsData(t *testing.T) {
	tally := fixture(t)
	unit := tally.Scorecards[0].Unit
	for _, node := range []string{receipt.Total, tally.Framework.Areas[0].ID, tally.Framework.Indicators()[0].ID} {
		var got struct {
			Node, Unit, Cycle string
			Title             reform.Words
			Parts             []any
		}
		content := written(t, func(w io.Writer) error { return ReceiptJSON(w, tally, unit, node) })
		if err := json.Unmarshal(content, &got); err != nil {
			t.Fatal(err)
		}
		want, err := receipt.Of(&tally.Framework, tally.Cycle.ID, tally.Scorecards[0], node)
		if err != nil || got.Node != node || got.Unit != unit || got.Cycle != tally.Cycle.ID || got.Title != want.Title || len(got.Parts) != len(want.Parts) {
			t.Errorf("%s: got %+v", node, got)
		}
	}
	if err := ReceiptJSON(io.Discard, tally, "nobody", receipt.Total); !errors.Is(err, reform.ErrNotFound) {
		t.Errorf("an unknown unit: %v", err)
	}
}
