package people

import (
	"strings"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Form is the fields by which a person is added or changed.
type Form struct {
	ID, Name string
	Roles    []frame.Choice
	Bodies   []BodyUnits
	Anywhere *frame.Choice // over every body; nil: not for the reader to give
	Areas    string
	Disabled bool
}

func formOf(v frame.Voice, u reform.User, units []reform.Unit, anywhere bool) Form {
	f := Form{ID: u.ID, Name: u.Name, Areas: strings.Join(u.Areas, " "), Disabled: u.Disabled}
	for _, r := range reform.Roles {
		f.Roles = append(f.Roles, frame.Choice{Value: string(r), Text: v.Say("role." + string(r)), Chosen: r == u.Role})
	}
	f.Bodies = byBody(v, units, u.Unit)
	if anywhere { // last, and for nobody new unless it is chosen: it is the widest of all
		f.Anywhere = &frame.Choice{Text: v.Say("people.everything"), Chosen: u.ID != "" && u.Unit == ""}
	}
	return f
}

// BodyUnits are the units of one body, and itself.
type BodyUnits struct {
	Name  string
	Units []frame.Choice
}

// byBody parts units by the highest unit above each of them among them.
func byBody(v frame.Voice, units []reform.Unit, chosen string) []BodyUnits {
	known := map[string]reform.Unit{}
	for _, u := range units {
		known[u.ID] = u
	}
	var bodies []BodyUnits
	for _, top := range units {
		if _, below := known[top.Parent]; below {
			continue
		}
		body := BodyUnits{Name: v.Words(top.Name())}
		for _, u := range reform.Subtree(units, top.ID) {
			body.Units = append(body.Units, frame.Choice{Value: u.ID, Text: v.Words(u.Name()), Chosen: u.ID == chosen})
		}
		bodies = append(bodies, body)
	}
	return bodies
}

// Person is one account: who it is for, what should be looked at, and what can be done.
type Person struct {
	frame.Head
	ID       string
	Path     string // of this page
	Oneself  bool
	Flags    []Flag
	Form     Form
	Factor   bool
	Last     string
	Passport Passport
	Sessions []Session
	Problem  string
	Saved    bool
}

// Passport is how the person comes in by a provider.
type Passport struct {
	Provider string // its name; empty: the board has none
	Says     string // what the account has at present
	Held     bool
	Subject  string
}

// Session is one browser in which the person has signed in.
type Session struct{ ID, Browser, Address, Begun, Seen string }

// Whom is what the page is made from.
type Whom struct {
	Known
	Crowd
	Sessions []reform.Session
	Reader   string // sign-in name
	Provider string // its name; empty: the board has none
	Saved    bool
}

// NewPerson makes the page.
func NewPerson(v frame.Voice, w Whom) Person {
	u := w.User
	title := u.Name
	if title == "" {
		title = u.ID
	}
	shown := u
	if w.Typed.ID != "" {
		shown = w.Typed
	}
	page := Person{
		Head: head(v, title), ID: u.ID, Path: PersonURL(u.ID, ""), Oneself: u.ID == w.Reader, Flags: w.Flags(w.All), Factor: w.Factor, Last: frame.None,
		Form: formOf(v, shown, w.Units, w.Anywhere), Problem: w.Problem, Saved: w.Saved,
	}
	if w.Last != nil {
		page.Last = v.Say("account.last.says", "At", v.Moment(w.Last.At), "Address", w.Last.Address)
	}
	page.Passport = passportOf(v, w)
	for _, s := range w.Sessions {
		row := Session{ID: s.ID, Browser: s.Browser, Address: s.Address, Begun: v.Moment(s.Begun), Seen: v.Moment(s.Seen)}
		if row.Browser == "" {
			row.Browser = v.Say("account.session.unnamed")
		}
		page.Sessions = append(page.Sessions, row)
	}
	return page
}

func passportOf(v frame.Voice, w Whom) Passport {
	p := Passport{Provider: w.Provider, Says: v.Say("provider.person.none")}
	if w.Pass == nil {
		return p
	}
	p.Held, p.Subject = true, w.Pass.Subject
	p.Says = v.Say("provider.person.waits", "ID", w.User.ID)
	if p.Subject != "" {
		p.Says = v.Say("provider.person.bound", "At", v.Moment(w.Pass.Since))
	}
	return p
}

// Handed shows a password that was made for somebody, once.
type Handed struct {
	frame.Head
	Name, ID, Secret, Until string
	Back                    string
}

// NewHanded makes the page.
func NewHanded(v frame.Voice, u reform.User, secret, until string) Handed {
	return Handed{Head: head(v, v.Say("people.handed.title")), Name: u.Name, ID: u.ID, Secret: secret, Until: until, Back: PersonURL(u.ID, "")}
}

// Rights shows what each role may do within its units.
type Rights struct {
	frame.Head
	Roles  []string
	Rows   []Right
	People []Row // whom the reader may look at
	Says   string
}

// Right is one deed and which roles may do it.
type Right struct {
	Deed  string
	Marks []bool
}

// NewRights makes the page; may answers for a deed, in the order of Roles. The crowd is of
// those whose rights the reader may look at.
func NewRights(v frame.Voice, deeds []string, may func(r reform.Role, deed string) bool, crowd Crowd) Rights {
	page := Rights{Head: head(v, v.Say("rights.title"))}
	for _, r := range reform.Roles {
		page.Roles = append(page.Roles, v.Say("role."+string(r)))
	}
	for _, deed := range deeds {
		row := Right{Deed: v.Say("deed." + deed)}
		for _, r := range reform.Roles {
			row.Marks = append(row.Marks, may(r, deed))
		}
		page.Rows = append(page.Rows, row)
	}
	flagged := 0
	for _, k := range crowd.People {
		row := rowOf(v, k, crowd.All, RightFlags(k.User, crowd.All))
		row.Name.URL = PersonURL(k.User.ID, "/rights")
		if len(row.Flags) > 0 {
			flagged++
		}
		page.People = append(page.People, row)
	}
	page.Says = v.Say("rights.people.says", "All", v.Count(len(page.People)), "Flagged", v.Count(flagged))
	return page
}
