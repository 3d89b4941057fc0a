package receipt

import (
	"strconv"
	"strings"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// steps writes out how parts became one score.
func (w whole) steps(v voice, r Receipt) []line {
	sum := r.Exact.Fraction // before it was held between limits
	for _, a := range r.Adjusted {
		if a.Reason == Held {
			sum = sum.Sub(a.Points.Fraction)
		}
	}
	var lines []line
	switch {
	case w.method == reform.Sum:
		lines = w.added(v, r, sum)
	case w.empty(r):
		lines = []line{v.line("combined", v.say("not_positive"), sum)}
	default:
		lines = []line{v.line("combined", w.combined(v, r), sum)}
	}
	if sum.Cmp(r.Exact.Fraction) != 0 {
		lines = append(lines, v.line("held", v.say("between", "Min", v.points(w.area.Min), "Max", v.points(w.area.Max)), r.Exact.Fraction))
	}
	return append(lines, v.rounded(w.f, w.decimals, r.Value.Fraction))
}

// added writes a sum, and how it was stretched.
func (w whole) added(v voice, r Receipt, sum reform.Fraction) []line {
	var terms, beside []string
	plain, extra := zero, zero
	for _, p := range r.Parts {
		switch {
		case !p.counts:
		case w.outside[p.Node]:
			beside, extra = append(beside, v.term(p.Value.Fraction)), extra.Add(p.Value.Fraction)
		default:
			terms, plain = append(terms, v.term(p.Value.Fraction)), plain.Add(p.Value.Fraction)
		}
	}
	if w.stretch.from == w.stretch.to {
		return []line{v.line("added", strings.Join(append(terms, beside...), " + "), sum)}
	}
	stretched := plain.Mul(w.stretch.factor())
	lines := []line{
		v.line("added", strings.Join(terms, " + "), plain),
		v.line("stretched", v.term(plain)+" × "+v.points(w.stretch.to)+" ÷ "+v.points(w.stretch.from), stretched),
	}
	if len(beside) > 0 {
		lines = append(lines, v.line("beside", v.term(stretched)+" + "+strings.Join(beside, " + "), stretched.Add(extra)))
	}
	return lines
}

// combined writes a mean with its numbers filled in.
func (w whole) combined(v voice, r Receipt) string {
	if w.method == reform.Copeland {
		return v.say("copeland") // takes every other unit
	}
	terms, n := w.known(v, r)
	switch w.method {
	case reform.Minimum:
		return "min(" + join(terms, "; ", func(t term) string { return t.x }) + ")"
	case reform.Geometric:
		return "(" + join(terms, " × ", term.raised) + ")^(1 ÷ " + n + ")"
	case reform.Harmonic:
		return n + " ÷ (" + join(terms, " + ", term.over) + ")"
	case reform.PowerMean:
		power := locale.Number(v.l, w.area.Combine.Power)
		for k := range terms {
			terms[k].x += "^" + power
		}
		return "((" + join(terms, " + ", term.times) + ") ÷ " + n + ")^(1 ÷ " + power + ")"
	case reform.Mean, reform.Sum, reform.Copeland:
	}
	return "(" + join(terms, " + ", term.times) + ") ÷ " + n
}

// term is one part of a mean, written.
type term struct {
	x      string
	weight string // empty: all weigh the same
}

func (t term) times() string {
	if t.weight == "" {
		return t.x
	}
	return t.weight + " × " + t.x
}

func (t term) raised() string {
	if t.weight == "" {
		return t.x
	}
	return t.x + "^" + t.weight
}

func (t term) over() string {
	if t.weight == "" {
		return "1 ÷ " + t.x
	}
	return t.weight + " ÷ " + t.x
}

func join(terms []term, between string, write func(term) string) string {
	written := make([]string, len(terms))
	for k, t := range terms {
		written[k] = write(t)
	}
	return strings.Join(written, between)
}

// known lists the parts that count, as they count, and writes the sum of their
// weights; that of equal ones is how many there are.
func (w whole) known(v voice, r Receipt) (terms []term, n string) {
	equal := true
	var first, total reform.Fraction
	floor, raised := w.area.Combine.Floor.Fraction()
	raised = raised && w.rooted() && w.area.Combine.IfNotPositive == reform.RaiseToFloor
	for _, p := range r.Parts {
		if !p.counts || p.Weight.Sign() == 0 {
			continue
		}
		x := p.Value.Fraction
		if raised && x.Less(floor) {
			x = floor
		}
		if len(terms) == 0 {
			first = p.Weight.Fraction
		}
		equal = equal && p.Weight.Cmp(first) == 0
		total = total.Add(p.Weight.Fraction)
		terms = append(terms, term{v.term(x), v.term(p.Weight.Fraction)})
	}
	if !equal {
		return terms, v.number(total)
	}
	for k := range terms {
		terms[k].weight = ""
	}
	return terms, strconv.Itoa(len(terms))
}

// rooted reports whether roots or reciprocals are taken.
func (w whole) rooted() bool {
	return w.method == reform.Geometric || w.method == reform.Harmonic || w.method == reform.PowerMean
}

// empty reports whether a part that counts is not positive, so that the area scores
// nothing.
func (w whole) empty(r Receipt) bool {
	if !w.rooted() || w.area.Combine.IfNotPositive != reform.NotPositiveEarnsNothing {
		return false
	}
	power, _ := w.area.Combine.Power.Fraction()
	takesZero := w.method == reform.PowerMean && power.Sign() > 0
	for _, p := range r.Parts {
		if p.counts && p.Weight.Sign() > 0 && (p.Value.Sign() < 0 || p.Value.Sign() == 0 && !takesZero) {
			return true
		}
	}
	return false
}
