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

// modern is the workbook with the text that was typed for old fonts turned into
// Unicode, and by sheet a Finding that shows the first of it.
func modern(book *spreadsheet.Book) (*spreadsheet.Book, map[string]reform.Finding) {
	turned := map[string]reform.Finding{}
	now := *book
	now.Sheets = slices.Clone(book.Sheets)
	for i := range now.Sheets {
		s := &now.Sheets[i]
		first := slices.IndexFunc(s.Cells, func(c spreadsheet.Cell) bool {
			_, _, old := oldfont.Unicode(c.Text)
			return old && c.Kind == spreadsheet.Text && len(c.Text) <= longestWitness && !strings.Contains(c.Text, "\n")
		})
		if first < 0 {
			continue
		}
		witness := s.Cells[first]
		text, _, _ := oldfont.Unicode(witness.Text)
		turned[s.Name] = reform.Finding{
			Origin: reform.Origin{Sheet: s.Name, Cell: witness.Address()}, Problem: reform.OldTypeface, Severity: reform.Note,
			Found: witness.Text, Wanted: text,
		}
		s.Cells = turn(s.Cells, witness.Text)
	}
	return &now, turned
}

// turn turns the text of cells. One word alone is seldom sure: beside a witness that is,
// it follows that one, unless the sheet has Unicode's own Vietnamese letters as well.
func turn(cells []spreadsheet.Cell, witness string) []spreadsheet.Cell {
	mixed := slices.ContainsFunc(cells, func(c spreadsheet.Cell) bool {
		return strings.ContainsFunc(c.Text, func(r rune) bool { return r > unicode.MaxLatin1 && unicode.IsLetter(r) })
	})
	cells = slices.Clone(cells)
	for i, c := range cells {
		if c.Kind != spreadsheet.Text {
			continue
		}
		if text, _, old := oldfont.Unicode(c.Text); old {
			cells[i].Text = text
			continue
		}
		if both, _, old := oldfont.Unicode(witness + "\n" + c.Text); old && !mixed {
			_, cells[i].Text, _ = strings.Cut(both, "\n")
		}
	}
	return cells
}
