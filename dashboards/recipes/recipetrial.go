package recipes

import (
	"slices"
	"strconv"

	"reformboard/dashboards/frame"
	"reformboard/internal/keyfile"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
)

// RecipeTrial shows what a recipe reads from its sample, before it is saved.
type RecipeTrial struct {
	frame.Head
	Sample SampleFile
	Lead   string
	Then   string
	Good   bool
	Faults []FaultRow
	Unmet  []string
	Groups []frame.FindingGroup
	Values *ValueTable
	Edit   string // where it can be changed; empty: nowhere
	Save   bool
}

// FaultRow is something wrong in a recipe's text.
type FaultRow struct{ Place, Path, Text string }

// ValueTable is what a form says, unit by unit.
type ValueTable struct {
	Figures []string
	Rows    []ValueRow
	Cut     string // how many rows are not shown; empty: none
}

// ValueRow is what a form says of one unit.
type ValueRow struct {
	Unit  string
	Cells []ValueCell
}

// ValueCell is one value and where it stands; without a Place it was not taken.
type ValueCell struct {
	Text   string
	Place  string
	Absent bool
}

// Trial is a recipe tried on a sample.
type Trial struct {
	Sample    SampleFile
	Recipe    recipe.Recipe
	Version   int // of the newest one with its id; 0: there is none
	Faults    []keyfile.Fault
	Framework *reform.Framework
	Units     []reform.Unit
	Result    *recipe.Result // nil: there is no sample
}

// mostRows is how many units a table of values shows.
const mostRows = 200

// NewRecipeTrial makes the page.
func NewRecipeTrial(v frame.Voice, t Trial) RecipeTrial {
	page := RecipeTrial{
		Head:   frame.Head{Title: v.Say("recipes.trial.title"), Crumbs: recipeCrumbs(v)},
		Sample: t.Sample, Good: true,
	}
	if len(t.Faults) > 0 {
		page.Good, page.Lead, page.Then = false, v.Say("recipes.trial.faults", "Count", len(t.Faults), "Faults", v.Count(len(t.Faults))), v.Say("recipes.trial.faults.then")
		for _, f := range t.Faults {
			page.Faults = append(page.Faults, FaultRow{v.Say("recipes.trial.place", "Line", strconv.Itoa(f.Line), "Column", strconv.Itoa(f.Column)), f.Path, f.Text})
		}
		return page
	}
	page.Head.Title, page.Save = v.Say("recipes.trial.title.of", "Title", v.Words(t.Recipe.Title)), true
	page.Then = v.Say("recipes.trial.new", "ID", t.Recipe.ID)
	if t.Version > 0 {
		page.Then = v.Say("recipes.trial.next", "ID", t.Recipe.ID, "Version", v.Count(t.Version+1))
	}
	if t.Result == nil {
		page.Lead = v.Say("recipes.trial.untried")
		return page
	}
	page.Edit = t.Sample.URL("/recipes/new")
	page.Groups = v.FindingGroups(t.Result.Findings, nil)
	page.Values = valueTable(v, *t.Result, t.Recipe, t.Framework, t.Units)
	values, units := 0, map[string]bool{}
	for _, r := range t.Result.Reports {
		for _, value := range r.Values {
			if value.Absence != reform.NotReported {
				values++
				units[r.Unit] = true
			}
		}
	}
	page.Lead = v.Say("recipes.trial.read", "File", t.Sample.Name, "Count", values, "Values", v.Count(values), "Units", v.Count(len(units)))
	for _, f := range t.Recipe.Unmet(*t.Result) {
		page.Unmet = append(page.Unmet, f.Path+": "+f.Text)
	}
	page.Good = values > 0 && len(page.Unmet) == 0 && !frame.HasFinding(t.Result.Findings, reform.Error)
	if values == 0 {
		page.Lead, page.Save = v.Say("recipes.trial.nothing", "File", t.Sample.Name), false
	}
	return page
}

func valueTable(v frame.Voice, result recipe.Result, r recipe.Recipe, f *reform.Framework, units []reform.Unit) *ValueTable {
	table := &ValueTable{}
	var figures []reform.Figure
	for _, c := range r.Columns {
		if g, ok := f.Figure(c.Figure); ok {
			figures = append(figures, g)
			table.Figures = append(table.Figures, v.Words(g.Title))
		}
	}
	for n := 0; n < len(result.Reports); n++ {
		unit := result.Reports[n].Unit
		var values []reform.Value
		for ; n < len(result.Reports) && result.Reports[n].Unit == unit; n++ { // one of each source
			values = append(values, result.Reports[n].Values...)
		}
		n--
		if len(table.Rows) < mostRows {
			table.Rows = append(table.Rows, valueRow(v, unit, values, figures, units))
		}
	}
	if n := len(result.Reports) - len(table.Rows); n > 0 && len(table.Rows) == mostRows {
		table.Cut = v.Say("recipes.trial.cut", "Count", mostRows, "Rows", v.Count(mostRows))
	}
	if len(table.Rows) == 0 || len(figures) == 0 {
		return nil
	}
	return table
}

func valueRow(v frame.Voice, unit string, values []reform.Value, figures []reform.Figure, units []reform.Unit) ValueRow {
	row := ValueRow{Unit: v.Say("recipes.trial.total")}
	if at := slices.IndexFunc(units, func(u reform.Unit) bool { return u.ID == unit }); at >= 0 {
		row.Unit = v.Words(units[at].Name())
	}
	for _, g := range figures {
		cell := ValueCell{Text: frame.None, Absent: true}
		if at := slices.IndexFunc(values, func(value reform.Value) bool { return value.Figure == g.ID }); at >= 0 {
			value := values[at]
			cell = ValueCell{v.Value(g, value.Text, value.Absence), value.Cell, value.Absence != reform.Present}
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}
