package weakness

import (
	"math/big"

	"reformboard/internal/reform"
)

// Lacks counts, by indicator, how many more of a figure the units that fall short would
// need, as their reports stand: of a ratio of one count over others, with nothing else
// in it. What cannot be counted in one thing is left out.
func Lacks(f *reform.Framework, reports []reform.Report) map[string]reform.Lack {
	said := map[string]map[string]reform.Value{} // by unit and figure
	for _, r := range reports {
		if said[r.Unit] == nil {
			said[r.Unit] = map[string]reform.Value{}
		}
		for _, v := range r.Values {
			said[r.Unit][v.Figure] = v
		}
	}
	lacks := map[string]reform.Lack{}
	for _, p := range placed(f) {
		if !counted(f, p.Rule) {
			continue
		}
		lack := reform.Lack{Figure: p.Rule.Of[0]}
		for _, values := range said {
			lack.More += more(p, values)
		}
		if lack.More > 0 {
			lacks[p.ID] = lack
		}
	}
	return lacks
}

// counted reports whether a rule is the ratio of one count over others.
func counted(f *reform.Framework, r reform.Rule) bool {
	if r.Kind != reform.Ratio || len(r.Of) != 1 || len(r.Over) == 0 || r.Times != "" || r.TimesScore != "" || r.Inherits {
		return false
	}
	g, ok := f.Figure(r.Of[0])
	return ok && g.Kind == reform.Count
}

// more is how many one unit lacks: whole things, so rounded up. What it is measured
// against is taken to stay as it is.
func more(p place, values map[string]reform.Value) int64 {
	of, ok := values[p.Rule.Of[0]]
	if !ok || of.Number() == nil {
		return 0
	}
	over := new(big.Rat)
	for _, id := range p.Rule.Over {
		number := values[id].Number()
		if number == nil {
			return 0
		}
		over.Add(over, number)
	}
	lack := over.Mul(over, p.Aim())
	lack.Sub(lack, of.Number())
	if lack.Sign() <= 0 {
		return 0
	}
	up := new(big.Int).Add(lack.Num(), new(big.Int).Sub(lack.Denom(), big.NewInt(1)))
	return up.Quo(up, lack.Denom()).Int64()
}
