package main

import (
	"context"
	"fmt"
	"os"

	"reformboard/internal/flow"
	"reformboard/internal/reform"
	"reformboard/seed"
)

type migrate struct{}

// Run brings the database up to date; opening it does.
func (*migrate) Run(ctx context.Context, s *settings) error {
	return s.onBoard(ctx, func(*flow.Board) error {
		_, err := fmt.Println("the database is up to date")
		return err
	})
}

type seedDemo struct{}

// Run plays the demonstration in.
func (*seedDemo) Run(ctx context.Context, s *settings) error {
	return s.onBoard(ctx, func(b *flow.Board) error {
		version, err := b.Store.BoardVersion(ctx)
		if err != nil {
			return err
		}
		if version > 0 {
			return fmt.Errorf("%w: this board is not empty, and the demonstration is played into an empty one only (set REFORMBOARD_DATA to an empty folder)", reform.ErrConflict)
		}
		return seed.Play(ctx, b, clock(), seed.Quarters, os.Stdout)
	})
}
