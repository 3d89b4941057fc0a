package score

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

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
			got := describe(t, &f, parseReports(&f, said))
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
func describe(t *testing.T, f *reform.Framework, reports []reform.Report) string {
	t.Helper()
	cards, err := Cycle(f, reform.Cycle{ID: "c"}, []reform.Unit{{ID: "u", PeerGroup: "A"}}, reports)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, s := range cards[0].Scores {
		line := fmt.Sprintf("%-5s %-14s %s / %s", s.Indicator, s.State, s.Earned, s.Max)
		if s.Measured != nil {
			line += "  ratio " + locale.Fraction(reform.English, s.Measured, 4)
		}
		text.WriteString(line + "\n")
	}
	for _, s := range cards[0].Subtotals {
		fmt.Fprintf(&text, "area %s: %s / %s\n", s.Area, s.Earned, s.Max)
	}
	c := cards[0]
	fmt.Fprintf(&text, "total %s, earned %s of %s, covered %s%%\n", c.Total, c.Earned, c.Max, c.Coverage.Decimal())
	return text.String()
}

// parseFramework reads lines such as
//
//	area A  max 10  outside
//	2.1  max 1.5  ratio done / due  full_at 0.9  if_zero full
//	2.2  max 2    steps done / due  steps 0.4:1,0.2:0.6
//	rounding indicator 2 total 1 half_even  not_applicable rescale
func parseFramework(t *testing.T, text string) reform.Framework {
	two := 2
	f := reform.Framework{ID: "f", NotApplicable: reform.Leave, Rounding: reform.Rounding{Mode: reform.HalfUp, Indicator: &two}}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		switch words[0] {
		case "rounding":
			parseRounding(&f, words[1:])
		case "area":
			f.Areas = append(f.Areas, reform.Area{ID: words[1], Outside: strings.Contains(line, " outside")})
		default:
			if len(f.Areas) == 0 {
				f.Areas = []reform.Area{{ID: "all"}}
			}
			area := &f.Areas[len(f.Areas)-1]
			i := parseIndicator(t, words)
			area.Indicators = append(area.Indicators, i)
			area.Max += i.Max
			if !area.Outside {
				f.Max += i.Max
			}
		}
	}
	addFigures(&f)
	return f
}

func parseRounding(f *reform.Framework, words []string) {
	f.Rounding = reform.Rounding{Mode: reform.HalfUp}
	levels := map[string]**int{"indicator": &f.Rounding.Indicator, "area": &f.Rounding.Area, "total": &f.Rounding.Total}
	for n, word := range words {
		switch {
		case levels[word] != nil:
			decimals := int(words[n+1][0] - '0')
			*levels[word] = &decimals
		case word == "half_even":
			f.Rounding.Mode = reform.HalfEven
		case word == "not_applicable":
			f.NotApplicable = reform.Reapportion(words[n+1])
		}
	}
}

func parseIndicator(t *testing.T, words []string) reform.Indicator {
	i := reform.Indicator{ID: words[0]}
	for n := 1; n < len(words); n++ {
		next := func() string { n++; return words[n] }
		switch word := words[n]; word {
		case "max":
			i.Max = mustPoints(t, next())
		case "min":
			i.Min = mustPoints(t, next())
		case "each":
			i.Rule.Each = mustPoints(t, next())
		case "group":
			i.Applies.Groups = strings.Split(next(), ",")
		case "when":
			i.Applies.Figure = next()
		case "full_at":
			i.Rule.FullAt = reform.Decimal(next())
		case "nothing_below":
			i.Rule.NothingBelow = reform.Decimal(next())
		case "if_zero":
			i.Rule.IfZero = reform.ZeroPolicy(next())
		case "times":
			i.Rule.Times = next()
		case "/":
			i.Rule.Over = strings.Split(next(), "+")
		case "at":
			for pair := range strings.SplitSeq(next(), ",") {
				from, pay, _ := strings.Cut(pair, ":")
				i.Rule.Steps = append(i.Rule.Steps, reform.Step{From: reform.Decimal(from), Pay: reform.Decimal(pay)})
				i.Rule.Answers = append(i.Rule.Answers, reform.AnswerPay{Option: from, Pay: reform.Decimal(pay)})
			}
		case string(reform.Constant):
			i.Rule.Kind = reform.Constant
		default:
			i.Rule.Kind = reform.RuleKind(word)
			i.Rule.Of = strings.Split(next(), "+")
		}
	}
	return i
}

// addFigures declares what the rules read; names beginning with survey are not
// the unit's own.
func addFigures(f *reform.Framework) {
	seen := map[string]bool{"": true}
	for _, i := range f.Indicators() {
		for _, id := range append(i.Rule.Figures(), i.Applies.Figure) {
			if seen[id] {
				continue
			}
			seen[id] = true
			source := reform.FromUnit
			if strings.HasPrefix(id, "survey") {
				source = reform.FromSurvey
			}
			f.Figures = append(f.Figures, reform.Figure{ID: id, Source: source})
		}
	}
}

func mustPoints(t *testing.T, s string) reform.Points {
	t.Helper()
	p, err := reform.ParsePoints(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// parseReports reads lines "figure value"; "-" is not applicable, no line is not
// reported. The line "no report" leaves the unit's report out.
func parseReports(f *reform.Framework, text string) []reform.Report {
	at := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	unit := reform.Report{Unit: "u", Source: reform.FromUnit, Status: reform.Submitted, SubmittedAt: &at}
	survey := reform.Report{Unit: "u", Source: reform.FromSurvey, Status: reform.Submitted, SubmittedAt: &at}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		if line == "no report\n" {
			return nil
		}
		v := reform.Value{Figure: words[0], Text: words[1]}
		if words[1] == "-" {
			v.Text, v.Absence = "", reform.NotApplicable
		}
		if g, ok := f.Figure(v.Figure); ok && g.Source == reform.FromSurvey {
			survey.Values = append(survey.Values, v)
		} else {
			unit.Values = append(unit.Values, v)
		}
	}
	return []reform.Report{survey, unit}
}
