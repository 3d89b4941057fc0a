package score

import (
	"fmt"
	"slices"
	"time"

	"reformboard/internal/reform"
)

// Input is all that a cycle's scores are made from.
type Input struct {
	Cycle   reform.Cycle
	Units   []reform.Unit   // those to score; relative rules compare these
	Above   []reform.Unit   // others in their tree, from whom figures are inherited
	Reports []reform.Report // submitted ones, those of units above included
	Before  []reform.Report // of the period before, for FillLastPeriod
	// Appraisals are all versions of what was judged on the basis that is asked for, in
	// any order; of each claim the one in force counts.
	Appraisals []reform.Appraisal
	// Zone is where the days of lateness begin; nil: UTC.
	Zone *time.Location
}

// Cycle scores every unit on the submitted reports of one cycle, in the order of
// units. The error is a framework or value that the readers should have refused.
func Cycle(f *reform.Framework, c reform.Cycle, units []reform.Unit, reports []reform.Report) ([]reform.Scorecard, error) {
	m, err := Prepare(f)
	if err != nil {
		return nil, err
	}
	return m.Cycle(Input{Cycle: c, Units: units, Reports: reports})
}

// Cycle scores every unit, in the order of units, without Workings.
func (m *Method) Cycle(in Input) ([]reform.Scorecard, error) { return m.cards(in) }

// Explain scores the cycle and returns one unit's scorecard with the Working of
// every score, area and total.
func (m *Method) Explain(in Input, unit string) (reform.Scorecard, error) {
	for u := range in.Units {
		if in.Units[u].ID == unit {
			cards, err := m.cards(in, u)
			if err != nil {
				return reform.Scorecard{}, err
			}
			return cards[u], nil
		}
	}
	return reform.Scorecard{}, fmt.Errorf("%w: unit %q", reform.ErrNotFound, unit)
}

// ExplainAll scores every unit, with all Workings.
func (m *Method) ExplainAll(in Input) ([]reform.Scorecard, error) {
	all := make([]int, len(in.Units))
	for u := range all {
		all[u] = u
	}
	return m.cards(in, all...)
}

func (m *Method) cards(in Input, explained ...int) ([]reform.Scorecard, error) {
	if err := m.fits(len(in.Units)); err != nil {
		return nil, err
	}
	cards, err := newRun(m, in, explained...).cards()
	if err != nil {
		return nil, fmt.Errorf("score %s: %w", in.Cycle.ID, err)
	}
	return cards, nil
}

// What bounds one scoring: some 6 GB, and half a minute for each area where every two
// units are compared.
const (
	MostCells    = 20_000_000 // units × indicators and areas
	MostCompared = 20_000     // units, where an area counts majorities
)

// fits reports why so many units cannot be scored at once.
func (m *Method) fits(units int) error {
	nodes := len(m.indicators) + m.areaCount
	majorities := slices.ContainsFunc(m.f.AllAreas(), func(a reform.Placed) bool { return a.Combine.Method == reform.Copeland })
	switch {
	case units > MostCells/max(nodes, 1):
		return fmt.Errorf("%w: %d units by %d indicators and areas are too many to be scored at once: at most %d units", reform.ErrInvalid, units, nodes, MostCells/nodes)
	case majorities && units > MostCompared:
		return fmt.Errorf("%w: every two of %d units are too many to be compared: an area of method copeland takes at most %d units", reform.ErrInvalid, units, MostCompared)
	}
	return nil
}

// run is one scoring of one cycle.
type run struct {
	*Method
	in     Input
	said   []said // by unit
	before []said // by unit, of the period before
	above  map[string]*said
	// aboveBefore is above of the period before.
	aboveBefore map[string]*said
	columns     [][]cell         // by indicator; nil: not yet scored
	factor      *reform.Fraction // stands for every times_score, in an example
	working     [][]*sums        // by unit, of those that are explained: by indicator
	judged      map[place]*reform.Appraisal
	written     int // areas on the scorecards so far
	cardsOf     []reform.Scorecard
	ratios      []reform.Fraction // of all scorecards, one after the other
}

// cell is the score of one unit for one indicator or area.
type cell struct {
	state    reform.State
	filled   reform.Fill
	blocks   bool // nothing above it has a score
	granted  bool // not applicable, and given all its points
	withheld bool // an area that could not be scored though parts of it were
	stands   bool // takes part in a mean; one without a score as nothing
	max      reform.Points
	shared   reform.Points // not applicable, and left to its siblings
	exact    reform.Fraction
	value    reform.Fraction // exact, or as rounded at its level
	ratio    *reform.Fraction
	cases    int64
	judged   *reform.Appraisal // nil: nobody has
	// span is what the cell weighs in the coverage of what stands above it, and
	// covered the part of it that has been reported.
	span, covered reform.Fraction
}

// has reports whether the cell brings points to what stands above it.
func (c *cell) has() bool { return c.state.Counts() || c.granted }

func newRun(m *Method, in Input, explained ...int) *run {
	r := &run{Method: m, in: in, columns: make([][]cell, len(m.indicators)), working: make([][]*sums, len(in.Units))}
	r.said, r.above = m.gather(in, in.Reports)
	m.lookUp(in, r.above)
	r.judged = m.inForce(in, r.said)
	if len(in.Before) > 0 {
		r.before, r.aboveBefore = m.gather(in, in.Before)
	}
	for _, u := range explained {
		r.working[u] = make([]*sums, len(m.indicators))
	}
	return r
}

// explains reports whether a unit's workings are kept.
func (r *run) explains(u int) bool { return r.working[u] != nil }

// cards scores all columns and turns them into scorecards.
func (r *run) cards() ([]reform.Scorecard, error) {
	r.cardsOf = make([]reform.Scorecard, len(r.in.Units))
	scores := make([]reform.Score, len(r.in.Units)*len(r.indicators))
	r.ratios = make([]reform.Fraction, len(scores))
	subtotals := make([]reform.Subtotal, len(r.in.Units)*r.areaCount)
	for u, unit := range r.in.Units {
		card := &r.cardsOf[u]
		card.Unit = unit.ID
		card.Submitted = r.said[u].submitted
		card.Late = card.Submitted != nil && r.in.Cycle.Reports(unit).Late(*card.Submitted)
		card.Scores = scores[u*len(r.indicators) : (u+1)*len(r.indicators) : (u+1)*len(r.indicators)]
		card.Subtotals = subtotals[u*r.areaCount : (u+1)*r.areaCount : (u+1)*r.areaCount]
	}
	for n := range r.indicators {
		if err := r.write(n); err != nil {
			return nil, err
		}
	}
	if err := r.total(); err != nil {
		return nil, err
	}
	return r.cardsOf, r.facets()
}

// write rounds an indicator's column and puts it on the scorecards.
func (r *run) write(n int) error {
	i := r.indicators[n]
	column, err := r.column(n)
	if err != nil {
		return err
	}
	for u := range column {
		c := &column[u]
		s := &r.cardsOf[u].Scores[n]
		*s = reform.Score{Indicator: i.ID, State: c.state, Max: c.max, Cases: c.cases, Filled: c.filled, Appraisal: c.judged}
		if c.ratio != nil { // beside those of the same card, which are read together
			s.Measured = &r.ratios[u*len(r.indicators)+n]
			*s.Measured = *c.ratio
		}
		if r.explains(u) {
			s.Working = r.working[u][n].explained(r, n, u, c)
		}
		if !c.has() {
			c.value = reform.Fraction{}
			continue
		}
		if c.value, s.Earned, err = r.rounded(c.value, r.f.Rounding.Indicator); err != nil {
			return fmt.Errorf("unit %s, indicator %s: %w", r.in.Units[u].ID, i.ID, err)
		}
		s.Exact = c.value
		if c.state == reform.Scored && c.value.Sign() == 0 && i.Max > 0 {
			c.state, s.State = reform.Zero, reform.Zero
		}
	}
	return nil
}

// rounded returns a score as the framework rounds it at one level, and the points
// to be shown: exact fractions are handed on where it does not round.
func (m *Method) rounded(exact reform.Fraction, decimals *int) (reform.Fraction, reform.Points, error) {
	if decimals == nil {
		shown, err := exact.Points(reform.PointDecimals, m.f.Rounding.Mode)
		return exact, shown, err
	}
	shown, err := exact.Points(*decimals, m.f.Rounding.Mode)
	return shown.Fraction(), shown, err
}
