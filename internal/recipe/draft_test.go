package recipe

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/heading"
	"reformboard/internal/reform"
)

const drafted = `== Số liệu
 | BIỂU MÔ PHỎNG | < | < | < | < | <
 | STT | Đơn vị | Số lượng hồ sơ tiếp nhận | < | < | Hồ sơ khác
 | ^ | ^ | Tổng số | Trực tuyến | Trực tiếp | ^
 | 1 | Sở Thử nghiệm Alpha | 10 | 4 | 6 | 1
 | 2 | Sở Giả định Beta | 5 | 3 | 1 | 2
 | 3 | P. Gamma | 7 | 3 | 4 | 3
`

// A draft names its columns, and says how the sample keeps the rules that the form prints
// and those that its headings speak of.
func TestADraftSaysHowItsSampleKeepsRules(t *testing.T) {
	printed := strings.Replace(drafted, "\n | 1 |", "\n | (1) | (2) | (3)=(4)+(5) | (4) | (5) | (6)\n | 1 |", 1)
	d := NewDraft(bookOf(printed), "Số liệu", handling(t), theUnits(), readCell, nil)
	want := []Rule{{"(3)=(4)+(5)", 2, 1}} // once, though the headings speak of it too
	if diff := cmp.Diff(want, d.Rules); diff != "" {
		t.Error(diff)
	}
	if d.Sheet != "Số liệu" || d.Result.Sheet != d.Sheet || len(d.Columns) != 6 {
		t.Errorf("got %+v", d)
	}
}

func TestAColumnWithoutANumberIsNamedByItsLetter(t *testing.T) {
	d := NewDraft(bookOf(drafted), "Số liệu", handling(t), theUnits(), readCell, nil)
	names := map[string]string{}
	for _, c := range d.Recipe.Columns {
		names[c.heading()] = c.Name
	}
	want := map[string]string{
		"STT": "", "Đơn vị": "", "Số lượng hồ sơ tiếp nhận / Tổng số": "D", "Số lượng hồ sơ tiếp nhận / Trực tuyến": "E",
		"Số lượng hồ sơ tiếp nhận / Trực tiếp": "F", "Hồ sơ khác": "G",
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
}

func TestADraftOfARecipeKeepsItsOwnChecks(t *testing.T) {
	r := NewDraft(bookOf(drafted), "Số liệu", handling(t), theUnits(), readCell, nil).Recipe
	r.Checks = []string{"D <= G"}
	d := NewDraft(bookOf(drafted), "Số liệu", handling(t), theUnits(), readCell, &r)
	if diff := cmp.Diff([]Rule{{"D <= G", 0, 3}, {"(D) = (E) + (F)", 2, 1}}, d.Rules); diff != "" {
		t.Error(diff)
	}
	none := NewDraft(bookOf("== Số liệu\nGhi chú\n"), "Số liệu", handling(t), theUnits(), readCell, nil)
	if !none.Result.Refused() || len(none.Rules)+len(none.Columns) > 0 {
		t.Errorf("a sheet without a header: %+v", none)
	}
}

// Beside the id of a unit a recipe says what the form calls it, in one word or several.
func TestANameMayStandForAUnit(t *testing.T) {
	r := NewDraft(bookOf(drafted), "Số liệu", handling(t), theUnits(), readCell, nil).Recipe
	read := func() map[string]map[string]string {
		return values(r.Apply(bookOf(drafted), handling(t), theUnits(), readCell))
	}
	if got := read(); got["so-c"] != nil {
		t.Errorf("P. Gamma is taken for %v", got["so-c"])
	}
	r.Names = map[string]string{"P. Gamma": "so-c", "so-b": "Nobody"}
	r.ID, r.Title = "names", reform.Words{VI: "Biểu", EN: "Form"}
	again, err := Read("names", strings.NewReader(string(r.YAML())))
	must(t, err)
	r = again
	if got := read(); len(got) != 3 || got["so-c"] == nil {
		t.Errorf("got %v", got)
	}
}

func TestFindingsGoWithTheUnitsInWhoseRowsTheyAre(t *testing.T) {
	r := NewDraft(bookOf(drafted), "Số liệu", handling(t), theUnits(), readCell, nil).Recipe
	r.Checks = []string{"D = E + F"}
	result := r.Apply(bookOf(drafted+" | | Tổng cộng | 99 | 10 | 11 | 6\n"), handling(t), theUnits(), readCell)
	own, whole := result.Own()
	said := func(findings []reform.Finding) string { return findingsOf(findings) }
	if len(own) != 2 || len(own[0]) != 0 || said(own[1]) != "D5 not_the_sum\n" {
		t.Errorf("own: %v", own)
	}
	if got := said(whole); got != "C6 unknown_unit\nD7 not_the_sum\nD7 not_the_sum\n" {
		t.Errorf("whole:\n%s", got)
	}
}

func findingsOf(findings []reform.Finding) string {
	var text strings.Builder
	for _, f := range findings {
		text.WriteString(f.Cell + " " + string(f.Problem) + "\n")
	}
	return text.String()
}

// What a sample comes to is what its recipe expects of it.
func TestARecipeExpectsWhatItsSampleSays(t *testing.T) {
	all, err := Forms()
	must(t, err)
	for _, r := range all {
		book := save(t, draw(r, seeded()))
		r.Sample = r.Expected(r.Apply(book, frameworkOf(t, r), unitsOf(r), readCell))
		if len(r.Sample) == 0 {
			t.Errorf("%s expects nothing", r.ID)
		}
		again, err := Read(r.ID, strings.NewReader(string(r.YAML())))
		must(t, err)
		if faults := again.Test(book, frameworkOf(t, r), unitsOf(r), readCell); len(faults) > 0 {
			t.Errorf("%s: %v", r.ID, faults)
		}
	}
}

// A form that was typed for an old font is drafted in Unicode, as it is read.
func TestADraftIsInUnicode(t *testing.T) {
	old := "== Bieu\nSTT | §¬n vÞ | Hå s¬ tiÕp nhËn | Hå s¬ ®· gi¶i quyÕt\n1 | Së Thö nghiÖm Alpha | 10 | 4\n2 | Së Gi¶ ®Þnh Beta | 5 | 3\n"
	d := NewDraft(bookOf(old), "Bieu", handling(t), theUnits(), readCell, nil)
	if got := heading.Key(d.Columns[1].Path); got != "Đơn vị" || len(d.Result.Reports) != 2 && d.Result.Refused() {
		t.Errorf("got %q, %+v", got, d.Result)
	}
}
