package flow

import (
	"context"
	"slices"

	"reformboard/internal/reform"
)

// Docket is all that was said on a unit's claims in a cycle, and what these are.
func (b *Board) Docket(ctx context.Context, cycle, unit string) (reform.Docket, error) {
	c, err := b.Store.Cycle(ctx, cycle)
	if err != nil {
		return reform.Docket{}, err
	}
	units, err := b.Store.Units(ctx)
	if err != nil {
		return reform.Docket{}, err
	}
	return b.DocketOf(ctx, c, units, unit)
}

// DocketOf is Docket for whoever holds the cycle and the tree of units.
func (b *Board) DocketOf(ctx context.Context, c reform.Cycle, tree []reform.Unit, unit string) (reform.Docket, error) {
	units, _ := reform.Reporting(tree, nil, c.Body)
	at := slices.IndexFunc(units, func(u reform.Unit) bool { return u.ID == unit })
	if at < 0 {
		return reform.Docket{}, reform.ErrNotFound
	}
	d, err := b.Store.Docket(ctx, c.ID, unit)
	if err != nil {
		return reform.Docket{}, err
	}
	d.Claims, err = b.Claims(ctx, c.Framework, units[at].PeerGroup)
	return d, err
}

// Claims lists what the units of a peer group say of themselves by a framework. Nobody
// may change what it returns.
func (b *Board) Claims(ctx context.Context, framework, group string) ([]reform.Claim, error) {
	m, err := b.method(ctx, framework)
	if err != nil {
		return nil, err
	}
	return m.Claims(group), nil
}

// Framework is the rules of that id, made ready once.
func (b *Board) Framework(ctx context.Context, id string) (*reform.Framework, error) {
	m, err := b.method(ctx, id)
	return m.framework, err
}
