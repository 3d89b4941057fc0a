package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/reform"
)

// exactDigits is how many digits of a number a spreadsheet keeps.
const exactDigits = 15

// WriteWorkbook writes a framework as a workbook to be read and edited by people.
// It reads the workbook back before it lets it go: a framework that a workbook
// cannot hold, being too long or having two things of one id, is an error.
func WriteWorkbook(w io.Writer, f *reform.Framework) error {
	content, err := drawn(f)
	if err == nil {
		err = verify(f, content)
	}
	if err == nil {
		_, err = w.Write(content)
	}
	if err != nil {
		return fmt.Errorf("write framework %s as a workbook: %w", f.ID, err)
	}
	return nil
}

// verify wants a workbook to say what the framework says.
func verify(f *reform.Framework, content []byte) error {
	var want bytes.Buffer
	if err := WriteYAML(&want, f); err != nil {
		return err
	}
	got, err := ReadWorkbook(f.ID+".xlsx", bytes.NewReader(content))
	if err != nil {
		return err
	}
	if !bytes.Equal(got, want.Bytes()) {
		return errors.New("a workbook cannot hold all of it; write YAML or JSON instead")
	}
	return nil
}

// drawing is a workbook being drawn; the first failure ends it.
type drawing struct {
	book          *excelize.File
	head, said, n int // styles: headings, texts, numbers
	err           error
}

func drawn(f *reform.Framework) ([]byte, error) {
	d := &drawing{book: excelize.NewFile()}
	defer func() { _ = d.book.Close() }() // nothing of it lies in a file
	d.styles()
	all := rows(f)
	for i, form := range forms {
		if i == 0 {
			d.fail(d.book.SetSheetName(d.book.GetSheetName(0), form.sheet))
		} else if d.err == nil {
			_, err := d.book.NewSheet(form.sheet)
			d.fail(err)
		}
		d.sheet(form, all[form.sheet])
	}
	var file bytes.Buffer
	if d.err == nil {
		d.err = d.book.Write(&file)
	}
	return file.Bytes(), d.err
}

func (d *drawing) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

func (d *drawing) styles() {
	add := func(style excelize.Style) int {
		id, err := d.book.NewStyle(&style)
		d.fail(err)
		return id
	}
	const textFormat = 49 // "@": what is typed there stays as typed, 1.10 too
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	d.head = add(excelize.Style{
		Font: &excelize.Font{Bold: true}, Alignment: top, NumFmt: textFormat,
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DCE6F1"}},
	})
	d.said = add(excelize.Style{NumFmt: textFormat, Alignment: top})
	d.n = add(excelize.Style{Alignment: &excelize.Alignment{Vertical: "top"}})
}

// sheet draws the columns that some row fills, or that every row needs.
func (d *drawing) sheet(f form, said []row) {
	columns := slices.DeleteFunc(f.columns(), func(column string) bool {
		return !f.must(column) && !slices.ContainsFunc(said, func(r row) bool { return r[column].IsValid() })
	})
	for x, column := range columns {
		name, err := excelize.ColumnNumberToName(x + 1)
		d.fail(err)
		if d.err != nil {
			return
		}
		d.fail(d.book.SetColWidth(f.sheet, name, name, width(column)))
		d.fail(d.book.SetCellStr(f.sheet, name+"1", column))
		d.fail(d.book.SetCellStyle(f.sheet, name+"1", name+"1", d.head))
		for y, r := range said {
			d.cell(f.sheet, name+strconv.Itoa(y+2), r[column])
		}
	}
	d.fail(d.book.SetPanes(f.sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
}

// cell writes numbers as numbers as long as a spreadsheet keeps all their digits.
func (d *drawing) cell(sheet, at string, v reflect.Value) {
	if !v.IsValid() {
		return
	}
	text, style := spell(v), d.said
	number, err := strconv.ParseFloat(text, 64)
	if err == nil && numeric(bare(v.Type())) && len(strings.Trim(text, "-0.")) <= exactDigits && len(text) <= 2*exactDigits {
		d.fail(d.book.SetCellFloat(sheet, at, number, -1, 64))
		style = d.n
	} else {
		d.fail(d.book.SetCellStr(sheet, at, escaped(text)))
	}
	d.fail(d.book.SetCellStyle(sheet, at, at, style))
}

// escapes look like the spreadsheet's own spelling of a character: _x000D_.
var escapes = regexp.MustCompile(`^_x[0-9A-Za-z]{4}_`)

// escaped keeps a text as it is where a spreadsheet would read such a spelling. The
// library reads them, but writes them into a cell unescaped.
func escaped(text string) string {
	var kept strings.Builder
	for i := range len(text) {
		if text[i] == '_' && escapes.MatchString(text[i:]) {
			kept.WriteString("_x005F")
		}
		kept.WriteByte(text[i])
	}
	return kept.String()
}

// width gives sentences more room than ids and numbers.
func width(column string) float64 {
	if column == valueColumn || column == "given" || strings.HasSuffix(column, ".vi") || strings.HasSuffix(column, ".en") {
		return 50
	}
	return 16
}
