package locale

import "reformboard/internal/reform"

// Zero says what an indicator earns when there is nothing to measure against.
func Zero(l reform.Language, f *reform.Framework, i reform.Indicator) string {
	policy := i.Rule.IfZero
	switch {
	case policy != "":
	case i.Rule.Kind == reform.Survey:
		policy = reform.ZeroSuppresses // nobody was asked: there is nothing to average
	default:
		policy = reform.ZeroEarnsNothing
	}
	return Say(l, "rule.zero."+string(policy), "Max", points(l, i.Max), "Then", NotApplicable(l, f, f.WhenNotApplicable(i)))
}

// NotApplicable says what becomes of points that are not asked of a unit, as the
// rest of a sentence.
func NotApplicable(l reform.Language, f *reform.Framework, then reform.Reapportion) string {
	return Say(l, "rule.not_applicable."+string(then), "Max", points(l, f.Max))
}

// Missing says what stands in for what has not been reported, as the rest of a
// sentence.
func Missing(l reform.Language, fill reform.Fill) string { return Say(l, "fill."+string(fill)) }

// Flat says what units earn by a figure that is the same for all.
func Flat(l reform.Language, flat reform.Flat) string { return Say(l, "rule.flat."+string(flat)) }

// Rounding says where a framework rounds, to how many decimals, and what becomes
// of a half.
func Rounding(l reform.Language, f *reform.Framework) string {
	r := f.Rounding
	if r.Indicator == nil && r.Area == nil && r.Total == nil {
		return Say(l, "rounding.nowhere")
	}
	return Say(l, "rounding.words", "Mode", Say(l, "rounding."+string(r.Mode)),
		"Indicator", rounded(l, r.Indicator), "Area", rounded(l, r.Area), "Total", rounded(l, r.Total))
}

// RoundedTo says how one level is rounded, with what becomes of a half.
func RoundedTo(l reform.Language, decimals *int, mode reform.RoundingMode) string {
	if decimals == nil {
		return rounded(l, nil)
	}
	return rounded(l, decimals) + ", " + Say(l, "rounding."+string(mode)+".short")
}

func rounded(l reform.Language, decimals *int) string {
	if decimals == nil {
		return Say(l, "rounding.none")
	}
	return Say(l, "rounding.to", "Count", *decimals, "Decimals", *decimals)
}

// Ranks says how totals become ranks: at how many decimals they are compared, and
// which rank equals share.
func Ranks(l reform.Language, r reform.RankRule) string {
	at := Say(l, "ranks.as_rounded")
	if r.Decimals != nil {
		at = Say(l, "ranks.at", "Count", *r.Decimals, "Decimals", *r.Decimals)
	}
	ties := r.Ties
	if ties == "" {
		ties = reform.TiesLeast
	}
	return at + " " + Say(l, "ties."+string(ties))
}
