package dashboards

import (
	"strconv"

	"reformboard/dashboards/frame"
)

// Error says that something cannot be shown or done, and what to do next.
type Error struct {
	frame.Head
	Status   int
	Sentence string
	Todo     string
	Onward   *frame.Link // nil: to the start
}

// NewError makes the page for an HTTP status. The sentence says what happened; an
// empty one leaves it to the status.
func NewError(v frame.Voice, status int, sentence string) Error {
	kind := errorKind(status)
	if sentence == "" {
		sentence = v.Say("page.error." + kind + ".sentence")
	}
	return Error{
		Head:     frame.Head{Title: v.Say("page.error." + kind + ".title")},
		Status:   status,
		Sentence: sentence,
		Todo:     v.Say("page.error." + kind + ".todo"),
	}
}

// errorKind names the messages of a status; the first digit speaks for those
// that have none of their own.
func errorKind(status int) string {
	switch status {
	case 400, 403, 404, 409, 413, 429, 503:
		return strconv.Itoa(status)
	}
	if status >= 500 {
		return "500"
	}
	return "400"
}
