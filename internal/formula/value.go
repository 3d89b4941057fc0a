package formula

import (
	"errors"
	"fmt"

	"reformboard/internal/reform"
)

// widest is how many bits a side of an operand may have: more than the 40 digits
// of the longest reform.Decimal.
//
// Note: no step looks at its own result, for none can outgrow bounds. Without
// powers, a number has no more bits than all the literals and figures it is made
// of; the at most 100 of them that 200 terms can join come to 16,384.
const widest = 160

// Value reckons the formula. What figure answers is settled: it is asked for each
// operand that is needed, Points among them. An error is ours: a formula that was
// checked, over figures within their bounds, has none.
func (f *Formula) Value(figure func(id string) Operand) (reform.Fraction, error) {
	return number(f.root, figure)
}

func number(t *term, given func(id string) Operand) (reform.Fraction, error) {
	switch t.op {
	case literal:
		return t.number, nil
	case figure:
		x := given(t.id).Number
		if x.Bits() > widest {
			return reform.Fraction{}, fmt.Errorf("figure %s: a number of more than %d bits", t.id, widest)
		}
		return x, nil
	case choose:
		held, err := holds(t.of[0], given)
		if err != nil {
			return reform.Fraction{}, err
		}
		if held {
			return number(t.of[1], given)
		}
		return number(t.of[2], given)
	default:
		return joined(t, given)
	}
}

// joined reckons what is made of numbers alone, from the left.
func joined(t *term, given func(id string) Operand) (reform.Fraction, error) {
	x, err := number(t.of[0], given)
	if err != nil {
		return reform.Fraction{}, err
	}
	if len(t.of) == 1 {
		return t.alone(x), nil
	}
	for _, other := range t.of[1:] {
		y, err := number(other, given)
		if err != nil {
			return reform.Fraction{}, err
		}
		if x, err = t.op.join(x, y); err != nil {
			return reform.Fraction{}, fmt.Errorf("%s: %w", clip(t.String()), err)
		}
	}
	return x, nil
}

// alone is the term of one number.
func (t *term) alone(x reform.Fraction) reform.Fraction {
	switch {
	case t.op == rounded:
		return x.Rounded(t.places, reform.HalfUp)
	case t.op == negate || x.Sign() < 0:
		return x.Neg()
	}
	return x // absolute
}

// join is the operation on two numbers.
func (o operation) join(x, y reform.Fraction) (reform.Fraction, error) {
	switch o {
	case add:
		return x.Add(y), nil
	case subtract:
		return x.Sub(y), nil
	case multiply:
		return x.Mul(y), nil
	case divide:
		if y.Sign() == 0 {
			return reform.Fraction{}, errors.New("division by zero")
		}
		return x.Quo(y), nil
	case least:
		if y.Less(x) {
			return y, nil
		}
		return x, nil
	case greatest:
		if x.Less(y) {
			return y, nil
		}
		return x, nil
	default:
		return reform.Fraction{}, fmt.Errorf("%q joins no numbers", string(o))
	}
}

func holds(t *term, given func(id string) Operand) (bool, error) {
	switch t.op {
	case answers:
		return given(t.id).Text == t.option, nil
	case not:
		held, err := holds(t.of[0], given)
		return !held, err
	case both, either:
		left, err := holds(t.of[0], given)
		if err != nil || left == (t.op == either) {
			return left, err
		}
		return holds(t.of[1], given)
	default:
		x, err := number(t.of[0], given)
		if err != nil {
			return false, err
		}
		y, err := number(t.of[1], given)
		return err == nil && t.op.compares(x.Cmp(y)), err
	}
}

// compares reports whether a comparison holds of two numbers by how they lie.
func (o operation) compares(order int) bool {
	switch o {
	case less:
		return order < 0
	case atMost:
		return order <= 0
	case greater:
		return order > 0
	case atLeast:
		return order >= 0
	case equal:
		return order == 0
	default: // differ
		return order != 0
	}
}
