// Package editions is what has been published of a cycle, and what waits to be.
//
// Its one rule: it shows what two persons put their names to, and the figures by which
// anybody can check that it is still that.
package editions

import (
	"embed"

	"reformboard/dashboards/frame"
)

//go:embed *.html
var templates embed.FS

// Room lists the pages of this package.
var Room = frame.Room{
	Pages:     []frame.Page{Editions{}, Edition{}},
	Templates: templates,
}
