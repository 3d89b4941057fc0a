package main

import (
	"context"
	"encoding/csv"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reformboard/internal/indexfile"
	"reformboard/internal/published"
	"reformboard/internal/reform"
	scoring "reformboard/internal/score"
	"reformboard/internal/valuelist"
)

// index is a published index as files for the command, and what was published.
type index struct {
	testing.TB
	name, framework, values string
	expected                []map[string]string
}

func open(t testing.TB, name string) index {
	t.Helper()
	folder := "indices/" + name + "/"
	x := index{TB: t, name: name, expected: published.Rows(t, folder+"expected.csv")}
	x.framework = x.file("framework.csv", published.Rows(t, folder+"framework.csv"),
		"code", "parent", "weight", "agg", "norm", "low", "high", "power", "direction", "name")
	x.values = x.file("values.csv", published.Rows(t, folder+"values.csv"), "unit", "code", "value")
	return x
}

// file writes rows to a file of their own.
func (x index) file(name string, rows []map[string]string, columns ...string) string {
	x.Helper()
	lines := [][]string{columns}
	for _, row := range rows {
		var line []string
		for _, column := range columns {
			line = append(line, row[column])
		}
		lines = append(lines, line)
	}
	var text strings.Builder
	file := filepath.Join(x.TempDir(), name)
	if err := csv.NewWriter(&text).WriteAll(lines); err != nil {
		x.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text.String()), 0o600); err != nil {
		x.Fatal(err)
	}
	return file
}

// scores runs the command and returns its rows by unit and code.
func (x index) scores(flags ...string) map[[2]string]map[string]string {
	x.Helper()
	out := filepath.Join(x.TempDir(), "scores.csv")
	args := append([]string{"score", x.framework, x.values, "--output", out}, flags...)
	if status := run(context.Background(), args); status != 0 {
		x.Fatalf("%s: exit status %d", x.name, status)
	}
	file, err := os.Open(out)
	if err != nil {
		x.Fatal(err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		x.Fatal(err)
	}
	rows := map[[2]string]map[string]string{}
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, cell := range line {
			row[lines[0][i]] = cell
		}
		rows[[2]string{row["unit"], row["code"]}] = row
	}
	return rows
}

// compare holds a column against what was published of a kind. It counts what is
// the same and names what is not.
func (x index) compare(kind, column string, got map[[2]string]map[string]string, same func(got, want string) bool) (equal int, others []string) {
	for _, row := range x.expected {
		if row["kind"] != kind {
			continue
		}
		text := got[[2]string{row["unit"], row["code"]}][column]
		if same(text, row["value"]) {
			equal++
			continue
		}
		others = append(others, row["unit"]+" "+row["code"]+": "+text+", published "+row["value"])
	}
	return equal, others
}

func (x index) want(what string, equal, wanted int, others []string) {
	x.Helper()
	if equal != wanted || len(others) > 0 {
		x.Errorf("%s: %d %s as published, want %d; not %v", x.name, equal, what, wanted, others)
	}
}

// near reports whether a score is the published one to so many decimals.
func near(tolerance string) func(got, want string) bool {
	most, _ := new(big.Rat).SetString(tolerance)
	return func(got, want string) bool {
		g, known := new(big.Rat).SetString(got)
		w, published := new(big.Rat).SetString(want)
		return known && published && g.Sub(g, w).Abs(g).Cmp(most) <= 0
	}
}

// sameRank compares ranks, which some tables write as 7.0.
func sameRank(got, want string) bool { return got == strings.TrimSuffix(want, ".0") }

// TestPublishedIndices has the command reproduce what was published, number for
// number; what differs is named.
func TestPublishedIndices(t *testing.T) {
	t.Run("EU eGovernment Benchmark 2023", benchmark)
	t.Run("UN E-Government Development Index 2018", development)
	t.Run("OECD Digital Government Index 2023", digital)
	t.Run("World Bank GovTech Maturity Index", maturity)
}

// benchmark: one node was published as 0 though none of its inputs
// was.
func benchmark(t *testing.T) {
	x := open(t, "egovbench2023")
	equal, others := x.compare("score", "score", x.scores(), near("1e-9"))
	if equal != 5_931 || len(others) != 1 || others[0] != "TR Health.4.4: , published 0.0" {
		t.Errorf("%d scores as published, and not %v", equal, others)
	}
}

func development(t *testing.T) {
	x := open(t, "egdi2018")
	got := x.scores("--rank-at=4")
	equal, others := x.compare("rank", "rank", got, sameRank)
	x.want("ranks", equal, 193, others)
	equal, others = x.compare("score", "score", got, near("0.00005"))
	x.want("scores", equal, 193, others)
}

// digital: five partner countries have a score and no rank, so
// members are a group of their own.
func digital(t *testing.T) {
	x := open(t, "oecd_dgi2023")
	var units []map[string]string
	for _, row := range x.expected {
		switch row["kind"] {
		case "rank":
			units = append(units, map[string]string{"unit": row["unit"], "group": "member"})
		case "score":
			units = append(units, map[string]string{"unit": row["unit"], "group": "partner"})
		}
	}
	got := x.scores("--rank-at=3", "--units="+x.file("units.csv", groupsOnce(units), "unit", "group"))
	equal, others := x.compare("rank", "group_rank", got, sameRank)
	x.want("ranks", equal, 33, others)
	equal, others = x.compare("score", "score", got, near("0.0005"))
	x.want("scores", equal, 38, others)
}

// groupsOnce keeps one row a unit: that of a member before that of a partner.
func groupsOnce(rows []map[string]string) []map[string]string {
	member := map[string]bool{}
	for _, row := range rows {
		member[row["unit"]] = member[row["unit"]] || row["group"] == "member"
	}
	var once []map[string]string
	for _, row := range rows {
		if member[row["unit"]] == (row["group"] == "member") {
			once = append(once, row)
		}
	}
	return once
}

// maturity: the means, and the four groups, which the flat table of
// an index does not tell of.
func maturity(t *testing.T) {
	for name, economies := range map[string]int{"gtmi2020": 198, "gtmi2022": 198, "gtmi2025": 197} {
		x := open(t, name)
		equal, others := x.compare("score", "score", x.scores(), near("1e-15"))
		x.want("means", equal, economies, others)

		groups := x.grades(
			reform.Grade{ID: "A", From: 7_500}, reform.Grade{ID: "B", From: 5_000},
			reform.Grade{ID: "C", From: 2_500}, reform.Grade{ID: "D", From: 0},
		)
		equal, others = x.compare("group", "grade", groups, func(got, want string) bool { return got == want })
		x.want("groups", equal, economies, others)
	}
}

// grades scores the index with these grades.
func (x index) grades(grades ...reform.Grade) map[[2]string]map[string]string {
	x.Helper()
	framework, err := os.Open(x.framework)
	if err != nil {
		x.Fatal(err)
	}
	defer framework.Close()
	f, err := indexfile.Read(x.framework, framework)
	if err != nil {
		x.Fatal(err)
	}
	f.Grades = grades
	c := score{Values: x.values, Lang: reform.English}
	in, err := c.input(&f)
	if err != nil {
		x.Fatal(err)
	}
	s, err := scoreAll(&f, in, (*scoring.Method).Cycle)
	if err != nil {
		x.Fatal(err)
	}
	got := map[[2]string]map[string]string{}
	for _, card := range s.cards {
		got[[2]string{card.Unit, f.Areas[0].ID}] = map[string]string{"grade": card.Grade}
	}
	return got
}

// TestJunkOfAPublishedTable: the source of 2025 holds rows beneath its economies
// that are none. They are named, and the economies are read as they are.
func TestJunkOfAPublishedTable(t *testing.T) {
	x := open(t, "gtmi2025")
	clean, err := os.ReadFile(x.values)
	if err != nil {
		t.Fatal(err)
	}
	f := reform.Framework{Figures: []reform.Figure{
		{ID: "CGSI", Kind: reform.Number}, {ID: "PSDI", Kind: reform.Number}, {ID: "DCEI", Kind: reform.Number}, {ID: "GTEI", Kind: reform.Number},
	}}
	for i := range f.Figures {
		f.Figures[i].Source = reform.FromUnit
	}
	const junk = ",CGSI,0.55\n,PSDI,\n,,\"Group A: 0.75 - 1.00\"\nSource: the survey of 2025,,\n,,0.5\n"
	list, err := valuelist.Read("values.csv", strings.NewReader(string(clean)+junk), &f, moment)
	if err != nil {
		t.Fatal(err)
	}
	if len(list.Findings) != 5 || len(list.Units) != 197 || len(list.Reports) != 197 {
		t.Errorf("%d findings, %d units, %d reports", len(list.Findings), len(list.Units), len(list.Reports))
	}
}
