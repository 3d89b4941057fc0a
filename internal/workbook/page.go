package workbook

import (
	"maps"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// page writes one sheet from the top down. It keeps the first failure, so that
// the writing of a form reads as the form does.
type page struct {
	book *excelize.File
	name string
	row  int // the row being written, from 1
	err  error

	heights []float64    // of the rows, in points
	stays   map[int]bool // rows that a page does not end with
}

func (p *page) keep(err error) {
	if p.err == nil {
		p.err = err
	}
}

// at names a cell of the present row.
func (p *page) at(column string) string { return column + strconv.Itoa(p.row) }

// next begins a row of this height in points.
func (p *page) next(height float64) {
	p.row++
	p.heights = append(p.heights, height)
	p.keep(p.book.SetRowHeight(p.name, p.row, height))
}

// stay keeps the present row on one page with the next.
func (p *page) stay() {
	if p.stays == nil {
		p.stays = map[int]bool{}
	}
	p.stays[p.row] = true
}

// put writes text, as text whatever it begins with, in a style.
func (p *page) put(column, text string, style int) {
	if text != "" {
		p.keep(p.book.SetCellStr(p.name, p.at(column), text))
	}
	p.dress(column, column, style)
}

// across writes text over several columns made one.
func (p *page) across(from, to, text string, style int) {
	p.put(from, text, style)
	p.dress(from, to, style)
	p.keep(p.book.MergeCell(p.name, p.at(from), p.at(to)))
}

func (p *page) dress(from, to string, style int) {
	p.keep(p.book.SetCellStyle(p.name, p.at(from), p.at(to), style))
}

func (p *page) widths(columns map[string]float64) {
	for _, column := range slices.Sorted(maps.Keys(columns)) {
		p.keep(p.book.SetColWidth(p.name, column, column, columns[column]))
	}
}

// dimension says where the sheet's cells end. Some readers believe it, and see a
// single cell without it.
func (p *page) dimension(column string) {
	p.keep(p.book.SetSheetDimension(p.name, "A1:"+p.at(column)))
}

// define gives a range of cells a name that the whole workbook knows.
func (p *page) define(name, cells string) {
	p.keep(p.book.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: cells}))
}

// protect locks all but the answer cells. No password: it guards against slips,
// and an officer who must insert a row can take it off.
func (p *page) protect() {
	p.keep(p.book.ProtectSheet(p.name, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true,
		FormatColumns: true, FormatRows: true, EditObjects: true, EditScenarios: true,
	}))
}
