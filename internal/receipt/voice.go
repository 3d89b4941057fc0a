package receipt

import (
	"math/big"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// shownDecimals is where an endless fraction is cut off with an ellipsis, and
// longestFraction how long one may be to be written in place of it.
const (
	shownDecimals   = 6
	longestFraction = 24
)

// line is a Step in one language.
type line struct{ label, sum, result, exact string }

// inTwo writes the same lines in both languages.
func inTwo(write func(v voice) []line) []Step {
	vi, en := write(voice{reform.Vietnamese}), write(voice{reform.English})
	steps := make([]Step, len(vi))
	for n := range vi {
		a, b := vi[n], en[n]
		steps[n] = Step{
			Label: reform.Words{VI: a.label, EN: b.label}, Sum: reform.Words{VI: a.sum, EN: b.sum},
			Result: reform.Words{VI: a.result, EN: b.result}, Exact: a.exact,
		}
	}
	return steps
}

// Short is the exact fraction where it is short enough to be read.
func (s Step) Short() string {
	if len(s.Exact) > longestFraction {
		return ""
	}
	return s.Exact
}

// voice writes sums in one language.
type voice struct{ l reform.Language }

func (v voice) say(key string, pairs ...any) string { return locale.Say(v.l, "receipt."+key, pairs...) }

// number writes a number with at most six decimals.
func (v voice) number(n reform.Fraction) string { return locale.Fraction(v.l, n.Rat(), shownDecimals) }

// term writes a number as part of a sum: as a fraction where decimals would cut it
// off, and in brackets where it would not stand alone.
func (v voice) term(n reform.Fraction) string {
	text := v.number(n)
	if !finite(n.Rat()) && len(n.RatString()) <= longestFraction {
		return "(" + n.RatString() + ")"
	}
	if n.Sign() < 0 {
		return "(" + text + ")"
	}
	return text
}

// points writes points without needless decimals.
func (v voice) points(p reform.Points) string { return locale.Number(v.l, p.Decimal()) }

// line is one line of a sum with a number for its result.
func (v voice) line(label, sum string, result reform.Fraction) line {
	one := line{label: v.say("step." + label), sum: sum, result: v.number(result)}
	if !finite(result.Rat()) {
		one.exact = result.RatString()
	}
	return one
}

// finite reports whether six decimals write the number in full.
func finite(r *big.Rat) bool {
	return new(big.Rat).Mul(r, big.NewRat(1_000_000, 1)).IsInt()
}

// rounded is the last line of every sum: the only rounding there is on its level.
func (v voice) rounded(f *reform.Framework, decimals *int, value reform.Fraction) line {
	last := v.line("earned", locale.RoundedTo(v.l, decimals, f.Rounding.Mode), value)
	if decimals != nil {
		last.result, last.exact = locale.Fixed(v.l, reform.Decimal(value.Rat().FloatString(*decimals)), *decimals), ""
	}
	return last
}
