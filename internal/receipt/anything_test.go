package receipt_test

import (
	"bytes"
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"reformboard/internal/exchange"
	"reformboard/internal/framework"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// anything draws a framework that a person might write, and some that nobody should.
type anything struct {
	*rapid.T
	f       reform.Framework
	n       int
	endless bool                // no points anywhere
	taken   map[string][]string // numbers each figure may be
}

func pick[T any](a *anything, from ...T) T { return rapid.SampledFrom(from).Draw(a.T, "pick") }

func (a *anything) one(of int) bool { return rapid.IntRange(1, of).Draw(a.T, "one of") == 1 }

func (a *anything) id(kind string) string {
	a.n++
	return fmt.Sprintf("%s%d", kind, a.n)
}

func named(id string) reform.Words { return reform.Words{VI: "Tên " + id, EN: "Name " + id} }

// framework draws, writes and reads one. False: it was refused.
func (a *anything) framework() (reform.Framework, bool) {
	decimals := func() *int { return pick(a, nil, nil, new(1), new(2), new(4)) }
	a.endless = a.one(2)
	a.f = reform.Framework{
		ID: "any", Series: "any", Title: named("any"), Short: named("any"), Origin: named("any"),
		Rounding:      reform.Rounding{Mode: pick(a, reform.HalfUp, reform.HalfEven), Indicator: decimals(), Area: decimals(), Total: decimals()},
		Ranks:         reform.RankRule{Ties: pick(a, "", reform.TiesLeast, reform.TiesDense, reform.TiesAverage)},
		NotApplicable: pick(a, reform.Leave, reform.Leave, reform.ToSiblings, reform.GiveNothing),
		Missing:       pick(a, append(reform.Fills, "")...),
		Coverage:      pick(a, reform.Decimal("0"), "0.5", "1"),
	}
	if !a.endless {
		a.f.NotApplicable = pick(a, reform.Reapportions...)
	}
	if a.one(3) {
		a.f.Ranks.Decimals = new(pick(a, 0, 1))
	}
	tops := 1
	if !a.endless {
		tops = rapid.IntRange(1, 3).Draw(a.T, "areas")
	}
	for range tops {
		area := a.area(8*reform.Points(rapid.IntRange(1, 3).Draw(a.T, "points"))*reform.Point, 0)
		a.f.Areas = append(a.f.Areas, area)
		a.f.Max += area.Max
	}
	if a.one(2) {
		a.f.Areas = append(a.f.Areas, a.beside())
	}
	if a.one(2) {
		a.f.Facets = []reform.Facet{{ID: a.id("facet"), Title: named("facet"), Of: []string{a.f.Areas[0].ID, a.f.Indicators()[0].ID}}}
	}
	if !a.endless && a.one(2) {
		a.f.Grades = []reform.Grade{{ID: "A", Title: named("A"), From: a.f.Max}, {ID: "B", Title: named("B"), From: 3}}
	}
	a.prune()
	var text bytes.Buffer
	if err := exchange.WriteYAML(&text, &a.f); err != nil {
		a.Fatal(err)
	}
	f, err := framework.Read("any.yaml", &text)
	return f, err == nil
}

// prune deletes the figures that nothing reads.
func (a *anything) prune() {
	used := map[string]bool{}
	use := func(r reform.Rule, to reform.Applicability) {
		used[to.Figure] = true
		for _, g := range locale.Figures(&a.f, r) {
			used[g.ID] = true
		}
	}
	for _, i := range a.f.Indicators() {
		use(i.Rule, i.Applies)
	}
	a.f.Figures = slices.DeleteFunc(a.f.Figures, func(g reform.Figure) bool { return !used[g.ID] })
}

// area draws an area of so many points, or of none on a scale without end.
func (a *anything) area(points reform.Points, depth int) reform.Area {
	endless := a.endless
	area := reform.Area{ID: a.id("a"), Title: named("a"), Max: points}
	if endless {
		area.Max = 0
	}
	method := pick(a, append([]reform.AggregationMethod{reform.Sum, reform.Sum, reform.Mean}, reform.AggregationMethods...)...)
	if !endless && method == reform.Copeland {
		method = reform.Mean
	}
	parts, each := 2, points/2
	if method != reform.Sum {
		parts, each = rapid.IntRange(1, 3).Draw(a.T, "parts"), points
		area.Combine = reform.Aggregation{Method: method}
	}
	switch method { //nolint:exhaustive // these have parameters
	case reform.PowerMean:
		area.Combine.Power = pick(a, reform.Decimal("2"), "0.5", "-1", "-100", "100", "3.3333", "1")
		area.Combine.IfNotPositive = pick(a, reform.NotPositives...)
	case reform.Geometric, reform.Harmonic:
		area.Combine.IfNotPositive = pick(a, reform.NotPositives...)
	}
	if area.Combine.IfNotPositive == reform.RaiseToFloor {
		area.Combine.Floor = pick(a, reform.Decimal("1"), "0.0001", "0.00000000000000000000000000000000000001")
	}
	if a.one(3) {
		area.Combine.Method, area.Combine.Coverage, area.Combine.CoverBy = method, pick(a, reform.Decimal("0.5"), "1", "0.6667"), pick(a, "", reform.ByCount, reform.ByWeight)
	}
	for n := range parts {
		var weight reform.Decimal
		if method != reform.Sum && (n > 0 || a.one(2)) {
			weight = pick(a, reform.Decimal(""), "1", "2", "0.333333333333333333333333333333", "1000000000000000000000000000000", "0.000000000000000000000000000001")
			if n > 0 && a.one(4) {
				weight = "0"
			}
		}
		if depth < 2 && a.one(4) {
			inside := a.area(each, depth+1)
			inside.Weight = weight
			area.Areas = append(area.Areas, inside)
			continue
		}
		i := a.indicator(each)
		i.Weight = weight
		area.Indicators = append(area.Indicators, i)
	}
	if a.one(6) {
		area.Indicators = append(area.Indicators, reform.Indicator{ID: a.id("info"), Title: named("info"), Rule: reform.Rule{Kind: reform.Information, Of: []string{a.number(false)}}})
	}
	if method == reform.Sum && !endless && a.one(4) {
		area.Capped = true
		area.Indicators = append(area.Indicators, a.indicator(each))
	}
	return area
}

// beside draws a bonus or a penalty.
func (a *anything) beside() reform.Area {
	area := reform.Area{ID: a.id("beside"), Title: named("beside"), Outside: true, Capped: true}
	i := reform.Indicator{ID: a.id("i"), Title: named("i"), Rule: reform.Rule{Kind: reform.Counted, Of: []string{a.number(true)}, Each: -reform.Point / 4}}
	if a.one(2) {
		i.Max, area.Max, i.Rule.Each = 4*reform.Point, 3*reform.Point, reform.Point/4
	} else {
		i.Min, area.Min = -4*reform.Point, -3*reform.Point
	}
	area.Indicators = []reform.Indicator{i}
	return area
}

// number draws a figure to be counted; one that is not positive may be below zero.
func (a *anything) number(positive bool) string {
	if len(a.f.Figures) > 0 && a.one(3) {
		for _, g := range a.f.Figures { // figures are shared
			if g.Kind.Numeric() && (!positive || g.Least == "") && a.one(2) {
				return g.ID
			}
		}
	}
	g := a.figure(pick(a, reform.Count, reform.Number, reform.Percentage))
	if g.Kind != reform.Percentage {
		g.Unit = named("unit")
		g.Most = pick(a, reform.Decimal(""), "", "1000", "9999999999999999999999999999999999999999")
		if !positive {
			g.Least = pick(a, reform.Decimal(""), "-50", "-9999999999999999999999999999999999999999", "1")
		}
	}
	a.f.Figures = append(a.f.Figures, g)
	return g.ID
}

// fresh draws a percentage that nothing else reads.
func (a *anything) fresh() string {
	g := a.figure(reform.Percentage)
	a.f.Figures = append(a.f.Figures, g)
	return g.ID
}

func (a *anything) figure(kind reform.FigureKind) reform.Figure {
	g := reform.Figure{ID: a.id("f"), Kind: kind, Title: named("f"), Source: pick(a, reform.FromUnit, reform.FromUnit, reform.FromUnit, reform.FromSurvey), Optional: a.one(2)}
	if kind == reform.Number || kind == reform.Percentage {
		g.Decimals = pick(a, 0, 2, 20)
	}
	return g
}

func (a *anything) indicator(points reform.Points) reform.Indicator {
	i := reform.Indicator{ID: a.id("i"), Title: named("i"), Max: points}
	if a.endless {
		i.Max = 0
	}
	if a.one(4) {
		i.NotApplicable = pick(a, reform.Leave, reform.ToSiblings, reform.GiveNothing)
		if !a.endless && a.one(2) {
			i.NotApplicable = reform.GiveFull
		}
	}
	if a.one(4) {
		i.Missing = pick(a, reform.Fills...)
	}
	i.Applies = a.applies(6)
	i.Rule = a.rule(i)
	if a.one(8) {
		i.Rule = reform.Rule{Kind: reform.Alternatives, Alternatives: []reform.Alternative{
			{Applies: a.applies(1), Rule: i.Rule}, {Applies: a.applies(2), Rule: a.rule(i)}, {Applies: a.applies(3), Rule: a.rule(i)},
		}}
		if applies := &i.Rule.Alternatives[1].Applies; len(applies.Groups) == 0 && applies.Figure == "" {
			applies.Groups = []string{"B"}
		}
	}
	return i
}

func (a *anything) applies(of int) reform.Applicability {
	var to reform.Applicability
	if a.one(of) {
		if a.one(2) {
			to.Groups = []string{"A"}
		} else {
			to.Figure = a.number(false)
		}
	}
	return to
}
