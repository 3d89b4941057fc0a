package valuelist

import (
	"bytes"
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

// at is the moment that all values of these tests were submitted.
var at = time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)

// sample has a figure of every kind and source, and indicators under other names.
func sample() *reform.Framework {
	reading := func(id, code string, figures ...string) reform.Indicator {
		return reform.Indicator{ID: id, Code: code, Rule: reform.Rule{Kind: reform.Normalised, Of: figures}}
	}
	return &reform.Framework{
		Figures: []reform.Figure{
			{ID: "received", Kind: reform.Count, Source: reform.FromUnit},
			{ID: "growth", Kind: reform.Number, Source: reform.FromUnit, Least: "-100", Most: "1000"},
			{ID: "on_time", Kind: reform.Percentage, Source: reform.FromUnit, Optional: true},
			{ID: "portal", Kind: reform.Choice, Source: reform.FromUnit, Options: []reform.Option{
				{ID: "full", Title: reform.Words{VI: "Toàn trình", EN: "Full"}}, {ID: "none", Title: reform.Words{VI: "Không có", EN: "None"}},
			}},
			{ID: "signed", Kind: reform.Date, Source: reform.FromUnit},
			{ID: "content", Kind: reform.Percentage, Source: reform.FromSurvey},
			{ID: "days_late", Kind: reform.Count, Source: reform.FromRecord, Reads: reform.DaysLate},
		},
		Areas: []reform.Area{{Indicators: []reform.Indicator{
			reading("i1", "1.1", "growth"), reading("i2", "1.2", "received", "on_time"), reading("i3", "", "content"),
			reading("i4", "twice", "growth"), reading("i5", "twice", "content"),
			{ID: "i6", Rule: reform.Rule{Kind: reform.Formula, Formula: "received * 2"}},
		}}},
	}
}

func read(t testing.TB, name string, content []byte) List {
	t.Helper()
	list, err := Read(name, bytes.NewReader(content), sample(), at)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// told writes what a list says, a value a line, and its findings.
func told(l List) string {
	var text strings.Builder
	for _, r := range l.Reports {
		fmt.Fprintf(&text, "%s %s\n", r.Unit, r.Source)
		for _, v := range r.Values {
			fmt.Fprintf(&text, "  %s %s%s\n", v.Figure, v.Text, v.Absence)
		}
	}
	for _, f := range l.Findings {
		line := fmt.Sprintf("%s %s %q", f.Cell, f.Problem, f.Found)
		if f.Wanted != "" {
			line += " wanted " + f.Wanted
		}
		text.WriteString(line + "\n")
	}
	return text.String()
}

const long = `note,Value,unit,CODE
,12,b,i6
a remark,-3.2E+1,b,1.1
,n/a,b,on_time
,Full,b,portal
,2026-03-31,b,signed
,0.5,a,i3
,NA,a,growth
,,a,received
,NO_PRACTICE,a,portal
,NA,c,received
`

const wide = `unit,name,received,1.1,on_time,portal,signed,i3
b,Bộ B,12,-32,không áp dụng,toàn trình,2026-03-31,
a,,,,,no_practice,,.50
c,,NA,,,,,
`

const wantLong = `b unit
  received 12
  growth -32
  on_time not_applicable
  portal full
  signed 2026-03-31
a unit
  growth not_reported
  received not_reported
  portal no_practice
a survey
  content 0.5
`

func TestLongAndWideTablesSayTheSame(t *testing.T) {
	withoutAbsent := strings.NewReplacer("  growth not_reported\n", "", "  received not_reported\n", "")
	for _, c := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"long", []byte(long), wantLong},
		{"wide", []byte(wide), withoutAbsent.Replace(wantLong)},
		{"with semicolons", []byte(strings.ReplaceAll(long, ",", ";")), wantLong},
		{"with tabs", []byte(strings.ReplaceAll(wide, ",", "\t")), withoutAbsent.Replace(wantLong)},
		{"with a mark", []byte("\xEF\xBB\xBF" + long), wantLong},
		{"Windows' lines", []byte(strings.ReplaceAll(long, "\n", "\r\n")), wantLong},
		{"long sheet", book(t, long), wantLong},
		{"wide sheet", book(t, wide), withoutAbsent.Replace(wantLong)},
	} {
		list := read(t, c.name, c.content)
		if diff := cmp.Diff(c.want, told(list)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if diff := cmp.Diff([]string{"b", "a", "c"}, list.Units); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// book writes the lines of a text into the second sheet of a workbook: what looks
// like a number is stored as one, and a day as a spreadsheet counts it.
func book(t testing.TB, text string) []byte {
	t.Helper()
	file := excelize.NewFile()
	must(t, file.SetSheetRow("Sheet1", "A1", &[]any{"unit", "remark"}))
	_, err := file.NewSheet("Values")
	must(t, err)
	for row, line := range strings.Split(strings.TrimSpace(text), "\n") {
		for column, cell := range strings.Split(line, ",") {
			name, err := excelize.CoordinatesToCellName(column+1, row+1)
			must(t, err)
			switch day, err := time.Parse(time.DateOnly, cell); {
			case err == nil:
				must(t, file.SetCellValue("Values", name, day))
			case cell == "0.5":
				must(t, file.SetCellValue("Values", name, 0.5))
			default:
				must(t, file.SetCellStr("Values", name, cell))
			}
		}
	}
	var content bytes.Buffer
	must(t, file.Write(&content))
	return content.Bytes()
}

func TestValuesKeepTheirPlaceAndTheirFile(t *testing.T) {
	r := read(t, "somewhere/values.csv", []byte(wide)).Reports[0]
	if got := r.Values[1].Origin; got != (reform.Origin{Sheet: "values.csv", Cell: "2:4"}) {
		t.Errorf("of the text: %v", got)
	}
	if r.File != "values.csv" || len(r.SHA256) != 64 || !r.SubmittedAt.Equal(at) || r.Status != reform.Submitted {
		t.Errorf("the report: %+v", r)
	}
	r = read(t, "values.xlsx", book(t, wide)).Reports[0]
	if got := r.Values[1].Origin; got != (reform.Origin{Sheet: "Values", Cell: "D2"}) {
		t.Errorf("of the sheet: %v", got)
	}
}

func TestWhatIsWrongIsFoundAtOnce(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"no unit", "code,value\nreceived,1\n", "1:1 missing_column \"\" wanted unit\n"},
		{"no figure", "unit,fugure,value\n", "1:1 missing_column \"\" wanted figure\n"},
		{"no value", "unit,figure,worth\n", "1:1 missing_column \"\" wanted value\n"},
		{"unknown figures, each once", "unit,code,value\na,recieved,1\nb,recieved,2\nb,zzz,1\n", "2:2 unknown_figure \"recieved\" wanted received\n4:2 unknown_figure \"zzz\"\n"},
		{"ambiguous code", "unit,code,value\na,twice,1\n", "2:2 unknown_figure \"twice\"\n"},
		{"code of an indicator with two figures", "unit,code,value\na,1.2,1\n", "2:2 unknown_figure \"1.2\" wanted 1.1\n"},
		{"unknown column", "unit,received,growht\na,1,2\n", "1:3 unknown_figure \"growht\" wanted growth\n"},
		{"two columns", "unit,growth,1.1\na,1,2\n", "1:3 repeated_column \"1.1\" wanted 1:2\n"},
		{"decimal comma", "unit;code;value\na;growth;1,5\n", "2:3 marked_number \"1,5\"\n"},
		{"decimal comma that parts cells", "unit,code,value\na,growth,1,5\nb,growth,2,\n", "2:4 unheaded_cell \"5\"\n"},
		{"decimal commas in a wide table", "unit,growth,received,\na,1,2,\nb,1,5,2,, \nc,1,5,2,7\n", "3:4 unheaded_cell \"2\"\n4:4 unheaded_cell \"2\"\n"},
		{"thousands", "unit,code,value\na,growth,\"1,234.5\"\nb,growth,1 234\n", "2:3 marked_number \"1,234.5\"\n3:3 marked_number \"1 234\"\n"},
		{"no numbers", "unit,code,value\na,growth,-\nb,growth,..\nc,growth,12 %\nd,growth,NaN\n", "2:3 not_number \"-\"\n3:3 not_number \"..\"\n4:3 not_number \"12 %\"\n5:3 not_number \"NaN\"\n"},
		{"error of a cell", "unit,code,value\na,growth,#N/A\n", "2:3 error_cell \"#N/A\"\n"},
		{"long number", "unit,code,value\na,growth,1e-41\n", "2:3 too_many_digits \"1e-41\"\n"},
		{"bounds", "unit,code,value\na,growth,-100.1\na,on_time,100.01\na,received,2.5\nb,received,-1\n", "2:3 too_small \"-100.1\" wanted -100\n3:3 too_great \"100.01\" wanted 100\n4:3 not_whole \"2.5\"\n5:3 too_small \"-1\" wanted 0\n"},
		{"must apply", "unit,code,value\na,growth,N/A\n", "2:3 must_apply \"N/A\"\n"},
		{"no option", "unit,code,value\na,portal,half\n", "2:3 not_option \"half\" wanted full; none\n"},
		{"no day", "unit,code,value\na,signed,31/3/2026\nb,signed,46112\n", "2:3 not_iso_date \"31/3/2026\"\n3:3 not_iso_date \"46112\"\n"},
		{"twice", "unit,code,value\na,growth,1\nb,growth,1\na,1.1,1\n", "4:3 repeated_value \"growth\" wanted 2:3\n"},
		{"twice, once empty", "unit,code,value\na,growth,\na,1.1,1\n", "3:3 repeated_value \"growth\" wanted 2:3\n"},
		{"a unit's row twice", "unit,growth,received\na,1,\na,1,2\n", "3:2 repeated_value \"growth\" wanted 2:2\n"},
		{"one open quotation mark", "unit,code,value\na,growth,\"1\nb,growth,2\n", "2:3 not_number \"1 b,growth,2\"\n"},
		{"what the record says", "unit,code,value\na,days_late,0\nb,days_late,\n", "2:3 own_record \"0\"\n"},
		{"a column of what the record says", "unit,growth,days_late\na,1,\nb,2,n/a\n", "3:3 own_record \"n/a\"\n"},
		{"empty", "", " empty_file \"\"\n"},
		{"no text", "\x00\x01", " not_workbook \"other\" wanted table\n"},
		{"other letters", "unit,code,value\na,growth,1\n\xff,growth,1\n", "3:1 not_utf8 \"\"\n"},
	} {
		list := read(t, "values.csv", []byte(c.content))
		list.Reports = nil
		if diff := cmp.Diff(c.want, told(list)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// The table of a published index holds rows that are no units: means beneath the
// figures, a source, a blank line. They are named, and the rest stays what it is.
func TestJunkRowsAreFoundAndNothingElseBreaks(t *testing.T) {
	list := read(t, "gtmi.csv", []byte("unit,code,value\nAFG,growth,0.16\n,growth,0.55\n,,0.55\n\n \nSource: published,,\nALB,growth,0.94\n,,\n"))
	want := "AFG unit\n  growth 0.16\nALB unit\n  growth 0.94\n" +
		"3:1 missing_cell \"\" wanted unit\n4:1 missing_cell \"\" wanted unit\n7:2 missing_cell \"\" wanted code\n"
	if diff := cmp.Diff(want, told(list)); diff != "" {
		t.Error(diff)
	}
	list = read(t, "gtmi.csv", []byte("unit,growth\nAFG,0.16\n,0.55\n,\nALB,0.94\n"))
	if diff := cmp.Diff("AFG unit\n  growth 0.16\nALB unit\n  growth 0.94\n3:1 missing_cell \"\" wanted unit\n", told(list)); diff != "" {
		t.Error(diff)
	}
}

func TestManyFindingsAreCountedAndNotKept(t *testing.T) {
	list := read(t, "values.csv", []byte("unit,code,value\n"+strings.Repeat("a,growth,x\n", 5000)))
	if len(list.Findings) != mostFindings || list.More != 5000-mostFindings || list.Findings[0].Cell != "2:3" {
		t.Errorf("%d listed, %d more, from %v", len(list.Findings), list.More, list.Findings[0])
	}
}

// Behind what somebody typed into a sheet the file may hold the noise of a float64;
// digits that were stored as text stay as they are.
func TestNumbersOfSheetsAreReadAsTheyAreSeen(t *testing.T) {
	file := excelize.NewFile()
	must(t,
		file.SetSheetRow("Sheet1", "A1", &[]any{"unit", "growth", "i3"}),
		file.SetSheetRow("Sheet1", "A2", &[]any{"a", 0.1 + 0.2, "0.12345678901234567"}),
		file.SetCellStr("Sheet1", "A3", "b"),
		file.SetCellFormula("Sheet1", "B3", "1+1"),
	)
	var content bytes.Buffer
	must(t, file.Write(&content))
	want := "a unit\n  growth 0.3\na survey\n  content 0.12345678901234567\nB3 formula_no_value \"=1+1\"\n"
	if diff := cmp.Diff(want, told(read(t, "values.xlsx", content.Bytes()))); diff != "" {
		t.Error(diff)
	}
}

func TestNumbersAreReadToTheirLastDigit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[-+]?[0-9]{0,12}\.?[0-9]{0,12}([eE][-+]?[0-9]{1,2})?`).Draw(t, "text")
		got, problem := number(text)
		want, ok := new(big.Rat).SetString(text)
		if !ok {
			if problem == "" {
				t.Fatalf("%q was read as %s", text, got)
			}
			return
		}
		if problem == reform.TooManyDigits {
			if digits := len(strings.Trim(want.FloatString(200), "-0.")); digits < mostDigits/2 && len(text) < 20 && !strings.ContainsAny(text, "eE") {
				t.Fatalf("%q has but %d digits", text, digits)
			}
			return
		}
		if problem != "" || got.Rat() == nil || got.Rat().Cmp(want) != 0 {
			t.Fatalf("%q: got %q %s, want %s", text, got, problem, want)
		}
		if canonical, err := reform.ParseDecimal(string(got)); err != nil || canonical != got {
			t.Fatalf("%q: %q is not canonical, but %q", text, got, canonical)
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(long))
	f.Add([]byte(wide))
	f.Add([]byte("unit;code;value\na;growth;1,5\n\"b;growth;1e5\n"))
	f.Add(book(f, wide))
	known := map[string]bool{}
	for _, g := range sample().Figures {
		known[g.ID] = true
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		list := read(t, "values.csv", content)
		if len(list.Findings) > mostFindings {
			t.Errorf("%d findings", len(list.Findings))
		}
		for _, r := range list.Reports {
			for _, v := range r.Values {
				if v.Unit == "" || v.Cell == "" || !known[v.Figure] || v.Unit != r.Unit || v.Source != r.Source || (v.Text == "") != (v.Absence != reform.Present) {
					t.Errorf("a value that nobody can find: %+v", v)
				}
			}
		}
	})
}

// BenchmarkRead reads a million rows.
func BenchmarkRead(b *testing.B) {
	f := &reform.Framework{}
	for i := range 100 {
		f.Figures = append(f.Figures, reform.Figure{ID: fmt.Sprintf("f%03d", i), Kind: reform.Number, Source: reform.FromUnit})
	}
	var content bytes.Buffer
	content.WriteString("unit,figure,value\n")
	for unit := range 10_000 {
		for i := range 100 {
			fmt.Fprintf(&content, "u%05d,f%03d,%d.%02d\n", unit, i, unit%97, i)
		}
	}
	b.SetBytes(int64(content.Len()))
	b.ReportAllocs()
	for b.Loop() {
		list, err := Read("values.csv", bytes.NewReader(content.Bytes()), f, at)
		if err != nil || len(list.Findings) > 0 || len(list.Units) != 10_000 {
			b.Fatal(err, len(list.Units), list.Findings)
		}
	}
}

func must(t testing.TB, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}
