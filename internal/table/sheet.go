package table

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/container"
	"reformboard/internal/reform"
)

func readWorkbook(r io.Reader, fits func([]string) bool, use func(*Table) error) error {
	limits := container.Own
	content, err := io.ReadAll(io.LimitReader(r, int64(limits.Bytes)+1))
	if err != nil {
		return err
	}
	err = container.ReadWithin(limits, content, func(file *excelize.File, _ int) error {
		t, err := choose(file, fits)
		if err != nil {
			return err
		}
		return use(t)
	})
	if refused, ok := errors.AsType[container.Refusal](err); ok && refused.Found == "other" && !utf8.Valid(content) {
		return container.Refuse(reform.NotUTF8, "", "")
	}
	return err
}

// choose opens the first sheet whose headings fit, or else the first that has any.
func choose(file *excelize.File, fits func([]string) bool) (*Table, error) {
	var first *Table
	var failed error
	for _, name := range file.GetSheetList() {
		t, err := openSheet(file, name)
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

func openSheet(file *excelize.File, name string) (*Table, error) {
	iterator, err := file.Rows(name)
	if err != nil {
		return nil, container.Damaged(name)
	}
	t := &Table{Name: name, Workbook: true, rows: &sheetRows{file: file, name: name, iterator: iterator}}
	return t, t.head()
}

type sheetRows struct {
	file     *excelize.File
	name     string
	iterator *excelize.Rows
	line     int
}

func (s *sheetRows) next() (int, []string, error) {
	if !s.iterator.Next() {
		if s.iterator.Error() != nil {
			return s.line, nil, container.Damaged(s.name)
		}
		return s.line, nil, io.EOF
	}
	s.line++
	texts, err := s.iterator.Columns(excelize.Options{RawCellValue: true})
	if err != nil {
		return s.line, nil, container.Damaged(s.name)
	}
	for i, text := range texts {
		if len(text) > exactDigits {
			texts[i] = s.shown(text, i)
		}
	}
	return s.line, texts, nil
}

// exactDigits are as many as a spreadsheet shows of a number, and as its float64
// surely keeps.
const exactDigits = 15

// shown is the number in a numeric cell as a person sees it there, to 15 digits.
// Behind the 32.35 that somebody typed, the file says 32.350000000000001.
func (s *sheetRows) shown(text string, column int) string {
	if strings.Trim(text, "0123456789+-.eE") != "" {
		return text
	}
	number, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	kind, err := s.file.GetCellType(s.name, cellName(column+1, s.line))
	if err != nil || kind != excelize.CellTypeNumber && kind != excelize.CellTypeUnset {
		return text // digits in a text cell are as they were typed
	}
	return strconv.FormatFloat(number, 'g', exactDigits, 64)
}

func (s *sheetRows) formula(line, column int) string {
	text, err := s.file.GetCellFormula(s.name, cellName(column+1, line))
	if text == "" && err == nil {
		return ""
	}
	return "=" + strings.TrimPrefix(text, "=")
}

// Days of the years 2000 to 2199, by the number of a spreadsheet that counts from
// 1900; one that counts from 1904 is as many days behind.
const (
	firstDay, lastDay = 36_526, 109_574
	behind1904        = 1_462
)

func (s *sheetRows) day(text string) (string, bool) {
	number, err := strconv.Atoi(text)
	if props, unread := s.file.GetWorkbookProps(); unread == nil && props.Date1904 != nil && *props.Date1904 {
		number += behind1904
	}
	if err != nil || number < firstDay || number > lastDay {
		return "", false
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, number).Format(time.DateOnly), true
}
