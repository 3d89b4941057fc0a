package exchange

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/container"
	"reformboard/internal/keyfile"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// small is a framework with a row on most sheets.
func small() reform.Framework {
	both := func(s string) reform.Words { return reform.Words{VI: s, EN: s} }
	return reform.Framework{
		ID: "small", Series: "s", Title: both("Nhỏ"), Short: both("N"), Origin: both("O"), Max: 10 * reform.Point,
		Rounding: reform.Rounding{Mode: reform.HalfUp}, NotApplicable: reform.Leave, Coverage: "0.8",
		Grades: []reform.Grade{{ID: "good", Title: both("Tốt")}},
		Figures: []reform.Figure{
			{ID: "done", Title: both("Xong"), Kind: reform.Count, Unit: both("việc"), Source: reform.FromUnit},
			{ID: "plan", Title: both("Kế hoạch"), Kind: reform.Choice, Source: reform.FromUnit, Options: []reform.Option{{ID: "yes", Title: both("Có")}}},
		},
		Areas: []reform.Area{{ID: "A", Title: both("A"), Max: 10 * reform.Point, Areas: []reform.Area{{ID: "B", Title: both("B"), Indicators: []reform.Indicator{{
			ID: "1.10", Title: both("Một"), Max: 10 * reform.Point,
			Rule:     reform.Rule{Kind: reform.Steps, Of: []string{"done"}, Steps: []reform.Step{{From: "0.9", Pay: "1"}}},
			Examples: []reform.Example{{Given: map[string]string{"done": "1"}, Earns: "10"}},
		}}}}}},
	}
}

// edited is the workbook of the small framework after a change.
func edited(t testing.TB, change func(book *excelize.File)) []byte {
	t.Helper()
	f := small()
	book, err := excelize.OpenReader(bytes.NewReader(written(t, WriteWorkbook, f)))
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

// set fills cells: sheet!cell, value, and so on.
func set(t testing.TB, pairs ...any) func(*excelize.File) {
	t.Helper()
	return func(book *excelize.File) {
		for i := 0; i < len(pairs); i += 2 {
			sheet, cell, _ := strings.Cut(pairs[i].(string), "!")
			if _, err := book.NewSheet(sheet); err != nil {
				t.Fatal(err)
			}
			if err := book.SetCellValue(sheet, cell, pairs[i+1]); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestWhatPeopleEditIsUnderstood(t *testing.T) {
	content := edited(t, func(book *excelize.File) {
		set(t, "Rules!A4", "1.10", "Rules!B4", "steps[1].from", "Rules!C4", 0.28999999999999998,
			"Rules!A6", " 1.10", "Rules!B6", "steps[1].pay", "Rules!C6", "0.50",
			"Framework!A14", "sample", "Framework!B14", true,
			"Indicators!H1", "applies.groups", "Indicators!H2", "north, south ,",
			"Areas!A4", "A", "Areas!B4", "C", "Areas!C4", "dòng 1\r\ndòng 2", "Areas!D4", "=1+1")(book)
	})
	got, err := ReadWorkbook("a.xlsx", bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	f := decoded(t, got)
	i, _ := f.Indicator("1.10")
	c := f.Areas[0].Areas[1]
	if len(i.Rule.Steps) != 2 || i.Rule.Steps[1] != (reform.Step{From: "0.29", Pay: "0.5"}) || strings.Join(i.Applies.Groups, "|") != "north|south" ||
		!f.Sample || c.ID != "C" || c.Title != (reform.Words{VI: "dòng 1\ndòng 2", EN: "=1+1"}) {
		t.Errorf("got\n%s", got)
	}
}

// TestMistakesInAWorkbookAreSaidWithTheirCell names what each change breaks.
func TestMistakesInAWorkbookAreSaidWithTheirCell(t *testing.T) {
	for want, change := range map[string]func(*excelize.File){
		"Sheet7: this sheet is none of a framework's":                                                                                                      set(t, "Sheet7!A1", "x"),
		"'Areas'!A3: there is no parent \"Z\": name one":                                                                                                   set(t, "Areas!A3", "Z"),
		"'Areas'!A2: the area \"A\" stands inside itself|'Areas'!A3: the area \"B\"":                                                                       set(t, "Areas!A2", "B"),
		"'Areas'!B3: id is missing: fill it in|'Indicators'!A2: there is no area \"B\"":                                                                    set(t, "Areas!B3", " "),
		"'Areas'!E3: max: write the number in digits, such as 2 or 0.75, not \"1,5\"":                                                                      set(t, "Areas!E3", "1,5"),
		"'Areas'!E2: this cell shows the error|'Areas'!E2: max: write":                                                                                     func(book *excelize.File) { breakCell(t, book) },
		"'Indicators'!A2: there is no area \"\": name one of those listed":                                                                                 set(t, "Indicators!A2", ""),
		"'Indicators'!F1: \"titel\" is no heading of this sheet; known: area, id, code, title":                                                             set(t, "Indicators!F1", "titel"),
		"'Indicators'!F1: the heading id stands twice":                                                                                                     set(t, "Indicators!F1", "id"),
		"'Indicators'!H2: \"x\" stands under no heading: move or delete it":                                                                                set(t, "Indicators!H2", "x"),
		"Indicators: the column area is missing: add it":                                                                                                   set(t, "Indicators!A1", nil, "Indicators!A2", nil),
		"'Rules'!A2: there is no indicator \"1.1\"|'Rules'!C3: rule.steps[0].pay":                                                                          set(t, "Rules!A2", 1.1, "Rules!C3", "x"),
		"'Rules'!C2: rule.stepz[0].from: there is no key \"stepz\" here; known: kind, of":                                                                  set(t, "Rules!B2", "stepz[0].from"),
		"'Rules'!C2: rule.steps[1].from: entries are numbered from 0":                                                                                      set(t, "Rules!B2", "steps[1].from"),
		"'Rules'!C2: rule.steps: name entries of a list":                                                                                                   set(t, "Rules!B2", "steps"),
		"'Rules'!C2: rule.steps[0]: this has keys of its own: name one of them, such as rule.steps[0].from|'Indicators'!A2: rule.steps[0].from is missing": set(t, "Rules!B2", "steps[0]"),
		"'Rules'!C2: rule.kind.x: nothing stands beneath|'Indicators'!A2: rule.steps[0].from":                                                              set(t, "Rules!B2", "kind.x"),
		"'Rules'!C2: rule.kind is said twice":                                                                                                              set(t, "Rules!B2", "kind"),
		"'Rules'!C3: rule.steps[0].from is said twice":                                                                                                     set(t, "Rules!B3", "steps[0].from"),
		"'Grades'!D2: from is missing: fill it in":                                                                                                         set(t, "Grades!D2", nil),
		"'Options'!A2: there is no figure \"plam\"":                                                                                                        set(t, "Options!A2", "plam"),
		"'Examples'!B2: given: write each figure on a line of its own":                                                                                     set(t, "Examples!B2", "done: 1"),
		"'Framework'!A3: \"figures\" is no key|Framework: the key series is missing":                                                                       set(t, "Framework!A3", "figures"),
		"'Framework'!B4: id is said twice|Framework: the key title.vi is missing: add":                                                                     set(t, "Framework!A4", "id"),
		"'Framework'!B14: sample: write true or false, not \"perhaps\"":                                                                                    set(t, "Framework!A14", "sample", "Framework!B14", "perhaps"),
		"'Framework'!B14: ranks.decimals: write a whole number, not \"2.5\"":                                                                               set(t, "Framework!A14", "ranks.decimals", "Framework!B14", 2.5),
		"Framework: this sheet needs the headings key and value":                                                                                           func(book *excelize.File) { _ = book.DeleteSheet("Framework") },
		"Framework: the column key is missing|Framework: the column value is missing":                                                                      func(book *excelize.File) { _ = book.RemoveRow("Framework", 1) },
	} {
		_, err := ReadWorkbook("a.xlsx", bytes.NewReader(edited(t, change)))
		faults, ok := errors.AsType[keyfile.Faults](err)
		if !ok {
			t.Errorf("%s: got %v", want, err)
			continue
		}
		for one := range strings.SplitSeq(want, "|") {
			if !slices.ContainsFunc(faults, func(f keyfile.Fault) bool { return strings.HasPrefix(f.Path+": "+f.Text, one) }) {
				t.Errorf("got\n%s\nwant\n%s", err, one)
			}
		}
		if len(faults) > 20 {
			t.Errorf("%s: one mistake has %d faults", want, len(faults))
		}
	}
}

// breakCell puts #DIV/0! into the second row of the areas.
func breakCell(t testing.TB, book *excelize.File) {
	t.Helper()
	sheet, ok := book.Pkg.Load("xl/worksheets/sheet2.xml")
	if !ok {
		t.Fatal("no second sheet")
	}
	before, after, _ := strings.Cut(string(sheet.([]byte)), `<c r="E2"`)
	_, after, _ = strings.Cut(after, "</c>")
	book.Pkg.Store("xl/worksheets/sheet2.xml", []byte(before+`<c r="E2" t="e"><v>#DIV/0!</v></c>`+after))
}

func TestWhatIsNoWorkbookIsRefused(t *testing.T) {
	for content, want := range map[string]reform.Problem{
		"": reform.EmptyFile, "id: x\n": reform.NotWorkbook, strings.Repeat("x", container.MostBytes+1): reform.TooLarge,
	} {
		_, err := ReadWorkbook("a.xlsx", strings.NewReader(content))
		if refused, ok := errors.AsType[container.Refusal](err); !ok || refused.Problem != want {
			t.Errorf("%.10q: got %v, want %s", content, err, want)
		}
	}
}

func TestNoWorkbookIsWrittenThatWouldLoseSomething(t *testing.T) {
	long, twice, many := small(), small(), small()
	long.Title.VI = strings.Repeat("a", 40_000)
	twice.Areas = append(twice.Areas, twice.Areas[0])
	for range 6_000 {
		many.Grades = append(many.Grades, reform.Grade{ID: "a", Title: many.Title})
	}
	for name, f := range map[string]reform.Framework{"a cell too long": long, "two areas of one id": twice, "too many rows": many} {
		var file bytes.Buffer
		if err := WriteWorkbook(&file, &f); err == nil || file.Len() > 0 {
			t.Errorf("%s: it was written", name)
		}
	}
}

func FuzzReadWorkbook(f *testing.F) {
	f.Add(edited(f, func(*excelize.File) {}))
	f.Fuzz(func(t *testing.T, content []byte) {
		text, err := ReadWorkbook("a.xlsx", bytes.NewReader(content))
		if (err == nil) != (len(text) > 0) {
			t.Errorf("got %d bytes, %v", len(text), err)
		}
	})
}

// FuzzReadRules reaches what a fuzzed archive hides behind its checksums: any key
// and value in a rule.
func FuzzReadRules(f *testing.F) {
	f.Add("steps[1].from", "0.5")
	f.Add("alternatives[0].rule.alternatives[0].rule.of", "a,b")
	f.Add("over_else.figure", "x")
	f.Add("steps[99999999999].from", "0.5")
	opened := &book{name: "a.xlsx", tables: map[string]*table{}}
	file, err := spreadsheet.Read(edited(f, func(*excelize.File) {}), container.Received)
	if err != nil {
		f.Fatal(err)
	}
	opened.open(file)
	f.Fuzz(func(t *testing.T, key, value string) {
		b := book{name: opened.name, tables: maps.Clone(opened.tables)}
		rules := *b.tables[ruleSheet]
		rules.lines = append(slices.Clone(rules.lines), &line{&rules, 4, []string{"1.10", key, value}})
		b.tables[ruleSheet] = &rules
		got := b.framework()
		if len(b.faults) > 0 || !utf8.ValidString(value) {
			return
		}
		same(t, got, decoded(t, written(t, WriteYAML, got)), nil)
	})
}
