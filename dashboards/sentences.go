package dashboards

import "reformboard/internal/reform"

// sentences says in at most five sentences what the board shows.
func (v Voice) sentences(t *reform.Tally) []string {
	var said []string
	for _, sentence := range []string{
		v.coverageSentence(t), v.spreadSentence(t), v.weakSentence(t), v.movementSentence(t), v.dueSentence(t),
	} {
		if sentence != "" {
			said = append(said, sentence)
		}
	}
	return said
}

func (v Voice) coverageSentence(t *reform.Tally) string {
	ranked, units := len(t.Overall.Standings), len(t.Units)
	if ranked == units {
		return v.Say("page.overview.says.all_ranked", "Units", v.Count(units))
	}
	reasons := map[reform.Reason]int{}
	for _, s := range t.Overall.Unranked {
		reasons[s.Reason]++
	}
	said := v.Say("page.overview.says.ranked", "Ranked", v.Count(ranked), "Units", v.Count(units), "Unranked", v.Count(units-ranked),
		"NoReport", v.Count(reasons[reform.NoReport]), "TooFew", v.Count(reasons[reform.TooFew]))
	if n := reasons[reform.NoTotal]; n > 0 {
		said += " " + v.Say("page.overview.says.no_total", "Count", n, "Units", v.Count(n))
	}
	return said
}

func (v Voice) spreadSentence(t *reform.Tally) string {
	standings := t.Overall.Standings
	if len(standings) < 2 {
		return ""
	}
	first, last := standings[0], standings[len(standings)-1]
	best, _ := t.Unit(first.Unit)
	return v.Say("page.overview.says.spread", "Unit", v.Words(best.Name()), "Best", v.Points(first.Total), "Worst", v.Points(last.Total),
		"Max", v.Most(t.Framework.Max), "Gap", v.Points(first.Total-last.Total))
}

func (v Voice) weakSentence(t *reform.Tally) string {
	if len(t.Weaknesses) == 0 || t.Weaknesses[0].Recoverable <= 0 || countReports(t).reported == 0 {
		return ""
	}
	_, systemic := countWeak(t)
	most := t.Weaknesses[0]
	i, _ := t.Framework.Indicator(most.Indicator)
	var all reform.Points
	for _, w := range t.Weaknesses {
		all += w.Recoverable
	}
	points := v.Points(most.Recoverable)
	if most.Unreported > 0 {
		points += " (" + v.Say("page.weak.unreported", "Points", v.Points(most.Unreported)) + ")"
	}
	return v.Say("page.overview.says.weak", "Count", systemic, "Indicator", i.ID+" “"+v.Words(i.Title)+"”",
		"Points", points, "All", v.Points(all))
}

// movementSentence names the unit that gained most places and the one that lost
// most; the first in the ranking where several did.
func (v Voice) movementSentence(t *reform.Tally) string {
	var up, down reform.Standing
	gained, lost := 0, 0
	for _, s := range t.Overall.Standings {
		if s.Moved != nil && *s.Moved > gained {
			up, gained = s, *s.Moved
		}
		if s.Moved != nil && -*s.Moved > lost {
			down, lost = s, -*s.Moved
		}
	}
	if gained == 0 || lost == 0 {
		return ""
	}
	riser, _ := t.Unit(up.Unit)
	faller, _ := t.Unit(down.Unit)
	return v.Say("page.overview.says.moved", "Up", v.Words(riser.Name()), "Gained", v.Count(gained), "Down", v.Words(faller.Name()), "Lost", v.Count(lost))
}

func (v Voice) dueSentence(t *reform.Tally) string {
	n := countReports(t)
	missing := len(t.Units) - n.reported
	if missing == 0 && n.late == 0 {
		return v.Say("page.overview.says.all_on_time", "At", v.Moment(t.Cycle.Due))
	}
	return v.Say("page.overview.says.owing", "At", v.Moment(t.Cycle.Due), "Missing", v.Count(missing), "Late", v.Count(n.late))
}
