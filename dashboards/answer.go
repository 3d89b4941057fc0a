package dashboards

import "reformboard/internal/reform"

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

func (v Voice) answers(s scene) []Answer {
	if len(s.radar.Signals) == 0 {
		return nil
	}
	return []Answer{v.what(s), v.whom(s), v.howBadly(s), v.isThereTime(s)}
}

func (v Voice) what(s scene) Answer {
	signal := s.radar.Signals[0]
	i := s.places[signal.Indicator].Indicator
	note := v.Say("page.radar.what.note", "Reach", v.Say("reach."+string(signal.Reach)), "Points", v.Points(signal.Recoverable))
	if persistent(signal) {
		note += " · " + v.Say("page.radar.misses", "Count", signal.Course.Misses)
	}
	return Answer{Question: v.Say("page.radar.what"), Value: i.ID, Of: v.Words(i.Title), Note: note, Alert: signal.Reach == reform.Systemic, URL: indicatorURL(s.Cycle.ID, i.ID)}
}

// whom counts who misses the weakest indicator, and names who has the least of its points.
func (v Voice) whom(s scene) Answer {
	signal, of := s.radar.Signals[0], "page.radar.whom.of"
	if !s.places[signal.Indicator].Targeted() {
		of += ".all"
	}
	answer := Answer{
		Question: v.Say("page.radar.whom"), Value: v.missed(signal.Weakness),
		Of: v.Say(of, "Indicator", signal.Indicator), Alert: signal.BelowTarget > 0, URL: v.here("map", "", "area", s.places[signal.Indicator].area, "page", "", "csv", "") + "#map",
	}
	if s.radar.Unit != "" {
		w, _ := weaknessOf(s.Tally, signal.Indicator)
		answer.Value = v.missed(w)
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
func (v Voice) missed(w reform.Weakness) string {
	if w.Units == 0 {
		return none
	}
	return v.Count(w.BelowTarget) + "/" + v.Count(w.Units)
}

func (v Voice) howBadly(s scene) Answer {
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
		Of:    v.Say("page.radar.badly.of", "Share", v.partOf(s.total, s.most)),
		Note:  v.Say("page.radar.badly.note", "Count", count, "Systemic", v.Count(count), "Share", v.partOf(systemic, s.total)),
		Alert: count > 0, URL: v.here("only", "systemic", "all", "", "csv", "") + "#list",
	}
}

func (v Voice) isThereTime(s scene) Answer {
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
	value, of := v.timeLeft(s.Cycle)
	return Answer{
		Question: v.Say("page.radar.time"), Value: value, Of: of,
		Note:  note,
		Alert: missing > 0, URL: v.here("only", "will_miss", "all", "", "csv", "") + "#list",
	}
}

// timeLeft is how long figures may still change: until the data window ends there is
// time to do more, and until the cycle is closed to report it.
func (v Voice) timeLeft(c reform.Cycle) (value, of string) {
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
