package frame

import (
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// AreaFigures are a source's figures under the heading of an area.
type AreaFigures struct {
	ID      string // empty: of no area
	Title   string
	Figures []reform.Figure
}

// ByArea lists a source's figures as the form does: those of no area first, then area by
// area.
func (v Voice) ByArea(f *reform.Framework, source reform.Source) []AreaFigures {
	areas := []AreaFigures{{Title: v.Say("workbook.general")}}
	at := map[string]int{}
	for _, a := range f.AllAreas() {
		at[a.ID] = len(areas)
		areas = append(areas, AreaFigures{ID: a.ID, Title: v.Words(a.Title)})
	}
	for _, g := range f.FiguresOf(source) {
		a := &areas[at[g.Section]] // of an unknown area: none
		a.Figures = append(a.Figures, g)
	}
	var asked []AreaFigures
	for _, a := range areas {
		if len(a.Figures) > 0 {
			asked = append(asked, a)
		}
	}
	return asked
}

// FigureLine is a figure that the rule reads.
type FigureLine struct {
	Title  string
	Unit   string
	Source string
	Help   string
}

// FigureLines are the figures that the rule of an indicator reads.
func (v Voice) FigureLines(f *reform.Framework, i reform.Indicator) []FigureLine {
	var lines []FigureLine
	for _, figure := range locale.Figures(f, i.Rule) {
		line := FigureLine{
			Title: v.Words(figure.Title), Unit: v.Words(figure.Unit), Help: v.Words(figure.Help),
			Source: v.Say("source." + string(figure.Source)),
		}
		if figure.Reads != "" {
			line.Source += " · " + v.Say("fact."+string(figure.Reads))
		}
		if figure.Cumulative {
			line.Source += " · " + v.Say("figure.cumulative")
		}
		lines = append(lines, line)
	}
	return lines
}
