package formula

import "reformboard/internal/reform"

// Part is one term of a formula, for those who write it in another language. Of are
// the terms it is made of, in their order; which other fields are used, Op decides.
type Part struct {
	Op     string // "+ - * / < <= > >= == != && || !", "-x", "?:", "min max abs round", "literal", "figure", "answers"
	Of     []Part
	Number reform.Fraction // literal
	Figure string          // figure: Points is one; answers: the choice
	Option string          // answers: what the choice must be
	Places int             // round: decimals kept, half up
}

// Part returns the formula as it was read.
func (f *Formula) Part() Part { return f.root.part() }

func (t *term) part() Part {
	p := Part{Op: string(t.op), Number: t.number, Figure: t.id, Option: t.option, Places: t.places}
	for _, inside := range t.of {
		p.Of = append(p.Of, inside.part())
	}
	return p
}
