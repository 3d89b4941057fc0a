package frame

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"reformboard/dashboards/assets"
	"reformboard/internal/reform"
)

// Chart is a drawn figure with the same numbers in a table beneath it.
type Chart struct {
	ID       string // unlike any other on its page
	Kind     string // which file of assets/charts finishes it
	Size     string // which height of the style sheet applies
	Title    string // the message
	Note     string // measure, scope, unit
	Summary  string // the figure in one sentence, for those who cannot see it
	Decimals int    // behind the point on labels
	Unit     string // put behind numbers: " %"
	Option   json.RawMessage
	Table    Table
	CSV      string // address of the table as a file
	SVG      string // address of the drawing as a file; empty: nothing here can draw
	Small    string // the same for a narrow window
	Cut      string // says that the page shows the first rows of the table only; empty: all
}

// mostNumbers is how many rows of a figure's numbers stand on the page; the file has all.
const mostNumbers = 50

// Chart gives a figure the addresses of its numbers and of its drawing.
func (v Voice) Chart(c Chart) Chart {
	c.CSV = v.Here("csv", c.ID)
	if assets.Ready() {
		c.SVG = v.Here("svg", c.ID)
		c.Small = v.Here("svg", c.ID, "narrow", "1")
	}
	if all := len(c.Table.Rows) + c.Table.Further; all > mostNumbers {
		c.Cut = v.Say("page.table.cut", "Shown", v.Count(mostNumbers), "All", v.Count(all))
	}
	return c
}

// Drawn lists a chart that is not always there.
func Drawn(c *Chart) []Chart {
	if c == nil {
		return nil
	}
	return []Chart{*c}
}

// charted is a page that shows charts.
type charted interface{ Charts() []Chart }

// ChartsOf are the charts of a page; most have none.
func ChartsOf(page Page) []Chart {
	if p, ok := page.(charted); ok {
		return p.Charts()
	}
	return nil
}

// ChartOf finds a chart of a page by its id.
func ChartOf(page Page, id string) (Chart, error) {
	for _, c := range ChartsOf(page) {
		if c.ID == id {
			return c, nil
		}
	}
	return Chart{}, fmt.Errorf("%w: chart %q", reform.ErrNotFound, id)
}

// Table holds the numbers of a chart, for reading and, as CSV, for reckoning on.
type Table struct {
	Columns []Column
	Rows    [][]Cell // the first cell of each is what the row is about
	Further int      // rows that are worked out only when the file is asked for
	further func(n int) []Cell
}

// TableOf makes a table of so many rows, of which those on the page are worked out now.
func TableOf(columns []Column, rows int, row func(n int) []Cell) Table {
	t := Table{Columns: columns, further: row}
	for n := range min(rows, mostNumbers) {
		t.Rows = append(t.Rows, row(n))
	}
	t.Further = rows - len(t.Rows)
	return t
}

// All are the rows of the file.
func (t Table) All() [][]Cell {
	all := slices.Clip(t.Rows)
	for n := range t.Further {
		all = append(all, t.further(len(t.Rows)+n))
	}
	return all
}

// Shown are the rows that stand on the page.
func (t Table) Shown() [][]Cell { return t.Rows[:min(len(t.Rows), mostNumbers)] }

// Column is what stands above cells.
type Column struct {
	Text   string
	Number bool // its cells are numbers, ranged right
}

// Cell is one entry of a table.
type Cell struct {
	Text   string
	URL    string         // where it leads; empty: nowhere
	Number reform.Decimal // exact, for CSV; empty: the text stands there
}

// Columns names those of words, then those of numbers.
func Columns(text []string, numbers ...string) []Column {
	var all []Column
	for _, t := range text {
		all = append(all, Column{Text: t})
	}
	for _, n := range numbers {
		all = append(all, Column{Text: n, Number: true})
	}
	return all
}

// LinkCell is a cell that leads somewhere.
func LinkCell(l Link) Cell {
	if l.Note != "" {
		return Cell{Text: l.Note + " " + l.Text, URL: l.URL}
	}
	return Cell{Text: l.Text, URL: l.URL}
}

// CountCell holds a number of things.
func (v Voice) CountCell(n int) Cell {
	return Cell{Text: v.Count(n), Number: reform.Decimal(strconv.Itoa(n))}
}

// PointsCell holds points.
func (v Voice) PointsCell(p reform.Points) Cell { return Cell{Text: v.Points(p), Number: p.Decimal()} }

// PercentCell holds a percentage.
func (v Voice) PercentCell(p reform.Percent) Cell {
	return Cell{Text: v.Percent(p), Number: p.Decimal()}
}

// NoCell stands where there is no number: not zero.
var NoCell = Cell{Text: None}
