// Package locker is what a unit has to show for what it claims.
//
// Its one rule: it shows what is asked beside what is there, and judges neither.
package locker

import (
	"embed"

	"reformboard/dashboards/frame"
)

//go:embed *.html
var templates embed.FS

// Room lists the pages of this package.
var Room = frame.Room{
	Pages:     []frame.Page{Locker{}},
	Templates: templates,
}
