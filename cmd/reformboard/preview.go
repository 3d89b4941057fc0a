package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"reformboard/internal/flow"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
	"reformboard/internal/revision"
)

type frameworkPreview struct {
	File  string          `arg:"" type:"existingfile" help:"The draft: YAML, JSON or .xlsx."`
	Cycle string          `arg:"" help:"A past cycle."`
	Group string          `help:"Peer group; empty: all units."`
	Most  int             `help:"How many of the units affected are listed." default:"20"`
	Lang  reform.Language `help:"${enum}." enum:"vi,en" default:"vi"`
}

// Run prints whose total or rank in a past cycle would differ by the draft, the
// largest change first. Nothing is stored.
func (c *frameworkPreview) Run(ctx context.Context, s *settings) error {
	draft, _, err := readFramework(c.File)
	if err != nil {
		return err
	}
	return s.onBoard(ctx, func(b *flow.Board) error {
		now, then, err := b.Preview(ctx, c.Cycle, draft)
		if err != nil {
			return err
		}
		before, known := now.Ranking(c.Group)
		after, _ := then.Ranking(c.Group)
		if !known {
			return fmt.Errorf("%w: peer group %q", reform.ErrNotFound, c.Group)
		}
		return c.print(os.Stdout, now, revision.Impact(before, after))
	})
}

func (c *frameworkPreview) print(w io.Writer, t *reform.Tally, effects []revision.Effect) error {
	lines := []string{fmt.Sprintf("%d of %d units would have another total or rank", len(effects), len(t.Units))}
	for _, e := range effects[:min(len(effects), c.Most)] {
		u, _ := t.Unit(e.Unit)
		lines = append(lines, fmt.Sprintf("%s\t%s\t%s → %s", e.Unit, u.Name().In(c.Lang), c.standing(t, e.Before), c.standing(t, e.After)))
	}
	if more := len(effects) - c.Most; more > 0 {
		lines = append(lines, fmt.Sprintf("… and %d more", more))
	}
	return aligned(w, lines)
}

// standing is a rank and a total, or why there is none.
func (c *frameworkPreview) standing(t *reform.Tally, s reform.Standing) string {
	if s.Rank == 0 {
		return locale.Say(c.Lang, "reason."+string(s.Reason))
	}
	return fmt.Sprintf("%s (%s)", s.Place(t.Framework.Ranks.Ties), locale.Fixed(c.Lang, s.Total.Decimal(), 2))
}
