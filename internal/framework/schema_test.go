package framework

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"reformboard/internal/keyfile"
	"reformboard/internal/reform"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("framework.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("framework.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func plain(t *testing.T, content string) any {
	t.Helper()
	var document any
	if err := yaml.Unmarshal([]byte(content), &document); err != nil {
		t.Fatal(err)
	}
	return document
}

func TestSchemaAcceptsTheFrameworks(t *testing.T) {
	schema := compiled(t)
	paths, _ := filepath.Glob("../../seed/frameworks/*.yaml")
	for _, path := range append(paths, "testdata/small.yaml", "testdata/rules.yaml", "testdata/index.yaml") {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(plain(t, string(content))); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestSchemaRefusesWhatTheReaderRefuses(t *testing.T) {
	content, err := os.ReadFile("testdata/small.yaml")
	if err != nil {
		t.Fatal(err)
	}
	schema := compiled(t)
	for _, change := range [][2]string{
		{"coverage: 0.80", "coverage: 80"},
		{"coverage: 0.80", "coverage: 0.80\nranks: {decimals: 13}"},
		{"coverage: 0.80", "coverage: 0.80\nmissing: rescale"},
		{"coverage: 0.80", "coverage: 0.80\nfacets: [{id: F, of: [A]}]"},
		{"coverage: 0.80", "coverage: 0.80\nreplaces: old\nchanges: [{kind: was, from: [a], to: [A1]}]"},
		{"rule: {kind: constant}", "rule: {kind: normalised, of: [received]}"},
		{"rule: {kind: constant}", "rule: {kind: normalised, of: [received], scale: {method: minmax}}"},
		{"rule: {kind: constant}", "rule: {kind: checklist, items: [{figure: received}]}"},
		{"rule: {kind: constant}", "rule: {kind: alternatives, alternatives: [{rule: {kind: constant}}]}"},
		{"rule: {kind: constant}", "rule: {kind: constant}\n        examples: [{earns: 4}]"},
		{"coverage: 0.80", "cover: 0.80"},
		{"max: 20", "max: '20'"},
		{"id: \"A1\"", "id: 1"},
		{"series: small", ""},
		{"mode: half_up", "mode: upwards"},
		{"rule: {kind: constant}", "rule: {kind: constant, of: [received]}"},
		{"rule: {kind: given, of: [published_points]}", "rule: {kind: given}"},
		{"          if_zero: zero\n", ""},
		{"{vi: Yếu, en: Weak}", "{vi: Yếu}"},
		{"min: -3", "min: 3"},
		{"- {parts: [on_time], whole: received}", "- {parts: [], whole: received}"},
	} {
		changed := strings.Replace(string(content), change[0], change[1], 1)
		if changed == string(content) {
			t.Fatalf("%q does not stand in the file", change[0])
		}
		if schema.Validate(plain(t, changed)) == nil {
			t.Errorf("the schema accepts %q in place of %q", change[1], change[0])
		}
		if _, err := Read("small.yaml", strings.NewReader(changed)); err == nil {
			t.Errorf("the reader accepts %q in place of %q", change[1], change[0])
		}
	}
}

// TestReaderRefusesWhatTheSchemaRefuses puts something else in the place of every
// part of a good file, and deletes it: the reader never accepts what the schema
// refuses, and never panics.
func TestReaderRefusesWhatTheSchemaRefuses(t *testing.T) {
	for _, path := range []string{"testdata/small.yaml", "testdata/rules.yaml", "testdata/index.yaml"} {
		t.Run(path, func(t *testing.T) { replaceEveryPart(t, path) })
	}
}

func replaceEveryPart(t *testing.T, path string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	schema := compiled(t)
	var file yaml.Node
	if err := yaml.Unmarshal(content, &file); err != nil {
		t.Fatal(err)
	}
	try := func() {
		changed, err := yaml.Marshal(&file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Read("small.yaml", bytes.NewReader(changed)); err == nil {
			if err := schema.Validate(plain(t, string(changed))); err != nil {
				t.Errorf("the reader accepts, but the schema says %v:\n%s", err, changed)
			}
		}
	}
	others := []string{"-1", "received", "[]"}
	for n, part := range everyPart(file.Content[0], map[string]bool{}) {
		was := *part
		var other yaml.Node
		if err := yaml.Unmarshal([]byte(others[n%len(others)]), &other); err != nil {
			t.Fatal(err)
		}
		*part = *other.Content[0]
		try()
		*part = was
		for i := range was.Content {
			step := 1
			if was.Kind == yaml.MappingNode {
				step = 2 // a key goes with its value
			}
			if i%step == 0 {
				part.Content = slices.Delete(slices.Clone(was.Content), i, i+step)
				try()
			}
		}
		*part = was
	}
}

// everyPart lists the values at and beneath a node, without the keys; of titles and
// their like, which are all alike, only the first.
func everyPart(n *yaml.Node, seen map[string]bool) []*yaml.Node {
	parts := []*yaml.Node{n}
	for i, part := range n.Content {
		if n.Kind == yaml.MappingNode {
			if i%2 == 0 {
				continue
			}
			key := n.Content[i-1].Value
			if seen[key] {
				continue
			}
			seen[key] = key == "title" || key == "unit" || key == "note"
		}
		parts = append(parts, everyPart(part, seen)...)
	}
	return parts
}

// object is what the schema says of one noun.
type object struct {
	Properties map[string]struct{ Enum []string }
	Required   []string
	AllOf      []struct {
		If struct {
			Properties struct{ Kind, Method struct{ Const string } }
		}
		Then struct {
			Required      []string
			PropertyNames struct{ Enum []string }
		}
	}
}

func objects(t *testing.T) map[string]object {
	t.Helper()
	var schema struct {
		object
		Defs map[string]object `json:"$defs"`
	}
	if err := json.Unmarshal(Schema, &schema); err != nil {
		t.Fatal(err)
	}
	schema.Defs["Framework"] = schema.object
	return schema.Defs
}

func TestSchemaKnowsTheKeysTheReaderKnows(t *testing.T) {
	objects := objects(t)
	for _, noun := range nouns(reflect.TypeFor[reform.Framework](), map[reflect.Type]bool{}) {
		said := objects[noun.Name()]
		var known, required []string
		for _, k := range keyfile.Keys(noun) {
			known = append(known, k.Name)
			if k.Required {
				required = append(required, k.Name)
			}
			words := closed[noun.FieldByIndex(k.Index).Type]
			if diff := cmp.Diff(words, said.Properties[k.Name].Enum); diff != "" {
				t.Errorf("%s.%s, words (-reader +schema):\n%s", noun.Name(), k.Name, diff)
			}
		}
		if diff := cmp.Diff(slices.Sorted(slices.Values(known)), slices.Sorted(maps.Keys(said.Properties))); diff != "" {
			t.Errorf("%s, keys (-reader +schema):\n%s", noun.Name(), diff)
		}
		if diff := cmp.Diff(required, said.Required); diff != "" {
			t.Errorf("%s, required (-reader +schema):\n%s", noun.Name(), diff)
		}
	}
}

// nouns lists the structs a framework is made of.
func nouns(noun reflect.Type, seen map[reflect.Type]bool) []reflect.Type {
	for noun.Kind() == reflect.Slice || noun.Kind() == reflect.Pointer {
		noun = noun.Elem()
	}
	if noun.Kind() != reflect.Struct || seen[noun] {
		return nil
	}
	seen[noun] = true
	all := []reflect.Type{noun}
	for _, field := range reflect.VisibleFields(noun) {
		all = append(all, nouns(field.Type, seen)...)
	}
	return all
}

func TestSchemaKnowsTheParametersOfEachKind(t *testing.T) {
	saysParameters(t, "Rule", parameters, reform.RuleKinds)
	saysParameters(t, "Normalisation", scales, reform.NormMethods)
	saysParameters(t, "Aggregation", combinations, reform.AggregationMethods)
}

// saysParameters holds the branches of one noun of the schema against the reader's
// table, and the table against all kinds there are.
func saysParameters[K ~string](t *testing.T, noun string, table map[K]parameter, kinds []K) {
	t.Helper()
	said := map[K]parameter{}
	for _, branch := range objects(t)[noun].AllOf {
		kind := branch.If.Properties.Kind.Const + branch.If.Properties.Method.Const
		must := branch.Then.Required
		may := slices.DeleteFunc(slices.Clone(branch.Then.PropertyNames.Enum), func(name string) bool {
			return name == "kind" || name == "method" || slices.Contains(must, name)
		})
		said[K(kind)] = parameter{strings.Join(must, " "), strings.Join(may, " ")}
	}
	if diff := cmp.Diff(table, said, cmp.AllowUnexported(parameter{})); diff != "" {
		t.Errorf("parameters of %s (-reader +schema):\n%s", noun, diff)
	}
	for _, kind := range kinds {
		if _, ok := table[kind]; !ok {
			t.Errorf("the reader does not know the parameters of %s %s", noun, kind)
		}
	}
}
