// Package upkeep keeps the board's folder of files clean.
//
// Its one rule: it removes nothing that anything on the board names, and nothing that the
// log does not tell of.
package upkeep

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"reformboard/internal/flow"
	"reformboard/internal/reform"
)

// Forgotten is how long a file that nothing names is left alone: far longer than any
// request that is still to name it, or a person who tries a recipe on a form.
const Forgotten = 7 * 24 * time.Hour

// mostTold is how many files one event tells of.
const mostTold = 100

// By is who does it, in the log.
const By = "reformboard"

// Clean removes the files that nothing names: the server died, or the line broke, between
// a file and its record. The log tells of them first, so that none goes untold.
func Clean(ctx context.Context, b *flow.Board, at time.Time) (removed int, err error) {
	before := at.Add(-Forgotten)
	old, err := b.Files.Old(before)
	if err != nil {
		return 0, err
	}
	unnamed, err := b.Store.Unnamed(ctx, old)
	if err != nil {
		return 0, err
	}
	for some := range slices.Chunk(unnamed, mostTold) {
		detail := fmt.Sprintf("%d files that nothing names, sha256 %s", len(some), strings.Join(some, " "))
		if err := b.Store.SaveEvent(ctx, reform.Event{At: at, By: By, Deed: reform.CleanedDeed, Detail: detail}); err != nil {
			return removed, err
		}
		for _, sha := range some {
			gone, err := b.Files.Remove(sha, before)
			if err != nil && !errors.Is(err, fs.ErrNotExist) { // another instance was faster
				return removed, err
			}
			if gone {
				removed++
			}
		}
	}
	return removed, nil
}
