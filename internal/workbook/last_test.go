package workbook

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"reformboard/internal/reform"
)

// withLast adds a period before: some of the test figures, and one indicator of each
// state.
func withLast(f Form) Form {
	before := testFramework()
	f.Last = Last{
		Period: "2026-Q2", Framework: &before,
		Values: []reform.Value{
			{Figure: "received", Text: "1000"},
			{Figure: "signed", Text: "97.5"},
			{Figure: "iso", Text: "yes"},
			{Figure: "plan", Absence: reform.NoPractice},
			{Figure: "issued", Text: "2026-03-31"},
			{Figure: "paper", Absence: reform.NotReported},
		},
		Scorecard: &reform.Scorecard{Scores: []reform.Score{
			{Indicator: "1.1", State: reform.Scored, Earned: 186_200, Max: 20 * reform.Point},
			{Indicator: "2.1", State: reform.Suppressed, Max: 5 * reform.Point},
			{Indicator: "2.2", State: reform.NotAsked},
			{Indicator: "2.3", State: reform.Zero, Max: reform.Point},
		}},
	}
	return f
}

// shown is what a row of the report sheet shows in some columns.
func shown(t *testing.T, book *excelize.File, row int, columns ...string) string {
	t.Helper()
	var cells []string
	for _, column := range columns {
		cell, err := book.GetCellValue(book.GetSheetList()[0], column+itoa(row))
		must(t, err)
		cells = append(cells, cell)
	}
	return strings.Join(cells, " | ")
}

func TestLastPeriodStandsBesideTheAnswer(t *testing.T) {
	f := withLast(testForm(reform.Value{Figure: "received", Text: "12"}))
	book, err := excelize.OpenReader(bytes.NewReader(written(t, f)))
	must(t, err)
	head := rowOf(t, book, "plan") - 2
	if got, want := shown(t, book, head, "E", "F", "G", "H"), "Số liệu kê khai | Số liệu\nQuý II/2026 | Kết quả\nQuý II/2026 | Cách ghi"; got != want {
		t.Errorf("got heads %q, want %q", got, want)
	}
	for figure, want := range map[string]string{
		"received": "12 | 1,000 | 1.1: 18,62/20",
		"signed":   " | 97.50 | 2.1: không chấm",
		"iso":      " | Có | 2.2: không áp dụng",
		"issued":   " | 31/03/2026 | 2.3: 0/1",
		"plan":     " | Không thực hiện | ",
		"paper":    " | – | ",
	} {
		if got := shown(t, book, rowOf(t, book, figure), answerColumn, lastColumn, verdictColumn); got != want {
			t.Errorf("%s: got %q, want %q", figure, got, want)
		}
	}
	row := rowOf(t, book, "received")
	id, err := book.GetCellStyle("Báo cáo", lastColumn+itoa(row))
	must(t, err)
	if style, err := book.GetStyle(id); err != nil || style.Protection != nil && !style.Protection.Locked {
		t.Errorf("the period before can be written over: %+v (%v)", style, err)
	}
	if got, want := readForm(t, written(t, f), f), readForm(t, written(t, testForm(f.Values...)), testForm()); !cmp.Equal(got.Values, want.Values) || !cmp.Equal(got.Findings, want.Findings) {
		t.Errorf("the period before changed what is read: %s", cmp.Diff(want.Values, got.Values))
	}
}

func TestWithoutAPeriodBeforeItsColumnsAreLeftOut(t *testing.T) {
	book, err := excelize.OpenReader(bytes.NewReader(written(t, testForm())))
	must(t, err)
	if got := shown(t, book, rowOf(t, book, "plan")-2, "E", "F", "G"); got != "Số liệu kê khai | Cách ghi | " {
		t.Errorf("got heads %q", got)
	}
}

// groups asks the indicators 2.1 and 1.1 of another group.
func asksOthers(f Form) Form {
	for a, area := range f.Framework.Areas {
		for i := range area.Indicators {
			if id := area.Indicators[i].ID; id == "2.1" || id == "1.1" {
				f.Framework.Areas[a].Indicators[i].Applies.Groups = []string{"khoi-2"}
			}
		}
	}
	return f
}

func TestWhatIsNotAskedIsGreyAndCanBeFilledIn(t *testing.T) {
	f := asksOthers(testForm(reform.Value{Figure: "signed", Text: "97.5"}))
	book, err := excelize.OpenReader(bytes.NewReader(written(t, f)))
	must(t, err)
	for figure, grey := range map[string]bool{"signed": true, "received": true, "iso": false, "plan": false} {
		row := rowOf(t, book, figure)
		id, err := book.GetCellStyle("Báo cáo", answerColumn+itoa(row))
		must(t, err)
		style, err := book.GetStyle(id)
		must(t, err)
		if got := style.Fill.Color[0] == sparedBg; got != grey || style.Protection.Locked {
			t.Errorf("%s: grey %v, want %v; locked %v", figure, got, grey, style.Protection.Locked)
		}
		if got := strings.HasPrefix(shown(t, book, row, f.layout().help), f.say("wanted.spared")); got != grey {
			t.Errorf("%s: says that it is not asked: %v, want %v", figure, got, grey)
		}
	}
	if v := valueOf(readForm(t, written(t, f), f), "signed"); v.Text != "97.5" {
		t.Errorf("what was typed where nothing is asked came back as %+v", v)
	}
}

func TestUsesKnowFormulasAndGroups(t *testing.T) {
	formula := func(text string) reform.Rule { return reform.Rule{Kind: reform.Formula, Formula: text} }
	of := func(groups ...string) reform.Applicability { return reform.Applicability{Groups: groups} }
	f := &reform.Framework{Areas: []reform.Area{{Indicators: []reform.Indicator{
		{ID: "1", Rule: formula(`min(points, a + figure("b-1"))`)},
		{ID: "2", Rule: reform.Rule{Kind: reform.Ratio, Of: []string{"a", "c"}, Over: []string{"a"}}, Applies: of("x")},
		{ID: "3", Rule: reform.Rule{Kind: reform.Alternatives, Alternatives: []reform.Alternative{
			{Applies: of("x"), Rule: formula("d")},
			{Applies: reform.Applicability{Groups: []string{"y"}, Figure: "e"}, Rule: formula("f")},
			{Rule: formula("g")},
		}}, Applies: reform.Applicability{Figure: "h"}},
	}}}}
	for group, want := range map[string]string{
		everybody: "a:1 2, b-1:1, c:2, d:3, e:3, f:3, g:3, h:3",
		"x":       "a:1 2, b-1:1, c:2, d:3, h:3",
		"y":       "a:1, b-1:1, e:3, f:3, g:3, h:3",
		"z":       "a:1, b-1:1, g:3, h:3",
	} {
		var lines []string
		found := uses(f, group)
		for _, figure := range []string{"a", "b-1", "c", "d", "e", "f", "g", "h"} {
			var ids []string
			for _, i := range found[figure] {
				ids = append(ids, i.ID)
			}
			if ids != nil {
				lines = append(lines, figure+":"+strings.Join(ids, " "))
			}
		}
		if got := strings.Join(lines, ", "); got != want || len(found) != len(lines) {
			t.Errorf("group %q: got %s (%d), want %s", group, got, len(found), want)
		}
	}
}
