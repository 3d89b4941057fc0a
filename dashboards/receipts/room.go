// Package receipts is how a unit came by its points.
//
// Its one rule: whoever has the page can reckon every step after.
package receipts

import (
	"embed"

	"reformboard/dashboards/frame"
)

//go:embed *.html
var templates embed.FS

// Room lists the pages of this package.
var Room = frame.Room{
	Pages:     []frame.Page{Receipt{}},
	Templates: templates,
}
