package container

import (
	"errors"
	"path"
	"strconv"
	"strings"

	"reformboard/internal/markup"
	"reformboard/internal/reform"
)

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
	Archive
	workbook bool // the content types name a workbook
	most     Limits
	counts   counts

	root  string // of the present part
	sheet place  // where the present worksheet is read
}

// counts are how often the elements stand there that a reader keeps in memory.
type counts struct{ rows, cells, texts, merges, formats, sheets, names, guards, relations int }

func newScan(most Limits) *scan {
	return &scan{most: most, Archive: Archive{parts: map[string]string{}, said: map[string]int{}}}
}

// useful are the roots of the parts that a reader of cells needs.
var useful = map[string]bool{"worksheet": true, "sst": true, "styleSheet": true, "workbook": true, "Relationships": true}

// part scans one part. Whatever its name, it is read as XML as far as it is XML: a
// relationship might call it a sheet. Lent bytes are used again for another part, so
// that what is kept of them is copied.
func (s *scan) part(name string, bytes []byte, lent bool) error {
	s.root, s.sheet = "", place{}
	text, err := markup.Check(bytes)
	if err == nil {
		err = s.read(markup.New(text))
	}
	if refused, ok := errors.AsType[Refusal](err); ok {
		return refused
	}
	switch {
	case len(text) > s.most.part: // it was spelt in another way
		return tooMuch("part_bytes", s.most.part)
	case err == nil && s.root == "sst" && len(text) > s.most.shared:
		return tooMuch("text_bytes", s.most.shared)
	case err == nil && useful[s.root]:
		if lent {
			text = strings.Clone(text)
		}
		s.parts[lower(name)], s.said[lower(name)] = text, s.sheet.said
	case err == nil:
	case errors.Is(err, markup.ErrDeclared):
		return unsafePart("entities") // no spreadsheet program writes them
	case errors.Is(err, markup.ErrEncoding):
		return unsafePart("encoding")
	case !isXML(name):
	case errors.Is(err, markup.ErrDepth):
		return tooMuch("depth", markup.MostDepth)
	case errors.Is(err, markup.ErrAttribute):
		return tooMuch("attributes", markup.MostAttributes)
	default:
		return Damaged(name)
	}
	return nil
}

// isXML goes by the name, as programs do. What begins with ._ a Mac has put beside the
// part that it is called after.
func isXML(name string) bool {
	name = lower(name)
	if strings.HasPrefix(path.Base(name), "._") {
		return false
	}
	return strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels")
}

func (s *scan) read(part *markup.Scanner) error {
	for {
		kind, err := part.Next()
		if err != nil || kind == markup.Nothing {
			return err
		}
		switch {
		case kind == markup.Start:
			if part.Depth() == 1 {
				s.root = part.Name
			}
			err = s.start(part)
		case kind == markup.End && part.Name == "c":
			s.sheet.cell = false // what extensions of the sheet call f or v is in no cell
		}
		if err != nil {
			return err
		}
	}
}

// start counts an element, and looks at what it is said to be.
func (s *scan) start(e *markup.Scanner) error {
	switch e.Name {
	case "Override", "Relationship":
		if err := count(&s.counts.relations, 1, "Relationship", 5_000); err != nil {
			return err
		}
		return s.declaration(e)
	case "Default":
		return s.declaration(e)
	case "row":
		return s.startRow(e)
	case "c":
		return s.startCell(e)
	case "v", "f", "is":
		return s.says()
	case "si":
		return count(&s.counts.texts, 1, e.Name, s.most.texts)
	case "mergeCell":
		return count(&s.counts.merges, 1, e.Name, 5_000)
	case "xf":
		return count(&s.counts.formats, 1, e.Name, 10_000)
	case "sheet":
		return count(&s.counts.sheets, 1, e.Name, 31) // thirty, and our own list of what is to be mended
	case "definedName":
		return count(&s.counts.names, 1, e.Name, 2_000)
	case "dataValidation":
		return count(&s.counts.guards, 1, e.Name, 5_000)
	}
	return nil
}

func count(n *int, more int, name string, most int) error {
	if *n += more; *n > most {
		return tooMuch(name, most)
	}
	return nil
}

// declaration looks at what a part is said to be, whatever it is called. What an
// ending would mean, if there were such a part, is no danger: some programs
// declare macros in every file, and a real one has a name and a relationship.
func (s *scan) declaration(e *markup.Scanner) error {
	for _, a := range e.Attributes {
		if a.Name != "ContentType" && a.Name != "Type" {
			continue
		}
		value, err := a.Value()
		if err != nil {
			return err
		}
		if strings.HasSuffix(value, "sheet.binary.macroEnabled.main") {
			return Refuse(reform.NotWorkbook, "xlsb", "")
		}
		if word := danger(value); word != "" && e.Name != "Default" {
			return unsafePart(word)
		}
		s.workbook = s.workbook || strings.HasSuffix(value, "spreadsheetml.sheet.main+xml") ||
			strings.HasSuffix(value, "spreadsheetml.template.main+xml")
	}
	return nil
}

// place is where a worksheet is read.
type place struct {
	row, column int // the last ones seen
	cell        bool
	said        int // cells that say something
}

// startRow wants rows in order; a row without a number is the next one.
func (s *scan) startRow(e *markup.Scanner) error {
	if s.root != "worksheet" {
		return nil
	}
	row := s.sheet.row + 1
	for _, a := range e.Attributes {
		if a.Name == "r" {
			text, _ := a.Value()
			n, err := strconv.Atoi(text)
			if err != nil || n < row || n > MostRows {
				return Damaged("row " + text)
			}
			row = n
		}
	}
	s.sheet.row, s.sheet.column, s.sheet.cell = row, 0, false
	s.Spread.Rows = max(s.Spread.Rows, row)
	return count(&s.counts.rows, 1, "row", 20*s.most.Rows) // many may have nothing but a height
}

// startCell wants cells in order, each in its own row.
func (s *scan) startCell(e *markup.Scanner) error {
	if s.root != "worksheet" {
		return nil
	}
	column := s.sheet.column + 1
	for _, a := range e.Attributes {
		if a.Name == "r" {
			text, _ := a.Value()
			row, n, ok := Place(text)
			if !ok || n < column || row != s.sheet.row {
				return Damaged("cell " + text)
			}
			column = n
		}
	}
	s.Spread.Cells += column - s.sheet.column
	s.sheet.column, s.sheet.cell = column, true
	return count(&s.counts.cells, 1, "c", s.most.Cells)
}

// says notes that the present cell says something, and where. A program may dress
// rows and columns to the end of the sheet; that is no report of their size.
func (s *scan) says() error {
	if s.root != "worksheet" || !s.sheet.cell {
		return nil
	}
	s.sheet.cell = false
	s.sheet.said++
	switch {
	case s.sheet.row > s.most.Rows:
		return tooMuch("row", s.most.Rows)
	case s.sheet.column > s.most.Columns:
		return tooMuch("column", s.most.Columns)
	}
	return nil
}

// tooMuch refuses a file that holds more of something than is read.
func tooMuch(found string, most int) error {
	return Refuse(reform.TooMuchInside, found, strconv.Itoa(most))
}
