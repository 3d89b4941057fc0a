// Package revision says what changed between two editions of a framework: key by
// key, indicator by indicator, and unit by unit.
//
// Its one rule: it compares rules and never scores. Whose rank a draft would move
// is told from rankings that others have drawn up.
package revision

import (
	"strconv"

	"reformboard/internal/reform"
)

// Difference is one thing that is not the same in two editions.
type Difference struct {
	Noun          Noun
	ID            string       // of the noun; an option's follows its figure's: plan/late
	Title         reform.Words // of the noun, as the later edition has it; empty where it has none
	Kind          Kind
	Key           string // what of the noun: rule.full_at; empty: all of it
	Before, After string // as a framework file writes it; empty: nothing
}

// Noun is what a Difference is about.
type Noun string

const (
	Framework Noun = "framework" // its own keys
	Grade     Noun = "grade"
	Figure    Noun = "figure"
	Option    Noun = "option"
	Check     Noun = "check"
	Area      Noun = "area"
	Indicator Noun = "indicator"
	Example   Noun = "example"
	Evidence  Noun = "evidence"
	Facet     Noun = "facet"
	Change    Noun = "change"
)

// Nouns lists every Noun, in the order of differences.
var Nouns = []Noun{Framework, Area, Indicator, Figure, Option, Check, Grade, Facet, Example, Evidence, Change}

// Kind is a kind of Difference.
type Kind string

const (
	Added   Kind = "added"
	Removed Kind = "removed"
	Changed Kind = "changed"
	Moved   Kind = "moved" // Key is area: to another area; or place: among its neighbours, from 1
)

// Between lists what differs, noun by noun, each in the order of the later edition,
// and last what it no longer has. Nouns are the same by their id; checks, examples
// and declared changes, which have none, by all they say.
func Between(before, after *reform.Framework) []Difference {
	was, is := parts(before), parts(after)
	then, now := byIdentity(was), byIdentity(is)
	places := moved(was, is, then)
	var all []Difference
	for _, noun := range Nouns {
		for _, p := range is {
			if p.noun != noun {
				continue
			}
			old, known := then[p.identity()]
			switch _, inOld := then[p.holder]; {
			case known:
				all = append(all, changes(old, p, places[p.identity()])...)
			case inOld || p.holder == identity{}:
				all = append(all, p.difference(Added, "", "", p.text))
			}
		}
		for _, p := range was {
			_, known := now[p.identity()]
			if _, inNew := now[p.holder]; p.noun == noun && !known && (inNew || p.holder == identity{}) {
				all = append(all, p.difference(Removed, "", p.text, ""))
			}
		}
	}
	return all
}

// changes lists what differs in a part that both editions have.
func changes(old, now part, place *[2]int) []Difference {
	var all []Difference
	switch {
	case old.area != now.area:
		all = append(all, now.difference(Moved, "area", old.area, now.area))
	case place != nil:
		all = append(all, now.difference(Moved, "place", strconv.Itoa(place[0]), strconv.Itoa(place[1])))
	}
	said := map[string]string{}
	for _, l := range leaves(old.value, "") {
		said[l.path] = l.text
	}
	for _, l := range leaves(now.value, "") {
		if before := said[l.path]; before != l.text {
			all = append(all, now.difference(Changed, l.path, before, l.text))
		}
		delete(said, l.path)
	}
	for _, l := range leaves(old.value, "") {
		if _, gone := said[l.path]; gone {
			all = append(all, now.difference(Changed, l.path, l.text, ""))
		}
	}
	return all
}
