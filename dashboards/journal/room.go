// Package journal is the log: who did what, when, and whether the record is whole.
//
// Its one rule: it shows what stands there, and leaves nothing out that was asked for.
package journal

import (
	"embed"

	"reformboard/dashboards/frame"
)

//go:embed *.html
var templates embed.FS

// Room lists the pages of this package.
var Room = frame.Room{
	Pages:     []frame.Page{Log{}},
	Templates: templates,
}
