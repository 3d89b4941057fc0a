package score

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

var update = flag.Bool("update", false, "write what the engine says into the cases")

// TestCases runs testdata/*.txt: what each rule earns, as an expert would write
// it down. A case has indicators, one or more units' values, and what must come.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { runCase(t, file) })
	}
}

func runCase(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var f reform.Framework
	var said string
	for n, part := range archive.Files {
		text := string(part.Data)
		switch strings.Fields(part.Name)[0] {
		case "indicators":
			f = parseFramework(t, text)
		case "values":
			said = text
		case "want":
			got := describe(t, &f, parseCycle(said), parseReports(&f, said))
			if *update {
				archive.Files[n].Data = []byte(got)
			} else if got != strings.TrimLeft(text, "\n") {
				t.Errorf("%s\ngot\n%s\nwant\n%s", part.Name, got, text)
			}
		default:
			t.Fatalf("what is %q?", part.Name)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// describe scores one unit and writes a line an indicator and the totals.
func describe(t *testing.T, f *reform.Framework, c reform.Cycle, reports []reform.Report) string {
	t.Helper()
	m, err := Prepare(f)
	if err != nil {
		t.Fatal(err)
	}
	cards, err := m.Cycle(Input{Cycle: c, Units: unitsOf(reports), Reports: reports, Zone: hanoi})
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, s := range cards[0].Scores {
		line := fmt.Sprintf("%-5s %-14s %s / %s", s.Indicator, s.State, s.Earned, s.Max)
		if s.Measured != nil {
			line += "  ratio " + locale.Fraction(reform.English, s.Ratio(), 4)
		}
		if s.Filled != "" {
			line += "  filled " + string(s.Filled)
		}
		text.WriteString(line + "\n")
	}
	for _, s := range cards[0].Subtotals {
		state := ""
		if !s.State.Counts() {
			state = "  " + string(s.State)
		}
		fmt.Fprintf(&text, "area %s: %s / %s%s\n", s.Area, s.Earned, s.Max, state)
	}
	for _, s := range cards[0].Facets {
		fmt.Fprintf(&text, "facet %s: %s / %s\n", s.Area, s.Earned, s.Max)
	}
	card := cards[0]
	fmt.Fprintf(&text, "total %s, earned %s of %s, covered %s%%\n", card.Total, card.Earned, card.Max, card.Coverage.Decimal())
	return text.String()
}
