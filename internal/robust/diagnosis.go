package robust

import "reformboard/internal/reform"

// Diagnosis is how one part works in the field: advice for next year's framework
// (OECD/JRC Handbook, steps 4 and 6; the JRC's audits use the same limits).
type Diagnosis struct {
	Part       string
	Area       string
	Units      int         // that have a score
	Mean       float64     // of their values: shares of the most points, or scores where it has none
	Deviation  float64     // standard deviation, with n-1
	Ceiling    float64     // share of them that have all points
	WithParent Correlation // with the score of its area; none where it is the only part
	WithTotal  Correlation
	Nominal    float64 // share of the total by weight
	Effective  float64 // share of the total's variance; of all parts they add up to 1
	Flags      []Flag
}

// Correlation is how two scores go together, over the units that have both.
type Correlation struct {
	Known    bool // false: fewer than three units, or one of the two does not vary
	Pearson  float64
	Spearman float64
}

// Flag is something to look at.
type Flag string

const (
	AtCeiling Flag = "ceiling"   // at least 90 % of the units have all points
	NoSpread  Flag = "no_spread" // no unit differs
	Redundant Flag = "redundant" // correlation of at least 0.9: it says what its area or the total says without it
	Weak      Flag = "weak"      // correlation under 0.3: it measures something else
	Negative  Flag = "negative"  // correlation below 0: it works against its area or the total
)

// Flags lists every Flag.
var Flags = []Flag{AtCeiling, NoSpread, Redundant, Weak, Negative}

const (
	ceiling   = 0.9
	redundant = 0.9
	weak      = 0.3
)

// Diagnose looks at every part of a framework, on the scorecards of the units that
// are ranked.
func Diagnose(f *reform.Framework, cards []reform.Scorecard) ([]Diagnosis, error) {
	field, err := FieldOf(f, cards)
	if err != nil {
		return nil, err
	}
	siblings := map[string]int{}
	for _, w := range EffectiveWeights(f) {
		siblings[w.Area]++
	}
	effective := field.effective()
	var all []Diagnosis
	for p, leaf := range grow(f).leaves() {
		d := Diagnosis{Part: leaf.id, Area: leaf.area, Nominal: field.Parts[p].Weight, Effective: effective[p]}
		d.describe(leaf, cards)
		if siblings[leaf.area] > 1 {
			d.WithParent = together(cards, leaf, func(c *reform.Scorecard) (float64, bool) {
				s, ok := c.Subtotal(leaf.area)
				share := s.Exact
				if s.Max > 0 {
					share = share.Quo(s.Max.Fraction())
				}
				return share.Float(), ok && s.State.Counts()
			})
		}
		d.WithTotal = together(cards, leaf, func(c *reform.Scorecard) (float64, bool) {
			return c.Exact.Float(), c.State.Counts()
		})
		d.flag()
		all = append(all, d)
	}
	return all, nil
}

// describe sums up the values of a part's scores.
func (d *Diagnosis) describe(leaf *node, cards []reform.Scorecard) {
	var values []float64
	full := 0
	for i := range cards {
		s := cards[i].Scores[leaf.place]
		if !s.State.Counts() {
			continue
		}
		values = append(values, value(leaf, s))
		if leaf.indicator.Max > 0 && !s.Exact.Less(leaf.indicator.Max.Fraction()) {
			full++
		}
	}
	d.Units = len(values)
	d.Mean, d.Deviation = spread(values)
	if d.Units > 0 {
		d.Ceiling = float64(full) / float64(d.Units)
	}
	if d.Units > 0 && d.Ceiling >= ceiling {
		d.Flags = append(d.Flags, AtCeiling)
	}
	if d.Units > 1 && !varies(values) {
		d.Flags = append(d.Flags, NoSpread)
	}
}

// together correlates a part with something else on the same scorecards.
func together(cards []reform.Scorecard, leaf *node, other func(*reform.Scorecard) (float64, bool)) Correlation {
	var own, others []float64
	for i := range cards {
		s := cards[i].Scores[leaf.place]
		if x, ok := other(&cards[i]); ok && s.State.Counts() {
			own, others = append(own, value(leaf, s)), append(others, x)
		}
	}
	var c Correlation
	if len(own) >= 3 {
		c.Pearson, c.Known = pearson(own, others)
		c.Spearman, _ = pearson(midranks(own), midranks(others))
	}
	return c
}

// flag judges the two correlations.
func (d *Diagnosis) flag() {
	any := func(is func(r float64) bool) bool {
		return d.WithParent.Known && is(d.WithParent.Pearson) || d.WithTotal.Known && is(d.WithTotal.Pearson)
	}
	if any(func(r float64) bool { return r >= redundant || r <= -redundant }) {
		d.Flags = append(d.Flags, Redundant)
	}
	if any(func(r float64) bool { return r >= 0 && r < weak }) {
		d.Flags = append(d.Flags, Weak)
	}
	if any(func(r float64) bool { return r < 0 }) {
		d.Flags = append(d.Flags, Negative)
	}
}

// effective is each part's share of the variance of the total, by the weights as
// they stand: the covariance of what it brings with the total, over the total's
// variance (Paruolo, Saisana and Saltelli 2013 on nominal and effective weights).
func (f Field) effective() []float64 {
	brings := make([][]float64, len(f.Parts))
	for p := range brings {
		brings[p] = make([]float64, len(f.Units))
	}
	totals := make([]float64, len(f.Units))
	for u := range f.Units {
		sum := 0.0
		for p, part := range f.Parts {
			_, factor := f.cell(u, p)
			sum += part.Weight * factor
		}
		for p, part := range f.Parts {
			if value, factor := f.cell(u, p); factor > 0 {
				brings[p][u] = part.Weight * factor * value / sum
				totals[u] += brings[p][u]
			}
		}
	}
	shares := make([]float64, len(f.Parts))
	if variance := covariance(totals, totals); variance > 0 && varies(totals) {
		for p := range shares {
			if varies(brings[p]) {
				shares[p] = covariance(brings[p], totals) / variance
			}
		}
	}
	return shares
}
