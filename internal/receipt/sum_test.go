package receipt

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/expr-lang/expr"
	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

// arithmetic turns a sum as people read it into one that a program reckons.
var arithmetic = strings.NewReplacer("×", "*", "÷", "/", "−", "-", "…", "", ",", "", "^", "**", ";", ",")

// reckon works a sum out. False when it is no arithmetic but words.
func reckon(sum string) (float64, bool) {
	text := strings.TrimSuffix(sum, ", at most 1")
	value, err := expr.Eval(arithmetic.Replace(text), nil)
	if err != nil {
		return 0, false
	}
	switch n := value.(type) {
	case int:
		return float64(n), !strings.HasSuffix(sum, "at most 1")
	case float64:
		if text != sum {
			n = min(n, 1)
		}
		return n, true
	}
	return 0, false
}

// saidBy draws what a unit says: numbers, absences, silence.
func saidBy(t *rapid.T) map[string]string {
	count := rapid.SampledFrom([]string{"", "-", "none", "0", "1", "3", "7", "20", "50", "1200"})
	return map[string]string{
		"done": count.Draw(t, "done"), "post": count.Draw(t, "post"), "all": count.Draw(t, "all"), "past": count.Draw(t, "past"),
		"rate":  rapid.SampledFrom([]string{"", "0", "33.33", "100"}).Draw(t, "rate"),
		"level": rapid.SampledFrom([]string{"", "-", "full", "part"}).Draw(t, "level"),
		"day":   rapid.SampledFrom([]string{"", "none", "2026-03-01", "2026-04-03", "2027-01-01"}).Draw(t, "day"),
	}
}

// judgedBy draws what was judged of the first unit, of each claim perhaps something.
func judgedBy(t *rapid.T, f *reform.Framework) []reform.Appraisal {
	var judged []reform.Appraisal
	for _, i := range f.Indicators() {
		a := reform.Appraisal{Unit: "u1", Indicator: i.ID, Version: 1, Verdict: rapid.SampledFrom(reform.Verdicts).Draw(t, "verdict")}
		if a.Verdict == reform.Cut {
			a.Points = reform.Points(rapid.Int64Range(int64(i.Min), int64(i.Max)).Draw(t, "points"))
		}
		if rapid.IntRange(0, 2).Draw(t, "judged") == 0 {
			judged = append(judged, a)
		}
	}
	return judged
}

// TestEverySumComesToItsResult works every sum out again from what is written: the
// figures filled in must come to the result beside them.
func TestEverySumComesToItsResult(t *testing.T) {
	f, checked := everyKind(), map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		said := []map[string]string{saidBy(t), saidBy(t), saidBy(t)}
		card := explained(t, f, said, 0, judgedBy(t, f)...)
		for _, id := range nodes(f) {
			r, err := of(f, &card, id)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range r.Steps {
				got, ok := reckon(s.Sum.EN)
				want, isNumber := reckon(s.Result.EN)
				if !ok || !isNumber {
					continue
				}
				checked[s.Label.EN]++
				if math.Abs(got-want) > 2e-4*max(1, math.Abs(want)) {
					t.Fatalf("%s of %s: %s: %s is %v, not %s", id, card.Unit, s.Label.EN, s.Sum.EN, got, s.Result.EN)
				}
			}
		}
	})
	for _, label := range []string{"Measured", "Share of the points", "Points before rounding", "Place on the scale", "Points added up", "Parts combined", "Stretched", "Worth of the answers"} {
		if checked[label] == 0 {
			t.Errorf("no sum %q was checked", label)
		}
	}
}

func TestLeavesAddUpToTheTotal(t *testing.T) {
	f := everyKind()
	rapid.Check(t, func(t *rapid.T) {
		mode := rapid.SampledFrom([]*int{nil, new(int), new(1), new(4)})
		f.Rounding.Indicator, f.Rounding.Area, f.Rounding.Total = mode.Draw(t, "indicator"), mode.Draw(t, "area"), mode.Draw(t, "total")
		f.NotApplicable = rapid.SampledFrom(reform.Reapportions).Draw(t, "not applicable")
		f.Missing = rapid.SampledFrom([]reform.Fill{"", reform.FillLeave, reform.FillGroupMean, reform.FillBlock}).Draw(t, "missing")
		f.Areas[0].Capped = rapid.Bool().Draw(t, "capped")
		card := explained(t, f, []map[string]string{saidBy(t), saidBy(t)}, 0, judgedBy(t, f)...)
		entries, err := Ledger(f, card)
		if err != nil {
			t.Fatal(err)
		}
		sum := reform.Fraction{}
		for _, e := range entries {
			sum = sum.Add(e.Points.Fraction)
		}
		if card.Working.Exact != nil && sum.Cmp(card.Exact) != 0 || card.Working.Exact == nil && len(entries) > 0 {
			t.Fatalf("the ledger comes to %s, the total to %s", sum, card.Exact)
		}
		leavesBring(t, f, card, entries)
	})
}

// leavesBring checks that each leaf's receipt brings what the ledger says, and that
// the parts of whatever adds up come to it.
func leavesBring(t *rapid.T, f *reform.Framework, card reform.Scorecard, entries []Entry) {
	brings := map[string]reform.Fraction{}
	for _, e := range entries {
		if e.Kind == LeafBrings {
			brings[e.Node] = brings[e.Node].Add(e.Points.Fraction)
		}
	}
	leaves, err := All(f, "c", card)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range leaves {
		if r.Brings != nil && r.Brings.Cmp(brings[r.Node]) != 0 {
			t.Fatalf("%s brings %s, in the ledger %s", r.Node, r.Brings, brings[r.Node])
		}
	}
	for _, id := range nodes(f) {
		if _, leaf := f.Indicator(id); leaf {
			continue
		}
		r, err := of(f, &card, id)
		if err != nil {
			t.Fatal(err)
		}
		if r.Kind == OfIndicator || r.Value == nil || len(r.Steps) == 0 {
			continue
		}
		sum, adds := reform.Fraction{}, false
		for _, p := range r.Parts {
			if p.Contributes != nil {
				sum, adds = sum.Add(p.Contributes.Fraction), true
			}
		}
		for _, a := range r.Adjusted {
			sum = sum.Add(a.Points.Fraction)
		}
		if adds && sum.Cmp(r.Value.Fraction) != 0 {
			t.Fatalf("what the parts of %s contribute comes to %s, not %s", id, sum, r.Value)
		}
	}
}

func TestEveryWordIsWritten(t *testing.T) {
	f := everyKind()
	rapid.Check(t, func(t *rapid.T) {
		card := explained(t, f, []map[string]string{saidBy(t), saidBy(t)}, 0)
		for _, id := range nodes(f) {
			r, err := of(f, &card, id)
			if err != nil {
				t.Fatal(err)
			}
			text, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			for _, said := range []string{r.Text(reform.Vietnamese), r.Text(reform.English), string(text)} {
				if strings.ContainsAny(said, "⟦⟧") || strings.Contains(said, "no value") {
					t.Fatalf("%s: %s", id, said)
				}
			}
		}
	})
}

func TestAnUnexplainedCardHasNoReceipt(t *testing.T) {
	f := everyKind()
	card := explained(t, f, golden, 0)
	if _, err := Of(f, "c", card, "nowhere"); !errors.Is(err, reform.ErrNotFound) {
		t.Errorf("an unknown node: %v", err)
	}
	for n := range card.Scores {
		card.Scores[n].Working = nil
	}
	for n := range card.Subtotals {
		card.Subtotals[n].Working = nil
	}
	card.Working = nil
	for _, id := range []string{"ratio", "points", ""} {
		if _, err := Of(f, "c", card, id); !errors.Is(err, errNotExplained) {
			t.Errorf("%q: %v", id, err)
		}
	}
}

// A working that does not add up is a fault of ours, and no receipt.
func TestASumThatIsNotWhatWasScoredIsRefused(t *testing.T) {
	f := everyKind()
	f.Areas[0].Capped = false
	card := explained(t, f, golden, 0)
	for n := range card.Subtotals {
		if w := card.Subtotals[n].Working; card.Subtotals[n].Area == "points" {
			w.Exact.Add(w.Exact, w.Exact)
		}
	}
	if _, err := Of(f, "c", card, "points"); !errors.Is(err, errOtherSum) {
		t.Errorf("got %v", err)
	}
}
