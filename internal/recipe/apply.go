package recipe

import (
	"slices"

	"reformboard/internal/keyfile"
	"reformboard/internal/reform"
	"reformboard/internal/register"
	"reformboard/internal/spreadsheet"
)

// ReadCell reads what a cell of a sheet says for a figure, as the board's own forms are
// read. The value's place is filled in by the caller of it.
type ReadCell func(g reform.Figure, sheet string, c spreadsheet.Cell) (reform.Value, []reform.Finding)

// Result is what a form says.
type Result struct {
	Sheet string // that was read; empty: none
	// Reports are in the order of the rows, one for each unit and source of figures.
	// They hold the values that could be taken and those that are blank, and nothing
	// of figures that the form does not ask for.
	Reports  []reform.Report
	Findings []reform.Finding
}

// Apply reads a form. In a form of totals units is the one unit whose form it is;
// with any other number of them its report names none.
func (r Recipe) Apply(book *spreadsheet.Book, f *reform.Framework, units []reform.Unit, read ReadCell) Result {
	a := r.apply(book, f, units, read)
	if a.Result.Sheet != "" {
		a.sums()
		a.report()
	}
	return a.Result
}

// apply reads the rows of a form, before anything is made of them.
func (r Recipe) apply(book *spreadsheet.Book, f *reform.Framework, units []reform.Unit, read ReadCell) *applied {
	book, turned := modern(book)
	h, none := r.find(book)
	if none != nil {
		return &applied{Result: Result{Findings: []reform.Finding{*none}}}
	}
	a := &applied{
		Recipe: r, header: h, Result: Result{Sheet: h.Sheet.Name}, read: read, units: register.New(units, r.Names), kinds: r.kinds(),
		figures: make([]reform.Figure, len(r.Columns)), unread: map[int]bool{},
	}
	if old, ok := turned[h.Sheet.Name]; ok {
		a.find(old)
	}
	a.columns(f)
	a.rows()
	a.settle()
	return a
}

// applied is a form being read.
type applied struct {
	Recipe
	header
	Result
	read    ReadCell
	units   *register.Register
	kinds   map[lineKind]vocabulary
	figures []reform.Figure // by column of the recipe; one that is only checked has no source
	lines   []line          // the rows that say something
	unread  map[int]bool    // columns of the sheet that the recipe does not name
}

// place names a cell of the sheet, or where there is none the sheet.
func (a *applied) place(row, column int) reform.Origin {
	o := reform.Origin{Sheet: a.Block.Sheet.Name}
	if row > 0 && column > 0 {
		o.Cell = spreadsheet.Address(row, column)
	}
	return o
}

func (a *applied) find(f reform.Finding) {
	f.Found = keyfile.Clip(f.Found)
	a.Findings = append(a.Findings, f)
}

// columns settles which figure each column is, and says which could not be found.
func (a *applied) columns(f *reform.Framework) {
	for i, c := range a.Columns {
		column, called := a.at[i], c.heading()
		at := a.place(a.Bottom, column)
		switch {
		case column == 0 && c.needed():
			a.find(reform.Finding{Origin: a.place(0, 0), Figure: c.Figure, Problem: reform.MissingColumn, Severity: reform.Error, Wanted: called})
		case column == 0 || c.Is == Ignored:
			continue
		case a.twice[i] > 0:
			a.find(reform.Finding{Origin: a.place(a.Bottom, a.twice[i]), Figure: c.Figure, Problem: reform.RepeatedColumn, Severity: reform.Error, Found: called, Wanted: at.Cell})
			a.at[i], a.unread[column] = 0, true
		case a.unmarks[i]:
			a.find(reform.Finding{Origin: at, Figure: c.Figure, Problem: reform.UnderstoodAs, Severity: reform.Note, Found: Column{Header: a.Paths[column]}.heading(), Wanted: called})
		}
		a.figures[i] = c.checked()
		if c.Figure == "" {
			continue
		}
		figure, ok := f.Figure(c.Figure)
		if !ok {
			severity := reform.Note
			if slices.Contains(a.Series, f.Series) { // then it should have it
				severity = reform.Warning
			}
			a.find(reform.Finding{Origin: at, Problem: reform.UnknownFigure, Severity: severity, Found: c.Figure})
			continue
		}
		if figure.Source == reform.FromRecord {
			a.find(reform.Finding{Origin: at, Figure: figure.ID, Label: figure.Title, Problem: reform.OwnRecord, Severity: reform.Warning, Found: called})
			continue
		}
		a.figures[i] = figure
	}
}

// checked is what the numbers of a column are that is no figure, or one of another
// framework.
func (c Column) checked() reform.Figure {
	const decimals = 20 // as many as a computed share is kept with
	g := reform.Figure{ID: c.Name, Title: reform.Words{VI: c.heading(), EN: c.heading()}, Kind: c.Kind}
	switch g.Kind {
	case reform.Number, reform.Percentage:
		g.Decimals = decimals
	default:
		g.Kind = reform.Count
	}
	return g
}

// report makes a report of each row that is a unit's, or of the row of totals.
func (a *applied) report() {
	first := map[string]line{}
	twice := map[string]bool{}
	for _, l := range a.taken() {
		if before, ok := first[l.unit.ID]; ok {
			twice[l.unit.ID] = true
			a.find(reform.Finding{
				Origin: a.place(l.row, l.column), Problem: reform.RepeatedFigure, Severity: reform.Error,
				Label: l.title(), Wanted: spreadsheet.Address(before.row, before.column),
			})
			continue
		}
		first[l.unit.ID] = l
	}
	for _, l := range a.taken() {
		if twice[l.unit.ID] {
			continue // which of them counts is not for us to say
		}
		for i, v := range l.values {
			if g := a.figures[i]; v != nil && g.Source != "" {
				a.keep(l.unit.ID, g, *v)
			}
		}
	}
	if a.Rows == OfTotal && len(first) == 0 {
		total := reform.Words{VI: "Tổng cộng", EN: "Total"}
		a.find(reform.Finding{Origin: a.place(0, 0), Problem: reform.MissingRow, Severity: reform.Error, Label: total})
	}
}

// taken lists the rows that say something of a known unit.
func (a *applied) taken() []line {
	kind := unitLine
	if a.Rows == OfTotal {
		kind = totalLine
	}
	return slices.DeleteFunc(slices.Clone(a.lines), func(l line) bool { return l.kind != kind || kind == unitLine && l.unit.ID == "" })
}

func (a *applied) keep(unit string, g reform.Figure, v reform.Value) {
	i := len(a.Reports) - 1
	for i >= 0 && a.Reports[i].Unit == unit && a.Reports[i].Source != g.Source {
		i--
	}
	if i < 0 || a.Reports[i].Unit != unit {
		i = len(a.Reports)
		a.Reports = append(a.Reports, reform.Report{Unit: unit, Source: g.Source})
	}
	v.Unit, v.Source, v.Figure = unit, g.Source, g.ID
	a.Reports[i].Values = append(a.Reports[i].Values, v)
}
