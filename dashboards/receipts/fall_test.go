package receipts

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/sample"
	"reformboard/internal/receipt"
	"reformboard/internal/reform"
)

func TestVeryManyPartsAreGathered(t *testing.T) {
	var steps []step
	for n := range int64(40) {
		steps = append(steps, step{name: "part", change: big.NewRat(-n, 1)})
	}
	kept := gathered(sample.Vietnamese, steps)
	sum := new(big.Rat)
	for _, s := range kept {
		sum.Add(sum, s.change)
	}
	if len(kept) != mostFalls+1 || sum.Cmp(big.NewRat(-780, 1)) != 0 || kept[0].change.Cmp(big.NewRat(-26, 1)) != 0 {
		t.Errorf("%d kept, together %s, the first %s", len(kept), sum, kept[0].change)
	}
}

// TestWaterfallsAddUp takes every score of every unit under several rules: from the
// most points, step by step, to those earned.
func TestWaterfallsAddUp(t *testing.T) {
	for name, change := range map[string]func(f *reform.Framework){
		"stretched":   func(*reform.Framework) {},
		"left out":    func(f *reform.Framework) { f.NotApplicable = reform.Leave },
		"to siblings": func(f *reform.Framework) { f.NotApplicable = reform.ToSiblings },
		"granted":     func(f *reform.Framework) { f.NotApplicable = reform.GiveFull },
		"with a bonus": func(f *reform.Framework) {
			f.Areas[4].Outside, f.NotApplicable = true, reform.Leave
		},
		"rounded": func(f *reform.Framework) {
			whole := 0
			f.Rounding.Area = &whole
		},
		"a mean": func(f *reform.Framework) { f.Areas[0].Combine.Method = reform.Mean },
	} {
		tally := sample.Altered(t, change)
		drawn, silent := 0, 0
		for _, u := range tally.Units {
			for _, node := range []string{receipt.Total, "1", "2", "3", "4", "5", "3.4"} {
				page, err := NewReceipt(sample.Vietnamese, tally, u.ID, node, nil)
				if err != nil {
					t.Fatal(err)
				}
				if page.Fall == nil {
					continue
				}
				drawn++
				rows := page.Fall.Table.Rows
				level := rows[0][2].Number.Rat()
				for _, row := range rows[1 : len(rows)-1] {
					level.Add(level, row[1].Number.Rat())
					if strings.Contains(row[0].Text, "Chưa có điểm") {
						silent++
					}
				}
				off := level.Sub(level, page.earned.Rat())
				if rows[len(rows)-1][2].Text != page.Earned || off.Abs(off).Cmp(big.NewRat(1, 1000)) > 0 {
					t.Errorf("%s: %s of %s: %+v come to %s", name, node, u.ID, rows, page.Earned)
				}
				if name == "stretched" && slices.ContainsFunc(rows, func(r []frame.Cell) bool { return strings.HasPrefix(r[0].Text, "Làm tròn") }) {
					t.Errorf("%s of %s: something is left over: %+v", node, u.ID, rows)
				}
			}
		}
		if drawn < 250 || silent == 0 {
			t.Errorf("%s: %d drawn, %d silent steps", name, drawn, silent)
		}
	}
}
