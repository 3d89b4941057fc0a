package framework_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/framework"
	"reformboard/internal/reform"
)

// small has rules as a decision has them, rules every kind of rule there is, index
// an index without an end.
const (
	small = "testdata/small.yaml"
	rules = "testdata/rules.yaml"
	index = "testdata/index.yaml"
)

func text(t testing.TB, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// seeds are the frameworks that ship with the program.
func seeds(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob("../../seed/frameworks/*.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no seed frameworks: %v", err)
	}
	return paths
}

func read(t testing.TB, path string) reform.Framework {
	t.Helper()
	f, err := framework.Read(filepath.Base(path), strings.NewReader(text(t, path)))
	if err != nil {
		t.Fatalf("%s:\n%v", path, err)
	}
	return f
}

func TestNumbersAreReadAsWritten(t *testing.T) {
	f := read(t, small)
	a1 := f.Areas[0].Indicators[0]
	if got, want := a1.Max, 6*reform.Point; got != want {
		t.Errorf("max 6: got %d, want %d", got, want)
	}
	if got, want := f.Areas[0].Indicators[1].Max, reform.Points(2_5000); got != want {
		t.Errorf("max 2.5: got %d, want %d", got, want)
	}
	want := reform.Rule{
		Kind: reform.Ratio, Of: []string{"on_time"}, Over: []string{"received"}, Times: "synced",
		FullAt: "0.9", NothingBelow: "0.5", IfZero: reform.ZeroEarnsNothing,
	}
	if diff := cmp.Diff(want, a1.Rule); diff != "" {
		t.Errorf("rule (-want +got):\n%s", diff)
	}
	if f.Coverage != "0.8" || *f.Rounding.Indicator != 2 || f.Rounding.Total != nil {
		t.Errorf("coverage %s, rounding %v", f.Coverage, f.Rounding)
	}
}

func TestFrameworkSurvivesTheStore(t *testing.T) {
	for _, path := range append(seeds(t), small, rules, index) {
		f := read(t, path)
		kept, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		var back reform.Framework
		if err := json.Unmarshal(kept, &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(f, back); diff != "" {
			t.Errorf("%s (-read +kept):\n%s", path, diff)
		}
	}
}

func TestFileThatIsNoFramework(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"empty", "", "f.yaml:1:1: the file is empty"},
		{"blank", "# nothing\n", "f.yaml:1:1: the file is empty"},
		{"broken", "id: a\ntitle: [vi\n", "f.yaml:1:1: this is not YAML, here or on the next line: did not find expected ',' or ']'"},
		{"not text", "\x80\x03", "f.yaml:1:1: this is not YAML, here or on the next line: "},
		{"a list", "- a\n", "f.yaml:1:1: a group of keys is expected here: id, series"},
		{"two documents", text(t, small) + "---\nid: b\n", "f.yaml:136:1: a second document begins here"},
		{"too large", strings.Repeat("# 345678\n", 480_000), "f.yaml:1:1: the file is larger than 4096 KiB"},
		{"too many parts", "a: [" + strings.Repeat("1,", 500_000) + "]", "f.yaml:1:1: the file has more than 500000 lines, commas and brackets"},
		{"too many keys", "{" + strings.Repeat("a,", 400_000) + "}", `"a" is no key known here`},
		{"broken JSON", "{\"id\": \"a\"\n\"series\": \"b\"}", "f.yaml:1:1: this is not YAML, here or on the next line: did not find expected ',' or '}'"},
		{"JSON of a list", "[{}]", "f.yaml:1:1: a group of keys is expected here: id, series"},
		{"nested", "areas:\n" + strings.Repeat(" [", 20_000), "this is not YAML, here or on the next line: exceeded max depth"},
		{"areas in areas", "id: a\nareas: " + strings.Repeat("[{areas: ", 60) + strings.Repeat("}]", 60), "this is nested too deeply"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := framework.Read("f.yaml", strings.NewReader(test.content))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
			if !errors.Is(err, reform.ErrInvalid) {
				t.Errorf("%v is a failure of ours, want a mistake in the file", err)
			}
		})
	}
}

// A bomb of references doubles at each line: it must cost nothing.
func TestReferencesAreRefused(t *testing.T) {
	bomb := "a0: &a0 [x]\n"
	for i := range 60 {
		bomb += fmt.Sprintf("a%d: &a%d [*a%d, *a%d]\n", i+1, i+1, i, i)
	}
	bomb += "title: *a60\n"
	_, err := framework.Read("f.yaml", strings.NewReader(bomb))
	if err == nil || !strings.Contains(err.Error(), "title: references such as *a60 are not read") {
		t.Errorf("got %v", err)
	}
}

func TestFailureToReadIsNoFault(t *testing.T) {
	broken := errors.New("disk is gone")
	_, err := framework.Read("f.yaml", failing{broken})
	var faults framework.Faults
	if !errors.Is(err, broken) || errors.As(err, &faults) {
		t.Errorf("got %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// The store keeps JSON as Go writes it: all points and decimals stand in quotes.
func TestFrameworkIsReadFromJSON(t *testing.T) {
	for _, path := range append(seeds(t), small, rules, index) {
		f := read(t, path)
		kept, err := json.MarshalIndent(f, "", "\t")
		if err != nil {
			t.Fatal(err)
		}
		back, err := framework.Read("kept.json", bytes.NewReader(kept))
		if err != nil {
			t.Fatalf("%s as JSON:\n%v", path, err)
		}
		if diff := cmp.Diff(f, back); diff != "" {
			t.Errorf("%s (-read +read from JSON):\n%s", path, diff)
		}
	}
}

// A path longer than a message was once cut off, so that what stood there seemed to
// have been read well.
func TestFaultFarDownIsNotJudgedTwice(t *testing.T) {
	deep := "id: a\nareas: " + strings.Repeat("[{areas: ", 14) + "[{indicators: [{rule: {kind: steps, steps: [{}, {}]}}]}]" + strings.Repeat("}]", 14)
	_, err := framework.Read("f.yaml", strings.NewReader(deep))
	if err == nil || !strings.Contains(err.Error(), ".indicators[0].rule.steps[1].from: \"from\" is missing") {
		t.Errorf("got %v", err)
	}
}

// Comparing two words of a million letters would take days, and a thousand words
// with five thousand minutes.
func TestLongAndManyWordsCostNothing(t *testing.T) {
	long := strings.Repeat("ab", 500_000)
	var many strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&many, "- {id: %060d, kind: count, section: %060d}\n", i, -i)
	}
	for _, content := range []string{
		"id: a\nfigures:\n- {id: " + long + "}\nareas:\n- indicators:\n  - rule: {kind: ratio, of: [" + long + "b]}\n",
		"id: a\n? " + long + "\n: 1\n",
		"id: a\nareas: [" + strings.Repeat("{id: "+strings.Repeat("0", 64)+"},", 2000) + "]\nfigures:\n" + many.String(),
	} {
		_, err := framework.Read("f.yaml", strings.NewReader(content))
		if err == nil || len(err.Error()) > 1<<20 {
			t.Errorf("got %.1000v", err)
		}
	}
}

func TestExamplesHaveAnEnd(t *testing.T) {
	const was = "        examples: [{given: {done: 12, asked: 10}, others: [0.8, 1.4], group: xã, earns: 3}]\n"
	others := strings.Repeat("0.8,", 4990) + "1.4"
	many := "        examples:\n" + strings.Repeat("        - {given: {done: 12, asked: 10}, others: ["+others+"], group: xã, earns: 3}\n", 10)
	_, err := framework.Read("f.yaml", strings.NewReader(strings.Replace(text(t, rules), was, many, 1)))
	want := "examples[6]: the examples up to here give more than 100000 values: delete some"
	if err == nil || !strings.HasSuffix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %.1000v, want %s", err, want)
	}
}

func BenchmarkRead(b *testing.B) {
	content := text(b, "../../seed/frameworks/egov-benchmark-2023.yaml")
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		if _, err := framework.Read("f.yaml", strings.NewReader(content)); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, path := range []string{small, rules, index} {
		f.Add(text(f, path))
		kept, err := json.Marshal(read(f, path))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(kept))
	}
	f.Add("{\"id\": \"a\", \"max\": \"1\", \"areas\": [null, {\"\\ud800\": 1e9}]}")
	f.Add("id: a\nfigures: [{id: x, kind: count}]\nareas: [{indicators: [{rule: {kind: formula, formula: \"x \\x2b \\\n y\"}, examples: [{given: {x: 1}}]}]}]")
	f.Add("areas:\n- indicators:\n  - rule: {kind: steps, steps: [{from: 1}, {pay: 2}]}\n")
	f.Add("a: &a [*a]\n<<: *a\n? [b]\n: c\n!!int x: !!null y\n")
	f.Fuzz(func(t *testing.T, content string) {
		got, err := framework.Read("f.yaml", strings.NewReader(content))
		var faults framework.Faults
		if err == nil {
			if got.ID == "" || len(got.Indicators()) == 0 {
				t.Error("a framework without id or indicators was taken")
			}
			kept, err := json.Marshal(got)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := framework.Read("kept.json", bytes.NewReader(kept)); err != nil {
				t.Errorf("what was read cannot be kept: %v", err)
			}
			return
		}
		if !errors.As(err, &faults) || len(faults) == 0 {
			t.Fatalf("%v are no faults", err)
		}
		for i, fault := range faults {
			if fault.Line < 1 || fault.Text == "" || i > 0 && fault.Line < faults[i-1].Line {
				t.Errorf("fault %d of %v", i, faults)
			}
		}
	})
}
