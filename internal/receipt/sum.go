package receipt

import (
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
	xs, weights, total, equal := w.known(v, r)
	if w.method == reform.Minimum {
		return "min(" + strings.Join(xs, "; ") + ")"
	}
	n := v.number(total)
	if equal {
		n = v.number(reform.NewFraction(int64(len(xs)), 1))
	}
	each := func(write func(x, weight string) string) []string {
		terms := make([]string, len(xs))
		for k, x := range xs {
			weight := weights[k]
			if equal {
				weight = ""
			}
			terms[k] = write(x, weight)
		}
		return terms
	}
	times := func(x, weight string) string {
		if weight == "" {
			return x
		}
		return weight + " × " + x
	}
	power := locale.Number(v.l, w.area.Combine.Power)
	switch w.method {
	case reform.Geometric:
		terms := each(func(x, weight string) string {
			if weight == "" {
				return x
			}
			return x + "^" + weight
		})
		return "(" + strings.Join(terms, " × ") + ")^(1 ÷ " + n + ")"
	case reform.Harmonic:
		terms := each(func(x, weight string) string {
			if weight == "" {
				weight = "1"
			}
			return weight + " ÷ " + x
		})
		return n + " ÷ (" + strings.Join(terms, " + ") + ")"
	case reform.PowerMean:
		terms := each(func(x, weight string) string { return times(x+"^"+power, weight) })
		return "((" + strings.Join(terms, " + ") + ") ÷ " + n + ")^(1 ÷ " + power + ")"
	case reform.Mean, reform.Sum, reform.Minimum, reform.Copeland:
	}
	return "(" + strings.Join(each(times), " + ") + ") ÷ " + n
}

// known lists the parts that count, as they count, with their weights.
func (w whole) known(v voice, r Receipt) (xs, weights []string, total reform.Fraction, equal bool) {
	equal = true
	first := zero
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
		if len(xs) == 0 {
			first = p.Weight.Fraction
		}
		equal = equal && p.Weight.Cmp(first) == 0
		total = total.Add(p.Weight.Fraction)
		xs, weights = append(xs, v.term(x)), append(weights, v.term(p.Weight.Fraction))
	}
	return xs, weights, total, equal
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
