// Package batches is the work on many units at once: forms handed out, archives taken in.
//
// Its one rule: a file that was not taken says why, and what to do.
package batches

import (
	"embed"

	"reformboard/dashboards/frame"
)

//go:embed *.html
var templates embed.FS

// Room lists the pages of this package.
var Room = frame.Room{
	Pages:     []frame.Page{Batches{}, Batch{}},
	Templates: templates,
}
