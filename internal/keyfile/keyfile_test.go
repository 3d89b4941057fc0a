package keyfile

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
)

type colour string

type thing struct {
	ID     string            `json:"id"`
	Text   string            `json:"text,omitempty"`
	Colour colour            `json:"colour,omitempty"`
	Number reform.Decimal    `json:"number,omitempty"`
	Points reform.Points     `json:"points,omitempty"`
	Count  *int              `json:"count,omitempty"`
	Yes    bool              `json:"yes,omitempty"`
	Table  map[string]string `json:"table,omitempty"`
	Parts  []thing           `json:"parts,omitempty"`
}

func readThing(content string) (thing, *File) {
	var got thing
	f := Read("f", []byte(content), map[reflect.Type][]string{reflect.TypeFor[colour](): {"red", "green"}}, &got)
	return got, f
}

func TestJSONSaysWhatYAMLSays(t *testing.T) {
	want, f := readThing("id: \"1.10\"\ntext: a/b 😀 ≤ \"x\"\ncolour: red\nnumber: 0.10\npoints: 6\ncount: 0\nyes: true\n" +
		"table: {a: 1.50, b: not said, \"1\": \"2\"}\nparts:\n- id: x\n- {id: y, parts: [{id: z}]}\n")
	if faults := f.Faults(); len(faults) > 0 {
		t.Fatal(faults)
	}
	if want.Number != "0.1" || want.Table["a"] != "1.50" || *want.Count != 0 {
		t.Errorf("got %+v", want)
	}
	for _, content := range []string{
		`{"id":"1.10","text":"a\/b \ud83d\ude00 \u2264 \"x\"","colour":"red","number":"0.10","points":"6","count":0,"yes":true,` +
			`"table":{"a":1.50,"b":"not said","1":"2"},"parts":[{"id":"x"},{"id":"y","parts":[{"id":"z"}]}]}`,
		"\ufeff{\n\t\"id\"\t:\t\"1.10\",\r\n\t\"text\": \"a/b 😀 ≤ \\\"x\\\"\", \"colour\": \"red\", \"number\": 0.10, \"points\": 6, \"count\": 0, \"yes\": true," +
			"\n\t\"table\": {\"a\": \"1.50\", \"b\": \"not said\", \"1\": 2}, \"parts\": [{\"id\": \"x\"}, {\"id\": \"y\", \"parts\": [{\"id\": \"z\"}]}]\n}\n",
	} {
		got, f := readThing(content)
		if faults := f.Faults(); len(faults) > 0 {
			t.Errorf("%s\n%v", content, faults)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-YAML +JSON)\n%s", content, diff)
		}
	}
}

func TestFaultsOfJSONHaveTheirPlaces(t *testing.T) {
	_, f := readThing("{\"id\": 1.10,\n \"text\": \"là\", \"colour\": \"rad\",\n\t\"count\": \"1\", \"points\": 1e9,\n\"parts\": [{\"id\": null}, {}], \"yes\": true, \"yes\": true}")
	const want = `f:1:8: id: write it in quotes: "1.10"
f:2:26: colour: "rad" is no word known here; did you mean red?
f:3:11: count: write a whole number, not "1"
f:3:26: points: write the points as digits with at most 4 decimals, such as 6 or 1.5, not "1e9"
f:4:18: parts[0].id: nothing is written here: give a value, or delete the key
f:4:25: parts[1].id: "id" is missing: add it
f:4:43: yes: "yes" is written twice: delete one of them`
	if diff := cmp.Diff(want, f.Faults().Error()); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}

// Every letter of a text is found where it stands, however YAML writes the text.
func TestPlaceInsideAText(t *testing.T) {
	for _, content := range []string{
		"text: đây là / một\n",
		"text: một hai\n  ba\n\n  bốn # lời\n",
		"text: |\n   một\n     hai\n\n   ba\nid: x\n",
		"text: |2- # lời\n   một\n  hai\n",
		"text: >-\n  một\n  hai\n\n  ba\n",
		"{id: x, text: \"mộ\\\"t \\u0111 \\x41\\t\\n  hai \\\\ba\"}",
		"text: \"một\n   hai\\\n   ba  \n\n bốn\"\n",
		"text: 'mộ''t\n   hai'\r\nid: x",
		`{"id": "x", "text": "m\u1ed9t \/ \"hai\"\nba"}`,
	} {
		t.Run(content, func(t *testing.T) {
			said, f := readThing(content)
			lines := strings.Split(content, "\n")
			n := f.at["text"]
			for l, text := range strings.Split(said.Text, "\n") {
				for c, letter := range []rune(text) {
					if unicode.IsSpace(letter) {
						continue
					}
					line, column := f.locate(n, l+1, c+1)
					rest := string([]rune(lines[line-1])[column-1:])
					escaped := []string{string(letter), `\` + string(letter), fmt.Sprintf(`\u%04x`, letter), fmt.Sprintf(`\x%02x`, letter)}
					if !strings.HasPrefix(rest, escaped[0]) && !strings.HasPrefix(rest, escaped[1]) && !strings.HasPrefix(rest, escaped[2]) && !strings.HasPrefix(rest, escaped[3]) {
						t.Errorf("%c at %d:%d of the text is said to be %q, at %d:%d", letter, l+1, c+1, rest, line, column)
					}
				}
			}
			last := strings.Split(said.Text, "\n")
			line, column := f.locate(n, len(last), len([]rune(last[len(last)-1]))+1)
			end := []rune(strings.TrimSpace(said.Text))
			if got := []rune(lines[line-1])[:column-1]; len(got) == 0 || got[len(got)-1] != end[len(end)-1] {
				t.Errorf("the end is said to be behind %q", string(got))
			}
		})
	}
}

func TestPlaceBeyondATextIsItsEnd(t *testing.T) {
	_, f := readThing("id: x\ntext: a b")
	f.FaultInside("text", 7, 9, "there is no such line")
	f.FaultInside("nothing", 1, 1, "there is no such text")
	if got, want := f.Faults().Error(), "f:2:10: text: there is no such line"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSound(t *testing.T) {
	_, f := readThing("id: x\nparts: [{id: y}, {}]\n")
	f.Fault("parts[0]", "judged later")
	for path, want := range map[string][2]bool{
		"id": {true, true}, "parts": {false, false}, "parts[0]": {true, false}, "parts[1]": {false, false},
		"parts[1].id": {false, false}, "part": {true, true}, "": {false, false},
	} {
		if got := [2]bool{f.ReadWell(path), f.Sound(path)}; got != want {
			t.Errorf("%q: got %v, want %v", path, got, want)
		}
	}
}
