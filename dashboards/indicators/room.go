// Package indicators is one indicator over all units, and the method by which all of them
// are scored.
//
// Its one rule: the rule stands beside the results.
package indicators

import (
	"embed"

	"reformboard/dashboards/frame"
)

//go:embed *.html
var templates embed.FS

// Room lists the pages of this package.
var Room = frame.Room{
	Pages:     []frame.Page{Indicator{}, Method{}},
	Templates: templates,
}
