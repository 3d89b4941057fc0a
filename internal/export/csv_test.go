package export

import (
	"bytes"
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

// table reads a CSV as a program would, each row under its column's name.
func table(t *testing.T, to func(io.Writer) error) []map[string]string {
	t.Helper()
	content, marked := bytes.CutPrefix(written(t, to), []byte(byteOrderMark))
	if !marked || bytes.Count(content, []byte("\n")) != bytes.Count(content, []byte("\r\n")) {
		t.Error("no byte order mark, or lines that do not end in CRLF")
	}
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var read []map[string]string
	for _, row := range rows[1:] {
		named := map[string]string{}
		for i, column := range rows[0] {
			named[column] = row[i]
		}
		read = append(read, named)
	}
	return read
}

func TestTheRankingReadsBackFromCSV(t *testing.T) {
	tally := fixture(t)
	read := table(t, exports(tally, reform.English)["ranking.csv"])
	all := slices.Concat(tally.Overall.Standings, tally.Overall.Unranked)
	if len(read) != len(all) {
		t.Fatalf("%d rows, want %d", len(read), len(all))
	}
	for i, s := range all {
		total := s.Total.String()
		if s.Rank == 0 {
			total = ""
		}
		if read[i]["unit"] != s.Unit || read[i]["total"] != total || read[i]["reason"] != string(s.Reason) {
			t.Errorf("row %d is %v, want %+v", i, read[i], s)
		}
		for column, want := range map[string]string{
			"as_of": "2026-10-12T09:30:00+07:00", "cycle": "than-2026-Q3", "framework": "mau-2026", "simulated": "true", "sample": "true",
		} {
			if read[i][column] != want {
				t.Errorf("row %d: %s is %q, want %q", i, column, read[i][column], want)
			}
		}
	}
	if last := read[len(read)-1]; last["area_A"] != "" || last["submitted"] != "" || last["rank"] != "" {
		t.Errorf("a unit without a report has numbers: %v", last)
	}
}

func TestTheScorecardReadsBackFromCSV(t *testing.T) {
	read := table(t, exports(fixture(t), reform.English)["u005.csv"])
	for i, want := range map[int][5]string{
		0:  {"A1.1", "scored", "25.49", "30", "4.51"},
		1:  {"A1.2", "zero", "0", "5", "5"},
		3:  {"A2.2", "suppressed", "", "10", "10"},
		5:  {"B2", "information", "", "", ""},
		6:  {"C1", "under_review", "", "15", "15"},
		10: {"D2", "scored", "-1", "0", "1"},
	} {
		row := read[i]
		if got := [5]string{row["indicator"], row["state"], row["earned"], row["max"], row["recoverable"]}; got != want {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	if got := read[0]["unit_name"]; got != "'"+naughty {
		t.Errorf("the hostile name is %q", got)
	}
}

func TestTextsLikeFormulasAreMadeInert(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "\r1": "'\r1", "\n1": "'\n1",
		"  =1": "'  =1", "\u200b=1": "'\u200b=1", "＝1": "'＝1", "＋1": "'＋1", "－1": "'－1", "＠a": "'＠a",
		"": "", "Sở Y tế": "Sở Y tế", "A=B": "A=B", "2.1": "2.1",
	} {
		if got := inert(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestNoTextReachesASpreadsheetAsAFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		got := inert(text)
		if strings.ContainsAny(first(strings.TrimSpace(got)), "=+-@＝＋－＠") {
			t.Fatalf("%q came out as %q", text, got)
		}
		if strings.TrimPrefix(got, "'") != strings.TrimPrefix(text, "'") {
			t.Fatalf("%q was changed to %q", text, got)
		}
	})
}
