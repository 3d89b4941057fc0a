package recipes

import (
	"net/url"
	"slices"
	"strings"

	"reformboard/dashboards/frame"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
)

// Recipe shows how one form is read, and whether its sample still comes to what is
// expected of it.
type Recipe struct {
	frame.Head
	Lead    string
	Origin  string // where the layout is known from
	File    string
	Edit    string // where it can be changed; empty: it has no sample to see it by
	Sample  *frame.Link
	Test    string // how the sample came out; empty: there is none
	Passes  bool
	Unmet   []string
	Columns []RecipeColumnRow
	Names   []NameRow
	Checks  []string
	Uses    []frame.Link // cycles in which it can be followed
}

// RecipeColumnRow is one column of a form.
type RecipeColumnRow struct {
	Header []string
	Or     []string // other headings that mean the same
	Name   string   // in checks
	Is     string
	Note   string
}

// NameRow is what a form calls something, and what that is.
type NameRow struct{ Form, Board string }

// RecipeFacts is what a recipe's page says beside the recipe.
type RecipeFacts struct {
	Framework *reform.Framework // whose figures it names; nil: there is none here
	Units     []reform.Unit
	People    map[string]reform.User
	Cycles    []reform.Cycle // open ones in which it can be followed
	Bodies    map[string]reform.Unit
	Result    *recipe.Result // of its sample; nil: there is none, or it cannot be tried
}

// NewRecipe makes the page of one recipe.
func NewRecipe(v frame.Voice, k KnownRecipe, f RecipeFacts) Recipe {
	page := Recipe{
		Head:   frame.Head{Title: v.Words(k.Kept.Title()), Crumbs: recipeCrumbs(v)},
		Origin: v.Words(k.Form.Origin), File: recipeURL(k.Kept.ID, "/file"), Checks: k.Form.Checks,
		Lead: v.Say("recipes.lead.shipped", "ID", k.Kept.ID),
	}
	if k.Kept.Version > 0 {
		page.Lead = v.Say("recipes.lead.made", "ID", k.Kept.ID, "Version", v.Count(k.Kept.Version), "At", v.Moment(k.Kept.At), "By", frame.Person(f.People, k.Kept.By))
	}
	for _, c := range k.Form.Columns {
		page.Columns = append(page.Columns, recipeColumnRow(v, c, f.Framework))
	}
	for form, board := range k.Form.Names {
		if at := slices.IndexFunc(f.Units, func(u reform.Unit) bool { return u.ID == board }); at >= 0 {
			board = v.Words(f.Units[at].Name())
		}
		page.Names = append(page.Names, NameRow{form, board})
	}
	slices.SortFunc(page.Names, func(a, b NameRow) int { return strings.Compare(a.Form, b.Form) })
	for _, c := range f.Cycles {
		body := f.Bodies[c.Body]
		page.Uses = append(page.Uses, frame.Link{Text: v.Words(body.Name()) + " · " + v.Period(c.Period), URL: foreignURL(c.ID, k.Kept.ID)})
	}
	page.try(v, k, f)
	return page
}

// try says how the sample came out.
func (p *Recipe) try(v frame.Voice, k KnownRecipe, f RecipeFacts) {
	if k.Kept.SampleSHA256 == "" {
		return
	}
	p.Sample = &frame.Link{Text: k.Kept.SampleName, URL: recipeURL(k.Kept.ID, "/sample")}
	if f.Framework == nil {
		return
	}
	p.Edit = makingURL("/recipes/new", SampleFile{SHA256: k.Kept.SampleSHA256, Name: k.Kept.SampleName, Framework: f.Framework.ID, Recipe: k.Kept.ID})
	if f.Result == nil {
		return
	}
	for _, fault := range k.Form.Unmet(*f.Result) {
		p.Unmet = append(p.Unmet, fault.Path+": "+fault.Text)
	}
	p.Passes = len(p.Unmet) == 0 && !f.Result.Refused()
	p.Test = v.Say("recipes.test.passes", "Count", len(k.Form.Sample), "Values", v.Count(len(k.Form.Sample)))
	if !p.Passes {
		p.Test = v.Say("recipes.test.fails", "Count", len(p.Unmet), "Unmet", v.Count(len(p.Unmet)), "Values", v.Count(len(k.Form.Sample)))
	}
}

func recipeColumnRow(v frame.Voice, c recipe.Column, f *reform.Framework) RecipeColumnRow {
	row := RecipeColumnRow{Header: c.Header, Name: c.Name, Is: v.Say("recipes.is." + string(roleOf(c)))}
	for _, other := range c.Or {
		row.Or = append(row.Or, strings.Join(other, " / "))
	}
	if c.Figure != "" {
		row.Is = c.Figure
		if f != nil {
			if g, ok := f.Figure(c.Figure); ok {
				row.Is, row.Note = v.Words(g.Title), c.Figure
			}
		}
	}
	return row
}

func recipeCrumbs(v frame.Voice, above ...frame.Link) []frame.Link {
	return append([]frame.Link{{Text: v.Say("page.cycles.crumb"), URL: "/"}, {Text: v.Say("recipes.title"), URL: "/recipes"}}, above...)
}

// SampleFile names a sample, and what is done with it, in the address of a page.
type SampleFile struct {
	SHA256    string // empty: there is no sample
	Name      string
	Framework string
	Sheet     string
	Recipe    string // id of the one being changed; empty: a new one
	Text      string // SHA-256 of the recipe as it was written; empty: none was
}

func makingURL(path string, s SampleFile) string {
	query := url.Values{}
	for _, part := range []struct{ key, value string }{
		{"sample", s.SHA256}, {"name", s.Name}, {"framework", s.Framework}, {"sheet", s.Sheet}, {"recipe", s.Recipe}, {"text", s.Text},
	} {
		if part.value != "" {
			query.Set(part.key, part.value)
		}
	}
	return path + "?" + query.Encode()
}

// URL is the address of a page about the sample.
func (s SampleFile) URL(path string) string { return makingURL(path, s) }
