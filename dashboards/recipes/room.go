// Package recipes is how forms are read that are not the board's own.
//
// Its one rule: what a recipe reads is seen before it is kept.
package recipes

import (
	"embed"

	"reformboard/dashboards/frame"
)

//go:embed *.html
var templates embed.FS

// Room lists the pages of this package.
var Room = frame.Room{
	Pages:     []frame.Page{Recipes{}, Recipe{}, RecipeMaking{}, RecipeTrial{}, Foreign{}},
	Templates: templates,
}
