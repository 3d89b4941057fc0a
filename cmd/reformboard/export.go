package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	writing "reformboard/internal/export"
	"reformboard/internal/flow"
	"reformboard/internal/reform"
)

type export struct {
	Cycle string          `arg:""`
	File  string          `arg:"" help:"Where to write; its ending, .xlsx or .csv, says what."`
	Group string          `help:"Peer group of the ranking; empty: all units."`
	Unit  string          `help:"Write this unit's scorecard instead of the ranking."`
	Lang  reform.Language `help:"${enum}." enum:"vi,en" default:"vi"`
	By    string          `help:"Who is responsible." default:"administrator"`
}

// Run writes the file; an old file of the name stays until the new one is whole.
func (c *export) Run(ctx context.Context, s *settings) error {
	write, of, err := c.choose()
	if err != nil {
		return err
	}
	return s.onBoard(ctx, func(b *flow.Board) error {
		t, err := c.tally(ctx, b)
		if err != nil {
			return err
		}
		var content bytes.Buffer
		if err := write(&content, t, of, c.Lang); err != nil {
			return err
		}
		if err := os.WriteFile(c.File, content.Bytes(), 0o600); err != nil {
			return err
		}
		sum := sha256.Sum256(content.Bytes())
		return took(ctx, b, reform.Event{By: c.By, Cycle: c.Cycle, Unit: c.Unit, Detail: fmt.Sprintf("file %s, sha256 %x", filepath.Base(c.File), sum)})
	})
}

// took is the event of a file that goes out.
func took(ctx context.Context, b *flow.Board, e reform.Event) error {
	e.At, e.Deed = clock(), reform.ExportedDeed
	return b.Store.SaveEvent(ctx, e)
}

// tally explains the scores of the unit whose scorecard is written.
func (c *export) tally(ctx context.Context, b *flow.Board) (*reform.Tally, error) {
	if c.Unit != "" {
		return b.Explained(ctx, c.Cycle, c.Unit)
	}
	return b.Tally(ctx, c.Cycle)
}

type writer = func(io.Writer, *reform.Tally, string, reform.Language) error

func (c *export) choose() (writer, string, error) {
	ending := strings.ToLower(filepath.Ext(c.File))
	switch {
	case ending == ".xlsx" && c.Unit != "":
		return writing.ScorecardWorkbook, c.Unit, nil
	case ending == ".xlsx":
		return writing.RankingWorkbook, c.Group, nil
	case ending == ".csv" && c.Unit != "":
		return writing.ScorecardCSV, c.Unit, nil
	case ending == ".csv":
		return writing.RankingCSV, c.Group, nil
	}
	return nil, "", fmt.Errorf("%w: %s ends in neither .xlsx nor .csv", reform.ErrInvalid, c.File)
}
