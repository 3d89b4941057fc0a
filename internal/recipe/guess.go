package recipe

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"

	"reformboard/internal/equation"
	"reformboard/internal/heading"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// Guess proposes a recipe for a sheet, for a person to look through: which columns say
// who a row is about, which are figures of the framework by their words, and the rules
// that the form prints. It leaves id, version and title to that person.
func Guess(book *spreadsheet.Book, sheet string, f *reform.Framework) Recipe {
	book, _ = modern(book)
	r := Recipe{Version: 1, Rows: OfTotal, Series: []string{f.Series}}
	free := slices.DeleteFunc(slices.Clone(f.Figures), func(g reform.Figure) bool { return g.Source == reform.FromRecord })
	for _, seen := range heading.Columns(book, sheet) {
		if len(heading.Said(seen.Path)) == 0 {
			continue
		}
		c := Column{Header: seen.Path, Name: number(seen), Is: role(seen)}
		if c.Is == UnitName || c.Is == UnitCode {
			r.Rows, r.Names = ByUnit, maps.Clone(usualNames)
		}
		if c.Is != Numbers {
			c.Name = ""
		} else if i := nearest(seen.Path, free); i >= 0 {
			c.Figure = free[i].ID
			free = slices.Delete(free, i, i+1)
		} else if isShare(seen) {
			c.Kind = reform.Percentage
		}
		for _, text := range append([]string{seen.Numbering}, seen.Path...) {
			if check := formula.FindString(text); check != "" && !slices.Contains(r.Checks, check) {
				r.Checks = append(r.Checks, check)
			}
		}
		r.Columns = append(r.Columns, c)
	}
	r.Checks = slices.DeleteFunc(r.Checks, func(text string) bool { return !r.knows(text) })
	return r
}

// usualNames are short forms in which forms of every field write units.
var usualNames = map[string]string{"UBND": "", "Ủy ban nhân dân": "", "Sở": "", "TP": "Thành phố", "VP": "Văn phòng", "BQL": "Ban Quản lý"}

// knows reports whether a printed rule can be read and all its columns were found.
func (r Recipe) knows(text string) bool {
	e, err := equation.Parse(text)
	return err == nil && !slices.ContainsFunc(e.Names(), func(name string) bool {
		return !slices.ContainsFunc(r.Columns, func(c Column) bool { return c.Name == name })
	})
}

var numberOf = regexp.MustCompile(`^\(?\s*(\d+)\s*\)?`)

// number is the number that the form gives a column, in a row of its own or inside the
// heading.
func number(seen heading.Column) string {
	if m := numberOf.FindStringSubmatch(seen.Numbering); m != nil {
		return m[1]
	}
	for _, text := range slices.Backward(seen.Path) {
		if m := numberOf.FindStringSubmatch(heading.Printed.FindString(text)); m != nil {
			return m[1]
		}
	}
	return ""
}

// role tells columns without numbers by the words that forms use.
func role(seen heading.Column) Role {
	words := locale.Fold(heading.Key(heading.Said(seen.Path)))
	switch {
	case slices.Contains([]string{"stt", "tt", "so tt", "so thu tu"}, words):
		return Ignored
	case strings.HasPrefix(words, "ma dinh danh") || strings.HasPrefix(words, "ma don vi") || words == "ma":
		return UnitCode
	case len(seen.Path) == 1 && (strings.Contains(words, "don vi") || strings.Contains(words, "co quan")):
		return UnitName
	case strings.HasPrefix(words, "ghi chu"):
		return Ignored
	case slices.ContainsFunc(seen.Samples, func(text string) bool { return !strings.ContainsAny(text, "0123456789") }):
		return Label
	}
	return Numbers
}

func isShare(seen heading.Column) bool {
	words := " " + locale.Fold(strings.Join(seen.Path, " ")) + " "
	return strings.Contains(words, "%") || strings.Contains(words, " ty le ") ||
		slices.ContainsFunc(seen.Samples, func(text string) bool { return strings.HasSuffix(text, "%") })
}

// nearest finds the figure whose title shares the most words with a heading, when they
// are about two in three and no other shares as many.
//
// Note: a float64, for it is a proposal and not a reported number.
func nearest(path []string, figures []reform.Figure) int {
	above := strings.Fields(locale.Fold(heading.Plain(strings.Join(path, " "))))
	found, best, again := -1, 0.65, 0.0
	for i, g := range figures {
		for _, title := range []string{g.Title.VI, g.Title.EN} {
			said := strings.Fields(locale.Fold(heading.Plain(title)))
			shared := 0
			for _, word := range said {
				if slices.Contains(above, word) {
					shared++
				}
			}
			near := float64(shared) / math.Max(1, float64(max(len(said), len(above))))
			switch {
			case near > best:
				found, best, again = i, near, 0
			case near == best && found != i:
				again = near
			}
		}
	}
	if again == best {
		return -1
	}
	return found
}

// formula is a rule that a form prints beneath or inside a heading.
var formula = regexp.MustCompile(`\(\s*\d+\s*\)\s*(<=|[=≤])[\s\d()+\-−–/:%]*[\d)%]`)
