package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"reformboard/internal/flow"
	"reformboard/internal/reform"
)

type forms struct {
	Cycle string          `arg:""`
	To    string          `required:"" help:"The .zip to write; an old one stays until the new one is whole." placeholder:"FILE"`
	Lang  reform.Language `help:"${enum}." enum:"vi,en" default:"vi"`
	By    string          `help:"Who is responsible." default:"administrator"`
}

// Run writes the forms of all units of a cycle into one archive.
func (c *forms) Run(ctx context.Context, s *settings) error {
	return s.onBoard(ctx, func(b *flow.Board) error {
		aside, err := os.CreateTemp(filepath.Dir(c.To), filepath.Base(c.To)+".*")
		if err != nil {
			return err
		}
		err = b.WriteForms(ctx, aside, c.Cycle, c.Lang)
		if err = errors.Join(err, aside.Close()); err != nil {
			return errors.Join(err, os.Remove(aside.Name()))
		}
		if err := os.Rename(aside.Name(), c.To); err != nil {
			return err
		}
		return took(ctx, b, reform.Event{By: c.By, Cycle: c.Cycle, Detail: "file " + filepath.Base(c.To)})
	})
}
