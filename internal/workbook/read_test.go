package workbook

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"reformboard/internal/reform"
)

func itoa(n int) string { return strconv.Itoa(n) }

func readForm(t testing.TB, content []byte, f Form) Reading {
	t.Helper()
	got, err := Read(content, f)
	if err != nil {
		t.Fatal(err)
	}
	if want := len(f.Framework.FiguresOf(f.Source)); len(got.Values) != want {
		t.Errorf("got %d values, want %d", len(got.Values), want)
	}
	return got
}

// reportPart is where the report sheet stands in the file.
const reportPart = "xl/worksheets/sheet1.xml"

// part is a part of the file as text, as long as the library has not parsed it.
func part(t testing.TB, book *excelize.File, name string) string {
	t.Helper()
	content, ok := book.Pkg.Load(name)
	if !ok {
		t.Fatalf("no part %s", name)
	}
	return string(content.([]byte))
}

func replaceOnce(t testing.TB, text, before, after string) string {
	t.Helper()
	if strings.Count(text, before) != 1 {
		t.Fatalf("%q stands %d times", before, strings.Count(text, before))
	}
	return strings.Replace(text, before, after, 1)
}

func valueOf(r Reading, figure string) reform.Value {
	value, _ := reform.Report{Values: r.Values}.Value(figure)
	return value
}

// found lists what was found about a figure: "not_whole error".
func found(r Reading, figure string) []string {
	var found []string
	for _, f := range r.Findings {
		if f.Figure == figure {
			found = append(found, string(f.Problem)+" "+string(f.Severity))
		}
	}
	return found
}

// typed sets a cell as a spreadsheet does: a string is text, a float64 a number.
func typed(value any) func(t *testing.T, book *excelize.File, at string) {
	return func(t *testing.T, book *excelize.File, at string) {
		must(t, book.SetCellValue("Báo cáo", at, value))
	}
}

// raw puts a number into the file as text, digit by digit.
func raw(text string) func(t *testing.T, book *excelize.File, at string) {
	return func(t *testing.T, book *excelize.File, at string) {
		must(t, book.SetCellDefault("Báo cáo", at, text))
	}
}

func styled(value float64, format string) func(t *testing.T, book *excelize.File, at string) {
	return func(t *testing.T, book *excelize.File, at string) {
		style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &format})
		must(t, err, book.SetCellValue("Báo cáo", at, value), book.SetCellStyle("Báo cáo", at, at, style))
	}
}

func TestCellsAreReadRightOrNamed(t *testing.T) {
	for _, c := range []struct {
		figure string
		set    func(*testing.T, *excelize.File, string)
		want   string // the value; "-" not reported, "na" not applicable
		found  []string
		wanted string // of the last finding
	}{
		{"received", typed(12), "12", nil, ""},
		{"received", typed(0), "0", nil, ""},
		{"received", typed("12"), "12", nil, ""},
		{"received", typed("1 234"), "1234", []string{"understood_as note"}, "1234"},
		{"received", typed("1\u00a0234"), "1234", []string{"understood_as note"}, "1234"},
		{"received", typed("'1234"), "1234", nil, ""},
		{"received", typed("1.234.567"), "1234567", []string{"understood_as note"}, "1234567"},
		{"received", typed("1.234"), "-", []string{"ambiguous_number error"}, "1234 / 1.234"},
		{"received", typed("1,234"), "-", []string{"ambiguous_number error"}, "1234 / 1.234"},
		{"received", typed("12,5"), "-", []string{"not_whole error"}, ""},
		{"received", typed("12 hồ sơ"), "-", []string{"not_number error"}, ""},
		{"received", typed("mười hai"), "-", []string{"not_number error"}, ""},
		{"received", typed("12 %"), "-", []string{"not_number error"}, ""},
		{"received", typed(12.5), "-", []string{"not_whole error"}, ""},
		{"received", typed(-1), "-", []string{"too_small error"}, "0"},
		{"received", typed(true), "-", []string{"not_number error"}, ""},
		{"received", typed("Không áp dụng"), "-", []string{"must_apply error"}, ""},
		{"received", typed("  "), "-", []string{"blank note"}, ""},
		{"received", raw("1e300"), "-", []string{"too_many_digits error"}, ""},
		{"received", raw("1e999"), "-", []string{"not_number error"}, ""},
		{"received", raw("NaN"), "-", []string{"not_number error"}, ""},
		{"received", typed("1234567890123456789"), "-", []string{"too_many_digits error"}, "18"},
		{"received", styled(46115, "dd/mm/yyyy"), "-", []string{"not_number error"}, ""},
		{"received", styled(12, `[Red]#,##0" hồ sơ"`), "12", nil, ""},
		{"paper", typed("KHÔNG  áp dụng"), "na", nil, ""},
		{"paper", typed("Kho\u0302ng a\u0301p du\u0323ng"), "na", nil, ""},
		{"paper", typed("not applicable"), "na", nil, ""},
		{"paper", typed("N/A"), "na", nil, ""},
		{"signed", raw("97.35"), "97.35", nil, ""},
		{"signed", raw("0.30000000000000004"), "0.3", []string{"understood_as warning"}, "0.3 %"},
		{"signed", typed(97.5), "97.5", nil, ""},
		{"signed", typed("97,5"), "97.5", []string{"understood_as note"}, "97.5"},
		{"signed", typed("97.5"), "97.5", []string{"understood_as note"}, "97.5"},
		{"signed", typed("97,5 %"), "97.5", []string{"understood_as note"}, "97.5"},
		{"signed", typed("0,5%"), "0.5", []string{"understood_as note"}, "0.5"},
		{"signed", styled(0.975, "0.0%"), "97.5", nil, ""},
		{"signed", styled(97.5, `0.0" %"`), "97.5", nil, ""},
		{"signed", styled(97.5, "0.0%"), "-", []string{"too_great error"}, "100"},
		{"signed", typed(97.355), "-", []string{"too_many_decimals error"}, "2"},
		{"signed", typed(100.01), "-", []string{"too_great error"}, "100"},
		{"days", typed("1.234,5"), "-", []string{"too_great error"}, "365"},
		{"days", typed("0.125"), "0.125", []string{"understood_as note"}, "0.125"},
		{"days", typed("−2,5"), "-2.5", []string{"understood_as note"}, "-2.5"},
		{"days", typed(-5.5), "-", []string{"too_small error"}, "-5"},
		{"iso", typed("có"), "yes", nil, ""},
		{"iso", typed(" NO "), "no", nil, ""},
		{"iso", typed("Không áp dụng"), "na", nil, ""},
		{"plan", typed("chưa"), "-", []string{"not_option error"}, "Có; Không"},
		{"plan", typed("Không áp dụng"), "-", []string{"must_apply error"}, ""},
		{"plan", typed("Không có"), "none", nil, ""},
		{"received", typed("Không thực hiện"), "none", []string{"not_practised warning"}, ""},
		{"paper", typed("No Practice"), "none", []string{"not_practised warning"}, ""},
		{"signed", typed("không có"), "none", []string{"not_practised warning"}, ""},
		{"issued", typed("Chưa thực hiện"), "none", nil, ""},
		{"issued", styled(46112, "dd/mm/yyyy"), "2026-03-31", nil, ""},
		{"issued", styled(46112, "[$-42A]d mmmm yyyy"), "2026-03-31", nil, ""},
		{"issued", styled(46112.75, "dd/mm/yyyy hh:mm"), "2026-03-31", []string{"understood_as note"}, "2026-03-31"},
		{"issued", styled(46112, "General"), "2026-03-31", []string{"understood_as warning"}, "2026-03-31"},
		{"issued", styled(46112.5, "General"), "-", []string{"not_date error"}, ""},
		{"issued", styled(20260331, "General"), "-", []string{"not_date error"}, ""},
		{"issued", typed(2026), "1905-07-18", []string{"understood_as warning"}, "1905-07-18"},
		{"issued", styled(2026, "0"), "-", []string{"not_date error"}, ""},
		{"issued", typed(60), "-", []string{"not_date error"}, ""},
		{"issued", typed(59), "1900-02-28", []string{"understood_as warning"}, "1900-02-28"},
		{"issued", typed(61), "1900-03-01", []string{"understood_as warning"}, "1900-03-01"},
		{"issued", typed(-1), "-", []string{"not_date error"}, ""},
		{"issued", typed(true), "-", []string{"not_date error"}, ""},
		{"issued", typed("31/3/2026"), "2026-03-31", nil, ""},
		{"issued", typed("31/03/2026"), "2026-03-31", nil, ""},
		{"issued", typed(" 31 - 3 - 2026"), "2026-03-31", nil, ""},
		{"issued", typed("31.3.2026"), "2026-03-31", nil, ""},
		{"issued", typed("2026-03-31"), "2026-03-31", nil, ""},
		{"issued", typed("2026-04-03"), "2026-04-03", nil, ""},
		{"issued", typed("3/4/2026"), "2026-04-03", []string{"understood_as note"}, "2026-04-03"},
		{"issued", typed("03/03/2026"), "2026-03-03", nil, ""},
		{"issued", typed("Ngày 31 tháng 03 năm 2026"), "2026-03-31", nil, ""},
		{"issued", typed("31 Mar 2026"), "2026-03-31", nil, ""},
		{"issued", typed("31 MARCH 2026"), "2026-03-31", nil, ""},
		{"issued", typed("29/2/2024"), "2024-02-29", nil, ""},
		{"issued", typed("29/2/2026"), "-", []string{"not_date error"}, ""},
		{"issued", typed("31/4/2026"), "-", []string{"not_date error"}, ""},
		{"issued", typed("3/31/2026"), "-", []string{"not_date error"}, ""},
		{"issued", typed("31/3/26"), "-", []string{"not_date error"}, ""},
		{"issued", typed("31/3"), "-", []string{"not_date error"}, ""},
		{"issued", typed("tháng 3 năm 2026"), "-", []string{"not_date error"}, ""},
		{"issued", typed("46112"), "-", []string{"not_date error"}, ""},
		{"issued", typed("Không áp dụng"), "-", []string{"must_apply error"}, ""},
		{"renewed", typed("Không áp dụng"), "na", nil, ""},
	} {
		f := testForm()
		var cell string
		content := changed(t, f, func(book *excelize.File) {
			cell = answerColumn + itoa(rowOf(t, book, c.figure))
			c.set(t, book, cell)
		})
		got := readForm(t, content, f)
		v := valueOf(got, c.figure)
		said := map[reform.Absence]string{reform.NotReported: "-", reform.NotApplicable: "na", reform.NoPractice: "none", reform.Present: v.Text}[v.Absence]
		if said != c.want || v.Cell != cell || v.Sheet != "Báo cáo" {
			t.Errorf("%s, case %s: got %q at %s, want %q", c.figure, c.wanted, said, v.Origin, c.want)
		}
		if diff := cmp.Diff(c.found, found(got, c.figure)); diff != "" {
			t.Errorf("%s, want %q: findings\n%s", c.figure, c.want, diff)
		}
		for _, finding := range got.Findings {
			if finding.Figure == c.figure && (finding.Cell != cell || finding.Wanted != c.wanted && finding.Wanted != v.Text) {
				t.Errorf("%s: got %+v, wanted %q", c.figure, finding, c.wanted)
			}
		}
	}
}

// Workbooks of old Macintosh programs count their days from 1904.
func TestDaysCountedFrom1904(t *testing.T) {
	yes := true
	for serial, want := range map[float64]string{44650: "2026-03-31", 0: "1904-01-01", 60: "1904-03-01"} {
		f := testForm()
		content := changed(t, f, func(book *excelize.File) {
			must(t, book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
			styled(serial, "dd/mm/yyyy")(t, book, answerColumn+itoa(rowOf(t, book, "issued")))
		})
		if got := valueOf(readForm(t, content, f), "issued").Text; got != want {
			t.Errorf("day %v: got %s, want %s", serial, got, want)
		}
	}
}

// What only a spreadsheet program writes is put into the file itself.
func TestFormulasAndErrorsAreNamed(t *testing.T) {
	for _, c := range []struct {
		figure, before, after string
		want                  string
		found                 []string
	}{
		{"received", `><v>777</v>`, ` t="e"><v>#DIV/0!</v>`, "", []string{"error_cell error"}},
		{"received", `><v>777</v>`, `><f>6*7</f><v>42</v>`, "42", []string{"formula_cell note"}},
		{"received", `><v>777</v>`, `><f>6*7</f></c>`, "42", []string{"formula_cell note"}},
		{"received", `><v>777</v>`, ` t="e"><f>1/0</f><v>#DIV/0!</v>`, "", []string{"error_cell error"}},
		{"received", `><v>777</v>`, `><f>6*7</f><v>41</v>`, "41", []string{"formula_differs warning"}},
		{"received", `><v>777</v>`, `><f>6*NOW()</f></c>`, "", []string{"formula_no_value error"}},
		{"received", `><v>777</v>`, ` t="str"><f>""</f><v></v>`, "", []string{"blank note"}},
		{"issued", `><v>46112</v>`, ` t="d"><v>2026-03-31T00:00:00</v>`, "2026-03-31", nil},
		{"issued", `><v>46112</v>`, `><f>DATE(2026,3,31)</f><v>46112</v>`, "2026-03-31", []string{"formula_cell note"}},
		{"plan", ` t="inlineStr"><is><t>here</t></is>`, ` t="str"><f>IF(1&gt;0,"Có","Không")</f><v>Có</v>`, "yes", []string{"formula_cell note"}},
	} {
		f := testForm(reform.Value{Figure: "received", Text: "777"}, reform.Value{Figure: "issued", Text: "2026-03-31"})
		content := changed(t, f, func(book *excelize.File) {
			must(t, book.SetCellDefault("Báo cáo", answerColumn+itoa(rowOf(t, book, "plan")), "here"))
		})
		content = reopened(t, content, func(book *excelize.File) {
			xml := replaceOnce(t, part(t, book, reportPart), c.before, c.after)
			book.Pkg.Store(reportPart, []byte(strings.Replace(xml, "</c></c>", "</c>", 1)))
		})
		got := readForm(t, content, f)
		if v := valueOf(got, c.figure); v.Text != c.want {
			t.Errorf("%s: got %q, want %q; %v", c.after, v.Text, c.want, got.Findings)
		}
		if diff := cmp.Diff(c.found, found(got, c.figure)); diff != "" {
			t.Errorf("%s: %s", c.after, diff)
		}
	}
}

func TestMovedRowsAndRenamedSheetsAreStillRead(t *testing.T) {
	f := testForm(
		reform.Value{Figure: "received", Text: "100"}, reform.Value{Figure: "online", Text: "60"},
		reform.Value{Figure: "signed", Text: "97.35"}, reform.Value{Figure: "iso", Text: "no"},
	)
	want := readForm(t, written(t, f), f)
	for name, change := range map[string]func(*excelize.File){
		"renamed":              func(book *excelize.File) { rename(t, book, "Số liệu 'mới' 2026") },
		"renamed without care": func(book *excelize.File) { must(t, book.SetSheetName("Báo cáo", "Số liệu")) },
		"moved": func(book *excelize.File) {
			_, err := book.NewSheet("Ghi chú")
			must(t, err, book.MoveSheet("Báo cáo", "Ghi chú"), book.MoveSheet("Ghi chú", "Báo cáo"))
		},
		"inserted row": func(book *excelize.File) { must(t, book.InsertRows("Báo cáo", rowOf(t, book, "online"), 3)) },
		"inserted column": func(book *excelize.File) {
			must(t, book.InsertCols("Báo cáo", "C", 1))
		},
		"swapped rows": func(book *excelize.File) { swap(t, book, rowOf(t, book, "received"), rowOf(t, book, "online")) },
	} {
		got := readForm(t, changed(t, f, change), f)
		for _, w := range want.Values {
			if v := valueOf(got, w.Figure); v.Text != w.Text || v.Absence != w.Absence {
				t.Errorf("%s: %s: got %q %s, want %q %s", name, w.Figure, v.Text, v.Absence, w.Text, w.Absence)
			}
		}
	}
}

// rename does as Excel does: the names follow their sheet, quotes doubled.
func rename(t *testing.T, book *excelize.File, name string) {
	must(t, book.SetSheetName("Báo cáo", name))
	for defined, column := range map[string]string{figuresName: idColumn, answersName: answerColumn} {
		must(t, book.DeleteDefinedName(&excelize.DefinedName{Name: defined}), book.SetDefinedName(&excelize.DefinedName{
			Name: defined, RefersTo: rangeOf(name, "$"+column, "$"+column),
		}))
	}
}

// swap exchanges two rows' ids and answers, as sorting does.
func swap(t *testing.T, book *excelize.File, one, two int) {
	for _, column := range []string{idColumn, labelColumn, answerColumn} {
		a, err := book.GetCellValue("Báo cáo", column+itoa(one), excelize.Options{RawCellValue: true})
		must(t, err)
		b, err := book.GetCellValue("Báo cáo", column+itoa(two), excelize.Options{RawCellValue: true})
		must(t, err)
		must(t, book.SetCellDefault("Báo cáo", column+itoa(one), b), book.SetCellDefault("Báo cáo", column+itoa(two), a))
	}
}

func TestMissingAndRepeatedRows(t *testing.T) {
	f := testForm()
	content := changed(t, f, func(book *excelize.File) { must(t, book.RemoveRow("Báo cáo", rowOf(t, book, "online"))) })
	got := readForm(t, content, f)
	if diff := cmp.Diff([]string{"missing_row warning"}, found(got, "online")); diff != "" {
		t.Error(diff)
	}
	if v := valueOf(got, "online"); v.Absence != reform.NotReported {
		t.Errorf("got %+v", v)
	}
}

// TestSeveralRowsOfOneFigure: a copied row does no harm while both say the same.
func TestSeveralRowsOfOneFigure(t *testing.T) {
	f := testForm(reform.Value{Figure: "online", Text: "60"}, reform.Value{Figure: "paper", Text: "5"})
	for answer, want := range map[any][]string{60: nil, 61: {"repeated_figure error"}, "61 hồ sơ": {"not_number error", "repeated_figure error"}, "": nil} {
		content := changed(t, f, func(book *excelize.File) {
			must(t, book.SetCellStr("Báo cáo", idColumn+"40", "online"), book.SetCellValue("Báo cáo", answerColumn+"40", answer))
		})
		got := readForm(t, content, f)
		if diff := cmp.Diff(want, slices.DeleteFunc(found(got, "online"), func(f string) bool { return f == "not_number error" && want == nil })); diff != "" && !slices.Equal(want[len(want)-1:], found(got, "online")) {
			t.Errorf("%v: %s", answer, diff)
		}
		if v := valueOf(got, "online"); (v.Text == "60") != (want == nil) || got.Taken("online") != (want == nil) || valueOf(got, "paper").Text != "5" {
			t.Errorf("%v: got %+v", answer, v)
		}
	}
}

// TestTheLabelIsWhatAPersonSees: rows sorted without the hidden column.
func TestTheLabelIsWhatAPersonSees(t *testing.T) {
	f := testForm(reform.Value{Figure: "received", Text: "100"}, reform.Value{Figure: "online", Text: "60"})
	content := changed(t, f, func(book *excelize.File) {
		one, two := rowOf(t, book, "received"), rowOf(t, book, "online")
		swap(t, book, one, two)
		must(t, book.SetCellStr("Báo cáo", idColumn+itoa(one), "received"), book.SetCellStr("Báo cáo", idColumn+itoa(two), "online"))
	})
	got := readForm(t, content, f)
	if valueOf(got, "received").Text != "100" || valueOf(got, "online").Text != "60" {
		t.Errorf("got %+v", got.Values)
	}
	for _, figure := range []string{"received", "online"} {
		if diff := cmp.Diff([]string{"by_label warning"}, found(got, figure)); diff != "" {
			t.Error(diff)
		}
	}
	content = changed(t, f, func(book *excelize.File) {
		must(t, book.SetCellStr("Báo cáo", labelColumn+itoa(rowOf(t, book, "received")), "Hồ sơ đã nhận"))
	})
	got = readForm(t, content, f)
	if diff := cmp.Diff([]string{"other_label warning"}, found(got, "received")); diff != "" || valueOf(got, "received").Text != "100" {
		t.Error(diff)
	}
}

func TestMergedAnswersAreNobodys(t *testing.T) {
	f := testForm(reform.Value{Figure: "received", Text: "100"}, reform.Value{Figure: "online", Text: "60"})
	var top string
	content := changed(t, f, func(book *excelize.File) {
		row := rowOf(t, book, "received")
		top = answerColumn + itoa(row)
		must(t, book.MergeCell("Báo cáo", top, answerColumn+itoa(rowOf(t, book, "online"))))
	})
	got := readForm(t, content, f)
	for _, figure := range []string{"received", "online"} {
		if diff := cmp.Diff([]string{"merged_answer error"}, found(got, figure)); diff != "" || valueOf(got, figure).Text != "" {
			t.Error(diff)
		}
	}
	for _, finding := range got.Findings {
		if finding.Problem == reform.MergedAnswer && finding.Wanted != top {
			t.Errorf("got %+v", finding)
		}
	}
}

func TestHiddenRowsAreRead(t *testing.T) {
	f := testForm(reform.Value{Figure: "received", Text: "100"})
	content := changed(t, f, func(book *excelize.File) { must(t, book.SetRowVisible("Báo cáo", rowOf(t, book, "received"), false)) })
	got := readForm(t, content, f)
	if diff := cmp.Diff([]string{"hidden_row note"}, found(got, "received")); diff != "" || valueOf(got, "received").Text != "100" {
		t.Error(diff)
	}
}

// TestOtherFormsAreCarried: what another cycle's form or a copy without names says is
// read by its labels, when a person asks for that.
func TestOtherFormsAreCarried(t *testing.T) {
	foreign := testForm(reform.Value{Figure: "received", Text: "100"}, reform.Value{Figure: "iso", Text: "yes"})
	foreign.Cycle.ID, foreign.Language = "mau-2026-q2", reform.English
	copied := changed(t, foreign, func(book *excelize.File) {
		for _, name := range []string{identityName, figuresName, answersName, labelsName} {
			must(t, book.DeleteDefinedName(&excelize.DefinedName{Name: name}))
		}
		must(t, book.RemoveCol(book.GetSheetList()[0], idColumn))
	})
	for name, content := range map[string][]byte{"another cycle": written(t, foreign), "copied": copied} {
		got, err := Carry(content, testForm())
		must(t, err)
		if valueOf(got, "received").Text != "100" || valueOf(got, "iso").Text != "yes" || got.Refused() {
			t.Errorf("%s: got %+v", name, got)
		}
	}
	if got, err := Carry([]byte("%PDF-1.7\n"), testForm()); err != nil || !got.Refused() {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestFormsAreSigned(t *testing.T) {
	f := testForm(reform.Value{Figure: "received", Text: "100"})
	f.Key, f.Version = []byte("a key of thirty-two bytes, really"), 3
	got := readForm(t, written(t, f), f)
	if got.Refused() || got.Version != 3 || valueOf(got, "received").Text != "100" {
		t.Errorf("got %+v", got)
	}
	unsigned := testForm()
	for name, content := range map[string][]byte{
		"unsigned": written(t, unsigned),
		"altered": changed(t, f, func(book *excelize.File) {
			must(t, book.SetCellStr(identitySheet, "B6", "9"))
		}),
	} {
		if got := readForm(t, content, f); !got.Refused() || got.Findings[0].Problem != reform.ForgedForm {
			t.Errorf("%s: got %+v", name, got.Findings)
		}
	}
}

func TestFormsOfOthersAreRecognised(t *testing.T) {
	for problem, other := range map[reform.Problem]func(*Form){
		reform.OtherUnit:      func(f *Form) { f.Unit.ID, f.Unit.NameVI = "don-vi-8", "Văn phòng" },
		reform.OtherCycle:     func(f *Form) { f.Cycle.ID, f.Cycle.Period = "mau-2026-q2", "2026-Q2" },
		reform.OtherFramework: func(f *Form) { f.Framework.ID, f.Framework.Title.VI = "mau-2", "Bộ khác" },
		reform.OtherSource:    func(f *Form) { f.Source = reform.FromSurvey },
	} {
		foreign := testForm()
		other(&foreign)
		got := readForm(t, written(t, foreign), testForm())
		if len(got.Findings) != 1 || got.Findings[0].Problem != problem || !got.Refused() {
			t.Errorf("%s: got %+v", problem, got.Findings)
			continue
		}
		if f := got.Findings[0]; f.Found == "" || f.Wanted == "" || f.Found == f.Wanted {
			t.Errorf("%s: found %q, wanted %q", problem, f.Found, f.Wanted)
		}
		for _, v := range got.Values {
			if v.Absence != reform.NotReported {
				t.Errorf("%s: took %+v", problem, v)
			}
		}
	}
}

// unnamed takes the defined names away, which some programs do not know.
func unnamed(t testing.TB, book *excelize.File) {
	t.Helper()
	for _, name := range []string{identityName, figuresName, answersName, labelsName} {
		must(t, book.DeleteDefinedName(&excelize.DefinedName{Name: name}))
	}
}

func TestFormsAreFoundWithoutTheirNames(t *testing.T) {
	f := testForm(reform.Value{Figure: "received", Text: "12"})
	f.Key, f.Version = []byte("a key of thirty-two bytes, really"), 3
	got := readForm(t, changed(t, f, func(book *excelize.File) { unnamed(t, book) }), f)
	if got.Refused() || got.Version != 3 || valueOf(got, "received").Text != "12" || slices.ContainsFunc(got.Findings, func(f reform.Finding) bool { return f.Severity != reform.Note }) {
		t.Errorf("got %+v", got.Findings)
	}
	twice := changed(t, f, func(book *excelize.File) {
		unnamed(t, book)
		from, err := book.GetSheetIndex(identitySheet)
		must(t, err)
		to, err := book.NewSheet("reformboard (2)")
		must(t, err, book.CopySheet(from, to))
	})
	if got := readForm(t, twice, f); !got.Refused() || got.Findings[0].Problem != reform.NotOurForm {
		t.Errorf("two identities: got %+v", got.Findings)
	}
}

func TestRefusedFilesSayNothingOfAnyFigure(t *testing.T) {
	f := testForm(reform.Value{Figure: "received", Text: "12"})
	nameless := changed(t, f, func(book *excelize.File) {
		unnamed(t, book)
		must(t, book.SetCellStr(identitySheet, "A3", "kỳ"))
	})
	headless := changed(t, f, func(book *excelize.File) { must(t, book.DeleteSheet(identitySheet)) })
	lost := changed(t, f, func(book *excelize.File) {
		const identity = "xl/worksheets/sheet5.xml"
		book.Pkg.Store(identity, []byte(strings.ReplaceAll(part(t, book, identity), "<v>", "<v>-")))
	})
	for name, c := range map[string]struct {
		content []byte
		want    reform.Problem
	}{
		"no workbook":      {[]byte("%PDF-1.7\n"), reform.NotWorkbook},
		"another workbook": {nameless, reform.NotOurForm},
		"no identity":      {headless, reform.NotOurForm},
		"lost texts":       {lost, reform.Damaged},
	} {
		got := readForm(t, c.content, f)
		if len(got.Findings) != 1 || !got.Refused() || got.Findings[0].Problem != c.want {
			t.Errorf("%s: got %+v, want %s", name, got.Findings, c.want)
		}
		if v := valueOf(got, "received"); v.Text != "" || v.Absence != reform.NotReported {
			t.Errorf("%s: got %+v", name, v)
		}
	}
}
