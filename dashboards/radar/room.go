// Package radar is what is weak: what, for whom, how badly, and whether there is time.
//
// Its one rule: a page narrows and never hides; what it leaves out it counts.
package radar

import (
	"embed"

	"reformboard/dashboards/frame"
)

//go:embed *.html
var templates embed.FS

// Room lists the pages of this package.
var Room = frame.Room{
	Pages:     []frame.Page{Weak{}},
	Templates: templates,
}
