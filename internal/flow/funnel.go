package flow

import (
	"context"
	"math/big"

	"reformboard/internal/reform"
	"reformboard/internal/weakness"
)

// Funnel holds the units' ratios of an indicator against chance. It is nil where the
// indicator is no ratio of counts, or too few units have one.
func (b *Board) Funnel(ctx context.Context, t *reform.Tally, indicator string) (*reform.Funnel, error) {
	i, ok := t.Framework.Indicator(indicator)
	if !ok || !counts(&t.Framework, i.Rule) {
		return nil, nil //nolint:nilnil // no funnel is an answer
	}
	values, err := b.Store.SubmittedFigures(ctx, t.Cycle.ID, i.Rule.Figures())
	if err != nil {
		return nil, err
	}
	of, over := sums(&t.Framework, values, i.Rule.Of), sums(&t.Framework, values, i.Rule.Over)
	var counted []weakness.Counted
	for _, c := range t.Scorecards {
		s, _ := c.Score(i.ID)
		if !s.State.Counts() || s.Measured == nil {
			continue
		}
		unit := weakness.Counted{Unit: c.Unit}
		// What was measured otherwise than from these counts is no part of them.
		if below := over[c.Unit]; of[c.Unit] != nil && below != nil && below.Sign() > 0 &&
			new(big.Rat).Quo(of[c.Unit], below).Cmp(s.Measured.Rat()) == 0 {
			unit.Of, unit.Over = whole(of[c.Unit]), whole(below)
		}
		counted = append(counted, unit)
	}
	return weakness.Funnel(indicator, counted), nil
}

// counts reports whether a rule divides things counted by things counted, and nothing
// else comes in.
func counts(f *reform.Framework, r reform.Rule) bool {
	if !r.Measures() || len(r.Over) == 0 || r.Times != "" || r.TimesScore != "" {
		return false
	}
	for _, id := range append(append([]string{}, r.Of...), r.Over...) {
		if figure, ok := f.Figure(id); !ok || figure.Kind != reform.Count {
			return false
		}
	}
	return true
}

// sums adds up some figures of each unit.
func sums(f *reform.Framework, values []reform.Value, figures []string) map[string]*big.Rat {
	source := map[string]reform.Source{}
	for _, id := range figures {
		if figure, ok := f.Figure(id); ok {
			source[id] = figure.Source
		}
	}
	all := map[string]*big.Rat{}
	for _, v := range values {
		number := v.Number()
		if number == nil || source[v.Figure] != v.Source {
			continue
		}
		if all[v.Unit] == nil {
			all[v.Unit] = new(big.Rat)
		}
		all[v.Unit].Add(all[v.Unit], number)
	}
	return all
}

// whole is a count; what is no whole number is none.
func whole(r *big.Rat) int64 {
	if !r.IsInt() || !r.Num().IsInt64() {
		return 0
	}
	return r.Num().Int64()
}
