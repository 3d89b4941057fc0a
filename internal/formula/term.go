package formula

import (
	"fmt"
	"strings"

	"reformboard/internal/reform"
)

// operation is what a term does.
type operation string

const (
	literal operation = "literal"
	figure  operation = "figure" // Points is one
	answers operation = "answers"

	negate   operation = "-x"
	add      operation = "+"
	subtract operation = "-"
	multiply operation = "*"
	divide   operation = "/"

	less    operation = "<"
	atMost  operation = "<="
	greater operation = ">"
	atLeast operation = ">="
	equal   operation = "=="
	differ  operation = "!="

	both   operation = "&&"
	either operation = "||"
	not    operation = "!"

	choose   operation = "?:"
	least    operation = "min"
	greatest operation = "max"
	absolute operation = "abs"
	rounded  operation = "round"
)

// term is one part of a formula: a number or a condition over the terms it is of.
// Reading has seen to it that each of them is a number where one is needed and a
// condition where one is needed.
type term struct {
	op     operation
	of     []*term
	at     int             // where it begins in the source, in letters
	number reform.Fraction // literal
	id     string          // figure, answers
	called bool            // written figure("id")
	option string          // answers: what the choice must be
	places int             // rounded: decimals kept
}

// walk visits a term and all it is made of, in the order of the source.
func (t *term) walk(visit func(*term)) {
	visit(t)
	for _, part := range t.of {
		part.walk(visit)
	}
}

// binding is how strongly an operation holds its terms together.
func (o operation) binding() int {
	switch o {
	case choose:
		return 1
	case either:
		return 2
	case both:
		return 3
	case answers, less, atMost, greater, atLeast, equal, differ:
		return 4
	case add, subtract:
		return 5
	case multiply, divide:
		return 6
	case negate, not:
		return 7
	case literal, figure, least, greatest, absolute, rounded:
		return 8
	}
	return 0
}

// String writes the term in one way whatever way it was written: equal texts are
// equal terms.
func (t *term) String() string { return t.with((*term).name) }

// with writes the term, each figure by what name says of it.
func (t *term) with(name func(*term) string) string {
	// part puts what binds more weakly than its surroundings in brackets.
	part := func(n, binding int) string {
		text := t.of[n].with(name)
		if t.of[n].op.binding() < binding {
			return "(" + text + ")"
		}
		return text
	}
	own := t.op.binding()
	switch t.op {
	case literal:
		return plain(t.number)
	case figure:
		return name(t)
	case answers:
		return fmt.Sprintf("%s == %q", name(t), t.option)
	case negate:
		return "-" + part(0, own+1)
	case not:
		return "!" + part(0, own+1)
	case choose:
		return part(0, own+1) + " ? " + part(1, own) + " : " + part(2, own)
	case least, greatest, absolute, rounded:
		parts := make([]string, len(t.of))
		for n := range t.of {
			parts[n] = part(n, 0)
		}
		if t.op == rounded {
			parts = append(parts, fmt.Sprint(t.places))
		}
		return string(t.op) + "(" + strings.Join(parts, ", ") + ")"
	default:
		return part(0, own) + " " + string(t.op) + " " + part(1, own+1)
	}
}

// name is how a figure is written.
func (t *term) name() string {
	if t.called {
		return fmt.Sprintf("figure(%q)", t.id)
	}
	return t.id
}

// plain writes a number as a decimal or, where none is exact, as a fraction.
func plain(number reform.Fraction) string {
	r := number.Rat()
	if decimals, exact := r.FloatPrec(); exact {
		return r.FloatString(decimals)
	}
	return r.RatString()
}
