package revision

import (
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"reformboard/internal/reform"
)

// edition is a framework whose nouns are found by id.
type edition struct {
	*reform.Framework
	indicators map[string]reform.Indicator
	figures    map[string]reform.Figure
}

func open(f *reform.Framework) edition {
	e := edition{f, map[string]reform.Indicator{}, map[string]reform.Figure{}}
	for _, i := range f.Indicators() {
		e.indicators[i.ID] = i
	}
	for _, g := range f.Figures {
		e.figures[g.ID] = g
	}
	return e
}

// comparison holds indicators of two editions against each other.
type comparison struct {
	before, after edition
	factors       []string // compared on the way here: scores that multiply each other
}

// scoredAlike reports whether the same reports earn the same.
func (c comparison) scoredAlike(old, now reform.Indicator) bool {
	return slices.Equal(scoring(c.before, old), scoring(c.after, now)) &&
		c.figuresAlike(now, measuring) && c.factorsAlike(now.Rule)
}

// wordedAlike reports whether an indicator and its figures are put in the same words.
func (c comparison) wordedAlike(old, now reform.Indicator) bool {
	return old.Title == now.Title && old.Help == now.Help && c.figuresAlike(now, wording)
}

// scoring is what decides an indicator's score: the rule, its ends, whom it is asked
// and what it does with blanks. Weight and target say what a score means for
// others, not what it is.
func scoring(e edition, i reform.Indicator) []leaf {
	return leaves(reflect.ValueOf(reform.Indicator{
		Max: i.Max, Min: i.Min, Rule: i.Rule, Applies: i.Applies,
		NotApplicable: e.WhenNotApplicable(i), Missing: e.WhenMissing(i),
	}), "")
}

// measuring is what of a figure can change a score.
func measuring(g reform.Figure) []leaf {
	bare := reform.Figure{Kind: g.Kind, Source: g.Source, Reads: g.Reads, Least: g.Least, Most: g.Most, Optional: g.Optional}
	var options []string
	for _, o := range g.Options {
		options = append(options, o.ID)
	}
	slices.Sort(options)
	return append(leaves(reflect.ValueOf(bare), ""), leaf{"options", strings.Join(options, " ")})
}

// wording is what of a figure is read.
func wording(g reform.Figure) []leaf {
	words := leaves(reflect.ValueOf(reform.Figure{Title: g.Title, Help: g.Help, Unit: g.Unit}), "")
	for _, o := range g.Options {
		words = append(words, leaf{o.ID + ".vi", o.Title.VI}, leaf{o.ID + ".en", o.Title.EN})
	}
	return words
}

// figuresAlike compares one side of every figure that an indicator reads.
func (c comparison) figuresAlike(i reform.Indicator, side func(reform.Figure) []leaf) bool {
	ids := append(i.Rule.Figures(), i.Applies.Figure)
	for _, g := range c.after.Figures {
		if mentions(i.Rule, g.ID) {
			ids = append(ids, g.ID)
		}
	}
	return !slices.ContainsFunc(ids, func(id string) bool {
		return !slices.Equal(side(c.before.figures[id]), side(c.after.figures[id]))
	})
}

// factorsAlike compares the indicators by whose scores a rule multiplies.
func (c comparison) factorsAlike(rule reform.Rule) bool {
	for _, a := range rule.Alternatives {
		if !c.factorsAlike(a.Rule) {
			return false
		}
	}
	id := rule.TimesScore
	if id == "" || slices.Contains(c.factors, id) {
		return true
	}
	c.factors = append(slices.Clone(c.factors), id)
	old, known := c.before.indicators[id]
	now, still := c.after.indicators[id]
	return known && still && c.scoredAlike(old, now)
}

// mentions reports whether a formula of the rule holds an id as a word. What the
// formula means is not asked: naming one figure too many only makes the comparison
// more careful.
func mentions(rule reform.Rule, id string) bool {
	inWord := func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) || c == '_' }
	for rest := rule.Formula; id != ""; {
		before, after, found := strings.Cut(rest, id)
		if !found {
			break
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		next, _ := utf8.DecodeRuneInString(after)
		if !inWord(last) && !inWord(next) {
			return true
		}
		rest = after
	}
	return slices.ContainsFunc(rule.Alternatives, func(a reform.Alternative) bool { return mentions(a.Rule, id) })
}
