package answer

import (
	"reformboard/internal/recompute"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// Cells returns what reads any cell of a workbook as the answer of a figure, a formula
// beside what it gives.
func (r *Reader) Cells(book *spreadsheet.Book) func(g reform.Figure, sheet string, c spreadsheet.Cell) (reform.Value, []reform.Finding) {
	formulas := recompute.New(book)
	return func(g reform.Figure, sheet string, c spreadsheet.Cell) (reform.Value, []reform.Finding) {
		cell := Cell{Cell: c, From1904: book.From1904, Origin: reform.Origin{Sheet: sheet, Cell: c.Address()}}
		if result, ok := formulas.Value(sheet, c); ok {
			cell.Result = Stored(result)
			cell.Differs = c.Kind == spreadsheet.Number && !recompute.Agrees(c.Text, result)
		}
		return r.Read(g, cell)
	}
}
