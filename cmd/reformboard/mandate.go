package main

import (
	"context"
	"fmt"
	"time"

	"reformboard/internal/flow"
	"reformboard/internal/flow/accounts"
	"reformboard/internal/reform"
)

type mandate struct {
	ID string `arg:"" optional:"" help:"Which one to approve; none: all that wait are listed."`
	By string `help:"Who approves it, for the log: whoever runs the server, and never who asked for it." default:"server"`
}

// Run lists what waits for a second administrator, or is the second person: a board with
// one administrator has nobody else.
func (c *mandate) Run(ctx context.Context, s *settings) error {
	return s.onBoard(ctx, func(b *flow.Board) error {
		if c.ID == "" {
			return listMandates(ctx, b)
		}
		server := reform.User{ID: c.By, Role: reform.Administrator}
		handed, err := accounts.New(b.Store, accounts.Settings{}).Grant(ctx, server, clock(), c.ID)
		if err != nil {
			return err
		}
		fmt.Println("approved", c.ID)
		if handed != nil {
			fmt.Printf("one-time password of %s: %s\n", handed.ID, handed.Secret)
		}
		return nil
	})
}

func listMandates(ctx context.Context, b *flow.Board) error {
	waiting, err := b.Store.OpenMandates(ctx)
	for _, m := range waiting {
		fmt.Printf("%s  %-9s  %s  %q  asked for by %s at %s\n", m.ID, m.Kind, m.Account, m.Unit, m.AskedBy, m.AskedAt.Format(time.RFC3339))
	}
	return err
}
