// Package formula reckons what an indicator earns from an expression over figures.
//
//	received > 0 ? min(points, points * on_time / received) : 0
//
// Its one rule: whatever a framework file may hold, reading it says what is wrong
// with it and where; a formula that was read without a fault can always be
// reckoned, exactly, in bounded time.
//
// # The language
//
// It is a part of the language of expr-lang/expr, which parses it; what is not
// named here is refused by its name. Every number is exact: 0.1 is a tenth.
//
//	12, 0.5                     numbers, with a point and without an exponent
//	received                    a figure by its id
//	figure("a-b.c")             a figure whose id is no plain name
//	points                      the most points of the indicator
//	+ - * / and brackets
//	< <= > >= == !=             between numbers
//	level == "full"             a choice and one of its options; != as well
//	&& || ! (and, or, not)      the right side is left alone where the left decides
//	condition ? number : number
//	min(a, b, …)  max(a, b, …)  abs(a)  round(a, n): half up, n from 0 to 6
//
// # Units
//
// A figure is counted in its Unit. A percentage, a figure without a Unit, and
// points are plain numbers. Only what is counted alike is added, compared or
// chosen between; multiplying and dividing multiply and divide the units. A literal
// stands beside any unit in a comparison, in min and max and in a choice; in a sum
// only 0 does. A literal that multiplies or divides what is counted may make
// points of it, "0.5 * issued" being half a point for each: so such a term may be
// added to plain numbers, and may be the result. The result is a plain number.
//
// # Bounds
//
// Check proves by intervals that no division is by zero and that the result stays
// within the indicator's points. A figure lies between its Least (0 when empty)
// and its Most, a percentage within 0 to 100; a count is a whole number. A condition is
// known to hold in what it guards: in "a > 0 ? b / a : 0" the division is sound.
// That a part is not more than its whole is not known: the author clamps with min.
package formula

import (
	"maps"
	"slices"

	"reformboard/internal/reform"
)

// Points is the word for the most points of the indicator; Value asks for them as
// for a figure.
const Points = "points"

// Formula is an expression that has been read. Many may use it at once.
type Formula struct {
	source string
	root   *term
}

// Operand is what a unit reported for a figure: a Number, or for a choice the id
// of its option.
type Operand struct {
	Number reform.Fraction
	Text   string
}

// String is the formula as it was written.
func (f *Formula) String() string { return f.source }

// Figures lists the ids of the figures that the formula reads, sorted, each once.
func (f *Formula) Figures() []string {
	ids := map[string]bool{}
	f.root.walk(func(t *term) {
		if t.id != "" && t.id != Points {
			ids[t.id] = true
		}
	})
	return slices.Sorted(maps.Keys(ids))
}
