package recipe

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"reformboard/internal/spreadsheet"
)

// soon is some seconds: a machine may have other work. What is not bounded takes minutes.
const soon = 8 * time.Second

// TestHostileFormsAreSoonAnswered fills forms with as much as the gate lets through:
// 200,000 cells, 32 MB of text, 5,000 rows, 5,000 merged cells.
func TestHostileFormsAreSoonAnswered(t *testing.T) {
	r := form(t, "qd766-progress")
	f := frameworkOf(t, r)
	old := strings.Repeat("Sè hå s¬ nép trùc tuyÕn ", 5) + "zz\u00e4zz"
	pure := strings.TrimSpace(strings.Repeat("Sè hå s¬ nép trùc tuyÕn ", 5))
	everywhere := func(columns int, text func(i int) string) func(s *spreadsheet.Sheet) {
		return func(s *spreadsheet.Sheet) {
			last := s.LastRow()
			for row := last + 1; row <= 4_900; row++ {
				for column := 1; column <= columns; column++ {
					s.Cells = append(s.Cells, spreadsheet.Cell{Row: row, Column: column, Kind: spreadsheet.Text, Text: text(len(s.Cells))})
				}
			}
		}
	}
	header := func(s *spreadsheet.Sheet) []spreadsheet.Cell {
		var top []spreadsheet.Cell
		for _, c := range s.Cells {
			if c.Kind == spreadsheet.Text && len(top) < 40 {
				top = append(top, c)
			}
		}
		return top
	}
	for _, c := range []struct {
		name   string
		change func(s *spreadsheet.Sheet)
	}{
		{"nothing", func(*spreadsheet.Sheet) {}},
		{"texts that may be old", everywhere(38, func(int) string { return old })},
		{"texts that may be old, each another", everywhere(38, func(i int) string { return old + fmt.Sprint(i) })},
		{"old texts", everywhere(38, func(int) string { return pure })},
		{"old words beside a witness", func(s *spreadsheet.Sheet) {
			s.Cells[0].Text = "Sè hå s¬ nép trùc tuyÕn"
			everywhere(38, func(int) string { return "hå hå hå hå hå hå" })(s)
		}},
		{"long words", everywhere(38, func(int) string { return strings.Repeat("Tỷ lệ (1) = (2) + ", 8) })},
		{"unknown units", everywhere(2, func(i int) string { return strings.Repeat("Sở Thử nghiệm ", 60) + fmt.Sprint(i) })},
		{"texts of 32,000 letters", everywhere(1, func(int) string { return strings.Repeat("1) ( ", 1_300) })},
		{"merged cells over everything", func(s *spreadsheet.Sheet) {
			everywhere(38, func(int) string { return "12" })(s)
			for range 5_000 {
				s.Merged = append(s.Merged, spreadsheet.Range{Row: s.LastRow() - 4_800, Column: 16_000, LastRow: 1_048_576, LastColumn: 16_384})
			}
		}},
		{"a header in many rows, merged", func(s *spreadsheet.Sheet) {
			top := header(s)
			s.Cells = nil
			for row := 1; row <= 100; row++ {
				for column := 1; column <= 200; column++ {
					c := top[(column+row)%len(top)]
					c.Row, c.Column = row, column
					s.Cells = append(s.Cells, c)
				}
			}
			for i := range 1_900 {
				s.Merged = append(s.Merged, spreadsheet.Range{Row: 1, Column: 201 + i%10, LastRow: 1_048_576, LastColumn: 16_384})
			}
		}},
		{"a header in many rows of thirty sheets", func(s *spreadsheet.Sheet) {
			top := header(s)
			s.Cells = nil
			for row := 1; row <= 33; row++ {
				for column := 1; column <= 200; column++ {
					c := top[(column+row)%len(top)]
					c.Row, c.Column = row, column
					s.Cells = append(s.Cells, c)
				}
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			book := save(t, draw(r, seeded()))
			c.change(&book.Sheets[0])
			if strings.Contains(c.name, "thirty sheets") {
				for i := range 29 {
					again := book.Sheets[0]
					again.Name = fmt.Sprint("S", i)
					book.Sheets = append(book.Sheets, again)
				}
			}
			start := time.Now()
			got := r.Apply(book, f, theUnits(), readCell)
			took := time.Since(start)
			start = time.Now()
			Guess(book, book.Sheets[0].Name, f)
			t.Logf("%v, %d findings, guess %v", took.Round(1e6), len(got.Findings), time.Since(start).Round(1e6))
			if guessed := time.Since(start); max(took, guessed) > soon {
				t.Errorf("%v and %v", took, guessed)
			}
		})
	}
}
