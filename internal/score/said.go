package score

import (
	"time"

	"reformboard/internal/reform"
)

// said is everything the sources have submitted about one unit.
type said struct {
	values    []statement    // by figure
	own       *reform.Report // the unit's own; nil: it is silent
	submitted *time.Time     // when the unit's own report came; nil: it is silent, and nothing is scored, constants included
	group     string
	parent    string
}

// statement is what was said for one figure.
type statement struct {
	absence reform.Absence
	numeric bool
	number  reform.Fraction // of a numeric one
	text    string
	report  *reform.Report // where it stands; nil: nothing was said
	origin  reform.Origin
	file    string // of an earlier version, where that said so; empty: the report's
	sha256  string
	late    *reform.Lateness // of what is read from the record
}

// gather reads every report once. Besides the units it returns what was said of
// others: the units above, from whom figures may be inherited.
func (m *Method) gather(in Input, reports []reform.Report) ([]said, map[string]*said) {
	units := in.Units
	all := make([]said, len(units))
	byID := make(map[string]*said, len(units))
	statements := make([]statement, len(units)*len(m.sources))
	for n := range statements {
		statements[n].absence = reform.NotReported
	}
	for u, unit := range units {
		all[u] = said{values: statements[u*len(m.sources) : (u+1)*len(m.sources)], group: unit.PeerGroup, parent: unit.Parent}
		byID[unit.ID] = &all[u]
	}
	for _, unit := range in.Above {
		if byID[unit.ID] == nil {
			byID[unit.ID] = m.silent(unit.Parent)
		}
	}
	for n := range reports {
		report := &reports[n]
		s := byID[report.Unit]
		if s == nil {
			s = m.silent("")
			byID[report.Unit] = s
		}
		if report.Source == reform.FromUnit {
			s.own, s.submitted = report, report.SubmittedAt
		}
		for v := range report.Values {
			m.take(s, report, &report.Values[v])
		}
	}
	return all, byID
}

// silent is a unit of whom nothing has been read yet.
func (m *Method) silent(parent string) *said {
	s := &said{values: make([]statement, len(m.sources)), parent: parent}
	for n := range s.values {
		s.values[n].absence = reform.NotReported
	}
	return s
}

// take notes one value, if it is its source's to give.
func (m *Method) take(s *said, report *reform.Report, v *reform.Value) {
	n, known := m.figures[v.Figure]
	if !known || m.sources[n] != report.Source {
		return
	}
	one := &s.values[n]
	*one = statement{absence: v.Absence, text: v.Text, report: report, origin: v.Origin, file: v.File, sha256: v.SHA256}
	switch v.Absence {
	case reform.Present:
		one.number, one.numeric = reform.Decimal(v.Text).Fraction()
	case reform.NoPractice:
		one.numeric = true
	case reform.NotReported, reform.NotApplicable:
	}
}

// view is one unit's statements as one rule sees them.
type view struct {
	*run
	said     *said
	above    map[string]*said // by unit: whom a rule may inherit from
	unit     int
	inherits bool
}

// now is what a unit has said, then what it said the period before.
func (r *run) now(u int) view { return view{run: r, said: &r.said[u], above: r.above, unit: u} }

func (r *run) then(u int) view {
	return view{run: r, said: &r.before[u], above: r.aboveBefore, unit: u}
}

// of returns what was said for a figure: of this unit or, for a rule that
// inherits, of the nearest unit above that said something.
func (v view) of(figure int) *statement {
	own := &v.said.values[figure]
	if !v.inherits {
		return own
	}
	const mostLevels = 100 // a unit that is its own ancestor is no matter
	above := v.above[v.said.parent]
	for range mostLevels {
		if above == nil {
			return own
		}
		if s := &above.values[figure]; s.absence != reform.NotReported {
			return s
		}
		above = v.above[above.parent]
	}
	return own
}

// sum adds figures. One that does not apply adds nothing, unless none applies;
// one that is missing makes the sum missing, for a part is not the whole. practised
// is false when the unit says that there is none of any of them.
func (v view) sum(figures []int) (total reform.Fraction, practised bool, state reform.State) {
	state = reform.Scored
	spoken := false
	for _, id := range figures {
		s := v.of(id)
		switch s.absence {
		case reform.NotReported:
			state = worse(state, v.missing(id))
		case reform.NotApplicable:
		case reform.NoPractice:
			spoken = true
		case reform.Present:
			spoken, practised = true, true
			if s.numeric {
				total = total.Add(s.number)
			}
		}
	}
	if state == reform.Scored && !spoken {
		state = reform.NotAsked
	}
	return total, practised, state
}

// missing tells whose silence it is. The record is silent of who is.
func (m *Method) missing(figure int) reform.State {
	if m.sources[figure] != reform.FromSurvey {
		return reform.NotSubmitted
	}
	return reform.UnderReview
}

// worse keeps the unit's own silence above that of others, and both above what does
// not apply.
func worse(a, b reform.State) reform.State {
	if gravity[b] > gravity[a] {
		return b
	}
	return a
}

// gravity orders the reasons for having no score.
var gravity = map[reform.State]int{reform.Scored: 0, reform.NotAsked: 1, reform.Suppressed: 2, reform.UnderReview: 3, reform.NotSubmitted: 4}

// input is a statement as a receipt shows it.
func (v view) input(figure int) reform.Input {
	s := v.of(figure)
	in := reform.Input{Figure: v.figureID(figure), Text: s.text, Absence: s.absence, Origin: s.origin, Lateness: s.late}
	switch {
	case s.file != "":
		in.File, in.SHA256 = s.file, s.sha256
	case s.report != nil:
		in.File, in.SHA256 = s.report.File, s.report.SHA256
	}
	return in
}

func (m *Method) figureID(position int) string {
	if position < len(m.f.Figures) {
		return m.f.Figures[position].ID
	}
	for id, n := range m.figures {
		if n == position {
			return id
		}
	}
	return ""
}
