package locale

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"reformboard/internal/reform"
)

// terms are the closed sets of reform whose members people read, and the keys
// they are read under.
var terms = map[string][]string{
	"State":      {"state.%", "state.%.short"},
	"Absence":    {"absence.%"},
	"Reason":     {"reason.%"},
	"Reach":      {"reach.%"},
	"Timeliness": {"timeliness.%", "timeliness.%.mark"},
	"Outlook":    {"outlook.%"},
	"Status":     {"status.%"},
	"Phase":      {"phase.%"},
	"Source":     {"source.%"},
	"Role":       {"role.%"},
	"FigureKind": {"kind.%"},
	"ChangeKind": {"change.%"},
	"Fill":       {"fill.%", "fill.%.short"},
	"Ties":       {"ties.%"},
	"Among":      {"among.%"},
}

func TestEveryTermIsWrittenInBothLanguages(t *testing.T) {
	for set, keys := range terms {
		for _, member := range constants(t, set) {
			for _, key := range keys {
				key = strings.ReplaceAll(key, "%", member)
				for _, l := range reform.Languages {
					if !has(l, key) {
						t.Errorf("%s: no %q for a %s", l, key, set)
					}
				}
			}
		}
	}
}

// TestShortMarksOfStatesDiffer: a cell too narrow for words must still tell the
// six states apart.
func TestShortMarksOfStatesDiffer(t *testing.T) {
	for _, l := range reform.Languages {
		seen := map[string]reform.State{}
		for _, s := range reform.States {
			mark := Say(l, "state."+string(s)+".short")
			if other, taken := seen[mark]; taken {
				t.Errorf("%s: %s and %s share the mark %q", l, s, other, mark)
			}
			seen[mark] = s
		}
	}
}

// constants reads the values of a string type's constants from the source of
// reform, so that one added there and forgotten here fails the tests. The empty
// value is no term.
func constants(t *testing.T, typeName string) []string {
	t.Helper()
	files, err := filepath.Glob("../reform/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if named, ok := spec.Type.(*ast.Ident); ok && named.Name == typeName {
				values = append(values, literals(t, spec)...)
			}
			return false
		})
	}
	if len(values) == 0 {
		t.Fatalf("reform has no constants of type %s", typeName)
	}
	return values
}

func literals(t *testing.T, spec *ast.ValueSpec) []string {
	t.Helper()
	var found []string
	for _, v := range spec.Values {
		text, ok := v.(*ast.BasicLit)
		if !ok || text.Kind != token.STRING {
			continue
		}
		value, err := strconv.Unquote(text.Value)
		if err != nil {
			t.Fatal(err)
		}
		if value != "" {
			found = append(found, value)
		}
	}
	return found
}
