package marking

import (
	"fmt"
	"strconv"
	"strings"

	"reformboard/internal/patch"
)

// styles are the workbook's styles, which cells and rules refer to by their places in
// lists. Ours are put behind the officer's, and found again by the next marking.
type styles struct {
	doc   *patch.Document
	added map[string][]string
	looks map[look]int
}

const noStyles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<styleSheet xmlns="%s"></styleSheet>`

func openStyles(w *directory) (*styles, error) {
	name := w.links.First("styles")
	if name == "" { // where they are lost, cells refer to looks that nobody can put back
		name = w.parts.Free("xl/styles", ".xml")
		w.parts.Put(name, fmt.Sprintf(noStyles, w.doc.Namespace()))
		w.parts.Declare(name, "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml")
		w.links.Add(w.kind("styles"), name)
	}
	d, err := w.parts.Document(name)
	if err != nil {
		return nil, err
	}
	s := &styles{d, map[string][]string{}, map[look]int{}}
	for _, first := range firsts {
		if d.Root.Child(first.list) == nil {
			s.place(first.list, first.entry)
		}
	}
	return s, nil
}

// firsts are the entries that lists must begin with, where a program left the list out.
var firsts = []struct{ list, entry string }{
	{"fonts", `<font><sz val="11"/><name val="Calibri"/></font>`},
	{"fills", `<fill><patternFill patternType="none"/></fill>`},
	{"fills", `<fill><patternFill patternType="gray125"/></fill>`},
	{"borders", `<border><left/><right/><top/><bottom/><diagonal/></border>`},
	{"cellStyleXfs", `<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`},
	{"cellXfs", `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`},
}

// The lists of the styles in their order; those that must not be empty begin with
// what stands for nothing.
var styleLists = []string{"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst"}

// place is the place of an entry in a list, where it is put if it is new.
func (s *styles) place(list, entry string) int {
	inside := s.doc.Root.Child(list)
	old := 0
	if inside != nil {
		old = len(inside.Inside)
		own := s.doc.Own(entry)
		for i, e := range inside.Inside {
			if s.doc.Raw(e) == own {
				return i
			}
		}
	}
	for i, other := range s.added[list] {
		if other == entry {
			return old + i
		}
	}
	s.added[list] = append(s.added[list], entry)
	return old + len(s.added[list]) - 1
}

// write puts the new entries into their lists.
func (s *styles) write() {
	for at, list := range styleLists {
		entries := s.added[list]
		inside := s.doc.Root.Child(list)
		switch {
		case len(entries) == 0:
		case inside != nil:
			s.doc.Add(inside, entries...)
			inside.Set("count", strconv.Itoa(len(inside.Inside)+len(entries)))
		default:
			s.insert(styleLists[at+1:], fmt.Sprintf(`<%s count="%d">%s</%[1]s>`, list, len(entries), strings.Join(entries, "")))
		}
	}
}

// insert puts a list before the first of those that stand behind it.
func (s *styles) insert(behind []string, text string) {
	for _, name := range behind {
		if e := s.doc.Root.Child(name); e != nil {
			s.doc.Before(e, text)
			return
		}
	}
	s.doc.Add(s.doc.Root, text)
}

// difference is the place of what a rule changes in a cell: the ink and the ground,
// either of which may be left as it is.
func (s *styles) difference(ink, ground string) int {
	text := `<dxf><font><color rgb="FF` + ink + `"/></font>`
	if ground != "" {
		text += `<fill><patternFill patternType="solid"><fgColor rgb="FF` + ground + `"/><bgColor rgb="FF` + ground + `"/></patternFill></fill>`
	}
	return s.place("dxfs", text+"</dxf>")
}

// look is how a cell of our list looks.
type look struct {
	size               int // points
	bold, under, frame bool
	ink, ground        string
	side               string // left or centre
	literal            bool   // what stands there is text, though it begin like a formula
}

// cell is the place of a look.
func (s *styles) cell(k look) int {
	if _, known := s.looks[k]; !known {
		s.looks[k] = s.add(k)
	}
	return s.looks[k]
}

func (s *styles) add(k look) int {
	font := "<font>"
	if k.bold {
		font += "<b/>"
	}
	if k.under {
		font += "<u/>"
	}
	font += fmt.Sprintf(`<sz val="%d"/><color rgb="FF%s"/><name val="Times New Roman"/><family val="1"/></font>`, k.size, k.ink)
	fill, border := 0, 0
	if k.ground != "" {
		fill = s.place("fills", `<fill><patternFill patternType="solid"><fgColor rgb="FF`+k.ground+`"/><bgColor indexed="64"/></patternFill></fill>`)
	}
	if k.frame {
		border = s.place("borders", "<border>"+side("left")+side("right")+side("top")+side("bottom")+"<diagonal/></border>")
	} else {
		border = s.place("borders", "<border><left/><right/><top/><bottom/><diagonal/></border>")
	}
	indent := ""
	if k.frame && k.side == "left" {
		indent = ` indent="1"`
	}
	format, literal := 0, ""
	if k.literal {
		format, literal = 49, ` quotePrefix="1"`
	}
	return s.place("cellXfs", fmt.Sprintf(
		`<xf numFmtId="%d" fontId="%d" fillId="%d" borderId="%d" xfId="0"%s applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">`+
			`<alignment horizontal="%s" vertical="center" wrapText="1"%s/><protection locked="0"/></xf>`,
		format, s.place("fonts", font), fill, border, literal, k.side, indent,
	))
}

func side(name string) string {
	return `<` + name + ` style="thin"><color rgb="FFB8C2CC"/></` + name + `>`
}
