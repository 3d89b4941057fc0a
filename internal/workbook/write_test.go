package workbook

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

func written(t testing.TB, f Form) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := Write(&file, f); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// changed opens a written form, changes it as a person would, and saves it.
func changed(t testing.TB, f Form, change func(*excelize.File)) []byte {
	t.Helper()
	return reopened(t, written(t, f), change)
}

func reopened(t testing.TB, content []byte, change func(*excelize.File)) []byte {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	change(book)
	var file bytes.Buffer
	if err := book.Write(&file); err != nil {
		t.Fatal(err)
	}
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

// rowOf is the row of a figure on the report sheet.
func rowOf(t testing.TB, book *excelize.File, figure string) int {
	t.Helper()
	rows, err := book.GetRows(book.GetSheetList()[0])
	must(t, err)
	for i, row := range rows {
		if len(row) > 0 && row[0] == figure {
			return i + 1
		}
	}
	t.Fatalf("no row of %s", figure)
	return 0
}

func anyValue(t *rapid.T, g reform.Figure) reform.Value {
	v := reform.Value{Figure: g.ID}
	absences := []reform.Absence{reform.Present, reform.Present, reform.NotReported, reform.NoPractice}
	if g.Optional {
		absences = append(absences, reform.NotApplicable)
	}
	v.Absence = rapid.SampledFrom(absences).Draw(t, "absence of "+g.ID)
	if v.Absence != reform.Present {
		return v
	}
	switch g.Kind {
	case reform.Choice:
		v.Text = rapid.SampledFrom(g.Options).Draw(t, g.ID).ID
	case reform.Count:
		v.Text = canonical(rapid.StringMatching(`[1-9][0-9]{0,17}`).Draw(t, g.ID))
	case reform.Date:
		v.Text = time.Date(1890, 1, rapid.IntRange(1, 100_000).Draw(t, g.ID), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	case reform.Number, reform.Percentage:
		v.Text = canonical(rapid.StringMatching(`[1-9]?[0-9]\.[0-9]{2}`).Draw(t, g.ID))
	}
	return v
}

func canonical(text string) string {
	d, err := reform.ParseDecimal(text)
	if err != nil {
		panic(err)
	}
	return string(d)
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := testForm()
		f.Framework.Checks = nil
		f.Language = rapid.SampledFrom(reform.Languages).Draw(t, "language")
		for _, g := range f.Framework.FiguresOf(f.Source) {
			f.Values = append(f.Values, anyValue(t, g))
		}
		var file bytes.Buffer
		if err := Write(&file, f); err != nil {
			t.Fatal(err)
		}
		got, err := Read(file.Bytes(), f)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Values) != len(f.Values) {
			t.Fatalf("got %d values, want %d: %v", len(got.Values), len(f.Values), got.Findings)
		}
		for i, want := range f.Values {
			v := got.Values[i]
			if v.Figure != want.Figure || v.Text != want.Text || v.Absence != want.Absence || v.Cell == "" {
				t.Errorf("got %+v, want %+v", v, want)
			}
		}
		for _, finding := range got.Findings {
			if finding.Severity == reform.Error || finding.Severity == reform.Refused {
				t.Errorf("found %+v", finding)
			}
		}
	})
}

func TestFormIsReadyToHandOut(t *testing.T) {
	f := testForm()
	f.Framework.Figures[0].Title = reform.Words{VI: "=HYPERLINK(\"x\")", EN: "+1"}
	content := written(t, f)
	if !bytes.Equal(content, written(t, f)) {
		t.Error("the same form gives different bytes")
	}
	if len(content) > 300<<10 {
		t.Errorf("the form has %d bytes", len(content))
	}
	book, err := excelize.OpenReader(bytes.NewReader(content))
	must(t, err)
	if got, want := strings.Join(book.GetSheetList(), ", "), "Báo cáo, Điểm dự kiến, Hướng dẫn, Danh mục, reformboard"; got != want {
		t.Errorf("got sheets %s, want %s", got, want)
	}
	for sheet, want := range map[string]bool{"Báo cáo": true, "Điểm dự kiến": true, "Hướng dẫn": true, "Danh mục": false, identitySheet: false} {
		if got, err := book.GetSheetVisible(sheet); err != nil || got != want {
			t.Errorf("sheet %s: visible %v, want %v (%v)", sheet, got, want, err)
		}
	}
	if mark, _ := book.GetCellValue("Báo cáo", "B1"); mark != "SỐ LIỆU MÔ PHỎNG / SIMULATED DATA" {
		t.Errorf("an invented unit's form begins with %q", mark)
	}
	if dimension, _ := book.GetSheetDimension("Báo cáo"); !strings.HasPrefix(dimension, "A1:F") {
		t.Errorf("got dimension %q", dimension)
	}
	if protection, err := book.GetSheetProtection("Báo cáo"); err != nil || protection.FormatCells {
		t.Errorf("labels are not protected: %+v, %v", protection, err)
	}
	row := rowOf(t, book, "received")
	label := labelColumn + itoa(row)
	if formula, _ := book.GetCellFormula("Báo cáo", label); formula != "" {
		t.Errorf("a title became the formula %q", formula)
	}
	for _, cell := range []struct {
		name   string
		locked bool
	}{{label, true}, {answerColumn + itoa(row), false}} {
		id, err := book.GetCellStyle("Báo cáo", cell.name)
		must(t, err)
		style, err := book.GetStyle(id)
		must(t, err)
		if locked := style.Protection == nil || style.Protection.Locked; locked != cell.locked {
			t.Errorf("cell %s: locked %v, want %v", cell.name, locked, cell.locked)
		}
	}
}

func TestDropDownsOfferTheAnswers(t *testing.T) {
	book, err := excelize.OpenReader(bytes.NewReader(written(t, testForm())))
	must(t, err)
	rules, err := book.GetDataValidations("Báo cáo")
	must(t, err)
	lists := map[string]string{}
	for _, rule := range rules {
		lists[rule.Sqref] = rule.Formula1
	}
	for figure, want := range map[string]string{
		"iso": "Có, Không, Không áp dụng", "plan": "Có, Không", "paper": "Không áp dụng", "renewed": "Không áp dụng", "signed": "", "issued": "",
	} {
		list := lists[answerColumn+itoa(rowOf(t, book, figure))]
		if got := strings.Join(listed(t, book, list), ", "); got != want {
			t.Errorf("%s offers %q, want %q", figure, got, want)
		}
	}
}

// listed are the answers in a range such as 'Danh mục'!$B$1:$B$3.
func listed(t *testing.T, book *excelize.File, list string) []string {
	sheet, cells, ok := strings.Cut(list, "!")
	if !ok {
		return nil
	}
	columns, err := book.GetCols(strings.Trim(sheet, "'"))
	must(t, err)
	column, _, err := excelize.CellNameToCoordinates(strings.Split(strings.ReplaceAll(cells, "$", ""), ":")[0])
	must(t, err)
	var answers []string
	for _, answer := range columns[column-1] {
		if answer != "" {
			answers = append(answers, answer)
		}
	}
	return answers
}

func TestRowsAreHighEnough(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  int
	}{
		{"", 40, 1},
		{"Số hồ sơ", 40, 1},
		{"Tổng số hồ sơ thủ tục hành chính đã tiếp nhận trong kỳ", 40, 2},
		{"một\nhai\nba", 40, 3},
		{strings.Repeat("m", 100), 40, 6},
	} {
		if got := lines(wrapped{c.text, c.width, 12, false}); got != c.want {
			t.Errorf("%q: got %d lines, want %d", c.text, got, c.want)
		}
	}
}

func TestFormThatAsksNothingIsOurMistake(t *testing.T) {
	f := testForm()
	f.Framework.Figures = nil
	if err := Write(&bytes.Buffer{}, f); err == nil {
		t.Error("a form without figures was written")
	}
	if _, err := Read(nil, f); err == nil {
		t.Error("a form without figures was read")
	}
}

func BenchmarkWrite(b *testing.B) {
	f := withLast(largeForm())
	b.ReportAllocs()
	for b.Loop() {
		var file bytes.Buffer
		if err := Write(&file, f); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	f := largeForm()
	content := written(b, f)
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		if got, err := Read(content, f); err != nil || got.Refused() {
			b.Fatal(err, got.Findings)
		}
	}
}

// largeForm has 120 figures, as the largest frameworks have.
func largeForm() Form {
	f := testForm()
	small := f.Framework.FiguresOf(f.Source)
	f.Framework.Figures = nil
	for i := range 120 {
		g := small[i%len(small)]
		g.ID += itoa(i)
		f.Framework.Figures = append(f.Framework.Figures, g)
		if g.Kind != reform.Choice {
			f.Values = append(f.Values, reform.Value{Figure: g.ID, Text: itoa(i % 100)})
		}
	}
	return f
}

// TestFormsOfAnySizeFit: one figure, or 150 with long names and longer help.
func TestFormsOfAnySizeFit(t *testing.T) {
	for _, count := range []int{1, 150} {
		f := testForm()
		one := f.Framework.Figures[0]
		one.Title.VI, one.Help.VI = strings.Repeat("số hồ sơ thủ tục ", 7), strings.Repeat("Cách đếm từng loại hồ sơ.\n", 40)
		f.Framework.Checks, f.Framework.Figures = nil, nil
		for i := range count {
			one.ID = "figure_" + itoa(i)
			f.Framework.Figures = append(f.Framework.Figures, one)
		}
		content := written(t, withLast(f))
		if len(content) > 300<<10 {
			t.Errorf("%d figures: %d bytes", count, len(content))
		}
		if got := readForm(t, content, f); got.Refused() || len(got.Findings) != count {
			t.Errorf("%d figures: got %d findings, want a blank each", count, len(got.Findings))
		}
		book, err := excelize.OpenReader(bytes.NewReader(content))
		must(t, err)
		if height, err := book.GetRowHeight("Báo cáo", rowOf(t, book, "figure_0")); err != nil || height != mostHeight {
			t.Errorf("%d figures: a row of 40 lines is %v points high (%v), want all there are", count, height, err)
		}
	}
}

// A quarter's bounds are kept as midnights in London, which is morning in Hanoi;
// an explicit window as midnights in Hanoi. Both end on the same last day.
func TestTheWindowEndsOnItsLastDay(t *testing.T) {
	hanoi := time.FixedZone("", 7*60*60)
	for _, zone := range []*time.Location{time.UTC, hanoi} {
		f := testForm()
		f.Cycle.DataFrom = time.Date(2026, 10, 1, 0, 0, 0, 0, zone).In(hanoi)
		f.Cycle.DataTo = time.Date(2027, 1, 1, 0, 0, 0, 0, zone).In(hanoi)
		if got, want := f.times(), "từ ngày 01/10/2026 đến hết ngày 31/12/2026"; !strings.Contains(got, want) {
			t.Errorf("got %q, want %q in it", got, want)
		}
	}
}
