package board

import (
	"strings"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/spread"
	"reformboard/internal/reform"
)

// Sentence is one claim about a cycle, and the page on which it can be followed up.
type Sentence struct {
	Text string
	More frame.Link
}

// sentences says what the board shows: where the units stand, who moved, which
// targets are missed, what is weak everywhere, and who has reported. before is the
// cycle before, nil where there is none. A claim with nothing to speak of is left out.
func sentences(v frame.Voice, t, before *reform.Tally) []Sentence {
	ranking := frame.Link{Text: v.Say("page.says.ranking"), URL: frame.InEdition(frame.CycleURL(t.Cycle.ID, "/ranking"), t)}
	movement := frame.Link{Text: v.Say("page.menu.movement"), URL: frame.InEdition(frame.CycleURL(t.Cycle.ID, "/movement"), t)}
	weak := frame.Link{Text: v.Say("page.says.weak"), URL: frame.InEdition(frame.CycleURL(t.Cycle.ID, "/weak"), t)}
	reporting := frame.Link{Text: v.Say("page.says.completeness"), URL: frame.InEdition(frame.CycleURL(t.Cycle.ID, "/completeness"), t)}
	weaknesses := []Sentence{{missSentence(v, t), weak}, {systemicSentence(v, t), weak}}
	if i, w, ok := spread.Sole(t); ok {
		weaknesses = []Sentence{{soleSentence(v, t, i, w), frame.Link{Text: v.Words(i.Title), URL: frame.InEdition(frame.IndicatorURL(t.Cycle.ID, i.ID), t)}}}
	}
	all := append([]Sentence{{standingSentence(v, t), ranking}, {movementSentence(v, t, before), movement}}, weaknesses...)
	var said []Sentence
	for _, s := range append(all, Sentence{v.DueSentence(t.Cycle, frame.CountReports(t)), reporting}) {
		if s.Text != "" {
			said = append(said, s)
		}
	}
	return said
}

func standingSentence(v frame.Voice, t *reform.Tally) string {
	ranked, units := len(t.Overall.Standings), len(t.Units)
	switch {
	case units == 0:
		return v.Say("page.says.nobody")
	case ranked == 0:
		return v.Say("page.says.none_ranked", "Units", v.Units(units), "Reasons", reasons(v, t.Overall.Unranked))
	case units == 1:
		return leadSays(v, t)
	case ranked == units:
		return v.Say("page.says.all_ranked", "Units", v.Units(units)) + " " + leadSays(v, t)
	}
	return v.Say("page.says.ranked", "Ranked", v.Count(ranked), "Units", v.Units(units), "Reasons", reasons(v, t.Overall.Unranked)) + " " + leadSays(v, t)
}

// reasons counts the units without a rank by what keeps them from one.
func reasons(v frame.Voice, unranked []reform.Standing) string {
	counts := map[reform.Reason]int{}
	for _, s := range unranked {
		counts[s.Reason]++
	}
	var said []string
	for _, r := range []reform.Reason{reform.NoReport, reform.TooFew, reform.NoTotal} {
		if n := counts[r]; n > 0 {
			said = append(said, v.Say("page.says.reason."+string(r), "Number", v.Count(n)))
		}
	}
	return strings.Join(said, ", ")
}

// leadSays says who leads, and how far the last is behind; somebody is ranked.
func leadSays(v frame.Voice, t *reform.Tally) string {
	standings := t.Overall.Standings
	first, last := standings[0], standings[len(standings)-1]
	best, _ := t.Unit(first.Unit)
	top := v.Points(first.Total)
	if t.Framework.Max > 0 { // a scale may have no end
		top += "/" + v.Most(t.Framework.Max)
	}
	ends := []any{"Unit", v.Words(best.Name()), "Best", top, "Worst", v.Points(last.Total), "Gap", v.Points(first.Total - last.Total)}
	switch {
	case len(standings) == 1:
		return v.Say("page.says.alone", ends...)
	case first.Rank == last.Rank:
		return v.Say("page.says.all_equal", ends...)
	case first.Tied > 1:
		return v.Say("page.says.lead_together", append(ends, "Units", v.Units(first.Tied))...)
	}
	return v.Say("page.says.leads", ends...)
}

func movementSentence(v frame.Voice, t, before *reform.Tally) string {
	if before == nil {
		return v.Say("page.says.no_past")
	}
	period := v.PeriodWithin(before.Cycle.Period)
	m := movementOf(t.Overall)
	switch {
	case m.compared() == 0:
		return v.Say("page.says.none_comparable", "Period", period)
	case len(t.Units) == 1 && before.Framework.Max == t.Framework.Max:
		return aloneSentence(v, t, before)
	case len(m.up)+len(m.down) == 0:
		return v.Say("page.says.all_stayed", "Period", period, "Units", v.Units(m.compared()))
	}
	return v.Say("page.says.moved", "Period", period, "Units", v.Units(m.compared()),
		"Up", v.Count(len(m.up)), "Down", v.Count(len(m.down)), "Stayed", v.Count(m.stayed), "Most", mostMoved(v, t, m))
}

// aloneSentence compares the totals of a body's only unit: its rank cannot change.
func aloneSentence(v frame.Voice, t, before *reform.Tally) string {
	now := t.Overall.Standings[0]
	was, _ := before.Overall.Standing(now.Unit)
	period := v.PeriodWithin(before.Cycle.Period)
	switch {
	case now.Total > was.Total:
		return v.Say("page.scorecard.trend.up", "Points", v.Points(now.Total-was.Total), "Period", period) + "."
	case now.Total < was.Total:
		return v.Say("page.scorecard.trend.down", "Points", v.Points(was.Total-now.Total), "Period", period) + "."
	}
	return v.Say("page.scorecard.trend.same", "Period", period) + "."
}

// mostMoved names the first of those who moved furthest either way; with ties one
// side may be empty.
func mostMoved(v frame.Voice, t *reform.Tally, m movement) string {
	up, gained := furthest(v, t, m.up)
	down, lost := furthest(v, t, m.down)
	switch {
	case down == "":
		return v.Say("page.says.most_up", "Unit", up, "Places", gained)
	case up == "":
		return v.Say("page.says.most_down", "Unit", down, "Places", lost)
	}
	return v.Say("page.says.most_both", "Up", up, "Gained", gained, "Down", down, "Lost", lost)
}

// furthest names the first of those who moved furthest one way, and how far.
func furthest(v frame.Voice, t *reform.Tally, moved []reform.Standing) (name, places string) {
	if len(moved) == 0 {
		return "", ""
	}
	u, _ := t.Unit(moved[0].Unit)
	name = v.Words(u.Name())
	others := 0
	for _, s := range moved[1:] {
		if *s.Moved == *moved[0].Moved {
			others++
		}
	}
	if others > 0 {
		name = v.Say("page.says.and_others", "Unit", name, "Count", others, "Number", v.Count(others))
	}
	far := max(*moved[0].Moved, -*moved[0].Moved)
	return name, v.Say("page.says.places", "Count", far, "Number", v.Count(far))
}

// missSentence tells in how many indicators a target is missed, and where most units
// miss it.
func missSentence(v frame.Voice, t *reform.Tally) string {
	var most reform.Weakness
	missed, scored, equal := 0, 0, 0
	for _, w := range t.Weaknesses {
		if w.Units > 0 {
			scored++
		}
		if w.BelowTarget > 0 {
			missed++
		}
		switch {
		case w.BelowTarget > most.BelowTarget:
			most, equal = w, 1
		case w.BelowTarget == most.BelowTarget:
			equal++
		}
	}
	switch {
	case len(t.Weaknesses) == 0:
		return ""
	case scored == 0:
		return v.Say("page.says.no_scores")
	case missed == 0:
		return v.Say("page.says.all_met", "Scored", v.Count(scored))
	}
	i, _ := t.Framework.Indicator(most.Indicator)
	said := []any{"Missed", v.Count(missed), "Indicators", v.Count(len(t.Weaknesses)), "Indicator", quoted(v, i), "Below", v.Count(most.BelowTarget)}
	if equal > 1 {
		return v.Say("page.says.missed_together", append(said, "Others", v.Count(equal-1))...)
	}
	return v.Say("page.says.missed", append(said, "Units", v.Units(most.Units), "Target", v.Aim(i))...)
}

// systemicSentence tells how much of what is missed lies where nearly everybody is
// weak. Before the first report nothing can be said of weakness.
func systemicSentence(v frame.Voice, t *reform.Tally) string {
	if frame.CountReports(t).Reported == 0 || len(t.Weaknesses) == 0 {
		return ""
	}
	var all, part reform.Points
	var systemic []reform.Weakness
	for _, w := range t.Weaknesses {
		all += w.Recoverable
		if w.Reach == reform.Systemic {
			systemic = append(systemic, w)
			part += w.Recoverable
		}
	}
	switch {
	case len(systemic) > 0:
	case all == 0:
		return v.Say("page.says.nothing_left")
	default:
		return v.Say("page.says.none_systemic", "All", v.Points(all))
	}
	most := systemic[0] // the list has the most recoverable first
	i, _ := t.Framework.Indicator(most.Indicator)
	points := v.Points(most.Recoverable)
	if most.Unreported > 0 {
		points += " (" + v.Say("page.weak.unreported", "Points", v.Points(most.Unreported)) + ")"
	}
	return v.Say("page.says.systemic", "Systemic", v.Count(len(systemic)), "Indicators", v.Count(len(t.Weaknesses)),
		"Part", v.Points(part), "All", v.Points(all), "Indicator", quoted(v, i), "Points", points)
}

// quoted names an indicator inside a sentence.
func quoted(v frame.Voice, i reform.Indicator) string {
	return v.Say("page.says.title", "ID", i.ID, "Title", v.Words(i.Title))
}
