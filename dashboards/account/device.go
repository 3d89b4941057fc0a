package account

import (
	"encoding/base64"
	"html/template"

	"reformboard/dashboards/frame"
)

// Device gives a person a second factor: a picture for the device, the same as text, and
// the fields that prove that it was read.
type Device struct {
	frame.Head
	Must    bool         // the role may do nothing else before
	Again   bool         // in place of one that is there
	Picture template.URL // as a data: address
	Text    string
	Sealed  string
	Problem string
}

// Enrolling is what a second factor begins with.
type Enrolling struct {
	Picture []byte // PNG
	Text    string
	Sealed  string
	Must    bool
	Again   bool
}

// NewDevice makes the page; the problem is a sentence, empty at first.
func NewDevice(v frame.Voice, e Enrolling, problem string) Device {
	return Device{
		Head: head(v, "account.device.title"), Must: e.Must, Again: e.Again, Text: e.Text, Sealed: e.Sealed, Problem: problem,
		Picture: template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(e.Picture)), //nolint:gosec // a picture of our own
	}
}

// Recovery shows recovery codes, once.
type Recovery struct {
	frame.Head
	Codes []string
}

// NewRecovery makes the page.
func NewRecovery(v frame.Voice, codes []string) Recovery {
	return Recovery{Head: head(v, "account.recovery.title"), Codes: codes}
}

// head is that of a page below one's own account.
func head(v frame.Voice, title string) frame.Head {
	return frame.Head{Title: v.Say(title), Crumbs: []frame.Link{{Text: v.Say("page.cycles.crumb"), URL: "/"}, {Text: v.Say("account.title"), URL: URL}}}
}
