// Package reports is the desk of those who report for a unit: what is left to do, where
// figures are typed in, and what became of an upload.
//
// Its one rule: nothing is kept before a person has seen what it changes.
package reports

import (
	"embed"

	"reformboard/dashboards/frame"
)

//go:embed *.html
var templates embed.FS

// Room lists the pages of this package.
var Room = frame.Room{
	Pages:     []frame.Page{Workspace{}, Entry{}, UploadResult{}, ReceiptCode{}},
	Templates: templates,
}
