package people

import (
	"slices"
	"strings"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Seen is what one person may do, and where, as the board would let them: who looks sees
// it without being them.
type Seen struct {
	frame.Head
	Flags  []Flag
	Facts  []Fact
	Says   string
	Deeds  []SeenDeed
	Units  frame.Selection // at which the answer is asked for
	Asked  string          // the unit chosen; empty: none
	Person string          // where the account is changed; empty: the reader may not
}

// Fact is something that the rights of a person follow from.
type Fact struct{ Label, Text string }

// SeenDeed is one deed, and where the person may do it.
type SeenDeed struct {
	Deed, Pages string
	May         bool
	Where       string
	AtUnit      bool // at the unit chosen
}

// Reached is one deed and the units at which a person may do it.
type Reached struct {
	Deed  string
	Units int
	Top   string // the unit that holds all of them; empty: there is none above
	Asked bool   // at the unit asked for
}

// Looked is what the page is made from.
type Looked struct {
	User    reform.User
	All     []reform.Unit
	Choices []reform.Unit // at which the reader may ask
	Reached []Reached
	Asked   string // unit
	Change  bool   // the reader may change the account
}

// rightFlags are those that concern what a person may do.
var rightFlags = []Flag{Orphan, TooWide, Closed}

// RightFlags says what of a person's rights should be looked at.
func RightFlags(u reform.User, units []reform.Unit) []Flag {
	raised := Known{User: u}.Flags(units)
	return slices.DeleteFunc(raised, func(f Flag) bool { return !slices.Contains(rightFlags, f) })
}

// NewSeen makes the page.
func NewSeen(v frame.Voice, l Looked) Seen {
	u := l.User
	page := Seen{
		Head: head(v, v.Say("seen.title", "Name", nameOf(u))), Flags: RightFlags(u, l.All), Asked: l.Asked,
		Units: frame.Selection{ID: "unit", Label: v.Say("seen.at"), Options: []frame.Choice{{Text: v.Say("seen.anywhere")}}},
		Facts: []Fact{
			{v.Say("page.signin.name"), u.ID}, {v.Say("page.signin.role"), v.Say("role." + string(u.Role))}, {v.Say("people.unit"), unitName(v, l.All, u.Unit)},
		},
	}
	page.Crumbs = append(page.Crumbs[:1:1], frame.Link{Text: v.Say("rights.title"), URL: RightsURL})
	if len(u.Areas) > 0 {
		page.Facts = append(page.Facts, Fact{v.Say("people.areas"), strings.Join(u.Areas, ", ")})
	}
	for _, unit := range l.Choices {
		page.Units.Options = append(page.Units.Options, frame.Choice{Value: unit.ID, Text: v.Words(unit.Name()), Chosen: unit.ID == l.Asked})
	}
	may := 0
	for _, r := range l.Reached {
		row := SeenDeed{Deed: v.Say("deed." + r.Deed), Pages: v.Say("seen.pages." + r.Deed), May: r.Units > 0, AtUnit: r.Asked}
		if row.May {
			may++
			row.Where = v.Say("seen.where", "Top", unitName(v, l.All, r.Top), "Units", v.Units(r.Units))
		}
		page.Deeds = append(page.Deeds, row)
	}
	page.Says = v.Say("seen.says", "May", may, "All", len(l.Reached))
	if l.Change {
		page.Person = PersonURL(u.ID, "")
	}
	return page
}

func nameOf(u reform.User) string {
	if u.Name == "" {
		return u.ID
	}
	return u.Name
}
