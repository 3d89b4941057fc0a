package flow_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"reformboard/internal/flow"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/keyfile"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

const monthly = `
id: monthly
version: 1
title: {vi: Biểu tháng, en: Monthly form}
series: [small]
rows: unit
names: {Bê: b}
columns:
  - {header: [TT], is: ignore}
  - {header: [Đơn vị], is: unit}
  - {header: [Tiếp nhận], name: all, figure: received}
  - {header: [Đúng hạn], name: in_time, figure: on_time}
  - {header: [Hài lòng], figure: satisfied}
checks: ["in_time <= all"]
`

// sheet is a workbook with these rows.
func sheet(t *testing.T, b *flow.Board, rows ...[]any) string {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for i, row := range append([][]any{{"TT", "Đơn vị", "Tiếp nhận", "Đúng hạn", "Hài lòng"}}, rows...) {
		if err := book.SetSheetRow("Sheet1", spreadsheet.Address(i+1, 1), &row); err != nil {
			t.Fatal(err)
		}
	}
	content, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	sha, err := b.Files.Keep(content.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return sha
}

func saveMonthly(t *testing.T, b *flow.Board) {
	t.Helper()
	if _, err := b.SaveRecipe(t.Context(), reform.Recipe{Text: monthly, By: "an", At: flowtest.During}); err != nil {
		t.Fatal(err)
	}
}

func dryRun(t *testing.T, b *flow.Board, f flow.Foreign) flow.Sheaf {
	t.Helper()
	f.Cycle, f.Recipe, f.Name = "2026-Q3", "monthly", "biểu.xlsx"
	s, err := b.Foreign(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// seenOf is what a person has seen who wants it all.
func seenOf(s flow.Sheaf) map[string]int {
	seen := map[string]int{}
	for _, share := range s.Shares {
		seen[share.Key()] = share.Difference.Newest.Version
	}
	return seen
}

// TestAForeignFormBecomesTheDraftsOfItsUnits follows one file from the dry run to the
// drafts, and once more.
func TestAForeignFormBecomesTheDraftsOfItsUnits(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		saveMonthly(t, b)
		file := sheet(
			t, b, []any{1, "A", 10, 9, "97,5"}, []any{2, "Bê", 8, 9}, []any{3, "Bộ", 1, 1}, []any{4, "Đê", 5, 5}, []any{"", "Tổng cộng", 19, 19},
		)
		f := flow.Foreign{Cycle: "2026-Q3", Recipe: "monthly", SHA256: file, Name: "biểu.xlsx"}
		before, err := s.BoardVersion(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		dry := dryRun(t, b, f)
		if after, err := s.BoardVersion(t.Context()); err != nil || after != before {
			t.Errorf("the dry run changed something: %v", err)
		}
		if got, want := summary(dry), "unit a: 2 given, received on_time; survey a: 1 given, satisfied; unit b: 2 given, received | part_over_whole;"; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		if got, want := problems(dry.Findings), "unknown_unit B5, not_the_sum C6, not_the_sum D6"; got != want || len(dry.Outside) != 1 || dry.Outside[0].ID != "body" {
			t.Errorf("of the whole: got %s, want %s", got, want)
		}
		seen := seenOf(dry)
		delete(seen, "survey a")
		kept, err := b.TakeForeign(t.Context(), f, seen, "an", flowtest.During)
		if err != nil || kept != (flow.Kept{Drafts: 2}) {
			t.Fatalf("got %+v, %v", kept, err)
		}
		draft, err := s.Report(t.Context(), "2026-Q3", "a", reform.FromUnit)
		if v, _ := draft.Value("on_time"); err != nil || v.Text != "9" || v.Cell != "D2" || draft.File != "biểu.xlsx" || draft.SavedBy != "an" {
			t.Errorf("%+v, %v", draft, err)
		}
		if _, err := s.Report(t.Context(), "2026-Q3", "a", reform.FromSurvey); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("what was not chosen: %v", err)
		}
		again := dryRun(t, b, f)
		if again.Shares[0].Alters() || again.Shares[0].Upload.Version != 1 || again.Shares[0].Upload.Recipe != "monthly@1" || again.Shares[1].Upload.ID != "" {
			t.Errorf("after: %+v", again.Shares)
		}
		if kept, err := b.TakeForeign(t.Context(), f, seenOf(again), "an", flowtest.During); err != nil || kept != (flow.Kept{Drafts: 1}) {
			t.Errorf("once more: %+v, %v", kept, err)
		}
	})
}

func summary(s flow.Sheaf) string {
	var text []string
	for _, share := range s.Shares {
		says := share.Key() + ": " + string(rune('0'+share.Given)) + " given,"
		for _, a := range share.Difference.Alterations {
			if !a.Left {
				says += " " + a.Figure.ID
			}
		}
		for _, f := range share.Difference.Findings {
			if f.Severity == reform.Error {
				says += " | " + string(f.Problem)
			}
		}
		text = append(text, says+";")
	}
	return strings.Join(text, " ")
}

func problems(findings []reform.Finding) string {
	var text []string
	for _, f := range findings {
		text = append(text, string(f.Problem)+" "+f.Cell)
	}
	return strings.Join(text, ", ")
}

// TestAnUploadIsReadAgainByTheVersionThatItCameWith changes the recipe, and the report,
// between what is seen and what is kept.
func TestAnUploadIsReadAgainByTheVersionThatItCameWith(t *testing.T) {
	s := storetest.Open(t)
	b := flowtest.Open(t, s)
	saveMonthly(t, b)
	file := sheet(t, b, []any{1, "A", 10, 9})
	out, err := b.Receive(t.Context(), flow.Delivery{
		Cycle: "2026-Q3", Unit: "a", Source: reform.FromUnit, By: "an", At: flowtest.During, Name: "biểu.xlsx", SHA256: file, Size: 9000, Recipe: "monthly@1",
	})
	if err != nil {
		t.Fatal(err)
	}
	other := strings.Replace(strings.Replace(monthly, "figure: received", "", 1), ", name: in_time", ", name: in_time", 1)
	if _, err := b.SaveRecipe(t.Context(), reform.Recipe{Text: other, By: "an", At: flowtest.During}); err != nil {
		t.Fatal(err)
	}
	receive(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 30, 20))
	accepted(t, b)
	d, err := b.Difference(t.Context(), out.Upload.ID, nil)
	if err != nil || len(d.Alterations) != 2 || d.Alterations[0].New.Text != "10" || d.Alterations[0].Clash {
		t.Fatalf("got %+v, %v", d.Alterations, err)
	}
	f := flow.Foreign{Cycle: "2026-Q3", Recipe: "monthly", SHA256: file, Name: "biểu.xlsx"}
	kept, err := b.TakeForeign(t.Context(), f, map[string]int{"unit a": 0}, "an", flowtest.During)
	if err != nil || kept != (flow.Kept{Overtaken: 1}) {
		t.Errorf("somebody saved since: %+v, %v", kept, err)
	}
	report, err := b.Accept(t.Context(), flow.Acceptance{Upload: out.Upload.ID, Version: 1, By: "an", At: flowtest.During})
	if v, _ := report.Value("received"); err != nil || report.Version != 2 || v.Text != "10" || v.Cell != "C2" {
		t.Errorf("got %+v, %v", report, err)
	}
}

// accepted accepts what waits for unit a.
func accepted(t *testing.T, b *flow.Board) {
	t.Helper()
	uploads, err := b.Store.Uploads(t.Context(), "2026-Q3", "a", reform.FromUnit)
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range uploads {
		if u.Recipe == "" {
			if _, err := b.Accept(t.Context(), flow.Acceptance{Upload: u.ID, By: "an", At: flowtest.During}); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestABlankInAForeignFormTakesNothingBack: nobody was asked there what stands in ours.
func TestABlankInAForeignFormTakesNothingBack(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	saveMonthly(t, b)
	for _, row := range [][]any{{1, "A", 10, 9}, {1, "A", "", 8}, {1, "A", "mười", 7}} {
		f := flow.Foreign{Cycle: "2026-Q3", Recipe: "monthly", SHA256: sheet(t, b, row), Name: "biểu.xlsx"}
		if kept, err := b.TakeForeign(t.Context(), f, seenOf(dryRun(t, b, f)), "an", flowtest.During); err != nil || kept.Drafts != 1 {
			t.Fatalf("got %+v, %v", kept, err)
		}
	}
	report, err := b.Store.Report(t.Context(), "2026-Q3", "a", reform.FromUnit)
	if v, _ := report.Value("received"); err != nil || v.Text != "10" || report.Version != 3 {
		t.Errorf("got %+v, %v", report, err)
	}
}

// TestAFormOfTotalsIsOneUnitsOwn reads the row of totals for the unit that was named.
func TestAFormOfTotalsIsOneUnitsOwn(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	text := strings.NewReplacer("rows: unit", "rows: total", "is: unit", "is: label").Replace(monthly)
	if _, err := b.SaveRecipe(t.Context(), reform.Recipe{Text: text, By: "an", At: flowtest.During}); err != nil {
		t.Fatal(err)
	}
	f := flow.Foreign{SHA256: sheet(t, b, []any{1, "Đất đai", 4, 3}, []any{2, "Hộ tịch", 6, 6}, []any{"", "Tổng cộng", 10, 9}), Unit: "b"}
	if got := summary(dryRun(t, b, f)); got != "unit b: 2 given, received on_time;" {
		t.Errorf("got %s", got)
	}
	f.Unit, f.Cycle, f.Recipe = "", "2026-Q3", "monthly"
	if _, err := b.Foreign(t.Context(), f); !errors.Is(err, reform.ErrNotFound) {
		t.Errorf("of nobody: %v", err)
	}
}

func TestAForeignFormThatCannotBeReadSaysWhy(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	saveMonthly(t, b)
	keep := func(content string) string {
		sha, err := b.Files.Keep([]byte(content))
		if err != nil {
			t.Fatal(err)
		}
		return sha
	}
	for _, c := range []struct{ sha, want string }{
		{keep("no workbook"), "not_workbook "},
		{keep(string(flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 1, 1))), "other_form "},
	} {
		got := dryRun(t, b, flow.Foreign{SHA256: c.sha})
		if !got.Refused || problems(got.Findings) != c.want {
			t.Errorf("got %+v, want %s", got.Findings, c.want)
		}
	}
	for _, sha := range []string{strings.Repeat("0", 64), "../../etc/passwd"} {
		_, err := b.Foreign(t.Context(), flow.Foreign{Cycle: "2026-Q3", Recipe: "monthly", SHA256: sha})
		if !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("%s: %v", sha, err)
		}
	}
}

// TestTheProgramsRecipesAreKeptWhenTheyAreFollowed: what the next program comes with must
// not change how a file was read.
func TestTheProgramsRecipesAreKeptWhenTheyAreFollowed(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	shipped, err := recipe.Forms()
	if err != nil {
		t.Fatal(err)
	}
	all, err := b.Recipes(t.Context())
	if err != nil || len(all) != len(shipped) || all[0].Kept.Version != 0 {
		t.Fatalf("got %+v, %v", all, err)
	}
	f := flow.Foreign{Cycle: "2026-Q3", Recipe: shipped[0].ID, SHA256: sheet(t, b, []any{1, "A", 1, 1}), Unit: "a"}
	for range 2 {
		if kept, err := b.TakeForeign(t.Context(), f, nil, "an", flowtest.During); err != nil || kept != (flow.Kept{}) {
			t.Fatalf("got %+v, %v", kept, err)
		}
	}
	known, err := b.Recipe(t.Context(), shipped[0].ID)
	if err != nil || known.Kept.Version != 1 || known.Kept.By != "an" {
		t.Fatalf("got %+v, %v", known, err)
	}
	if diff := cmp.Diff(shipped[0], known.Form); diff != "" {
		t.Error(diff)
	}
	if _, err := b.Recipe(t.Context(), "nobody's"); !errors.Is(err, reform.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestARecipeWithMistakesIsNotKept(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	_, err := b.SaveRecipe(t.Context(), reform.Recipe{Text: strings.Replace(monthly, "rows: unit", "rows: units", 1), By: "an", At: flowtest.During})
	faults, ok := errors.AsType[keyfile.Faults](err)
	if !ok || faults[0].Line != 6 {
		t.Errorf("got %v", err)
	}
	for range 2 { // a second click is no version
		saveMonthly(t, b)
	}
	if known, err := b.Recipe(t.Context(), "monthly"); err != nil || known.Kept.Version != 1 {
		t.Errorf("got %+v, %v", known, err)
	}
}

func TestASketchIsMadeOnTheSheetThatLooksLikeAForm(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	saveMonthly(t, b)
	sample := flow.Sample{SHA256: sheet(t, b, []any{1, "A", 10, 9, 1}, []any{2, "Bê", 8, 8, 1}), Framework: "small"}
	k, err := b.Sketch(t.Context(), sample, nil, reform.Vietnamese)
	if err != nil || k.Sheet != "Sheet1" || len(k.Columns) != 5 || len(k.Units) != 4 || problems(k.Result.Findings) != "unknown_unit B3" {
		t.Errorf("got %+v, %v", k, err)
	}
	known, err := b.Recipe(t.Context(), "monthly")
	if err != nil {
		t.Fatal(err)
	}
	sample.Within = "a"
	k, err = b.Sketch(t.Context(), sample, &known.Form, reform.Vietnamese)
	if err != nil || k.Recipe.ID != "monthly" || len(k.Units) != 1 || len(k.Result.Reports) != 2 {
		t.Errorf("got %+v, %v", k, err)
	}
	sample.Framework = "none"
	if _, err := b.Sketch(t.Context(), sample, nil, reform.Vietnamese); !errors.Is(err, reform.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}
