// Package people is the pages of who may sign in, and as what.
//
// Its one rule: it says what a right is wherever it shows one, and never who may give it:
// whoever reads a page is shown only what they may do.
package people

import (
	"embed"
	"net/url"

	"reformboard/dashboards/frame"
)

//go:embed *.html
var templates embed.FS

// Room lists the pages of this package.
var Room = frame.Room{
	Pages:     []frame.Page{People{}, Person{}, Handed{}, HandedList{}, Rights{}, Seen{}},
	Templates: templates,
}

// Where the pages are.
const (
	URL       = "/people"
	ListURL   = "/people/list"
	BlankURL  = "/people/list.csv"
	RightsURL = "/rights"
	MatrixURL = "/rights.csv"

	MandatesURL = "/mandates"
)

// PersonURL is a part of the page of one person.
func PersonURL(id, rest string) string { return URL + "/" + url.PathEscape(id) + rest }

// head is that of a page below the list.
func head(v frame.Voice, title string) frame.Head {
	return frame.Head{Title: title, Crumbs: []frame.Link{{Text: v.Say("page.cycles.crumb"), URL: "/"}, {Text: v.Say("people.title"), URL: URL}}}
}
