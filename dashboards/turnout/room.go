// Package turnout is who has reported, who is late, and who keeps being late.
//
// Its one rule: silence before the due day is no fault.
package turnout

import (
	"embed"

	"reformboard/dashboards/frame"
)

//go:embed *.html
var templates embed.FS

// Room lists the pages of this package.
var Room = frame.Room{
	Pages:     []frame.Page{Completeness{}},
	Templates: templates,
}
