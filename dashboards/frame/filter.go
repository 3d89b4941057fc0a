package frame

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
	FindSays   string // by what; empty: a unit's name
	Selections []Selection
	Set        bool   // something is filtered
	Clear      string // the address without the filter
}

// Choice is one of the things that can be chosen in a form.
type Choice struct {
	Value  string
	Text   string
	Chosen bool
}

// Selection is a list of which one is chosen.
type Selection struct {
	ID, Label string
	Options   []Choice
}

// FilterForm is a form over this very page whose fields are find and those of the choices.
func (v Voice) FilterForm(find string, selections ...Selection) Filter {
	own := []string{"find", "", "page", "", "csv", ""}
	for _, c := range selections {
		own = append(own, c.ID, "")
	}
	target, err := url.Parse(v.Here(own...))
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
