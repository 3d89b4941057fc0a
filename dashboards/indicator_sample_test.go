package dashboards

import (
	"fmt"
	"testing"

	"reformboard/dashboards/frame"
	"reformboard/internal/flow"
	"reformboard/internal/reform"
	"reformboard/internal/weakness"
)

// indicatorSamples are pages of an indicator: with all it can show, over years, for a
// body of thousands of units, and with nothing.
func indicatorSamples(t testing.TB, v frame.Voice, now *reform.Tally, before []*reform.Tally) []sampled {
	t.Helper()
	page := func(t2 *reform.Tally, id string, about AboutIndicator) frame.Page {
		return must[Indicator](t)(NewIndicator(v, t2, id, about))
	}
	wide := provinceTally(3_500, 15)
	some := sampleIndex()
	return []sampled{
		{"indicator", page(now, "3.4", aboutSample(t, now, "3.4", before))},
		{"indicator-example", page(some, "1.1", aboutSample(t, some, "1.1", nil))},
		{"indicator-province", page(wide, "3.4", aboutSample(t, wide, "3.4", nil))},
		{"indicator-empty", page(emptyTally(), "3.4", AboutIndicator{})},
	}
}

// aboutSample is what flow would find out about an indicator of a sample.
func aboutSample(t testing.TB, tally *reform.Tally, indicator string, before []*reform.Tally) AboutIndicator {
	t.Helper()
	i, _ := tally.Framework.Indicator(indicator)
	curve, err := flow.Curve(&tally.Framework, i)
	if err != nil {
		t.Fatal(err)
	}
	return AboutIndicator{Past: before, Curve: curve, Funnel: sampleFunnel(tally, i)}
}

// sampleFunnel counts what the sample's units reported.
func sampleFunnel(t *reform.Tally, i reform.Indicator) *reform.Funnel {
	start := t.Cycle.Period.Start()
	var kinds []weakness.Counted // the units of a wide body are those of the sample again and again
	for n, u := range t.Units[:min(len(t.Units), 48)] {
		c := weakness.Counted{}
		for _, r := range sampleReports(t, n, u, start.Year()*4+int(start.Month())/3) {
			for _, v := range r.Values {
				switch number := v.Number(); {
				case number == nil:
				case v.Figure == i.Rule.Of[0]:
					c.Of = number.Num().Int64()
				case v.Figure == i.Rule.Over[0]:
					c.Over = number.Num().Int64()
				}
			}
		}
		kinds = append(kinds, c)
	}
	var counted []weakness.Counted
	for n, u := range t.Units {
		if s, _ := t.Scorecards[n].Score(i.ID); s.State.Counts() {
			c := kinds[n%48]
			c.Unit = u.ID
			counted = append(counted, c)
		}
	}
	return weakness.Funnel(i.ID, counted)
}

// provinceTally is the sample's body many times over, in so many peer groups.
func provinceTally(units, groups int) *reform.Tally {
	t := sampleTally("2026-Q3")
	small := *t
	t.Units, t.Groups, t.Scorecards = nil, nil, nil
	for g := range groups {
		t.Groups = append(t.Groups, reform.PeerGroup{ID: fmt.Sprintf("g%02d", g), NameVI: fmt.Sprintf("Khối xã, phường thuộc địa bàn số %d", g+1), NameEN: fmt.Sprintf("Communes of area %d", g+1)})
	}
	for n := range units {
		u, c := small.Units[n%48], small.Scorecards[n%48]
		u.ID = fmt.Sprintf("x%04d", n)
		u.NameVI, u.NameEN = fmt.Sprintf("%s, số %d", u.NameVI, n), fmt.Sprintf("%s, no. %d", u.NameEN, n)
		u.PeerGroup, c.Unit = t.Groups[n*groups/units].ID, u.ID
		t.Units, t.Scorecards = append(t.Units, u), append(t.Scorecards, c)
	}
	t.Weaknesses = weakness.Of(&t.Framework, t.Scorecards)
	return t
}

// receiptSample is a receipt beside that of the cycle before.
func receiptSample(v frame.Voice, now, before *reform.Tally, node string, uploads []reform.Upload) (Receipt, error) {
	page, err := NewReceipt(v, now, explainedUnit, node, uploads)
	return page.WithBefore(v, before), err
}
