package score

import (
	"fmt"

	"reformboard/internal/formula"
	"reformboard/internal/reform"
)

// Method is a framework made ready to score: its decimals read, its formulas
// parsed, its figures numbered. It may be used by many at once.
type Method struct {
	f          *reform.Framework
	figures    map[string]int
	sources    []reform.Source
	facts      map[int]reform.Fact // by figure: what it reads of the record
	indicators []*indicator        // in the framework's order
	position   map[string]int      // of an indicator by id
	claimed    [][]string          // by indicator: the figures that the unit supplies
	areaCount  int
}

// indicator is an indicator made ready.
type indicator struct {
	reform.Indicator
	rule        *ready
	most, least reform.Fraction
	weight      reform.Fraction
	condition   int // the figure it is asked for, or none
	fill        reform.Fill
	reapportion reform.Reapportion
}

// ready is a rule made ready.
type ready struct {
	reform.Rule
	earn                     rule
	of, over, items          []int
	all                      []int // every figure the rule reads
	orElse, times, dueFigure int
	timesScore               int
	full, nothing, divide    reform.Fraction
	atTarget, each           reform.Fraction
	steps, pays, itemPays    []reform.Fraction
	formula                  *formula.Formula
	alternatives             []*ready
	conditions               []int
	counts                   bool // things counted over things counted, of the unit itself
}

// none is the position of a figure or indicator that a rule does not use.
const none = -1

// Prepare makes a framework ready. The error is one that reading it should have
// refused.
func Prepare(f *reform.Framework) (*Method, error) {
	m := &Method{f: f, figures: map[string]int{}, facts: map[int]reform.Fact{}, position: map[string]int{}, areaCount: len(f.AllAreas())}
	for n, g := range f.Figures {
		m.figures[g.ID] = n
		m.sources = append(m.sources, g.Source)
		if g.Source == reform.FromRecord {
			m.facts[n] = g.Reads
		}
	}
	all := f.Indicators()
	for n, i := range all {
		m.position[i.ID] = n
	}
	for _, i := range all {
		one := &indicator{
			Indicator: i, most: i.Max.Fraction(), least: i.Min.Fraction(), weight: decimal(i.Weight, 1),
			condition: m.figure(i.Applies.Figure), fill: f.WhenMissing(i), reapportion: f.WhenNotApplicable(i),
		}
		var err error
		if one.rule, err = m.ready(i.Rule); err != nil {
			return nil, fmt.Errorf("indicator %s: %w", i.ID, err)
		}
		m.indicators = append(m.indicators, one)
		m.claimed = append(m.claimed, m.claim(one))
	}
	return m, m.ring()
}

// figure returns a figure's position. One the framework lacks is never reported.
func (m *Method) figure(id string) int {
	if n, known := m.figures[id]; known {
		return n
	}
	if id == "" {
		return none
	}
	m.figures[id] = len(m.sources)
	m.sources = append(m.sources, reform.FromUnit)
	return m.figures[id]
}

func (m *Method) allOf(ids []string) []int {
	positions := make([]int, len(ids))
	for n, id := range ids {
		positions[n] = m.figure(id)
	}
	return positions
}

// decimal reads a number of the framework; an empty one is what it means there.
func decimal(d reform.Decimal, empty int64) reform.Fraction {
	if f, ok := d.Fraction(); ok {
		return f
	}
	return reform.NewFraction(empty, 1)
}

// counts reports whether a rule divides things that the unit counted by things that it
// counted, and nothing else comes in.
func (m *Method) counts(r reform.Rule) bool {
	if !r.Measures() || len(r.Over) == 0 || r.Times != "" || r.TimesScore != "" || r.Inherits {
		return false
	}
	for _, id := range append(append([]string{}, r.Of...), r.Over...) {
		if figure, ok := m.f.Figure(id); !ok || figure.Kind != reform.Count || figure.Source == reform.FromRecord {
			return false
		}
	}
	return true
}

func (m *Method) ready(rule reform.Rule) (*ready, error) {
	earn, known := rules[rule.Kind]
	if !known {
		return nil, fmt.Errorf("%w: rule %q", reform.ErrInvalid, rule.Kind)
	}
	r := &ready{
		Rule: rule, earn: earn, of: m.allOf(rule.Of), over: m.allOf(rule.Over), all: m.allOf(rule.Figures()),
		orElse: none, times: m.figure(rule.Times), timesScore: none, dueFigure: none,
		full: decimal(rule.FullAt, 1), nothing: decimal(rule.NothingBelow, 0),
		atTarget: reform.NewFraction(1, 2), each: rule.Each.Fraction(),
	}
	if rule.AtTarget != "" {
		r.atTarget = decimal(rule.AtTarget, 0)
	}
	if rule.OverElse != nil {
		r.orElse, r.divide = m.figure(rule.OverElse.Figure), decimal(rule.OverElse.DividedBy, 1)
	}
	for _, s := range rule.Steps {
		r.steps, r.pays = append(r.steps, decimal(s.From, 0)), append(r.pays, decimal(s.Pay, 0))
	}
	for _, a := range rule.Answers {
		r.pays = append(r.pays, decimal(a.Pay, 0))
	}
	for _, item := range rule.Items {
		r.items, r.itemPays = append(r.items, m.figure(item.Figure)), append(r.itemPays, decimal(item.Pay, 0))
	}
	for _, late := range rule.Late {
		r.pays = append(r.pays, decimal(late.Pay, 0))
	}
	if !reform.IsDay(rule.Due) {
		r.dueFigure = m.figure(rule.Due)
	}
	r.counts = m.counts(rule)
	return r, m.readyParts(r)
}

// readyParts makes ready what refers to other things: an indicator, a formula,
// rules inside.
func (m *Method) readyParts(r *ready) error {
	if r.TimesScore != "" {
		position, known := m.position[r.TimesScore]
		if !known {
			return fmt.Errorf("%w: times_score names no indicator: %q", reform.ErrInvalid, r.TimesScore)
		}
		r.timesScore = position
	}
	if r.Kind == reform.Formula {
		var err error
		if r.formula, err = formula.Parse(r.Rule.Formula); err != nil {
			return fmt.Errorf("%w: formula: %w", reform.ErrInvalid, err)
		}
		r.all = m.allOf(r.formula.Figures())
	}
	for _, a := range r.Alternatives {
		inside, err := m.ready(a.Rule)
		if err != nil {
			return err
		}
		r.alternatives = append(r.alternatives, inside)
		r.conditions = append(r.conditions, m.figure(a.Applies.Figure))
	}
	return nil
}

// ring reports indicators that wait for each other's scores.
func (m *Method) ring() error {
	const unseen, open, done = 0, 1, 2
	seen := make([]int, len(m.indicators))
	var visit func(n int) error
	visit = func(n int) error {
		switch seen[n] {
		case open:
			return fmt.Errorf("%w: indicator %s is multiplied by itself", reform.ErrInvalid, m.indicators[n].ID)
		case done:
			return nil
		}
		seen[n] = open
		for _, r := range append([]*ready{m.indicators[n].rule}, m.indicators[n].rule.alternatives...) {
			if r.timesScore != none {
				if err := visit(r.timesScore); err != nil {
					return err
				}
			}
		}
		seen[n] = done
		return nil
	}
	for n := range m.indicators {
		if err := visit(n); err != nil {
			return err
		}
	}
	return nil
}
