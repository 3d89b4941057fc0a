package recipe

import (
	"regexp"
	"slices"
	"strings"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// value reads one cell of a row. Of rows that are not handed on it is only wanted for
// sums, and what cannot be read of it is no matter.
func (a *applied) value(l *line, i int, merged *sweep) {
	c := a.Columns[i]
	if c.Is != Numbers || a.at[i] == 0 || l.kind == withinLine {
		return
	}
	figure, at := a.figures[i], a.place(l.row, a.at[i])
	handed := l.kind == unitLine && l.unit.ID != "" || l.kind == totalLine && a.Rows == OfTotal
	if over, ok := merged.over(a.at[i]); ok && (over.Row != over.LastRow || over.Column != over.LastColumn) {
		if handed {
			a.find(reform.Finding{
				Origin: at, Figure: figure.ID, Label: figure.Title, Problem: reform.MergedAnswer, Severity: reform.Error,
				Wanted: spreadsheet.Address(over.Row, over.Column),
			})
		}
		return
	}
	whole := a.Block.Sheet.Cell(l.row, a.at[i])
	cell, note := a.entry(whole, c)
	v, findings := a.read(figure, a.Block.Sheet.Name, cell)
	v.Origin = at
	if cell.Kind == spreadsheet.Empty && locale.Tidy(whole.Text) != "" {
		findings = []reform.Finding{{Figure: figure.ID, Label: figure.Title, Problem: reform.NotNumber, Severity: reform.Error, Found: whole.Text}}
	}
	refused := slices.ContainsFunc(findings, func(f reform.Finding) bool { return f.Severity == reform.Error })
	if !refused {
		l.values[i] = &v
	}
	if !handed {
		return
	}
	if note && !refused {
		findings = append(findings, reform.Finding{
			Figure: figure.ID, Label: figure.Title, Problem: reform.UnderstoodAs, Severity: reform.Note,
			Found: whole.Text, Wanted: v.Text,
		})
	}
	for _, f := range findings {
		f.Origin = at
		switch {
		case figure.Source != "":
		case f.Severity == reform.Error: // nothing was to be taken, but no check can be made
			f.Severity, f.Figure = reform.Warning, ""
		default:
			continue
		}
		a.find(f)
	}
}

var (
	entries   = regexp.MustCompile(`[\n\r;|/()]+`)
	points    = regexp.MustCompile(`(?i)\s*(điểm|đ)\.?$`)
	thousands = map[string]*regexp.Regexp{
		".": regexp.MustCompile(`^[-+]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?\s*%?$`),
		",": regexp.MustCompile(`^[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?\s*%?$`),
	}
)

// entry is the cell with the one entry of it that the recipe wants and with the marks
// that the recipe explains taken away; it reports whether a mark was. The cell is empty
// where it does not hold so many entries: the first of them may stand alone.
func (a *applied) entry(c spreadsheet.Cell, column Column) (spreadsheet.Cell, bool) {
	empty := spreadsheet.Cell{Row: c.Row, Column: c.Column}
	if c.Kind == spreadsheet.Number && column.Part > 1 {
		return empty, false
	}
	if c.Kind != spreadsheet.Text {
		return c, false
	}
	if column.Part > 0 {
		var found []string
		for _, text := range entries.Split(c.Text, -1) {
			if text = locale.Tidy(text); text != "" {
				found = append(found, text)
			}
		}
		if len(found) < column.Part {
			return empty, false
		}
		c.Text = points.ReplaceAllString(found[column.Part-1], "")
	}
	mark := thousands[a.Thousands]
	if text := locale.Tidy(c.Text); mark != nil && mark.MatchString(text) {
		c.Text = strings.ReplaceAll(text, a.Thousands, "")
		return c, true
	}
	return c, false
}
