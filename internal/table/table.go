// Package table reads what people keep in tables, row by row: a sheet of a
// workbook, or CSV text, beneath one row of headings.
//
// Its one rule: nothing it hands on has lost its place. Whatever its reader finds
// wrong can be named by line and column, or by sheet and cell.
package table

import (
	"bufio"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"reformboard/internal/container"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// Table is a table being read.
type Table struct {
	Name     string   // of the sheet, or of the CSV file
	Workbook bool     // a sheet, and not CSV text
	Headings []string // tidied, in lower or upper case as they are written
	Line     int      // of the row last read, as Excel or a text editor counts, from 1

	headed int // where the last heading ends
	texts  []string
	rows   rows
}

// rows is where the rows of a table come from; io.EOF is their end.
type rows interface {
	next() (line int, texts []string, err error)
	formula(line, column int) string
	day(text string) (string, bool)
}

// Read opens a file and lets use read its table. Of a workbook that is the first
// sheet whose headings fit, or else the first that has any. A file that cannot be
// read is a container.Refusal.
func Read(name string, r io.Reader, fits func(headings []string) bool, use func(*Table) error) error {
	name = path.Base(name)
	buffered := bufio.NewReaderSize(r, blockBytes)
	start, err := buffered.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return err
	}
	if len(start) == sniffed {
		start = whole(start)
	}
	if container.IsText(start) {
		return readCSV(name, buffered, use)
	}
	return readWorkbook(buffered, fits, use)
}

// sniffed is how many bytes tell text from a workbook, and where its columns part.
const sniffed = 16 << 10

// whole cuts off the letter that the end of a block may have cut in two.
func whole(start []byte) []byte {
	for i := 1; i <= utf8.UTFMax && i <= len(start); i++ {
		if c := start[len(start)-i]; utf8.RuneStart(c) {
			if !utf8.FullRune(start[len(start)-i:]) {
				return start[:len(start)-i]
			}
			break
		}
	}
	return start
}

// Next reads the next row that says something. Its texts are tidied, and valid
// until the next call. io.EOF is the end; a container.Refusal says why the rest
// cannot be read.
func (t *Table) Next() ([]string, error) {
	for {
		line, texts, err := t.rows.next()
		t.Line, t.texts = line, texts
		if err != nil {
			return nil, t.placed(err)
		}
		said := false
		for i, text := range texts {
			tidied, ok := tidy(text)
			if !ok {
				return nil, t.placed(container.Refuse(reform.NotUTF8, "", ""))
			}
			texts[i] = tidied
			said = said || tidied != ""
		}
		if said {
			return texts, nil
		}
	}
}

// placed names the row at which a file could be read no further.
func (t *Table) placed(err error) error {
	refused, ok := errors.AsType[container.Refusal](err)
	if ok && refused.Origin == (reform.Origin{}) && t.Line > 0 {
		refused.Origin = t.At(0)
		return refused
	}
	return err
}

// head takes the first row as headings.
func (t *Table) head() error {
	texts, err := t.Next()
	if errors.Is(err, io.EOF) {
		return container.Refuse(reform.EmptyFile, "", "")
	}
	t.Headings = append([]string{}, texts...)
	t.headed = len(texts)
	for t.headed > 0 && texts[t.headed-1] == "" {
		t.headed--
	}
	return err
}

// Column finds the column with the first of these headings, in whichever case; -1:
// there is none.
func (t *Table) Column(headings ...string) int { return Column(t.Headings, headings...) }

// Column finds the first of some names among the headings of a table.
func Column(headings []string, names ...string) int {
	for _, name := range names {
		for i, heading := range headings {
			if strings.EqualFold(heading, name) {
				return i
			}
		}
	}
	return -1
}

// Text is what stands in a column of the row last read; empty where the row ends
// before it, or there is no such column.
func (t *Table) Text(column int) string {
	if column < 0 || column >= len(t.texts) {
		return ""
	}
	return t.texts[column]
}

// Unheaded is the first column with a text beyond the last heading, in the row of a
// CSV text last read: a separator within a text or number that is not in quotes has
// moved what follows it by a column. -1: there is none. On a sheet nothing moves,
// and people note things beside a table.
func (t *Table) Unheaded() int {
	for i := t.headed; i < len(t.texts) && !t.Workbook; i++ {
		if t.texts[i] != "" {
			return i
		}
	}
	return -1
}

// Formula is what computes an empty cell of the row last read, in a file that was
// saved without results; empty: nothing does.
func (t *Table) Formula(column int) string { return t.rows.formula(t.Line, column) }

// Day is the day that a text of this table names, as 2026-03-31. A sheet has the
// number by which spreadsheets count it.
func (t *Table) Day(text string) (string, bool) {
	if reform.IsDay(text) {
		return text, true
	}
	return t.rows.day(text)
}

// At names a cell of the row last read: B7 on a sheet, in CSV text its line and
// which of the line's cells it is, 7:2.
func (t *Table) At(column int) reform.Origin {
	return reform.Origin{Sheet: t.Name, Cell: t.Cell(column)}
}

// Cell is At without the table's name.
func (t *Table) Cell(column int) string {
	column = max(0, column) + 1
	if !t.Workbook {
		return strconv.Itoa(t.Line) + ":" + strconv.Itoa(column)
	}
	return spreadsheet.Address(t.Line, column)
}

// tidy is locale.Tidy, at once for the plain text that most cells hold. False:
// the text is not UTF-8.
func tidy(text string) (string, bool) {
	for i := range len(text) {
		if c := text[i]; c <= ' ' || c >= utf8.RuneSelf || c == '\'' || c == '`' {
			return locale.Tidy(text), utf8.ValidString(text)
		}
	}
	return text, true
}
