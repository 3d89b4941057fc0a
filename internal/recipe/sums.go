package recipe

import (
	"math/big"
	"slices"

	"reformboard/internal/equation"

	"reformboard/internal/reform"
)

// sums holds each row against the recipe's checks, and each sum that is printed against
// the rows that it is of.
func (a *applied) sums() {
	var checks []equation.Equation
	for _, text := range a.Checks {
		if e, err := equation.Parse(text); err == nil { // what is wrong was said when it was read
			checks = append(checks, e)
		}
	}
	for _, l := range a.lines {
		for _, e := range checks {
			a.judge(e, l)
		}
	}
	a.totals()
}

func (a *applied) judge(e equation.Equation, l line) {
	value := func(name string) *reform.Value {
		for i, c := range a.Columns {
			if c.Name == name {
				return l.values[i]
			}
		}
		return nil
	}
	wanted, kept := e.Judge(value)
	if kept {
		return
	}
	whole := value(e.Whole)
	f := reform.Finding{Origin: whole.Origin, Problem: reform.NotTheSum, Severity: reform.Warning, Found: whole.Text, Wanted: wanted}
	for i, c := range a.Columns {
		if c.Name == e.Whole {
			f.Figure, f.Label = c.Figure, a.figures[i].Title
		}
	}
	if e.Most {
		f.Problem = reform.PartOverWhole
		for i, c := range a.Columns {
			if names := e.Names(); len(names) > 1 && c.Name == names[1] {
				f.Other = a.figures[i].Title
			}
		}
	}
	a.find(f)
}

// totals holds the sections' rows and those of totals against the rows beneath and
// before them. A unit beneath another of the form is part of what that one says, if it
// says anything: its name may merely stand over the others.
func (a *applied) totals() {
	units := map[string]bool{}
	for _, l := range a.lines {
		if l.unit.ID != "" && slices.ContainsFunc(l.values, func(v *reform.Value) bool { return v != nil && v.Number() != nil }) {
			units[l.unit.ID] = true
		}
	}
	var all, section []line
	var heading *line
	closed := func() {
		if heading != nil {
			a.compare(*heading, section)
		}
		section = nil
	}
	for i, l := range a.lines {
		switch l.kind {
		case unitLine:
			if !a.units.Beneath(l.unit.ID, units) {
				all, section = append(all, l), append(section, l)
			}
		case sectionLine:
			closed()
			heading = &a.lines[i]
		case totalLine, withinLine:
		}
	}
	closed()
	for _, l := range a.lines {
		if l.kind == totalLine {
			a.compare(l, all)
		}
	}
}

// compare holds a printed sum against what it is of, in each column that counts.
func (a *applied) compare(printed line, rows []line) {
	if len(rows) == 0 {
		return
	}
	for i, v := range printed.values {
		if v == nil || v.Number() == nil || a.figures[i].Kind != reform.Count || a.Columns[i].Part > 1 {
			continue
		}
		if sum, ok := together(rows, i); ok && sum.Cmp(v.Number()) != 0 {
			a.find(reform.Finding{
				Origin: v.Origin, Figure: a.Columns[i].Figure, Label: a.figures[i].Title, Problem: reform.NotTheSum, Severity: reform.Warning,
				Found: v.Text, Wanted: sum.RatString(),
			})
		}
	}
}

// together adds a column up; false where a row could not be read. A blank is nothing.
func together(rows []line, column int) (*big.Rat, bool) {
	sum := new(big.Rat)
	for _, l := range rows {
		v := l.values[column]
		if v == nil {
			return nil, false
		}
		if v.Number() != nil {
			sum.Add(sum, v.Number())
		}
	}
	return sum, true
}
