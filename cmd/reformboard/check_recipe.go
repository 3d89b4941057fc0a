package main

import (
	"fmt"
	"os"
	"slices"

	"reformboard/internal/answer"
	"reformboard/internal/container"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
	"reformboard/internal/scrutiny"
	"reformboard/internal/spreadsheet"
)

// recipeNamed reads a recipe, or finds the one that comes with the program. What is
// wrong with a file is printed, and an error.
func recipeNamed(name string) (recipe.Recipe, error) {
	if _, err := os.Stat(name); err == nil {
		return readRecipe(name)
	}
	shipped, err := recipe.Forms()
	if err != nil {
		return recipe.Recipe{}, err
	}
	if at := slices.IndexFunc(shipped, func(r recipe.Recipe) bool { return r.ID == name }); at >= 0 {
		return shipped[at], nil
	}
	return recipe.Recipe{}, fmt.Errorf("%w: no recipe %q comes with the program", reform.ErrNotFound, name)
}

// readForeign reads a form that is not the board's own.
func (k *checker) readForeign(f *checked, content []byte) error {
	f.recipe, f.form.Framework = k.recipe.ID, *k.named
	book, err := spreadsheet.Read(content, container.Received)
	if err != nil {
		return err
	}
	units := k.whose()
	if k.Unit != "" {
		f.form.Unit = units[0]
	}
	result := k.recipe.Apply(book, k.named, units, answer.NewReader(k.Language).Cells(book))
	f.findings, f.owners, f.names = result.Findings, map[reform.Finding]string{}, map[string]reform.Words{}
	for _, u := range units {
		f.names[u.ID] = u.Name()
	}
	own, _ := result.Own()
	for i, r := range result.Reports {
		f.take(k.named, r, own[i])
	}
	return nil
}

// take takes a report that was read by a recipe and what was found in its row, without
// what cannot stand beside the rest of it.
func (f *checked) take(framework *reform.Framework, r reform.Report, own []reform.Finding) {
	found := scrutiny.Of(scrutiny.Case{Framework: framework, Values: r.Values})
	untaken := scrutiny.Untaken(found)
	for _, v := range r.Values {
		if untaken[v.Figure] {
			v.Text, v.Absence = "", reform.NotReported
		}
		f.values = append(f.values, v)
	}
	for _, g := range own {
		f.owners[g] = r.Unit
	}
	for _, g := range found {
		if f.owners[g] = r.Unit; !slices.Contains(own, g) {
			f.findings = append(f.findings, g)
		}
	}
}

// whose are the units that a form may be about.
func (k *checker) whose() []reform.Unit {
	if k.Unit == "" {
		return k.units
	}
	if at := slices.IndexFunc(k.units, func(u reform.Unit) bool { return u.ID == k.Unit }); at >= 0 {
		return k.units[at : at+1]
	}
	return []reform.Unit{{ID: k.Unit, NameVI: k.Unit, NameEN: k.Unit}}
}
