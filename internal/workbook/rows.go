package workbook

import (
	"slices"
	"strings"

	"reformboard/internal/container"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// columns is where a sheet has what; 0: nowhere.
type columns struct{ ids, labels, answers int }

// rows is where the figures stand.
type rows struct {
	sheet *spreadsheet.Sheet
	columns
	at       map[string][]int      // by figure
	recorded map[int]reform.Figure // by row: figures that nobody reports
	findings []reform.Finding
}

// rows finds the report sheet, and the rows of each figure by the id in the hidden
// column and the label beside it; then the copies of that sheet that a person made,
// for nobody knows into which of them the person wrote last. Some programs rename a
// sheet and forget the names that point at it; then it is the sheet that has our ids,
// or else our labels.
func (o *opened) rows() ([]rows, error) {
	named, name := o.columns()
	if own, ok := o.book.Sheet(name); ok && named.answers > 0 && named.ids+named.labels > 0 {
		if err := o.book.Fill(own); err != nil {
			return nil, err
		}
		if r := o.figures(own, o.moved(own, named)); len(r.at) > 0 {
			r.stray()
			return o.copies([]rows{r})
		}
	}
	r, err := o.search(named)
	return []rows{r}, err
}

// copies adds the sheets that bear our ids as the report sheet does. They are looked
// for where there are more sheets than a form has.
func (o *opened) copies(all []rows) ([]rows, error) {
	if len(o.book.Sheets) <= formSheets {
		return all, nil
	}
	if err := o.book.FillAll(); err != nil {
		return nil, err
	}
	for i := range o.book.Sheets {
		if copied := &o.book.Sheets[i]; copied != all[0].sheet {
			if r := o.figures(copied, columns{ids: all[0].ids, answers: all[0].answers}); len(r.at) > 0 {
				all = append(all, r)
			}
		}
	}
	return all, nil
}

// stray names numbers that stand among the answers in rows that are nobody's, and once for
// each figure that nobody reports, whatever is said for it.
func (r *rows) stray() {
	taken, told := map[int]bool{}, map[string]bool{}
	first, last := spreadsheet.MostRows, 0
	for _, at := range r.at {
		for _, row := range at {
			taken[row] = true
			first, last = min(first, row), max(last, row)
		}
	}
	for _, c := range r.sheet.Cells {
		if g := r.recorded[c.Row]; c.Column == r.answers && g.ID != "" {
			if c.Text != "" && !told[g.ID] {
				told[g.ID] = true
				r.findings = append(r.findings, reform.Finding{
					Origin: reform.Origin{Sheet: r.sheet.Name, Cell: c.Address()}, Figure: g.ID, Label: g.Title, Problem: reform.OwnRecord, Severity: reform.Error,
				})
			}
			continue
		}
		if c.Column == r.answers && c.Row > first && c.Row < last && !taken[c.Row] && c.Kind == spreadsheet.Number {
			r.findings = append(r.findings, reform.Finding{
				Origin: reform.Origin{Sheet: r.sheet.Name, Cell: c.Address()}, Problem: reform.StrayAnswer, Severity: reform.Warning, Found: c.Text,
			})
		}
	}
}

// search looks through all sheets.
func (o *opened) search(named columns) (rows, error) {
	if err := o.book.FillAll(); err != nil {
		return rows{}, err
	}
	for i := range o.book.Sheets {
		if r := o.figures(&o.book.Sheets[i], named); named.ids > 0 && named.answers > 0 && len(r.at) > 0 {
			return r, nil
		}
	}
	known := headings()
	for i := range o.book.Sheets {
		sheet := &o.book.Sheets[i]
		c := headed(sheet, known)
		c.ids = o.marks(sheet, c.labels)
		if r := o.figures(sheet, c); r.answers > 0 && len(r.at) > 0 {
			if r.ids == 0 {
				r.findings = append([]reform.Finding{{
					Origin: reform.Origin{Sheet: r.sheet.Name}, Problem: reform.ByLabel, Severity: reform.Warning,
				}}, r.findings...)
			}
			return r, nil
		}
	}
	return rows{}, container.Refuse(reform.NotOurForm, "", "")
}

// moved follows the headings where that of the answers stands above another column than
// the named one: some programs insert columns and forget the names.
func (o *opened) moved(s *spreadsheet.Sheet, named columns) columns {
	known := headings()
	for i := range s.Cells {
		if c := &s.Cells[i]; c.Column == named.answers && heading(c, known) == "answer" {
			return named
		}
	}
	seen := headed(s, known)
	if seen.answers == 0 {
		return named
	}
	seen.ids = o.marks(s, seen.labels)
	return seen
}

// marks is the column in front of the labels in which ids of figures stand; 0: none does.
func (o *opened) marks(s *spreadsheet.Sheet, labels int) int {
	for _, c := range s.Cells {
		if c.Column >= labels {
			continue
		}
		if _, known := o.figure(c.Text); known {
			return c.Column
		}
	}
	return 0
}

// computed reports whether any answer is worked out by a formula.
func (r *rows) computed() bool {
	return slices.ContainsFunc(r.sheet.Cells, func(c spreadsheet.Cell) bool { return c.Column == r.answers && c.Formula != "" })
}

// columns are those that the defined names point at, and the sheet they are on.
func (o *opened) columns() (columns, string) {
	ids, _ := o.nameAt(figuresName)
	labels, _ := o.nameAt(labelsName)
	answers, _ := o.nameAt(answersName)
	return columns{ids.column, labels.column, answers.column}, answers.sheet
}

// headed finds the columns of labels and answers by their headings: the names are
// gone when cells were copied to another workbook.
func headed(s *spreadsheet.Sheet, headings map[string]string) columns {
	var found columns
	row := 0
	for i := range s.Cells {
		c := &s.Cells[i]
		if c.Row != row {
			found, row = columns{}, c.Row
		}
		switch heading(c, headings) {
		case "label":
			found.labels = c.Column
		case "answer":
			found.answers = c.Column
		}
		if found.labels > 0 && found.answers > 0 {
			return found
		}
	}
	return columns{}
}

// heading is what stands below a cell; empty: it is no heading of ours.
func heading(c *spreadsheet.Cell, headings map[string]string) string {
	if c.Kind != spreadsheet.Text || len(c.Text) > longestHeading {
		return ""
	}
	return headings[locale.Caseless(c.Text)]
}

// longestHeading is the most bytes of a cell that may be a heading of ours.
const longestHeading = 200

// headings are the words above the labels and the answers, in each language.
func headings() map[string]string {
	all := map[string]string{}
	for _, l := range reform.Languages {
		for _, key := range []string{"label", "answer"} {
			all[locale.Caseless(locale.Say(l, "workbook.column."+key))] = key
		}
	}
	return all
}

// figures finds the rows of the source's figures. A person sees the label and not the
// hidden id: where the two name different figures, rows were sorted or copied without
// the hidden column, and the label is followed.
func (o *opened) figures(s *spreadsheet.Sheet, c columns) rows {
	r := rows{sheet: s, columns: c, at: map[string][]int{}, recorded: map[int]reform.Figure{}}
	recorded := o.form.Framework.FiguresOf(reform.FromRecord)
	labels := o.labels()
	var unmarked []seen
	for from := 0; from < len(s.Cells); {
		at := seen{row: s.Cells[from].Row}
		for ; from < len(s.Cells) && s.Cells[from].Row == at.row; from++ {
			switch cell := &s.Cells[from]; cell.Column {
			case c.ids:
				at.id = cell.Text
			case c.labels:
				at.label = cell.Text
			}
		}
		if marked, ok := o.figure(at.id); ok && marked.Source == o.form.Source {
			if at.named, at.known = marked.ID, true; at.label != marked.Title.VI && at.label != marked.Title.EN {
				at.named, at.known = labels.find(at.label)
			}
			r.mark(marked, at, o.form)
		} else if n := slices.IndexFunc(recorded, at.names); n >= 0 {
			r.recorded[at.row] = recorded[n]
		} else if at.label != "" {
			unmarked = append(unmarked, at)
		}
	}
	if len(r.at) == len(labels.figures) {
		return r // every figure has its row, so that the others are headings
	}
	for _, at := range unmarked { // a heading may say what a label says, so a marked row goes first
		if at.named, at.known = labels.find(at.label); at.named != "" && len(r.at[at.named]) == 0 {
			r.follow(at, o.form)
		}
	}
	return r
}

// figure finds a figure by its id; a report asks for each of them several times.
func (o *opened) figure(id string) (reform.Figure, bool) {
	if o.places == nil {
		o.places = make(map[string]int, len(o.form.Framework.Figures))
		for i := range o.form.Framework.Figures {
			o.places[o.form.Framework.Figures[i].ID] = i
		}
	}
	i, ok := o.places[id]
	if !ok {
		return reform.Figure{}, false
	}
	return o.form.Framework.Figures[i], true
}

// seen is what a row says of its figure.
type seen struct {
	row       int
	id, label string
	named     string // the figure that the label names; empty: none, or several
	known     bool   // the label is one of the form's
}

// names reports whether a row says that it is a figure's, by its id or its label.
func (at seen) names(g reform.Figure) bool {
	return at.id == g.ID || at.label != "" && (at.label == g.Title.VI || at.label == g.Title.EN)
}

// mark takes a row that bears an id.
func (r *rows) mark(g reform.Figure, at seen, f Form) {
	switch {
	case at.named != "" && at.named != g.ID:
		r.follow(at, f)
		return
	case r.labels > 0 && at.label != "" && !at.known:
		r.find(at.row, g, reform.OtherLabel, at.label)
	}
	r.at[g.ID] = append(r.at[g.ID], at.row)
}

// follow takes a row by its label.
func (r *rows) follow(at seen, f Form) {
	g, _ := f.Framework.Figure(at.named)
	if r.ids > 0 {
		r.find(at.row, g, reform.ByLabel, "")
	}
	r.at[g.ID] = append(r.at[g.ID], at.row)
}

func (r *rows) find(row int, g reform.Figure, p reform.Problem, found string) {
	r.findings = append(r.findings, reform.Finding{
		Origin: reform.Origin{Sheet: r.sheet.Name, Cell: spreadsheet.Address(row, r.answers)}, Figure: g.ID, Label: g.Title,
		Problem: p, Severity: reform.Warning, Found: found,
	})
}

// merged returns the cell that holds the value of a row's answer, where the answer is
// one with cells beside it; and whether it is one with another figure's.
func (r *rows) merged(row int) (holder spreadsheet.Cell, shared bool) {
	for _, m := range r.sheet.Merged {
		if row < m.Row || row > m.LastRow || r.answers < m.Column || r.answers > m.LastColumn {
			continue
		}
		figures := 0
		for _, at := range r.at {
			for _, other := range at {
				if other >= m.Row && other <= m.LastRow {
					figures++
				}
			}
		}
		return r.sheet.Cell(m.Row, m.Column), figures > 1 || m.Column != r.answers
	}
	return spreadsheet.Cell{}, false
}

// place is a sheet and a column that a defined name points at.
type place struct {
	sheet  string
	column int
}

// nameAt finds what a defined name points at. A name scoped to one sheet belongs
// to a copy of ours, which is not the form.
func (o *opened) nameAt(name string) (place, bool) {
	for _, n := range o.book.Names {
		at := strings.LastIndex(n.RefersTo, "!")
		if at < 0 || n.Scope != "" || !strings.EqualFold(n.Name, name) {
			continue
		}
		sheet, cells := strings.TrimPrefix(n.RefersTo[:at], "="), n.RefersTo[at+1:]
		letters := strings.TrimRight(strings.SplitN(cells, ":", 2)[0], "0123456789$")
		_, column, ok := spreadsheet.Place(letters + "1")
		if ok {
			return place{strings.ReplaceAll(strings.Trim(sheet, "'"), "''", "'"), column}, true
		}
	}
	return place{}, false
}
