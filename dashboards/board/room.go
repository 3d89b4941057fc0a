// Package board is the way in: the cycles, where a body stands in one of them, and what
// is looked up by name.
//
// Its one rule: every claim leads to the page on which it can be followed up.
package board

import (
	"embed"

	"reformboard/dashboards/frame"
)

//go:embed *.html
var templates embed.FS

// Room lists the pages of this package.
var Room = frame.Room{
	Pages:     []frame.Page{Cycles{}, Overview{}, Search{}},
	Templates: templates,
}
