// Package scrutiny holds the values of one report against each other, against what
// the unit reported before, and against what its peers report.
//
// Its one rule: it changes nothing. It says which values cannot be taken and which
// are in doubt, and what each was held against.
//
// A false alarm costs an officer's time on deadline day. So a value is called far
// from others only when it lies well beyond all of them, when chance does not explain
// it, and when the unit did not report the like a period ago; and a base that is in
// doubt speaks for what is counted in it: one mistake, one finding.
//
// It reckons in float64, for what comes of it is a doubt and no score; what a value
// must not be is judged exactly.
package scrutiny

import (
	"cmp"
	"slices"

	"reformboard/internal/reform"
)

// Case is one report as it would stand.
type Case struct {
	Framework *reform.Framework
	Period    reform.Period
	Values    []reform.Value // of one source
	History   []Past         // the unit's own earlier submitted reports, newest first, of periods as long
	Norms     Norms          // of its peer group; the zero value: none known
}

// Past is what the unit reported for an earlier period.
type Past struct {
	Period reform.Period
	Values []reform.Value
}

// Of says what is wrong or doubtful in a report, in the order of the framework's
// figures. An Error is a value that cannot be taken; a Warning one that has to be
// justified.
func Of(c Case) []reform.Finding {
	s := newScrutiny(c)
	s.within()
	s.carried()
	s.fell()
	s.farFromLast()
	s.farFromPeers()
	slices.SortStableFunc(s.found, func(a, b reform.Finding) int {
		return cmp.Compare(s.places[a.Figure], s.places[b.Figure])
	})
	return s.found
}

// Untaken lists the figures whose values cannot be taken.
func Untaken(found []reform.Finding) map[string]bool {
	untaken := map[string]bool{}
	for _, f := range found {
		if f.Severity == reform.Error {
			untaken[f.Figure] = true
		}
	}
	return untaken
}

// scrutiny is a Case being looked at.
type scrutiny struct {
	Case
	places  places
	now     column
	past    []earlier
	found   []reform.Finding
	doubted []bool // by figure: something was said of it
	usual   []bool // by figure: the unit reported the like before
}

// earlier is a Past with its values in the framework's order.
type earlier struct {
	period reform.Period
	values column
	months float64 // from the start of the year to the period's end
}

// mostPast is how many earlier reports are looked at: two years of quarters.
const mostPast = 8

func newScrutiny(c Case) *scrutiny {
	figures := len(c.Framework.Figures)
	s := &scrutiny{Case: c, places: placesOf(c.Framework), doubted: make([]bool, figures), usual: make([]bool, figures)}
	s.now = s.places.column(c.Framework, c.Values)
	for _, p := range c.History {
		if p.Period < c.Period && len(s.past) < mostPast {
			s.past = append(s.past, earlier{p.Period, s.places.column(c.Framework, p.Values), monthsInto(p.Period)})
		}
	}
	return s
}

// say notes a finding about the value of the figure at a place.
func (s *scrutiny) say(place int, f reform.Finding) {
	figure := s.Framework.Figures[place]
	f.Figure, f.Label = figure.ID, figure.Title
	if v := s.now[place]; v != nil {
		f.Origin = v.Origin
		if f.Found == "" {
			f.Found = written(*v)
		}
	}
	s.doubted[place] = true
	s.found = append(s.found, f)
}

// title is what a figure is called.
func (s *scrutiny) title(id string) reform.Words {
	if place, ok := s.places[id]; ok {
		return s.Framework.Figures[place].Title
	}
	return reform.Words{}
}

// written is a value as a finding quotes it.
func written(v reform.Value) string {
	if v.Absence == reform.NoPractice {
		return "0"
	}
	return v.Text
}
