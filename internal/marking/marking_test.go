package marking

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"reformboard/internal/container"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

const reportSheet = "Số liệu"

func must(t testing.TB, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// report is a workbook with one of everything an officer might have in it. The sheet
// with the figures is the second, and not the open one.
func report(t testing.TB) *excelize.File {
	t.Helper()
	book := excelize.NewFile()
	must(t, book.SetSheetName("Sheet1", "Bìa"), book.SetCellStr("Bìa", "A1", "Báo cáo quý"))
	_, err := book.NewSheet(reportSheet)
	must(t, err)
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	must(t, err)
	green, err := book.NewConditionalStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"00FF00"}}})
	must(t, err)
	for cell, value := range map[string]any{
		"A1": "STT", "E5": 300, "E6": 200, "E7": "mười hai", "E9": 97.5, "E10": 0.1 + 0.2, "E11": true, "E12": strings.Repeat("dài ", 80),
		"E13": "hai\ndòng \"kép\"", "E15": "một", "E16": "=cmd|' /C calc'!A0", "E17": -5, "E18": "ghi 😀 chú",
	} {
		must(t, book.SetCellValue(reportSheet, cell, value))
	}
	must(t,
		book.SetCellFormula(reportSheet, "E14", "E5+E6"), book.SetCellStyle(reportSheet, "E5", "E18", bold),
		book.SetColWidth(reportSheet, "E", "E", 30), book.SetRowHeight(reportSheet, 7, 40), book.MergeCell(reportSheet, "E19", "E20"),
		book.SetConditionalFormat(reportSheet, "E5:E9", []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: ">", Value: "1", Format: &green}}),
		book.AddComment(reportSheet, excelize.Comment{Cell: "E7", Author: "Lan", Text: "hỏi lại chị Hoa"}),
		book.ProtectSheet(reportSheet, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true}),
		book.SetDefinedName(&excelize.DefinedName{Name: "Quý", RefersTo: "'" + reportSheet + "'!$E$5"}),
		book.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: "'" + reportSheet + "'!$A$1:$E$20", Scope: reportSheet}),
	)
	list := excelize.NewDataValidation(true)
	list.SetSqref("E7")
	must(t, list.SetDropList([]string{"có", "không"}), book.AddDataValidation(reportSheet, list))
	return book
}

func saved(t testing.TB, book *excelize.File) []byte {
	t.Helper()
	var file bytes.Buffer
	must(t, book.Write(&file))
	return file.Bytes()
}

func marked(t testing.TB, content []byte, findings ...reform.Finding) []byte {
	t.Helper()
	var file bytes.Buffer
	must(t, Write(&file, content, findings, reform.Vietnamese))
	return file.Bytes()
}

func finding(cell string, problem reform.Problem, severity reform.Severity, found string) reform.Finding {
	return reform.Finding{
		Origin: reform.Origin{Sheet: reportSheet, Cell: cell}, Label: reform.Words{VI: "Số hồ sơ " + cell}, Problem: problem, Severity: severity, Found: found,
	}
}

// mistakes are findings of report, one for each kind of cell.
func mistakes() []reform.Finding {
	part := finding("E5", reform.PartOverWhole, reform.Error, "300")
	part.Wanted, part.Other = "200 (E6)", reform.Words{VI: "Tổng số hồ sơ"}
	return []reform.Finding{
		finding("E18", reform.NotNumber, reform.Warning, "ghi 😀 chú"),
		part,
		finding("E7", reform.NotNumber, reform.Error, "mười hai"), finding("E8", reform.Blank, reform.Warning, ""),
		finding("E9", reform.TooGreat, reform.Error, "97.5"), finding("E10", reform.TooManyDecimals, reform.Error, "0.30000000000000004"),
		finding("E11", reform.NotNumber, reform.Error, "TRUE"), finding("E12", reform.NotNumber, reform.Error, "dài"),
		finding("E13", reform.NotNumber, reform.Error, "hai"), finding("E15", reform.NotNumber, reform.Error, "một"),
		finding("E15", reform.FarFromLast, reform.Warning, "một"), finding("E16", reform.NotNumber, reform.Error, "=cmd|' /C calc'!A0"),
		finding("E17", reform.TooSmall, reform.Error, "-5"), finding("E20", reform.MergedAnswer, reform.Warning, ""),
		finding("E9", reform.FormulaCell, reform.Note, ""),
		{Label: reform.Words{VI: "Dòng đã mất"}, Problem: reform.MissingRow, Severity: reform.Warning},
		{Origin: reform.Origin{Sheet: "Đã xóa", Cell: "B2"}, Label: reform.Words{VI: "Trang đã mất"}, Problem: reform.NotNumber, Severity: reform.Error, Found: "x"},
	}
}

// partsOf are the parts of a file by name.
func partsOf(t testing.TB, content []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	must(t, err)
	parts := map[string]string{}
	for _, f := range archive.File {
		from, err := f.Open()
		must(t, err)
		text, err := io.ReadAll(from)
		must(t, err)
		parts[f.Name] = string(text)
	}
	return parts
}

func read(t testing.TB, content []byte) *spreadsheet.Book {
	t.Helper()
	book, err := spreadsheet.Read(content, container.Received)
	must(t, err)
	return book
}

func open(t testing.TB, content []byte) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(content))
	must(t, err)
	t.Cleanup(func() { _ = book.Close() })
	return book
}

// cells compares what stands in sheets, wherever they are kept in the file.
var cells = cmpopts.IgnoreUnexported(spreadsheet.Book{}, spreadsheet.Sheet{})

func TestTheFileStaysTheOfficersOwn(t *testing.T) {
	content := saved(t, report(t))
	before, after := read(t, content), read(t, marked(t, content, mistakes()...))
	if diff := cmp.Diff(before.Sheets, after.Sheets[1:], cells); diff != "" {
		t.Errorf("cells changed (-before +after):\n%s", diff)
	}
	old, fresh := partsOf(t, content), partsOf(t, marked(t, content, mistakes()...))
	touched := []string{"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
	for name, text := range old {
		if fresh[name] != text && !slices.Contains(touched, name) {
			t.Errorf("part %s changed", name)
		}
	}
	book := open(t, marked(t, content, mistakes()...))
	if list, err := book.GetDataValidations(reportSheet); len(list) != 1 || err != nil {
		t.Errorf("the drop-down is gone: %v, %v", list, err)
	}
	if sheet := fresh["xl/worksheets/sheet2.xml"]; !strings.Contains(sheet, "<sheetProtection") {
		t.Error("the sheet is protected no more")
	}
	for _, name := range []string{"Quý", "_xlnm.Print_Area"} {
		if !slices.ContainsFunc(after.Names, func(n spreadsheet.Name) bool {
			return n.Name == name && (n.Scope == "" || n.Scope == reportSheet) && strings.Contains(n.RefersTo, reportSheet)
		}) {
			t.Errorf("the name %s is gone or belongs to another sheet: %v", name, after.Names)
		}
	}
}

var selection = regexp.MustCompile(` (tabSelected|priority)="\w+"`)

func TestMarksCanBeTakenOut(t *testing.T) {
	content := saved(t, report(t))
	cleared := marked(t, marked(t, content, mistakes()...))
	if cmp.Diff(read(t, content), read(t, cleared), cells) != "" {
		t.Error("the cleared file says something else")
	}
	before, after := partsOf(t, content), partsOf(t, cleared)
	for name, text := range after {
		switch {
		case strings.Contains(text, author):
			t.Errorf("part %s bears a mark", name)
		case before[name] == "":
			t.Errorf("part %s is left over", name)
		case name == "xl/styles.xml" || name == "xl/workbook.xml": // what styles nobody uses any more, and which sheet is open
		case selection.ReplaceAllString(text, "") != selection.ReplaceAllString(before[name], ""):
			t.Errorf("part %s is not what it was:\n%s", name, cmp.Diff(before[name], text))
		}
	}
}

func TestNothingToMendLeavesNoMark(t *testing.T) {
	content := saved(t, report(t))
	note := finding("E8", reform.Blank, reform.Note, "")
	for name, got := range map[string][]byte{"no findings": marked(t, content), "notes alone": marked(t, content, note)} {
		if diff := cmp.Diff(partsOf(t, content), partsOf(t, got)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestTheNextMarkingClearsTheLast(t *testing.T) {
	once := marked(t, saved(t, report(t)), mistakes()...)
	if again := marked(t, once, mistakes()...); !bytes.Equal(once, again) {
		t.Error("the same marks twice are not the same file")
	}
	fewer := open(t, marked(t, once, finding("E7", reform.NotNumber, reform.Error, "mười hai")))
	rules, err := fewer.GetConditionalFormats(reportSheet)
	must(t, err)
	if ours := slices.Collect(oursAmong(rules)); len(ours) != 1 || len(rules) != 2 {
		t.Errorf("rules: %v", rules)
	}
	if sheets := fewer.GetSheetList(); len(sheets) != 3 || sheets[0] != "Lỗi cần sửa" || fewer.GetActiveSheetIndex() != 0 {
		t.Errorf("sheets: %v, open: %d", sheets, fewer.GetActiveSheetIndex())
	}
	comments, err := fewer.GetComments(reportSheet)
	must(t, err)
	if len(comments) != 1 || comments[0].Author != "Lan" {
		t.Errorf("comments: %+v", comments)
	}
}

func oursAmong(rules map[string][]excelize.ConditionalFormatOptions) func(func(string) bool) {
	return func(yield func(string) bool) {
		for cells, group := range rules {
			if strings.Contains(group[0].Criteria, tag) && !yield(cells) {
				return
			}
		}
	}
}

func TestACommentSaysAllOfItsCell(t *testing.T) {
	book := open(t, marked(t, saved(t, report(t)), mistakes()...))
	comments, err := book.GetComments(reportSheet)
	must(t, err)
	said := map[string]string{}
	for _, c := range comments {
		if said[c.Cell] != "" {
			t.Errorf("%s has two comments", c.Cell)
		}
		said[c.Cell] = c.Author + "|" + c.Text
		for _, run := range c.Paragraph {
			said[c.Cell] += run.Text
		}
	}
	if got := said["E7"]; got != "Lan|hỏi lại chị Hoa" {
		t.Errorf("the officer's comment is %q", got)
	}
	if got := said["E15"]; !strings.Contains(got, "“một” không phải là số") || !strings.Contains(got, "Xem lại:") || !strings.HasPrefix(got, author+"|"+opening) {
		t.Errorf("E15: %q", got)
	}
	if said["E19"] == "" || said["E20"] != "" {
		t.Error("a merged cell is commented where nobody sees it")
	}
}

func TestTheListIsPlain(t *testing.T) {
	content := marked(t, saved(t, report(t)), mistakes()...)
	book := open(t, content)
	rows, err := book.GetRows("Lỗi cần sửa")
	must(t, err)
	want := []string{"Những điểm cần sửa trong tệp này", "Lỗi phải sửa: 11  ·  Cần xem lại: 5  ·  Ghi chú: 1"}
	if rows[0][0] != want[0] || rows[1][0] != want[1] || rows[3][0] != "Đã sửa 0 trên 14 điểm." {
		t.Errorf("head: %q", rows[:4])
	}
	var cells []string
	for _, row := range rows[headRow:] {
		cells = append(cells, row[2])
	}
	if diff := cmp.Diff([]string{"E5", "E7", "E9", "E10", "E11", "E12", "E13", "E15", "E16", "E17", "B2", "E8", "E15", "E18", "E20", "–", "E9"}, cells); diff != "" {
		t.Error(diff)
	}
	for _, row := range rows[headRow:] {
		text, mend := locale.Finding(reform.Vietnamese, mistakes()[1])
		if row[2] == "E5" && (row[5] != text || row[6] != mend || row[7] != "chưa sửa") {
			t.Errorf("got %q", row)
		}
	}
	for at, c := range read(t, content).Sheets[0].Cells {
		if c.Formula != "" && c.Column != len(columns) && c.Row != progressRow {
			t.Errorf("cell %d computes %s", at, c.Formula)
		}
	}
	if linked, where, err := book.GetCellHyperLink("Lỗi cần sửa", "C6"); !linked || where != "'Số liệu'!E5" || err != nil {
		t.Errorf("the first cell leads to %q: %v", where, err)
	}
	if linked, _, err := book.GetCellHyperLink("Lỗi cần sửa", "C16"); linked || err != nil {
		t.Errorf("a cell that is not there has a link: %v", err)
	}
}

func TestAListNeverTakesTheNameOfAnOfficersSheet(t *testing.T) {
	book := report(t)
	for _, name := range []string{"LỖI CẦN SỬA", "Lỗi cần sửa (2)"} {
		_, err := book.NewSheet(name)
		must(t, err)
	}
	content := saved(t, book)
	once := marked(t, content, mistakes()...)
	if got := read(t, once).Sheets[0].Name; got != "Lỗi cần sửa (3)" {
		t.Errorf("got %s", got)
	}
	if got := len(read(t, marked(t, once)).Sheets); got != 4 {
		t.Errorf("%d sheets are left, want 4", got)
	}
}

func TestManyFindingsAreCut(t *testing.T) {
	book := read(t, marked(t, saved(t, report(t)), manyFindings(2500)...))
	list := book.Sheets[0]
	if last := list.Cells[len(list.Cells)-1]; last.Row != headRow+mostListed+1 || !strings.Contains(last.Text, "Còn 1500 điểm") {
		t.Errorf("the list ends with %+v", last)
	}
}

func manyFindings(n int) []reform.Finding {
	var findings []reform.Finding
	for i := range n {
		findings = append(findings, finding(fmt.Sprintf("E%d", 100+i), reform.TooGreat, reform.Error, "1"))
	}
	return findings
}

func TestADamagedFileIsAnErrorAndNoPanic(t *testing.T) {
	content := saved(t, report(t))
	for cut := 0; cut < len(content); cut += 997 {
		if err := Write(io.Discard, content[:cut], mistakes(), reform.Vietnamese); err == nil {
			t.Fatalf("%d bytes of a file were marked", cut)
		}
	}
}

// TestNoCopyIsHandedOutThatWouldBeRefused: a file that holds as many parts as may be has
// no room for those of the marks.
func TestNoCopyIsHandedOutThatWouldBeRefused(t *testing.T) {
	content := saved(t, report(t))
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	must(t, err)
	var crowded bytes.Buffer
	z := zip.NewWriter(&crowded)
	for _, part := range archive.File {
		must(t, z.Copy(part))
	}
	for n := range 500 - len(archive.File) {
		_, err := z.Create(fmt.Sprintf("customXml/item%d.bin", n))
		must(t, err)
	}
	must(t, z.Close())
	if _, err := container.Open(crowded.Bytes(), container.Received); err != nil {
		t.Fatalf("the file itself is refused: %v", err)
	}
	var marked bytes.Buffer
	if err := Write(&marked, crowded.Bytes(), mistakes(), reform.Vietnamese); err == nil || marked.Len() > 0 {
		t.Errorf("a copy of %d bytes was handed out: %v", marked.Len(), err)
	}
}

// TestAnyProgramsFileIsMarked: names with a prefix, absolute and relative targets, no
// styles, no view, comments without names of their own.
func TestAnyProgramsFileIsMarked(t *testing.T) {
	const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	for _, vocabulary := range []string{main, "http://purl.oclc.org/ooxml/spreadsheetml/main"} {
		content := packed(t, map[string]string{
			"[Content_Types].xml": `<ct:Types xmlns:ct="http://schemas.openxmlformats.org/package/2006/content-types"><ct:Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
				`<ct:Default Extension="xml" ContentType="application/xml"/><ct:Override PartName="/book.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
				`<ct:Override PartName="/one.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></ct:Types>`,
			"_rels/.rels":         `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="book.xml"/></Relationships>`,
			"_rels/book.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="b" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="one.xml"/><Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="Chain.xml"/></Relationships>`,
			"chain.xml":           `<calcChain xmlns="` + main + `"><c r="E5" i="7"/></calcChain>`,
			"book.xml":            `<x:workbook xmlns:x="` + vocabulary + `" xmlns:rel="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><x:sheets><x:sheet name="` + reportSheet + `" sheetId="7" rel:id="b"/></x:sheets></x:workbook>`,
			"one.xml":             `<x:worksheet xmlns:x="` + vocabulary + `"><x:sheetData><x:row r="5"><x:c r="E5"><x:v>300</x:v></x:c></x:row></x:sheetData><x:pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/></x:worksheet>`,
		})
		once := marked(t, content, finding("E5", reform.TooGreat, reform.Error, "300"))
		if book := read(t, once); len(book.Sheets) != 2 || book.Sheets[1].Cell(5, 5).Text != "300" {
			t.Errorf("%s: %+v", vocabulary, book)
		}
		sheet := partsOf(t, once)["one.xml"]
		if partsOf(t, once)["chain.xml"] != "" {
			t.Error("the order of calculation does not know our sheet")
		}
		rules, margins := strings.Index(sheet, `<conditionalFormatting xmlns="`+vocabulary+`" sqref="E5">`), strings.Index(sheet, "<x:pageMargins")
		drawing := strings.Index(sheet, "<legacyDrawing")
		if rules < 0 || rules > margins || drawing < margins {
			t.Errorf("marks stand at %d and %d, the margins at %d: %s", rules, drawing, margins, sheet)
		}
		if vocabulary == main {
			if diff := cmp.Diff(partsOf(t, content)["one.xml"], partsOf(t, marked(t, once))["one.xml"]); diff != "" {
				t.Error(diff)
			}
		}
	}
}

// TestPartsThatAreLost: a sheet whose comments are lost gets new ones, and a workbook
// whose looks are lost is not marked: cells would bear the looks of ours.
func TestPartsThatAreLost(t *testing.T) {
	parts := partsOf(t, saved(t, report(t)))
	delete(parts, "xl/comments2.xml")
	delete(parts, "xl/comments1.xml")
	once := marked(t, packed(t, parts), mistakes()...)
	if comments, err := open(t, once).GetComments(reportSheet); err != nil || len(comments) == 0 {
		t.Errorf("%d comments, %v", len(comments), err)
	}
	if links := partsOf(t, once)["xl/worksheets/_rels/sheet2.xml.rels"]; strings.Count(links, "/comments\"") != 1 {
		t.Errorf("the sheet refers to %s", links)
	}
	delete(parts, "xl/styles.xml")
	if err := Write(io.Discard, packed(t, parts), mistakes(), reform.Vietnamese); err == nil {
		t.Error("a workbook without its looks was marked")
	}
}

func packed(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var file bytes.Buffer
	out := zip.NewWriter(&file)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		part, err := out.Create(name)
		must(t, err)
		_, err = io.WriteString(part, parts[name])
		must(t, err)
	}
	must(t, out.Close())
	return file.Bytes()
}
