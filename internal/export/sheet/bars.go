package sheet

import "github.com/xuri/excelize/v2"

// Sizes in pixels as excelize counts them when it ties a chart to cells: a digit
// of a column's width, and a row; and what a chart needs above its bars.
const (
	digitPixels = 8
	rowPixels   = 18
	rowHeight   = 15 // points
	titlePixels = 70
)

// Bars is a bar chart over the rows of a sheet.
type Bars struct {
	Message     string // what it shows, in one sentence
	Alternative string // the same for who cannot see it
	Colour      string
	Sheet       string
	Labels      int     // column
	Values      int     // column
	Head        int     // row of the columns' titles
	First, Last int     // rows
	Least, Most float64 // of the scale
	Format      string  // of the values
}

type placedChart struct {
	at    string
	chart *excelize.Chart
}

// Draw puts a chart beneath what the sheet holds, on rows of its own.
func (s *Sheet) Draw(b Bars) {
	count := b.Last - b.First + 1
	height := titlePixels + count*min(26, max(14, 720/count))
	s.charts = append(s.charts, placedChart{at(1, s.Last()+1), b.chart(s.pixels(), height)})
	for range height/rowPixels + 1 {
		s.Add(rowHeight)
	}
}

// pixels is how wide all columns are together.
func (s *Sheet) pixels() int {
	width := 0
	for _, w := range s.Widths {
		width += int(w * digitPixels)
	}
	return width
}

func (b Bars) chart(width, height int) *excelize.Chart {
	gap, plain := uint(35), false
	column := func(n int) string {
		return "'" + b.Sheet + "'!" + fixed(n, b.First) + ":" + fixed(n, b.Last)
	}
	small := excelize.Font{Family: font, Size: 9, Color: ink}
	format := excelize.ChartNumFmt{CustomNumFmt: b.Format}
	return &excelize.Chart{
		Type: excelize.Bar,
		Series: []excelize.ChartSeries{{
			Name:              "'" + b.Sheet + "'!" + fixed(b.Values, b.Head),
			Categories:        column(b.Labels),
			Values:            column(b.Values),
			Fill:              excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{b.Colour}},
			DataLabel:         excelize.ChartDataLabel{Font: small},
			DataLabelPosition: excelize.ChartDataLabelsPositionOutsideEnd,
		}},
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
			Text: b.Message, Font: &excelize.Font{Family: font, Size: 11, Bold: true, Color: ink},
		}}},
		Format:     excelize.GraphicOptions{AltText: b.Alternative},
		Dimension:  excelize.ChartDimension{Width: uint(width), Height: uint(height)},
		Legend:     excelize.ChartLegend{Position: "none"},
		VaryColors: &plain,
		GapWidth:   &gap,
		// The first row stands on top. Each bar says its own value, so the scale
		// behind it can go; it runs from zero to the most to be had.
		XAxis:        excelize.ChartAxis{ReverseOrder: true, TickLabelSkip: 1, Font: small},
		YAxis:        excelize.ChartAxis{None: true, Minimum: &b.Least, Maximum: &b.Most, NumFmt: format},
		PlotArea:     excelize.ChartPlotArea{ShowVal: true, NumFmt: format},
		Border:       excelize.LineOptions{Type: excelize.LineNone},
		ShowBlanksAs: "gap",
	}
}
