package exchange

import (
	"reflect"
	"slices"
	"strings"

	"reformboard/internal/keyfile"
	"reformboard/internal/reform"
)

// The sheets of a framework's workbook. Each of the others has a row for each noun
// and a column for each thing a noun says, headed by its path; lists keep the order
// of their rows.
const (
	frameworkSheet  = "Framework" // key, value: what the framework says of itself
	areaSheet       = "Areas"
	indicatorSheet  = "Indicators"
	ruleSheet       = "Rules" // indicator, key, value: the lists within a rule
	figureSheet     = "Figures"
	optionSheet     = "Options"
	checkSheet      = "Checks"
	gradeSheet      = "Grades"
	facetSheet      = "Facets"
	changeSheet     = "Changes"
	exampleSheet    = "Examples"
	evidenceSheet   = "Evidence"
	keyColumn       = "key"
	valueColumn     = "value"
	areaColumn      = "area" // the id of the noun a row belongs to
	parentColumn    = "parent"
	figureColumn    = "figure"
	indicatorColumn = "indicator"
)

// form is a sheet, the columns that say where a row belongs, and the noun of a row.
type form struct {
	sheet string
	place []string
	noun  reflect.Type // nil: key and value
}

// forms are the sheets in the order in which they are written.
var forms = []form{
	{frameworkSheet, []string{keyColumn, valueColumn}, nil},
	{areaSheet, []string{parentColumn}, reflect.TypeFor[reform.Area]()},
	{indicatorSheet, []string{areaColumn}, reflect.TypeFor[reform.Indicator]()},
	{ruleSheet, []string{indicatorColumn, keyColumn, valueColumn}, nil},
	{figureSheet, nil, reflect.TypeFor[reform.Figure]()},
	{optionSheet, []string{figureColumn}, reflect.TypeFor[reform.Option]()},
	{checkSheet, nil, reflect.TypeFor[reform.Check]()},
	{gradeSheet, nil, reflect.TypeFor[reform.Grade]()},
	{facetSheet, nil, reflect.TypeFor[reform.Facet]()},
	{changeSheet, nil, reflect.TypeFor[reform.Change]()},
	{exampleSheet, []string{indicatorColumn}, reflect.TypeFor[reform.Example]()},
	{evidenceSheet, []string{indicatorColumn}, reflect.TypeFor[reform.Proof]()},
}

// columns lists the headings a sheet may have, in their order.
func (f form) columns() []string {
	if f.noun == nil {
		return f.place
	}
	return append(slices.Clone(f.place), paths(f.noun, "")...)
}

// must reports whether a sheet has no meaning without a column: where a row belongs
// (but an area may belong to none), and the id or the first thing a noun must say.
func (f form) must(column string) bool {
	if slices.Contains(f.place, column) {
		return column != parentColumn
	}
	first := keyfile.Keys(f.noun)[0]
	return column == first.Name && first.Required
}

// row is what one row of a sheet says, by heading.
type row map[string]reflect.Value

// rows lists what a framework says, by sheet.
func rows(f *reform.Framework) map[string][]row {
	all := map[string][]row{}
	say := func(sheet string, noun any, place ...string) row {
		said := row{}
		for i, id := range place {
			said[formOf(sheet).place[i]] = reflect.ValueOf(id)
		}
		for _, l := range leaves(reflect.ValueOf(noun), "", false) {
			said[l.path] = l.value
		}
		all[sheet] = append(all[sheet], said)
		return said
	}
	for _, l := range leaves(reflect.ValueOf(*f), "", false) {
		say(frameworkSheet, struct{}{}, l.path)[valueColumn] = l.value
	}
	var areas func([]reform.Area, string)
	areas = func(inside []reform.Area, parent string) {
		for _, a := range inside {
			say(areaSheet, a, parent)
			areas(a.Areas, a.ID)
		}
	}
	areas(f.Areas, "")
	for _, a := range f.AllAreas() {
		for _, i := range a.Indicators {
			say(indicatorSheet, i, a.ID)
			for _, l := range leaves(reflect.ValueOf(i.Rule), "", true) {
				if strings.Contains(l.path, "[") {
					say(ruleSheet, struct{}{}, i.ID, l.path)[valueColumn] = l.value
				}
			}
			for _, e := range i.Examples {
				say(exampleSheet, e, i.ID)
			}
			for _, p := range i.Evidence {
				say(evidenceSheet, p, i.ID)
			}
		}
	}
	for _, g := range f.Figures {
		say(figureSheet, g)
		for _, o := range g.Options {
			say(optionSheet, o, g.ID)
		}
	}
	for sheet, nouns := range map[string]any{checkSheet: f.Checks, gradeSheet: f.Grades, facetSheet: f.Facets, changeSheet: f.Changes} {
		list := reflect.ValueOf(nouns)
		for i := range list.Len() {
			say(sheet, list.Index(i).Interface())
		}
	}
	return all
}

func formOf(sheet string) form {
	return forms[slices.IndexFunc(forms, func(f form) bool { return f.sheet == sheet })]
}
