package unitlist

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/container"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// table is a sheet or a CSV text with a row of headings.
type table struct {
	sheet   string
	columns map[string]int // by heading, folded; from 0
	rows    []row
}

// row is one row below the headings; texts are trimmed.
type row struct {
	table  *table
	number int // as Excel or a text editor counts, from 1
	texts  []string
}

// text is what stands under a heading; empty when the column is missing.
func (r row) text(heading string) string {
	i, ok := r.table.columns[heading]
	if !ok || i >= len(r.texts) {
		return ""
	}
	return r.texts[i]
}

// at names the cell under a heading.
func (r row) at(heading string) reform.Origin {
	name, err := excelize.ColumnNumberToName(r.table.columns[heading] + 1)
	if err != nil {
		return reform.Origin{Sheet: r.table.sheet}
	}
	return reform.Origin{Sheet: r.table.sheet, Cell: name + strconv.Itoa(r.number)}
}

// readTable reads a workbook, or text as CSV.
func readTable(name string, content []byte) (*table, error) {
	t := &table{}
	err := container.Read(content, func(file *excelize.File, _ int) error { return t.readSheet(file) })
	refused, ok := errors.AsType[container.Refusal](err)
	switch {
	case ok && refused.Problem == reform.NotWorkbook && refused.Found == "text":
		return readCSV(name, content)
	case ok && refused.Found == "other" && !utf8.Valid(content):
		return nil, container.Refuse(reform.NotWorkbook, "encoding", "")
	case err != nil:
		return nil, err
	}
	return t.headed()
}

func (t *table) readSheet(file *excelize.File) error {
	t.sheet = file.GetSheetList()[0]
	rows, err := file.GetRows(t.sheet)
	if err != nil {
		return container.Damaged(t.sheet)
	}
	for i, texts := range rows {
		t.add(i+1, texts)
	}
	return nil
}

// readCSV reads UTF-8 text with commas, or with the semicolons that Excel writes
// where the comma is the decimal mark.
func readCSV(name string, content []byte) (*table, error) {
	content = bytes.TrimPrefix(content, []byte("\xEF\xBB\xBF"))
	reader := csv.NewReader(bytes.NewReader(content))
	reader.FieldsPerRecord = -1
	reader.LazyQuotes = true
	head, _, _ := bytes.Cut(content, []byte("\n"))
	if bytes.Count(head, []byte(";")) > bytes.Count(head, []byte(",")) {
		reader.Comma = ';'
	}
	t := &table{sheet: name}
	for {
		texts, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return t.headed()
		}
		if err != nil {
			return nil, container.Damaged(err.Error())
		}
		line, _ := reader.FieldPos(0)
		t.add(line, texts)
	}
}

// add keeps a row that says something.
func (t *table) add(number int, texts []string) {
	for i := range texts {
		texts[i] = locale.Tidy(texts[i])
	}
	if strings.Join(texts, "") != "" {
		t.rows = append(t.rows, row{t, number, texts})
	}
}

// headed takes the first row as headings.
func (t *table) headed() (*table, error) {
	if len(t.rows) == 0 {
		return nil, container.Refuse(reform.EmptyFile, "", "")
	}
	t.columns = map[string]int{}
	for i, heading := range t.rows[0].texts {
		if heading = strings.ToLower(heading); heading != "" {
			t.columns[heading] = i
		}
	}
	t.rows = t.rows[1:]
	return t, nil
}
