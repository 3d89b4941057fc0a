package table

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"reformboard/internal/container"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

func readWorkbook(r io.Reader, fits func([]string) bool, use func(*Table) error) error {
	limits := container.Own
	content, err := io.ReadAll(io.LimitReader(r, int64(limits.Bytes)+1))
	if err != nil {
		return err
	}
	book, err := spreadsheet.Read(content, limits)
	refused, ok := errors.AsType[container.Refusal](err)
	if ok && refused.Found == "other" && !utf8.Valid(content) {
		return container.Refuse(reform.NotUTF8, "", "")
	}
	if refused.Problem == reform.NotWorkbook {
		refused.Wanted = "table" // which may be text as well
		return refused
	}
	if err != nil {
		return err
	}
	t, err := choose(book, fits)
	if err != nil {
		return err
	}
	return use(t)
}

// choose opens the first sheet whose headings fit, or else the first that has any.
func choose(book *spreadsheet.Book, fits func([]string) bool) (*Table, error) {
	var first *Table
	var failed error
	for i := range book.Sheets {
		t, err := openSheet(book, &book.Sheets[i])
		switch {
		case err != nil && failed == nil:
			failed = err
		case err != nil:
		case fits(t.Headings):
			return t, nil
		case first == nil:
			first = t
		}
	}
	if first == nil {
		return nil, failed
	}
	return first, nil
}

func openSheet(book *spreadsheet.Book, sheet *spreadsheet.Sheet) (*Table, error) {
	t := &Table{Name: sheet.Name, Workbook: true, rows: &sheetRows{sheet: sheet, from1904: book.From1904}}
	return t, t.head()
}

// sheetRows reads the rows of a sheet that say something.
type sheetRows struct {
	sheet    *spreadsheet.Sheet
	from1904 bool
	at       int      // in the sheet's cells
	texts    []string // used again for the next row
}

func (s *sheetRows) next() (int, []string, error) {
	cells := s.sheet.Cells
	if s.at == len(cells) {
		return s.sheet.LastRow(), nil, io.EOF
	}
	line := cells[s.at].Row
	s.texts = s.texts[:0]
	for ; s.at < len(cells) && cells[s.at].Row == line; s.at++ {
		c := cells[s.at]
		for len(s.texts) < c.Column-1 {
			s.texts = append(s.texts, "")
		}
		s.texts = append(s.texts, shown(c))
	}
	return line, s.texts, nil
}

// exactDigits are as many as a spreadsheet shows of a number, and as its float64
// surely keeps.
const exactDigits = 15

// shown is the number in a numeric cell as a person sees it there, to 15 digits.
// Behind the 32.35 that somebody typed, the file says 32.350000000000001. Digits in
// a text cell are as they were typed.
func shown(c spreadsheet.Cell) string {
	if c.Kind != spreadsheet.Number || len(c.Text) <= exactDigits || strings.Trim(c.Text, "0123456789+-.eE") != "" {
		return c.Text
	}
	number, err := strconv.ParseFloat(c.Text, 64)
	if err != nil {
		return c.Text
	}
	return strconv.FormatFloat(number, 'g', exactDigits, 64)
}

func (s *sheetRows) formula(line, column int) string { return s.sheet.Cell(line, column+1).Formula }

// Days of the years 2000 to 2199, by the number of a spreadsheet that counts from
// 1900; one that counts from 1904 is as many days behind.
const (
	firstDay, lastDay = 36_526, 109_574
	behind1904        = 1_462
)

func (s *sheetRows) day(text string) (string, bool) {
	number, err := strconv.Atoi(text)
	if s.from1904 {
		number += behind1904
	}
	if err != nil || number < firstDay || number > lastDay {
		return "", false
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, number).Format(time.DateOnly), true
}
