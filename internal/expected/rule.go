package expected

import (
	"slices"
	"strconv"
	"strings"

	"reformboard/internal/reform"
)

// outcome is what a rule gives: where the state is 0, a share of the most points,
// between 0 and 1; or, with points, so many points.
type outcome struct {
	state  string
	points bool
	fraction
}

// later is what cannot be reckoned here, unless a graver reason says that there is
// nothing to reckon.
func later(state string) outcome {
	return outcome{state: "IF(" + state + "=0," + Later.String() + "," + state + ")", fraction: nothing}
}

var (
	nothing    = fraction{number(0), number(1)}
	everything = fraction{number(1), number(1)}
)

// earn applies a rule to what was said.
func (v view) earn(i reform.Indicator, r reform.Rule) outcome {
	if r.Inherits {
		return later("0")
	}
	switch r.Kind {
	case reform.Ratio, reform.Steps, reform.Leader:
		return v.ratio(r)
	case reform.Compared:
		return v.compared(r)
	case reform.Answer:
		return v.answer(r)
	case reform.Survey:
		return v.respondents(r)
	case reform.Checklist:
		return v.checklist(r)
	case reform.Deadline:
		return v.deadline(r)
	case reform.Deduction, reform.Counted, reform.Given:
		return v.counted(i, r)
	case reform.Normalised:
		return v.normalised(i, r)
	case reform.Formula:
		return v.formula(i, r)
	case reform.Constant:
		return outcome{state: "0", fraction: everything}
	case reform.Information:
		return outcome{state: v.side(r.Of).state, points: true, fraction: nothing}
	case reform.Alternatives: // one of them has been chosen before
	}
	return later("0")
}

// ratio earns by one sum over another.
func (v view) ratio(r reform.Rule) outcome {
	of, over, scale, state := v.sides(r)
	over.num = v.keep(over.num)
	state = v.cell(state)
	if over.negative {
		return later(state)
	}
	x := v.kept(v.multiply(v.quotient(of.fraction, over.fraction), scale))
	share, settled := nothing, Later.String()
	switch r.Kind { //nolint:exhaustive // the others measure no ratio
	case reform.Ratio:
		share, settled = v.ratioShare(r, x), "0"
	case reform.Steps:
		share, settled = v.stepShare(r, x), "0"
	}
	flat, none := v.overNothing(r)
	outcome := outcome{state: v.cell("IF(" + state + ">0," + state + ",IF(NOT(" + of.practised + "),0,IF(" + over.num.text + "=0," + none + "," + settled + ")))")}
	measured := v.cell("IF(NOT(" + of.practised + "),0,IF(" + over.num.text + "=0,1,2))")
	outcome.fraction = fraction{
		either(measured+"=2", share.num, either(measured+"=1", flat.num, number(0))),
		either(measured+"=2", share.den, number(1)),
	}
	return outcome
}

// sides are the two sums of a ratio, the coefficient, and the state of all.
func (v view) sides(r reform.Rule) (of, over side, scale fraction, state string) {
	of = v.side(r.Of)
	over = side{fraction: fraction{number(100), number(1)}, state: "0", practised: "TRUE"}
	if len(r.Over) > 0 {
		over = v.under(r)
	}
	states, scale := []string{of.state, over.state}, everything
	if r.Times != "" {
		percent := v.side([]string{r.Times})
		states = append(states, percent.state)
		scale = fraction{percent.num, v.times(percent.den, number(100))}
	}
	if r.TimesScore != "" {
		other := v.shareOf(r.TimesScore)
		states = append(states, other.state)
		scale = v.multiply(scale, other.fraction)
	}
	return of, over, scale, greatest(states...)
}

// under sums what is measured against; a figure of another period stands in where it
// has not been reported.
func (v view) under(r reform.Rule) side {
	over := v.side(r.Over)
	if r.OverElse == nil {
		return over
	}
	stand := v.side([]string{r.OverElse.Figure})
	by := v.decimal(r.OverElse.DividedBy, 1)
	replaced := v.cell("AND(OR(" + over.state + "=3," + over.state + "=4)," + stand.state + "=0)")
	instead := v.multiply(stand.fraction, fraction{by.den, by.num})
	return side{
		fraction:  fraction{either(replaced, instead.num, over.num), either(replaced, instead.den, over.den)},
		state:     v.cell("IF(" + replaced + ",0," + over.state + ")"),
		practised: "TRUE", negative: over.negative || stand.negative,
	}
}

// overNothing is what a ratio over nothing earns, and its state.
func (v view) overNothing(r reform.Rule) (share fraction, state string) {
	switch r.IfZero {
	case reform.ZeroEarnsFull:
		return everything, "0"
	case reform.ZeroSuppresses:
		return nothing, Suppressed.String()
	case reform.ZeroNotApplicable:
		return nothing, NotAsked.String()
	case reform.ZeroEarnsNothing:
	}
	return nothing, "0"
}

func (v view) ratioShare(r reform.Rule, x fraction) fraction {
	full := v.decimal(r.FullAt, 1)
	share := v.held(fraction{v.times(x.num, full.den), v.times(x.den, full.num)})
	if r.NothingBelow == "" {
		return share
	}
	below := v.compare(x, "<", v.decimal(r.NothingBelow, 0))
	return fraction{either(below, number(0), share.num), share.den}
}

// held keeps a share between 0 and 1.
func (v view) held(share fraction) fraction {
	den := v.keep(share.den)
	return fraction{whole{text: "MAX(0,MIN(" + share.num.text + "," + den.text + "))", bound: den.bound}, den}
}

// stepShare is the share of the highest step that the ratio reaches.
func (v view) stepShare(r reform.Rule, x fraction) fraction {
	var pays []reform.Decimal
	for _, s := range r.Steps {
		pays = append(pays, s.Pay)
	}
	parts, den := v.shares(pays...)
	share := nothing
	if last := len(r.Steps) - 1; r.Below != reform.BelowNothing {
		from := v.decimal(r.Steps[last].From, 0)
		share = v.held(v.multiply(fraction{v.times(x.num, from.den), v.times(x.den, from.num)}, fraction{parts[last], den}))
	}
	for n, step := range slices.Backward(r.Steps) {
		reached := v.compare(x, ">=", v.decimal(step.From, 0))
		share = v.kept(fraction{either(reached, parts[n], share.num), either(reached, den, share.den)})
	}
	return share
}

// compared earns all, half or nothing.
func (v view) compared(r reform.Rule) outcome {
	of, norm := v.side(r.Of), v.under(r)
	a, b := of.fraction, v.kept(norm.fraction)
	if r.LowerIsBetter {
		a, b = b, a
	}
	halves := "IF(" + v.compare(a, ">", b) + ",2,IF(" + v.compare(a, "=", b) + ",1,0))"
	return outcome{
		state:    greatest(of.state, norm.state),
		fraction: fraction{either(of.practised, whole{text: halves, bound: 2}, number(0)), number(2)},
	}
}

// answer earns the share that belongs to the option chosen.
func (v view) answer(r reform.Rule) outcome {
	g := v.figures[r.Of[0]]
	s := v.of(g.ID)
	if g.Kind != reform.Choice {
		return later("0")
	}
	var pays []reform.Decimal
	for _, a := range r.Answers {
		pays = append(pays, a.Pay)
	}
	parts, den := v.shares(pays...)
	earned := []string{"0"}
	for n, a := range r.Answers {
		for place, o := range g.Options {
			if o.ID == a.Option {
				earned = append(earned, "("+s.number.text+"="+strconv.Itoa(place+1)+")*"+parts[n].text)
			}
		}
	}
	sum := whole{text: "(" + strings.Join(earned, "+") + ")", bound: den.bound}
	return outcome{state: "IF(" + s.code + "=2,0," + s.code + ")", fraction: fraction{either(s.code+"=0", sum, number(0)), den}}
}

// respondents earn the mean of what their answers are worth.
func (v view) respondents(r reform.Rule) outcome {
	var ids []string
	var pays []reform.Decimal
	for _, item := range r.Items {
		ids, pays = append(ids, item.Figure), append(pays, item.Pay)
	}
	count := v.side(ids)
	parts, den := v.shares(pays...)
	worth, finest, _ := number(0), 0, 0
	for _, s := range count.parts {
		finest = max(finest, s.decimals)
	}
	for n, s := range count.parts {
		worth = v.add(worth, v.times(v.times(s.number, number(power(finest-s.decimals))), parts[n]))
	}
	share := v.held(fraction{v.keep(worth), v.times(count.num, den)})
	flat, none := v.overNothing(r)
	if r.IfZero == "" {
		none = Suppressed.String()
	}
	asked := v.cell("IF(NOT(" + count.practised + "),0,IF(" + count.num.text + "=0,1,2))")
	if count.negative {
		return later(count.state)
	}
	return outcome{
		state: v.cell("IF(" + count.state + ">0," + count.state + ",IF(" + asked + "=1," + none + ",0))"),
		fraction: fraction{
			either(asked+"=2", share.num, either(asked+"=1", flat.num, number(0))),
			either(asked+"=2", share.den, number(1)),
		},
	}
}

// checklist earns a share for each thing that is there, of those that apply.
func (v view) checklist(r reform.Rule) outcome {
	var pays []reform.Decimal
	for _, item := range r.Items {
		pays = append(pays, item.Pay)
	}
	parts, den := v.shares(pays...)
	there, asked := []string{}, []string{}
	silence := []string{}
	for n, item := range r.Items {
		s := v.of(item.Figure)
		if g := v.figures[item.Figure]; g.ID != "" && !g.Kind.Numeric() {
			return later("0")
		}
		there = append(there, "IF(AND("+s.code+"=0,"+s.number.text+">0),"+parts[n].text+",0)")
		asked = append(asked, "IF("+s.code+"=1,0,"+parts[n].text+")")
		silence = append(silence, s.code)
	}
	bound := den.bound * int64(len(r.Items))
	all := whole{text: v.cell(strings.Join(asked, "+")), bound: bound}
	missing := "MAX(" + strings.Join(silence, ",") + ")"
	return outcome{
		state:    v.cell("IF(" + missing + ">2," + missing + ",IF(" + all.text + "=0,1,0))"),
		fraction: fraction{whole{text: v.cell(strings.Join(there, "+")), bound: bound}, all},
	}
}
