package dashboards

import (
	"math/big"

	"reformboard/internal/reform"
)

// steps writes the sum out line by line, each with its figures filled in, so
// that a person can do it again on paper.
func (v Voice) steps(f *reform.Framework, i reform.Indicator, s reform.Score) []Step {
	w := s.Working
	steps := v.measuredSteps(s)
	switch i.Rule.Kind {
	case reform.Ratio, reform.Steps, reform.Answer:
		steps = append(steps, v.shareSteps(i, s)...)
	case reform.Deduction:
		steps = append(steps, v.eachStep(i, w, v.Most(i.Max)+" − "))
	case reform.Counted:
		steps = append(steps, v.eachStep(i, w, ""))
	case reform.Constant, reform.Given, reform.Information:
	}
	return append(steps, v.roundingStep(f, s))
}

// measuredSteps divides what was measured by what it is measured against.
func (v Voice) measuredSteps(s reform.Score) []Step {
	w := s.Working
	if w.Of == nil || w.Over == nil {
		return nil
	}
	sum := v.Fraction(w.Of) + " ÷ " + v.Fraction(w.Over)
	if s.Measured == nil {
		return []Step{{Label: v.Say("page.receipt.step.measured"), Sum: sum, Result: v.Say("page.receipt.step.over_nothing")}}
	}
	if w.Times != nil {
		sum += " × " + v.Fraction(w.Times)
	}
	return []Step{v.step("page.receipt.step.measured", sum, s.Measured)}
}

// shareSteps turns the ratio into a share of the points, and that into points.
func (v Voice) shareSteps(i reform.Indicator, s reform.Score) []Step {
	w := s.Working
	if w.Share == nil || w.Exact == nil {
		return nil
	}
	var steps []Step
	full := i.Rule.FullAt.Rat()
	if full != nil && s.Measured != nil {
		steps = append(steps, v.step("page.receipt.step.share", v.Say("page.receipt.step.at_most", "Measured", v.fractionOrExact(s.Measured), "Full", v.Fraction(full)), w.Share))
	}
	if i.Rule.Kind != reform.Ratio {
		steps = append(steps, v.step("page.receipt.step.pay", "", w.Share))
	}
	return append(steps, v.step("page.receipt.step.points", v.Most(i.Max)+" × "+v.fractionOrExact(w.Share), w.Exact))
}

func (v Voice) eachStep(i reform.Indicator, w reform.Working, before string) Step {
	if w.Of == nil || w.Exact == nil {
		return Step{}
	}
	return v.step("page.receipt.step.points", before+v.Fraction(w.Of)+" × "+v.Most(i.Rule.Each), w.Exact)
}

// step writes a result with its exact fraction where decimals cut it off.
func (v Voice) step(key, sum string, result *big.Rat) Step {
	step := Step{Label: v.Say(key), Sum: sum, Result: v.Fraction(result)}
	if !finite(result) {
		step.Exact = result.RatString()
	}
	return step
}

func (v Voice) fractionOrExact(r *big.Rat) string {
	if finite(r) {
		return v.Fraction(r)
	}
	return "(" + r.RatString() + ")"
}

// finite reports whether six decimals write the number in full.
func finite(r *big.Rat) bool {
	scaled := new(big.Rat).Mul(r, big.NewRat(1_000_000, 1))
	return scaled.IsInt()
}

// roundingStep is the only rounding there is.
func (v Voice) roundingStep(f *reform.Framework, s reform.Score) Step {
	step := Step{Label: v.Say("page.receipt.step.rounded"), Result: v.Points(s.Earned)}
	if f.Rounding.Indicator == nil {
		step.Sum = v.Say("page.receipt.step.unrounded")
		return step
	}
	step.Sum = v.Say("page.receipt.step."+string(f.Rounding.Mode), "Decimals", v.Count(*f.Rounding.Indicator))
	return step
}
