package recipe

import (
	"slices"
	"strings"
	"unicode"

	"reformboard/internal/oldfont"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// longestWitness is the most bytes of a text that speaks for others of its sheet.
const longestWitness = 200

// mostTurned is how many bytes of different texts are tried; a form has some kilobytes.
const mostTurned = 1 << 20

// modern is the workbook with the text that was typed for old fonts turned into
// Unicode, and by sheet a Finding that shows the first of it.
func modern(book *spreadsheet.Book) (*spreadsheet.Book, map[string]reform.Finding) {
	turned := map[string]reform.Finding{}
	now := *book
	now.Sheets = slices.Clone(book.Sheets)
	t := &typeface{known: map[string]string{}, left: mostTurned}
	for i := range now.Sheets {
		s := &now.Sheets[i]
		first := slices.IndexFunc(s.Cells, func(c spreadsheet.Cell) bool {
			if c.Kind != spreadsheet.Text || len(c.Text) > longestWitness || strings.Contains(c.Text, "\n") {
				return false
			}
			_, old := t.unicode(c.Text)
			return old
		})
		if first < 0 {
			continue
		}
		witness := s.Cells[first]
		text, _ := t.unicode(witness.Text)
		turned[s.Name] = reform.Finding{
			Origin: reform.Origin{Sheet: s.Name, Cell: witness.Address()}, Problem: reform.OldTypeface, Severity: reform.Note,
			Found: witness.Text, Wanted: text,
		}
		s.Cells = t.turn(s.Cells, witness.Text)
	}
	return &now, turned
}

// typeface turns texts, each of them once.
type typeface struct {
	known map[string]string // empty: it is not turned
	left  int
}

func (t *typeface) unicode(text string) (string, bool) {
	if !oldfont.Possible(text) {
		return "", false
	}
	turned, tried := t.known[text]
	if !tried && t.left >= len(text) {
		t.left -= len(text)
		if modern, _, old := oldfont.Unicode(text); old {
			turned = modern
		}
		t.known[text] = turned
	}
	return turned, turned != ""
}

// turn turns the text of cells. One word alone is seldom sure: beside a witness that is,
// it follows that one, unless the sheet has Unicode's own Vietnamese letters as well.
func (t *typeface) turn(cells []spreadsheet.Cell, witness string) []spreadsheet.Cell {
	mixed := slices.ContainsFunc(cells, func(c spreadsheet.Cell) bool {
		return strings.ContainsFunc(c.Text, func(r rune) bool { return r > unicode.MaxLatin1 && unicode.IsLetter(r) })
	})
	cells = slices.Clone(cells)
	for i, c := range cells {
		if c.Kind != spreadsheet.Text {
			continue
		}
		if text, old := t.unicode(c.Text); old {
			cells[i].Text = text
			continue
		}
		if both, old := t.unicode(witness + "\n" + c.Text); old && !mixed {
			_, cells[i].Text, _ = strings.Cut(both, "\n")
		}
	}
	return cells
}
