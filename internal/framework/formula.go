package framework

import (
	"errors"

	"reformboard/internal/formula"
	"reformboard/internal/reform"
)

// named lists the figures that a formula names; of one that cannot be read, none.
func (c *checker) named(rule reform.Rule) []string {
	if rule.Kind != reform.Formula {
		return nil
	}
	f, err := formula.Parse(rule.Formula)
	if err != nil {
		c.unsure = true
		return nil
	}
	return f.Figures()
}

func (c *checker) formula(i reform.Indicator, path string) {
	if !c.Written(path) || !c.ReadWell(path) {
		return
	}
	f, err := formula.Parse(i.Rule.Formula)
	var fault *formula.Fault
	switch {
	case errors.As(err, &fault):
		c.FaultInside(path, fault.Line, fault.Column, fault.Text)
		return
	case err != nil:
		c.Fault(path, "this formula cannot be read: %v", err)
		return
	}
	for _, fault := range f.Check(c.figures, i.Min, i.Max) {
		c.FaultInside(path, fault.Line, fault.Column, fault.Text)
	}
}
