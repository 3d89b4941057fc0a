package receipt_test

import "reformboard/internal/reform"

// rule draws a rule of any kind that the indicator may have.
func (a *anything) rule(i reform.Indicator) reform.Rule {
	kinds := []reform.RuleKind{reform.Normalised, reform.Normalised, reform.Formula, reform.Given}
	if !a.endless {
		kinds = append(kinds, reform.Ratio, reform.Ratio, reform.Steps, reform.Answer, reform.Survey, reform.Checklist, reform.Compared,
			reform.Deadline, reform.Deduction, reform.Counted, reform.Leader, reform.Constant, reform.Normalised)
	}
	r := reform.Rule{Kind: pick(a, kinds...)}
	r.Inherits = r.Kind != reform.Constant && a.one(8)
	switch r.Kind { //nolint:exhaustive // the others are below
	case reform.Ratio, reform.Steps, reform.Leader:
		a.divided(&r)
	case reform.Compared:
		r.Of, r.Over, r.LowerIsBetter = []string{a.number(false)}, []string{a.number(false)}, a.one(2)
	case reform.Answer:
		g := a.figure(reform.Choice)
		g.Options = []reform.Option{{ID: "x", Title: named("x")}, {ID: "y", Title: named("y")}}
		a.f.Figures = append(a.f.Figures, g)
		r.Of, r.Answers = []string{g.ID}, []reform.AnswerPay{{Option: "x", Pay: "1"}, {Option: "y", Pay: "0.333333333333333"}}
	case reform.Survey, reform.Checklist:
		r.Items = []reform.Item{{Figure: a.number(false), Pay: "0.7"}, {Figure: a.number(false), Pay: "0.3"}}
		if r.Items[0].Figure == r.Items[1].Figure {
			r.Items = append(r.Items[:1], reform.Item{Figure: a.fresh(), Pay: "0.3"})
		}
	case reform.Deadline:
		g := a.figure(reform.Date)
		a.f.Figures = append(a.f.Figures, g)
		r.Of, r.Due, r.Late = []string{g.ID}, pick(a, "2026-03-31", "0001-01-01", "9999-12-31"), []reform.LateStep{{Days: 5, Pay: "0.5"}, {Days: 1_000_000, Pay: "0.25"}}
		if a.one(2) {
			other := a.figure(reform.Date)
			a.f.Figures = append(a.f.Figures, other)
			r.Due = other.ID
		}
	case reform.Deduction, reform.Counted:
		r.Of, r.Each = []string{a.number(false)}, pick(a, reform.Points(1), reform.Point/4, 1000*reform.Point)
	case reform.Given:
		g := a.figure(reform.Number)
		g.Unit, g.Decimals = named("unit"), 4
		if i.Max > 0 {
			g.Most = i.Max.Decimal()
		} else {
			g.Least = "-1000000"
		}
		a.f.Figures = append(a.f.Figures, g)
		r.Of = []string{g.ID}
	case reform.Formula:
		r.Formula = a.formula(i)
	case reform.Normalised:
		a.scale(&r, i)
	}
	return r
}

// divided draws a ratio.
func (a *anything) divided(r *reform.Rule) {
	r.Of, r.Over = []string{a.number(false)}, []string{a.number(false)}
	r.IfZero = pick(a, reform.ZeroEarnsNothing, reform.ZeroSuppresses, reform.ZeroNotApplicable)
	if !a.endless && a.one(2) {
		r.IfZero = reform.ZeroEarnsFull
	}
	if a.one(4) {
		r.OverElse = &reform.Fallback{Figure: a.number(false), DividedBy: pick(a, reform.Decimal(""), "12")}
	}
	if a.one(4) {
		r.Times = a.fresh()
	}
	if others := a.f.Indicators(); a.one(3) && len(others) > 0 && others[0].Scored() && !a.endless {
		r.TimesScore = others[0].ID
	}
	switch r.Kind { //nolint:exhaustive // the others have no parameters
	case reform.Steps:
		r.Steps, r.Below = []reform.Step{{From: "0.8", Pay: "1"}, {From: "0.333333333333333333", Pay: "0.5"}}, pick(a, "", reform.BelowNothing, reform.BelowInProportion)
	case reform.Ratio:
		r.FullAt, r.NothingBelow = pick(a, reform.Decimal(""), "0.9", "10"), pick(a, reform.Decimal(""), "0.000000000000001")
	case reform.Leader:
		r.AtTarget, r.Among = pick(a, reform.Decimal(""), "0", "1"), pick(a, "", reform.AmongAll, reform.AmongGroup)
	}
}

func (a *anything) formula(i reform.Indicator) string {
	var ids []string
	for _, least := range []reform.Decimal{"", "", "1"} {
		g := a.figure(reform.Number)
		g.Unit, g.Least = named("unit"), least
		a.f.Figures = append(a.f.Figures, g)
		ids = append(ids, g.ID)
	}
	n, d, some := ids[0], ids[1], ids[2]
	text := pick(a, n+" > 0 ? round("+d+" / "+n+", 4) : 0", d+" / "+some, "0.5 * "+n, "0.5 * "+n+" * "+d+" / "+some, "0.5 * abs("+n+" - 3 * "+d+")")
	if i.Max > 0 {
		return "min(points, " + text + ")"
	}
	return text
}

// scale draws a scale.
func (a *anything) scale(r *reform.Rule, i reform.Indicator) {
	r.Of, r.LowerIsBetter = []string{a.number(false)}, a.one(2)
	if a.one(3) {
		a.divided(r)
	}
	n := reform.Normalisation{Method: pick(a, reform.NormMethods...)}
	if i.Max > 0 {
		n.Method = pick(a, reform.MinMax, reform.Goalposts, reform.Percentile, reform.ToTarget, reform.ToMaximum, reform.OfMaximum)
	}
	flat := pick(a, reform.Flats...)
	switch n.Method {
	case reform.Goalposts, reform.Scaled:
		n.Low, n.High = pick(a, reform.Decimal("0"), "-30"), pick(a, reform.Decimal("1"), "1000", "0.0000000000000000000000000001")
		if n.Method == reform.Goalposts {
			n.Power = pick(a, reform.Decimal(""), "2", "0.5", "100", "0.00000000000000000000000000000001", "33.3333")
		}
	case reform.ZScore:
		n.Mean, n.Spread, n.IfFlat = pick(a, reform.Decimal(""), "50"), pick(a, reform.Decimal(""), "10"), flat
	case reform.ToTarget:
		n.Target, n.IfFlat = pick(a, reform.Decimal("5"), "-3", "9999999999999999999999999999999999999999"), flat
	case reform.ToReference:
		n.Reference, n.IfFlat = pick(a, "u1", "nobody"), flat
	case reform.MinMax, reform.Percentile, reform.ToMaximum:
		n.IfFlat = flat
	case reform.OfMaximum:
		n.IfFlat = pick(a, "", flat)
		if i.Max > 0 {
			r.Of, r.Over, r.IfZero, r.OverElse, r.Times, r.TimesScore, r.LowerIsBetter = []string{a.number(true)}, nil, "", nil, "", "", false
		}
	case reform.AsItStands, reform.RankNorm, reform.Borda:
	}
	if n.Method.Relative() {
		n.Among = pick(a, "", reform.AmongAll, reform.AmongGroup)
	}
	r.Scale = n
}
