package framework

import (
	"fmt"
	"math/big"
	"strings"

	"reformboard/internal/keyfile"
	"reformboard/internal/reform"
)

func (c *checker) thresholds(rule reform.Rule, path string) {
	c.ratio(rule.FullAt, path+".full_at")
	c.ratio(rule.NothingBelow, path+".nothing_below")
	full, nothing := rule.FullAt.Rat(), rule.NothingBelow.Rat()
	if full == nil {
		full = one
	}
	if nothing != nil && nothing.Cmp(full) > 0 {
		c.Fault(path+".nothing_below", "this must not be above full_at, which is 1 unless written")
	}
}

func (c *checker) steps(steps []reform.Step, path string) {
	for i, s := range steps {
		at := fmt.Sprintf("%s.steps[%d]", path, i)
		c.ratio(s.From, at+".from")
		c.share(s.Pay, at+".pay")
		if i == 0 || !c.ReadWell(path+".steps") {
			continue
		}
		before := steps[i-1]
		if s.From.Rat().Cmp(before.From.Rat()) >= 0 {
			c.Fault(at+".from", "steps stand from the highest down: this must be less than %s", before.From)
		}
		if s.Pay.Rat().Cmp(before.Pay.Rat()) >= 0 {
			c.Fault(at+".pay", "a lower step pays less: this must be less than %s", before.Pay)
		}
	}
}

func (c *checker) answers(rule reform.Rule, path string) {
	if len(rule.Of) != 1 {
		if len(rule.Of) > 1 {
			c.Fault(path+".of", "an answer is given to one choice: name one figure")
		}
		return
	}
	g, known := c.figures[rule.Of[0]]
	if known && g.Kind != reform.Choice {
		c.Fault(path+".of[0]", "%s is no choice: name a figure of kind choice", g.ID)
		known = false
	}
	options, isOption, paid := optionsOf(g), map[string]bool{}, map[string]bool{}
	for _, option := range options {
		isOption[option] = true
	}
	for i, a := range rule.Answers {
		at := fmt.Sprintf("%s.answers[%d]", path, i)
		c.share(a.Pay, at+".pay")
		switch {
		case known && !isOption[a.Option] && a.Option != "":
			c.Unknown(at+".option", "option of "+g.ID, a.Option, options)
		case paid[a.Option]:
			c.Fault(at+".option", "%s already has its share: delete one of them", a.Option)
		}
		paid[a.Option] = true
	}
	for _, option := range options {
		if known && !paid[option] {
			c.Fault(path+".answers", "say what share the answer %s earns", option)
		}
	}
}

// items checks the lines of a survey or checklist.
func (c *checker) items(rule reform.Rule, path string) {
	sum := new(big.Rat)
	named := map[string]bool{}
	for i, item := range rule.Items {
		at := fmt.Sprintf("%s.items[%d]", path, i)
		c.share(item.Pay, at+".pay")
		if _, ok := c.numeric(item.Figure, at+".figure"); ok && named[item.Figure] {
			c.Fault(at+".figure", "%s is named twice: it would be counted twice", item.Figure)
		}
		named[item.Figure] = true
		if pay := item.Pay.Rat(); pay != nil {
			sum.Add(sum, pay)
		}
	}
	if rule.Kind == reform.Checklist && sum.Cmp(one) != 0 && len(rule.Items) > 0 && c.ReadWell(path+".items") {
		c.Fault(path+".items", "the shares of a checklist add up to 1, not to %s", decimalOf(sum))
	}
}

// deadline checks that a day is held against a day.
func (c *checker) deadline(rule reform.Rule, path string) {
	if len(rule.Of) > 1 {
		c.Fault(path+".of", "a deadline is met by one date: name one figure")
	}
	if due := rule.Due; due != "" && !reform.IsDay(due) {
		if strings.Trim(due, "0123456789-/.") == "" {
			c.Fault(path+".due", "%q is no day: write it as 2026-03-31", keyfile.Clip(due))
		} else {
			c.date(due, path+".due")
		}
	}
	for i, late := range rule.Late {
		at := fmt.Sprintf("%s.late[%d]", path, i)
		c.share(late.Pay, at+".pay")
		if late.Days <= 0 {
			c.Fault(at+".days", "up to the day due all is earned: write how many days later, 1 or more")
		}
		if i == 0 || !c.ReadWell(path+".late") {
			continue
		}
		before := rule.Late[i-1]
		if late.Days <= before.Days {
			c.Fault(at+".days", "late days stand from the fewest up: this must be more than %d", before.Days)
		}
		if late.Pay.Rat().Cmp(before.Pay.Rat()) >= 0 {
			c.Fault(at+".pay", "a later day pays less: this must be less than %s", before.Pay)
		}
	}
}
