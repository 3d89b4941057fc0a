package locale

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

var placeholder = regexp.MustCompile(`\{\{[^}]*\}\}`)

// TestBothLanguagesSayTheSame compares keys and placeholders file by file.
func TestBothLanguagesSayTheSame(t *testing.T) {
	files, err := messages.ReadDir("messages")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name, ok := strings.CutSuffix(f.Name(), ".vi.toml")
		if !ok {
			continue
		}
		vi, en := read(t, name+".vi.toml"), read(t, name+".en.toml")
		for key := range en {
			if _, ok := vi[key]; !ok {
				t.Errorf("%s.vi.toml lacks %q", name, key)
			}
		}
		for key, text := range vi {
			if other, ok := en[key]; !ok {
				t.Errorf("%s.en.toml lacks %q", name, key)
			} else if !slices.Equal(holes(text), holes(other)) {
				t.Errorf("%s: the two languages fill different holes: %v and %v", key, holes(text), holes(other))
			}
		}
	}
}

// read returns every message; plural forms of one message are read as one text.
func read(t *testing.T, name string) map[string]string {
	t.Helper()
	var raw map[string]any
	if _, err := toml.DecodeFS(messages, "messages/"+name, &raw); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	texts := map[string]string{}
	for key, value := range raw {
		switch v := value.(type) {
		case string:
			texts[key] = v
		case map[string]any:
			for _, form := range v {
				text, ok := form.(string)
				if !ok {
					t.Fatalf("%s: %s: keys hold a point and must stand in quotes", name, key)
				}
				texts[key] += text
			}
		}
	}
	return texts
}

func holes(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}
