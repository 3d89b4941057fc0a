package receipt

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reformboard/internal/reform"
)

var update = flag.Bool("update", false, "write the texts as they are now")

// golden is what three units said: ordinary figures, and what only some said.
var golden = []map[string]string{
	{"done": "30", "post": "4", "all": "42", "past": "600", "rate": "97.5", "level": "part", "day": "2026-04-03"},
	{"done": "50", "post": "-", "all": "40", "past": "600", "rate": "80", "level": "full", "day": "2026-03-30"},
	{"done": "20", "post": "0", "past": "600", "rate": "3", "level": "full", "day": "none"},
}

func TestTexts(t *testing.T) {
	f := everyKind()
	for _, l := range reform.Languages {
		for n := range golden {
			card := explained(t, f, golden, n)
			var text strings.Builder
			for _, id := range nodes(f) {
				r, err := Of(f, "c", card, id)
				if err != nil {
					t.Fatal(err)
				}
				r.Version = "v1"
				text.WriteString(r.Text(l) + "\n")
			}
			compare(t, "unit"+string(rune('1'+n))+"."+string(l)+".txt", text.String())
		}
	}
}

func TestJSON(t *testing.T) {
	f := everyKind()
	card := explained(t, f, golden, 0)
	var all []Receipt
	for _, id := range []string{"ratio", "filled", "points", Total} {
		r, err := Of(f, "c", card, id)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	text, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "receipts.json", string(text)+"\n")
}

func compare(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is another text now; look at it, and then run with -update", path)
	}
}
