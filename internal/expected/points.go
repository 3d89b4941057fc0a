package expected

import (
	"slices"
	"strconv"

	"reformboard/internal/formula"
	"reformboard/internal/reform"
)

// deadline earns by how many days late a day is.
func (v view) deadline(r reform.Rule) outcome {
	day := v.of(r.Of[0])
	due := statement{code: "0", number: number(serial(r.Due))}
	if !reform.IsDay(r.Due) {
		due = v.of(r.Due)
	}
	late := v.keep(v.subtract(day.number, due.number))
	var pays []reform.Decimal
	for _, step := range r.Late {
		pays = append(pays, step.Pay)
	}
	parts, den := v.shares(append(pays, "1")...)
	share := number(0)
	for n, step := range slices.Backward(r.Late) {
		share = either(late.text+"<="+strconv.Itoa(step.Days), parts[n], share)
	}
	share = either(late.text+"<=0", den, share)
	// A day that never came earns nothing; one that was never due cannot be judged.
	d, e := day.code, due.code
	state := "IF(" + d + "=2,IF(" + e + "=2,0," + e + "),IF(MAX(" + d + "," + e + ")=2,IF(" + d + "=0,2," + d + "),MAX(" + d + "," + e + ")))"
	return outcome{state: v.cell(state), fraction: fraction{either(d+"=0", share, number(0)), den}}
}

// counted earns points by a sum of figures: so many for each, the most less so many for
// each, or the sum itself.
func (v view) counted(i reform.Indicator, r reform.Rule) outcome {
	sum := v.side(r.Of)
	points := sum.fraction
	if r.Kind != reform.Given {
		points = v.multiply(points, plain(r.Each))
	}
	if r.Kind == reform.Deduction {
		points = v.sum(plain(i.Max), v.negative(points))
	}
	return v.pay(i, sum.state, points)
}

// plain is a number of points as a fraction.
func plain(p reform.Points) fraction {
	return reduced(fraction{number(int64(p)), number(int64(reform.Point))})
}

// pay holds points between the least and the most; on a scale without end there is
// neither.
func (v view) pay(i reform.Indicator, state string, points fraction) outcome {
	if i.Max == 0 && i.Min == 0 {
		return outcome{state: state, points: true, fraction: v.within(points)}
	}
	low, high := plain(i.Min), plain(i.Max)
	x, _ := low.den.value()
	y, _ := high.den.value()
	common := x * y / divisor(x, y) // makes both whole
	den := v.keep(points.den)
	least := v.times(den, v.times(low.num, number(common/x)))
	top := v.times(den, v.times(high.num, number(common/y)))
	points = v.kept(fraction{v.times(points.num, number(common)), v.times(den, number(common))})
	points.num = whole{
		text:  "MAX(" + least.text + ",MIN(" + points.num.text + "," + top.text + "))",
		bound: max(least.bound, top.bound),
	}
	return outcome{state: state, points: true, fraction: v.kept(points)}
}

// within refuses points that no framework bounds where they are more than the sheet can
// hold.
func (v view) within(points fraction) fraction {
	points = v.kept(points)
	limit := v.times(points.den, number(most/4/v.fine/int64(reform.Point)))
	v.guards = append(v.guards, "ABS("+points.num.text+")>"+limit.text)
	return points
}

// normalised places a figure on a scale that does not depend on other units.
func (v view) normalised(i reform.Indicator, r reform.Rule) outcome {
	of, over, scale, state := v.sides(r)
	n := r.Scale
	if len(r.Over) > 0 || n.Method.Relative() || n.Method != reform.AsItStands && (n.Power != "" && n.Power != "1" || n.Low == n.High || n.Low == "" || n.High == "") {
		return later(v.cell(greatest(state, over.state)))
	}
	state = v.cell(of.state)
	x := v.multiply(of.fraction, scale)
	if r.LowerIsBetter {
		x = v.negative(x)
	}
	if n.Method != reform.AsItStands {
		x = v.placed(i, r, x)
	}
	points := v.within(fraction{either(of.practised, x.num, number(0)), x.den})
	return outcome{state: state, points: true, fraction: points}
}

// placed is from + (to-from)·(x-low)/(high-low), the share held for goalposts.
func (v view) placed(i reform.Indicator, r reform.Rule, x fraction) fraction {
	low, high := v.decimal(r.Scale.Low, 0), v.decimal(r.Scale.High, 0)
	if r.LowerIsBetter {
		low, high = v.negative(high), v.negative(low)
	}
	width := v.sum(high, v.negative(low))
	share := v.multiply(v.sum(x, v.negative(low)), fraction{width.den, width.num})
	if n, _ := width.num.value(); n < 0 {
		share = v.multiply(v.sum(low, v.negative(x)), fraction{width.den, number(-n)})
	}
	if r.Scale.Method == reform.Goalposts {
		share = v.held(share)
	}
	top := i.Max.Decimal()
	if i.Max == 0 {
		top = "1"
	}
	from, to := v.decimal(r.Scale.From, 0), v.decimal(reform.Decimal(orElse(r.Scale.To, string(top))), 0)
	return v.sum(from, v.multiply(share, v.sum(to, v.negative(from))))
}

// formula earns what a formula over figures gives.
func (v view) formula(i reform.Indicator, r reform.Rule) outcome {
	f, err := formula.Parse(r.Formula)
	if err != nil {
		v.err = err
		return later("0")
	}
	var states, excluded []string
	for _, id := range f.Figures() {
		s, g := v.of(id), v.figures[id]
		states = append(states, "IF("+s.code+"=2,0,"+s.code+")")
		least, top := g.Least.Rat(), g.Most.Rat()
		if least != nil && least.Sign() > 0 || top != nil && top.Sign() < 0 {
			excluded = append(excluded, s.code+"=2")
		}
	}
	state := v.cell(greatest(states...))
	t := reckoner{view: v, most: i.Max}
	points := v.kept(t.number(f.Part()))
	if t.strange {
		return later(state)
	}
	if len(excluded) > 0 { // none of what must be at least so many
		points = v.kept(fraction{either(anyOf(excluded...), number(0), points.num), either(anyOf(excluded...), number(1), points.den)})
	}
	v.guards = append(v.guards, points.den.text+"<1")
	return v.pay(i, state, points)
}
