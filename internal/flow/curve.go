package flow

import (
	"math/big"
	"slices"
	"strconv"

	"reformboard/internal/reform"
	"reformboard/internal/score"
)

// Curve is what an indicator pays for each ratio from nothing to everything, found by
// scoring: its corners, between which it runs straight, with two points where it jumps.
// It is empty where a ratio alone does not decide.
func Curve(f *reform.Framework, i reform.Indicator) ([]reform.CurvePoint, error) {
	r := i.Rule
	if !r.Measures() || i.Max <= 0 || len(r.Of) == 0 || r.Times != "" || r.TimesScore != "" {
		return nil, nil
	}
	plain := *f
	plain.Rounding.Indicator = nil
	i.Applies = reform.Applicability{}
	var curve []reform.CurvePoint
	for _, at := range corners(r) {
		s, err := score.Try(&plain, i, example(r, at))
		if err != nil {
			return nil, err
		}
		if !s.State.Counts() || s.Measured == nil || reform.PercentOfShare(s.Measured.Rat()) != at {
			return nil, nil // more than these figures comes in
		}
		earned := new(big.Rat).Quo(s.Exact.Rat(), i.Max.Rat())
		curve = append(curve, reform.CurvePoint{Measured: at, Earned: reform.PercentOfShare(earned)})
	}
	return curve, nil
}

// corners are the ratios at which a rule may turn, with the one just under each, in
// hundredths of a per cent.
func corners(r reform.Rule) []reform.Percent {
	turns := []reform.Decimal{r.FullAt, r.NothingBelow}
	for _, s := range r.Steps {
		turns = append(turns, s.From)
	}
	at := []reform.Percent{0, reform.Whole}
	for _, turn := range turns {
		if share := turn.Rat(); share != nil {
			p := reform.PercentOfShare(share)
			at = append(at, p-1, p)
		}
	}
	slices.Sort(at)
	at = slices.Compact(at)
	return slices.DeleteFunc(at, func(p reform.Percent) bool { return p < 0 })
}

// example measures a ratio: so many of 10,000, or so many per cent.
func example(r reform.Rule, at reform.Percent) reform.Example {
	given := map[string]string{}
	for _, id := range append(append([]string{}, r.Of...), r.Over...) {
		given[id] = "0"
	}
	given[r.Of[0]] = string(at.Decimal())
	if len(r.Over) > 0 {
		given[r.Over[0]], given[r.Of[0]] = "10000", strconv.Itoa(int(at))
	}
	return reform.Example{Given: given}
}
