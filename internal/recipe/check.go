package recipe

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"reformboard/internal/equation"

	"reformboard/internal/heading"

	"reformboard/internal/keyfile"
)

var id = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,63}$`)

// mostParts is the most entries that a cell can hold.
const mostParts = 9

// check notes what a recipe says that cannot be meant.
func check(f *keyfile.File, r Recipe) {
	if f.ReadWell("id") && !id.MatchString(r.ID) {
		f.Fault("id", "an id has small Latin letters, digits, . _ and -, 64 at most, and not %s", keyfile.Quote(r.ID))
	}
	if f.ReadWell("version") && r.Version < 1 {
		f.Fault("version", "versions count from 1")
	}
	if !slices.Contains([]string{"", ".", ","}, r.Thousands) {
		f.Fault("thousands", `write "." or ","`)
	}
	if f.ReadWell("columns") {
		checkColumns(f, r)
		checkEquations(f, r)
		checkSample(f, r)
	}
}

func checkColumns(f *keyfile.File, r Recipe) {
	headers, names, figures := map[string]bool{}, map[string]bool{}, map[string]bool{}
	once := func(seen map[string]bool, what, text, path string) {
		if text != "" && seen[text] {
			f.Fault(path, "another column has this %s: each has its own", what)
		}
		seen[text] = true
	}
	var units, numbers int
	for i, c := range r.Columns {
		path := fmt.Sprintf("columns[%d]", i)
		once(names, "name", c.Name, path+".name")
		once(figures, "figure", c.Figure, path+".figure")
		for _, header := range c.headers() {
			if len(heading.Said(header)) == 0 {
				f.Fault(path+".header", "write the words that stand above the column")
			}
			once(headers, "header", heading.Key(heading.Said(header)), path+".header")
		}
		if c.Name != "" && !equation.IsName(c.Name) {
			f.Fault(path+".name", "a name has letters, digits and _ alone, and not %s", keyfile.Quote(c.Name))
		}
		switch c.Is {
		case UnitName, UnitCode:
			units++
		case Numbers:
			numbers++
			if c.Part < 0 || c.Part > mostParts {
				f.Fault(path+".part", "entries of a cell count from 1 to %d", mostParts)
			}
		case Label, Ignored:
		}
		if c.Is != Numbers && (c.Figure != "" || c.Kind != "" || c.Part != 0) {
			f.Fault(path+".is", "a column that is %q has no numbers: delete figure, kind and part, or delete this", string(c.Is))
		}
		if c.Figure != "" && c.Kind != "" {
			f.Fault(path+".kind", "the framework says of what kind a figure is: delete this")
		}
	}
	if r.Rows == ByUnit && units == 0 {
		f.Fault("columns", "no column says which unit a row is about: give one of them “is: unit” or “is: code”")
	}
	if numbers == 0 {
		f.Fault("columns", "no column has numbers")
	}
}

func checkEquations(f *keyfile.File, r Recipe) {
	var known []string
	for _, c := range r.Columns {
		if c.Name != "" && c.Is == Numbers {
			known = append(known, c.Name)
		}
	}
	for i, text := range r.Checks {
		path := fmt.Sprintf("checks[%d]", i)
		e, err := equation.Parse(text)
		if err != nil {
			f.Fault(path, "%s", err)
			continue
		}
		for _, name := range e.Names() {
			if !slices.Contains(known, name) {
				f.Unknown(path, "column", name, known)
			}
		}
	}
}

func checkSample(f *keyfile.File, r Recipe) {
	var known []string
	for _, c := range r.Columns {
		if c.Figure != "" {
			known = append(known, c.Figure)
		}
	}
	for i, e := range r.Sample {
		path := fmt.Sprintf("sample[%d]", i)
		if !slices.Contains(known, e.Figure) {
			f.Unknown(path+".figure", "figure", e.Figure, known)
		}
		if (e.Unit == "") != (r.Rows == OfTotal) {
			f.Fault(path+".unit", "a form of units has one here, and a form of totals has none")
		}
	}
}

// headers are all that the column may be called.
func (c Column) headers() [][]string { return append([][]string{c.Header}, c.Or...) }

// heading names the column to people.
func (c Column) heading() string { return strings.Join(c.Header, " / ") }
