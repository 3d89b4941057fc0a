package export

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"reformboard/internal/officetest"
	"reformboard/internal/reform"
)

// exports are all that this package writes, of one tally in one language.
func exports(t *reform.Tally, l reform.Language) map[string]func(io.Writer) error {
	all := map[string]func(io.Writer) error{
		"ranking.xlsx": func(w io.Writer) error { return RankingWorkbook(w, t, "", l) },
		"ranking.csv":  func(w io.Writer) error { return RankingCSV(w, t, "", l) },
		"group.xlsx":   func(w io.Writer) error { return RankingWorkbook(w, t, "so", l) },
	}
	for _, u := range t.Units {
		all[u.ID+".xlsx"] = func(w io.Writer) error { return ScorecardWorkbook(w, t, u.ID, l) }
		all[u.ID+".csv"] = func(w io.Writer) error { return ScorecardCSV(w, t, u.ID, l) }
	}
	return all
}

func TestTheSameTallyGivesTheSameBytes(t *testing.T) {
	for _, l := range reform.Languages {
		again := exports(fixture(t), l)
		for name, to := range exports(fixture(t), l) {
			if !bytes.Equal(written(t, to), written(t, again[name])) {
				t.Errorf("%s %s: two writes differ", l, name)
			}
		}
	}
}

func TestNoTextBecomesAFormula(t *testing.T) {
	tally := fixture(t)
	for name, to := range exports(tally, reform.Vietnamese) {
		if !strings.HasSuffix(name, ".xlsx") {
			continue
		}
		for part, content := range parts(t, written(t, to)) {
			if strings.HasPrefix(part, "xl/worksheets/") && regexp.MustCompile(`<f[ >]|<hyperlink`).MatchString(content) {
				t.Errorf("%s: %s holds a live formula or link", name, part)
			}
		}
	}
	f := opened(t, exports(tally, reform.Vietnamese)["ranking.xlsx"])
	cells, err := f.SearchSheet("Xếp hạng", naughty)
	if err != nil || len(cells) != 1 {
		t.Errorf("the hostile name stands in %v (%v), want one cell, as it is", cells, err)
	}
}

// TestNamesOfAnyKindCanBeExported: too long for a footer, full of its codes, or
// with signs that XML does not know.
func TestNamesOfAnyKindCanBeExported(t *testing.T) {
	for _, name := range []string{
		strings.Repeat("&", 300), strings.Repeat("Ủy ban nhân dân ", 40), strings.Repeat("😀", 200), "a\x00b\x1f\ufffe<>&\"'", "&P&N 10% [x]:*?/\\",
	} {
		tally := fixture(t)
		tally.Units[2].NameVI, tally.Framework.Short.VI, tally.Framework.Title.VI, tally.Cycle.NoteVI = name, name, name, name
		for _, export := range []string{"ranking.xlsx", "u003.xlsx", "u003.csv"} {
			content := written(t, exports(tally, reform.Vietnamese)[export])
			if strings.HasSuffix(export, ".csv") {
				continue
			}
			f, err := excelize.OpenReader(bytes.NewReader(content))
			if err != nil {
				t.Fatalf("%.20q %s: %v", name, export, err)
			}
			footer, err := f.GetHeaderFooter(f.GetSheetName(0))
			if err != nil || !strings.HasSuffix(footer.OddFooter, "Trang &P/&N") {
				t.Errorf("%.20q %s: footer %q, %v", name, export, footer.OddFooter, err)
			}
			if err := f.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

// parts unpacks a workbook.
func parts(t *testing.T, content []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, part := range archive.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		found[part.Name] = string(text)
	}
	return found
}

func TestUnknownUnitsAndGroupsAreNotFound(t *testing.T) {
	tally, l := fixture(t), reform.English
	for name, err := range map[string]error{
		"ranking workbook":   RankingWorkbook(io.Discard, tally, "nobody", l),
		"ranking csv":        RankingCSV(io.Discard, tally, "nobody", l),
		"scorecard workbook": ScorecardWorkbook(io.Discard, tally, "nobody", l),
		"scorecard csv":      ScorecardCSV(io.Discard, tally, "nobody", l),
	} {
		if !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("%s: got %v, want not found", name, err)
		}
	}
}

// TestATieIsShownByTheFrameworksRule: a rank of another rule would be another rank.
func TestATieIsShownByTheFrameworksRule(t *testing.T) {
	for ties, want := range map[reform.Ties]string{reform.TiesLeast: "2", reform.TiesDense: "2", reform.TiesAverage: "2.5"} {
		tally := fixture(t)
		tally.Framework.Ranks.Ties = ties
		p := newTeller(tally, reform.English)
		second := reform.Standing{Unit: "u001", Rank: 2, Dense: 2, Tied: 2}
		if got := fmt.Sprint(p.rank(second).Value); got != want {
			t.Errorf("%s: the workbook shows %s, want %s", ties, got, want)
		}
		if got := p.rankingRow(second)[0]; got != want {
			t.Errorf("%s: the csv shows %s, want %s", ties, got, want)
		}
	}
}

func TestAnUnexplainedScorecardHasNoWorkbook(t *testing.T) {
	tally := fixtureOf(t, mostExplained+1)
	if err := ScorecardWorkbook(io.Discard, tally, tally.Units[mostExplained].ID, reform.English); err == nil {
		t.Error("receipts were written without a working")
	}
}

// TestACycleWithoutReportsCanBeExported: before the first report there is no
// as-of, no rank and no chart.
func TestACycleWithoutReportsCanBeExported(t *testing.T) {
	tally := fixture(t)
	tally.AsOf, tally.Cycle.NoteVI, tally.Cycle.NoteEN = time.Time{}, "", ""
	tally.Scorecards = scored(t, tally, nil)
	tally.Overall = ranked(&tally.Framework, "", tally.Scorecards)
	f := opened(t, exports(tally, reform.English)["ranking.xlsx"])
	if got := f.GetSheetList(); len(got) != 3 || got[1] == "Chart" {
		t.Errorf("sheets %v, want no chart", got)
	}
	if line := value(t, f, "Ranking", "A2"); !strings.Contains(line, "No report has been submitted yet") {
		t.Errorf("as of: %q", line)
	}
	for name, to := range exports(tally, reform.Vietnamese) {
		if content := written(t, to); bytes.Contains(content, []byte("⟦")) || bytes.Contains(content, []byte("0001-01-01")) {
			t.Errorf("%s: a missing word or a time that never was", name)
		}
	}
	if empty := (&reform.Tally{Framework: tally.Framework}); RankingWorkbook(io.Discard, empty, "", reform.English) != nil {
		t.Error("a body without units cannot be exported")
	}
}

func TestEveryWordIsWritten(t *testing.T) {
	for _, l := range reform.Languages {
		for name, to := range exports(fixture(t), l) {
			texts := map[string]string{name: string(written(t, to))}
			if strings.HasSuffix(name, ".xlsx") {
				texts = parts(t, written(t, to))
			}
			for part, content := range texts {
				if strings.ContainsAny(content, "⟦⟧") || strings.Contains(content, "no value") {
					t.Errorf("%s %s %s: a message nobody wrote", l, name, part)
				}
			}
		}
	}
}

// TestOfficeOpensEveryWorkbook converts the workbooks with LibreOffice.
func TestOfficeOpensEveryWorkbook(t *testing.T) {
	all := exports(fixture(t), reform.Vietnamese)
	names := []string{"ranking.xlsx", "u005.xlsx", "u018.xlsx"}
	var contents [][]byte
	for _, name := range names {
		contents = append(contents, written(t, all[name]))
	}
	for n, pdf := range officetest.Convert(t, "pdf", contents...) {
		if !bytes.HasPrefix(pdf, []byte("%PDF")) {
			t.Errorf("%s: no PDF came of it", names[n])
		}
	}
}

// TestPointsKeepEveryDigit: what a cell holds reads back as the same decimal.
func TestPointsKeepEveryDigit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := reform.Points(rapid.Int64Range(-1e14, 1e14).Draw(t, "points"))
		if got := strconv.FormatFloat(exact(p), 'f', -1, 64); got != p.String() {
			t.Fatalf("got %s, want %s", got, p)
		}
	})
}

func TestPointsAreShownWithAllTheirDecimals(t *testing.T) {
	tally := fixture(t)
	tally.Framework.Rounding.Total = nil
	tally.Scorecards[0].Total += 1 // a ten-thousandth
	p := newTeller(tally, reform.English)
	if p.fine.indicator != "0.00" || p.fine.total != "0.0000" {
		t.Errorf("indicators as %s, totals as %s", p.fine.indicator, p.fine.total)
	}
}

// value reads a cell as a person sees it.
func value(t *testing.T, f *excelize.File, sheet, cell string) string {
	t.Helper()
	text, err := f.GetCellValue(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// raw reads a cell as it is stored, with its type.
func raw(t *testing.T, f *excelize.File, sheet, cell string) string {
	t.Helper()
	text, err := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	kind, err := f.GetCellType(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	if kind == excelize.CellTypeInlineString {
		return "text " + text
	}
	return fmt.Sprint("number ", text)
}
