package workbook

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/framework"
	"reformboard/internal/officetest"
	"reformboard/internal/reform"
	"reformboard/internal/score"
)

// filledForm is a form of a seed framework, filled in so that some figures are small,
// some are missing and some do not apply, with what package score makes of it.
func filledForm(t testing.TB, name string, l reform.Language) Form {
	t.Helper()
	file, err := os.Open("../../seed/frameworks/" + name + ".yaml")
	must(t, err)
	defer file.Close()
	f := testForm()
	f.Framework, err = framework.Read(name, file)
	must(t, err)
	f.Language = l
	for n, g := range f.Framework.FiguresOf(f.Source) {
		v := reform.Value{Figure: g.ID, Text: "12"}
		switch {
		case n%9 == 5:
			v.Text, v.Absence = "", reform.NotReported
		case n%13 == 3 && g.Optional:
			v.Text, v.Absence = "", reform.NotApplicable
		case g.Kind == reform.Choice:
			v.Text = g.Options[0].ID
		case g.Kind == reform.Date:
			v.Text = "2026-08-01"
		case g.Most != "":
			v.Text = string(g.Most)
		case n%4 == 1:
			v.Text = "7"
		}
		f.Values = append(f.Values, v)
	}
	at := time.Unix(0, 0)
	cards, err := score.Cycle(&f.Framework, f.Cycle, []reform.Unit{f.Unit}, []reform.Report{{Unit: f.Unit.ID, Source: f.Source, SubmittedAt: &at, Values: f.Values}})
	must(t, err)
	f.Expected = &cards[0]
	return f
}

// pointsShown is what the sheet of expected scores shows beside each code and title.
func pointsShown(t testing.TB, book *excelize.File, sheet string) map[string]string {
	t.Helper()
	rows, err := book.GetRows(sheet)
	must(t, err)
	shown := map[string]string{}
	for _, row := range rows {
		if len(row) > 3 && row[2] != "" {
			row = append(row, "", "")
			shown[row[0]+" "+row[1]] = strings.Join(row[3:6], "|")
		}
	}
	return shown
}

// TestExpectedScoreStandsInTheFormAndIsReckonedAgain: the figures that a program
// without a calculator sees, and those that LibreOffice reckons where the form is
// handed out without them, are one and the same.
func TestExpectedScoreStandsInTheFormAndIsReckonedAgain(t *testing.T) {
	names := []string{"qd766-2022", "egov-sample-1", "nd61-2018"}
	var handedOut, blank [][]byte
	for _, name := range names {
		f := filledForm(t, name, reform.Vietnamese)
		handedOut = append(handedOut, written(t, f))
		f.Expected = nil
		blank = append(blank, written(t, f))
	}
	reckoned := officetest.Convert(t, "xlsx", blank...)
	for n, name := range names {
		before, err := excelize.OpenReader(bytes.NewReader(handedOut[n]))
		must(t, err)
		after, err := excelize.OpenReader(bytes.NewReader(reckoned[n]))
		must(t, err)
		want, got := pointsShown(t, before, "Điểm dự kiến"), pointsShown(t, after, "Điểm dự kiến")
		if len(want) < 12 || len(got) != len(want) {
			t.Fatalf("%s: %d lines, then %d", name, len(want), len(got))
		}
		for line, points := range want {
			if points == "||" || got[line] != points {
				t.Errorf("%s: %s stands as %q, and is reckoned as %q", name, line, points, got[line])
			}
		}
	}
}

func TestOnlyTheUnitsOwnFormHasAnExpectedScore(t *testing.T) {
	f := filledForm(t, "par-index-sample", reform.English)
	f.Source, f.Values, f.Expected = reform.FromSurvey, nil, nil
	book, err := excelize.OpenReader(bytes.NewReader(written(t, f)))
	must(t, err)
	if sheets := strings.Join(book.GetSheetList(), ", "); strings.Contains(sheets, "Expected") || !strings.Contains(sheets, "Help") {
		t.Errorf("got sheets %s", sheets)
	}
}

func BenchmarkExpected(b *testing.B) {
	f := filledForm(b, "par-index-sample", reform.Vietnamese)
	for b.Loop() {
		written(b, f)
	}
}
