package recipe

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/heading"
	"reformboard/internal/reform"
)

func TestColumnsAreDescribed(t *testing.T) {
	book := bookOf(`== Số liệu
 | BIỂU MÔ PHỎNG | < | < | < | <
 | STT | Đơn vị | Hồ sơ | < | <
 | ^ | ^ | Tổng | Trực tuyến | Trực tiếp
 | (1) | (2) | (3)=(4)+(5) | (4) | (5)
 | 1 | Sở Thử nghiệm Alpha | 10 | 4 | 6
 | 2 | Sở Giả định Beta | 5 | 3 | 2
`)
	want := []heading.Column{
		{Letter: "B", Path: []string{"STT"}, Numbering: "(1)", Samples: []string{"1", "2"}},
		{Letter: "C", Path: []string{"Đơn vị"}, Numbering: "(2)", Samples: []string{"Sở Thử nghiệm Alpha", "Sở Giả định Beta"}},
		{Letter: "D", Path: []string{"Hồ sơ", "Tổng"}, Numbering: "(3)=(4)+(5)", Samples: []string{"10", "5"}},
		{Letter: "E", Path: []string{"Hồ sơ", "Trực tuyến"}, Numbering: "(4)", Samples: []string{"4", "3"}},
		{Letter: "F", Path: []string{"Hồ sơ", "Trực tiếp"}, Numbering: "(5)", Samples: []string{"6", "2"}},
	}
	if diff := cmp.Diff(want, heading.Columns(book, "Số liệu")); diff != "" {
		t.Error(diff)
	}
	if got := heading.Columns(book, "Khác"); got != nil {
		t.Errorf("a sheet that is not there has %v", got)
	}
	if got := heading.Columns(bookOf("== Trống\nGhi chú\n"), "Trống"); got != nil {
		t.Errorf("a sheet without a header has %v", got)
	}
}

// What is proposed for a form is a recipe that reads it, once somebody has named it.
func TestAProposedRecipeReadsItsSample(t *testing.T) {
	all, err := Forms()
	must(t, err)
	for _, r := range all {
		f, d := frameworkOf(t, r), draw(r, seeded())
		book := save(t, d)
		guess := Guess(book, d.sheet, f)
		guess.ID, guess.Title = "guess", r.Title
		guess, err := Read("guess", strings.NewReader(string(guess.YAML())))
		if err != nil {
			t.Errorf("%s: %v", r.ID, err)
			continue
		}
		if len(guess.Columns) != len(r.Columns) {
			t.Errorf("%s: %d columns of %d", r.ID, len(guess.Columns), len(r.Columns))
		}
		result := guess.Apply(book, f, unitsOf(guess), readCell)
		for _, found := range result.Findings {
			if found.Severity == reform.Refused || found.Problem == reform.MissingColumn {
				t.Errorf("%s: %+v", r.ID, found)
			}
		}
		if r.Rows == ByUnit && guess.Rows != ByUnit {
			t.Errorf("%s: no column of units", r.ID)
		}
	}
}

func TestFiguresAreProposedByTheirWords(t *testing.T) {
	r := form(t, "06a-vpcp-kstt")
	d := draw(r, seeded())
	guess := Guess(save(t, d), d.sheet, handling(t))
	right := 0
	for i, c := range guess.Columns {
		if c.Figure == r.Columns[i].Figure {
			right++
		} else if c.Figure != "" {
			t.Errorf("%s is taken for %s", c.heading(), c.Figure)
		}
	}
	if right < len(r.Columns)-2 {
		t.Errorf("%d of %d columns were proposed as they are", right, len(r.Columns))
	}
}

// TestWhatTheRecordSaysIsTakenFromNoForm has a framework read from the record what a form
// has a column for: it is not proposed, and a recipe that names it takes nothing.
func TestWhatTheRecordSaysIsTakenFromNoForm(t *testing.T) {
	r := form(t, "06a-vpcp-kstt")
	d := draw(r, seeded())
	book, f := save(t, d), handling(t)
	first := slices.IndexFunc(r.Columns, func(c Column) bool { return c.Figure != "" })
	at := slices.IndexFunc(f.Figures, func(g reform.Figure) bool { return g.ID == r.Columns[first].Figure })
	f.Figures[at].Source, f.Figures[at].Reads = reform.FromRecord, reform.DaysLate
	for _, c := range Guess(book, d.sheet, f).Columns {
		if c.Figure == f.Figures[at].ID {
			t.Errorf("%s is proposed for %s", c.heading(), c.Figure)
		}
	}
	result := r.Apply(book, f, unitsOf(r), readCell)
	if !slices.ContainsFunc(result.Findings, func(found reform.Finding) bool {
		return found.Problem == reform.OwnRecord && found.Figure == f.Figures[at].ID
	}) {
		t.Errorf("nothing is found: %s", findings(result))
	}
	for unit, said := range values(result) {
		if text, taken := said[f.Figures[at].ID]; taken || len(said) == 0 {
			t.Errorf("%s: %q was taken, of %v", unit, text, said)
		}
	}
	if len(result.Reports) == 0 {
		t.Error("nothing else was read")
	}
}

func TestPrintedRulesAreProposed(t *testing.T) {
	guess := Guess(bookOf(strings.Replace(head, "Tổng  ", "Tổng (3)=(4)+(5)", 1)+"(1)|(2)|(3)|(4)|(5)\n1 | Sở Thử nghiệm Alpha | 10 | 4 | 6\n"), "Số liệu", handling(t))
	if diff := cmp.Diff([]string{"(3)=(4)+(5)"}, guess.Checks); diff != "" {
		t.Error(diff)
	}
}
