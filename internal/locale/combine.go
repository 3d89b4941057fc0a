package locale

import (
	"strings"

	"reformboard/internal/reform"
)

// Combine says how the parts of an area become its score.
func Combine(l reform.Language, a reform.Area) string {
	how := a.Combine
	method := how.Method
	if how.Adds() {
		method = reform.Sum
	}
	key := "combine." + string(method)
	if !weighted(a) && has(l, key+".equal") {
		key += ".equal"
	}
	said := []string{Say(l, key, "Power", Number(l, how.Power))}
	if method != reform.Sum {
		said = append(said, Say(l, "combine.reweighted"))
	}
	if how.IfNotPositive != "" && (method == reform.Geometric || method == reform.Harmonic || method == reform.PowerMean) {
		said = append(said, Say(l, "combine.not_positive."+string(how.IfNotPositive), "Floor", Number(l, how.Floor)))
	}
	if how.Coverage != "" {
		by := how.CoverBy
		if by == "" {
			by = reform.ByCount
		}
		said = append(said, Say(l, "combine.coverage."+string(by), "Share", share(l, how.Coverage)))
	}
	if a.Capped {
		said = append(said, capped(l, a))
	}
	return strings.Join(said, " ")
}

// capped says between what an area's points are held.
func capped(l reform.Language, a reform.Area) string {
	if a.Min < 0 {
		return Say(l, "combine.capped.both", "Min", points(l, a.Min), "Max", points(l, a.Max))
	}
	return Say(l, "combine.capped", "Max", points(l, a.Max))
}

// weighted reports whether the parts of an area weigh differently.
func weighted(a reform.Area) bool {
	var first *reform.Fraction
	for _, weight := range weights(a) {
		if first != nil && weight.Cmp(*first) != 0 {
			return true
		}
		first = &weight
	}
	return false
}

func weights(a reform.Area) []reform.Fraction {
	var all []reform.Fraction
	for _, i := range a.Indicators {
		all = append(all, decimal(i.Weight, 1))
	}
	for _, inside := range a.Areas {
		all = append(all, decimal(inside.Weight, 1))
	}
	return all
}

// Total says how the areas become the total.
func Total(l reform.Language, f *reform.Framework) string {
	said := Say(l, "combine.total")
	if f.NotApplicable == reform.Rescale && f.Max > 0 {
		said += " " + Say(l, "combine.total.stretched", "Max", points(l, f.Max))
	}
	return said
}

// Facet says of what a facet is the mean.
func Facet(l reform.Language, f reform.Facet) string {
	return Say(l, "receipt.facet") + " " + strings.Join(f.Of, ", ")
}
