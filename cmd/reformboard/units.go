package main

import (
	"context"
	"fmt"
	"os"

	"reformboard/internal/flow"
	"reformboard/internal/reform"
	"reformboard/internal/unitlist"
)

type units struct {
	File string `arg:"" type:"existingfile" help:"CSV or .xlsx with the columns id, parent, name_vi, name_en, peer_group, peer_group_vi, peer_group_en, simulated."`
	By   string `help:"Who is responsible." default:"administrator"`
}

// Run stores the tree when nothing is wrong with it, and else prints what is.
func (c *units) Run(ctx context.Context, s *settings) error {
	content, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	list, err := unitlist.Read(c.File, content)
	if err != nil {
		return err
	}
	if report(reform.English, c.File, list.Findings, 0) != nil {
		return fmt.Errorf("%w: nothing of %s was stored", reform.ErrInvalid, c.File)
	}
	return s.onBoard(ctx, func(b *flow.Board) error { return b.Store.SaveUnits(ctx, c.By, clock(), list.Units, list.Groups) })
}
