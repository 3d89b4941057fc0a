package formula

import "reformboard/internal/reform"

// facts are what conditions that hold say of terms, the latest first.
type facts struct {
	text   string // the term, as String writes it
	known  span
	before *facts
}

// of draws a term's span in as far as the facts allow. The latest fact of a term
// has drawn in those before it.
func (f *facts) of(text string, i span) span {
	for ; f != nil; f = f.before {
		if f.text == text {
			return i.meet(f.known)
		}
	}
	return i
}

// learn adds what is sure of a term whose span is i.
func (f *facts) learn(t *term, i, sure span) *facts {
	if t.op == literal {
		return f
	}
	text := t.String()
	return &facts{text, f.of(text, i).meet(sure), f}
}

// bounds checks divisions, and then what a formula may come to.
func (c *checker) bounds(root *term) {
	divided := len(c.faults)
	c.span(root, nil)
	if len(c.faults) == divided && !c.endless() { // dividing by 0 has no bounds to speak of
		c.within(root)
	}
}

// within checks each outcome of a formula against the points of the indicator.
func (c *checker) within(t *term) {
	if t.op == choose {
		c.within(t.of[1])
		c.within(t.of[2])
		return
	}
	i, text := c.spans[t], clip(t.String())
	if i.high.cmp(at(c.max.Fraction())) > 0 {
		c.fault(t, text, "“%s” may come to %s, and the indicator has at most %s points: write min(%s, %s)", text, i.high, c.max, Points, text)
	}
	if i.low.cmp(at(c.min.Fraction())) < 0 {
		c.fault(t, text, "“%s” may come to %s, and the indicator has no less than %s points: write max(%s, %s)", text, i.low, c.min, c.min, text)
	}
}

// String says how far a number may go.
func (a end) String() string {
	switch a.beyond {
	case 1:
		return "any number, however great"
	case -1:
		return "any number below 0"
	}
	return clip(plain(a.number))
}

// span works out all that a number can be where facts hold.
func (c *checker) span(t *term, known *facts) span {
	i := c.reckon(t, known)
	if known != nil && t.op != literal {
		i = known.of(t.String(), i)
	}
	c.spans[t] = i
	return i
}

func (c *checker) reckon(t *term, known *facts) span {
	switch t.op {
	case literal:
		return point(t.number)
	case figure:
		return c.reported(t.id)
	case choose:
		yes, no := c.consider(t.of[0], known)
		return c.span(t.of[1], yes).join(c.span(t.of[2], no))
	default:
		i := c.span(t.of[0], known)
		if len(t.of) == 1 {
			return i.alone(t)
		}
		for _, other := range t.of[1:] {
			i, _ = c.joint(t, i, c.span(other, known)).tidy()
		}
		return i
	}
}

// alone is the term of one number.
func (i span) alone(t *term) span {
	switch t.op {
	case rounded:
		return i.rounded(t.places)
	case negate:
		return i.neg()
	default: // absolute
		return i.abs()
	}
}

// joint is the operation of a term on two numbers.
func (c *checker) joint(t *term, i, j span) span {
	switch t.op {
	case add:
		return i.plus(j)
	case subtract:
		return i.plus(j.neg())
	case multiply:
		return i.times(j)
	case divide:
		return c.quotient(t, i, j)
	case least:
		return span{low: lower(i.low, j.low), high: lower(i.high, j.high), whole: i.whole && j.whole, apart: i.apart && j.apart}
	default: // greatest
		return span{low: higher(i.low, j.low), high: higher(i.high, j.high), whole: i.whole && j.whole, apart: i.apart && j.apart}
	}
}

// reported is what a figure can be.
func (c *checker) reported(id string) span {
	if id == Points {
		return point(c.max.Fraction())
	}
	f := c.figures[id]
	i := span{high: end{beyond: 1}, whole: f.Kind == reform.Count}
	if f.Kind == reform.Percentage {
		i.high = at(reform.NewFraction(100, 1))
	}
	if low, given := f.Least.Fraction(); given {
		i.low = at(low)
	}
	if high, given := f.Most.Fraction(); given {
		i.high = at(high)
	}
	i, _ = i.tidy()
	return i
}

func (c *checker) quotient(t *term, i, j span) span {
	if j.apart {
		return i.times(j.inverse())
	}
	divisor := clip(t.of[1].String())
	mend := divisor + " != 0 ? … : 0"
	if j.low.sign() == 0 {
		mend = divisor + " > 0 ? … : 0, or divide by max(" + divisor + ", 1)"
	}
	c.fault(t.of[1], divisor, "“%s” may be 0, and “%s” divides by it: write %s", divisor, clip(t.String()), mend)
	return anything
}

// consider works out what is known where a condition holds, and where it does not.
func (c *checker) consider(t *term, known *facts) (yes, no *facts) {
	switch t.op {
	case answers:
		return known, known
	case not:
		no, yes = c.consider(t.of[0], known)
		return yes, no
	case both:
		yes, _ = c.consider(t.of[0], known)
		yes, _ = c.consider(t.of[1], yes)
		return yes, known
	case either:
		_, no = c.consider(t.of[0], known)
		_, no = c.consider(t.of[1], no)
		return known, no
	default:
		left, right := side{t.of[0], c.span(t.of[0], known)}, side{t.of[1], c.span(t.of[1], known)}
		return compared(t.op, left, right, known), compared(opposite[t.op], left, right, known)
	}
}

// opposite is the comparison that holds where another does not; mirrored the one
// that holds with its sides exchanged.
var (
	opposite = map[operation]operation{less: atLeast, atLeast: less, greater: atMost, atMost: greater, equal: differ, differ: equal}
	mirrored = map[operation]operation{greater: less, atLeast: atMost}
)

// side is one side of a comparison.
type side struct {
	*term
	span span
}

// compared is what is known where a comparison holds: of both sides and, as
// "a > b" makes "a - b" sound to divide by, of their difference.
func compared(op operation, left, right side, known *facts) *facts {
	if turned := mirrored[op]; turned != "" {
		op, left, right = turned, right, left
	}
	zero := point(reform.Fraction{})
	difference := anything
	switch op {
	case equal:
		difference = zero
		known = known.learn(left.term, left.span, right.span).learn(right.term, right.span, left.span)
	case differ:
		difference.apart = true
	default: // less, atMost
		strict := op == less
		difference = zero.upTo(strict, anything)
		known = known.learn(left.term, left.span, right.span.upTo(strict, left.span))
		known = known.learn(right.term, right.span, left.span.neg().upTo(strict, right.span).neg())
	}
	return known.minus(left, right, difference).minus(right, left, difference.neg())
}

// minus learns the difference of two terms.
func (f *facts) minus(left, right side, sure span) *facts {
	if right.zero() {
		return f.learn(left.term, left.span, sure)
	}
	return f.learn(&term{op: subtract, of: []*term{left.term, right.term}}, left.span.plus(right.span.neg()), sure)
}

// upTo is all that is not more than i can be, or where strict less than that.
func (i span) upTo(strict bool, of span) span {
	j := anything
	j.high, j.whole = i.high, of.whole
	if strict && j.high.beyond == 0 {
		if of.whole && j.high.floor().cmp(j.high) == 0 {
			j.high.number = j.high.number.Sub(reform.NewFraction(1, 1))
		}
		j.apart = i.high.sign() <= 0
	}
	return j
}
