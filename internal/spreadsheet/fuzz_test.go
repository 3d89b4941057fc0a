package spreadsheet_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"reformboard/internal/container"
	"reformboard/internal/spreadsheet"
)

// around puts a sheet's XML into a file of its own.
func around(t testing.TB, sheet string) []byte {
	t.Helper()
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	var file bytes.Buffer
	w := zip.NewWriter(&file)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships><Relationship Id="a" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="b" Type="` + office + `/worksheet" Target="sheet.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns:r="` + office + `"><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>`},
		{"xl/sheet.xml", sheet},
	} {
		to, err := w.Create(part[0])
		if err == nil {
			_, err = to.Write([]byte(part[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// FuzzSheet never panics and never loses a cell silently: a sheet is refused, or as
// many of its cells are read as another reader of XML finds with something in them.
func FuzzSheet(f *testing.F) {
	for _, rows := range []string{
		`<row r="1"><c r="A1"><v>1</v></c><c r="C1" t="inlineStr"><is><t>x</t></is></c></row>`,
		`<row><c><v>1</v></c><c t="str"><f>A1</f><v>1</v></c></row><row r="9"><c r="B9" t="b"><v>1</v></c></row>`,
		`<row r="1"><c r="A1" t="e"><v>#DIV/0!</v></c><c r="B1"><f>SUM(A1:A2)</f></c></row>`,
		`<row r="1" hidden="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>c</t></rPh></is></c></row>`,
	} {
		f.Add("<worksheet><sheetData>" + rows + `</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`)
	}
	f.Fuzz(func(t *testing.T, sheet string) {
		book, err := spreadsheet.Read(around(t, sheet), container.Received)
		if _, refused := errors.AsType[container.Refusal](err); refused {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		want, ok := filledCells(sheet)
		if got := len(book.Sheets[0].Cells); ok && got != want {
			t.Errorf("%d cells were read of %d", got, want)
		}
	})
}

// filledCells counts the cells of a worksheet that have a value, a text or a formula;
// false: the standard library does not read this XML.
func filledCells(sheet string) (int, bool) {
	decoder := xml.NewDecoder(strings.NewReader(sheet))
	count, cell, formula := 0, 0, false
	var text strings.Builder
	within := ""
	depth := 0
	for {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			return count, true
		}
		if err != nil {
			return 0, false
		}
		switch e := token.(type) {
		case xml.StartElement:
			if depth++; depth == 1 && e.Name.Local != "worksheet" {
				return 0, false
			}
			if within = e.Name.Local; within == "c" && cell == 0 {
				cell, formula = depth, false
				text.Reset()
			}
			formula = formula || within == "f"
			if within == "rPh" || cell > 0 && within != "c" && within != "v" && within != "f" && within != "is" && within != "t" && within != "r" {
				return 0, false // what stands beside the text is another test's matter
			}
		case xml.EndElement:
			if depth--; cell > 0 && depth < cell {
				if formula || strings.TrimSpace(text.String()) != "" || text.Len() > 0 && strings.Contains(sheet, "t=") {
					count++
				}
				cell = 0
			}
			within = ""
		case xml.CharData:
			if cell > 0 && (within == "v" || within == "t") {
				text.Write(e)
			}
		}
	}
}
