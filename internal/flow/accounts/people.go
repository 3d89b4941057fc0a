package accounts

import (
	"context"
	"fmt"
	"time"

	"reformboard/internal/access"
	"reformboard/internal/factor"
	"reformboard/internal/reform"
	"reformboard/internal/userlist"
)

// Handed is a password made for somebody else, to be handed to them: it is shown once and
// kept nowhere.
type Handed struct {
	reform.User
	Secret string
}

// Save adds a person, who gets a password that is handed out, or changes one who is there:
// name, role, unit, areas and whether the account is closed. Whoever does it must be
// allowed to admit people where the person was and where the person will be. What takes a
// second person is asked for: ErrAsked.
func (d *Door) Save(ctx context.Context, by reform.User, at time.Time, person reform.User) ([]Handed, error) {
	list := userlist.List{People: []userlist.Person{{User: person}}}
	handed, findings, err := d.Import(ctx, by, at, list)
	if err == nil && len(findings) == 1 && findings[0].Problem == reform.SecondPerson {
		return nil, d.promote(ctx, by, at, person)
	}
	if err == nil && len(findings) > 0 {
		kind := reform.ErrInvalid
		if p := findings[0].Problem; p == reform.BeyondReach || p == reform.Oneself {
			kind = reform.ErrForbidden
		}
		err = fmt.Errorf("%w: %s: %s", kind, person.ID, findings[0].Problem)
	}
	return handed, err
}

// Import takes a list of people, whole or not at all. Those who are there already keep
// their passwords; the others get one that is handed out.
func (d *Door) Import(ctx context.Context, by reform.User, at time.Time, list userlist.List) ([]Handed, []reform.Finding, error) {
	held, err := d.known(ctx)
	if err != nil {
		return nil, nil, err
	}
	units, err := d.store.Units(ctx)
	if err != nil {
		return nil, nil, err
	}
	findings := append(list.Findings, doubts(by, units, held, list.People)...)
	if len(findings) > 0 {
		return nil, findings, nil
	}
	var handed []Handed
	var saved []reform.User
	for _, person := range list.People {
		user := person.User
		before, there := held[user.ID]
		user.Home = before.Home // no list and no form says it
		if !there {
			secret := factor.NewOnce()
			user.PasswordSince, user.Temporary = at, true
			if user.Password, err = d.hash(ctx, secret); err != nil {
				return nil, nil, err
			}
			handed = append(handed, Handed{user, secret})
		}
		saved = append(saved, user)
	}
	return handed, nil, d.store.SaveUsers(ctx, by.ID, at, saved)
}

func (d *Door) known(ctx context.Context) (map[string]reform.User, error) {
	users, err := d.store.Users(ctx)
	held := map[string]reform.User{}
	for _, u := range users {
		held[u.ID] = u
	}
	return held, err
}

// doubts names what stands against people on a list that is right in itself.
func doubts(by reform.User, units []reform.Unit, held map[string]reform.User, people []userlist.Person) []reform.Finding {
	known := map[string]bool{"": true}
	for _, u := range units {
		known[u.ID] = true
	}
	reach := access.Reach(by, access.Admit, units)
	reach[""] = by.Unit == "" && access.May(by, access.Admit, units, "")
	var found []reform.Finding
	findAt := func(at reform.Origin, problem reform.Problem, what string) {
		found = append(found, reform.Finding{Origin: at, Problem: problem, Severity: reform.Error, Found: what})
	}
	find := func(p userlist.Person, problem reform.Problem, what string) { findAt(p.At, problem, what) }
	for _, p := range people {
		before, there := held[p.ID]
		switch {
		case !reform.IsSignInName(p.ID):
			find(p, reform.NotSignInName, p.ID)
		case !known[p.Unit]:
			findAt(p.UnitAt, reform.UnknownUnit, p.Unit)
		case !reach[p.Unit] && p.Unit != "":
			findAt(p.UnitAt, reform.BeyondReach, p.Unit)
		case !reach[p.Unit]: // and the list may have no column of units
			find(p, reform.BeyondReach, "")
		case there && !reach[before.Unit]:
			find(p, reform.BeyondReach, before.Unit)
		case p.ID == by.ID && (p.Disabled || p.Role != by.Role || p.Unit != by.Unit):
			find(p, reform.Oneself, p.ID)
		case access.Widens(units, before, p.User):
			find(p, reform.SecondPerson, p.ID)
		}
	}
	return found
}
