package receipt

import (
	"errors"
	"fmt"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

var (
	zero = reform.Fraction{}
	one  = reform.NewFraction(1, 1)
)

// errOtherSum is our own failure: the sum repeated is not the sum scored.
var errOtherSum = errors.New("the sum repeated is not the sum scored")

// ofArea shows how an area came to its score.
func ofArea(f *reform.Framework, card *reform.Scorecard, a reform.Area) (Receipt, error) {
	r, w, err := areaSum(f, card, a)
	if err != nil {
		return r, err
	}
	r.Title = a.Title
	r.Formula = inBoth(func(l reform.Language) string { return locale.Combine(l, a) })
	return w.inWords(r), nil
}

// areaSum is an area's receipt without its words.
func areaSum(f *reform.Framework, card *reform.Scorecard, a reform.Area) (Receipt, whole, error) {
	sub, ok := card.Subtotal(a.ID)
	if !ok || sub.Working == nil {
		return Receipt{}, whole{}, errNotExplained
	}
	r := begin(f, card, OfArea, a.ID)
	r.State, r.Max = sub.State, sub.Max
	r.take(sub.Working, len(a.Indicators))
	w := whole{f: f, area: a, method: reform.Sum, decimals: f.Rounding.Area, capped: a.Capped}
	if !a.Combine.Adds() {
		w.method = a.Combine.Method
		r.share()
	}
	if r.Exact == nil {
		return r, w, nil
	}
	r.Earned, r.Value = &sub.Earned, known(sub.Exact)
	if w.method == reform.Sum {
		w.stretch = stretchOf(f, card, a)
	}
	err := w.addUp(&r)
	return r, w, err
}

// ofTotal shows how the areas came to the total.
func ofTotal(f *reform.Framework, card *reform.Scorecard) (Receipt, error) {
	r, w, err := totalSum(f, card)
	if err != nil {
		return r, err
	}
	r.Title = inBoth(func(l reform.Language) string { return locale.Say(l, "receipt.total") })
	r.Formula = inBoth(func(l reform.Language) string { return locale.Total(l, f) })
	return w.inWords(r), nil
}

// totalSum is the total's receipt without its words.
func totalSum(f *reform.Framework, card *reform.Scorecard) (Receipt, whole, error) {
	if card.Working == nil {
		return Receipt{}, whole{}, errNotExplained
	}
	r := begin(f, card, OfTotal, Total)
	r.State, r.Max = card.State, card.Max
	r.take(card.Working, 0)
	w := whole{f: f, method: reform.Sum, decimals: f.Rounding.Total}
	if r.Exact == nil {
		return r, w, nil
	}
	r.Earned, r.Value = &card.Total, known(card.Exact)
	if f.NotApplicable == reform.Rescale && card.Max > 0 {
		w.stretch = stretch{from: card.Max, to: f.Max}
		w.outside = map[string]bool{}
		for _, a := range f.Areas {
			w.outside[a.ID] = a.Outside
		}
	}
	err := w.addUp(&r)
	return r, w, err
}

// ofFacet shows the mean of the same thing over several collections.
func ofFacet(f *reform.Framework, card *reform.Scorecard, facet reform.Facet) (Receipt, error) {
	r := begin(f, card, OfFacet, facet.ID)
	r.Title, r.State = facet.Title, reform.NotAsked
	r.Formula = inBoth(func(l reform.Language) string { return locale.Say(l, "receipt.facet") })
	w := &reform.AreaWorking{}
	sum, count := zero, int64(0)
	for _, id := range facet.Of {
		state, value, _ := card.Node(id)
		w.Parts = append(w.Parts, reform.Part{ID: id, State: state, Value: value, Weight: one, Counts: state.Counts()})
		if state.Counts() {
			sum, count = sum.Add(value), count+1
		}
	}
	if count > 0 {
		w.Exact = sum.Quo(reform.NewFraction(count, 1)).Rat()
	}
	r.take(w, len(w.Parts))
	r.share()
	mean := whole{f: f, method: reform.Mean, decimals: f.Rounding.Area}
	for _, s := range card.Facets {
		if s.Area != facet.ID {
			continue
		}
		if r.State = s.State; r.Exact == nil {
			continue
		}
		r.Max, r.Earned, r.Value = s.Max, &s.Earned, known(s.Exact)
		if err := mean.addUp(&r); err != nil {
			return r, err
		}
	}
	return mean.inWords(r), nil
}

// take copies the parts of a working: so many indicators, and then areas. Those of a
// facet may be either.
func (r *Receipt) take(w *reform.AreaWorking, indicators int) {
	for n, p := range w.Parts {
		part := Part{Node: p.ID, State: p.State, Value: Number{p.Value}, Weight: Number{p.Weight}, kind: OfArea, counts: p.Counts}
		if n < indicators {
			part.kind = OfIndicator
		}
		r.Parts = append(r.Parts, part)
	}
	r.Exact = exactly(w.Exact)
}

// share divides the weight among the parts that count.
func (r *Receipt) share() {
	weight := zero
	for _, p := range r.Parts {
		if p.counts {
			weight = weight.Add(p.Weight.Fraction)
		}
	}
	for n, p := range r.Parts {
		if p.counts && weight.Sign() > 0 {
			r.Parts[n].Share = known(p.Weight.Quo(weight))
		}
	}
}

// stretch is how far points are stretched over those that do not apply.
type stretch struct{ from, to reform.Points }

// factor is what each point is worth.
func (s stretch) factor() reform.Fraction {
	if s.from == 0 {
		return one
	}
	return s.to.Fraction().Quo(s.from.Fraction())
}

// stretchOf is how far an area's points are stretched over those that its
// indicators have left to their siblings.
func stretchOf(f *reform.Framework, card *reform.Scorecard, a reform.Area) stretch {
	var most, shared reform.Points
	for _, i := range a.Indicators {
		s, _ := card.Score(i.ID)
		most += s.Max
		if s.State == reform.NotAsked && f.WhenNotApplicable(i) == reform.ToSiblings {
			shared += i.Max
		}
	}
	for _, inside := range a.Areas {
		s, _ := card.Subtotal(inside.ID)
		most += s.Max
	}
	if shared == 0 || most == 0 {
		return stretch{}
	}
	return stretch{from: most, to: most + shared}
}

// whole is a score that is made of others.
type whole struct {
	f        *reform.Framework
	area     reform.Area // empty for a facet and the total
	method   reform.AggregationMethod
	decimals *int
	capped   bool
	stretch  stretch
	outside  map[string]bool // parts that are not stretched
}

// addUp says what each part contributes, where parts add up, and what was adjusted.
func (w whole) addUp(r *Receipt) error {
	exact := r.Exact.Fraction
	sum := w.contribute(r.Parts)
	if held := exact.Sub(sum); w.divides() && held.Sign() != 0 {
		if !w.capped {
			return fmt.Errorf("%w: %s comes to %s, not %s", errOtherSum, r.Node, sum, exact)
		}
		r.Adjusted = append(r.Adjusted, Adjustment{Held, Number{held}})
	}
	if change := r.Value.Sub(exact); change.Sign() != 0 {
		r.Adjusted = append(r.Adjusted, Adjustment{Rounded, Number{change}})
	}
	return nil
}

// divides reports whether the score is the sum of what its parts contribute.
func (w whole) divides() bool { return w.method == reform.Sum || w.method == reform.Mean }

// inWords writes the sum.
func (w whole) inWords(r Receipt) Receipt {
	r.Rounding = roundedTo(w.f, w.decimals)
	titles := titlesOf(w.f)
	for n := range r.Parts {
		p := &r.Parts[n]
		p.Title = titles[p.kind][p.Node]
		if p.Title.Empty() {
			p.Title = titles[OfArea][p.Node]
		}
	}
	if r.Exact != nil {
		r.Steps = inTwo(func(v voice) []line { return w.steps(v, r) })
	}
	return r
}

// titlesOf lists the titles of indicators and of areas.
func titlesOf(f *reform.Framework) map[Kind]map[string]reform.Words {
	titles := map[Kind]map[string]reform.Words{OfIndicator: {}, OfArea: {}}
	for _, a := range f.AllAreas() {
		titles[OfArea][a.ID] = a.Title
		for _, i := range a.Indicators {
			titles[OfIndicator][i.ID] = i.Title
		}
	}
	return titles
}

// contribute says what each part contributes, and returns what that comes to.
func (w whole) contribute(parts []Part) reform.Fraction {
	sum := zero
	if !w.divides() {
		return sum
	}
	for n := range parts {
		p := &parts[n]
		switch {
		case !p.counts:
			continue
		case p.Share != nil:
			p.factor = p.Share.Fraction
		case w.outside[p.Node]:
			p.factor = one
		default:
			p.factor = w.stretch.factor()
		}
		p.Contributes = known(p.Value.Mul(p.factor))
		sum = sum.Add(p.Contributes.Fraction)
	}
	return sum
}
