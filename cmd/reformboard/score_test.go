package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/reform"
)

const (
	oneIndex = "code,parent,weight,agg,norm\nINDEX,,1,amean,none\nX,INDEX,2,amean,none\nY,INDEX,1,amean,none\n"
	twoUnits = "unit,code,value\n=a,X,0\n=a,Y,1\nb,X,2\nb,Y,0.5\n"
)

// written puts texts as files into a folder of the test.
func written(t *testing.T, texts ...string) []string {
	t.Helper()
	var names []string
	for _, text := range texts {
		name := filepath.Join(t.TempDir(), "file.csv")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

func TestExitStatusTellsMistakesFromMisuse(t *testing.T) {
	in := written(t, oneIndex, twoUnits, "unit,code,value\na,Z,1\n")
	out := filepath.Join(t.TempDir(), "out")
	for _, c := range []struct {
		want int
		args []string
	}{
		{0, []string{in[0], in[1], "-o", out}},
		{1, []string{in[0], in[2], "-o", out}},
		{1, []string{in[1], in[1], "-o", out}}, // no framework
		{2, []string{in[0]}},
		{2, []string{in[0], in[1], "--format=pdf"}},
		{2, []string{in[0], in[1], "--rank-at=-1"}},
		{2, []string{in[0], in[1], "--robust=-1"}},
		{2, []string{in[0], in[1], "--receipt=b", "--format=xlsx", "-o", out}},
	} {
		if got := run(context.Background(), append([]string{"score"}, c.args...)); got != c.want {
			t.Errorf("%v: exit status %d, want %d", c.args, got, c.want)
		}
	}
}

// TestFormsSayTheSame reads each form back: the numbers are numbers, and no text
// became a formula.
func TestFormsSayTheSame(t *testing.T) {
	in := written(t, oneIndex, twoUnits)
	forms := map[string][][]string{}
	for _, format := range []string{"csv", "json", "xlsx"} {
		out := filepath.Join(t.TempDir(), "scores."+format)
		if status := run(context.Background(), []string{"score", in[0], in[1], "-o", out, "--format", format}); status != 0 {
			t.Fatalf("%s: exit status %d", format, status)
		}
		content, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		forms[format] = map[string]func(*testing.T, []byte) [][]string{"csv": fromCSV, "json": fromJSON, "xlsx": fromSheet}[format](t, content)
	}
	first := forms["csv"][1]
	if got := strings.Join(first, " "); got != "=a INDEX scored 0.333333333333333  2 " {
		t.Errorf("the first row: %q", got)
	}
	for format, rows := range forms {
		if len(rows) != 9 {
			t.Errorf("%s: %d rows", format, len(rows))
		}
		for i, row := range rows {
			if got, want := strings.Join(row, "|"), strings.Join(forms["csv"][i], "|"); got != want {
				t.Errorf("%s, row %d: got %s, want %s", format, i, got, want)
			}
		}
	}
}

func fromCSV(t *testing.T, content []byte) [][]string {
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func fromJSON(t *testing.T, content []byte) [][]string {
	var list []map[string]any
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.UseNumber()
	if err := decoder.Decode(&list); err != nil {
		t.Fatal(err)
	}
	header := []string{"unit", "code", "state", "score", "maximum", "rank", "group_rank"}
	rows := [][]string{header}
	for _, object := range list {
		var row []string
		for _, name := range header {
			text := ""
			switch value := object[name].(type) {
			case string:
				text = value
			case json.Number:
				text = value.String()
			}
			row = append(row, text)
		}
		rows = append(rows, row)
	}
	return rows
}

func fromSheet(t *testing.T, content []byte) [][]string {
	file, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := file.GetRows("Scores", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	if formula, err := file.GetCellFormula("Scores", "A2"); formula != "" || err != nil {
		t.Errorf("a formula: %s %v", formula, err)
	}
	for i := range rows {
		for len(rows[i]) < len(rows[0]) {
			rows[i] = append(rows[i], "")
		}
	}
	return rows
}

func TestScoresAreWrittenExactlyOrTo15Decimals(t *testing.T) {
	for _, c := range []struct {
		score reform.Fraction
		want  string
	}{
		{reform.Fraction{}, "0"},
		{reform.NewFraction(-5, 2), "-2.5"},
		{reform.NewFraction(100, 1), "100"},
		{reform.NewFraction(1, 1<<15), "0.000030517578125"},
		{reform.NewFraction(1, 3), "0.333333333333333"},
		{reform.NewFraction(-2, 3), "-0.666666666666667"},
		{reform.NewFraction(1, 2_000_000_000_000_000), "0"},                           // a half, to the even 0
		{reform.NewFraction(3, 2_000_000_000_000_000), "0.000000000000002"},           // a half, to the even 2
		{reform.NewFraction(999_999_999_999_999_999, 1_000_000_000_000_000_000), "1"}, // 18 decimals
	} {
		if got := decimal(c.score); got != c.want {
			t.Errorf("%s: got %s, want %s", c.score, got, c.want)
		}
	}
}

// A sheet shows 15 digits of a number, and its writer cuts off what is behind them.
func TestNumbersOfASheetAreRoundedAndNotCutOff(t *testing.T) {
	out := filepath.Join(t.TempDir(), "scores.xlsx")
	in := written(t, oneIndex, "unit,code,value\na,X,100\na,Y,0\n")
	if status := run(context.Background(), []string{"score", in[0], in[1], "-o", out}); status != 0 {
		t.Fatalf("exit status %d", status)
	}
	content, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if got := fromSheet(t, content)[1][3]; got != "66.6666666666667" {
		t.Errorf("got %s", got)
	}
}

// TestUnitsThatOnlyStandAboveAreNotRanked: where units have groups, one without a
// group is in the tree alone.
func TestUnitsThatOnlyStandAboveAreNotRanked(t *testing.T) {
	units := []reform.Unit{{ID: "province"}, {ID: "commune", Parent: "province", PeerGroup: "communes"}, {ID: "alone"}}
	var got []string
	for _, u := range standing(units) {
		got = append(got, u.ID)
	}
	if names := strings.Join(got, " "); names != "commune alone" {
		t.Errorf("got %q", names)
	}
	units[1].PeerGroup = ""
	if all := standing(units); len(all) != 3 {
		t.Errorf("without groups: %v", all)
	}
}
