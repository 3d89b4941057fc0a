package sheet

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// writer writes sheets into one workbook.
type writer struct {
	Book
	file   *excelize.File
	styles map[Look]int
}

// Write makes the workbook of these sheets and writes it.
func (b Book) Write(to io.Writer, sheets []*Sheet) (err error) {
	w := writer{b, excelize.NewFile(), map[Look]int{}}
	defer func() { err = errors.Join(err, w.file.Close()) }()
	w.file.SetZipWriter(newSortedZip)
	if err := errors.Join(w.file.SetDefaultFont(font), w.describe()); err != nil {
		return err
	}
	for i, s := range sheets {
		if err := w.add(s, i == 0); err != nil {
			return fmt.Errorf("sheet %s: %w", s.Name, err)
		}
	}
	return w.file.Write(to)
}

func (w writer) describe() error {
	stamp := w.Written.UTC().Format(time.RFC3339)
	return errors.Join(
		w.file.SetAppProps(&excelize.AppProperties{Application: "Reformboard"}),
		w.file.SetDocProps(&excelize.DocProperties{
			Title: short(w.Title), Subject: short(w.Subject), Language: w.Language,
			Creator: "Reformboard", LastModifiedBy: "Reformboard", Created: stamp, Modified: stamp,
		}),
	)
}

func (w writer) add(s *Sheet, first bool) error {
	if first {
		if err := w.file.SetSheetName("Sheet1", s.Name); err != nil {
			return err
		}
	} else if _, err := w.file.NewSheet(s.Name); err != nil {
		return err
	}
	// What stands before the rows in the file is set before the stream begins.
	if err := errors.Join(w.page(s), w.window(s)); err != nil {
		return err
	}
	stream, err := w.file.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	if err := errors.Join(w.rows(s, stream), w.names(s), w.draw(s)); err != nil {
		return err
	}
	return stream.Flush()
}

// page sets the sheet up for print on A4.
func (w writer) page(s *Sheet) error {
	a4, orientation, tall, across := 9, "portrait", 0, max(1, s.Across)
	if s.Landscape {
		orientation = "landscape"
	}
	side, top, edge, fit := 0.4, 0.6, 0.3, true
	return errors.Join(
		w.file.SetSheetProps(s.Name, &excelize.SheetPropsOptions{FitToPage: &fit}),
		w.file.SetPageLayout(s.Name, &excelize.PageLayoutOptions{
			Size: &a4, Orientation: &orientation, FitToWidth: &across, FitToHeight: &tall,
		}),
		w.file.SetPageMargins(s.Name, &excelize.PageLayoutMarginsOptions{
			Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &edge, Footer: &edge, Horizontally: &fit,
		}),
		w.file.SetHeaderFooter(s.Name, &excelize.HeaderFooterOptions{
			DifferentFirst: true, FirstFooter: w.footer(), OddHeader: w.header(), OddFooter: w.footer(),
		}),
	)
}

// window sets how the sheet shows on a screen.
func (w writer) window(s *Sheet) error {
	grid := false
	return errors.Join(
		w.file.SetSheetView(s.Name, -1, &excelize.ViewOptions{ShowGridLines: &grid}),
		// Without it the file says A1, and readers that believe it see one cell.
		w.file.SetSheetDimension(s.Name, "A1:"+at(s.columns(), len(s.rows))),
	)
}

func (w writer) rows(s *Sheet, stream *excelize.StreamWriter) error {
	for i, width := range s.Widths {
		if err := stream.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := freeze(s, stream); err != nil {
		return err
	}
	for i, r := range s.rows {
		cells, err := w.cells(r.cells)
		if err != nil {
			return err
		}
		if err := stream.SetRow(at(1, i+1), cells, excelize.RowOpts{Height: r.height}); err != nil {
			return err
		}
	}
	for _, m := range s.merged {
		if err := stream.MergeCell(m[0], m[1]); err != nil {
			return err
		}
	}
	return nil
}

// freeze keeps the first columns and rows in sight.
func freeze(s *Sheet, stream *excelize.StreamWriter) error {
	if s.Frozen == [2]int{} {
		return nil
	}
	columns, rows := s.Frozen[0], s.Frozen[1]
	pane := "bottomRight"
	if columns == 0 {
		pane = "bottomLeft"
	}
	return stream.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: columns, YSplit: rows, TopLeftCell: at(columns+1, rows+1), ActivePane: pane,
	})
}

// cells gives each cell its style. Text goes in as text: "=1+1" stays four signs.
func (w writer) cells(cells []Cell) ([]any, error) {
	out := make([]any, len(cells))
	for i, c := range cells {
		if c == (Cell{}) {
			continue
		}
		id, ok := w.styles[c.Look]
		if !ok {
			var err error
			if id, err = w.file.NewStyle(c.Look.style()); err != nil {
				return nil, err
			}
			w.styles[c.Look] = id
		}
		out[i] = excelize.Cell{StyleID: id, Value: c.Value}
	}
	return out, nil
}

// names sets the print area, the rows and columns repeated on each page, and the
// filter: all of them are names with a fixed meaning.
func (w writer) names(s *Sheet) error {
	quoted := "'" + s.Name + "'!"
	area := quoted + "$A$1:" + fixed(s.columns(), len(s.rows))
	errs := []error{w.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: area, Scope: s.Name})}
	if s.Repeated != [2]int{} {
		titles := fmt.Sprintf("%s$%d:$%d", quoted, s.Repeated[0], s.Repeated[1])
		if s.Across > 1 {
			titles = fmt.Sprintf("%s$A:$%s,%s", quoted, strings.TrimRight(at(s.Frozen[0], 1), "1"), titles)
		}
		errs = append(errs, w.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: s.Name}))
	}
	if s.Filtered != [2]int{} {
		table := at(1, s.Filtered[0]) + ":" + at(len(s.Widths), s.Filtered[1])
		errs = append(errs, w.file.AutoFilter(s.Name, table, nil))
	}
	return errors.Join(errs...)
}

func (w writer) draw(s *Sheet) error {
	for _, c := range s.charts {
		if err := w.file.AddChart(s.Name, c.at, c.chart); err != nil {
			return err
		}
	}
	for _, r := range s.breaks {
		if err := w.file.InsertPageBreak(s.Name, at(1, r)); err != nil {
			return err
		}
	}
	return nil
}
