package exchange

import (
	"bytes"
	"fmt"
	"io"
	"reflect"
	"slices"

	"reformboard/internal/container"
	"reformboard/internal/keyfile"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// ReadWorkbook reads a framework back from a workbook into the text of a framework
// file. What is wrong with the sheets gives Faults, each with its cell; what the
// framework means is left to the reader of that text. A file that is no workbook,
// or not a safe one, gives a container.Refusal.
func ReadWorkbook(name string, r io.Reader) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(r, container.MostBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read framework %s: %w", name, err)
	}
	b := &book{name: name, tables: map[string]*table{}}
	file, err := spreadsheet.Read(content, container.Received)
	if err != nil {
		return nil, fmt.Errorf("read framework %s: %w", name, err)
	}
	b.open(file)
	f := b.framework()
	if len(b.faults) > 0 {
		return nil, b.faults
	}
	var text bytes.Buffer
	if err := WriteYAML(&text, &f); err != nil {
		return nil, fmt.Errorf("read framework %s: %w", name, err)
	}
	return text.Bytes(), nil
}

// book is a workbook being read.
type book struct {
	name   string
	tables map[string]*table // by sheet
	faults keyfile.Faults
}

func (b *book) fault(sheet, cell, format string, args ...any) {
	line, column, ok := spreadsheet.Place(cell)
	if !ok {
		line, column = 1, 1 // it is the sheet's
	}
	place := reform.Origin{Sheet: sheet, Cell: cell}.String()
	b.faults = b.faults.With(keyfile.Fault{File: b.name, Line: line, Column: column, Path: place, Text: fmt.Sprintf(format, args...)})
}

// framework puts together what the sheets say.
func (b *book) framework() reform.Framework {
	f := b.own()
	areas := nouns[reform.Area](b, areaSheet)
	for _, i := range b.indicators() {
		if a := owner(b, i.line, areaColumn, areas); a != nil {
			a.noun.Indicators = append(a.noun.Indicators, i.noun)
		}
	}
	f.Areas = b.forest(areas)
	figures := nouns[reform.Figure](b, figureSheet)
	for _, o := range nouns[reform.Option](b, optionSheet) {
		if g := owner(b, o.line, figureColumn, figures); g != nil {
			g.noun.Options = append(g.noun.Options, o.noun)
		}
	}
	f.Figures = plain(figures)
	f.Checks = plain(nouns[reform.Check](b, checkSheet))
	f.Grades = plain(nouns[reform.Grade](b, gradeSheet))
	f.Facets = plain(nouns[reform.Facet](b, facetSheet))
	f.Changes = plain(nouns[reform.Change](b, changeSheet))
	return f
}

// own reads what the framework says of itself.
func (b *book) own() reform.Framework {
	var f reform.Framework
	t := b.tables[frameworkSheet]
	if t.columns[keyColumn] == 0 || t.columns[valueColumn] == 0 {
		b.fault(frameworkSheet, "", "this sheet needs the headings key and value, and a row for each key: add them")
		return f
	}
	known := paths(reflect.TypeFor[reform.Framework](), "")
	said := map[string]bool{}
	for _, l := range t.lines {
		if key := l.text(keyColumn); slices.Contains(known, key) {
			b.put(l, reflect.ValueOf(&f).Elem(), said, key, valueColumn)
		} else {
			b.fault(t.sheet, l.at(keyColumn), "%s is no key of a framework: delete the row, or write another", keyfile.Quote(key))
		}
	}
	for _, key := range unsaid(leaves(reflect.ValueOf(f), "", false), said) {
		b.fault(t.sheet, "", "the key %s is missing: add a row", key)
	}
	return f
}

// indicators reads the indicators with the lists in their rules, their examples and
// what they ask to be shown.
func (b *book) indicators() []*reading[reform.Indicator] {
	all := nouns[reform.Indicator](b, indicatorSheet)
	for _, l := range b.tables[ruleSheet].lines {
		if i := owner(b, l, indicatorColumn, all); i != nil {
			b.put(l, reflect.ValueOf(&i.noun).Elem(), i.said, "rule."+l.text(keyColumn), valueColumn)
		}
	}
	for _, e := range nouns[reform.Example](b, exampleSheet) {
		if i := owner(b, e.line, indicatorColumn, all); i != nil {
			i.noun.Examples = append(i.noun.Examples, e.noun)
		}
	}
	for _, p := range nouns[reform.Proof](b, evidenceSheet) {
		if i := owner(b, p.line, indicatorColumn, all); i != nil {
			i.noun.Evidence = append(i.noun.Evidence, p.noun)
		}
	}
	for _, i := range all {
		b.missing(i.line, i.said, leaves(reflect.ValueOf(i.noun.Rule), "rule", true))
	}
	return all
}

// forest puts areas into the areas they belong to.
func (b *book) forest(areas []*reading[reform.Area]) []reform.Area {
	inside := map[*reading[reform.Area]][]*reading[reform.Area]{}
	for _, a := range areas {
		var parent *reading[reform.Area]
		if a.line.text(parentColumn) != "" {
			parent = owner(b, a.line, parentColumn, areas)
		}
		inside[parent] = append(inside[parent], a)
	}
	placed := map[*reading[reform.Area]]bool{}
	var grow func(parent *reading[reform.Area]) []reform.Area
	grow = func(parent *reading[reform.Area]) []reform.Area {
		var grown []reform.Area
		for _, a := range inside[parent] {
			placed[a] = true
			a.noun.Areas = grow(a)
			grown = append(grown, a.noun)
		}
		return grown
	}
	top := grow(nil)
	for _, a := range areas {
		if !placed[a] {
			b.fault(areaSheet, a.line.at(parentColumn), "the area %s stands inside itself: name another parent, or none", keyfile.Quote(a.noun.ID))
		}
	}
	return top
}
