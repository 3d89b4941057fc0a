package export

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// book writes sheets into one workbook.
type book struct {
	file   *excelize.File
	styles map[look]int
	header string
	footer string
}

// write makes the workbook and writes it.
func (p *teller) write(w io.Writer, title string, sheets []*sheet) (err error) {
	b := book{excelize.NewFile(), map[look]int{}, p.pageHeader(), p.pageFooter(title)}
	defer func() { err = errors.Join(err, b.file.Close()) }()
	b.file.SetZipWriter(newSortedZip)
	if err := errors.Join(b.file.SetDefaultFont(font), b.describe(p, title)); err != nil {
		return err
	}
	for i, s := range sheets {
		if err := b.add(s, i == 0); err != nil {
			return fmt.Errorf("sheet %s: %w", s.name, err)
		}
	}
	return b.file.Write(w)
}

// describe fixes what a workbook says of itself. Its times are the Tally's: the
// time of writing would make two equal exports differ.
func (b book) describe(p *teller, title string) error {
	written := p.AsOf
	if written.IsZero() {
		written = p.Cycle.Opens
	}
	stamp := written.UTC().Format(time.RFC3339)
	return errors.Join(
		b.file.SetAppProps(&excelize.AppProperties{Application: "Reformboard"}),
		b.file.SetDocProps(&excelize.DocProperties{
			Title: short(title), Subject: short(p.Framework.ID + " · " + p.Cycle.ID), Language: string(p.l),
			Creator: "Reformboard", LastModifiedBy: "Reformboard", Created: stamp, Modified: stamp,
		}),
	)
}

// short keeps a text within the 255 characters of a document property.
func short(text string) string {
	if runes := []rune(text); len(runes) > 250 {
		return string(runes[:250]) + "…"
	}
	return text
}

func (b book) add(s *sheet, first bool) error {
	if first {
		if err := b.file.SetSheetName("Sheet1", s.name); err != nil {
			return err
		}
	} else if _, err := b.file.NewSheet(s.name); err != nil {
		return err
	}
	// What stands before the rows in the file is set before the stream begins.
	if err := errors.Join(b.page(s), b.window(s)); err != nil {
		return err
	}
	stream, err := b.file.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	if err := errors.Join(b.rows(s, stream), b.names(s), b.draw(s)); err != nil {
		return err
	}
	return stream.Flush()
}

// page sets the sheet up for print on A4.
func (b book) page(s *sheet) error {
	a4, orientation, tall, across := 9, "portrait", 0, max(1, s.across)
	if s.landscape {
		orientation = "landscape"
	}
	side, top, edge, fit := 0.4, 0.6, 0.3, true
	return errors.Join(
		b.file.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}),
		b.file.SetPageLayout(s.name, &excelize.PageLayoutOptions{
			Size: &a4, Orientation: &orientation, FitToWidth: &across, FitToHeight: &tall,
		}),
		b.file.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{
			Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &edge, Footer: &edge, Horizontally: &fit,
		}),
		b.file.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{
			DifferentFirst: true, FirstFooter: b.footer, OddHeader: b.header, OddFooter: b.footer,
		}),
	)
}

// window sets how the sheet shows on a screen.
func (b book) window(s *sheet) error {
	grid := false
	return errors.Join(
		b.file.SetSheetView(s.name, -1, &excelize.ViewOptions{ShowGridLines: &grid}),
		// Without it the file says A1, and readers that believe it see one cell.
		b.file.SetSheetDimension(s.name, "A1:"+at(s.columns(), len(s.rows))),
	)
}

func (b book) rows(s *sheet, stream *excelize.StreamWriter) error {
	for i, width := range s.widths {
		if err := stream.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if s.frozen != [2]int{} {
		corner := at(s.frozen[0]+1, s.frozen[1]+1)
		pane := "bottomRight"
		if s.frozen[0] == 0 {
			pane = "bottomLeft"
		}
		err := stream.SetPanes(&excelize.Panes{
			Freeze: true, XSplit: s.frozen[0], YSplit: s.frozen[1], TopLeftCell: corner, ActivePane: pane,
		})
		if err != nil {
			return err
		}
	}
	for i, r := range s.rows {
		cells, err := b.cells(r.cells)
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

// cells gives each cell its style. Text goes in as text: "=1+1" stays four signs.
func (b book) cells(cells []cell) ([]any, error) {
	out := make([]any, len(cells))
	for i, c := range cells {
		if c == (cell{}) {
			continue
		}
		id, ok := b.styles[c.look]
		if !ok {
			var err error
			if id, err = b.file.NewStyle(c.look.style()); err != nil {
				return nil, err
			}
			b.styles[c.look] = id
		}
		out[i] = excelize.Cell{StyleID: id, Value: c.value}
	}
	return out, nil
}

// names sets the print area, the rows and columns repeated on each page, and the
// filter: all of them are names with a fixed meaning.
func (b book) names(s *sheet) error {
	quoted := "'" + s.name + "'!"
	area := quoted + "$A$1:" + fixed(s.columns(), len(s.rows))
	errs := []error{b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: area, Scope: s.name})}
	if s.repeated != [2]int{} {
		titles := fmt.Sprintf("%s$%d:$%d", quoted, s.repeated[0], s.repeated[1])
		if s.across > 1 {
			titles = fmt.Sprintf("%s$A:$%s,%s", quoted, strings.TrimRight(at(s.frozen[0], 1), "1"), titles)
		}
		errs = append(errs, b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: s.name}))
	}
	if s.filtered != "" {
		errs = append(errs, b.file.AutoFilter(s.name, s.filtered, nil))
	}
	return errors.Join(errs...)
}

func (b book) draw(s *sheet) error {
	for _, c := range s.charts {
		if err := b.file.AddChart(s.name, c.at, c.chart); err != nil {
			return err
		}
	}
	for _, r := range s.breaks {
		if err := b.file.InsertPageBreak(s.name, at(1, r)); err != nil {
			return err
		}
	}
	return nil
}
