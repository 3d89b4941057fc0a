// Package agreement is the pages about what is judged twice: what waits for a second
// person, and how far those agree who judged the same.
//
// Its one rule: no page says of a claim that it was drawn before somebody has judged it
// a second time, but to whom it is put.
package agreement

import (
	"embed"

	"reformboard/dashboards/frame"
)

//go:embed *.html
var templates embed.FS

// Room lists the pages of this package.
var Room = frame.Room{
	Pages:     []frame.Page{Countermarks{}, Agreement{}},
	Templates: templates,
}
