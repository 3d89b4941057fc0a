package appraisals

import (
	"context"
	"slices"
	"time"

	"reformboard/internal/access"
	"reformboard/internal/reform"
)

// Ask keeps what somebody asks for against the ordinary course: to reopen what is
// final, or to judge in spite of a conflict of interest. The Review of a reopening is
// the version that was seen.
func (d *Desk) Ask(ctx context.Context, who reform.User, p reform.Permit, at time.Time) (reform.Permit, error) {
	c, err := d.open(ctx, p.Cycle, p.Unit)
	if err != nil {
		return p, err
	}
	deeds := []access.Deed{access.Settle, access.Publish}
	if p.Kind == reform.Exemption {
		deeds = append(deeds, access.Appraise)
	}
	if err := c.may(who, deeds...); err != nil {
		return p, err
	}
	p = p.Tidied()
	p.AskedBy, p.AskedAt, p.GrantedBy, p.GrantedAt = who.ID, at, "", nil
	if err := p.Check(); err != nil {
		return p, err
	}
	if p.Kind == reform.Reopening {
		if _, err := c.Reopen(p, at); err != nil {
			return p, err
		}
	}
	return p, d.Board.Store.AskPermit(ctx, p)
}

// Grant is the second person's word: what was final is open again, or who has a
// conflict of interest may judge.
func (d *Desk) Grant(ctx context.Context, who reform.User, id string, at time.Time) (reform.Permit, error) {
	p, err := d.Board.Store.Permit(ctx, id)
	if err != nil {
		return p, err
	}
	if p.GrantedBy == who.ID {
		return p, nil // a second click
	}
	c, err := d.open(ctx, p.Cycle, p.Unit)
	if err != nil {
		return p, err
	}
	if err := c.may(who, access.Settle, access.Publish); err != nil {
		return p, err
	}
	if err := p.Grant(who.ID, at); err != nil {
		return p, err
	}
	if p.Kind == reform.Exemption {
		return p, d.Board.Store.GrantPermit(ctx, p)
	}
	r, err := c.Reopen(p, at)
	if err != nil {
		return p, err
	}
	return p, d.Board.Store.ReopenReview(ctx, p, r)
}

func (c *opened) may(who reform.User, deeds ...access.Deed) error {
	if slices.ContainsFunc(deeds, func(deed access.Deed) bool { return access.May(who, deed, c.units, c.Review.Unit) }) {
		return nil
	}
	return reform.Objection{Obstacle: reform.NoRight}
}
