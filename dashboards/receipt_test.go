package dashboards

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"reformboard/dashboards/frame"
	"reformboard/internal/receipt"
	"reformboard/internal/reform"
	"reformboard/internal/score"
)

// explained draws the sample up again under other rules, every card explained.
func explained(t *testing.T, change func(f *reform.Framework)) *reform.Tally {
	t.Helper()
	tally := sampleTally("2026-Q3")
	change(&tally.Framework)
	var reports []reform.Report
	for n, u := range tally.Units {
		reports = append(reports, sampleReports(tally, n, u, 2026*4+2)...)
	}
	m, err := score.Prepare(&tally.Framework)
	if err == nil {
		tally.Scorecards, err = m.ExplainAll(score.Input{Cycle: tally.Cycle, Units: tally.Units, Reports: reports})
	}
	if err != nil {
		t.Fatal(err)
	}
	return tally
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
		tally := explained(t, change)
		drawn, silent := 0, 0
		for _, u := range tally.Units {
			for _, node := range []string{receipt.Total, "1", "2", "3", "4", "5", "3.4"} {
				page, err := NewReceipt(vietnamese, tally, u.ID, node, nil)
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

func TestWaterfallSaysWhereMostIsMissing(t *testing.T) {
	tally := sampleTally("2026-Q3")
	area, err := NewReceipt(vietnamese, tally, "unit-08", "3", nil)
	if err != nil {
		t.Fatal(err)
	}
	card, _ := tally.Scorecard("unit-08")
	s, _ := card.Score("3.4")
	sub, _ := card.Subtotal("3")
	want := "Thiếu nhiều nhất ở 3.4  Tỷ lệ hồ sơ thanh toán trực tuyến: " + vietnamese.Points(s.Max-s.Earned) + " trong " + vietnamese.Points(sub.Max-sub.Earned) + " điểm còn thiếu"
	if area.Fall.Title != want {
		t.Errorf("got %q, want %q", area.Fall.Title, want)
	}
	none, err := NewReceipt(vietnamese, tally, "unit-08", "5.1", nil)
	if err != nil || none.Fall != nil {
		t.Errorf("without a score there is no way down: %+v, %v", none.Fall, err)
	}
}

func TestVeryManyPartsAreGathered(t *testing.T) {
	var steps []step
	for n := range int64(40) {
		steps = append(steps, step{name: "part", change: big.NewRat(-n, 1)})
	}
	kept := gathered(vietnamese, steps)
	sum := new(big.Rat)
	for _, s := range kept {
		sum.Add(sum, s.change)
	}
	if len(kept) != mostFalls+1 || sum.Cmp(big.NewRat(-780, 1)) != 0 || kept[0].change.Cmp(big.NewRat(-26, 1)) != 0 {
		t.Errorf("%d kept, together %s, the first %s", len(kept), sum, kept[0].change)
	}
}

func TestReceiptStandsBesideTheCycleBefore(t *testing.T) {
	now, before := sampleTally("2026-Q3"), sampleTally("2026-Q2")
	for _, node := range []string{"3.4", "3", "total"} {
		page, err := receiptSample(vietnamese, now, before, node, nil)
		if err != nil {
			t.Fatal(err)
		}
		card, _ := before.Scorecard("unit-08")
		_, earned, _, _ := pointsAt(&before.Framework, card, page.kind, node)
		if page.Earlier.Earned != vietnamese.Points(earned) || page.Earlier.Receipt != "/cycles/example-2026-Q2/units/unit-08/indicators/"+node {
			t.Errorf("%s: got %+v", node, page.Earlier)
		}
		if want, _ := vietnamese.Change(*page.earned - earned); page.Earlier.Change != want {
			t.Errorf("%s: moved by %s, want %s", node, page.Earlier.Change, want)
		}
		shown(t, page, nil).In(".earlier").HasText("Quý II/2026").HasText(page.Earlier.Earned)
	}
	silent, err := receiptSample(vietnamese, now, emptyTally(), "3.4", nil)
	if err != nil || silent.Earlier.Earned != frame.None || silent.Earlier.Change != "" || silent.Earlier.State != reform.NotSubmitted {
		t.Errorf("silence is not zero: %+v, %v", silent.Earlier, err)
	}
	before.Scorecards = nil
	if fresh, _ := receiptSample(vietnamese, now, before, "3.4", nil); fresh.Earlier != nil {
		t.Errorf("a unit that was not there: %+v", fresh.Earlier)
	}
}

func TestReceiptsLeadToTheirNeighbours(t *testing.T) {
	tally := sampleTally("2026-Q3")
	for node, want := range map[string][2]string{"1.1": {"", "1.2"}, "3.1": {"2.4", "3.2"}, "5.5": {"5.4", ""}, "3": {}, "total": {}} {
		page, err := NewReceipt(vietnamese, tally, "unit-08", node, nil)
		if err != nil || page.Previous.Note != want[0] || page.Next.Note != want[1] {
			t.Errorf("%s: got %q and %q, want %q, %v", node, page.Previous.Note, page.Next.Note, want, err)
		}
		on := shown(t, page, nil)
		on.In(`.onwards a[href="/cycles/example-2026-Q3/units/unit-08"]`)
		on.In(`.exports a[href="/cycles/example-2026-Q3/units/unit-08/indicators/` + node + `/receipt.json"]`)
	}
}
