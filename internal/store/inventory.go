package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// inventory says whether a reform.Inventory that a migration has asked for was taken.
type inventory struct {
	Number int `gorm:"primaryKey"`
	Taken  bool
}

func (inventory) TableName() string { return "inventories" }

// TakeInventory lists what no event vouches for, and vouches for it from now on: once after
// a migration has asked for it, and never again, since then whoever adds a row by hand would
// only have to wait for the next start. It is called before anything else is done.
//
// Note: a migration cannot do it by itself. What is told of a row is written in Go, and
// reads the newest schema, while migrations that come after are still to be applied.
func (s *Store) TakeInventory(ctx context.Context, by string, at time.Time) error {
	due, err := gorm.G[inventory](s.db).Where("taken = ?", false).Count(ctx, "number")
	if err != nil || due == 0 {
		return wrap(err, "inventories")
	}
	utc(&at)
	err = s.write(ctx, func(tx *gorm.DB) error {
		if err := s.enqueue(tx); err != nil {
			return err
		}
		inventories, err := gorm.G[inventory](tx).Where("taken = ?", false).Order("number").Find(ctx)
		if err != nil {
			return err
		}
		for _, i := range inventories {
			if err := s.takeInventory(ctx, tx, i.Number, reform.Event{At: at, By: by, Deed: reform.FoundDeed}); err != nil {
				return err
			}
		}
		return nil
	})
	return wrap(err, "take inventory")
}

func (s *Store) takeInventory(ctx context.Context, tx *gorm.DB, number int, event reform.Event) error {
	if _, err := gorm.G[inventory](tx).Where("number = ?", number).Update(ctx, "taken", true); err != nil {
		return err
	}
	items, err := s.unvouched(ctx, tx, number)
	if err != nil || len(items) == 0 {
		return err
	}
	if err := add(ctx, tx, items); err != nil {
		return err
	}
	event.Subject, event.Detail = reform.SubjectOf("inventory", strconv.Itoa(number)), fmt.Sprintf("%d subjects, as they were found", len(items))
	if event.Content, err = s.content(ctx, tx, event.Subject); err != nil {
		return err
	}
	return appendEvent(ctx, tx, event)
}

// unvouched lists what has rows, and no event that tells of them.
func (s *Store) unvouched(ctx context.Context, tx *gorm.DB, number int) ([]reform.InventoryItem, error) {
	var told []reform.Subject
	if err := tx.WithContext(ctx).Raw("SELECT DISTINCT subject FROM events").Scan(&told).Error; err != nil {
		return nil, err
	}
	vouched := make(map[reform.Subject]bool, len(told))
	for _, subject := range told {
		vouched[subject] = true
	}
	there, err := s.Subjects(ctx)
	if err != nil {
		return nil, err
	}
	for name, k := range kinds {
		if k.all == "" {
			there = append(there, reform.SubjectOf(name))
		}
	}
	slices.Sort(there)
	var items []reform.InventoryItem
	for _, subject := range there {
		if vouched[subject] {
			continue
		}
		content, err := s.content(ctx, tx, subject)
		if err != nil {
			return nil, err
		}
		if content != "" {
			items = append(items, reform.InventoryItem{Inventory: number, Subject: subject, Content: content})
		}
	}
	return items, nil
}

// InventoryOf lists the items of the inventory that a Subject names, by Subject.
func (s *Store) InventoryOf(ctx context.Context, subject reform.Subject) ([]reform.InventoryItem, error) {
	_, key := subject.Parts()
	items, err := s.inventoryItems(ctx, s.db, key)
	return items, wrap(err, "%s", subject)
}

func (s *Store) inventoryItems(ctx context.Context, db *gorm.DB, key []string) ([]reform.InventoryItem, error) {
	number, err := strconv.Atoi(key[0])
	if err != nil {
		return nil, nil //nolint:nilerr // no inventory has such a number
	}
	return gorm.G[reform.InventoryItem](db).Where("inventory = ?", number).Order(s.dialect.bytewise("subject")).Find(ctx)
}

func inventoryRows(ctx context.Context, s *Store, tx *gorm.DB, key []string) (rows []any, err error) {
	items, err := s.inventoryItems(ctx, tx, key)
	for _, i := range items {
		rows = append(rows, []any{i.Subject, i.Content})
	}
	return rows, err
}
