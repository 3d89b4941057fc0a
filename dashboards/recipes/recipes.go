package recipes

import (
	"net/url"
	"strings"

	"reformboard/dashboards/frame"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
)

// Recipes lists how forms are read that people fill in already, and is where another
// recipe begins.
type Recipes struct {
	frame.Head
	Made       []RecipeRow
	Shipped    []RecipeRow
	Frameworks []frame.Choice
	Limits     string
}

// RecipeRow is one recipe in the list.
type RecipeRow struct {
	Title   frame.Link
	ID      string
	Series  string
	Version string
	At      string
	By      string
	Sample  string // name of the file; empty: none
	File    string // address of the recipe as a file
	Broken  bool   // its text cannot be read any more
}

// KnownRecipe is a recipe that the board can follow. One of Version 0 comes with the
// program; one without Columns cannot be read any more.
type KnownRecipe struct {
	Kept reform.Recipe
	Form recipe.Recipe
}

// NewRecipes makes the list. Frameworks are those whose figures a recipe may name.
func NewRecipes(v frame.Voice, known []KnownRecipe, frameworks []reform.Framework, people map[string]reform.User) Recipes {
	page := Recipes{Head: frame.Head{Title: v.Say("recipes.title"), Crumbs: recipeCrumbs(v)[:1]}, Frameworks: frameworkChoices(v, frameworks, ""), Limits: v.Say("recipes.sample.limits")}
	for _, k := range known {
		row := recipeRow(v, k, frameworks, people)
		if k.Kept.Version == 0 {
			page.Shipped = append(page.Shipped, row)
		} else {
			page.Made = append(page.Made, row)
		}
	}
	return page
}

func recipeRow(v frame.Voice, k KnownRecipe, frameworks []reform.Framework, people map[string]reform.User) RecipeRow {
	row := RecipeRow{
		Title: frame.Link{Text: v.Words(k.Kept.Title()), URL: recipeURL(k.Kept.ID, "")}, ID: k.Kept.ID, Series: seriesOf(v, k.Form, frameworks),
		Sample: k.Kept.SampleName, File: recipeURL(k.Kept.ID, "/file"), Broken: len(k.Form.Columns) == 0,
	}
	if k.Kept.Version > 0 {
		row.Version, row.At, row.By = v.Count(k.Kept.Version), v.Moment(k.Kept.At), frame.Person(people, k.Kept.By)
	}
	return row
}

// seriesOf names the series of frameworks that a recipe is for, as its newest edition
// here is called.
func seriesOf(v frame.Voice, r recipe.Recipe, frameworks []reform.Framework) string {
	if len(r.Series) == 0 {
		return v.Say("recipes.series.any")
	}
	var names []string
	for _, series := range r.Series {
		name := series
		for _, f := range frameworks {
			if f.Series == series {
				name = v.Words(f.Short)
			}
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

func frameworkChoices(v frame.Voice, frameworks []reform.Framework, chosen string) []frame.Choice {
	var all []frame.Choice
	for _, f := range frameworks {
		all = append(all, frame.Choice{Value: f.ID, Text: v.Words(f.Short) + " (" + f.ID + ")", Chosen: f.ID == chosen})
	}
	return all
}

func recipeURL(id, rest string) string { return "/recipes/" + url.PathEscape(id) + rest }
