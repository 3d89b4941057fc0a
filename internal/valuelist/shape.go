package valuelist

import (
	"errors"
	"io"
	"strings"

	"reformboard/internal/reform"
	"reformboard/internal/table"
)

// The headings of a long table, in any order and in either case.
const (
	unitHeading  = "unit"
	valueHeading = "value"
)

var figureHeadings = []string{"figure", "code", "indicator", "metric"}

// describing are the columns of a wide table that say something of the unit, and
// are passed over unless a figure has the name.
var describing = []string{
	"name", "name_vi", "name_en", "group", "peer_group", "peer_group_vi", "peer_group_en", "parent", "note", "simulated",
}

// fits reports whether a sheet of a workbook is the table: a long one, or a wide one
// with some figure.
func (v *reader) fits(headings []string) bool {
	if table.Column(headings, unitHeading) < 0 {
		return false
	}
	for _, heading := range headings {
		if _, ok := v.byName[heading]; ok {
			return true
		}
	}
	return table.Column(headings, figureHeadings...) >= 0 && table.Column(headings, valueHeading) >= 0
}

func (v *reader) read(t *table.Table) error {
	v.Table = t
	figure, value := t.Column(figureHeadings...), t.Column(valueHeading)
	unit := t.Column(unitHeading)
	long := figure >= 0 && value >= 0
	switch {
	case unit < 0:
		v.missing(unitHeading)
	case long:
		return v.rows(func() bool { return v.long(unit, figure, value) })
	case value >= 0 && !v.isFigure(value):
		v.missing(figureHeadings[0])
	case figure >= 0 && !v.isFigure(figure):
		v.missing(valueHeading)
	default:
		columns := v.columns(unit)
		return v.rows(func() bool { return v.wide(unit, columns) })
	}
	return nil
}

func (v *reader) isFigure(column int) bool {
	_, ok := v.byName[v.Headings[column]]
	return ok
}

func (v *reader) missing(heading string) {
	v.findAt(0, reform.MissingColumn, "", heading)
}

// rows reads one row after another, until there are too many.
func (v *reader) rows(read func() bool) error {
	for {
		_, err := v.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if stray := v.Unheaded(); stray >= 0 {
			v.findAt(stray, reform.UnheadedCell, v.Text(stray), "")
			continue
		}
		if !read() {
			return nil
		}
	}
}

// long reads a row of a long table. Tables that were published have footers and
// totals beneath them: rows without a unit or a figure.
func (v *reader) long(unit, figure, value int) bool {
	id, name := v.Text(unit), v.Text(figure)
	switch {
	case id == "":
		v.findAt(unit, reform.MissingCell, "", unitHeading)
		return true
	case name == "":
		v.findAt(figure, reform.MissingCell, "", v.Headings[figure])
		return true
	}
	n, known := v.byName[name]
	if !known {
		v.stranger(figure, name)
		return true
	}
	return v.take(id, n, value)
}

// stranger finds a name that is no figure's, once.
func (v *reader) stranger(column int, name string) {
	if v.unknown[name] {
		return
	}
	near := ""
	if v.More < mostFindings {
		v.unknown[strings.Clone(name)] = true
		near = v.nearest(name)
	}
	v.findAt(column, reform.UnknownFigure, name, near)
}

// columns finds the figure of each column of a wide table; -1: none.
func (v *reader) columns(unit int) []int {
	columns := make([]int, len(v.Headings))
	first := map[int]int{} // by figure: its column
	for i, heading := range v.Headings {
		columns[i] = -1
		n, known := v.byName[heading]
		switch {
		case i == unit, heading == "":
		case !known && table.Column(describing, heading) < 0:
			v.stranger(i, heading)
		case !known:
		default:
			columns[i] = n
			if other, twice := first[n]; twice {
				columns[i] = -1
				v.findAt(i, reform.RepeatedColumn, heading, v.Cell(other))
				continue
			}
			first[n] = i
		}
	}
	return columns
}

// wide reads a row of a wide table.
func (v *reader) wide(unit int, columns []int) bool {
	id := v.Text(unit)
	if id == "" {
		v.findAt(unit, reform.MissingCell, "", unitHeading)
		return true
	}
	v.unit(id)
	for i, figure := range columns {
		if figure >= 0 && (v.Text(i) != "" || v.Formula(i) != "") && !v.take(id, figure, i) {
			return false
		}
	}
	return true
}
