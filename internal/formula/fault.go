package formula

import (
	"fmt"

	"reformboard/internal/reform"
)

// Fault is something wrong in a formula, and what to do about it.
type Fault struct {
	Line, Column int    // from 1, in letters
	Name         string // the word or term that is wrong
	Text         string
}

// Error is the fault on one line.
func (f Fault) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", f.Line, f.Column, f.Text)
}

// Unwrap makes a fault a mistake of the person who wrote the formula.
func (f Fault) Unwrap() error { return reform.ErrInvalid }

// faultAt places a fault in its source.
func faultAt(source []rune, at int, name, format string, args ...any) Fault {
	f := Fault{Line: 1, Column: 1, Name: clip(name), Text: fmt.Sprintf(format, args...)}
	for _, letter := range source[:min(at, len(source))] {
		f.Column++
		if letter == '\n' {
			f.Line, f.Column = f.Line+1, 1
		}
	}
	return f
}

// clip shortens what a message quotes.
func clip(text string) string {
	const most = 60
	if letters := []rune(text); len(letters) > most {
		return string(letters[:most-1]) + "…"
	}
	return text
}
