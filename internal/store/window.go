package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// days are the windows and extensions of a cycle, as often as they had been changed when
// they were read.
type days struct {
	of         int64
	windows    []reform.Window
	extensions []reform.Extension
}

// tellDays adds to a cycle the days of its stages and who was given more time. They change
// seldom, and every request asks for its cycle: what was read is kept until they do.
func (s *Store) tellDays(ctx context.Context, c *reform.Cycle) error {
	if c.Days == 0 {
		return nil
	}
	kept, ok := s.days.Load(c.ID)
	d, _ := kept.(days)
	if !ok || d.of != c.Days {
		var err error
		if d, err = s.readDays(ctx, *c); err != nil {
			return err
		}
		s.days.Store(c.ID, d)
	}
	c.Windows, c.Extensions = d.windows, d.extensions
	return nil
}

func (s *Store) readDays(ctx context.Context, c reform.Cycle) (days, error) {
	d := days{of: c.Days}
	all, err := s.Windows(ctx, c.ID)
	if err != nil {
		return d, err
	}
	for n, w := range all {
		newest := n+1 == len(all) || w.Stage != all[n+1].Stage || w.PeerGroup != all[n+1].PeerGroup
		// Of reporting by all, the versions are only what the cycle's own days were.
		if newest && !w.Dropped && (w.Stage != reform.ReportingStage || w.PeerGroup != "") {
			d.windows = append(d.windows, w)
		}
	}
	d.extensions, err = s.extensions(ctx, s.db, c.ID)
	d.windows, d.extensions = slices.Clip(d.windows), slices.Clip(d.extensions)
	return d, err
}

// Windows lists every version of the windows of a cycle, those of one after each other.
func (s *Store) Windows(ctx context.Context, cycle string) ([]reform.Window, error) {
	windows, err := s.windows(ctx, s.db, cycle)
	return windows, wrap(err, "windows of cycle %s", cycle)
}

func (s *Store) windows(ctx context.Context, tx *gorm.DB, cycle string) ([]reform.Window, error) {
	return gorm.G[reform.Window](tx).Where("cycle = ?", cycle).Order(s.dialect.bytewise("stage", "peer_group") + ", version").Find(ctx)
}

func (s *Store) extensions(ctx context.Context, tx *gorm.DB, cycle string) ([]reform.Extension, error) {
	return gorm.G[reform.Extension](tx).Where("cycle = ?", cycle).Order("at, " + s.dialect.bytewise("id")).Find(ctx)
}

// SaveWindows sets when stages of a cycle take what they are for, all or none. A window
// that is Dropped gives its group the days of all again; one that says what is known
// already is no change. The days of Reporting for all are the cycle's.
func (s *Store) SaveWindows(ctx context.Context, by string, at time.Time, cycle string, windows []reform.Window) error {
	event := reform.Event{At: at, By: by, Deed: reform.ScheduledDeed, Cycle: cycle, Subject: reform.SubjectOf("cycle", cycle), Detail: fmt.Sprintf("%d windows", len(windows))}
	if len(windows) == 1 {
		event.Detail = span(windows[0])
	}
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		for _, w := range windows {
			w.Cycle, w.SetBy, w.SetAt = cycle, by, at
			if err := saveWindow(ctx, tx, w); err != nil {
				return err
			}
		}
		return countDays(ctx, tx, cycle)
	})
	return wrap(err, "save windows of cycle %s", cycle)
}

func saveWindow(ctx context.Context, tx *gorm.DB, w reform.Window) error {
	if err := w.Check(); err != nil {
		return err
	}
	utc(&w.Opens, &w.Due, &w.Closes, &w.SetAt)
	if w.Stage == reform.ReportingStage && w.PeerGroup == "" {
		days := reform.Cycle{Opens: w.Opens, Due: w.Due, Grace: w.Grace, Closes: w.Closes}
		changed, err := gorm.G[reform.Cycle](tx).Where("id = ?", w.Cycle).Select("opens", "due", "grace", "closes").Updates(ctx, days)
		if err == nil && changed == 0 {
			err = gorm.ErrRecordNotFound
		}
		if err != nil {
			return err
		}
	}
	return keepWindow(ctx, tx, w)
}

// keepWindow adds the next version of a window, if it differs from the newest.
func keepWindow(ctx context.Context, tx *gorm.DB, w reform.Window) error {
	newest, err := gorm.G[reform.Window](tx).Where("cycle = ? AND stage = ? AND peer_group = ?", w.Cycle, w.Stage, w.PeerGroup).
		Order("version DESC").Limit(1).Find(ctx)
	if err != nil {
		return err
	}
	w.Version = 1
	if len(newest) > 0 {
		if w.Dropped == newest[0].Dropped && (w.Dropped || w.Same(newest[0])) {
			return nil
		}
		w.Version = newest[0].Version + 1
	}
	return gorm.G[reform.Window](tx).Create(ctx, &w)
}

// countDays notes that the days of a cycle have changed, and with them its scores.
func countDays(ctx context.Context, tx *gorm.DB, cycle string) error {
	return tx.WithContext(ctx).Exec("UPDATE cycles SET days = days + 1, version = version + 1 WHERE id = ?", cycle).Error
}

// span names a window and its days, for the log.
func span(w reform.Window) string {
	if w.Dropped {
		return fmt.Sprintf("%s, group %q: as all", w.Stage, w.PeerGroup)
	}
	stamp := func(t time.Time) string { return t.UTC().Format(time.RFC3339) }
	return fmt.Sprintf("%s, group %q: opens %s, due %s, grace %s, closes %s", w.Stage, w.PeerGroup, stamp(w.Opens), stamp(w.Due), w.Grace, stamp(w.Closes))
}

// SaveExtension gives one unit more time.
func (s *Store) SaveExtension(ctx context.Context, e reform.Extension) error {
	utc(&e.Until, &e.At)
	event := reform.Event{
		At: e.At, By: e.By, Deed: reform.ExtendedDeed, Cycle: e.Cycle, Unit: e.Unit, Subject: reform.SubjectOf("cycle", e.Cycle),
		Detail: fmt.Sprintf("%s until %s: %s", e.Stage, e.Until.Format(time.RFC3339), e.Reason),
	}
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		if err := gorm.G[reform.Extension](tx).Create(ctx, &e); err != nil {
			return err
		}
		return countDays(ctx, tx, e.Cycle)
	})
	return wrap(err, "extend cycle %s for %s", e.Cycle, e.Unit)
}
