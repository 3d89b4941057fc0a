package revision

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

// brief writes differences one a line.
func brief(all []Difference) string {
	var lines []string
	for _, d := range all {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s %s %s %s→%s", d.Noun, d.ID, d.Kind, d.Key, d.Before, d.After)))
	}
	return strings.Join(lines, "\n")
}

func TestEditionDoesNotDifferFromItself(t *testing.T) {
	a, b := sample(), sample()
	if got := Between(&a, &b); len(got) > 0 {
		t.Errorf("got\n%s", brief(got))
	}
}

// TestEveryKeyIsCompared empties or changes each thing a framework says, one by
// one: no key of any noun may be overlooked, nor told under another one's name.
func TestEveryKeyIsCompared(t *testing.T) {
	count := 0
	full := sample()
	reflected := reflect.ValueOf(&full).Elem()
	eachLeaf(t, reflected, "", func(path string, leaf reflect.Value) {
		before := sample()
		kept := reflect.New(leaf.Type()).Elem()
		kept.Set(leaf)
		leaf.Set(other(t, leaf))
		got := Between(&before, &full)
		leaf.Set(kept)
		count++
		if len(got) == 0 {
			t.Errorf("%s: no difference", path)
		}
		last := path[strings.LastIndex(path, ".")+1:]
		if len(got) == 1 && !strings.Contains(got[0].Key, last) && !strings.Contains(path, "steps") && !strings.Contains(path, "late") &&
			!strings.Contains(path, "answers") && !strings.Contains(path, "items") {
			t.Errorf("%s: told as\n%s", path, brief(got))
		}
	})
	if count < 200 {
		t.Errorf("only %d keys were tried", count)
	}
}

// TestSampleSaysSomethingUnderEveryKey, or a new key of a noun would never be tried.
func TestSampleSaysSomethingUnderEveryKey(t *testing.T) {
	said := map[string]bool{}
	var visit func(v reflect.Value)
	visit = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				visit(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				visit(v.Index(i))
			}
		case reflect.Struct:
			for i, field := range v.Fields() {
				key := v.Type().Name() + "." + i.Name
				said[key] = said[key] || !field.IsZero()
				visit(field)
			}
		default:
		}
	}
	visit(reflect.ValueOf(sample()))
	for key, something := range said {
		if !something {
			t.Errorf("the sample says nothing under %s", key)
		}
	}
}

func eachLeaf(t *testing.T, v reflect.Value, path string, visit func(string, reflect.Value)) {
	t.Helper()
	switch {
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			eachLeaf(t, v.Field(i), path+"."+name, visit)
		}
	case v.Kind() == reflect.Pointer && v.Type().Elem().Kind() == reflect.Struct:
		if !v.IsNil() {
			eachLeaf(t, v.Elem(), path, visit)
		}
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
		for i := range v.Len() {
			eachLeaf(t, v.Index(i), path+"["+strconv.Itoa(i)+"]", visit)
		}
	default:
		visit(path, v)
	}
}

// other is another value of the same type.
func other(t *testing.T, v reflect.Value) reflect.Value {
	t.Helper()
	o := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.String:
		o.SetString(v.String() + "7")
	case reflect.Bool:
		o.SetBool(!v.Bool())
	case reflect.Int, reflect.Int64:
		o.SetInt(v.Int() + 1)
	case reflect.Pointer:
		if v.IsNil() {
			o.Set(reflect.New(v.Type().Elem())) // 0 is something said
		}
	case reflect.Slice:
		o.Set(reflect.Append(v, reflect.ValueOf("x").Convert(v.Type().Elem())))
	case reflect.Map:
		o.Set(reflect.ValueOf(map[string]string{"x": "1"}))
	default:
		t.Fatalf("a noun has a field of kind %s", v.Kind())
	}
	return o
}

func TestDifferencesAreToldInTheNounsOwnTerms(t *testing.T) {
	for want, change := range map[string]func(f *reform.Framework){
		"framework  changed coverage 0.8→0.7":                         func(f *reform.Framework) { f.Coverage = "0.7" },
		"framework  changed rounding.total 2→0":                       func(f *reform.Framework) { f.Rounding.Total = new(int) },
		"framework  changed rounding.total 2→":                        func(f *reform.Framework) { f.Rounding.Total = nil },
		"indicator 1 changed rule.full_at 0.9→":                       func(f *reform.Framework) { f.Areas[0].Indicators[0].Rule.FullAt = "" },
		"indicator 1 changed rule.alternatives[0].rule.full_at 0.9→1": func(f *reform.Framework) { f.Areas[0].Indicators[0].Rule.Alternatives[0].Rule.FullAt = "1" },
		"indicator 1 changed rule.steps 0.9: 1, 0.5: 0.5→0.9: 1": func(f *reform.Framework) {
			f.Areas[0].Indicators[0].Rule.Steps = f.Areas[0].Indicators[0].Rule.Steps[:1]
		},
		"indicator 2 changed title.vi 2→hai":                                  func(f *reform.Framework) { f.Areas[0].Indicators[1].Title.VI = "hai" },
		"indicator 2 removed  →":                                              func(f *reform.Framework) { f.Areas[0].Indicators = f.Areas[0].Indicators[:1] },
		"indicator 1 removed  →":                                              func(f *reform.Framework) { f.Areas[0].Indicators = f.Areas[0].Indicators[1:] },
		"figure done removed  →":                                              func(f *reform.Framework) { f.Figures = f.Figures[1:] },
		"option done/no removed  →":                                           func(f *reform.Framework) { f.Figures[0].Options = f.Figures[0].Options[:1] },
		"option done/no moved place 2→1":                                      func(f *reform.Framework) { slices.Reverse(f.Figures[0].Options) },
		"grade good changed from 0.0005→0":                                    func(f *reform.Framework) { f.Grades[0].From = 0 },
		"facet all changed of A, B→A":                                         func(f *reform.Framework) { f.Facets[0].Of = []string{"A"} },
		"check  removed  parts done; whole due; equal true; before true→":     func(f *reform.Framework) { f.Checks = nil },
		"change  removed  kind same; from old; to new; note.vi n; note.en n→": func(f *reform.Framework) { f.Changes = nil },
		"indicator 4 added  →": func(f *reform.Framework) {
			f.Areas[0].Indicators = append(f.Areas[0].Indicators, reform.Indicator{ID: "4"})
		},
		"area C added  →\nindicator 4 added  →": func(f *reform.Framework) {
			f.Areas = append(f.Areas, reform.Area{ID: "C", Indicators: []reform.Indicator{{ID: "4"}}})
		},
		"example 2 added  →given done: 1; earns 5": func(f *reform.Framework) {
			f.Areas[0].Indicators[1].Examples = []reform.Example{{Given: map[string]string{"done": "1"}, Earns: "5"}}
		},
		"evidence 1/plan changed count 2→3": func(f *reform.Framework) { f.Areas[0].Indicators[0].Evidence[0].Count = 3 },
		"evidence 1/plan removed  →":        func(f *reform.Framework) { f.Areas[0].Indicators[0].Evidence = nil },
		"indicator 2 moved place 2→1":       func(f *reform.Framework) { slices.Reverse(f.Areas[0].Indicators) },
	} {
		before, after := sample(), sample()
		change(&after)
		if got := brief(Between(&before, &after)); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
}

func TestIndicatorThatChangesItsAreaHasMoved(t *testing.T) {
	before, after := sample(), sample()
	after.Areas[0].Indicators = append(after.Areas[0].Indicators, after.Areas[0].Areas[0].Indicators[0])
	after.Areas[0].Areas = nil
	if got, want := brief(Between(&before, &after)), "area B removed  →\nindicator 3 moved area B→A"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got, want := brief(Between(&after, &before)), "area B added  →\nindicator 3 moved area A→B"; got != want {
		t.Errorf("back: got\n%s\nwant\n%s", got, want)
	}
}

// grown is a random framework of areas and indicators.
func grown(t *rapid.T) reform.Framework {
	var f reform.Framework
	for a := range rapid.IntRange(1, 5).Draw(t, "areas") {
		area := reform.Area{ID: fmt.Sprint("a", a), Title: both("a")}
		for i := range rapid.IntRange(0, 8).Draw(t, "indicators") {
			area.Indicators = append(area.Indicators, reform.Indicator{ID: fmt.Sprint("a", a, ".", i), Max: reform.Points(rapid.IntRange(0, 3).Draw(t, "max"))})
		}
		f.Areas = append(f.Areas, area)
	}
	return f
}

// copied shares nothing with the framework.
func copied(f reform.Framework) reform.Framework {
	f.Areas = slices.Clone(f.Areas)
	for a := range f.Areas {
		f.Areas[a].Indicators = slices.Clone(f.Areas[a].Indicators)
	}
	return f
}

func TestOneIndicatorMoreIsOneDifference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := grown(t)
		after := copied(before)
		a := &after.Areas[rapid.IntRange(0, len(after.Areas)-1).Draw(t, "area")]
		at := rapid.IntRange(0, len(a.Indicators)).Draw(t, "at")
		a.Indicators = slices.Insert(a.Indicators, at, reform.Indicator{ID: "more", Title: both("m")})
		want := Difference{Noun: Indicator, ID: "more", Title: both("m"), Kind: Added}
		if got := Between(&before, &after); len(got) != 1 || got[0] != want {
			t.Fatalf("got\n%s", brief(got))
		}
		want.Kind = Removed
		if got := Between(&after, &before); len(got) != 1 || got[0] != want {
			t.Fatalf("back: got\n%s", brief(got))
		}
	})
}

func TestOneIndicatorMovedIsOneDifference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := grown(t)
		after := copied(before)
		from := rapid.IntRange(0, len(after.Areas)-1).Draw(t, "from")
		list := after.Areas[from].Indicators
		if len(list) == 0 {
			return
		}
		n := rapid.IntRange(0, len(list)-1).Draw(t, "n")
		i := list[n]
		after.Areas[from].Indicators = slices.Delete(list, n, n+1)
		to := rapid.IntRange(0, len(after.Areas)-1).Draw(t, "to")
		at := rapid.IntRange(0, len(after.Areas[to].Indicators)).Draw(t, "at")
		after.Areas[to].Indicators = slices.Insert(after.Areas[to].Indicators, at, i)
		got := Between(&before, &after)
		switch {
		case from == to && at == n:
			if len(got) > 0 {
				t.Fatalf("nothing moved, got\n%s", brief(got))
			}
		case len(got) != 1 || got[0].Kind != Moved || (got[0].Key == "area") != (from != to):
			t.Fatalf("got\n%s", brief(got))
		}
	})
}
