package spreadsheet

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"reformboard/internal/container"
	"reformboard/internal/markup"
	"reformboard/internal/reform"
)

// sheet reads the cells of one sheet, and counts them: there must be as many as were
// seen when the file was looked through.
func (r *reader) sheet(s *Sheet, part string) error {
	text, said, ok := r.archive.Part(part)
	if !ok {
		return container.Damaged(s.Name)
	}
	s.Cells = make([]Cell, 0, said)
	c := &cells{reader: r, sheet: s, scanner: markup.New(text)}
	if err := c.read(); err != nil {
		return err
	}
	if c.seen != said {
		return container.Damaged(s.Name)
	}
	return nil
}

// cells reads the cells of a sheet.
type cells struct {
	*reader
	sheet   *Sheet
	scanner *markup.Scanner
	row     int
	column  int
	unseen  bool // the present row is hidden
	seen    int
}

func (c *cells) read() error {
	for {
		kind, err := c.scanner.Next()
		switch {
		case err != nil:
			return container.Damaged(c.sheet.Name)
		case kind == markup.Nothing:
			return nil
		case kind == markup.Start:
			if err := c.element(); err != nil {
				return err
			}
		}
	}
}

func (c *cells) element() error {
	switch c.scanner.Name {
	case "row":
		c.row++
		c.column, c.unseen = 0, false
		for _, a := range c.scanner.Attributes {
			switch value, _ := a.Value(); a.Name {
			case "r":
				row, ok := number(value) // in order, as was seen
				if !ok {
					return container.Damaged("row " + value)
				}
				c.row = row
			case "hidden":
				c.unseen = yes(value)
			}
		}
	case "c":
		return c.cell()
	case "mergeCell":
		from, to, _ := strings.Cut(attribute(c.scanner, "ref"), ":")
		if to == "" {
			to = from
		}
		var m Range
		var first, last bool
		m.Row, m.Column, first = Place(from)
		m.LastRow, m.LastColumn, last = Place(to)
		if !first || !last {
			return refuse(c.sheet.Name, from)
		}
		c.sheet.Merged = append(c.sheet.Merged, m)
	}
	return nil
}

// stored is a cell as the file writes it.
type stored struct {
	kind    string // "s" for a shared text, and so on; empty: a number
	style   string
	value   string
	formula bool
	valued  bool
	says    bool // it has a value, a formula or a text, if an empty one
}

func (c *cells) cell() error {
	c.column++
	var s stored
	for _, a := range c.scanner.Attributes {
		value, err := a.Value()
		if err != nil {
			return c.refuse()
		}
		switch a.Name {
		case "r":
			_, c.column, _ = Place(value)
		case "s":
			s.style = value
		case "t":
			s.kind = value
		}
	}
	found := Cell{Row: c.row, Column: c.column}
	if err := c.inside(&found, &s); err != nil {
		return err
	}
	if s.says {
		c.seen++
	}
	if !c.means(&found, s) {
		return c.refuse()
	}
	if found.Kind == Empty && found.Formula == "" {
		return nil
	}
	if err := c.bounded(found.Text); err != nil {
		return err
	}
	c.sheet.Cells = append(c.sheet.Cells, found)
	if n := len(c.sheet.Unseen); c.unseen && (n == 0 || c.sheet.Unseen[n-1] != c.row) {
		c.sheet.Unseen = append(c.sheet.Unseen, c.row)
	}
	return nil
}

// inside reads what stands in a cell, to its end.
func (c *cells) inside(found *Cell, s *stored) error {
	depth := c.scanner.Depth()
	for {
		kind, err := c.scanner.Next()
		if err != nil {
			return c.refuse()
		}
		switch {
		case kind == markup.End && c.scanner.Depth() < depth:
			if s.formula {
				found.Formula = "=" + strings.TrimPrefix(strings.TrimSpace(found.Formula), "=")
			}
			return nil
		case kind != markup.Start:
			continue
		}
		name := c.scanner.Name
		twice := s.formula
		switch name {
		case "v":
			twice = s.valued
			s.value, err = text(c.scanner)
			s.valued = true
		case "is":
			twice = s.valued
			s.value, err = rich(c.scanner)
			s.valued = true
		case "f":
			found.Formula, err = text(c.scanner)
			s.formula = true
		default:
			continue
		}
		if s.says = true; err != nil || twice { // of two values, nobody knows which counts
			return c.refuse()
		}
	}
}

// logical takes a truth value; false: it is none.
func (c *Cell) logical(value string) bool {
	switch {
	case value == "":
	case yes(value):
		c.Kind, c.Text = Bool, "TRUE"
	case value == "0" || value == "false":
		c.Kind, c.Text = Bool, "FALSE"
	default:
		return false
	}
	return true
}

// mostLetters is how much text a cell takes in the programs that officers have.
const mostLetters = 32_767

// bounded refuses texts beyond all use. A shared one may stand in a million cells, and
// whoever compares cells reads it each time.
func (c *cells) bounded(text string) error {
	c.left -= len(text)
	switch {
	case len(text) > mostLetters && utf8.RuneCountInString(text) > mostLetters:
		return container.Refuse(reform.TooMuchInside, "letters", strconv.Itoa(mostLetters))
	case c.left < 0:
		return container.Refuse(reform.TooMuchInside, "text_bytes", strconv.Itoa(c.most))
	}
	return nil
}

func (c *cells) refuse() error { return refuse(c.sheet.Name, Address(c.row, c.column)) }

// means turns what is stored into what stands in the cell. False: nobody could.
func (c *cells) means(found *Cell, s stored) bool {
	if s.style != "" && len(c.formats) > 0 {
		style, ok := number(s.style)
		if !ok || style >= len(c.formats) {
			return false // nobody knows whether 0.5 is shown as 50 %
		}
		found.Format = c.formats[style]
	}
	if !s.valued {
		return true
	}
	switch s.kind {
	case "s":
		at, ok := number(strings.TrimSpace(s.value))
		if !ok || at >= len(c.texts) {
			return false
		}
		found.Kind, found.Text = Text, c.texts[at]
	case "str", "inlineStr", "d":
		found.Kind, found.Text = Text, unescape(s.value)
	case "b":
		return found.logical(strings.TrimSpace(s.value))
	case "e":
		found.Kind, found.Text = Failure, s.value
	case "", "n":
		if found.Text = strings.TrimSpace(s.value); found.Text != "" {
			found.Kind = Number
		}
	default:
		return false
	}
	if found.Kind == Text && found.Text == "" && !s.formula {
		found.Kind = Empty
	}
	return true
}
