package recipe

import (
	"slices"
	"strings"

	"reformboard/internal/equation"
	"reformboard/internal/heading"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// Draft is a recipe being made from a sample, and what comes of it there.
type Draft struct {
	Recipe  Recipe
	Sheet   string           // that it is made on
	Columns []heading.Column // of the sheet
	Rules   []Rule           // that the form may be meant to keep
	Result  Result
}

// Rule is a check that a recipe may have, and in how many rows of the sample it is kept.
type Rule struct {
	Text         string
	Kept, Broken int
}

// NewDraft tries a recipe on a sheet of its sample; nil: what is guessed of it.
func NewDraft(book *spreadsheet.Book, sheet string, f *reform.Framework, units []reform.Unit, read ReadCell, r *Recipe) Draft {
	book, _ = modern(book)
	d := Draft{Sheet: sheet, Columns: heading.Columns(book, sheet)}
	guess := Guess(book, sheet, f)
	guess.name(d.Columns)
	if d.Recipe = guess; r != nil {
		d.Recipe = *r
	}
	d.Result = d.Recipe.Apply(book, f, units, read)
	guess.Checks = slices.Concat(d.Recipe.Checks, guess.Checks, guess.wholes())
	a := guess.apply(book, f, units, read)
	for i, text := range guess.Checks {
		again := func(other string) bool { return unspaced(other) == unspaced(text) }
		if e, err := equation.Parse(text); err == nil && !slices.ContainsFunc(guess.Checks[:i], again) {
			rule := Rule{Text: text}
			rule.Kept, rule.Broken = a.keeps(e)
			d.Rules = append(d.Rules, rule)
		}
	}
	return d
}

// unspaced is a rule by which it is known again: forms print it close, people do not.
func unspaced(rule string) string { return strings.ReplaceAll(rule, " ", "") }

// name gives each column that holds numbers a name for checks: the number that the form
// gives it, or else its letter.
func (r *Recipe) name(seen []heading.Column) {
	taken := map[string]bool{}
	for i := range r.Columns {
		c := &r.Columns[i]
		if c.Is != Numbers {
			continue
		}
		if c.Name == "" || taken[c.Name] {
			at := slices.IndexFunc(seen, func(s heading.Column) bool { return slices.Equal(s.Path, c.Header) })
			c.Name = seen[at].Letter
		}
		taken[c.Name] = true
	}
}

// wholes are the sums that the headings speak of: a total beside what it is made of.
func (r Recipe) wholes() []string {
	var found []string
	isTotal := newVocabulary(totals)
	for _, whole := range r.Columns {
		last := len(whole.Header) - 1
		if whole.Is != Numbers || last < 1 || !isTotal.has(whole.Header[last]) {
			continue
		}
		var parts []string
		for _, c := range r.Columns {
			within := len(c.Header) > last && slices.Equal(c.Header[:last], whole.Header[:last])
			if within && c.Name != whole.Name && c.Is == Numbers && !isTotal.has(c.Header[len(c.Header)-1]) {
				parts = append(parts, "("+c.Name+")")
			}
		}
		if len(parts) > 1 {
			found = append(found, "("+whole.Name+") = "+strings.Join(parts, " + "))
		}
	}
	return found
}

// keeps counts the rows that have all numbers of a rule, and keep it or not.
func (a *applied) keeps(e equation.Equation) (kept, broken int) {
	for _, l := range a.lines {
		value := func(name string) *reform.Value {
			at := slices.IndexFunc(a.Columns, func(c Column) bool { return c.Name == name })
			if at < 0 {
				return nil
			}
			return l.values[at]
		}
		if slices.ContainsFunc(e.Names(), func(name string) bool { v := value(name); return v == nil || v.Number() == nil }) {
			continue
		}
		if _, ok := e.Judge(value); ok {
			kept++
		} else {
			broken++
		}
	}
	return kept, broken
}
