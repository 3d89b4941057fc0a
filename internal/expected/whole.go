package expected

import (
	"math"
	"strconv"
	"strings"

	"reformboard/internal/reform"
)

// most is the greatest number in any cell: see the package comment.
const most int64 = 10_000_000_000_000

// whole is a whole number as a formula gives it.
type whole struct {
	text  string // a number, an address, or an expression that binds like one
	bound int64  // it is never farther from 0
	known bool   // text is the number itself
}

func number(n int64) whole {
	text := strconv.FormatInt(n, 10)
	if n < 0 {
		text = "(" + text + ")"
	}
	return whole{text: text, bound: max(n, -n), known: true}
}

// value is a known number; false where it is known to the spreadsheet alone.
func (x whole) value() (int64, bool) {
	n, err := strconv.ParseInt(strings.Trim(x.text, "()"), 10, 64)
	return n, x.known && err == nil
}

func (x whole) is(n int64) bool {
	v, ok := x.value()
	return ok && v == n
}

// product multiplies; false where the result is too long.
func product(a, b int64) (int64, bool) {
	if a != 0 && b > math.MaxInt64/a {
		return math.MaxInt64, false
	}
	return a * b, true
}

// hold keeps a number within a bound: where it might pass it, it gets a cell of its
// own, and the indicator at hand is not reckoned where it does.
func (w *writer) hold(x whole, bound int64) whole {
	if x.bound <= bound {
		return x
	}
	if x.known {
		w.guards = append(w.guards, "TRUE")
		return number(0)
	}
	at := x.text
	if strings.ContainsAny(at, "+-*/(") {
		at = w.cell(x.text)
	}
	w.guards = append(w.guards, "ABS("+at+")>"+strconv.FormatInt(bound, 10))
	return whole{text: at, bound: bound}
}

func (w *writer) add(a, b whole) whole {
	if a.is(0) {
		return b
	}
	if b.is(0) {
		return a
	}
	x, known := a.value()
	y, both := b.value()
	if known && both {
		return w.hold(number(x+y), most)
	}
	return w.hold(whole{text: "(" + a.text + "+" + b.text + ")", bound: a.bound + b.bound}, most)
}

func (w *writer) subtract(a, b whole) whole { return w.add(a, w.times(b, number(-1))) }

func (w *writer) times(a, b whole) whole {
	x, known := a.value()
	y, both := b.value()
	bound, short := product(a.bound, b.bound)
	switch {
	case known && both && short:
		return w.hold(number(x*y), most)
	case a.is(0) || b.is(0):
		return number(0)
	case a.is(1):
		return b
	case b.is(1):
		return a
	}
	return w.hold(whole{text: "(" + a.text + "*" + b.text + ")", bound: bound}, most)
}

// either is one number where a condition holds, and else another.
func either(condition string, a, b whole) whole {
	if a.text == b.text {
		return a
	}
	return whole{text: "IF(" + condition + "," + a.text + "," + b.text + ")", bound: max(a.bound, b.bound)}
}

// keep gives a number a cell of its own, unless it is one or is known.
func (w *writer) keep(x whole) whole {
	if x.known || !strings.ContainsAny(x.text, "+-*/(") {
		return x
	}
	return whole{text: w.cell(x.text), bound: x.bound}
}

// fraction is num/den; den is above 0.
type fraction struct{ num, den whole }

func (w *writer) multiply(a, b fraction) fraction {
	return reduced(fraction{w.times(a.num, b.num), w.times(a.den, b.den)})
}

// quotient divides by a fraction above 0.
func (w *writer) quotient(a, b fraction) fraction {
	dens := reduced(fraction{b.den, a.den})
	return fraction{w.times(a.num, dens.num), w.times(b.num, dens.den)}
}

func (w *writer) sum(a, b fraction) fraction {
	if a.den.text == b.den.text {
		return fraction{w.add(a.num, b.num), a.den}
	}
	return fraction{w.add(w.times(a.num, b.den), w.times(b.num, a.den)), w.times(a.den, b.den)}
}

func (w *writer) negative(a fraction) fraction { return fraction{w.times(a.num, number(-1)), a.den} }

// kept gives both numbers cells of their own, before they are used more than once.
func (w *writer) kept(a fraction) fraction { return fraction{w.keep(a.num), w.keep(a.den)} }

// compare is the condition that a stands to b as the sign says.
func (w *writer) compare(a fraction, sign string, b fraction) string {
	return w.times(a.num, b.den).text + sign + w.times(b.num, a.den).text
}

// reduced shortens a known fraction.
func reduced(a fraction) fraction {
	x, known := a.num.value()
	y, both := a.den.value()
	if !known || !both {
		return a
	}
	g := divisor(x, y)
	return fraction{number(x / g), number(y / g)}
}

// decimal reads a number of the framework; an empty one is what it means there.
func (w *writer) decimal(d reform.Decimal, empty int64) fraction {
	if d == "" {
		return fraction{number(empty), number(1)}
	}
	r := d.Rat()
	if r == nil || !r.Num().IsInt64() || !r.Denom().IsInt64() {
		return fraction{w.hold(number(math.MaxInt64), most), number(1)}
	}
	return fraction{w.hold(number(r.Num().Int64()), most), w.hold(number(r.Denom().Int64()), most)}
}

// shares are some numbers of the framework as whole numbers over one denominator.
func (w *writer) shares(all ...reform.Decimal) (parts []whole, den whole) {
	den = number(1)
	fractions := make([]fraction, len(all))
	for n, d := range all {
		fractions[n] = w.decimal(d, 0)
		x, _ := den.value()
		y, _ := fractions[n].den.value()
		den = w.times(den, number(y/divisor(x, y)))
	}
	common, _ := den.value()
	for _, f := range fractions {
		own, _ := f.den.value()
		parts = append(parts, w.times(f.num, number(common/max(own, 1))))
	}
	return parts, den
}

// divisor is the greatest common one, above 0.
func divisor(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return max(a, -a, 1)
}

// anyOf joins conditions of which one is enough.
func anyOf(conditions ...string) string {
	if len(conditions) == 1 {
		return conditions[0]
	}
	return "OR(" + strings.Join(conditions, ",") + ")"
}

// greatest is the greatest of some numbers.
func greatest(texts ...string) string {
	var some []string
	for _, text := range texts {
		if text != "0" {
			some = append(some, text)
		}
	}
	switch len(some) {
	case 0:
		return "0"
	case 1:
		return some[0]
	}
	return "MAX(" + strings.Join(some, ",") + ")"
}
