package formula

import (
	"strconv"
	"strings"

	"reformboard/internal/reform"
)

// Step is one line of how a formula came to its value: a figure, or at last the
// formula with the numbers put in.
type Step struct {
	Text  string
	Value reform.Fraction
}

// Steps lists the numbers that the formula names, Points among them, in the order
// in which it first names them; and then the whole of it with each of them, and
// each choice, in its place. Where it has no value there is no last step.
func (f *Formula) Steps(given func(id string) Operand) []Step {
	var steps []Step
	seen := map[string]bool{}
	f.root.walk(func(t *term) {
		if t.op == figure && !seen[t.id] {
			seen[t.id] = true
			steps = append(steps, Step{Text: t.id, Value: given(t.id).Number})
		}
	})
	value, err := f.Value(given)
	if err != nil {
		return steps
	}
	return append(steps, Step{Text: f.root.with(putIn(given)), Value: value})
}

// putIn writes a figure as what was reported, in brackets where a sign of its own
// could be read as part of the formula.
func putIn(given func(id string) Operand) func(*term) string {
	return func(t *term) string {
		operand := given(t.id)
		if t.op == answers {
			return strconv.Quote(operand.Text)
		}
		text := plain(operand.Number)
		if operand.Number.Sign() < 0 || strings.Contains(text, "/") {
			return "(" + text + ")"
		}
		return text
	}
}
