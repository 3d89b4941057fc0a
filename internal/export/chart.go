package export

import (
	"github.com/xuri/excelize/v2"

	"reformboard/internal/reform"
)

// A chart of more bars than this cannot be read on one A4 page.
const mostBars = 50

// Sizes in pixels as excelize counts them when it ties a chart to cells: a digit
// of a column's width, and a row; and what a chart needs above its bars.
const (
	digitPixels = 8
	rowPixels   = 18
	rowHeight   = 15 // points
	titlePixels = 70
)

// bars is one bar chart over a range of a sheet.
type bars struct {
	message     string
	alternative string // the same for who cannot see it
	sheet       string
	labels      int     // column
	values      int     // column
	head        int     // row of the columns' titles
	first, last int     // rows
	least, most float64 // of the scale
	format      string
}

// chartSheet draws the totals, best first, at most mostBars to a page.
func (p *teller) chartSheet(r reform.Ranking, b board) *sheet {
	s := &sheet{name: p.say("sheet.chart"), widths: []float64{88}}
	p.begin(s, p.rankingTitle(r), p.rankingFacts(r), p.say("chart.table", "Sheet", b.sheet.name))
	count := b.last - b.first + 1
	pages := (count + mostBars - 1) / mostBars
	size := (count + pages - 1) / pages
	least, most := reform.Points(0), p.Framework.Max
	for _, st := range r.Standings {
		least, most = min(least, st.Total), max(most, st.Total)
	}
	for first := b.first; first <= b.last; first += size {
		drawn := bars{
			message: p.rankingMessage(r), sheet: b.sheet.name, labels: unitColumn, values: totalColumn, head: b.first - 1,
			first: first, last: min(b.last, first+size-1),
			least: exact(least), most: exact(most), format: p.fine.total,
		}
		drawn.alternative = drawn.message
		if first > b.first {
			drawn.message = p.say("chart.next", "From", first-b.first+1, "To", drawn.last-b.first+1)
			s.breaks = append(s.breaks, s.next())
		}
		s.draw(drawn)
	}
	return s
}

// rankingMessage is the title of the chart: what it shows in one sentence.
func (p *teller) rankingMessage(r reform.Ranking) string {
	best, last := r.Standings[0], r.Standings[len(r.Standings)-1]
	pairs := []any{
		"Unit", p.unit(best.Unit), "Total", p.points(best.Total), "Max", p.points(p.Framework.Max),
		"Gap", p.points(best.Total - last.Total), "Last", p.points(last.Total), "Units", best.Tied, "All", len(r.Standings),
	}
	switch {
	case len(r.Standings) == 1:
		return p.say("chart.one", pairs...)
	case best.Total == last.Total:
		return p.say("chart.equal", pairs...)
	case best.Tied > 1:
		return p.say("chart.tied", pairs...)
	}
	return p.say("chart.best", pairs...)
}

// draw puts a chart beneath what the sheet holds, on rows of its own.
func (s *sheet) draw(b bars) {
	count := b.last - b.first + 1
	height := titlePixels + count*min(26, max(14, 720/count))
	s.charts = append(s.charts, placedChart{at(1, s.next()), b.chart(s.pixels(), height)})
	for range height/rowPixels + 1 {
		s.add(rowHeight)
	}
}

// pixels is how wide all columns are together.
func (s *sheet) pixels() int {
	width := 0
	for _, w := range s.widths {
		width += int(w * digitPixels)
	}
	return width
}

func (b bars) chart(width, height int) *excelize.Chart {
	gap, plain := uint(35), false
	column := func(n int) string {
		return "'" + b.sheet + "'!" + fixed(n, b.first) + ":" + fixed(n, b.last)
	}
	small := excelize.Font{Family: font, Size: 9, Color: ink}
	format := excelize.ChartNumFmt{CustomNumFmt: b.format}
	return &excelize.Chart{
		Type: excelize.Bar,
		Series: []excelize.ChartSeries{{
			Name:              "'" + b.sheet + "'!" + fixed(b.values, b.head),
			Categories:        column(b.labels),
			Values:            column(b.values),
			Fill:              excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{blue}},
			DataLabel:         excelize.ChartDataLabel{Font: small},
			DataLabelPosition: excelize.ChartDataLabelsPositionOutsideEnd,
		}},
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
			Text: b.message, Font: &excelize.Font{Family: font, Size: 11, Bold: true, Color: ink},
		}}},
		Format:     excelize.GraphicOptions{AltText: b.alternative},
		Dimension:  excelize.ChartDimension{Width: uint(width), Height: uint(height)}, //nolint:gosec // some hundreds
		Legend:     excelize.ChartLegend{Position: "none"},
		VaryColors: &plain,
		GapWidth:   &gap,
		// The first row stands on top. Each bar says its own value, so the scale
		// behind it can go; it runs from zero to the most to be had.
		XAxis:        excelize.ChartAxis{ReverseOrder: true, TickLabelSkip: 1, Font: small},
		YAxis:        excelize.ChartAxis{None: true, Minimum: &b.least, Maximum: &b.most, NumFmt: format},
		PlotArea:     excelize.ChartPlotArea{ShowVal: true, NumFmt: format},
		Border:       excelize.LineOptions{Type: excelize.LineNone},
		ShowBlanksAs: "gap",
	}
}
