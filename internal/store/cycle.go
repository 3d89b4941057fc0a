package store

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// Cycles lists all cycles, the latest period first.
func (s *Store) Cycles(ctx context.Context) ([]reform.Cycle, error) {
	order := s.dialect.bytewise("period") + " DESC, " + s.dialect.bytewise("id")
	cycles, err := gorm.G[reform.Cycle](s.db).Order(order).Find(ctx)
	for i := range cycles {
		if err == nil {
			err = s.tellDays(ctx, &cycles[i])
		}
	}
	return cycles, wrap(err, "cycles")
}

// Cycle returns one cycle, with its Windows and Extensions.
//
// Note: the questions need no snapshot. Each change of days counts Days up, which is read
// first: days newer than it are read again by whoever asks next.
func (s *Store) Cycle(ctx context.Context, id string) (reform.Cycle, error) {
	cycle, err := gorm.G[reform.Cycle](s.db).Where("id = ?", id).Take(ctx)
	if err == nil {
		err = s.tellDays(ctx, &cycle)
	}
	return cycle, wrap(err, "cycle %s", id)
}

// SaveCycle adds a cycle, or replaces the one with its id. The store counts the
// Version itself: 1, and one more with each change to what is scored; and what was Judged.
// Once reports have come in, other rules are GrantRules' to give.
func (s *Store) SaveCycle(ctx context.Context, by string, at time.Time, c reform.Cycle) error {
	utc(&c.DataFrom, &c.DataTo, &c.Opens, &c.Due, &c.Closes)
	err := s.change(ctx, cycleEvent(c.ID, by, at), func(tx *gorm.DB) error {
		held, err := gorm.G[reform.Cycle](tx).Where("id = ?", c.ID).Take(ctx)
		if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
			return err
		}
		if err := stays(ctx, tx, held, c); err != nil {
			return err
		}
		c.Version, c.Judged, c.Days = held.Version+1, held.Judged, held.Days
		if err := upsert(ctx, tx, c); err != nil {
			return err
		}
		w := c.Reports(reform.Unit{})
		w.SetBy, w.SetAt = by, at.UTC().Truncate(time.Microsecond)
		return keepWindow(ctx, tx, w)
	})
	return wrap(err, "save cycle %s", c.ID)
}

func cycleEvent(cycle, by string, at time.Time) reform.Event {
	return reform.Event{At: at, By: by, Deed: reform.SavedDeed, Cycle: cycle, Subject: reform.SubjectOf("cycle", cycle), Detail: "cycle"}
}

// stays objects to what one person alone may not change of a cycle.
func stays(ctx context.Context, tx *gorm.DB, held, c reform.Cycle) error {
	if held.ID == "" {
		return nil
	}
	if err := neverFinal(ctx, tx, held, c); err != nil || held.Framework == c.Framework {
		return err
	}
	reports, err := gorm.G[reform.Report](tx).Where("cycle = ? AND status = ?", c.ID, reform.Submitted).Count(ctx, "unit")
	if err == nil && reports > 0 {
		err = reform.Objection{Obstacle: reform.NeedsOrder, Found: strconv.FormatInt(reports, 10)}
	}
	return err
}

// neverFinal objects to other rules, another period or another body for scores that are
// final.
func neverFinal(ctx context.Context, tx *gorm.DB, held, c reform.Cycle) error {
	if held.Framework == c.Framework && held.Period == c.Period && held.Body == c.Body {
		return nil
	}
	reviews, err := newestReviews(ctx, tx, c.ID)
	if err == nil && slices.ContainsFunc(reviews, func(r reform.Review) bool { return r.Stage == reform.Final }) {
		err = reform.Objection{Obstacle: reform.IsFinal}
	}
	return err
}
