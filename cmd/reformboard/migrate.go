package main

import (
	"context"
	"fmt"
	"os"

	"reformboard/seed"
)

type migrate struct{}

// Run brings the database up to date; opening it does.
func (*migrate) Run(ctx context.Context, s *settings) error {
	board, err := s.open(ctx)
	if err != nil {
		return err
	}
	fmt.Println("the database is up to date")
	return board.Store.Close()
}

type seedDemo struct{}

// Run plays the demonstration in.
func (*seedDemo) Run(ctx context.Context, s *settings) error {
	board, err := s.open(ctx)
	if err != nil {
		return err
	}
	defer board.Store.Close() //nolint:errcheck // the process ends here
	version, err := board.Store.BoardVersion(ctx)
	if err != nil {
		return err
	}
	if version > 0 {
		return fmt.Errorf("this board is not empty: the demonstration is played into an empty one only (set REFORMBOARD_DATA to an empty folder)")
	}
	return seed.Play(ctx, board, clock(), seed.Quarters, os.Stdout)
}
