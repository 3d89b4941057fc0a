// Package expected writes the rules of a framework as spreadsheet formulas: what a
// unit would earn from what stands in the cells of its form now.
//
// Its one rule: a formula gives exactly what package score gives, or says that it
// cannot. There is no figure that is almost right.
//
// # Exactness
//
// A spreadsheet reckons in binary floating point, and its programs hide that by
// snapping: results that are nearly whole become whole, nearly equal numbers are
// equal, near 0 is 0, each program by a threshold of its own between 1e-14 and 1e-16 of
// the number. Neither can matter here, because every number is whole and stays below
// 1e13 ([most]): a decimal is held as so many units of its last place, a fraction as
// two numbers, in two cells. Such numbers, their sums, differences and products are
// exact; two that differ do so by 1, which is more than 1e-13 of either; and a
// quotient that is not whole is at least that far, in proportion, from one that is.
// So INT(a/b) is the whole part, a-b*INT(a/b) the remainder, and a half is seen by
// comparing twice the remainder with the divisor. MOD and QUOTIENT are left out: old
// programs refuse great quotients. What might pass the bound is compared with it, and
// the cell then says that it is reckoned after submission ([Later]).
//
// Points that are not rounded are handed on as a whole number of the smallest parts
// of a point that the sheet knows, rounded down, and how many such parts may be
// missing; fractions with denominators up to 16 have none missing. A sum is rounded
// where both ends of that narrow gap round alike, and is otherwise Later.
//
// # What is known
//
// One unit's form tells neither what other units report nor what stands above it: rules
// that compare units, inherit, or are filled with a group's mean are Later, as are
// means with roots. A sum with such a part is [Partial]: the sum of the others.
package expected

import (
	"fmt"
	"strconv"
	"strings"

	"reformboard/internal/reform"
)

// Form is what the formulas are written for: one unit's report of one source.
type Form struct {
	Framework *reform.Framework
	Group     string         // the unit's peer group
	Source    reform.Source  // of the form
	Known     []reform.Value // what other sources have said of the unit
	Last      []reform.Value // what the unit's own report said a period ago
	IDs       string         // the column of figure ids in the form: 'Report'!$A:$A
	Answers   string         // the column of answers beside it
	Words     Words
}

// Words are how people write that there is no number, in lower case.
type Words struct{ NotApplicable, NoPractice []string }

// State is what a cell of state holds. The reasons for no score rise as they weigh.
type State int

// The states of an indicator, an area and the total. Up to NotSubmitted they are those
// of a scorecard.
const (
	Scored       State = iota // zero points are a score
	NotAsked                  // not applicable
	Suppressed                // nothing to measure
	UnderReview               // others have not said
	NotSubmitted              // the unit has not said
	Later                     // cannot be reckoned here: reckoned after submission
	Look                      // a cell holds what is no answer
	Partial                   // of an area or the total: some indicators are not in it
)

// String is the state as a formula writes it.
func (s State) String() string { return strconv.Itoa(int(s)) }

// Sheet is what is to be written: helper cells, and what to show.
type Sheet struct {
	Helpers    []string // formulas; the nth stands where at(n) said
	Indicators map[string]Node
	Areas      map[string]Node
	Total      Node
}

// Node is one line to be shown. All but Decimals are formulas, without the sign of
// equality: an address, a number, or an expression.
type Node struct {
	State    string
	Has      string // 1 where there are points, though they be those of a part
	Points   string // the points, where there are any
	Decimals int    // that they are rounded to
	Left     string // how many indicators are not in it because of Later or Look
	Missing  string // how many have not been reported
}

// Write writes a framework as formulas. The caller says where the nth helper cell
// stands, on the sheet on which everything is shown.
func Write(f Form, at func(n int) string) (Sheet, error) {
	w := &writer{Form: f, at: at, cells: map[string]string{}, outcomes: map[string]outcome{}, figures: map[string]reform.Figure{}}
	for _, g := range f.Framework.Figures {
		w.figures[g.ID] = g
	}
	w.survey()
	sheet := Sheet{Indicators: map[string]Node{}, Areas: map[string]Node{}}
	if err := w.total(&sheet); err != nil {
		return Sheet{}, fmt.Errorf("expected score by %s: %w", f.Framework.ID, err)
	}
	sheet.Helpers = w.helpers
	return sheet, nil
}

// writer writes the helper cells of one form.
type writer struct {
	Form
	at       func(n int) string
	helpers  []string
	cells    map[string]string // address by formula: what is reckoned twice stands once
	figures  map[string]reform.Figure
	outcomes map[string]outcome
	guards   []string      // what makes the indicator at hand too great to be exact
	fine     int64         // parts of a ten-thousandth of a point
	unit     reform.Points // in which most points are counted where they are stretched over what does not apply; 0: nowhere
	means    bool          // some area takes a mean
	err      error
}

// cell writes a helper cell, and returns its address. What is a cell or a number
// already needs none.
func (w *writer) cell(formula string) string {
	if !strings.ContainsAny(formula, "+-*/(=<>") {
		return formula
	}
	if at, known := w.cells[formula]; known {
		return at
	}
	at := w.at(len(w.helpers))
	if len(formula) > longest && w.err == nil {
		w.err = fmt.Errorf("%w: a formula of %d letters", reform.ErrInvalid, len(formula))
	}
	w.helpers = append(w.helpers, formula)
	w.cells[formula] = at
	return at
}

// longest is how long a formula may be.
const longest = 8_000

// survey looks at what the framework needs, and how finely points can be held.
func (w *writer) survey() {
	f := w.Framework
	stretch, unit := f.NotApplicable == reform.Rescale, int64(f.Max)
	for _, i := range f.Indicators() {
		stretch = stretch || f.WhenNotApplicable(i) == reform.ToSiblings
		unit = divisor(unit, int64(i.Max))
	}
	for _, a := range f.AllAreas() {
		w.means = w.means || !a.Combine.Adds()
		unit = divisor(unit, int64(a.Max))
	}
	if stretch {
		w.unit = reform.Points(unit)
	}
	span := f.Max
	var all reform.Points
	for _, a := range f.Areas {
		all += spanOf(a)
	}
	span = max(span, all, reform.Point)
	for _, w.fine = range fines {
		if whole, ok := product(int64(span), w.fine); ok && whole <= most/4 {
			return
		}
	}
}

// fines are the parts of a ten-thousandth of a point, from the finest: each is even,
// so that a half is whole, and as many fractions as possible are whole.
var fines = []int64{720_720, 55_440, 5_040, 840, 60, 2}

// spanOf is how many points an area can come to, more or less than 0.
func spanOf(a reform.Area) reform.Points {
	var sum, greatest reform.Points
	add := func(span reform.Points) {
		sum += span
		greatest = max(greatest, span)
	}
	for _, i := range a.Indicators {
		add(max(i.Max, -i.Min))
	}
	for _, inside := range a.Areas {
		add(spanOf(inside))
	}
	if !a.Combine.Adds() {
		sum = greatest
	}
	return max(sum, a.Max, -a.Min)
}
