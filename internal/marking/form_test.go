package marking

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/patch"
	"reformboard/internal/reform"
	"reformboard/internal/workbook"
)

// form is a small report form, invented throughout.
func form() workbook.Form {
	words := func(vi string) reform.Words { return reform.Words{VI: vi, EN: vi} }
	figures := []reform.Figure{
		{ID: "received", Title: words("Tổng số hồ sơ đã tiếp nhận"), Kind: reform.Count, Unit: words("hồ sơ"), Source: reform.FromUnit},
		{ID: "online", Title: words("Trong đó: hồ sơ trực tuyến"), Kind: reform.Count, Unit: words("hồ sơ"), Source: reform.FromUnit},
		{ID: "signed", Title: words("Tỷ lệ văn bản được ký số"), Kind: reform.Percentage, Decimals: 2, Source: reform.FromUnit},
		{ID: "plan", Title: words("Ban hành kế hoạch năm"), Kind: reform.Choice, Source: reform.FromUnit, Options: []reform.Option{{ID: "yes", Title: words("Có")}, {ID: "no", Title: words("Không")}}},
		{ID: "issued", Title: words("Ngày ban hành kế hoạch"), Kind: reform.Date, Source: reform.FromUnit},
	}
	day := func(month time.Month, day int) time.Time { return time.Date(2026, month, day, 0, 0, 0, 0, time.UTC) }
	return workbook.Form{
		Framework: reform.Framework{
			ID: "mau-1", Title: words("Bộ chỉ số mẫu"), Sample: true, Figures: figures, Checks: []reform.Check{{Parts: []string{"online"}, Whole: "received"}},
			Areas: []reform.Area{{ID: "a", Title: words("Thủ tục hành chính"), Indicators: []reform.Indicator{
				{ID: "1.1", Title: words("Tỷ lệ trực tuyến"), Max: reform.Point, Rule: reform.Rule{Kind: reform.Ratio, Of: []string{"online"}, Over: []string{"received"}}},
			}}},
		},
		Cycle: reform.Cycle{
			ID: "mau-2026-q3", Framework: "mau-1", Period: "2026-Q3", DataFrom: day(6, 15), DataTo: day(9, 15),
			Opens: day(9, 10), Due: day(9, 20), Closes: day(9, 25),
		},
		Unit: reform.Unit{ID: "don-vi-7", NameVI: "Đơn vị giả định số 7", Simulated: true}, Source: reform.FromUnit, Language: reform.Vietnamese,
		Key: []byte("a key of thirty-two letters here"),
	}
}

// filled is a form as an officer in a hurry fills it in.
func filled(t *testing.T) []byte {
	t.Helper()
	var file bytes.Buffer
	must(t, workbook.Write(&file, form()))
	blank, err := workbook.Read(file.Bytes(), form())
	must(t, err)
	if blank.Refused() {
		t.Fatalf("the blank form is refused: %+v", blank.Findings)
	}
	book := open(t, file.Bytes())
	for _, v := range blank.Values {
		typed := map[string]any{"received": 200, "online": 300, "signed": "1.234", "plan": "Có lẽ có", "issued": "tháng 3"}[v.Figure]
		must(t, book.SetCellValue(v.Sheet, v.Cell, typed))
	}
	return saved(t, book)
}

func TestAMarkedFormIsReadAsBefore(t *testing.T) {
	content := filled(t)
	before, err := workbook.Read(content, form())
	must(t, err)
	if len(before.Findings) < 3 || before.Refused() {
		t.Fatalf("findings: %+v", before.Findings)
	}
	file := marked(t, content, before.Findings...)
	after, err := workbook.Read(file, form())
	must(t, err)
	if diff := cmp.Diff(before.Values, after.Values); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(before.Findings, after.Findings); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(partsOf(t, file), partsOf(t, marked(t, file, after.Findings...))); diff != "" {
		t.Errorf("marking the marked form is not the marked form: %s", diff)
	}
}

func TestAFormComesBackWithoutAPartTooMany(t *testing.T) {
	content := filled(t)
	reading, err := workbook.Read(content, form())
	must(t, err)
	before, after := partsOf(t, content), partsOf(t, marked(t, marked(t, content, reading.Findings...)))
	for name := range after {
		if before[name] == "" {
			t.Errorf("part %s is left over", name)
		}
	}
	if diff := cmp.Diff(before["xl/_rels/workbook.xml.rels"], after["xl/_rels/workbook.xml.rels"]); diff != "" {
		t.Error(diff)
	}
}

// TestOurRulesComeBeforeTheForms: the form's own conditions ask for a second look, and
// must not paint over what is wrong.
func TestOurRulesComeBeforeTheForms(t *testing.T) {
	content := filled(t)
	reading, err := workbook.Read(content, form())
	must(t, err)
	sheet := partsOf(t, marked(t, content, reading.Findings...))["xl/worksheets/sheet1.xml"]
	d, err := patch.Parse([]byte(sheet))
	must(t, err)
	if first := d.Root.Child("conditionalFormatting"); !strings.Contains(d.Content(first.Child("cfRule").Child("formula")), tag) {
		t.Error("LibreOffice would paint the form's own colour")
	}
	ours, theirs := 0, 1<<30
	var places []string
	for _, group := range d.Root.All("conditionalFormatting") {
		for _, rule := range group.All("cfRule") {
			at, ok := number(rule.Attribute("priority"))
			if !ok || slices.Contains(places, rule.Attribute("priority")) && strings.Contains(d.Raw(rule), author) {
				t.Errorf("a rule has place %q", rule.Attribute("priority"))
			}
			places = append(places, rule.Attribute("priority"))
			if strings.Contains(d.Content(rule.Child("formula")), tag) {
				ours = max(ours, at)
			} else {
				theirs = min(theirs, at)
			}
		}
	}
	if ours == 0 || theirs == 1<<30 || ours >= theirs {
		t.Errorf("our last rule has place %d, the form's first %d", ours, theirs)
	}
}
