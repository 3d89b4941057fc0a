package framework

import (
	"fmt"
	"reflect"
	"strings"

	"reformboard/internal/reform"
)

var parameters = map[reform.RuleKind]parameter{
	reform.Ratio:        {must: "of", may: "over over_else times times_score inherits full_at nothing_below if_zero"},
	reform.Steps:        {must: "of steps", may: "over over_else times times_score inherits if_zero below"},
	reform.Answer:       {must: "of answers", may: "inherits"},
	reform.Survey:       {must: "items", may: "inherits if_zero"},
	reform.Checklist:    {must: "items", may: "inherits"},
	reform.Compared:     {must: "of over", may: "over_else inherits lower_is_better"},
	reform.Deadline:     {must: "of due", may: "inherits late"},
	reform.Deduction:    {must: "of each", may: "inherits"},
	reform.Counted:      {must: "of each", may: "inherits"},
	reform.Leader:       {must: "of", may: "over over_else times times_score inherits if_zero at_target among"},
	reform.Normalised:   {must: "of scale", may: "over over_else times times_score inherits if_zero lower_is_better"},
	reform.Formula:      {must: "formula", may: "inherits"},
	reform.Alternatives: {must: "alternatives"},
	reform.Constant:     {},
	reform.Given:        {must: "of", may: "inherits"},
	reform.Information:  {must: "of", may: "over inherits"},
}

// rule checks a rule, which may be one of an indicator's alternatives: i then has it
// as its own.
func (c *checker) rule(i reform.Indicator, path string) {
	rule := i.Rule
	keys, known := parameters[rule.Kind]
	if !known {
		return
	}
	c.belong(reflect.TypeFor[reform.Rule](), keys, path, "rule", "kind", string(rule.Kind))
	c.inputs(rule, path)
	c.zero(rule, path)
	switch rule.Kind {
	case reform.Ratio:
		c.thresholds(rule, path)
	case reform.Steps:
		c.steps(rule.Steps, path)
	case reform.Answer:
		c.answers(rule, path)
	case reform.Survey, reform.Checklist:
		c.items(rule, path)
	case reform.Deadline:
		c.deadline(rule, path)
	case reform.Deduction, reform.Counted:
		c.each(i, path+".each")
	case reform.Given:
		c.given(i, path+".of")
	case reform.Leader:
		c.share(rule.AtTarget, path+".at_target")
	case reform.Normalised:
		c.scale(i, path)
	case reform.Formula:
		c.formula(i, path+".formula")
	case reform.Alternatives:
		c.alternatives(i, path)
	case reform.Compared, reform.Constant, reform.Information:
	}
}

// alternatives checks rules of which the first that fits a unit is used.
func (c *checker) alternatives(i reform.Indicator, path string) {
	all := i.Rule.Alternatives
	if len(all) == 1 {
		c.Fault(path+".alternatives", "one alternative is no choice: add another, or write its rule as the indicator's own")
	}
	for n, a := range all {
		at := fmt.Sprintf("%s.alternatives[%d]", path, n)
		c.applies(a.Applies, at+".applies")
		if n < len(all)-1 && a.Applies.Figure == "" && len(a.Applies.Groups) == 0 && c.ReadWell(at) {
			c.Fault(at+".applies", "this alternative fits every unit, so that those after it are never used: say to whom it applies, or put it last")
		}
		switch a.Rule.Kind {
		case reform.Alternatives:
			c.Fault(at+".rule.kind", "alternatives hold no alternatives of their own: write them all in one list")
		case reform.Information:
			c.Fault(at+".rule.kind", "an indicator is for information as a whole: use another kind here, or make it two indicators")
		default:
			inner := i
			inner.Rule = a.Rule
			c.rule(inner, at+".rule")
		}
	}
}

// inputs checks the figures a rule reads.
func (c *checker) inputs(rule reform.Rule, path string) {
	find := c.numeric
	switch rule.Kind { //nolint:exhaustive // all others add figures up
	case reform.Answer:
		find = c.figureNamed
	case reform.Deadline:
		find = c.date
	}
	for name, side := range map[string][]string{"of": rule.Of, "over": rule.Over} {
		named := map[string]bool{}
		for i, id := range side {
			at := fmt.Sprintf("%s.%s[%d]", path, name, i)
			if _, ok := find(id, at); ok && named[id] {
				c.Fault(at, "%s is named twice: it would be counted twice", id)
			}
			named[id] = true
		}
	}
	if rule.Times != "" {
		if g, ok := c.figureNamed(rule.Times, path+".times"); ok && g.Kind != reform.Percentage {
			c.Fault(path+".times", "%s is no percentage: a coefficient is a figure of kind percent", g.ID)
		}
	}
	if rule.OverElse != nil {
		c.numeric(rule.OverElse.Figure, path+".over_else.figure")
		c.above(rule.OverElse.DividedBy, path+".over_else.divided_by")
	}
}

// zero checks that what is divided has something to be measured against, and says
// what comes of it when that is nothing.
func (c *checker) zero(rule reform.Rule, path string) {
	over, policy := c.Written(path+".over"), c.Written(path+".if_zero")
	divides := rule.Measures() || rule.Kind == reform.Leader || rule.Kind == reform.Normalised
	switch {
	case over && !policy && divides:
		c.Fault(path+".if_zero", "say what is earned when %s is 0: %s", strings.Join(rule.Over, " + "), options[reform.ZeroPolicy]())
	case policy && !over && divides:
		c.Fault(path+".if_zero", "without \"over\" nothing can be 0: delete it, or add over")
	case !over && len(rule.Of) > 0 && rule.Measures():
		g, ok := c.figures[rule.Of[0]]
		if len(rule.Of) > 1 || ok && g.Kind != reform.Percentage {
			c.Fault(path+".of", "without \"over\" a ratio needs one figure of kind percent")
		}
	}
	if over {
		return
	}
	if rule.OverElse != nil {
		c.Fault(path+".over_else", "without \"over\" there is nothing it could stand in for: delete it, or add over")
	}
	if rule.Kind == reform.Normalised && rule.Times+rule.TimesScore != "" {
		c.Fault(path, "without \"over\" a scale has no ratio that could be multiplied: delete times and times_score, or add over")
	}
}

func (c *checker) each(i reform.Indicator, path string) {
	switch each := i.Rule.Each; {
	case !c.Written(path) || !c.ReadWell(path):
	case each == 0:
		c.Fault(path, "each thing counted must earn or cost something")
	case i.Rule.Kind == reform.Deduction && each < 0:
		c.Fault(path, "write what each thing costs as a number above 0")
	case i.Rule.Kind == reform.Counted && (each > 0 && i.Max <= 0 || each < 0 && i.Min >= 0):
		c.Fault(path, "above 0 it needs a max above 0, below 0 a min below 0")
	}
}

// given checks that points published by others cannot pass the indicator's own.
func (c *checker) given(i reform.Indicator, path string) {
	if len(i.Rule.Of) != 1 {
		if len(i.Rule.Of) > 1 {
			c.Fault(path, "points are given by one figure: name one")
		}
		return
	}
	g, ok := c.figures[i.Rule.Of[0]]
	if !ok || !g.Kind.Numeric() || i.Max == 0 && i.Min == 0 {
		return
	}
	least, most := limitsOf(g)
	switch {
	case most == nil || most.Cmp(i.Max.Rat()) > 0:
		c.Fault(path+"[0]", "%s may pass the indicator's %s points: write most: %s at that figure", g.ID, i.Max, i.Max)
	case least.Cmp(i.Min.Rat()) < 0:
		c.Fault(path+"[0]", "%s may fall below the indicator's least of %s points: write least: %s at that figure", g.ID, i.Min, i.Min)
	}
}
