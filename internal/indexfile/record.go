package indexfile

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"reformboard/internal/keyfile"
	"reformboard/internal/locale"
)

// The headings of an index's table.
const (
	parentColumn    = "parent"
	codeColumn      = "code"
	weightColumn    = "weight"
	aggColumn       = "agg"
	normColumn      = "norm"
	lowColumn       = "low"
	highColumn      = "high"
	powerColumn     = "power"
	directionColumn = "direction"
	nameColumn      = "name"
	targetColumn    = "target"
	referenceColumn = "reference"
	coverageColumn  = "min_coverage"
)

var (
	neededColumns   = []string{codeColumn, parentColumn, weightColumn, aggColumn, normColumn}
	weighingColumns = []string{lowColumn, highColumn, powerColumn, directionColumn} // misspelt, they would change scores unseen: known by three letters
)

// mostNodes is more than any published index has.
const mostNodes = 5_000

// record is one row of the table.
type record struct {
	headings map[string]int // from 0
	line     int
	cells    []string
	columns  []int // where each cell begins, in letters from 1
}

// text is what stands under a heading, tidied as the names in a table of values are.
func (r record) text(column string) string {
	i, ok := r.headings[column]
	if !ok || i >= len(r.cells) {
		return ""
	}
	text := locale.Tidy(r.cells[i])
	if column != codeColumn && column != parentColumn && column != nameColumn && nothing(text) {
		return ""
	}
	return text
}

// nothing reports whether a text stands for an empty cell, as statistical programs
// and people write one.
func nothing(text string) bool {
	return slices.Contains([]string{"", "-", "na", "nan", "null"}, strings.ToLower(text))
}

// word is a word of a closed set: small letters, without the prefix COINr gives it.
func word(n *node, column, prefix string) string {
	return strings.TrimPrefix(strings.ToLower(n.text(column)), prefix)
}

// fault notes a fault of one cell; a cell gets no second, which is mostly a
// consequence of the first.
func (x *index) fault(n *node, column, format string, args ...any) {
	place := 1
	if i, ok := n.headings[column]; ok && i < len(n.columns) {
		place = n.columns[i]
	}
	same := func(f keyfile.Fault) bool { return f.Line == n.line && f.Path == column }
	if !slices.ContainsFunc(x.faults, same) {
		x.faults = x.faults.With(keyfile.Fault{File: x.name, Line: n.line, Column: place, Path: column, Text: fmt.Sprintf(format, args...)})
	}
}

// whole notes a fault of the file.
func (x *index) whole(line, column int, format string, args ...any) {
	x.faults = x.faults.With(keyfile.Fault{File: x.name, Line: line, Column: column, Text: fmt.Sprintf(format, args...)})
}

// read splits the text into rows.
func (x *index) read(content []byte) {
	content = bytes.TrimPrefix(content, []byte("\xEF\xBB\xBF"))
	switch {
	case len(content) > mostIndexBytes:
		x.whole(1, 1, "the file is larger than %d KiB: the table of an index is a text of some dozen KiB", mostIndexBytes>>10)
		return
	case !utf8.Valid(content) || bytes.IndexByte(content, 0) >= 0:
		x.whole(1, 1, "this is not text in UTF-8: save the table as CSV in UTF-8")
		return
	}
	head, _, _ := bytes.Cut(content, []byte("\n"))
	reader := csv.NewReader(bytes.NewReader(content))
	reader.FieldsPerRecord = -1
	reader.Comma = separator(head)
	x.comma = reader.Comma != ','
	lines := bytes.Split(content, []byte("\n"))
	var headings map[string]int
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			bad := &csv.ParseError{Line: 1, Column: 1} // from memory no other error comes
			errors.As(err, &bad)
			x.whole(bad.Line, bad.Column, "a quotation mark is missing or stands in the middle: put a text with quotation marks in quotes, and write each of them twice")
			return
		}
		if strings.TrimSpace(strings.Join(cells, "")) == "" {
			continue
		}
		r := record{headings: headings, cells: cells}
		r.line, r.columns = places(reader, cells, lines)
		if headings == nil {
			headings, x.width = x.headings(r), len(cells)
			continue
		}
		x.take(r)
	}
	if headings == nil {
		x.whole(1, 1, "the file is empty: its first line holds the headings %s", strings.Join(neededColumns, ", "))
	}
}

// separator is what stands between the headings most often.
func separator(head []byte) rune {
	best := ','
	for _, c := range ";\t" {
		if bytes.Count(head, []byte(string(c))) > bytes.Count(head, []byte(string(best))) {
			best = c
		}
	}
	return best
}

// places says where each cell of a row begins, counted in letters.
func places(reader *csv.Reader, cells []string, lines [][]byte) (line int, columns []int) {
	for i := range cells {
		at, from := reader.FieldPos(i)
		if i == 0 {
			line = at
		}
		before := lines[at-1][:min(from-1, len(lines[at-1]))]
		columns = append(columns, utf8.RuneCount(before)+1)
	}
	return line, columns
}

// headings finds the columns.
func (x *index) headings(r record) map[string]int {
	found := map[string]int{}
	for i, heading := range r.cells {
		heading = strings.ToLower(strings.TrimSpace(heading))
		if _, twice := found[heading]; twice && heading != "" {
			x.whole(r.line, r.columns[i], "the heading %s stands twice: delete one of the columns", keyfile.Quote(heading))
		}
		found[heading] = i
	}
	for _, column := range neededColumns {
		if _, ok := found[column]; !ok {
			x.whole(r.line, 1, "the column %s is missing: add it", column)
		}
	}
	for _, column := range weighingColumns {
		if _, ok := found[column]; ok {
			continue
		}
		for i, heading := range r.cells {
			if strings.HasPrefix(strings.ToLower(strings.TrimSpace(heading)), column[:3]) {
				x.whole(r.line, r.columns[i], "%s is no heading that is read: write %s if it means that, or delete the column", keyfile.Quote(heading), column)
			}
		}
	}
	return found
}

// take keeps a row as a node.
func (x *index) take(r record) {
	if len(x.nodes) == mostNodes {
		x.whole(r.line, 1, "an index has at most %d nodes", mostNodes)
	}
	if len(x.nodes) >= mostNodes {
		return
	}
	for i := x.width; i < len(r.cells); i++ {
		if strings.TrimSpace(r.cells[i]) != "" {
			x.whole(r.line, r.columns[i], "this row has more cells than there are headings: put a text with separators in it in quotes")
			break
		}
	}
	x.nodes = append(x.nodes, &node{record: r})
}
