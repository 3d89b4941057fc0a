package revision

import (
	"reflect"

	"reformboard/internal/reform"
)

// part is one noun of a framework.
type part struct {
	noun   Noun
	id     string
	title  reform.Words
	area   string   // the area it stands in
	holder identity // the figure or indicator it goes with
	text   string   // all it says, where it has no id
	value  reflect.Value
}

type identity struct {
	noun Noun
	id   string
}

func (p part) identity() identity { return identity{p.noun, p.id + p.text} }

func (p part) difference(k Kind, key, before, after string) Difference {
	return Difference{p.noun, p.id, p.title, k, key, before, after}
}

func byIdentity(all []part) map[identity]part {
	known := map[identity]part{}
	for _, p := range all {
		known[p.identity()] = p
	}
	return known
}

// parts lists the nouns of a framework in its order.
func parts(f *reform.Framework) []part {
	all := []part{{noun: Framework, title: f.Title, value: reflect.ValueOf(*f)}}
	var areas func([]reform.Area, string)
	areas = func(inside []reform.Area, above string) {
		for _, a := range inside {
			all = append(all, part{noun: Area, id: a.ID, title: a.Title, area: above, value: reflect.ValueOf(a)})
			for _, i := range a.Indicators {
				all = append(all, indicator(i, a.ID)...)
			}
			areas(a.Areas, a.ID)
		}
	}
	areas(f.Areas, "")
	for _, g := range f.Figures {
		all = append(all, part{noun: Figure, id: g.ID, title: g.Title, value: reflect.ValueOf(g)})
		for _, o := range g.Options {
			all = append(all, part{noun: Option, id: g.ID + "/" + o.ID, title: o.Title, holder: identity{Figure, g.ID}, value: reflect.ValueOf(o)})
		}
	}
	for _, g := range f.Grades {
		all = append(all, part{noun: Grade, id: g.ID, title: g.Title, value: reflect.ValueOf(g)})
	}
	for _, x := range f.Facets {
		all = append(all, part{noun: Facet, id: x.ID, title: x.Title, value: reflect.ValueOf(x)})
	}
	for _, c := range f.Checks {
		all = append(all, part{noun: Check, text: spelled(c), value: reflect.ValueOf(c)})
	}
	for _, c := range f.Changes {
		all = append(all, part{noun: Change, text: spelled(c), value: reflect.ValueOf(c)})
	}
	return all
}

// indicator is an indicator, its examples and the evidence it asks for.
func indicator(i reform.Indicator, area string) []part {
	all := []part{{noun: Indicator, id: i.ID, title: i.Title, area: area, value: reflect.ValueOf(i)}}
	for _, e := range i.Examples {
		all = append(all, part{noun: Example, id: i.ID, title: i.Title, holder: identity{Indicator, i.ID}, text: spelled(e), value: reflect.ValueOf(e)})
	}
	for _, p := range i.Evidence {
		all = append(all, part{noun: Evidence, id: i.ID + "/" + p.ID, title: p.Title, holder: identity{Indicator, i.ID}, value: reflect.ValueOf(p)})
	}
	return all
}
