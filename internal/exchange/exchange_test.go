package exchange

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"reformboard/internal/framework"
	"reformboard/internal/reform"
)

// judge is a test of either kit.
type judge interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// written is what one of the writers writes.
func written(t judge, write func(io.Writer, *reform.Framework) error, f reform.Framework) []byte {
	t.Helper()
	var text bytes.Buffer
	if err := write(&text, &f); err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}

// shipped are the frameworks of the demonstration.
func shipped(t judge) map[string]reform.Framework {
	t.Helper()
	names, err := filepath.Glob("../../seed/frameworks/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("found %v, %v", names, err)
	}
	all := map[string]reform.Framework{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(name)] = decoded(t, text)
	}
	return all
}

// comesBack writes a framework in every form and reads each back.
func comesBack(t judge, f reform.Framework) {
	t.Helper()
	canonical := written(t, WriteYAML, f)
	same(t, f, decoded(t, canonical), canonical)
	text := written(t, WriteJSON, f)
	same(t, f, decoded(t, text), text)
	if !json.Valid(text) {
		t.Fatalf("this is no JSON:\n%s", text)
	}
	content, err := drawn(&f) // before WriteWorkbook judges it
	if err != nil {
		t.Fatal(err)
	}
	again, err := ReadWorkbook("a.xlsx", bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(canonical), string(again)); diff != "" {
		t.Fatalf("the workbook lost (-) or made up (+):\n%s", diff)
	}
}

func same(t judge, want, got reform.Framework, text []byte) {
	t.Helper()
	if reflect.DeepEqual(want, got) { // far quicker, but no list is not an empty one
		return
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("lost (-) or made up (+):\n%s\n%s", diff, text)
	}
}

func TestShippedFrameworksComeBackWhole(t *testing.T) {
	for name, f := range shipped(t) {
		t.Run(name, func(t *testing.T) {
			comesBack(t, f)
			accepted(t, f)
		})
	}
}

func TestRandomFrameworksComeBackWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for range 2 { // two hundred in all
			comesBack(t, random(t))
		}
	})
}

// TestNumbersStandWithTheirDigits and texts with no more quotes than they need.
func TestNumbersStandWithTheirDigits(t *testing.T) {
	places := 0
	f := reform.Framework{
		ID: "2022", Series: "s", Title: reform.Words{VI: "a: b", EN: "yes"}, Max: 100 * reform.Point, Rounding: reform.Rounding{Mode: reform.HalfUp, Total: &places},
		NotApplicable: reform.Leave, Coverage: "0.66666666666666663",
		Figures: []reform.Figure{{ID: "1.10", Title: reform.Words{VI: "x", EN: "y"}, Kind: reform.Date, Source: reform.FromUnit}},
		Areas: []reform.Area{{ID: "A", Indicators: []reform.Indicator{{
			ID: "1", Max: -reform.Point / 2,
			Rule:     reform.Rule{Kind: reform.Deadline, Of: []string{"1.10"}, Due: "2026-03-31", Late: []reform.LateStep{{Pay: "1"}, {Days: 5, Pay: "0.5"}}},
			Examples: []reform.Example{{Given: map[string]string{"b": "2026-03-31", "a": "12"}, Earns: "0"}},
		}}}},
	}
	want := `id: "2022"
series: s
title: {vi: 'a: b', en: "yes"}
short: {vi: "", en: ""}
origin: {vi: "", en: ""}
max: 100
rounding: {mode: half_up, total: 0}
not_applicable: leave
coverage: 0.66666666666666663
figures:
  - id: "1.10"
    title: {vi: x, en: "y"}
    kind: date
    source: unit
areas:
  - id: A
    title: {vi: "", en: ""}
    indicators:
      - id: "1"
        title: {vi: "", en: ""}
        max: -0.5
        rule:
          kind: deadline
          of: ["1.10"]
          due: "2026-03-31"
          late:
            - {days: 0, pay: 1}
            - {days: 5, pay: 0.5}
        examples:
          - given: {a: "12", b: "2026-03-31"}
            earns: 0
`
	if diff := cmp.Diff(want, string(written(t, WriteYAML, f))); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}

// accepted wants the reader of framework files to take what was read here.
func accepted(t *testing.T, f reform.Framework) {
	t.Helper()
	for form, text := range map[string][]byte{"YAML": written(t, WriteYAML, f), "JSON": written(t, WriteJSON, f)} {
		got, err := framework.Read("a.yaml", bytes.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v in:\n%s", form, err, text)
		}
		same(t, f, got, text)
	}
}
