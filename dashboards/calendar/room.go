// Package calendar is when the stages of a cycle are open, for whom, and who was given
// more time.
//
// Its one rule: it knows three words for days, open, due and locked.
package calendar

import (
	"embed"

	"reformboard/dashboards/frame"
)

//go:embed *.html
var templates embed.FS

// Room lists the pages of this package.
var Room = frame.Room{
	Pages:     []frame.Page{Calendar{}},
	Templates: templates,
}
