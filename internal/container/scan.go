package container

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// elements are the most of each element in a file. The library keeps them all in
// memory, and looks through all merged cells whenever it reads one.
func (l Limits) elements() map[string]int {
	return map[string]int{
		"row": l.rows, "c": l.cells, "si": l.texts, "mergeCell": 1_000, "xf": 10_000, "sheet": 30,
		"definedName": 2_000, "dataValidation": 5_000, "Relationship": 5_000,
	}
}

const mostDepth = 64

// dangers are the words that betray, in the name of a part, in a relationship or
// in a content type, what a report has no use for.
var dangers = []struct{ word, found string }{
	{"vbaproject", "macros"},
	{"macrosheet", "macros"},
	{"macroenabled", "macros"},
	{"activex", "controls"},
	{"relationships/control", "controls"},
	{"embeddings/", "embedded"},
	{"oleobject", "embedded"},
	{"externallink", "links"},
	{"connections", "connections"},
	{"querytable", "connections"},
	{"xl/model/", "connections"},
}

func danger(text string) string {
	text = strings.ToLower(text)
	for _, d := range dangers {
		if strings.Contains(text, d.word) {
			return d.found
		}
	}
	return ""
}

// scan reads all parts as XML and remembers what it saw.
type scan struct {
	workbook bool // the content types name a workbook
	lastRow  int
	most     Limits
	elements map[string]int // the most of each
	counts   map[string]int // by element

	depth       int  // in the present part
	sheet       bool // the present part is a worksheet
	row, column int  // the last ones seen in it
}

var errForeignEncoding = errors.New("an encoding other than UTF-8")

// part scans one part. Whatever its name, it is read as XML as far as it is XML:
// the library would read it so, if a relationship called it a sheet.
func (s *scan) part(name string, from io.Reader) error {
	s.depth, s.sheet, s.row, s.column = 0, false, 0, 0
	decoder := xml.NewDecoder(from)
	decoder.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errForeignEncoding }
	for {
		token, err := decoder.RawToken()
		if err != nil {
			return s.end(name, err)
		}
		if err := s.token(token); err != nil {
			return err
		}
	}
}

// end says what it means that a part could be read no further.
func (s *scan) end(name string, err error) error {
	refused, ok := errors.AsType[Refusal](err)
	switch {
	case ok:
		return refused
	case errors.Is(err, errForeignEncoding):
		return unsafe("encoding")
	case errors.Is(err, io.EOF) && s.depth == 0, !isXML(name):
		return nil
	}
	return Damaged(name)
}

func isXML(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels")
}

func (s *scan) token(token xml.Token) error {
	switch t := token.(type) {
	case xml.Directive:
		return unsafe("entities") // <!DOCTYPE and <!ENTITY: no spreadsheet program writes them
	case xml.StartElement:
		return s.start(t)
	case xml.EndElement:
		s.depth--
	}
	return nil
}

func (s *scan) start(e xml.StartElement) error {
	name := e.Name.Local
	if s.depth == 0 {
		s.sheet = name == "worksheet"
	}
	if s.depth++; s.depth > mostDepth {
		return tooMuch("depth", mostDepth)
	}
	if err := s.count(name, 1); err != nil {
		return err
	}
	switch name {
	case "Override", "Default", "Relationship":
		return s.declaration(e)
	case "row":
		return s.startRow(e)
	case "c":
		return s.startCell(e)
	}
	return nil
}

func (s *scan) count(name string, n int) error {
	most, ok := s.elements[name]
	if !ok {
		return nil
	}
	if s.counts[name] += n; s.counts[name] > most {
		return tooMuch(name, most)
	}
	return nil
}

// declaration looks at what a part is said to be, whatever it is called. What an
// ending would mean, if there were such a part, is no danger: some programs
// declare macros in every file, and a real one has a name and a relationship.
func (s *scan) declaration(e xml.StartElement) error {
	for _, a := range e.Attr {
		if a.Name.Local != "ContentType" && a.Name.Local != "Type" {
			continue
		}
		if word := danger(a.Value); word != "" && e.Name.Local != "Default" {
			return unsafe(word)
		}
		s.workbook = s.workbook || strings.HasSuffix(a.Value, "spreadsheetml.sheet.main+xml") ||
			strings.HasSuffix(a.Value, "spreadsheetml.template.main+xml")
	}
	return nil
}

// startRow wants rows in order, numbered within bounds; a row without a number is
// the next one.
func (s *scan) startRow(e xml.StartElement) error {
	if !s.sheet {
		return nil
	}
	row := s.row + 1
	for _, a := range e.Attr {
		if a.Name.Local == "r" {
			n, err := strconv.Atoi(a.Value)
			if err != nil || n < row || n > excelize.TotalRows {
				return Damaged("row " + a.Value)
			}
			row = n
		}
	}
	if row > s.most.rows {
		return tooMuch("row", s.most.rows)
	}
	s.row, s.column, s.lastRow = row, 0, max(s.lastRow, row)
	return nil
}

// startCell wants cells in order, each in its own row. The cells that were left
// out before it count too: the library fills them in.
func (s *scan) startCell(e xml.StartElement) error {
	if !s.sheet {
		return nil
	}
	column := s.column + 1
	for _, a := range e.Attr {
		if a.Name.Local == "r" {
			n, row, err := excelize.CellNameToCoordinates(a.Value)
			if err != nil || n < column || row != s.row {
				return Damaged("cell " + a.Value)
			}
			column = n
		}
	}
	if column > s.most.columns {
		return tooMuch("column", s.most.columns)
	}
	gap := column - s.column - 1
	s.column = column
	return s.count("c", gap)
}
