package people

import (
	"encoding/base64"
	"html/template"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// HandedList shows, once, the passwords of all whom a list has brought in.
type HandedList struct {
	frame.Head
	Done  string // what the list did
	Until string
	File  template.URL // the same as a table, as a data: address: the server keeps no password
	Rows  []HandedRow
	Back  string
}

// HandedRow is one person's password.
type HandedRow struct {
	User   frame.Link
	ID     string
	Role   string
	Unit   string
	Secret string
}

// Newcomer is a person with the password to be handed to them.
type Newcomer struct {
	reform.User
	Secret string
}

// Intake is what a list has brought.
type Intake struct {
	People []Newcomer
	Rest   int    // people on the list who were there already
	File   []byte // the newcomers as CSV
	Units  []reform.Unit
	Until  string
}

// NewHandedList makes the page.
func NewHandedList(v frame.Voice, in Intake) HandedList {
	page := HandedList{
		Head: head(v, v.Say("people.handed.list.title")), Back: URL, Until: in.Until,
		Done: v.Say("people.handed.list.done", "Added", v.Count(len(in.People)), "Rest", v.Count(in.Rest)),
		File: template.URL("data:text/csv;base64," + base64.StdEncoding.EncodeToString(in.File)), //nolint:gosec // a table of our own
	}
	for _, n := range in.People {
		page.Rows = append(page.Rows, HandedRow{
			User: frame.Link{Text: n.Name, URL: PersonURL(n.ID, "")}, ID: n.ID, Role: v.Say("role." + string(n.Role)),
			Unit: unitName(v, in.Units, n.Unit), Secret: n.Secret,
		})
	}
	return page
}
