// Package marking gives officers their own file back with its mistakes marked: a
// coloured ground and a comment on each cell, and a list that says what to do and
// shows what is done.
//
// Its one rule: the file stays the officer's. Marks are put between what stands there
// and can be taken out again; no value, formula, format or setting is rewritten, and
// parts that bear no mark are copied byte for byte. A mark goes by itself when its
// cell is mended, and the next marking clears the last.
//
// Note: the library that writes forms would read the whole file into its own model
// and write that. What its model lacks would be lost, and it cannot add a comment to
// a file that LibreOffice saved.
package marking

import (
	"bytes"
	"fmt"
	"io"

	"reformboard/internal/container"
	"reformboard/internal/patch"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

const (
	author  = "Reformboard"      // of our comments
	opening = author + ":"       // with which each begins
	tag     = `N("Reformboard")` // in the formulas of our rules
)

// Write writes a file that was read with these findings, marked. Where nothing wants
// mending, notes apart, it comes back without any mark. A failure is ours, and the
// findings stand on the page nevertheless.
func Write(w io.Writer, content []byte, findings []reform.Finding, language reform.Language) (err error) {
	defer func() {
		if stumble := recover(); stumble != nil {
			err = fmt.Errorf("mark workbook: %v", stumble)
		}
	}()
	book, err := spreadsheet.Open(content, container.Received)
	if err != nil {
		return fmt.Errorf("mark workbook: %w", err)
	}
	p, err := patch.Open(content)
	if err != nil {
		return fmt.Errorf("mark workbook: %w", err)
	}
	if err := clear(p); err != nil {
		return fmt.Errorf("clear the marks of a workbook: %w", err)
	}
	l, err := newList(book, findings, language)
	if err == nil && l.wanted() {
		err = l.mark(p)
	}
	if err != nil {
		return fmt.Errorf("mark workbook: %w", err)
	}
	var marked bytes.Buffer
	if err := p.Write(&marked); err != nil {
		return fmt.Errorf("write marked workbook: %w", err)
	}
	// A part more may be one too many: a copy that is refused when it comes back is
	// worse than none.
	if _, err := container.Open(marked.Bytes(), container.Received); err != nil {
		return fmt.Errorf("mark workbook: the copy could not be read again: %w", err)
	}
	_, err = marked.WriteTo(w)
	return err
}
