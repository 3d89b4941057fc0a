package sample

import (
	"slices"
	"testing"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
	"reformboard/internal/score"
	"reformboard/internal/weakness"
)

// Funnel counts what the sample's units reported.
func Funnel(t *reform.Tally, i reform.Indicator) *reform.Funnel {
	start := t.Cycle.Period.Start()
	var kinds []weakness.Counted // the units of a wide body are those of the sample again and again
	for n, u := range t.Units[:min(len(t.Units), 48)] {
		c := weakness.Counted{}
		for _, r := range Reports(t, n, u, start.Year()*4+int(start.Month())/3) {
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

// Radar is the radar of a tally with its past, as it is drawn up for readers.
func Radar(t *reform.Tally, past []*reform.Tally, of reform.Scope, now time.Time) *reform.Radar {
	m, err := score.Prepare(&t.Framework)
	if err != nil {
		panic(err)
	}
	within := func(t *reform.Tally) []reform.Scorecard {
		var some []reform.Scorecard
		for n, c := range t.Scorecards {
			if of.Unit == "" && (of.Group == "" || t.Units[n].PeerGroup == of.Group) || of.Unit == c.Unit {
				some = append(some, c)
			}
		}
		return some
	}
	radar := &reform.Radar{Scope: of}
	scene := weakness.Scene{Framework: &t.Framework, Cards: within(t), Closed: t.Cycle.Phase(now) == reform.Closed, Earns: m.At}
	for _, p := range past {
		cards := within(p)
		scene.Past = append(scene.Past, weakness.Past{Framework: &p.Framework, Cards: cards, Medians: weakness.Medians(&p.Framework, cards)})
		radar.Periods = append(radar.Periods, p.Cycle.Period)
	}
	radar.Periods = append(radar.Periods, t.Cycle.Period)
	radar.Signals = weakness.Signals(scene)
	for n := range radar.Signals {
		if w, _ := frame.WeaknessOf(t, radar.Signals[n].Indicator); of.Unit != "" {
			radar.Signals[n].Reach = w.Reach
		}
	}
	return radar
}

// By ranks the sample's units by an indicator, as package ranking does.
func By(t *reform.Tally, indicator string) *reform.Ranking {
	r := reform.Ranking{}
	for _, s := range t.Overall.Standings {
		card, _ := t.Scorecard(s.Unit)
		score, _ := card.Score(indicator)
		s = reform.Standing{Unit: s.Unit, Total: score.Earned, Exact: score.Exact, Coverage: s.Coverage}
		if !score.State.Counts() {
			s.Reason = reform.NoScore
			r.Unranked = append(r.Unranked, s)
			continue
		}
		r.Standings = append(r.Standings, s)
	}
	slices.SortStableFunc(r.Standings, func(a, b reform.Standing) int { return b.Exact.Cmp(a.Exact) })
	for n := range r.Standings {
		r.Standings[n].Rank, r.Standings[n].Tied = n+1, 1
	}
	return &r
}

// Altered draws the sample up again under other rules, every card explained.
func Altered(t *testing.T, change func(f *reform.Framework)) *reform.Tally {
	t.Helper()
	tally := Tally("2026-Q3")
	change(&tally.Framework)
	var reports []reform.Report
	for n, u := range tally.Units {
		reports = append(reports, Reports(tally, n, u, 2026*4+2)...)
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

// Everybody may be opened by a reader.
func Everybody(string) bool { return true }
