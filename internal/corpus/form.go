package corpus

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/corpus/forge"
)

// file is the parts of an archive.
type (
	file = forge.File
	part = forge.Part
)

// form is the report form, and where its parts stand. It is found as a person with a
// spreadsheet program would find it: by its defined names, and by what the cells say.
type form struct {
	file
	content []byte
	sheet   string // the report sheet, as a person knows it
	report  string // and its part
	own     string // the part of the sheet that says whose form it is
	ids     string // the columns
	labels  string
	answer  string
	row     map[string]int // by figure
}

func newForm(content []byte) form {
	f := form{file: forge.Unzip(content), content: content, row: map[string]int{}}
	book := opened(content)
	defer func() { _ = book.Close() }()
	own := ""
	for _, name := range book.GetDefinedName() {
		sheet, cells, _ := strings.Cut(name.RefersTo, "!")
		column := strings.Split(cells, "$")
		switch name.Name {
		case "Reformboard_Figures":
			f.sheet, f.ids = strings.Trim(sheet, "'"), strings.TrimRight(column[1], ":")
		case "Reformboard_Answers":
			f.answer = strings.TrimRight(column[1], ":")
		case "Reformboard_Identity":
			own = strings.Trim(sheet, "'")
		}
	}
	rows, err := book.GetRows(f.sheet)
	must(err)
	titles := map[string]string{}
	for _, g := range figures() {
		titles[g.ID] = g.Title.VI
	}
	id, err := excelize.ColumnNameToNumber(f.ids)
	must(err)
	for i, row := range rows {
		if len(row) < id || titles[row[id-1]] == "" {
			continue
		}
		f.row[row[id-1]] = i + 1
		for column, text := range row {
			if text == titles[row[id-1]] {
				f.labels, err = excelize.ColumnNumberToName(column + 1)
				must(err)
			}
		}
	}
	f.report, f.own = f.partOf(f.sheet), f.partOf(own)
	if len(f.row) != len(titles) || f.labels == "" || f.answer == "" {
		panic("corpus: the form is not one of Framework")
	}
	return f
}

// from is the form with other parts.
func (f form) from(changed file) form {
	f.file = changed
	return f
}

// partOf finds the part in which a sheet is kept.
func (f form) partOf(sheet string) string {
	line := regexp.MustCompile(`<sheet [^>]*name="` + regexp.QuoteMeta(sheet) + `"[^>]*>`).FindString(f.Text(forge.MainPart))
	id := attribute(line, "r:id")
	for _, line := range regexp.MustCompile(`<Relationship [^>]*>`).FindAllString(f.Text(forge.BookRels), -1) {
		if attribute(line, "Id") == id {
			return "xl/" + strings.TrimPrefix(attribute(line, "Target"), "/xl/")
		}
	}
	panic("corpus: no sheet " + sheet)
}

func attribute(tag, name string) string {
	found := regexp.MustCompile(`\s` + name + `="([^"]*)"`).FindStringSubmatch(tag)
	if found == nil {
		return ""
	}
	return found[1]
}

// at is the answer cell of a figure.
func (f form) at(figure string) string { return f.answer + strconv.Itoa(f.row[figure]) }

// in is a cell of a figure's row.
func (f form) in(column, figure string) string { return column + strconv.Itoa(f.row[figure]) }

// typed is what stands in a cell: its attributes, and what is inside.
type typed struct{ attributes, inside string }

// said is a text, as the file has it behind the marks of XML.
func said(text string) typed {
	escaped := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\n", "&#10;", "\t", "&#9;").Replace(text)
	return typed{` t="inlineStr"`, `<is><t xml:space="preserve">` + escaped + `</t></is>`}
}

// number is a number, as the file spells it.
func number(text string) typed { return typed{"", "<v>" + text + "</v>"} }

// cell is the element of a cell of the report sheet.
func (f form) cell(at string) string {
	pattern := regexp.MustCompile(`(?s)<c r="` + at + `"[^>]*?(?:/>|>.*?</c>)`)
	found := pattern.FindString(f.Text(f.report))
	if found == "" {
		panic("corpus: no cell " + at)
	}
	return found
}

// element spells a cell.
func (f form) element(at, style string, t typed) string {
	if style == "" {
		style = attribute(f.cell(at), "s")
	}
	if style != "" {
		style = ` s="` + style + `"`
	}
	return `<c r="` + at + `"` + style + t.attributes + `>` + t.inside + `</c>`
}

// set returns the file with another answer in a figure's cell.
func (f form) set(figure string, t typed) file { return f.setAt(f.at(figure), t) }

func (f form) setAt(at string, t typed) file {
	return f.Swap(f.report, f.cell(at), f.element(at, "", t))
}

// styled shows the answer in one of the number formats that every program knows.
func (f form) styled(figure string, format int, t typed) file {
	const end = "</cellXfs>"
	before, _, _ := strings.Cut(f.Text(forge.Styles), end)
	_, looks, _ := strings.Cut(before, "<cellXfs")
	style := strconv.Itoa(len(regexp.MustCompile(`<xf[ />]`).FindAllString(looks, -1)))
	look := fmt.Sprintf(`<xf numFmtId="%d" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`, format)
	return f.Swap(forge.Styles, end, look+end).Swap(f.report, f.cell(f.at(figure)), f.element(f.at(figure), style, t))
}

// coded shows the answer in a number format that the workbook spells out.
func (f form) coded(figure, code string, t typed) file {
	const end = "</numFmts>"
	f.file = f.Swap(forge.Styles, end, `<numFmt numFmtId="199" formatCode="`+code+`"/>`+end)
	return f.styled(figure, 199, t)
}

// inSheet returns the file with a text of the report sheet replaced.
func (f form) inSheet(before, after string) file { return f.Swap(f.report, before, after) }

// atEnd adds rows under the last one of the report sheet.
func (f form) atEnd(rows string) file { return f.inSheet("</sheetData>", rows+"</sheetData>") }

func opened(content []byte) *excelize.File {
	book, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true})
	must(err)
	return book
}

// changed opens the form in a spreadsheet library, changes it and saves it.
func (f form) changed(change func(book *excelize.File)) []byte { return changedIn(f.content, change) }

func changedIn(content []byte, change func(book *excelize.File)) []byte {
	book := opened(content)
	defer func() { _ = book.Close() }()
	change(book)
	var saved bytes.Buffer
	must(book.Write(&saved))
	return saved.Bytes()
}
