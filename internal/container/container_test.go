package container

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/reform"
)

// sample is a workbook of two sheets and some rows.
func sample(t testing.TB) []byte {
	t.Helper()
	book := excelize.NewFile()
	_, err := book.NewSheet("Sheet2")
	must(t, err)
	for row := 1; row <= 12; row++ {
		must(t, book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", row), &[]any{"received", row, "Số hồ sơ đã tiếp nhận trong kỳ"}))
	}
	var file bytes.Buffer
	must(t, book.Write(&file))
	return file.Bytes()
}

func must(t testing.TB, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// rewritten copies an archive with one part changed, or added where it was not.
func rewritten(t testing.TB, content []byte, part string, change func(string) string) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	must(t, err)
	var file bytes.Buffer
	w := zip.NewWriter(&file)
	done := false
	for _, entry := range archive.File {
		from, err := entry.Open()
		must(t, err)
		text, err := io.ReadAll(from)
		must(t, err)
		if entry.Name == part {
			text, done = []byte(change(string(text))), true
		}
		add(t, w, entry.Name, text)
	}
	if !done {
		add(t, w, part, []byte(change("")))
	}
	must(t, w.Close())
	return file.Bytes()
}

func add(t testing.TB, w *zip.Writer, name string, text []byte) {
	t.Helper()
	to, err := w.Create(name)
	must(t, err)
	_, err = to.Write(text)
	must(t, err)
}

// archive makes a zip of names and texts.
func archive(t testing.TB, parts ...string) []byte {
	t.Helper()
	var file bytes.Buffer
	w := zip.NewWriter(&file)
	for i := 0; i < len(parts); i += 2 {
		add(t, w, parts[i], []byte(parts[i+1]))
	}
	must(t, w.Close())
	return file.Bytes()
}

// hostile are the files that are not read, each with the problem it is refused for.
func hostile(t testing.TB) map[string]struct {
	content []byte
	problem reform.Problem
	found   string
} {
	t.Helper()
	book := sample(t)
	ole := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 504)
	constant := func(text string) func(string) string { return func(string) string { return text } }
	sheet := func(before, after string) []byte {
		return rewritten(t, book, "xl/worksheets/sheet1.xml", func(xml string) string { return strings.Replace(xml, before, after, 1) })
	}
	broken := bytes.Clone(book)
	broken[len(broken)/3] ^= 0xFF
	return map[string]struct {
		content []byte
		problem reform.Problem
		found   string
	}{
		"empty":            {nil, reform.EmptyFile, ""},
		"too large":        {make([]byte, MostBytes+1), reform.TooLarge, "10"},
		"text":             {[]byte("stt,số liệu\n1,2\n"), reform.TextTable, ""},
		"one byte text":    {[]byte("stt;s\xF4\xEC li\xEA\xF2u\r\n1;2\r\n"), reform.TextTable, ""}, // in windows-1258
		"pdf":              {[]byte("%PDF-1.7\n"), reform.NotWorkbook, "pdf"},
		"html as xls":      {[]byte("\xEF\xBB\xBF \n<HTML><table>"), reform.NotWorkbook, "html"},
		"picture":          {[]byte("\x89PNG\r\n\x1a\n"), reform.NotWorkbook, "image"},
		"noise":            {[]byte("\x00\x01\x02\xFF"), reform.NotWorkbook, "other"},
		"xls":              {[]byte(ole + string(wide("Workbook"))), reform.OldWorkbook, ""},
		"password":         {[]byte(ole + string(wide("EncryptedPackage"))), reform.Encrypted, ""},
		"doc":              {[]byte(ole + string(wide("WordDocument"))), reform.NotWorkbook, "office"},
		"ods":              {archive(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<a/>"), reform.OpenDocument, ""},
		"docx":             {archive(t, "[Content_Types].xml", "<Types/>", "word/document.xml", "<a/>"), reform.NotWorkbook, "office"},
		"zip":              {archive(t, "a.txt", "hello"), reform.NotWorkbook, "archive"},
		"truncated":        {book[:len(book)*2/3], reform.Damaged, ""},
		"flipped byte":     {broken, reform.Damaged, ""},
		"prefixed":         {append([]byte("PK\x03\x04"+strings.Repeat(" ", 60)), book...), reform.Damaged, ""},
		"bomb":             {rewritten(t, book, "xl/media/a.xml", constant("<a>"+strings.Repeat(" ", 20<<20)+"</a>")), reform.TooMuchInside, "ratio"},
		"many parts":       {archive(t, manyParts(600)...), reform.TooMuchInside, "entries"},
		"macros":           {rewritten(t, book, "xl/vbaProject.bin", constant("x")), reform.Unsafe, "macros"},
		"activex":          {rewritten(t, book, "xl/activeX/activeX1.xml", constant("<a/>")), reform.Unsafe, "controls"},
		"external link":    {rewritten(t, book, "xl/externalLinks/externalLink1.xml", constant("<a/>")), reform.Unsafe, "links"},
		"connection":       {rewritten(t, book, "xl/connections.xml", constant("<a/>")), reform.Unsafe, "connections"},
		"hidden macro":     {rewritten(t, book, "xl/_rels/workbook.xml.rels", swapText("</Relationships>", `<Relationship Id="x" Target="y.bin" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/></Relationships>`)), reform.Unsafe, "macros"},
		"macro type":       {rewritten(t, book, "[Content_Types].xml", swapText("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")), reform.Unsafe, "macros"},
		"path":             {rewritten(t, book, "../evil.xml", constant("<a/>")), reform.Unsafe, "names"},
		"case twice":       {rewritten(t, book, "XL/Workbook.xml", constant("<a/>")), reform.Unsafe, "names"},
		"doctype":          {sheet("<worksheet", "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet"), reform.Unsafe, "entities"},
		"doctype in image": {rewritten(t, book, "xl/media/image1.png", constant("<!DOCTYPE a><a/>")), reform.Unsafe, "entities"},
		"utf-7":            {rewritten(t, book, "xl/media/a.png", constant(`<?xml version="1.0" encoding="utf-7"?><a/>`)), reform.Unsafe, "encoding"},
		"giant row":        {sheet(`<row r="2"`, `<row r="231999999999940"`), reform.Damaged, "row 231999999999940"},
		"far row":          {sheet(`</sheetData>`, `<row r="900000"><c r="A900000"><v>1</v></c></row></sheetData>`), reform.TooMuchInside, "row"},
		"far column":       {sheet(`</sheetData>`, `<row r="99"><c r="XFD99"><v>1</v></c></row></sheetData>`), reform.TooMuchInside, "column"},
		"rows backwards":   {sheet(`</sheetData>`, `<row r="1"/></sheetData>`), reform.Damaged, "row 1"},
		"cell elsewhere":   {sheet(`</sheetData>`, `<row r="99"><c r="A98"><v>1</v></c></row></sheetData>`), reform.Damaged, "cell A98"},
		"row flood":        {sheet(`</sheetData>`, strings.Repeat(`<row/>`, 100_001)+`</sheetData>`), reform.TooMuchInside, "row"},
		"attributes":       {sheet(`<sheetData>`, `<sheetData `+strings.Repeat(`a="b" `, 300)+`>`), reform.TooMuchInside, "attributes"},
		"deep":             {rewritten(t, book, "xl/a.xml", constant(strings.Repeat("<a>", 100))), reform.TooMuchInside, "depth"},
		"cut xml":          {sheet(`</worksheet>`, ``), reform.Damaged, "xl/worksheets/sheet1.xml"},
	}
}

// farCells are few cells that a library would fill up to a million.
func farCells() string {
	var rows strings.Builder
	for row := 100; row < 5000; row++ {
		fmt.Fprintf(&rows, `<row r="%d"><c r="GR%d"/></row>`, row, row)
	}
	return rows.String()
}

func swapText(before, after string) func(string) string {
	return func(text string) string { return strings.ReplaceAll(text, before, after) }
}

func manyParts(n int) []string {
	var parts []string
	for i := range n {
		parts = append(parts, fmt.Sprintf("p%d.xml", i), "<a/>")
	}
	return parts
}

func TestBadFilesAreRefusedForTheirOwnReason(t *testing.T) {
	for name, c := range hostile(t) {
		start := time.Now()
		_, err := Open(c.content, Received)
		f, ok := errors.AsType[Refusal](err)
		switch {
		case !ok:
			t.Errorf("%s: it was read", name)
		case f.Problem != c.problem || c.problem != reform.Damaged && f.Found != c.found:
			t.Errorf("%s: got %s (%q), want %s (%q)", name, f.Problem, f.Found, c.problem, c.found)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

func TestPicturesAndNotesDoNoHarm(t *testing.T) {
	content := rewritten(t, sample(t), "xl/media/image1.png", func(string) string { return "\x89PNG\r\n\x1a\n\x00<\xff\xfe" })
	archive, err := Open(content, Received)
	must(t, err)
	if text, said, ok := archive.Part("/XL/worksheets/sheet1.xml"); !ok || said != 36 || !strings.Contains(text, `<c r="B12"`) {
		t.Errorf("the sheet has %d cells, and its text is %q", said, text)
	}
}

func TestMacrosThatAreOnlyDeclaredDoNoHarm(t *testing.T) {
	declared := rewritten(t, sample(t), "[Content_Types].xml", swapText("</Types>", `<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>`))
	if _, err := Open(declared, Received); err != nil {
		t.Error(err)
	}
}

// TestDressedCellsAreNoReportOfTheirSize holds that programs may give rows a height
// and cells a look to the end of the sheet; and that a library is warned of it.
func TestDressedCellsAreNoReportOfTheirSize(t *testing.T) {
	dressed := rewritten(t, sample(t), "xl/worksheets/sheet1.xml", swapText(`</sheetData>`, farCells()+`<row r="1048576" ht="15"/></sheetData>`))
	archive, err := Open(dressed, Received)
	must(t, err)
	if archive.Spread.Rows != 1_048_576 || archive.Spread.Cells < 4_900*200 {
		t.Errorf("got %+v", archive.Spread)
	}
}

func TestUTF16IsRead(t *testing.T) {
	wideSheet := rewritten(t, sample(t), "xl/worksheets/sheet1.xml", func(text string) string {
		return "\xFF\xFE" + string(wide(strings.Replace(text, "UTF-8", "UTF-16", 1)))
	})
	archive, err := Open(wideSheet, Received)
	must(t, err)
	if _, said, ok := archive.Part("xl/worksheets/sheet1.xml"); !ok || said != 36 {
		t.Errorf("%d cells were seen", said)
	}
}

// FuzzOpen wants every file to be refused, or to be looked through.
func FuzzOpen(f *testing.F) {
	f.Add(sample(f))
	for name, c := range hostile(f) {
		if name != "too large" && name != "bomb" {
			f.Add(c.content)
		}
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		_, err := Open(content, Received)
		if _, ok := errors.AsType[Refusal](err); err != nil && !ok {
			t.Errorf("neither read nor refused: %v", err)
		}
	})
}
