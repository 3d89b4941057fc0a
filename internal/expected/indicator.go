package expected

import (
	"slices"
	"strconv"

	"reformboard/internal/reform"
)

// outcome is what an indicator's rule gives, its reasons and its bounds seen to: the
// state and both numbers have cells, the numbers 0 and 1 where there is no score.
func (w *writer) outcome(i reform.Indicator) outcome {
	if known, ok := w.outcomes[i.ID]; ok {
		return known
	}
	outer := w.guards
	w.guards = nil
	o := view{w, false}.judge(i)
	switch w.Framework.WhenMissing(i) {
	case reform.FillLastPeriod:
		past := view{w, true}.judge(i)
		o = w.choose(i, w.cell("AND("+o.state+"=4,OR("+past.state+"=0,"+past.state+">4))"), past, o)
	case reform.FillGroupMean:
		o.state = "IF(" + o.state + "=4," + Later.String() + "," + o.state + ")"
	case reform.FillNothing, reform.FillLeave, reform.FillBlock:
	}
	o = w.bounded(i, o)
	w.guards = outer
	w.outcomes[i.ID] = o
	return o
}

// bounded withholds an outcome whose numbers are too great to be exact.
func (w *writer) bounded(i reform.Indicator, o outcome) outcome {
	o.fraction = w.kept(o.fraction)
	_, by := w.scale(i, o)
	o.num, o.den = w.hold(o.num, mostDivided), w.hold(o.den, mostDivided/by)
	state := w.cell(o.state)
	if len(w.guards) > 0 {
		slices.Sort(w.guards)
		state = w.cell("IF(" + state + "=0,IF(" + anyOf(slices.Compact(w.guards)...) + "," + Later.String() + ",0)," + state + ")")
	}
	if state == "0" || o.num.known && o.den.known && o.num.is(0) {
		return outcome{state: state, points: o.points, fraction: o.fraction}
	}
	num, den := "IF("+state+"=0,"+o.num.text+",0)", "IF("+state+"=0,"+o.den.text+",1)"
	return outcome{state: state, points: o.points, fraction: w.kept(fraction{whole{text: num, bound: o.num.bound}, whole{text: den, bound: o.den.bound}})}
}

// judge applies an indicator's rule to what was said of one period.
func (v view) judge(i reform.Indicator) outcome {
	asked := v.applies(i.Applies)
	o := v.chosen(i)
	if asked != "0" {
		asked = v.cell(asked)
		o.state = "IF(" + asked + "=0," + o.state + "," + asked + ")"
	}
	o.state = v.cell(o.state)
	return o
}

// chosen applies the rule, or the first of its alternatives that fits.
func (v view) chosen(i reform.Indicator) outcome {
	if i.Rule.Kind != reform.Alternatives {
		return v.earn(i, i.Rule)
	}
	o := outcome{state: NotAsked.String(), fraction: nothing}
	for _, a := range slices.Backward(i.Rule.Alternatives) {
		asked := v.applies(a.Applies)
		if asked == NotAsked.String() {
			continue
		}
		own := v.earn(i, a.Rule)
		if asked == "0" {
			o = own
			continue
		}
		asked = v.cell(asked)
		own.state = v.cell("IF(" + asked + "=0," + own.state + "," + asked + ")")
		o = v.choose(i, asked+"<>1", own, o)
	}
	return o
}

// choose is one outcome where a condition holds, and else another.
func (w *writer) choose(i reform.Indicator, condition string, a, b outcome) outcome {
	if a.points != b.points {
		a, b = w.inPoints(i, a), w.inPoints(i, b)
	}
	return outcome{
		state:    w.cell("IF(" + condition + "," + a.state + "," + b.state + ")"),
		points:   a.points,
		fraction: w.kept(fraction{either(condition, a.num, b.num), either(condition, a.den, b.den)}),
	}
}

func (w *writer) inPoints(i reform.Indicator, o outcome) outcome {
	if !o.points {
		o.points, o.fraction = true, w.kept(w.multiply(o.fraction, plain(i.Max)))
	}
	return o
}

// applies is 0 where something is asked of this unit, and else the state of its cell.
func (v view) applies(a reform.Applicability) string {
	if len(a.Groups) > 0 && !slices.Contains(a.Groups, v.Group) {
		return NotAsked.String()
	}
	if a.Figure == "" {
		return "0"
	}
	s := v.side([]string{a.Figure})
	return "IF(" + s.state + "=0,IF(" + s.num.text + ">0,0,1)," + s.state + ")"
}

// shareOf is the share of its most points that another indicator earned: now, though
// what it multiplies is of the period before.
func (v view) shareOf(id string) outcome {
	i, known := v.Framework.Indicator(id)
	if !known {
		return later("0")
	}
	o := v.outcome(i)
	if o.points {
		most := plain(i.Max)
		o.fraction = v.kept(fraction{v.times(o.num, most.den), v.times(o.den, most.num)})
	}
	return o
}

// scale is by what an outcome is multiplied, and divided, to be in the parts it is held
// in: those it is rounded to, or the finest.
func (w *writer) scale(i reform.Indicator, o outcome) (factor, by int64) {
	factor, by = int64(i.Max), int64(1)
	if o.points {
		factor = int64(reform.Point)
	}
	if d := w.Framework.Rounding.Indicator; d != nil {
		by = power(reform.PointDecimals - *d)
	} else {
		factor *= w.fine
	}
	g := divisor(factor, by)
	return factor / g, by / g
}

// A number is divided digit by digit, of base 100: the rest, a hundred times, and as
// much of the next digit must stay below most.
const (
	base        = 100
	mostDivided = most / base / 2
)

// divided is the whole part of num·factor/den, and the rest.
func (w *writer) divided(num, den whole, factor int64) (quotient, rest whole) {
	all, short := product(num.bound, factor)
	digits := []int64{factor}
	if !short || all > most {
		digits = nil
		for n := factor; n > 0; n /= base {
			digits = append([]int64{n % base}, digits...)
		}
	}
	quotient, rest = number(0), number(0)
	for _, digit := range digits {
		next := w.keep(w.add(w.times(rest, number(base)), w.times(num, number(digit))))
		if den.is(1) {
			return next, number(0)
		}
		part := "INT(" + next.text + "/" + den.text + ")"
		if quotient.is(0) {
			quotient = whole{text: w.cell(part), bound: most}
		} else {
			quotient = whole{text: w.cell(quotient.text + "*" + strconv.Itoa(base) + "+" + part), bound: most}
		}
		rest = whole{text: w.cell(next.text + "-" + den.text + "*" + part), bound: den.bound}
	}
	return quotient, rest
}

// amount is a number of points as areas reckon with it: so many of the finest parts,
// and how many may be missing; it is exact where none is.
type amount struct {
	parts whole
	slack string
}

// earned are the points of an indicator, as its framework rounds them.
func (w *writer) earned(i reform.Indicator, o outcome) amount {
	factor, by := w.scale(i, o)
	den := o.den
	if by > 1 {
		den = w.keep(whole{text: "(" + o.den.text + "*" + strconv.FormatInt(by, 10) + ")", bound: o.den.bound * by})
		if n, known := o.den.value(); known {
			den = number(n * by)
		}
	}
	quotient, rest := w.divided(o.num, den, factor)
	d := w.Framework.Rounding.Indicator
	if d == nil {
		if rest.is(0) {
			return amount{quotient, "0"}
		}
		return amount{quotient, w.cell("IF(" + rest.text + ">0,1,0)")}
	}
	unit := number(power(reform.PointDecimals-*d) * w.fine)
	if rest.is(0) {
		return amount{w.keep(whole{text: "(" + quotient.text + "*" + unit.text + ")", bound: most}), "0"}
	}
	half := "IF(" + o.num.text + "<0,0,1)"
	if w.Framework.Rounding.Mode == reform.HalfEven {
		half = quotient.text + "-2*INT(" + quotient.text + "/2)"
	}
	twice := "2*" + rest.text
	up := "IF(" + twice + ">" + den.text + ",1,IF(" + twice + "=" + den.text + "," + half + ",0))"
	return amount{w.keep(whole{text: "((" + quotient.text + "+" + up + ")*" + unit.text + ")", bound: most}), "0"}
}
