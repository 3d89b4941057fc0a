package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// framework is a row: the rules as read, beside the file they were read from.
type framework struct {
	ID         string `gorm:"primaryKey"`
	Series     string
	Source     string
	SHA256     string
	Definition reform.Framework `gorm:"serializer:json"`
}

// Framework returns one edition of the rules.
func (s *Store) Framework(ctx context.Context, id string) (reform.Framework, error) {
	row, err := gorm.G[framework](s.db).Where("id = ?", id).Take(ctx)
	return row.Definition, wrap(err, "framework %s", id)
}

// Frameworks lists every edition of the rules, by series and then id.
func (s *Store) Frameworks(ctx context.Context) ([]reform.Framework, error) {
	rows, err := gorm.G[framework](s.db).Order(s.dialect.bytewise("series", "id")).Find(ctx)
	all := make([]reform.Framework, len(rows))
	for i, row := range rows {
		all[i] = row.Definition
	}
	return all, wrap(err, "frameworks")
}

// FrameworkSource returns the file a framework was read from, byte for byte.
func (s *Store) FrameworkSource(ctx context.Context, id string) ([]byte, error) {
	row, err := gorm.G[framework](s.db).Where("id = ?", id).Take(ctx)
	return []byte(row.Source), wrap(err, "framework %s", id)
}

// SaveFramework keeps a framework and the file it was read from. The same file
// again changes nothing; another one replaces it until a cycle uses it or somebody asks
// that one may, and is a conflict from then on.
func (s *Store) SaveFramework(ctx context.Context, by string, at time.Time, f reform.Framework, source []byte) error {
	if !utf8.Valid(source) || bytes.IndexByte(source, 0) >= 0 {
		return fmt.Errorf("save framework %s: %w: its file is not UTF-8 text", f.ID, reform.ErrInvalid)
	}
	held, err := s.FrameworkSource(ctx, f.ID)
	if err == nil && bytes.Equal(held, source) {
		return nil
	}
	if err != nil && !errors.Is(err, reform.ErrNotFound) {
		return err
	}
	sum := sha256.Sum256(source)
	row := framework{ID: f.ID, Series: f.Series, Source: string(source), SHA256: hex.EncodeToString(sum[:]), Definition: f}
	event := reform.Event{At: at, By: by, Deed: reform.SavedDeed, Subject: reform.SubjectOf("framework", f.ID), Detail: fmt.Sprintf("framework %s, sha256 %s", f.ID, row.SHA256)}
	err = s.change(ctx, event, func(tx *gorm.DB) error {
		if err := unused(ctx, tx, f.ID); err != nil {
			return err
		}
		return upsert(ctx, tx, row)
	})
	return wrap(err, "save framework %s", f.ID)
}

// unused refuses a framework that a cycle is judged by, or was, or shall be.
func unused(ctx context.Context, tx *gorm.DB, id string) error {
	cycles, err := gorm.G[reform.Cycle](tx).Where("framework = ?", id).Order("id").Limit(1).Find(ctx)
	if err != nil {
		return err
	}
	permits, err := gorm.G[reform.Permit](tx).Where("framework = ? OR was = ?", id, id).Order("id").Limit(1).Find(ctx)
	for _, p := range permits {
		cycles = append(cycles, reform.Cycle{ID: p.Cycle})
	}
	if err != nil || len(cycles) == 0 {
		return err
	}
	return fmt.Errorf("%w: cycle %s is judged by it, or was, or shall be; give the new edition another id", reform.ErrConflict, cycles[0].ID)
}
