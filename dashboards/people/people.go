package people

import (
	"slices"
	"strings"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// People lists who may sign in, with what should be looked at.
type People struct {
	frame.Head
	Says     string
	Filter   frame.Filter
	Rows     []Row
	Mandates []MandateRow
	Form     Form
	Findings []frame.FindingLine // of a list that was not taken
	Problem  string
	Saved    string // what was done just now
}

// Row is one person.
type Row struct {
	Name   frame.Link
	ID     string
	Role   string
	Unit   string
	Factor bool
	Last   string
	Flags  []Flag
}

// Flag is something about an account that an administrator should look at.
type Flag string

const (
	Closed    Flag = "closed"    // disabled
	Orphan    Flag = "orphan"    // of a unit that is no more
	TooWide   Flag = "too_wide"  // a unit's own role over every body
	NeverIn   Flag = "never_in"  // has not signed in yet
	Temporary Flag = "temporary" // the password was handed out, and not yet changed
	Stopped   Flag = "stopped"   // too many have tried the password
	NoFactor  Flag = "no_factor" // the role must have a second factor
)

// Flags lists every Flag, what is most urgent first.
var Flags = []Flag{Stopped, Orphan, TooWide, NoFactor, Temporary, NeverIn, Closed}

// Known is what is known of one person.
type Known struct {
	User    reform.User
	Factor  bool
	Must    bool             // have a factor
	Pass    *reform.Passport // nil: by a password
	Last    *reform.SignIn
	Stopped bool
}

// Crowd is what the page is made from: those whom the reader may admit.
type Crowd struct {
	People   []Known
	Units    []reform.Unit // that the reader may put people in
	Anywhere bool          // the reader may put people over every body
	All      []reform.Unit
	Find     string
	Role     string
	Flag     string
	Findings []reform.Finding
	Problem  string
	Saved    string
	Typed    reform.User // in the form, when it was not taken
	Waiting  []Waiting
}

// NewPeople makes the page.
func NewPeople(v frame.Voice, c Crowd) People {
	page := People{
		Head:    frame.Head{Title: v.Say("people.title"), Crumbs: []frame.Link{{Text: v.Say("page.cycles.crumb"), URL: "/"}}},
		Form:    formOf(v, c.Typed, c.Units, c.Anywhere),
		Filter:  v.FilterForm(c.Find, roleChoices(v, c.Role), flagChoices(v, c.Flag)),
		Problem: c.Problem, Saved: c.Saved,
	}
	page.Mandates = mandateRows(v, c)
	page.Filter.FindSays = v.Say("people.find")
	for _, f := range c.Findings {
		page.Findings = append(page.Findings, v.FindingLine(f, nil))
	}
	find := locale.Fold(c.Find)
	for _, k := range c.People {
		flags := k.Flags(c.All)
		switch {
		case c.Role != "" && string(k.User.Role) != c.Role:
		case c.Flag != "" && !slices.Contains(flags, Flag(c.Flag)):
		case !strings.Contains(locale.Fold(k.User.ID+" "+k.User.Name+" "+unitName(v, c.All, k.User.Unit)), find):
		default:
			page.Rows = append(page.Rows, rowOf(v, k, c.All, flags))
		}
	}
	page.Filter.Set = page.Filter.Set || c.Role != "" || c.Flag != ""
	page.Says = v.Say("people.says", "Shown", v.Count(len(page.Rows)), "All", v.Count(len(c.People)))
	return page
}

func rowOf(v frame.Voice, k Known, units []reform.Unit, flags []Flag) Row {
	row := Row{
		Name: frame.Link{Text: k.User.Name, URL: PersonURL(k.User.ID, "")}, ID: k.User.ID, Role: v.Say("role." + string(k.User.Role)),
		Unit: unitName(v, units, k.User.Unit), Factor: k.Factor, Last: frame.None, Flags: flags,
	}
	if row.Name.Text == "" {
		row.Name.Text = k.User.ID
	}
	if k.Last != nil {
		row.Last = v.Moment(k.Last.At)
	}
	return row
}

// Flags says what should be looked at.
func (k Known) Flags(units []reform.Unit) []Flag {
	u := k.User
	there := u.Unit == "" || slices.ContainsFunc(units, func(unit reform.Unit) bool { return unit.ID == u.Unit })
	raised := map[Flag]bool{
		Closed: u.Disabled, Orphan: !there, NeverIn: k.Last == nil && !u.Disabled, Temporary: u.Temporary && k.Pass == nil, Stopped: k.Stopped,
		TooWide: u.Unit == "" && (u.Role == reform.Officer || u.Role == reform.Head), NoFactor: k.Must && !k.Factor && k.Pass == nil,
	}
	return slices.DeleteFunc(slices.Clone(Flags), func(f Flag) bool { return !raised[f] })
}

// unitName names a unit by its id, or says that a right covers every body.
func unitName(v frame.Voice, units []reform.Unit, id string) string {
	if id == "" {
		return v.Say("people.everything")
	}
	for _, u := range units {
		if u.ID == id {
			return v.Words(u.Name())
		}
	}
	return id
}

func roleChoices(v frame.Voice, chosen string) frame.Selection {
	s := frame.Selection{ID: "role", Label: v.Say("page.signin.role"), Options: []frame.Choice{{Text: v.Say("people.any")}}}
	for _, r := range reform.Roles {
		s.Options = append(s.Options, frame.Choice{Value: string(r), Text: v.Say("role." + string(r)), Chosen: string(r) == chosen})
	}
	return s
}

func flagChoices(v frame.Voice, chosen string) frame.Selection {
	s := frame.Selection{ID: "flag", Label: v.Say("people.flags"), Options: []frame.Choice{{Text: v.Say("people.any")}}}
	for _, f := range Flags {
		s.Options = append(s.Options, frame.Choice{Value: string(f), Text: v.Say("people.flag." + string(f)), Chosen: string(f) == chosen})
	}
	return s
}
