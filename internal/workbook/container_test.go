package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/reform"
)

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

func replaceOnce(t testing.TB, text, before, after string) string {
	t.Helper()
	if strings.Count(text, before) != 1 {
		t.Fatalf("%q stands %d times", before, strings.Count(text, before))
	}
	return strings.Replace(text, before, after, 1)
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
	form := written(t, testForm())
	ole := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 504)
	constant := func(text string) func(string) string { return func(string) string { return text } }
	sheet := func(before, after string) []byte {
		return rewritten(t, form, "xl/worksheets/sheet1.xml", func(xml string) string { return strings.Replace(xml, before, after, 1) })
	}
	plain := changed(t, testForm(), func(book *excelize.File) {
		for _, name := range []string{identityName, figuresName, answersName} {
			must(t, book.DeleteDefinedName(&excelize.DefinedName{Name: name}))
		}
	})
	broken := bytes.Clone(form)
	broken[len(broken)/3] ^= 0xFF
	return map[string]struct {
		content []byte
		problem reform.Problem
		found   string
	}{
		"empty":            {nil, reform.EmptyFile, ""},
		"too large":        {make([]byte, MostBytes+1), reform.TooLarge, "10"},
		"text":             {[]byte("stt,số liệu\n1,2\n"), reform.NotWorkbook, "text"},
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
		"truncated":        {form[:len(form)*2/3], reform.Damaged, ""},
		"flipped byte":     {broken, reform.Damaged, ""},
		"prefixed":         {append([]byte("PK\x03\x04"+strings.Repeat(" ", 60)), form...), reform.Damaged, ""},
		"bomb":             {rewritten(t, form, "xl/media/a.xml", constant("<a>"+strings.Repeat(" ", 20<<20)+"</a>")), reform.TooMuchInside, "ratio"},
		"many parts":       {archive(t, manyParts(600)...), reform.TooMuchInside, "entries"},
		"macros":           {rewritten(t, form, "xl/vbaProject.bin", constant("x")), reform.Unsafe, "macros"},
		"activex":          {rewritten(t, form, "xl/activeX/activeX1.xml", constant("<a/>")), reform.Unsafe, "controls"},
		"external link":    {rewritten(t, form, "xl/externalLinks/externalLink1.xml", constant("<a/>")), reform.Unsafe, "links"},
		"connection":       {rewritten(t, form, "xl/connections.xml", constant("<a/>")), reform.Unsafe, "connections"},
		"hidden macro":     {rewritten(t, form, "xl/_rels/workbook.xml.rels", swapText("</Relationships>", `<Relationship Id="x" Target="y.bin" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/></Relationships>`)), reform.Unsafe, "macros"},
		"macro type":       {rewritten(t, form, "[Content_Types].xml", swapText("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")), reform.Unsafe, "macros"},
		"path":             {rewritten(t, form, "../evil.xml", constant("<a/>")), reform.Unsafe, "names"},
		"case twice":       {rewritten(t, form, "XL/Workbook.xml", constant("<a/>")), reform.Unsafe, "names"},
		"doctype":          {sheet("<worksheet", "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet"), reform.Unsafe, "entities"},
		"doctype in image": {rewritten(t, form, "xl/media/image1.png", constant("<!DOCTYPE a><a/>")), reform.Unsafe, "entities"},
		"utf-7":            {rewritten(t, form, "xl/media/a.png", constant(`<?xml version="1.0" encoding="utf-7"?><a/>`)), reform.Unsafe, "encoding"},
		"giant row":        {sheet(`<row r="2"`, `<row r="231999999999940"`), reform.Damaged, "row 231999999999940"},
		"far row":          {sheet(`</sheetData>`, `<row r="900000"><c r="A900000"><v>1</v></c></row></sheetData>`), reform.TooMuchInside, "row"},
		"far column":       {sheet(`</sheetData>`, `<row r="99"><c r="XFD99"><v>1</v></c></row></sheetData>`), reform.TooMuchInside, "column"},
		"rows backwards":   {sheet(`</sheetData>`, `<row r="1"/></sheetData>`), reform.Damaged, "row 1"},
		"cell elsewhere":   {sheet(`</sheetData>`, `<row r="99"><c r="A98"><v>1</v></c></row></sheetData>`), reform.Damaged, "cell A98"},
		"row flood":        {sheet(`</sheetData>`, strings.Repeat(`<row/>`, 6000)+`</sheetData>`), reform.TooMuchInside, "row"},
		"far cells":        {sheet(`</sheetData>`, farCells()+`</sheetData>`), reform.TooMuchInside, "c"},
		"deep":             {rewritten(t, form, "xl/a.xml", constant(strings.Repeat("<a>", 100))), reform.TooMuchInside, "depth"},
		"cut xml":          {sheet(`</worksheet>`, ``), reform.Damaged, "xl/worksheets/sheet1.xml"},
		"wrong string":     {rewritten(t, form, "xl/worksheets/sheet4.xml", swapText("<v>", "<v>-")), reform.Damaged, ""},
		"another workbook": {plain, reform.NotOurForm, ""},
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
		got := readForm(t, c.content, testForm())
		if len(got.Findings) != 1 || !got.Refused() {
			t.Errorf("%s: got %+v", name, got.Findings)
			continue
		}
		f := got.Findings[0]
		if f.Problem != c.problem || c.problem != reform.Damaged && f.Found != c.found {
			t.Errorf("%s: got %s (%q), want %s (%q)", name, f.Problem, f.Found, c.problem, c.found)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

func TestPicturesAndNotesDoNoHarm(t *testing.T) {
	f := testForm(reform.Value{Figure: "received", Text: "12"})
	content := rewritten(t, written(t, f), "xl/media/image1.png", func(string) string { return "\x89PNG\r\n\x1a\n\x00<\xff\xfe" })
	if got := readForm(t, content, f); valueOf(got, "received").Text != "12" {
		t.Errorf("got %+v", got.Findings)
	}
}

func FuzzRead(f *testing.F) {
	form := testForm(reform.Value{Figure: "received", Text: "12"}, reform.Value{Figure: "iso", Text: "yes"})
	f.Add(written(f, form))
	for name, c := range hostile(f) {
		if name != "too large" && name != "bomb" {
			f.Add(c.content)
		}
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		got, err := Read(content, form)
		if err != nil {
			t.Fatal(err)
		}
		if want := len(form.Framework.FiguresOf(form.Source)); len(got.Values) != want {
			t.Fatalf("got %d values, want %d", len(got.Values), want)
		}
		for _, v := range got.Values {
			if (v.Text == "") != (v.Absence != reform.Present) {
				t.Errorf("neither a value nor an absence: %+v", v)
			}
			if got.Refused() && v.Absence != reform.NotReported {
				t.Errorf("a refused file gave %+v", v)
			}
		}
	})
}

// FuzzReadSheet reaches what a fuzzed archive hides behind its checksums.
func FuzzReadSheet(f *testing.F) {
	form := testForm(reform.Value{Figure: "received", Text: "12"})
	content := written(f, form)
	rewritten(f, content, "xl/worksheets/sheet1.xml", func(xml string) string {
		f.Add(xml)
		return xml
	})
	f.Fuzz(func(t *testing.T, xml string) {
		got := readForm(t, rewritten(t, content, "xl/worksheets/sheet1.xml", func(string) string { return xml }), form)
		for _, v := range got.Values {
			if (v.Text == "") != (v.Absence != reform.Present) {
				t.Errorf("neither a value nor an absence: %+v", v)
			}
		}
	})
}

func FuzzReadings(f *testing.F) {
	for _, text := range []string{"1.234,5", "97,5", "-1 234", "1,234.567", ".5", "--1", "1..2", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		found := readings(tidy(text))
		if len(found) > 2 {
			t.Errorf("%q has %d readings", text, len(found))
		}
		for _, number := range found {
			if strings.Trim(number, "0123456789.-") != "" || number == "" {
				t.Errorf("%q was read as %q", text, number)
			}
		}
	})
}
