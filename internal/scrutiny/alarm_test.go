package scrutiny_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"reformboard/internal/reform"
	"reformboard/internal/scrutiny"
)

// group is what some peers honestly report, by unit and quarter.
func (w *world) group(r *rand.Rand, units, quarters int) [][][]reform.Value {
	all := make([][][]reform.Value, units)
	for n := range all {
		all[n] = w.years(r, w.unit(r), quarters)
	}
	return all
}

// caseOf is the newest report of a unit with all its earlier ones.
func (w *world) caseOf(reports [][]reform.Value, norms scrutiny.Norms) scrutiny.Case {
	now := len(reports) - 1
	c := scrutiny.Case{Framework: w.framework, Period: quarter(now), Values: reports[now], Norms: norms}
	for q := now - 1; q >= 0; q-- {
		c.History = append(c.History, scrutiny.Past{Period: quarter(q), Values: reports[q]})
	}
	return c
}

func (w *world) norms(group [][][]reform.Value) scrutiny.Norms {
	reports := make([]reform.Report, len(group))
	for n, unit := range group {
		reports[n].Values = unit[len(unit)-1]
	}
	return scrutiny.NormsOf(w.framework, reports)
}

// TestHonestReportsAreHardlyEverDoubted counts the reports of 120 figures that have a
// false alarm. Measured, in per cent: 14 peers 9.5 in the first quarter, when only
// peers are known, then 4.3, 2.1, 0.7, 1.0; 60 peers 1.2, 2.6, 1.0, 2.4, 0.5.
func TestHonestReportsAreHardlyEverDoubted(t *testing.T) {
	w := newWorld(120)
	for _, c := range []struct {
		peers, quarters int
		most            float64 // share of the reports
	}{
		{14, 1, 0.12},
		{14, 2, 0.06},
		{14, 4, 0.04},
		{14, 8, 0.03},
		{14, 12, 0.03},
		{60, 1, 0.03},
		{60, 2, 0.04},
		{60, 4, 0.03},
		{60, 8, 0.04},
		{60, 12, 0.02},
	} {
		r := rand.New(rand.NewPCG(uint64(c.peers), uint64(c.quarters)))
		reports, doubted, findings := 0, 0, 0
		for reports < 420 {
			group := w.group(r, c.peers, c.quarters)
			norms := w.norms(group)
			for _, unit := range group {
				found := scrutiny.Of(w.caseOf(unit, norms))
				reports++
				findings += len(found)
				if len(found) > 0 {
					doubted++
				}
			}
		}
		share := float64(doubted) / float64(reports)
		t.Logf("%d peers, %d quarters: %.1f %% of %d reports doubted, %d findings", c.peers, c.quarters, 100*share, reports, findings)
		if share > c.most {
			t.Errorf("%d peers, %d quarters: %.1f %% of honest reports doubted, want at most %.0f %%", c.peers, c.quarters, 100*share, 100*c.most)
		}
	}
}

// TestMistakesByPowersOfTenAreSeen spoils one number at a time, of 30 or more. What
// is not seen a tenth too small is mostly a percentage, what comes in bursts, and in
// the first quarter what only the unit itself can know.
func TestMistakesByPowersOfTenAreSeen(t *testing.T) {
	w := newWorld(120)
	for _, c := range []struct {
		quarters int
		times    float64
		least    float64 // share of the mistakes
	}{
		{1, 10, 0.75},
		{1, 100, 0.97},
		{1, 0.1, 0.45},
		{1, 0.01, 0.85},
		{2, 10, 0.97},
		{2, 100, 0.99},
		{2, 0.1, 0.75},
		{2, 0.01, 0.90},
		{8, 10, 0.97},
		{8, 100, 0.99},
		{8, 0.1, 0.70},
		{8, 0.01, 0.85},
	} {
		group := w.group(rand.New(rand.NewPCG(7, 7)), 40, c.quarters)
		norms := w.norms(group)
		seen, tried, findings := 0, 0, 0
		for place := range w.kinds {
			for _, unit := range group[:10] {
				spoilt, ok := w.spoilt(w.caseOf(unit, norms), place, c.times)
				if !ok {
					continue
				}
				tried++
				if found := scrutiny.Of(spoilt); w.concern(found, place) {
					seen++
					findings += len(found)
				}
			}
		}
		share := float64(seen) / float64(tried)
		t.Logf("%d quarters, times %g: %.0f %% of %d mistakes seen, by %.2f findings", c.quarters, c.times, 100*share, tried, float64(findings)/float64(seen))
		if share < c.least {
			t.Errorf("%d quarters, times %g: %.0f %% of mistakes seen, want at least %.0f %%", c.quarters, c.times, 100*share, 100*c.least)
		}
	}
}

// spoilt multiplies one number of a report. False where that is no honest test: a
// small number, or a percentage that the form refuses.
func (w *world) spoilt(c scrutiny.Case, place int, times float64) (scrutiny.Case, bool) {
	number, err := strconv.ParseFloat(c.Values[place].Text, 64)
	kind := w.framework.Figures[place].Kind
	if err != nil || number < 30 || kind == reform.Percentage && times > 1 {
		return c, false
	}
	c.Values = slices.Clone(c.Values)
	c.Values[place].Text = strconv.FormatFloat(number*times, 'f', w.framework.Figures[place].Decimals, 64)
	return c, true
}

// concern reports whether findings point to a figure, to its whole or to its parts.
func (w *world) concern(found []reform.Finding, place int) bool {
	return slices.ContainsFunc(found, func(f reform.Finding) bool {
		other := slices.IndexFunc(w.framework.Figures, func(g reform.Figure) bool { return g.ID == f.Figure })
		return other == place || w.of[place] == other || w.of[other] == place
	})
}

func BenchmarkOf(b *testing.B) {
	w := newWorld(120)
	group := w.group(rand.New(rand.NewPCG(1, 1)), 60, 9)
	c := w.caseOf(group[0], w.norms(group))
	b.ReportAllocs()
	for b.Loop() {
		scrutiny.Of(c)
	}
}

func BenchmarkNormsOf(b *testing.B) {
	w := newWorld(120)
	group := w.group(rand.New(rand.NewPCG(1, 1)), 3500, 1)
	reports := make([]reform.Report, len(group))
	for n := range group {
		reports[n].Values = group[n][0]
	}
	b.ReportAllocs()
	for b.Loop() {
		scrutiny.NormsOf(w.framework, reports)
	}
}
