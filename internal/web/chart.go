package web

import (
	"io"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards"
	"reformboard/internal/export"
)

// chartCSV is the numbers of one chart of a page, as a file.
func (s *Server) chartCSV(c *gin.Context, h func(*gin.Context) (dashboards.Page, error)) (download, error) {
	page, err := h(c)
	if err != nil {
		return download{}, err
	}
	chart, err := dashboards.ChartOf(page, c.Query("csv"))
	if err != nil {
		return download{}, err
	}
	return tableCSV(chart.ID+".csv", chart.Table), nil
}

// tableCSV is a table of a page as a file.
func tableCSV(name string, table dashboards.Table) download {
	var header []string
	for _, column := range table.Columns {
		header = append(header, column.Text)
	}
	rows := make([][]export.Entry, 0, len(table.Rows))
	for _, cells := range table.Rows {
		row := make([]export.Entry, 0, len(cells))
		for _, cell := range cells {
			row = append(row, export.Entry{Text: cell.Text, Number: cell.Number})
		}
		rows = append(rows, row)
	}
	return download{name: name, kind: csvType, write: func(w io.Writer) error {
		return export.TableCSV(w, header, rows)
	}}
}
