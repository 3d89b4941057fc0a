// Package register finds public bodies by what the forms of others call them: by id, by
// name, or by the short forms that a recipe explains.
//
// Its one rule: a name that may mean two of them means none. How it was understood, or
// why it was not, is a finding.
package register

import (
	"slices"
	"strings"

	"reformboard/internal/heading"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
	"reformboard/internal/spelling"
)

// mostHints is how many unknown names are held against all that are known.
const mostHints = 50

// Register finds units by what a form calls them, each name once.
type Register struct {
	units  []reform.Unit
	short  [][2][]string    // short forms of a recipe, as words
	code   map[string][]int // by id, capitals aside
	meant  map[string][]int // by the whole name that a recipe explains
	exact  map[string][]int // by name
	folded map[string][]int // by name, accents aside
	brief  map[string][]int // by what is left of a folded name without its short forms
	above  map[string]string
	known  []string // folded names, in the order of units
	asked  map[string]meant
	hints  int
}

// New returns a register of units. Names are short forms inside their names and what those
// stand for; beside the id of a unit, the whole of what a form calls it.
func New(units []reform.Unit, names map[string]string) *Register {
	g := &Register{
		units: units, code: map[string][]int{}, meant: map[string][]int{}, exact: map[string][]int{}, folded: map[string][]int{}, brief: map[string][]int{},
		above: map[string]string{}, asked: map[string]meant{},
	}
	put := func(by map[string][]int, name string, i int) {
		if name != "" && !slices.Contains(by[name], i) {
			by[name] = append(by[name], i)
		}
	}
	for i, u := range units {
		put(g.code, strings.ToLower(u.ID), i)
	}
	for short, long := range names {
		if meant := g.code[strings.ToLower(long)]; len(meant) == 1 {
			put(g.meant, heading.Plain(short), meant[0])
			continue
		}
		g.short = append(g.short, [2][]string{words(short), words(long)})
	}
	// Of two short forms that begin alike the longer is meant; then the order is the
	// same each time.
	slices.SortFunc(g.short, func(a, b [2][]string) int {
		if d := len(b[0]) - len(a[0]); d != 0 {
			return d
		}
		return slices.Compare(a[0], b[0])
	})
	for i, u := range units {
		g.above[u.ID] = u.Parent
		g.known = append(g.known, strings.Join(words(u.NameVI), " "))
		for _, name := range []string{u.NameVI, u.NameEN} {
			put(g.exact, heading.Plain(name), i)
			put(g.folded, strings.Join(words(name), " "), i)
			put(g.brief, g.shorten(name), i)
		}
	}
	return g
}

func words(text string) []string { return strings.Fields(locale.Fold(heading.Plain(text))) }

// shorten replaces the short forms in a name by what they stand for, on both sides of
// a comparison.
func (g *Register) shorten(name string) string {
	var brief []string
	for rest := words(name); len(rest) > 0; {
		i := slices.IndexFunc(g.short, func(s [2][]string) bool {
			return len(s[0]) > 0 && len(rest) >= len(s[0]) && slices.Equal(rest[:len(s[0])], s[0])
		})
		if i < 0 {
			brief, rest = append(brief, rest[0]), rest[1:]
			continue
		}
		brief, rest = append(brief, g.short[i][1]...), rest[len(g.short[i][0]):]
	}
	return strings.Join(brief, " ")
}

// Only returns the unit where there is no other.
func (g *Register) Only() (reform.Unit, bool) {
	if len(g.units) != 1 {
		return reform.Unit{}, false
	}
	return g.units[0], true
}

// Knows reports whether a name means a unit, and no other.
func (g *Register) Knows(name string) bool {
	units, _ := g.called(name)
	return len(units) == 1
}

// called lists the units that a name may mean, and reports whether it is the name as
// it is written in the list.
func (g *Register) called(name string) (units []int, exact bool) {
	if len(name) > longestName {
		return nil, false
	}
	found, known := g.asked[name]
	if !known {
		found.units, found.exact = g.find(name)
		g.asked[name] = found
	}
	return found.units, found.exact
}

// longestName is more than any unit's name has, in bytes.
const longestName = 400

// meant is what a name was found to mean.
type meant struct {
	units []int
	exact bool
}

func (g *Register) find(name string) (units []int, exact bool) {
	for _, by := range []map[string][]int{g.meant, g.exact} {
		if found := by[heading.Plain(name)]; len(found) > 0 {
			return found, true
		}
	}
	for _, text := range []string{name, unlisted(name)} {
		if found := g.exact[heading.Plain(text)]; len(found) > 0 {
			return found, true
		}
		if found := g.folded[strings.Join(words(text), " ")]; len(found) > 0 {
			return found, false
		}
		if found := g.brief[g.shorten(text)]; len(found) > 0 {
			return found, false
		}
	}
	return nil, false
}

// unlisted is a name without the number or dash before it: "1. Sở A", "- Sở A".
func unlisted(name string) string {
	return strings.TrimLeft(locale.Tidy(name), "0123456789.-–+*)( ")
}

// Identify finds the unit of a row by its code and its name. Where it cannot, the
// Finding says why; where the name is written in another way, how it was understood.
func (g *Register) Identify(code, name string) (reform.Unit, *reform.Finding) {
	coded := g.code[strings.ToLower(locale.Tidy(code))]
	if code == "" && name != "" {
		coded = g.code[strings.ToLower(locale.Tidy(name))] // one column may hold either
	}
	named, exact := g.called(name)
	switch both := among(coded, named); {
	case len(coded) == 1 && (len(named) == 0 || len(both) == 1):
		return g.units[coded[0]], nil
	case len(coded) > 0:
		return reform.Unit{}, g.ambiguous(code+" "+name, append(slices.Clone(coded), named...))
	case len(named) > 1:
		return reform.Unit{}, g.ambiguous(name, named)
	case len(named) == 0:
		return reform.Unit{}, g.unknown(code, name)
	}
	unit := g.units[named[0]]
	if exact {
		return unit, nil
	}
	return unit, &reform.Finding{Problem: reform.UnderstoodAs, Severity: reform.Note, Found: name, Wanted: unit.NameVI}
}

func among(a, b []int) []int {
	return slices.DeleteFunc(slices.Clone(a), func(i int) bool { return !slices.Contains(b, i) })
}

func (g *Register) ambiguous(found string, units []int) *reform.Finding {
	slices.Sort(units)
	var names []string
	for _, i := range slices.Compact(units) {
		names = append(names, g.units[i].NameVI+" ("+g.units[i].ID+")")
	}
	const most = 5
	if len(names) > most {
		names = append(names[:most], "…")
	}
	return &reform.Finding{Problem: reform.AmbiguousUnit, Severity: reform.Error, Found: strings.TrimSpace(found), Wanted: strings.Join(names, "; ")}
}

// unknown names the unit that was probably meant, which is never taken for it.
func (g *Register) unknown(code, name string) *reform.Finding {
	found := &reform.Finding{Problem: reform.UnknownUnit, Severity: reform.Error, Found: name}
	if name == "" {
		found.Found = code
	}
	g.hints++
	if g.hints > mostHints || len(name) > 4*heading.MostWide {
		return found
	}
	if near := spelling.Nearest(strings.Join(words(unlisted(name)), " "), g.known); near != "" {
		found.Wanted = g.units[slices.Index(g.known, near)].NameVI
	}
	return found
}

// Beneath reports whether a unit stands below another of some units.
func (g *Register) Beneath(unit string, others map[string]bool) bool {
	seen := map[string]bool{}
	for above := g.above[unit]; above != "" && !seen[above]; above = g.above[above] {
		if others[above] {
			return true
		}
		seen[above] = true
	}
	return false
}
