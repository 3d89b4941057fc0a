package account

import (
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Account is a person's own: who the board takes them for, and what they come in with.
type Account struct {
	frame.Head
	Name     string // by which the person signs in, for what keeps passwords
	Facts    []Fact
	Duty     string // why another password must be chosen first; empty: it need not
	Rules    string
	Problems []string
	Changed  bool // the password was, just now
	Factor   Factor
	Provider string // by which the person comes in; empty: by a password
	Sessions []SessionRow
	Others   bool // there are sessions besides this one
}

// Fact is something that the board knows of a person.
type Fact struct{ Label, Text string }

// Factor is a person's second factor.
type Factor struct {
	Offered bool // the board can give one
	Since   string
	Left    string // recovery codes
	Few     bool   // of them
}

// SessionRow is one browser in which the person has signed in.
type SessionRow struct {
	ID      string
	Browser string
	Address string
	Begun   string
	Seen    string
	Here    bool // it is this one
}

// Mine is what the page of one's own account is made from.
type Mine struct {
	User     reform.User
	Unit     string // name of the unit; empty: every body
	Last     *reform.SignIn
	Factor   *reform.SecondFactor
	Left     int64 // recovery codes
	Offered  bool
	Provider string // by which the person comes in; empty: by a password
	Sessions []reform.Session
	Here     string // the session's id
	Duty     bool   // another password must be chosen first
	Rules    string // what a password must be like
	Problems []string
	Changed  bool
}

// fewCodes is from how many recovery codes on a person is told to make new ones.
const fewCodes = 3

// NewAccount makes the page.
func NewAccount(v frame.Voice, m Mine) Account {
	page := Account{
		Head: frame.Head{Title: v.Say("account.title"), Crumbs: []frame.Link{{Text: v.Say("page.cycles.crumb"), URL: "/"}}},
		Name: m.User.ID, Rules: m.Rules, Problems: m.Problems, Changed: m.Changed, Factor: Factor{Offered: m.Offered}, Provider: m.Provider, Sessions: Sessions(v, m.Sessions, m.Here),
	}
	if m.Duty {
		page.Duty = v.Say("account.duty.expired")
		if m.User.Temporary {
			page.Duty = v.Say("account.duty.temporary")
		}
	}
	unit := m.Unit
	if unit == "" {
		unit = v.Say("people.everything")
	}
	page.Facts = []Fact{
		{v.Say("account.person"), m.User.Name},
		{v.Say("page.signin.name"), m.User.ID},
		{v.Say("page.signin.role"), v.Say("role." + string(m.User.Role))},
		{v.Say("people.unit"), unit},
	}
	if m.Last != nil {
		page.Facts = append(page.Facts, Fact{v.Say("account.last"), v.Say("account.last.says", "At", v.Moment(m.Last.At), "Address", m.Last.Address)})
	}
	if m.Factor != nil {
		page.Factor.Since, page.Factor.Left, page.Factor.Few = v.Moment(m.Factor.Since), v.Count(int(m.Left)), m.Left <= fewCodes
	}
	page.Others = len(page.Sessions) > 1
	return page
}

// Sessions says where somebody has signed in; here is the session of whoever reads it.
func Sessions(v frame.Voice, sessions []reform.Session, here string) []SessionRow {
	var rows []SessionRow
	for _, s := range sessions {
		row := SessionRow{ID: s.ID, Browser: s.Browser, Address: s.Address, Begun: v.Moment(s.Begun), Seen: v.Moment(s.Seen), Here: s.ID == here}
		if row.Browser == "" {
			row.Browser = v.Say("account.session.unnamed")
		}
		rows = append(rows, row)
	}
	return rows
}
