package agreement

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"reformboard/internal/access"
	"reformboard/internal/reform"
)

// Measures is how far those agree who judged the same claims of a cycle, as far as one
// person may see.
type Measures struct {
	Procedure reform.Procedure
	Judged    int // claims that the lot has drawn and somebody has judged
	All       reform.Agreement
	Areas     []AreaAgreement // those of the first rank in which anything was marked twice, in the framework's order
	Couples   []Couple        // with at least FewestPairs, those who agree least first
	Wide      []reform.Pair   // so far apart that the council is told, the newest first
}

// AreaAgreement is that of the claims in one area.
type AreaAgreement struct {
	Area reform.Area
	reform.Agreement
}

// Couple is two persons, whichever of them was the first.
type Couple struct {
	One, Other string
	reform.Agreement
}

// FewestPairs is how many claims two persons must have marked before anything is said of
// how far they agree.
const FewestPairs = 5

// Measured measures a cycle, of the units over which a person watches.
func (b *Bench) Measured(ctx context.Context, who reform.User, cycle string) (Measures, error) {
	v, err := b.view(ctx, who, cycle)
	if err != nil {
		return Measures{}, err
	}
	pairs, err := b.pairs(ctx, v)
	if err != nil {
		return Measures{}, err
	}
	reach := access.Reach(who, access.Oversee, v.units)
	pairs = slices.DeleteFunc(pairs, func(p reform.Pair) bool { return !reach[p.Second.Unit] })
	m := Measures{Procedure: v.procedure, All: reform.AgreementOf(pairs)}
	for k, versions := range v.drawn.judged {
		if _, ok := reform.InForce(v.procedure.Firsts(versions), 0, 0); ok && reach[k.Unit] {
			m.Judged++
		}
	}
	byArea, byCouple := map[string][]reform.Pair{}, map[[2]string][]reform.Pair{}
	for _, p := range pairs {
		if above := v.tally.Framework.Above(p.Second.Indicator); len(above) > 0 {
			byArea[above[0]] = append(byArea[above[0]], p)
		}
		couple := [2]string{min(p.First.By, p.Second.By), max(p.First.By, p.Second.By)}
		byCouple[couple] = append(byCouple[couple], p)
		if p.Wide() {
			m.Wide = append(m.Wide, p)
		}
	}
	slices.Reverse(m.Wide)
	for _, a := range v.tally.Framework.Areas {
		if of := byArea[a.ID]; of != nil {
			m.Areas = append(m.Areas, AreaAgreement{a, reform.AgreementOf(of)})
		}
	}
	for _, c := range slices.SortedFunc(maps.Keys(byCouple), func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) }) {
		if of := byCouple[c]; len(of) >= FewestPairs {
			m.Couples = append(m.Couples, Couple{c[0], c[1], reform.AgreementOf(of)})
		}
	}
	slices.SortStableFunc(m.Couples, func(a, b Couple) int {
		left, _ := a.Share()
		right, _ := b.Share()
		return left.Cmp(right)
	})
	return m, nil
}

// pairs are both judgements on each claim that was marked twice, in the order in which
// the second was given.
func (b *Bench) pairs(ctx context.Context, v *view) ([]reform.Pair, error) {
	cycle := v.tally.Cycle.ID
	marks, err := b.Board.Store.Countermarks(ctx, cycle)
	if err != nil || len(marks) == 0 {
		return nil, err
	}
	beside, err := b.Board.Store.AppraisalsMarkedTwice(ctx, cycle)
	if err != nil {
		return nil, err
	}
	firsts := make(map[Key]reform.Appraisal, len(beside))
	for _, a := range beside {
		firsts[Key{a.Unit, a.Indicator}] = a
	}
	pairs := make([]reform.Pair, 0, len(marks))
	for _, c := range marks {
		pairs = append(pairs, reform.Pair{First: firsts[Key{c.Unit, c.Indicator}], Second: c})
	}
	return pairs, nil
}
