package radar

import (
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Answer is one of the four questions a page of weak indicators answers at once: what,
// for whom, how badly, and is there time.
type Answer struct {
	Question string
	Value    string
	Of       string // what the value counts
	Note     string
	Alert    bool
	URL      string
}

func answers(v frame.Voice, s scene) []Answer {
	if len(s.radar.Signals) == 0 {
		return nil
	}
	return []Answer{what(v, s), whom(v, s), howBadly(v, s), isThereTime(v, s)}
}

func what(v frame.Voice, s scene) Answer {
	signal := s.radar.Signals[0]
	i := s.places[signal.Indicator].Indicator
	note := v.Say("page.radar.what.note", "Reach", v.Say("reach."+string(signal.Reach)), "Points", v.Points(signal.Recoverable))
	if persistent(signal) {
		note += " · " + v.Say("page.radar.misses", "Count", signal.Course.Misses)
	}
	return Answer{Question: v.Say("page.radar.what"), Value: i.ID, Of: v.Words(i.Title), Note: note, Alert: signal.Reach == reform.Systemic, URL: frame.InEdition(frame.IndicatorURL(s.Cycle.ID, i.ID), s.Tally)}
}

// whom counts who misses the weakest indicator, and names who has the least of its points.
func whom(v frame.Voice, s scene) Answer {
	signal, of := s.radar.Signals[0], "page.radar.whom.of"
	if !s.places[signal.Indicator].Targeted() {
		of += ".all"
	}
	answer := Answer{
		Question: v.Say("page.radar.whom"), Value: missed(v, signal.Weakness),
		Of: v.Say(of, "Indicator", signal.Indicator), Alert: signal.BelowTarget > 0, URL: v.Here("map", "", "area", s.places[signal.Indicator].area, "page", "", "csv", "") + "#map",
	}
	if s.radar.Unit != "" {
		w, _ := frame.WeaknessOf(s.Tally, signal.Indicator)
		answer.Value = missed(v, w)
		answer.Note = v.Say("page.radar.whom.unit")
		return answer
	}
	if s.radar.Group == "" {
		if group, mean, ok := weakestGroup(s.Tally); ok {
			answer.Note = v.Say("page.radar.whom.group", "Group", v.Words(group.Name()), "Mean", v.Percent(reform.PercentOfShare(mean.Rat())))
		}
		return answer
	}
	if r, _ := s.Ranking(s.radar.Group); len(r.Standings) > 0 {
		last := r.Standings[len(r.Standings)-1]
		u, _ := s.Tally.Unit(last.Unit)
		answer.Note = v.Say("page.radar.whom.last", "Unit", v.Words(u.Name()), "Points", v.Points(last.Total))
	}
	return answer
}

// missed is how many of those with a score miss the target.
func missed(v frame.Voice, w reform.Weakness) string {
	if w.Units == 0 {
		return frame.None
	}
	return v.Count(w.BelowTarget) + "/" + v.Count(w.Units)
}

func howBadly(v frame.Voice, s scene) Answer {
	var systemic reform.Points
	count := 0
	for _, signal := range s.radar.Signals {
		if signal.Reach == reform.Systemic {
			systemic += signal.Recoverable
			count++
		}
	}
	return Answer{
		Question: v.Say("page.radar.badly"), Value: v.Points(s.total),
		Of:    v.Say("page.radar.badly.of", "Share", partOf(v, s.total, s.most)),
		Note:  v.Say("page.radar.badly.note", "Count", count, "Systemic", v.Count(count), "Share", partOf(v, systemic, s.total)),
		Alert: count > 0, URL: v.Here("only", "systemic", "all", "", "csv", "") + "#list",
	}
}

func isThereTime(v frame.Voice, s scene) Answer {
	missing, told := 0, false
	for _, signal := range s.radar.Signals {
		if kindsOfWeak["will_miss"](signal) {
			missing++
		}
		told = told || signal.Course.Ahead != nil
	}
	note := v.Say("page.radar.time.note", "Count", missing, "Indicators", v.Count(missing))
	if !told {
		note = v.Say("page.radar.time.unknown")
	}
	value, of := timeLeft(v, s.Cycle)
	return Answer{
		Question: v.Say("page.radar.time"), Value: value, Of: of,
		Note:  note,
		Alert: missing > 0, URL: v.Here("only", "will_miss", "all", "", "csv", "") + "#list",
	}
}

// timeLeft is how long figures may still change: until the data window ends there is
// time to do more, and until the cycle is closed to report it.
func timeLeft(v frame.Voice, c reform.Cycle) (value, of string) {
	phase := c.Phase(v.Now)
	if phase != reform.Open {
		return v.Say("phase." + string(phase)), v.Say("page.radar.time." + string(phase))
	}
	if days := daysLeft(c.DataTo, v.Now); days > 0 {
		weeks := (days + 6) / 7
		return v.Say("page.radar.weeks", "Count", weeks), v.Say("page.radar.time.data", "Day", v.Date(c.DataTo))
	}
	if days := daysLeft(c.Due, v.Now); days > 0 {
		return v.Say("page.radar.days", "Count", days), v.Say("page.radar.time.due", "Day", v.Date(c.Due))
	}
	return v.Say("page.radar.days", "Count", daysLeft(c.Closes, v.Now)), v.Say("page.radar.time.closes", "Day", v.Date(c.Closes))
}
