package recipes

import (
	"slices"
	"strconv"
	"strings"

	"reformboard/dashboards/frame"
	"reformboard/internal/heading"
	"reformboard/internal/locale"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
)

// RecipeMaking is where a person says what each column of a form is.
type RecipeMaking struct {
	frame.Head
	Facts     string
	Sample    SampleFile
	Sheets    []frame.Link
	Problems  []string
	ID        string
	TitleVI   string
	TitleEN   string
	Columns   []MakingColumn
	ByUnit    bool
	Totals    string // these three one a line
	Within    string
	Sections  string
	Short     string // "short = long", one a line
	Open      []OpenName
	Read      []NameRow // written otherwise than in the list of units
	Matched   string
	Units     []frame.Choice
	Rules     []RuleRow
	Checks    string
	Thousands []frame.Choice
	Named     string
	Picks     []frame.Choice
}

// MakingColumn is one column of the sample.
type MakingColumn struct {
	Letter    string
	Heading   []string
	Numbering string
	Samples   []string
	Name      string // in checks
	Groups    []ChoiceGroup
	Proposed  bool
	Why       string // why nothing can be chosen; empty: it can
}

// ChoiceGroup is choices under a heading.
type ChoiceGroup struct {
	Title   string
	Choices []frame.Choice
}

// OpenName is what the form calls a unit that could not be told.
type OpenName struct {
	Place string // from 1
	Form  string
	Cell  string
	Says  string
}

// RuleRow is a rule that the form may be meant to keep.
type RuleRow struct {
	Place  string
	Text   string
	Says   string
	Broken bool
	Chosen bool
}

// Making is what a recipe is made from.
type Making struct {
	Sample    SampleFile
	Sheets    []string
	Framework *reform.Framework
	Units     []reform.Unit
	Draft     recipe.Draft
	Guessed   bool // nobody has looked at it yet
	Problems  []string
}

// NewRecipeMaking makes the page.
func NewRecipeMaking(v frame.Voice, m Making) RecipeMaking {
	r := m.Draft.Recipe
	page := RecipeMaking{
		Head:  frame.Head{Title: v.Say("recipes.making.title", "File", m.Sample.Name), Crumbs: recipeCrumbs(v)},
		Facts: v.Say("recipes.making.facts", "Framework", v.Words(m.Framework.Short)), Sample: m.Sample, Problems: m.Problems,
		ID: r.ID, TitleVI: r.Title.VI, TitleEN: r.Title.EN, ByUnit: r.Rows == recipe.ByUnit,
		Totals: lines(r.Totals), Within: lines(r.Within), Sections: lines(r.Sections), Named: lines(r.Sheet.Named),
	}
	page.Sample.Sheet = m.Draft.Sheet
	for _, sheet := range m.Sheets {
		to := m.Sample
		to.Sheet = sheet
		page.Sheets = append(page.Sheets, frame.Link{Text: sheet, URL: to.URL("/recipes/new"), Current: sheet == m.Draft.Sheet})
	}
	figures, met := figureChoices(v, m.Framework), map[string]bool{}
	for _, c := range m.Draft.Columns {
		page.Columns = append(page.Columns, makingColumn(v, m, c, figures, met))
	}
	page.names(v, m)
	page.rules(v, m.Draft)
	for _, mark := range []string{"", ".", ","} {
		page.Thousands = append(page.Thousands, frame.Choice{Value: mark, Text: v.Say("recipes.thousands." + strconv.Itoa(len(page.Thousands))), Chosen: mark == r.Thousands})
	}
	for _, pick := range []recipe.Pick{recipe.Only, recipe.First, recipe.Last} {
		page.Picks = append(page.Picks, frame.Choice{Value: string(pick), Text: v.Say("recipes.pick." + string(pick)), Chosen: pick == r.Sheet.Pick})
	}
	return page
}

func lines(texts []string) string { return strings.Join(texts, "\n") }

// figureChoices are the figures as the form of the board lists them, source by source.
func figureChoices(v frame.Voice, f *reform.Framework) []ChoiceGroup {
	var groups []ChoiceGroup
	for _, source := range reform.Reporters {
		for _, area := range v.ByArea(f, source) {
			g := ChoiceGroup{Title: strings.TrimSpace(area.ID + " " + area.Title)}
			if source != reform.FromUnit {
				g.Title += " (" + v.Say("source."+string(source)) + ")"
			}
			for _, figure := range area.Figures {
				g.Choices = append(g.Choices, frame.Choice{Value: "figure:" + figure.ID, Text: v.Words(figure.Title)})
			}
			groups = append(groups, g)
		}
	}
	return groups
}

// roleOf is what a column is, as a form says it: a role, "check", or "share" of per cent
// that is only checked.
func roleOf(c recipe.Column) string {
	switch c.Is {
	case recipe.UnitName, recipe.UnitCode, recipe.Label, recipe.Ignored:
		return string(c.Is)
	case recipe.Numbers:
	}
	if c.Kind == reform.Percentage {
		return "share"
	}
	return "check"
}

func makingColumn(v frame.Voice, m Making, c heading.Column, figures []ChoiceGroup, met map[string]bool) MakingColumn {
	column := MakingColumn{Letter: c.Letter, Heading: c.Path, Numbering: c.Numbering, Samples: c.Samples}
	key := heading.Key(heading.Said(c.Path))
	switch {
	case key == "":
		column.Why = v.Say("recipes.column.unheaded")
		return column
	case met[key]:
		column.Why = v.Say("recipes.column.twice")
		return column
	}
	met[key] = true
	chosen := string(recipe.Ignored)
	if at := m.Draft.Recipe.Column(c.Path); at >= 0 {
		known := m.Draft.Recipe.Columns[at]
		if chosen, column.Name = roleOf(known), known.Name; known.Figure != "" {
			chosen = "figure:" + known.Figure
		}
		column.Proposed = m.Guessed && chosen != string(recipe.Ignored)
	}
	own := ChoiceGroup{Title: v.Say("recipes.role")}
	for _, role := range []string{"unit", "code", "label", "check", "share", "ignore"} {
		own.Choices = append(own.Choices, frame.Choice{Value: role, Text: v.Say("recipes.is." + role), Chosen: role == chosen})
	}
	column.Groups = append(column.Groups, own)
	for _, g := range figures {
		g.Choices = slices.Clone(g.Choices)
		for i := range g.Choices {
			g.Choices[i].Chosen = g.Choices[i].Value == chosen
		}
		column.Groups = append(column.Groups, g)
	}
	return column
}

// names lists what the form calls units beside the board's own names.
func (p *RecipeMaking) names(v frame.Voice, m Making) {
	if !p.ByUnit {
		return
	}
	var short []string
	for form, board := range m.Draft.Recipe.Names {
		short = append(short, strings.TrimSpace(form+" = "+board))
	}
	slices.Sort(short)
	p.Short = lines(short)
	for _, f := range m.Draft.Result.Findings {
		switch {
		case f.Problem == reform.UnknownUnit || f.Problem == reform.AmbiguousUnit:
			text, _ := locale.Finding(v.Language, f)
			if f.Problem == reform.UnknownUnit {
				text = v.Say("recipes.name.unknown", "Near", f.Wanted)
			}
			p.Open = append(p.Open, OpenName{Place: strconv.Itoa(len(p.Open) + 1), Form: f.Found, Cell: f.Cell, Says: text})
		case f.Problem == reform.UnderstoodAs && f.Figure == "" && f.Label == reform.Words{}:
			p.Read = append(p.Read, NameRow{f.Found, f.Wanted})
		}
	}
	matched := map[string]bool{}
	for _, r := range m.Draft.Result.Reports {
		matched[r.Unit] = true
	}
	p.Matched = v.Say("recipes.name.matched", "Count", len(matched), "Units", v.Count(len(matched)))
	if len(p.Open) > 0 {
		for _, u := range m.Units {
			p.Units = append(p.Units, frame.Choice{Value: v.Words(u.Name()) + " [" + u.ID + "]"})
		}
	}
}

// rules lists the rules that the sample speaks of, and those of the recipe that it does
// not.
func (p *RecipeMaking) rules(v frame.Voice, d recipe.Draft) {
	for i, rule := range d.Rules {
		row := RuleRow{Place: strconv.Itoa(i + 1), Text: rule.Text, Broken: rule.Broken > 0, Chosen: slices.Contains(d.Recipe.Checks, rule.Text)}
		row.Says = v.Say("recipes.rule.kept", "Count", rule.Kept, "Rows", v.Count(rule.Kept))
		if row.Broken {
			row.Says = v.Say("recipes.rule.broken", "Count", rule.Broken, "Broken", v.Count(rule.Broken), "Rows", v.Count(rule.Kept+rule.Broken))
		}
		p.Rules = append(p.Rules, row)
	}
	var others []string
	for _, text := range d.Recipe.Checks {
		if !slices.ContainsFunc(d.Rules, func(r recipe.Rule) bool { return r.Text == text }) {
			others = append(others, text)
		}
	}
	p.Checks = lines(others)
}
