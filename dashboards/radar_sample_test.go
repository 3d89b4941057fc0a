package dashboards

import (
	"fmt"
	"testing"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
	"reformboard/internal/score"
	"reformboard/internal/weakness"
)

// sampleRadar is the radar of a tally with its past, as it is drawn up for readers.
func sampleRadar(t *reform.Tally, past []*reform.Tally, of reform.Scope, now time.Time) *reform.Radar {
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

func weakOf(t testing.TB, v frame.Voice, tally *reform.Tally, past []*reform.Tally, of reform.Scope, view WeakView) frame.Page {
	return must[Weak](t)(NewWeak(v, tally, sampleRadar(tally, past, of, v.Now), view))
}

// radarSamples are the pages of weak indicators: their scopes, maps and filters, an open
// cycle with time left, and bodies that are very small and very large.
func radarSamples(t testing.TB, v frame.Voice, now *reform.Tally, past []*reform.Tally) []sampled {
	open := *now
	open.Cycle.Opens, open.Cycle.DataTo = now.Cycle.Period.Start(), now.Cycle.Period.End()
	early := v
	early.Now = now.Cycle.Period.End().AddDate(0, 0, -40)
	lacking := sampleRadar(&open, past, reform.Scope{Group: "regions"}, early.Now)
	for n := range lacking.Signals {
		if lacking.Signals[n].Course.Misses > 0 {
			lacking.Signals[n].Lacking = &reform.Lack{Figure: lacking.Signals[n].Indicator + ".of", More: int64(1200 - 77*n)}
		}
	}
	none := emptyTally()
	large := largeTally(200, 8, 9)
	return []sampled{
		{"weak", weakOf(t, v, now, past, reform.Scope{}, WeakView{})},
		{"weak-group", weakOf(t, v, now, past, reform.Scope{Group: "agencies"}, WeakView{All: true})},
		{"weak-unit", weakOf(t, v, now, past, reform.Scope{Unit: "unit-08"}, WeakView{})},
		{"weak-groups", weakOf(t, v, now, past, reform.Scope{}, WeakView{Map: mapGroups, Only: "systemic"})},
		{"weak-areas", weakOf(t, v, now, past, reform.Scope{Group: "schools"}, WeakView{Map: mapAreas, Only: "persistent"})},
		{"weak-area", weakOf(t, v, now, past, reform.Scope{}, WeakView{Area: "3"})},
		{"weak-open", must[Weak](t)(NewWeak(early, &open, lacking, WeakView{}))},
		{"weak-first", weakOf(t, v, now, nil, reform.Scope{}, WeakView{Only: "will_miss"})},
		{"weak-large", weakOf(t, v, large, nil, reform.Scope{}, WeakView{})},
		{"weak-large-area", weakOf(t, v, large, nil, reform.Scope{}, WeakView{Area: "7", Page: 3})},
		{"weak-empty", weakOf(t, v, none, nil, reform.Scope{}, WeakView{})},
	}
}

// largeTally is a body of many units in 20 groups, with so many areas of indicators.
func largeTally(units, areas, indicators int) *reform.Tally {
	small := sampleTally("2026-Q3")
	t := &reform.Tally{AsOf: small.AsOf, Cycle: small.Cycle, Body: small.Body, Framework: reform.Framework{ID: "large", Series: "large", Short: small.Framework.Short}}
	for a := range areas {
		area := reform.Area{ID: fmt.Sprint(a + 1), Title: words(fmt.Sprintf("Lĩnh vực lớn số %d", a+1), fmt.Sprintf("Large area %d", a+1))}
		for n := range indicators {
			area.Indicators = append(area.Indicators, reform.Indicator{
				ID: fmt.Sprintf("%d.%d", a+1, n+1), Title: words(fmt.Sprintf("Tiêu chí %d của lĩnh vực", n+1), fmt.Sprintf("Indicator %d", n+1)), Max: reform.Point, Target: "0.8",
				Rule: reform.Rule{Kind: reform.Ratio, Of: []string{"of"}, Over: []string{"over"}},
			})
			area.Max += reform.Point
		}
		t.Framework.Areas, t.Framework.Max = append(t.Framework.Areas, area), t.Framework.Max+area.Max
	}
	for g := range 20 {
		t.Groups = append(t.Groups, reform.PeerGroup{ID: fmt.Sprintf("group-%d", g+1), NameVI: fmt.Sprintf("Khối đơn vị số %d", g+1), NameEN: fmt.Sprintf("Peer group %d", g+1)})
	}
	for g := range t.Groups {
		t.ByGroup = append(t.ByGroup, reform.Ranking{Group: t.Groups[g].ID})
	}
	for u := range units {
		largeUnit(t, u)
	}
	t.Weaknesses = weakness.Of(&t.Framework, t.Scorecards)
	return t
}

func largeUnit(t *reform.Tally, u int) {
	unit := reform.Unit{ID: fmt.Sprintf("u%04d", u), NameVI: fmt.Sprintf("Đơn vị %04d", u), NameEN: fmt.Sprintf("Unit %04d", u), PeerGroup: t.Groups[u%len(t.Groups)].ID}
	card := reform.Scorecard{Unit: unit.ID, State: reform.Scored, Submitted: &t.AsOf, Coverage: reform.Whole}
	for a, area := range t.Framework.Areas {
		sub := reform.Subtotal{Area: area.ID, State: reform.Scored, Max: area.Max}
		for n, i := range area.Indicators {
			ratio := reform.NewFraction(int64(1+(u*31+a*17+n*7)%97), 97)
			earned, err := ratio.Points(2, reform.HalfUp)
			if err != nil {
				panic(err)
			}
			sub.Earned += earned
			card.Scores = append(card.Scores, reform.Score{Indicator: i.ID, State: reform.Scored, Earned: earned, Max: i.Max, Measured: &ratio})
		}
		card.Subtotals = append(card.Subtotals, sub)
		card.Earned, card.Max = card.Earned+sub.Earned, card.Max+sub.Max
	}
	card.Total = card.Earned
	t.Units, t.Scorecards = append(t.Units, unit), append(t.Scorecards, card)
	s := reform.Standing{Unit: unit.ID, Rank: 1, Total: card.Total, Coverage: reform.Whole}
	t.Overall.Standings = append(t.Overall.Standings, s)
	r := &t.ByGroup[u%len(t.Groups)]
	r.Standings = append(r.Standings, s)
}
