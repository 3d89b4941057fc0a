package framework

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"reformboard/internal/reform"
)

// parameter tells which keys a kind of rule must have and which it may have.
type parameter struct{ must, may string }

var parameters = map[reform.RuleKind]parameter{
	reform.Ratio:       {must: "of", may: "over times full_at nothing_below if_zero"},
	reform.Steps:       {must: "of steps", may: "over times if_zero"},
	reform.Answer:      {must: "of answers"},
	reform.Deduction:   {must: "of each"},
	reform.Counted:     {must: "of each"},
	reform.Constant:    {},
	reform.Given:       {must: "of"},
	reform.Information: {must: "of", may: "over"},
}

func (c *checker) rule(i reform.Indicator, path string) {
	rule := i.Rule
	if _, known := parameters[rule.Kind]; !known {
		for _, id := range rule.Figures() {
			c.used[id] = true
		}
		return
	}
	c.parameters(rule.Kind, path)
	c.inputs(rule, path)
	switch rule.Kind {
	case reform.Ratio:
		c.thresholds(rule, path)
		c.zero(rule, path)
	case reform.Steps:
		c.steps(rule.Steps, path)
		c.zero(rule, path)
	case reform.Answer:
		c.answers(rule, path)
	case reform.Deduction, reform.Counted:
		c.each(i, path+".each")
	case reform.Given:
		c.given(i, path+".of")
	case reform.Constant, reform.Information:
	}
}

// parameters checks that the keys written are those of the rule's kind.
func (c *checker) parameters(kind reform.RuleKind, path string) {
	must, may := strings.Fields(parameters[kind].must), strings.Fields(parameters[kind].may)
	for _, k := range keys(reflect.TypeFor[reform.Rule]()) {
		at := path + "." + k.name
		written := c.at[at] != nil
		needed := slices.Contains(must, k.name)
		switch {
		case k.required:
		case needed && !written:
			c.fault(at, "a rule of kind %s needs %q: add it", kind, k.name)
		case written && !needed && !slices.Contains(may, k.name):
			c.fault(at, "%q does not belong to a rule of kind %s: delete it, or use another kind", k.name, kind)
		}
	}
}

// inputs checks the figures a rule reads.
func (c *checker) inputs(rule reform.Rule, path string) {
	find := c.numeric
	if rule.Kind == reform.Answer {
		find = c.named
	}
	for name, side := range map[string][]string{"of": rule.Of, "over": rule.Over} {
		for i, id := range side {
			c.used[id] = true
			at := fmt.Sprintf("%s.%s[%d]", path, name, i)
			if _, ok := find(id, at); ok && slices.Contains(side[:i], id) {
				c.fault(at, "%s is named twice: it would be counted twice", id)
			}
		}
	}
	if rule.Times == "" {
		return
	}
	c.used[rule.Times] = true
	if g, ok := c.named(rule.Times, path+".times"); ok && g.Kind != reform.Percentage {
		c.fault(path+".times", "%s is no percentage: a coefficient is a figure of kind percent", g.ID)
	}
}

// zero checks that a ratio has something to be measured against, and says what
// comes of it when that is nothing.
func (c *checker) zero(rule reform.Rule, path string) {
	over, policy := c.at[path+".over"] != nil, c.at[path+".if_zero"] != nil
	switch {
	case over && !policy:
		c.fault(path+".if_zero", "say what is earned when %s is 0: %s",
			strings.Join(rule.Over, " + "), strings.Join(closed[reflect.TypeFor[reform.ZeroPolicy]()], ", "))
	case policy && !over:
		c.fault(path+".if_zero", "without \"over\" nothing can be 0: delete it, or add over")
	case !over && len(rule.Of) > 0:
		g, ok := c.figures[rule.Of[0]]
		if len(rule.Of) > 1 || ok && g.Kind != reform.Percentage {
			c.fault(path+".of", "without \"over\" a ratio needs one figure of kind percent")
		}
	}
}

func (c *checker) thresholds(rule reform.Rule, path string) {
	c.ratio(rule.FullAt, path+".full_at")
	c.ratio(rule.NothingBelow, path+".nothing_below")
	full, nothing := rule.FullAt.Rat(), rule.NothingBelow.Rat()
	if full == nil {
		full = one
	}
	if nothing != nil && nothing.Cmp(full) > 0 {
		c.fault(path+".nothing_below", "this must not be above full_at, which is 1 unless written")
	}
}

func (c *checker) steps(steps []reform.Step, path string) {
	for i, s := range steps {
		at := fmt.Sprintf("%s.steps[%d]", path, i)
		c.ratio(s.From, at+".from")
		c.share(s.Pay, at+".pay")
		if i == 0 || !c.readWell(path+".steps") {
			continue
		}
		before := steps[i-1]
		if s.From.Rat().Cmp(before.From.Rat()) >= 0 {
			c.fault(at+".from", "steps stand from the highest down: this must be less than %s", before.From)
		}
		if s.Pay.Rat().Cmp(before.Pay.Rat()) >= 0 {
			c.fault(at+".pay", "a lower step pays less: this must be less than %s", before.Pay)
		}
	}
}

func (c *checker) answers(rule reform.Rule, path string) {
	if len(rule.Of) != 1 {
		if len(rule.Of) > 1 {
			c.fault(path+".of", "an answer is given to one choice: name one figure")
		}
		return
	}
	g, known := c.figures[rule.Of[0]]
	if known && g.Kind != reform.Choice {
		c.fault(path+".of[0]", "%s is no choice: name a figure of kind choice", g.ID)
		known = false
	}
	var options, paid []string
	for _, o := range g.Options {
		options = append(options, o.ID)
	}
	for i, a := range rule.Answers {
		at := fmt.Sprintf("%s.answers[%d]", path, i)
		c.share(a.Pay, at+".pay")
		switch {
		case known && !slices.Contains(options, a.Option) && a.Option != "":
			c.unknown(at+".option", "option of "+g.ID, a.Option, options)
		case slices.Contains(paid, a.Option):
			c.fault(at+".option", "%s already has its share: delete one of them", a.Option)
		}
		paid = append(paid, a.Option)
	}
	for _, option := range options {
		if known && !slices.Contains(paid, option) {
			c.fault(path+".answers", "say what share the answer %s earns", option)
		}
	}
}

func (c *checker) each(i reform.Indicator, path string) {
	switch each := i.Rule.Each; {
	case c.at[path] == nil || !c.readWell(path):
	case each == 0:
		c.fault(path, "each thing counted must earn or cost something")
	case i.Rule.Kind == reform.Deduction && each < 0:
		c.fault(path, "write what each thing costs as a number above 0")
	case i.Rule.Kind == reform.Counted && (each > 0 && i.Max <= 0 || each < 0 && i.Min >= 0):
		c.fault(path, "above 0 it needs a max above 0, below 0 a min below 0")
	}
}

// given checks that points published by others cannot pass the indicator's own.
func (c *checker) given(i reform.Indicator, path string) {
	if len(i.Rule.Of) != 1 {
		if len(i.Rule.Of) > 1 {
			c.fault(path, "points are given by one figure: name one")
		}
		return
	}
	g, ok := c.figures[i.Rule.Of[0]]
	if most := g.Most.Rat(); ok && g.Kind != reform.Choice && (most == nil || most.Cmp(i.Max.Rat()) > 0) {
		c.fault(path+"[0]", "%s may pass the indicator's %s points: write most: %s at that figure", g.ID, i.Max, i.Max)
	}
}
