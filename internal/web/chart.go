package web

import (
	"fmt"
	"io"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/assets"
	"reformboard/dashboards/frame"
	"reformboard/internal/drawing"
	"reformboard/internal/export"
	"reformboard/internal/reform"
)

// chartCSV is the numbers of one chart of a page, as a file.
func (s *Server) chartCSV(c *gin.Context, h func(*gin.Context) (frame.Page, error)) (download, error) {
	page, err := h(c)
	if err != nil {
		return download{}, err
	}
	chart, err := frame.ChartOf(page, c.Query("csv"))
	if err != nil {
		return download{}, err
	}
	return tableCSV(chart.ID+".csv", chart.Table), nil
}

// tableCSV is a table of a page as a file.
func tableCSV(name string, table frame.Table) download {
	var header []string
	for _, column := range table.Columns {
		header = append(header, column.Text)
	}
	all := table.All()
	rows := make([][]export.Entry, 0, len(all))
	for _, cells := range all {
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

const svgType = "image/svg+xml"

// pictured is the drawing of one chart of a page, by the scripts that draw it there.
func (s *Server) pictured(c *gin.Context, _ bodyKey, question may, h func(*gin.Context) (frame.Page, error)) ([]byte, error) {
	if err := s.ask(c, question); err != nil {
		return nil, err
	}
	page, err := h(c)
	if err != nil {
		return nil, err
	}
	chart, err := frame.ChartOf(page, c.Query("svg"))
	if err != nil {
		return nil, err
	}
	if len(chart.Table.Rows) == 0 { // the page says so in words
		return nil, fmt.Errorf("%w: chart %q has nothing to draw", reform.ErrNotFound, chart.ID)
	}
	voice := s.voice(c)
	if s.studio == nil {
		missing := fmt.Errorf("%w: the chart library is not built", reform.ErrNotFound)
		return nil, told{missing, voice.Say("page.picture.none")}
	}
	width := chart.Width()
	if c.Query("narrow") != "" {
		width = chart.SmallWidth()
	}
	return s.studio.SVG(c.Request.Context(), drawing.Figure{
		Kind: chart.Kind, Option: chart.Option, Width: width, Height: chart.Height(), Unit: chart.Unit, Decimals: chart.Decimals,
		Title: chart.Title, Summary: chart.Summary, Number: voice.Label,
	})
}

// newStudio is what draws without a browser; nil where the chart library is not built.
func newStudio() *drawing.Studio {
	library, err := assets.Read("dist/echarts.js")
	if err != nil {
		return nil
	}
	kinds, err := assets.Read("charts.js")
	if err != nil {
		return nil
	}
	return drawing.New(assets.Light(), library, kinds)
}
