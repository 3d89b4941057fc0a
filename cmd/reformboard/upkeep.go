package main

import (
	"context"
	"log/slog"
	"time"

	"reformboard/internal/flow"
	"reformboard/internal/flow/upkeep"
)

// cleanPace is how often the folder of files is looked through.
const cleanPace = 24 * time.Hour

// keepClean cleans the folder of files at once, and then once a day until the context
// ends. What it returns waits for the file at hand.
func keepClean(ctx context.Context, board *flow.Board, log *slog.Logger) (end func()) {
	return repeated(ctx, cleanPace, func(ctx context.Context) { sweep(ctx, board, log) })
}

// abandoned is how long nobody has written to a file that is no longer on its way in.
const abandoned = 24 * time.Hour

// sweep removes what was still coming in when a server before this one died, and what no
// record came to name. What it cannot remove is in nobody's way.
func sweep(ctx context.Context, board *flow.Board, log *slog.Logger) {
	swept, err := board.Files.Sweep(clock().Add(-abandoned))
	if err == nil {
		var unnamed int
		unnamed, err = upkeep.Clean(ctx, board, clock())
		swept += unnamed
	}
	if err != nil && ctx.Err() == nil {
		log.WarnContext(ctx, "sweep", "error", err)
	}
	if swept > 0 {
		log.InfoContext(ctx, "sweep", "files", swept)
	}
}
