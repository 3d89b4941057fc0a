package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// Units lists all units as their bodies list them.
func (s *Store) Units(ctx context.Context) ([]reform.Unit, error) {
	units, err := gorm.G[reform.Unit](s.db).Order("place, " + s.dialect.bytewise("id")).Find(ctx)
	return units, wrap(err, "units")
}

// Unit returns one unit.
func (s *Store) Unit(ctx context.Context, id string) (reform.Unit, error) {
	unit, err := gorm.G[reform.Unit](s.db).Where("id = ?", id).Take(ctx)
	return unit, wrap(err, "unit %s", id)
}

// within counts how often a body stands in the line from a unit upwards. UNION drops
// what it has met, so a unit that is its own ancestor ends the line.
const within = `WITH RECURSIVE line (id, parent) AS (
	SELECT id, parent FROM units WHERE id = ?
	UNION SELECT units.id, units.parent FROM units JOIN line ON units.id = line.parent)
	SELECT COUNT(*) FROM line WHERE id = ?`

// Within reports whether a unit is a body, or stands somewhere below it: whether
// reform.Subtree would list it, without reading all units.
func (s *Store) Within(ctx context.Context, unit, body string) (bool, error) {
	var n int
	err := s.db.WithContext(ctx).Raw(within, unit, body).Scan(&n).Error
	return n > 0, wrap(err, "unit %s within %s", unit, body)
}

// PeerGroup returns one peer group.
func (s *Store) PeerGroup(ctx context.Context, id string) (reform.PeerGroup, error) {
	group, err := gorm.G[reform.PeerGroup](s.db).Where("id = ?", id).Take(ctx)
	return group, wrap(err, "peer group %s", id)
}

// PeerGroups lists all peer groups in their order.
func (s *Store) PeerGroups(ctx context.Context) ([]reform.PeerGroup, error) {
	groups, err := gorm.G[reform.PeerGroup](s.db).Order("place, " + s.dialect.bytewise("id")).Find(ctx)
	return groups, wrap(err, "peer groups")
}

// SaveUnits adds units and peer groups, or replaces those with the same ids. It
// takes none away: reports of the past need them.
func (s *Store) SaveUnits(ctx context.Context, by string, at time.Time, units []reform.Unit, groups []reform.PeerGroup) error {
	event := reform.Event{At: at, By: by, Deed: reform.SavedDeed, Subject: "units", Detail: fmt.Sprintf("%d units, %d peer groups", len(units), len(groups))}
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		if err := upsert(ctx, tx, groups...); err != nil {
			return err
		}
		if err := upsert(ctx, tx, units...); err != nil {
			return err
		}
		if err := anchored(ctx, tx); err != nil {
			return err
		}
		// Who is compared with whom has changed, in every cycle.
		return tx.WithContext(ctx).Exec("UPDATE cycles SET version = version + 1").Error
	})
	return wrap(err, "save units")
}

// anchored refuses a unit whose parent or peer group is nowhere.
func anchored(ctx context.Context, tx *gorm.DB) error {
	adrift, err := gorm.G[reform.Unit](tx).
		Where("(parent <> '' AND parent NOT IN (SELECT id FROM units)) OR (peer_group <> '' AND peer_group NOT IN (SELECT id FROM peer_groups))").
		Order("id").Limit(1).Find(ctx)
	if err != nil || len(adrift) == 0 {
		return err
	}
	u := adrift[0]
	return fmt.Errorf("%w: unit %q has the parent %q and the peer group %q, and one of them is not on this board", reform.ErrNotFound, u.ID, u.Parent, u.PeerGroup)
}
