package agreement

import (
	"context"
	"slices"

	"reformboard/internal/access"
	"reformboard/internal/reform"
)

// view is a cycle with the eyes of one person, by maps: a page asks it of all claims that
// were drawn.
type view struct {
	who       reform.User
	tally     *reform.Tally
	units     []reform.Unit
	procedure reform.Procedure
	drawn     *drawn
	reach     map[string]bool
	kin       map[string]bool            // units above and below their own, where these count
	words     map[string][]reform.Report // by unit: of which they have said something themselves
	mine      map[string]bool            // by indicator: it stands in their areas
	groups    map[string]string          // by unit
	rests     map[Key][]reform.Source    // by peer group and indicator: on whose words a claim rests
	known     map[string]bool            // peer groups of which rests tells
}

func (b *Bench) view(ctx context.Context, who reform.User, cycle string) (*view, error) {
	v := &view{who: who, words: map[string][]reform.Report{}, mine: map[string]bool{}, groups: map[string]string{}, rests: map[Key][]reform.Source{}, known: map[string]bool{}}
	var err error
	if v.tally, err = b.Board.Tally(ctx, cycle); err != nil {
		return nil, err
	}
	if v.units, err = b.Board.Store.Units(ctx); err != nil {
		return nil, err
	}
	if v.procedure, err = b.Board.Store.Procedure(ctx, cycle); err != nil {
		return nil, err
	}
	if v.drawn, err = b.drawnOf(ctx, cycle, v.procedure); err != nil {
		return nil, err
	}
	spoken, err := b.Board.Store.SpokenFor(ctx, cycle, who.ID)
	if err != nil {
		return nil, err
	}
	for _, r := range spoken {
		r.SavedBy = who.ID
		v.words[r.Unit] = append(v.words[r.Unit], r)
	}
	v.reach = access.Reach(who, access.Appraise, v.units)
	if v.procedure.Kin && who.Home != "" {
		v.kin = reform.Kin(v.units, who.Home)
	}
	for _, i := range v.tally.Framework.Indicators() {
		v.mine[i.ID] = len(who.Areas) == 0 || slices.ContainsFunc(v.tally.Framework.Above(i.ID), who.Judges)
	}
	for _, u := range v.tally.Units {
		v.groups[u.ID] = u.PeerGroup
	}
	return v, nil
}

// speaks reports whether the person judges such claims. It says what access.Speaks says,
// for all units at once.
func (v *view) speaks(unit, indicator string) bool { return v.reach[unit] && v.mine[indicator] }

// conflict is why the person may not judge a claim all the same. It says what
// Procedure.ConflictOf says, without walking the tree for each.
//
// Note: a permit sets a conflict aside for who must judge. Nobody must be the second.
func (v *view) conflict(unit string, sources []reform.Source) reform.Obstacle {
	if v.kin[unit] && v.who.Home != unit {
		return reform.KinUnit
	}
	words := slices.DeleteFunc(slices.Clone(v.words[unit]), func(r reform.Report) bool { return !slices.Contains(sources, r.Source) })
	p := v.procedure
	p.Kin = false
	return p.ConflictOf(v.who, unit, nil, words)
}

// sources are those on whose words a claim rests; false: it is no claim of the unit.
func (v *view) sources(ctx context.Context, b *Bench, k Key) ([]reform.Source, bool, error) {
	group, reports := v.groups[k.Unit]
	if !reports {
		return nil, false, nil
	}
	if !v.known[group] {
		claims, err := b.Board.Claims(ctx, v.tally.Framework.ID, group)
		if err != nil {
			return nil, false, err
		}
		for _, c := range claims {
			v.rests[Key{group, c.Indicator.ID}] = c.Sources
		}
		v.known[group] = true
	}
	sources, ok := v.rests[Key{group, k.Indicator}]
	return sources, ok, nil
}
