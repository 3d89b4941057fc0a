package dashboards

import (
	"maps"
	"net/url"
	"slices"
)

// Filter is a form that narrows a list by its address; what else the address asks for
// goes along unseen.
type Filter struct {
	Action     string
	Hidden     []Link // name and value of what stays
	Find       string // what was looked for
	Selections []Selection
	Set        bool   // something is filtered
	Clear      string // the address without the filter
}

// Selection is a list of which one is chosen.
type Selection struct {
	ID, Label string
	Options   []Choice
}

// filterForm is a form over this very page whose fields are find and those of the choices.
func (v Voice) filterForm(find string, selections ...Selection) Filter {
	own := []string{"find", "", "page", "", "csv", ""}
	for _, c := range selections {
		own = append(own, c.ID, "")
	}
	target, err := url.Parse(v.here(own...))
	if err != nil {
		target = &url.URL{}
	}
	f := Filter{Action: target.Path, Find: find, Clear: target.RequestURI(), Selections: selections, Set: find != ""}
	query := target.Query()
	for _, name := range slices.Sorted(maps.Keys(query)) {
		f.Hidden = append(f.Hidden, Link{Text: name, Note: query.Get(name)})
	}
	return f
}

// filter offers a search, the grades, and what to rank by.
func (b *rankingBoard) filter() Filter {
	var selections []Selection
	if grades := b.t.Framework.Grades; len(grades) > 0 {
		c := Selection{ID: "grade", Label: b.v.Say("page.grade"), Options: []Choice{{Text: b.v.Say("page.ranking.grade.all"), Chosen: b.ask.Grade == ""}}}
		for _, g := range grades {
			c.Options = append(c.Options, Choice{g.ID, b.v.Words(g.Title), g.ID == b.ask.Grade})
		}
		selections = append(selections, c)
	}
	by := Selection{ID: "by", Label: b.v.Say("page.ranking.by"), Options: []Choice{{Text: b.v.Say("page.total"), Chosen: b.part.id == ""}}}
	for _, a := range b.t.Framework.AllAreas() {
		if !scores(a.Area) {
			continue
		}
		by.Options = append(by.Options, Choice{a.ID, a.ID + " " + b.v.Words(a.Title), a.ID == b.part.id})
		for _, i := range a.Indicators {
			if i.Scored() {
				by.Options = append(by.Options, Choice{i.ID, "· " + i.ID + " " + b.v.Words(i.Title), i.ID == b.part.id})
			}
		}
	}
	f := b.v.filterForm(b.ask.Find, append(selections, by)...)
	f.Set = f.Set || b.ask.Grade != ""
	return f
}
