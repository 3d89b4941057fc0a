// Package units is how a unit does, alone and side by side with others.
//
// Its one rule: a unit is held against its peers, and against itself only where the
// cycles may be compared.
package units

import (
	"embed"

	"reformboard/dashboards/frame"
)

//go:embed *.html
var templates embed.FS

// Room lists the pages of this package.
var Room = frame.Room{
	Pages:     []frame.Page{Scorecard{}, Compare{}},
	Templates: templates,
}
