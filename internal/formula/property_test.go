package formula_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"reformboard/internal/formula"
	"reformboard/internal/reform"
)

// drawn is a formula as the reference has it: its text, and what it gives. A
// reckoning that divides by zero gives nil.
type drawn struct {
	text   string
	number func(map[string]*big.Rat) *big.Rat
}

// condition is a condition as the reference has it; known is false when finding
// out divides by zero.
type condition struct {
	text  string
	holds func(map[string]*big.Rat) (held, known bool)
}

// someFigures draws figures without a unit, and a report within their bounds.
func someFigures(t *rapid.T) (map[string]reform.Figure, map[string]*big.Rat) {
	drawnFigures := map[string]reform.Figure{}
	values := map[string]*big.Rat{formula.Points: big.NewRat(rapid.Int64Range(1, 12).Draw(t, "points"), 2)}
	for _, id := range []string{"a", "b", "c", "hồ-sơ"} {
		f := reform.Figure{ID: id, Kind: rapid.SampledFrom([]reform.FigureKind{reform.Count, reform.Number, reform.Percentage}).Draw(t, "kind")}
		low := 0
		if rapid.Bool().Draw(t, "bounded below") {
			low = rapid.IntRange(-6, 6).Draw(t, "least")
			f.Least = reform.Decimal(fmt.Sprint(low))
		}
		high := low + 50
		if rapid.Bool().Draw(t, "bounded above") {
			high = low + rapid.IntRange(0, 9).Draw(t, "most")
			f.Most = reform.Decimal(fmt.Sprint(high))
		}
		drawnFigures[id] = f
		values[id] = someValue(t, f.Kind, int64(low), int64(high))
	}
	return drawnFigures, values
}

func someValue(t *rapid.T, kind reform.FigureKind, low, high int64) *big.Rat {
	if kind == reform.Count {
		return big.NewRat(rapid.Int64Range(low, high).Draw(t, "count"), 1)
	}
	return big.NewRat(rapid.Int64Range(low*100, high*100).Draw(t, "number"), 100)
}

func someNumber(t *rapid.T, depth int) drawn {
	if depth == 0 || rapid.IntRange(0, 5).Draw(t, "leaf") == 0 {
		return someLeaf(t)
	}
	a, b := someNumber(t, depth-1), someNumber(t, depth-1)
	switch rapid.IntRange(0, 9).Draw(t, "operation") {
	case 0:
		return joined("(%s + %s)", a, b, (*big.Rat).Add)
	case 1:
		return joined("(%s - %s)", a, b, (*big.Rat).Sub)
	case 2:
		return joined("(%s * %s)", a, b, (*big.Rat).Mul)
	case 3:
		return joined("(%s / %s)", a, b, quotient)
	case 4:
		return guarded(t, a, b)
	case 5:
		return joined("min(%s, %s)", a, b, func(_, x, y *big.Rat) *big.Rat { return extreme(x, y, -1) })
	case 6:
		return joined("max(%s, %s)", a, b, func(_, x, y *big.Rat) *big.Rat { return extreme(x, y, 1) })
	case 7:
		return alone("abs(%s)", a, func(x *big.Rat) *big.Rat { return new(big.Rat).Abs(x) })
	case 8:
		places := rapid.IntRange(0, 6).Draw(t, "places")
		return alone("round(%s, "+fmt.Sprint(places)+")", a, func(x *big.Rat) *big.Rat { return halfUp(x, places) })
	default:
		return chosen(someCondition(t, depth-1), a, b)
	}
}

// guarded is a division as an author guards it, well or badly.
func guarded(t *rapid.T, a, b drawn) drawn {
	guard := rapid.SampledFrom([]string{"> 0", "!= 0", ">= 1", "< 0", "== 0", "<= 0", "< 2", ">= 0"}).Draw(t, "guard")
	c := condition{b.text + " " + guard, comparing(b, guard)}
	switch rapid.IntRange(0, 4).Draw(t, "beside") {
	case 0:
		c = connected(c, someCondition(t, 0), "&&")
	case 1:
		c = connected(someCondition(t, 0), c, "or")
	case 2:
		c = denied(c)
	}
	wrapped := b
	if rapid.Bool().Draw(t, "rounded") {
		wrapped = alone("round(%s, 0)", b, func(x *big.Rat) *big.Rat { return halfUp(x, 0) })
	}
	q, other := joined("(%s / %s)", a, wrapped, quotient), someLeaf(t)
	if rapid.Bool().Draw(t, "the other way") {
		q, other = other, q
	}
	return chosen(c, q, other)
}

func someLeaf(t *rapid.T) drawn {
	switch rapid.IntRange(0, 6).Draw(t, "which") {
	case 0:
		digits := rapid.IntRange(0, 400).Draw(t, "literal")
		return drawn{fmt.Sprintf("%d.%02d", digits/100, digits%100), func(map[string]*big.Rat) *big.Rat { return big.NewRat(int64(digits), 100) }}
	case 1:
		a := someLeaf(t)
		return alone("-%s", a, func(x *big.Rat) *big.Rat { return new(big.Rat).Neg(x) })
	case 2:
		return drawn{formula.Points, func(values map[string]*big.Rat) *big.Rat { return values[formula.Points] }}
	default:
		id := rapid.SampledFrom([]string{"a", "b", "c", "hồ-sơ"}).Draw(t, "figure")
		text := id
		if strings.Contains(id, "-") {
			text = fmt.Sprintf("figure(%q)", id)
		}
		return drawn{text, func(values map[string]*big.Rat) *big.Rat { return values[id] }}
	}
}

func someCondition(t *rapid.T, depth int) condition {
	kind := rapid.IntRange(0, 6).Draw(t, "condition")
	if depth == 0 || kind > 2 {
		a, b := someNumber(t, depth/2), someNumber(t, depth/2)
		sign := rapid.SampledFrom([]string{"<", "<=", ">", ">=", "==", "!="}).Draw(t, "sign")
		difference := joined("%s - %s", a, b, (*big.Rat).Sub)
		return condition{a.text + " " + sign + " " + b.text, comparing(difference, sign+" 0")}
	}
	a := someCondition(t, depth-1)
	if kind == 0 {
		return denied(a)
	}
	return connected(a, someCondition(t, depth-1), map[int]string{1: "&&", 2: "or"}[kind])
}

func denied(a condition) condition {
	return condition{"!(" + a.text + ")", func(values map[string]*big.Rat) (bool, bool) {
		held, known := a.holds(values)
		return !held, known
	}}
}

func connected(a, b condition, sign string) condition {
	return condition{"(" + a.text + ") " + sign + " (" + b.text + ")", func(values map[string]*big.Rat) (bool, bool) {
		held, known := a.holds(values)
		if !known || held == (sign == "or") {
			return held, known
		}
		return b.holds(values)
	}}
}

// comparing tells how a number lies to the whole number that test ends with.
func comparing(a drawn, test string) func(map[string]*big.Rat) (held, known bool) {
	sign, against, _ := strings.Cut(test, " ")
	limit, _ := new(big.Rat).SetString(against)
	return func(values map[string]*big.Rat) (bool, bool) {
		x := a.number(values)
		if x == nil {
			return false, false
		}
		order := x.Cmp(limit)
		return map[string]bool{
			"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0, "==": order == 0, "!=": order != 0,
		}[sign], true
	}
}

func chosen(c condition, a, b drawn) drawn {
	return drawn{"(" + c.text + " ? " + a.text + " : " + b.text + ")", func(values map[string]*big.Rat) *big.Rat {
		switch held, known := c.holds(values); {
		case !known:
			return nil
		case held:
			return a.number(values)
		}
		return b.number(values)
	}}
}

func alone(text string, a drawn, reckon func(*big.Rat) *big.Rat) drawn {
	return drawn{fmt.Sprintf(text, a.text), func(values map[string]*big.Rat) *big.Rat {
		x := a.number(values)
		if x == nil {
			return nil
		}
		return reckon(x)
	}}
}

func joined(text string, a, b drawn, reckon func(z, x, y *big.Rat) *big.Rat) drawn {
	return drawn{fmt.Sprintf(text, a.text, b.text), func(values map[string]*big.Rat) *big.Rat {
		x, y := a.number(values), b.number(values)
		if x == nil || y == nil {
			return nil
		}
		return reckon(new(big.Rat), x, y)
	}}
}

func quotient(z, x, y *big.Rat) *big.Rat {
	if y.Sign() == 0 {
		return nil
	}
	return z.Quo(x, y)
}

func extreme(x, y *big.Rat, sign int) *big.Rat {
	if x.Cmp(y) == sign {
		return x
	}
	return y
}

// halfUp rounds as people do on paper: the digits after the last are looked at.
func halfUp(x *big.Rat, places int) *big.Rat {
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
	moved := new(big.Rat).Mul(new(big.Rat).Abs(x), scale)
	moved.Add(moved, big.NewRat(1, 2))
	whole := new(big.Rat).SetInt(new(big.Int).Quo(moved.Num(), moved.Denom()))
	if x.Sign() < 0 {
		whole.Neg(whole)
	}
	return whole.Quo(whole, scale)
}

func operands(values map[string]*big.Rat) func(string) formula.Operand {
	return func(id string) formula.Operand { return formula.Operand{Number: reform.FractionOf(values[id])} }
}

// short draws until the formula is one that Parse takes.
func short(t *rapid.T) (drawn, *formula.Formula) {
	d := someNumber(t, rapid.IntRange(1, 4).Draw(t, "depth"))
	if rapid.Bool().Draw(t, "divided") {
		d = guarded(t, d, someNumber(t, rapid.IntRange(0, 2).Draw(t, "depth of the divisor")))
	}
	f, err := formula.Parse(d.text)
	if err != nil {
		if strings.Contains(err.Error(), "terms") || strings.Contains(err.Error(), "bytes") {
			t.Skip()
		}
		t.Fatal(d.text, err)
	}
	return d, f
}

func TestFormulasAreReckonedAsTheReferenceDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, f := short(t)
		_, values := someFigures(t)
		want := d.number(values)
		got, err := f.Value(operands(values))
		switch {
		case want == nil && err == nil:
			t.Fatalf("%s = %s, and the reference divides by zero", f, got)
		case want != nil && (err != nil || got.Rat().Cmp(want) != 0):
			t.Fatalf("%s with %v = %s, %v; want %s", f, values, got, err, want.RatString())
		}
	})
}

// What a receipt prints is itself a formula, and gives the same.
func TestTheNumbersPutInGiveTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, f := short(t)
		_, values := someFigures(t)
		want, err := f.Value(operands(values))
		if err != nil {
			t.Skip()
		}
		steps := f.Steps(operands(values))
		text := steps[len(steps)-1].Text
		again, err := formula.Parse(text)
		if err != nil {
			if len(text) > 2000 || strings.Contains(err.Error(), "terms") || strings.Contains(err.Error(), "digits") {
				t.Skip()
			}
			t.Fatalf("%s became %s: %v", f, text, err)
		}
		if got, err := again.Value(operands(nil)); err != nil || got.Cmp(want) != 0 {
			t.Fatalf("%s became %s = %s, %v; want %s", f, text, got, err, want)
		}
	})
}

func TestNoPartOfASoundFormulaLeavesItsBounds(t *testing.T) {
	checked, divided := 0, 0
	sound := func(t *rapid.T) {
		_, f := short(t)
		some, values := someFigures(t)
		most, err := reform.PointsOf(values[formula.Points], 4, reform.HalfUp)
		if err != nil {
			t.Fatal(err)
		}
		passed, outside := f.Spans(some, most)
		if !passed {
			return
		}
		checked++
		if strings.Contains(f.String(), "/") {
			divided++
		}
		if text := outside(operands(values)); text != "" {
			t.Fatalf("%s with %v of %v: %s", f, values, some, text)
		}
	}
	for range 20 { // most are not sound
		rapid.Check(t, sound)
	}
	if !testing.Short() && (checked < 500 || divided < 100) {
		t.Errorf("only %d formulas were sound, %d of them with a division", checked, divided)
	}
}

func TestACheckedFormulaEarnsWithinItsPoints(t *testing.T) {
	checked, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		_, f := short(t)
		some, values := someFigures(t)
		most, err := reform.PointsOf(values[formula.Points], 4, reform.HalfUp)
		if err != nil {
			t.Fatal(err)
		}
		least := -reform.Point * reform.Points(rapid.IntRange(0, 20).Draw(t, "least"))
		if rapid.Bool().Draw(t, "capped") {
			if f, err = formula.Parse(fmt.Sprintf("max(%s, min(points, %s))", least, f)); err != nil {
				t.Skip()
			}
		}
		if len(f.Check(some, least, most)) > 0 {
			refused++
			return
		}
		checked++
		value, err := f.Value(operands(values))
		if err != nil || most.Fraction().Less(value) || value.Less(least.Fraction()) {
			t.Fatalf("%s with %v of %v = %s, %v; not within %s to %s", f, values, some, value, err, least, most)
		}
	})
	if !testing.Short() && (checked < 20 || refused < 20) {
		t.Errorf("%d formulas passed, %d were refused", checked, refused)
	}
}
