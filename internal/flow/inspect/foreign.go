package inspect

import (
	"fmt"
	"slices"
	"strings"

	"reformboard/internal/answer"
	"reformboard/internal/container"
	"reformboard/internal/keyfile"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
	"reformboard/internal/scrutiny"
	"reformboard/internal/spreadsheet"
)

// readForeign reads a form that is not the board's own.
func (n *Inspection) readForeign(content []byte) (File, error) {
	f := File{Recipe: n.Recipe.ID, Owners: map[reform.Finding]string{}, Names: map[string]reform.Words{}}
	f.Form.Framework = *n.Framework
	book, err := spreadsheet.Read(content, container.Received)
	if err != nil {
		return f, err //nolint:wrapcheck // a Refusal is a finding on its way
	}
	units := n.about()
	if n.Unit != "" {
		f.Form.Unit = units[0]
	}
	result := n.Recipe.Apply(book, n.Framework, units, answer.NewReader(n.Language).Cells(book))
	f.Findings = result.Findings
	for _, u := range units {
		f.Names[u.ID] = u.Name()
	}
	own, _ := result.Own()
	for i, r := range result.Reports {
		f.take(n.Framework, r, own[i])
	}
	return f, nil
}

// take takes a report that was read by a recipe and what was found in its row, without
// what cannot stand beside the rest of it.
func (f *File) take(framework *reform.Framework, r reform.Report, own []reform.Finding) {
	found := scrutiny.Of(scrutiny.Case{Framework: framework, Values: r.Values})
	untaken := scrutiny.Untaken(found)
	for _, v := range r.Values {
		if untaken[v.Figure] {
			v.Text, v.Absence = "", reform.NotReported
		}
		f.Values = append(f.Values, v)
	}
	for _, g := range own {
		f.Owners[g] = r.Unit
	}
	for _, g := range found {
		if f.Owners[g] = r.Unit; !slices.Contains(own, g) {
			f.Findings = append(f.Findings, g)
		}
	}
}

// about lists the units that a form may be about.
func (n *Inspection) about() []reform.Unit {
	if n.Unit == "" {
		return n.Units
	}
	if at := slices.IndexFunc(n.Units, func(u reform.Unit) bool { return u.ID == n.Unit }); at >= 0 {
		return n.Units[at : at+1]
	}
	return []reform.Unit{{ID: n.Unit, NameVI: n.Unit, NameEN: n.Unit}}
}

// Unmet tries the Recipe on its sample, and tells what it does not come to as it should.
func (n *Inspection) Unmet(sample []byte) ([]keyfile.Fault, error) {
	book, err := spreadsheet.Read(sample, container.Received)
	if err != nil {
		return nil, err //nolint:wrapcheck // a Refusal is a finding on its way
	}
	return n.Recipe.Test(book, n.Framework, n.about(), answer.NewReader(n.Language).Cells(book)), nil
}

// Guess proposes a recipe for a sheet of a form that was filled in; for the first that
// says something, where none is named.
func Guess(sample []byte, sheet string, f *reform.Framework) (recipe.Recipe, error) {
	book, err := spreadsheet.Read(sample, container.Received)
	if err != nil {
		return recipe.Recipe{}, err //nolint:wrapcheck // a Refusal is a finding on its way
	}
	var names []string
	for _, s := range book.Sheets {
		names = append(names, s.Name)
		if s.Name == sheet || sheet == "" && len(s.Cells) > 0 {
			return recipe.Guess(book, s.Name, f), nil
		}
	}
	return recipe.Recipe{}, fmt.Errorf("%w: no sheet %q; there is %q", reform.ErrNotFound, sheet, strings.Join(names, ", "))
}
