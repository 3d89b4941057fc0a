package record

import (
	"context"
	"time"

	"reformboard/internal/reform"
)

// AskRules keeps what one person asks for: that a cycle be scored by other rules. Its id
// comes with it, so that a second click asks for nothing more.
func (k *Book) AskRules(ctx context.Context, p reform.Permit, by string, at time.Time) error {
	cycle, err := k.Board.Store.Cycle(ctx, p.Cycle)
	if err != nil {
		return err
	}
	if _, err := k.may(ctx, by, cycle.Body); err != nil {
		return err
	}
	p = p.Tidied()
	p.Kind, p.Unit, p.Was, p.AskedBy, p.AskedAt, p.GrantedBy, p.GrantedAt = reform.NewRules, cycle.Body, cycle.Framework, by, at, "", nil
	if err := p.Check(); err != nil {
		return err
	}
	if _, err := k.Board.Framework(ctx, p.Framework); err != nil {
		return err
	}
	if p.Framework == cycle.Framework {
		return reform.Objection{Obstacle: reform.SameRules}
	}
	return k.Board.Store.AskPermit(ctx, p)
}

// GrantRules is the second person's word on what AskRules has kept.
func (k *Book) GrantRules(ctx context.Context, cycle, id, by string, at time.Time) error {
	p, err := k.Board.Store.Permit(ctx, id)
	if err != nil {
		return err
	}
	if p.Cycle != cycle || p.Kind != reform.NewRules {
		return reform.Objection{Obstacle: reform.NoPermit}
	}
	if p.GrantedBy == by {
		return nil // a second click
	}
	if _, err := k.may(ctx, by, p.Unit); err != nil {
		return err
	}
	if err := p.Grant(by, at); err != nil {
		return err
	}
	return k.Board.Store.GrantRules(ctx, p)
}
