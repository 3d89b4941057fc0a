// Package standings is the order of the units, and how it came to be another than before.
//
// Its one rule: no rank without what it stands for: of whom, as of when, by which rule,
// and how sure it is.
package standings

import (
	"embed"

	"reformboard/dashboards/frame"
)

//go:embed *.html
var templates embed.FS

// Room lists the pages of this package.
var Room = frame.Room{
	Pages:     []frame.Page{Ranking{}, Movement{}},
	Templates: templates,
}
