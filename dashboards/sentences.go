package dashboards

import (
	"strings"
	"time"

	"reformboard/internal/reform"
)

// Sentence is one claim about a cycle, and the page on which it can be followed up.
type Sentence struct {
	Text string
	More Link
}

// sentences says what the board shows: where the units stand, who moved, which
// targets are missed, what is weak everywhere, and who has reported. before is the
// cycle before, nil where there is none. A claim with nothing to speak of is left out.
func (v Voice) sentences(t, before *reform.Tally) []Sentence {
	ranking := Link{Text: v.Say("page.says.ranking"), URL: cycleURL(t.Cycle.ID, "/ranking")}
	movement := Link{Text: v.Say("page.menu.movement"), URL: cycleURL(t.Cycle.ID, "/movement")}
	weak := Link{Text: v.Say("page.says.weak"), URL: cycleURL(t.Cycle.ID, "/weak")}
	reporting := Link{Text: v.Say("page.says.completeness"), URL: cycleURL(t.Cycle.ID, "/completeness")}
	weaknesses := []Sentence{{v.missSentence(t), weak}, {v.systemicSentence(t), weak}}
	if i, w, ok := sole(t); ok {
		weaknesses = []Sentence{{v.soleSentence(t, w), Link{Text: v.Words(i.Title), URL: indicatorURL(t.Cycle.ID, i.ID)}}}
	}
	all := append([]Sentence{{v.standingSentence(t), ranking}, {v.movementSentence(t, before), movement}}, weaknesses...)
	var said []Sentence
	for _, s := range append(all, Sentence{v.dueSentence(t.Cycle, countReports(t)), reporting}) {
		if s.Text != "" {
			said = append(said, s)
		}
	}
	return said
}

func (v Voice) standingSentence(t *reform.Tally) string {
	ranked, units := len(t.Overall.Standings), len(t.Units)
	switch {
	case units == 0:
		return v.Say("page.says.nobody")
	case ranked == 0:
		return v.Say("page.says.none_ranked", "Units", v.units(units), "Reasons", v.reasons(t.Overall.Unranked))
	case units == 1:
		return v.spread(t)
	case ranked == units:
		return v.Say("page.says.all_ranked", "Units", v.units(units)) + " " + v.spread(t)
	}
	return v.Say("page.says.ranked", "Ranked", v.Count(ranked), "Units", v.units(units), "Reasons", v.reasons(t.Overall.Unranked)) + " " + v.spread(t)
}

// reasons counts the units without a rank by what keeps them from one.
func (v Voice) reasons(unranked []reform.Standing) string {
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

// spread says who leads, and how far the last is behind; somebody is ranked.
func (v Voice) spread(t *reform.Tally) string {
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
		return v.Say("page.says.lead_together", append(ends, "Units", v.units(first.Tied))...)
	}
	return v.Say("page.says.leads", ends...)
}

func (v Voice) movementSentence(t, before *reform.Tally) string {
	if before == nil {
		return v.Say("page.says.no_past")
	}
	period := v.PeriodWithin(before.Cycle.Period)
	m := movementOf(t.Overall)
	switch {
	case m.compared() == 0:
		return v.Say("page.says.none_comparable", "Period", period)
	case len(t.Units) == 1 && before.Framework.Max == t.Framework.Max:
		return v.aloneSentence(t, before)
	case len(m.up)+len(m.down) == 0:
		return v.Say("page.says.all_stayed", "Period", period, "Units", v.units(m.compared()))
	}
	return v.Say("page.says.moved", "Period", period, "Units", v.units(m.compared()),
		"Up", v.Count(len(m.up)), "Down", v.Count(len(m.down)), "Stayed", v.Count(m.stayed), "Most", v.mostMoved(t, m))
}

// aloneSentence compares the totals of a body's only unit: its rank cannot change.
func (v Voice) aloneSentence(t, before *reform.Tally) string {
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
func (v Voice) mostMoved(t *reform.Tally, m movement) string {
	up, gained := v.furthest(t, m.up)
	down, lost := v.furthest(t, m.down)
	switch {
	case down == "":
		return v.Say("page.says.most_up", "Unit", up, "Places", gained)
	case up == "":
		return v.Say("page.says.most_down", "Unit", down, "Places", lost)
	}
	return v.Say("page.says.most_both", "Up", up, "Gained", gained, "Down", down, "Lost", lost)
}

// furthest names the first of those who moved furthest one way, and how far.
func (v Voice) furthest(t *reform.Tally, moved []reform.Standing) (name, places string) {
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
func (v Voice) missSentence(t *reform.Tally) string {
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
	said := []any{"Missed", v.Count(missed), "Indicators", v.Count(len(t.Weaknesses)), "Indicator", v.quoted(i), "Below", v.Count(most.BelowTarget)}
	if equal > 1 {
		return v.Say("page.says.missed_together", append(said, "Others", v.Count(equal-1))...)
	}
	return v.Say("page.says.missed", append(said, "Units", v.units(most.Units), "Target", v.Aim(i))...)
}

// systemicSentence tells how much of what is missed lies where nearly everybody is
// weak. Before the first report nothing can be said of weakness.
func (v Voice) systemicSentence(t *reform.Tally) string {
	if countReports(t).reported == 0 || len(t.Weaknesses) == 0 {
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
		"Part", v.Points(part), "All", v.Points(all), "Indicator", v.quoted(i), "Points", points)
}

// dueSentence says who has reported, as the day stands: silence before the due day
// is no fault.
func (v Voice) dueSentence(c reform.Cycle, n reportCount) string {
	silent := n.units - n.reported
	days := []any{
		"Opens", v.Moment(c.Opens), "Due", v.Moment(c.Due), "Closes", v.Moment(c.Closes), "Units", v.units(n.units),
		"Reported", v.Count(n.reported), "Silent", v.Count(silent), "Late", v.Count(n.late),
	}
	phase := c.Phase(v.Now)
	switch {
	case n.units == 0:
		return ""
	case n.units == 1 && silent == 0 && n.late == 0:
		return v.Say("page.says.on_time.alone", days...)
	case silent == 0 && n.late == 0:
		return v.Say("page.says.on_time", days...)
	case phase == reform.Planned:
		return v.Say("page.says.planned", days...)
	case phase == reform.Closed:
		return v.Say("page.says.closed", days...)
	case c.Late(v.Now):
		return v.Say("page.says.overdue", append(days, "Left", v.left(c.Closes))...)
	}
	return v.Say("page.says.open", append(days, "Left", v.left(c.Due))...)
}

// left is how much time there is until a moment to come: whole days, and on the last
// day hours, a part of one counted as one.
func (v Voice) left(until time.Time) string {
	left := until.Sub(v.Now)
	if days := int(left / (24 * time.Hour)); days > 0 {
		return v.Say("page.says.days", "Count", days, "Number", v.Count(days))
	}
	hours := int((left + time.Hour - 1) / time.Hour)
	return v.Say("page.says.hours", "Count", hours, "Number", v.Count(hours))
}

// units counts units in words.
func (v Voice) units(n int) string {
	return v.Say("page.says.units", "Count", n, "Number", v.Count(n))
}

// quoted names an indicator inside a sentence.
func (v Voice) quoted(i reform.Indicator) string {
	return v.Say("page.says.title", "ID", i.ID, "Title", v.Words(i.Title))
}
