package score

import (
	"math/big"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"reformboard/internal/ranking"
	"reformboard/internal/reform"
)

// The reference scores one unit at a time, one indicator at a time, in rational
// numbers, by the sentences of the method and nothing else: slow and obvious. It
// knows nothing of columns, of prepared rules or of small fractions.

// oracle is a framework and everything that was said.
type oracle struct {
	f     *reform.Framework
	units []reform.Unit
	said  map[[2]string]reform.Value // unit, figure
	in    map[string]bool            // units whose own report came
}

// ruling is the reference's word on one indicator or area.
type ruling struct {
	state  reform.State
	points *big.Rat // exact; nil: no points at all
	max    *big.Rat
	stands bool     // counts in a mean, as nothing if without points
	shared *big.Rat // points left to the siblings
}

func (r ruling) has() bool { return r.points != nil }

func newOracle(w *drawn) *oracle {
	o := &oracle{f: &w.f, units: w.in.Units, said: map[[2]string]reform.Value{}, in: map[string]bool{}}
	for _, r := range w.in.Reports {
		if r.Source == reform.FromUnit {
			o.in[r.Unit] = true
		}
		for _, v := range r.Values {
			if g, _ := w.f.Figure(v.Figure); g.Source == r.Source {
				o.said[[2]string{r.Unit, v.Figure}] = v
			}
		}
	}
	return o
}

func (o *oracle) absence(unit, figure string) reform.Absence {
	if v, said := o.said[[2]string{unit, figure}]; said {
		return v.Absence
	}
	return reform.NotReported
}

func (o *oracle) number(unit, figure string) *big.Rat {
	if r, ok := new(big.Rat).SetString(o.said[[2]string{unit, figure}].Text); ok {
		return r
	}
	return new(big.Rat)
}

// asked says whether all of some figures were said, and otherwise why not: the
// unit's own silence first, then others', then that nothing of a side applies.
func (o *oracle) asked(unit string, sides ...[]string) reform.State {
	var state reform.State
	for _, side := range sides {
		silent, apply := reform.State(""), 0
		for _, figure := range side {
			switch o.absence(unit, figure) {
			case reform.NotReported:
				g, _ := o.f.Figure(figure)
				if g.Source == reform.FromUnit {
					silent = reform.NotSubmitted
				} else if silent == "" {
					silent = reform.UnderReview
				}
			case reform.NotApplicable:
			default:
				apply++
			}
		}
		if silent == "" && apply == 0 {
			silent = reform.NotAsked
		}
		switch {
		case state == reform.NotSubmitted, state == reform.UnderReview && silent != reform.NotSubmitted:
		case silent != "":
			state = silent
		}
	}
	if state == "" {
		return reform.Scored
	}
	return state
}

func (o *oracle) sum(unit string, figures []string) *big.Rat {
	total := new(big.Rat)
	for _, figure := range figures {
		total.Add(total, o.number(unit, figure))
	}
	return total
}

// practised reports whether a unit does any of what some figures count.
func (o *oracle) practised(unit string, figures []string) bool {
	for _, figure := range figures {
		if o.absence(unit, figure) == reform.Present {
			return true
		}
	}
	return false
}

func rational(d reform.Decimal) *big.Rat {
	r, _ := new(big.Rat).SetString(string(d))
	return r
}

// share is what a unit earns by a rule, as a share of the most points, before
// anybody fills in what is missing.
func (o *oracle) share(u reform.Unit, i reform.Indicator) (reform.State, *big.Rat) {
	if len(i.Applies.Groups) > 0 && u.PeerGroup != i.Applies.Groups[0] {
		return reform.NotAsked, nil
	}
	if !o.in[u.ID] {
		return reform.NotSubmitted, nil
	}
	if i.Applies.Figure != "" {
		if state := o.asked(u.ID, []string{i.Applies.Figure}); state != reform.Scored {
			return state, nil
		}
		if o.number(u.ID, i.Applies.Figure).Sign() <= 0 {
			return reform.NotAsked, nil
		}
	}
	return o.measure(u.ID, i)
}

func fraction(a, b int64) *big.Rat { return big.NewRat(a, b) }

func (o *oracle) measure(unit string, i reform.Indicator) (reform.State, *big.Rat) {
	r, most := i.Rule, i.Max.Rat()
	switch r.Kind {
	case reform.Constant:
		return reform.Scored, fraction(1, 1)
	case reform.Ratio, reform.Steps, reform.Leader, reform.Compared:
		return o.measureRatio(unit, r)
	case reform.Deduction, reform.Counted, reform.Given:
		if state := o.asked(unit, r.Of); state != reform.Scored {
			return state, nil
		}
		points := o.sum(unit, r.Of)
		if r.Kind != reform.Given {
			points.Mul(points, r.Each.Rat())
		}
		if r.Kind == reform.Deduction {
			points.Sub(most, points)
		}
		return reform.Scored, held(points.Quo(points, most))
	case reform.Normalised:
		if state := o.asked(unit, r.Of); state != reform.Scored {
			return state, nil
		}
		if !o.practised(unit, r.Of) {
			return reform.Zero, new(big.Rat)
		}
		return reform.Scored, o.sum(unit, r.Of)
	case reform.Formula:
		n, d := i.ID+"n", i.ID+"d"
		if state := o.asked(unit, []string{n}, []string{d}); state != reform.Scored {
			return state, nil
		}
		points := new(big.Rat)
		if o.number(unit, d).Sign() > 0 {
			points.Quo(o.number(unit, n), o.number(unit, d))
		}
		return reform.Scored, new(big.Rat).Quo(held(points), most)
	default: // told by answers
	}
	return o.measureAnswers(unit, r)
}

// held keeps a share between 0 and 1.
func held(share *big.Rat) *big.Rat {
	switch {
	case share.Sign() < 0:
		return new(big.Rat)
	case share.Cmp(fraction(1, 1)) > 0:
		return fraction(1, 1)
	}
	return share
}

func (o *oracle) measureRatio(unit string, r reform.Rule) (reform.State, *big.Rat) {
	if state := o.asked(unit, r.Of, r.Over); state != reform.Scored {
		return state, nil
	}
	of, over := o.sum(unit, r.Of), o.sum(unit, r.Over)
	if !o.practised(unit, r.Of) {
		return reform.Zero, new(big.Rat)
	}
	if r.Kind == reform.Compared {
		better := of.Cmp(over)
		if r.LowerIsBetter {
			better = over.Cmp(of)
		}
		return reform.Scored, fraction(int64(better+1), 2)
	}
	if over.Sign() == 0 {
		switch r.IfZero {
		case reform.ZeroEarnsFull:
			return reform.Zero, fraction(1, 1) // settled: no leader is measured
		case reform.ZeroSuppresses:
			return reform.Suppressed, nil
		case reform.ZeroNotApplicable:
			return reform.NotAsked, nil
		case reform.ZeroEarnsNothing:
		}
		return reform.Zero, new(big.Rat)
	}
	ratio := of.Quo(of, over)
	switch {
	case r.Kind == reform.Leader:
		return reform.Scored, ratio
	case r.Kind == reform.Ratio:
		if full := rational(r.FullAt); full != nil {
			ratio.Quo(ratio, full)
		}
		return reform.Scored, held(ratio)
	case ratio.Cmp(fraction(4, 5)) >= 0:
		return reform.Scored, fraction(1, 1)
	case ratio.Cmp(fraction(1, 2)) >= 0:
		return reform.Scored, fraction(3, 5)
	}
	return reform.Scored, ratio.Mul(ratio, fraction(6, 5)) // 0.6 at 0.5
}

func (o *oracle) measureAnswers(unit string, r reform.Rule) (reform.State, *big.Rat) {
	if r.Kind == reform.Answer || r.Kind == reform.Deadline {
		if state := o.asked(unit, r.Of); state != reform.Scored {
			return state, nil
		}
		text := o.said[[2]string{unit, r.Of[0]}].Text
		if r.Kind == reform.Answer {
			return reform.Scored, map[string]*big.Rat{"1": fraction(1, 1), "2": fraction(1, 2)}[text]
		}
		day, err := time.Parse(time.DateOnly, text)
		switch due := time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC); {
		case err != nil:
			return reform.Scored, new(big.Rat)
		case !day.After(due):
			return reform.Scored, fraction(1, 1)
		case !day.After(due.AddDate(0, 0, 2)):
			return reform.Scored, fraction(1, 2)
		}
		return reform.Scored, new(big.Rat)
	}
	var figures []string
	worth, count, pays := new(big.Rat), new(big.Rat), new(big.Rat)
	for _, item := range r.Items {
		figures = append(figures, item.Figure)
		n, pay := o.number(unit, item.Figure), rational(item.Pay)
		count.Add(count, n)
		if r.Kind == reform.Survey {
			worth.Add(worth, new(big.Rat).Mul(n, pay))
			continue
		}
		if o.absence(unit, item.Figure) != reform.NotApplicable {
			pays.Add(pays, pay)
		}
		if n.Sign() > 0 {
			worth.Add(worth, pay)
		}
	}
	state := o.asked(unit, figures)
	switch {
	case state != reform.Scored:
		return state, nil
	case r.Kind == reform.Checklist:
		return reform.Scored, worth.Quo(worth, pays)
	case !o.practised(unit, figures):
		return reform.Scored, new(big.Rat)
	case count.Sign() == 0:
		return reform.Suppressed, nil
	}
	return reform.Scored, worth.Quo(worth, count)
}

// compared are all units' shares by one indicator: filled in where the framework
// says so, and made of each other where the rule is relative.
func (o *oracle) compared(i reform.Indicator) ([]reform.State, []*big.Rat) {
	states, shares := make([]reform.State, len(o.units)), make([]*big.Rat, len(o.units))
	reported := make([]bool, len(o.units))
	for u, unit := range o.units {
		states[u], shares[u] = o.share(unit, i)
		reported[u] = states[u].Counts()
		if states[u].Counts() && shares[u] == nil {
			shares[u] = new(big.Rat)
		}
	}
	if o.f.WhenMissing(i) == reform.FillGroupMean {
		compares := i.Rule.Kind == reform.Leader || i.Rule.Kind == reform.Normalised
		for u, unit := range o.units {
			sum, n := new(big.Rat), int64(0)
			for v, other := range o.units {
				if reported[v] && (states[v] == reform.Scored || !compares) && other.PeerGroup == unit.PeerGroup {
					n++
					sum.Add(sum, shares[v])
				}
			}
			if states[u] == reform.NotSubmitted && o.in[unit.ID] && n > 0 {
				states[u], shares[u] = reform.Scored, sum.Mul(sum, fraction(1, n))
			}
		}
	}
	if i.Rule.Relative() || i.Rule.Kind == reform.Normalised {
		o.relate(i, states, shares)
	}
	return states, shares
}

// relate turns what relative rules measured into shares. A cell that was settled
// before is marked Zero and stays as it is.
func (o *oracle) relate(i reform.Indicator, states []reform.State, shares []*big.Rat) {
	var known []*big.Rat
	for u := range states {
		if states[u] == reform.Scored {
			x := shares[u]
			if i.Rule.Kind == reform.Normalised && i.Rule.LowerIsBetter {
				x = new(big.Rat).Neg(x)
			}
			known = append(known, x)
			shares[u] = x
		}
	}
	for u := range states {
		if states[u] != reform.Scored {
			continue
		}
		if i.Rule.Kind == reform.Leader {
			shares[u] = ahead(shares[u], known)
			continue
		}
		var ok bool
		if shares[u], ok = placed(i.Rule, shares[u], known); !ok {
			states[u], shares[u] = reform.Suppressed, nil
		}
	}
}

func ahead(r *big.Rat, all []*big.Rat) *big.Rat {
	_, best := ends(all)
	one, half := fraction(1, 1), fraction(1, 2)
	if r.Cmp(one) <= 0 {
		return new(big.Rat).Mul(r, half)
	}
	lead := new(big.Rat).Quo(new(big.Rat).Sub(r, one), new(big.Rat).Sub(best, one))
	return lead.Add(lead.Mul(lead, half), half)
}

func ends(all []*big.Rat) (least, greatest *big.Rat) {
	least, greatest = all[0], all[0]
	for _, x := range all {
		if x.Cmp(least) < 0 {
			least = x
		}
		if x.Cmp(greatest) > 0 {
			greatest = x
		}
	}
	return least, greatest
}

func placed(r reform.Rule, x *big.Rat, all []*big.Rat) (*big.Rat, bool) {
	least, greatest := ends(all)
	flat := map[reform.Flat]*big.Rat{reform.FlatEarnsFull: fraction(1, 1), reform.FlatEarnsHalf: fraction(1, 2), reform.FlatEarnsNothing: new(big.Rat)}[r.Scale.IfFlat]
	over := func(a, b *big.Rat) *big.Rat { return new(big.Rat).Quo(a, b) }
	minus := func(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }
	if r.Scale.Method == reform.Goalposts {
		low, high := fraction(1, 1), fraction(7, 1)
		if r.LowerIsBetter {
			low, high = fraction(-7, 1), fraction(-1, 1)
		}
		return held(over(minus(x, low), minus(high, low))), true
	}
	if least.Cmp(greatest) == 0 {
		return flat, flat != nil
	}
	if r.Scale.Method == reform.MinMax {
		return over(minus(x, least), minus(greatest, least)), true
	}
	below := int64(0)
	for _, y := range all {
		if y.Cmp(x) < 0 {
			below++
		}
	}
	return fraction(below, int64(len(all)-1)), true
}

// indicators rules on every indicator for every unit.
func (o *oracle) indicators() map[string][]ruling {
	all := map[string][]ruling{}
	for _, i := range o.f.Indicators() {
		states, shares := o.compared(i)
		for u := range o.units {
			all[i.ID] = append(all[i.ID], o.settle(i, states[u], shares[u]))
		}
	}
	return all
}

func (o *oracle) settle(i reform.Indicator, state reform.State, share *big.Rat) ruling {
	most := i.Max.Rat()
	r := ruling{state: state, max: most, shared: new(big.Rat)}
	switch state {
	case reform.Scored, reform.Zero:
		r.state, r.stands = reform.Scored, true
		r.points = o.round(new(big.Rat).Mul(share, most), o.f.Rounding.Indicator)
		if r.points.Sign() == 0 {
			r.state = reform.Zero
		}
	case reform.NotAsked:
		switch o.f.WhenNotApplicable(i) {
		case reform.GiveFull:
			r.points, r.stands = o.round(most, o.f.Rounding.Indicator), true
		case reform.GiveNothing:
			r.stands = true
		case reform.ToSiblings:
			r.max, r.shared = new(big.Rat), most
		default:
			r.max = new(big.Rat)
		}
	case reform.NotSubmitted, reform.UnderReview:
		if r.stands = o.f.WhenMissing(i) != reform.FillLeave; !r.stands {
			r.max = new(big.Rat)
		}
	case reform.Suppressed: // no points, and the most points stay
	}
	return r
}

func (o *oracle) round(exact *big.Rat, decimals *int) *big.Rat {
	if decimals == nil {
		return exact
	}
	scale := fraction(1, 1)
	for range *decimals {
		scale.Mul(scale, fraction(10, 1))
	}
	whole := reform.Round(exact, *decimals, o.f.Rounding.Mode)
	return new(big.Rat).Quo(new(big.Rat).SetInt(whole), scale)
}

// area rules on an area for one unit, and notes it and the areas inside.
func (o *oracle) area(a reform.Area, u int, indicators map[string][]ruling, noted map[string]ruling) ruling {
	var parts []ruling
	var weights []*big.Rat
	weight := func(d reform.Decimal) *big.Rat {
		if w := rational(d); w != nil {
			return w
		}
		return fraction(1, 1)
	}
	for _, i := range a.Indicators {
		parts, weights = append(parts, indicators[i.ID][u]), append(weights, weight(i.Weight))
	}
	for _, inside := range a.Areas {
		parts, weights = append(parts, o.area(inside, u, indicators, noted)), append(weights, weight(inside.Weight))
	}
	r := ruling{state: gravest(parts), shared: new(big.Rat)}
	if a.Combine.Adds() {
		r.points, r.max = added(parts)
	} else {
		r.points, r.max = combined(a, parts, weights)
	}
	if !coveredEnough(a.Combine, parts, weights) {
		r.points = nil
	}
	anyHas, anyNothing, anyStands := false, false, false
	for _, p := range parts {
		anyHas = anyHas || p.has()
		anyStands = anyStands || p.stands
		anyNothing = anyNothing || p.stands && !p.has() && p.state != reform.NotAsked
	}
	r.stands = anyStands
	switch {
	case !anyHas:
		r.points = nil
	case r.points == nil:
		r.state, r.stands = reform.Suppressed, anyNothing
	default:
		r.points = o.round(r.points, o.f.Rounding.Area)
		if r.points.Sign() == 0 && r.max.Sign() > 0 {
			r.state = reform.Zero
		}
	}
	noted[a.ID] = r
	return r
}

func gravest(parts []ruling) reform.State {
	for _, state := range []reform.State{reform.Scored, reform.NotSubmitted, reform.UnderReview, reform.Suppressed} {
		for _, p := range parts {
			if p.has() && state == reform.Scored || !p.has() && p.state == state {
				return state
			}
		}
	}
	return reform.NotAsked
}

// added sums points, and stretches them over what was left to the siblings.
func added(parts []ruling) (points, most *big.Rat) {
	points, most = new(big.Rat), new(big.Rat)
	shared := new(big.Rat)
	for _, p := range parts {
		if p.has() {
			points.Add(points, p.points)
		}
		most.Add(most, p.max)
		shared.Add(shared, p.shared)
	}
	if most.Sign() > 0 && shared.Sign() > 0 {
		whole := new(big.Rat).Add(most, shared)
		points.Mul(points, new(big.Rat).Quo(whole, most))
		most = whole
	}
	return points, most
}

// combined takes the weighted mean, or the least, of the parts that stand.
func combined(a reform.Area, parts []ruling, weights []*big.Rat) (points, most *big.Rat) {
	sum, whole, asked := new(big.Rat), new(big.Rat), false
	var least *big.Rat
	for n, p := range parts {
		// What a part without an end in points leaves is known by its state: a part that
		// was not asked, and one left to its siblings, leave no question.
		asked = asked || p.max.Sign() > 0 || !p.has() && p.state != reform.NotAsked
		if !p.stands {
			continue
		}
		value := new(big.Rat)
		if p.has() {
			value = p.points
		}
		whole.Add(whole, weights[n])
		sum.Add(sum, new(big.Rat).Mul(value, weights[n]))
		if least == nil || value.Cmp(least) < 0 {
			least = value
		}
	}
	most = new(big.Rat)
	if asked {
		most = a.Max.Rat()
	}
	switch {
	case whole.Sign() == 0:
		return nil, most
	case a.Combine.Method == reform.Minimum:
		return least, most
	}
	return sum.Quo(sum, whole), most
}

func coveredEnough(c reform.Aggregation, parts []ruling, weights []*big.Rat) bool {
	if c.Coverage == "" {
		return true
	}
	asked, known := new(big.Rat), new(big.Rat)
	for n, p := range parts {
		weight := fraction(1, 1)
		if c.CoverBy == reform.ByWeight {
			weight = weights[n]
		}
		if p.state == reform.NotAsked && !p.has() {
			continue
		}
		asked.Add(asked, weight)
		if p.has() {
			known.Add(known, weight)
		}
	}
	return asked.Sign() > 0 && known.Cmp(new(big.Rat).Mul(asked, rational(c.Coverage))) >= 0
}

// total rules on a unit's total.
func (o *oracle) total(u int, indicators map[string][]ruling) (ruling, map[string]ruling) {
	noted := map[string]ruling{}
	var areas []ruling
	for _, a := range o.f.Areas {
		areas = append(areas, o.area(a, u, indicators, noted))
	}
	r := ruling{state: gravest(areas)}
	r.points, r.max = added(areas)
	if o.f.NotApplicable == reform.Rescale && r.max.Sign() > 0 {
		r.points.Mul(r.points, new(big.Rat).Quo(o.f.Max.Rat(), r.max))
	}
	r.points = o.round(r.points, o.f.Rounding.Total)
	if r.state == reform.Scored && r.points.Sign() == 0 && r.max.Sign() > 0 {
		r.state = reform.Zero
	}
	return r, noted
}

// ranked counts for a unit those of a group, or of all, whose totals are greater at
// the framework's decimals, and those that are equal, itself included. Without a total
// there is no rank.
func (o *oracle) ranked(u int, group string, totals []ruling) (rank, dense, tied int) {
	at := func(r ruling) *big.Rat { return o.round(r.points, o.f.Ranks.Decimals) }
	if !o.in[o.units[u].ID] || !totals[u].state.Counts() {
		return 0, 0, 0
	}
	rank, dense = 1, 1
	var above []*big.Rat
	for v, other := range totals {
		if !o.in[o.units[v].ID] || !other.state.Counts() || group != "" && o.units[v].PeerGroup != group {
			continue
		}
		switch total := at(other); total.Cmp(at(totals[u])) {
		case 0:
			tied++
		case 1:
			rank++
			if !slices.ContainsFunc(above, func(known *big.Rat) bool { return known.Cmp(total) == 0 }) {
				above = append(above, total)
				dense++
			}
		}
	}
	return rank, dense, tied
}

// ranksAgree holds the ranks of a group, or of all, against the reference.
func (o *oracle) ranksAgree(t *rapid.T, group string, cards []reform.Scorecard, totals []ruling) {
	var members []reform.Scorecard
	for u, card := range cards {
		if group == "" || o.units[u].PeerGroup == group {
			members = append(members, card)
		}
	}
	ranking := ranking.Of(o.f, group, members)
	for u, unit := range o.units {
		if group != "" && unit.PeerGroup != group {
			continue
		}
		s, _ := ranking.Standing(unit.ID)
		if rank, dense, tied := o.ranked(u, group, totals); s.Rank != rank || s.Dense != dense || s.Tied != tied {
			t.Fatalf("unit %d of %q has rank %d, dense %d, with %d; want %d, %d, %d", u, group, s.Rank, s.Dense, s.Tied, rank, dense, tied)
		}
	}
}

// TestEngineIsTheReference holds every state, score, subtotal, total and rank of five
// hundred random frameworks against the reference.
func TestEngineIsTheReference(t *testing.T) {
	fiveTimes(t, func(t *rapid.T) {
		w := drawWorld(t)
		w.f.Ranks.Decimals = rapid.SampledFrom([]*int{nil, new(0), new(1)}).Draw(t, "rank decimals")
		o := newOracle(w)
		indicators := o.indicators()
		cards := w.scored(t)
		var totals []ruling
		for u := range cards {
			total, _ := o.total(u, indicators)
			totals = append(totals, total)
		}
		for _, group := range []string{"", "A", "B"} {
			o.ranksAgree(t, group, cards, totals)
		}
		for u, card := range cards {
			agree := func(what string, state reform.State, exact reform.Fraction, want ruling) {
				t.Helper()
				if state != want.state {
					t.Fatalf("unit %d, %s is %s, want %s", u, what, state, want.state)
				}
				if points := want.points; points != nil && state.Counts() && exact.Rat().Cmp(points) != 0 {
					t.Fatalf("unit %d, %s is %s, want %s", u, what, exact, points.RatString())
				}
			}
			for _, s := range card.Scores {
				agree(s.Indicator, s.State, s.Exact, indicators[s.Indicator][u])
			}
			total, areas := o.total(u, indicators)
			for _, s := range card.Subtotals {
				agree(s.Area, s.State, s.Exact, areas[s.Area])
			}
			agree("total", card.State, card.Exact, total)
		}
	})
}
