package scrutiny

import "reformboard/internal/reform"

// within applies the framework's checks to the report itself. Where parts are
// together more than their whole, the parts cannot be taken and the whole can: it is
// counted on its own, and a part too great would earn points. All checks look at the
// values as they were read, so their order is no matter.
func (s *scrutiny) within() {
	for _, check := range s.Framework.Checks {
		parts, whole, problem := check.Judge(func(id string) *reform.Value { return s.now.of(s.places, id) })
		if problem == reform.PartsNotWhole { // nobody knows which of the numbers is wrong
			s.say(s.places[whole.Figure], reform.Finding{
				Problem: problem, Severity: reform.Warning,
				Found: reform.Together(parts), Wanted: written(*whole), Other: s.title(whole.Figure),
			})
		}
		if problem != reform.PartOverWhole {
			continue
		}
		for _, part := range parts {
			s.say(s.places[part.Figure], reform.Finding{
				Problem: problem, Severity: reform.Error, Wanted: placed(*whole), Other: s.title(whole.Figure),
			})
		}
	}
}

// placed is a value with the cell where it stands, if it stands in one.
func placed(v reform.Value) string {
	if v.Cell == "" {
		return written(v)
	}
	return written(v) + " (" + v.Cell + ")"
}

// carried holds what this report carries over against what the one just before left.
func (s *scrutiny) carried() {
	if len(s.past) == 0 || s.past[0].period != s.Period.Previous() {
		return
	}
	before := s.past[0].values
	for _, check := range s.Framework.Checks {
		if !check.Before || len(check.Parts) == 0 {
			continue
		}
		both := reform.Check{Parts: check.Parts, Whole: check.Whole, Equal: true}
		parts, whole, problem := both.Judge(func(id string) *reform.Value {
			if id == check.Whole {
				return before.of(s.places, id)
			}
			return s.now.of(s.places, id)
		})
		if problem == "" {
			continue
		}
		first, ok := s.places[check.Parts[0]]
		if len(parts) > 0 {
			first, ok = s.places[parts[0].Figure]
		}
		if ok {
			s.say(first, reform.Finding{
				Problem: reform.NotCarried, Severity: reform.Warning,
				Found: reform.Together(parts), Wanted: written(*whole), Other: s.title(check.Whole),
			})
		}
	}
}

// fell finds what is counted from the start of the year and is less than it was.
func (s *scrutiny) fell() {
	year := s.Period.Start().Year()
	for place, g := range s.Framework.Figures {
		if !g.Cumulative || s.now[place] == nil {
			continue
		}
		now := s.now[place].Number()
		if now == nil {
			continue
		}
		for _, p := range s.past {
			then := p.values[place]
			if p.period.Start().Year() != year || then == nil || then.Number() == nil || then.Number().Cmp(now) <= 0 {
				continue
			}
			s.say(place, reform.Finding{Problem: reform.Fell, Severity: reform.Warning, Wanted: written(*then)})
			break
		}
	}
}
