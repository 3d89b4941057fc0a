package appraisals

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"reformboard/internal/access"
	"reformboard/internal/reform"
)

// Assign gives claims of a unit to one person, or back to everybody. Its Number is that
// of the newest that was seen. A second click is answered as the first was.
func (d *Desk) Assign(ctx context.Context, who reform.User, a reform.Assignment, at time.Time) (reform.Assignment, error) {
	c, err := d.open(ctx, a.Cycle, a.Unit)
	if err != nil {
		return a, err
	}
	if err := c.may(who, access.Settle, access.Run); err != nil {
		return a, err
	}
	held, err := d.Board.Store.Assignments(ctx, a.Cycle, []string{a.Unit})
	if err != nil {
		return a, err
	}
	a.Number, a.Text, a.By, a.At = a.Number+1, reform.Tidy(a.Text), who.ID, at
	if len(held) == a.Number {
		if known := held[a.Number-1]; known.By == a.By && known.Person == a.Person && known.Area == a.Area && known.Indicator == a.Indicator && known.Text == a.Text {
			return known, nil
		}
	}
	if err := a.Check(); err != nil {
		return a, err
	}
	if err := d.canHold(ctx, c, a); err != nil {
		return a, err
	}
	return a, d.Board.Store.SaveAssignment(ctx, a)
}

// canHold objects to giving claims to somebody who may not judge every one of them.
func (d *Desk) canHold(ctx context.Context, c *opened, a reform.Assignment) error {
	var person reform.User
	if a.Person != "" {
		var err error
		if person, err = d.Board.Store.User(ctx, a.Person); errors.Is(err, reform.ErrNotFound) {
			return reform.Objection{Obstacle: reform.NotForThem, Found: string(reform.NoRight)}
		} else if err != nil {
			return err
		}
	}
	sources, named := map[reform.Source]bool{}, false
	for _, claim := range c.Claims {
		above := c.framework.Above(claim.Indicator.ID)
		if !a.Names(claim.Indicator.ID, above) {
			continue
		}
		named = true
		if a.Person != "" && !access.Speaks(person, reform.Appraising, c.units, a.Unit, above) {
			return reform.Objection{Obstacle: reform.NotForThem, Found: string(reform.NoRight)}
		}
		for _, s := range claim.Sources {
			sources[s] = true
		}
	}
	if !named {
		return reform.Objection{Obstacle: reform.NoClaim}
	}
	if a.Person == "" {
		return nil
	}
	_, err := d.impartial(ctx, c, person, slices.Sorted(maps.Keys(sources)))
	if o, ok := errors.AsType[reform.Objection](err); ok {
		return reform.Objection{Obstacle: reform.NotForThem, Found: string(o.Obstacle)}
	}
	return err
}

// given is to whom the claims of some units were given, as far as they may still judge
// them: what was given to somebody who no longer may waits for everybody.
type given struct {
	people map[string]reform.User
	tree   []reform.Unit
	of     map[string][]reform.Assignment // by unit
}

func (d *Desk) given(ctx context.Context, cycle string, units []string) (given, error) {
	g := given{people: map[string]reform.User{}, of: map[string][]reform.Assignment{}}
	all, err := d.Board.Store.Assignments(ctx, cycle, units)
	if err != nil || len(all) == 0 {
		return g, err
	}
	for _, a := range all {
		g.of[a.Unit] = append(g.of[a.Unit], a)
	}
	if g.tree, err = d.tree(ctx); err != nil {
		return g, err
	}
	people, err := d.Board.Store.Users(ctx)
	for _, u := range people {
		g.people[u.ID] = u
	}
	return g, err
}

// holder is to whom a claim was given; empty: to nobody.
func (g given) holder(unit, indicator string, f *reform.Framework) string {
	all := g.of[unit]
	if len(all) == 0 {
		return ""
	}
	above := f.Above(indicator)
	held := reform.Holder(all, indicator, above)
	if held == "" || !access.Speaks(g.people[held], reform.Appraising, g.tree, unit, above) {
		return ""
	}
	return held
}
