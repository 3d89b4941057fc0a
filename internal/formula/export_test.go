package formula

import "reformboard/internal/reform"

// Spans tells where Check thinks that each part of a formula lies: whether it found
// no fault, and a function that says which part of a reckoning lies elsewhere.
func (f *Formula) Spans(figures map[string]reform.Figure, most reform.Points) (sound bool, outside func(func(string) Operand) string) {
	c := &checker{source: []rune(f.source), figures: figures, max: most, spans: map[*term]span{}}
	c.span(f.root, nil)
	return len(c.faults) == 0, func(given func(string) Operand) string { return c.outside(f.root, given) }
}

// outside follows one reckoning, leaving out what it leaves out.
func (c *checker) outside(t *term, given func(string) Operand) string {
	of := t.of
	switch t.op {
	case answers:
		return ""
	case choose:
		held, err := holds(t.of[0], given)
		if err != nil {
			return err.Error()
		}
		of = []*term{t.of[0], t.of[2]}
		if held {
			of[1] = t.of[1]
		}
	case both, either:
		if held, err := holds(t.of[0], given); err != nil || held == (t.op == either) {
			of = t.of[:1]
		}
	default:
	}
	for _, part := range of {
		if text := c.outside(part, given); text != "" {
			return text
		}
	}
	i, reckoned := c.spans[t]
	if !reckoned {
		return "" // a condition
	}
	value, err := number(t, given)
	switch {
	case err != nil:
		return err.Error()
	case i.low.cmp(at(value)) > 0, i.high.cmp(at(value)) < 0, i.apart && value.Sign() == 0, i.whole && !value.Rat().IsInt():
		return t.String() + " = " + value.String() + " is not within " + i.low.String() + " … " + i.high.String()
	}
	return ""
}
