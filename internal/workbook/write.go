package workbook

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Write writes the form, with the values that are already known in their cells.
// The same form gives the same bytes.
func Write(w io.Writer, f Form) error {
	if err := f.check(); err != nil {
		return fmt.Errorf("write form: %w", err)
	}
	book := excelize.NewFile()
	defer func() { _ = book.Close() }() // nothing was unpacked to a temporary file
	if err := f.fill(book); err != nil {
		return fmt.Errorf("write form of unit %s: %w", f.Unit.ID, err)
	}
	if err := book.Write(w); err != nil {
		return fmt.Errorf("write form of unit %s: %w", f.Unit.ID, err)
	}
	return nil
}

// fill writes the four sheets. All are begun before any is filled, since the
// report's drop-downs point at the lists.
func (f Form) fill(book *excelize.File) error {
	style := newStyles(book)
	report := &page{book: book, name: f.say("sheet.report")}
	help := &page{book: book, name: f.say("sheet.help")}
	lists := &page{book: book, name: f.say("sheet.lists")}
	own := &page{book: book, name: identitySheet}
	report.keep(book.SetSheetName("Sheet1", report.name))
	for _, p := range []*page{help, lists, own} {
		_, err := book.NewSheet(p.name)
		p.keep(err)
	}
	f.writeReport(report, style, f.writeLists(lists))
	f.writeHelp(help, style)
	f.writeIdentity(own)
	report.keep(style.err)
	report.keep(book.SetDocProps(&excelize.DocProperties{
		Creator: "Reformboard", Title: f.Framework.Title.In(f.Language), Subject: f.Unit.Name().In(f.Language),
		Created: stamp(f.Cycle.Opens), Modified: stamp(f.Cycle.Opens),
	}))
	for _, p := range []*page{report, help, lists, own} {
		if p.err != nil {
			return fmt.Errorf("sheet %s: %w", p.name, p.err)
		}
	}
	return nil
}

// stamp is a moment as document properties want it: the opening of the cycle, so
// that the same form made twice is the same file.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func (f Form) writeReport(p *page, style *styles, lists map[string]string) {
	p.widths(columnWidths)
	p.keep(p.book.SetColVisible(p.name, idColumn, false))
	f.writeTitle(p, style)
	f.writeHead(p, style)
	head := p.row
	number := 0
	for _, s := range f.sections() {
		f.writeHeading(p, style, s.heading)
		for _, g := range s.figures {
			number++
			f.writeFigure(p, style, g, number, lists[g.ID])
		}
	}
	f.writeSignatures(p, style)
	f.writeSetup(p, head)
}

// writeTitle says whose form it is, in few lines: they stay on the screen.
func (f Form) writeTitle(p *page, style *styles) {
	if f.Unit.Simulated {
		p.next(lineHeight + 4)
		p.across(placeColumn, helpColumn, locale.Say(reform.Vietnamese, "workbook.simulated"), style.mark)
	}
	f.writeLine(p, wrapped{strings.ToUpper(f.say("title")), 0, 15, true}, style.title)
	f.writeLine(p, wrapped{f.titleOfFramework(), 0, 12, false}, style.centred)
	f.writeLine(p, wrapped{f.unit(), 0, 12, true}, style.name)
	f.writeLine(p, wrapped{f.times(), 0, 12, false}, style.centred)
	f.writeLine(p, wrapped{f.say("hint", "Help", f.say("sheet.help")), 0, 11, false}, style.hint)
}

func (f Form) writeLine(p *page, text wrapped, style int) {
	text.width = shownWidth()
	p.next(fit(text))
	p.across(placeColumn, helpColumn, text.text, style)
}

func (f Form) titleOfFramework() string {
	if f.Framework.Sample {
		return f.say("sample", "Title", f.Framework.Title.In(f.Language))
	}
	return f.Framework.Title.In(f.Language)
}

func (f Form) unit() string {
	if group := f.Group.Name(); !group.Empty() {
		return f.say("unit_in_group", "Unit", f.Unit.Name().In(f.Language), "Group", group.In(f.Language))
	}
	return f.say("unit", "Unit", f.Unit.Name().In(f.Language))
}

// times says which period, which days it counts, and when the report is due.
// The window's last day is shown, not the first moment after it; that moment may
// be midnight in London, which is morning here.
func (f Form) times() string {
	return f.say("times", "Period", f.period(), "From", locale.Date(f.Language, f.Cycle.DataFrom),
		"To", locale.Date(f.Language, f.Cycle.DataTo.AddDate(0, 0, -1)), "Due", locale.Moment(f.Language, f.Cycle.Due))
}

func (f Form) period() string { return locale.Period(f.Language, f.Cycle.Period) }

func (f Form) writeHead(p *page, style *styles) {
	p.next(2*lineHeight + 6)
	for _, column := range shown {
		p.put(column, f.say("column."+columnTitles[column]), style.head)
	}
}

var columnTitles = map[string]string{
	placeColumn: "place", labelColumn: "label", unitColumn: "unit", answerColumn: "answer", helpColumn: "help",
}

// writeHeading writes a band over the table. It runs on over the empty cells beside
// it and is not merged: people sort tables, and merged cells forbid it.
func (f Form) writeHeading(p *page, style *styles, heading string) {
	text, look := wrapped{heading, shownWidth() - columnWidths[placeColumn], 12, true}, style.heading
	if lines(text) > 1 {
		text.width, look = columnWidths[labelColumn], style.wideHeading
	}
	p.next(fit(text))
	p.put(labelColumn, heading, look)
	p.dress(placeColumn, helpColumn, look)
}

func (f Form) writeFigure(p *page, style *styles, g reform.Figure, number int, list string) {
	label, unit, help := g.Title.In(f.Language), f.unitOf(g), f.help(g)
	p.next(fit(
		wrapped{label, columnWidths[labelColumn], 12, false}, wrapped{unit, columnWidths[unitColumn], 12, false},
		wrapped{help, columnWidths[helpColumn], 11, false}, wrapped{f.answerText(g), columnWidths[answerColumn], 12, true},
	))
	p.put(idColumn, g.ID, 0)
	p.keep(p.book.SetCellInt(p.name, p.at(placeColumn), int64(number)))
	p.dress(placeColumn, placeColumn, style.place)
	p.put(labelColumn, label, style.label)
	p.put(unitColumn, unit, style.place)
	p.put(helpColumn, help, style.help)
	f.writeAnswer(p, style, g, list)
}

func (f Form) unitOf(g reform.Figure) string {
	if g.Unit.Empty() && g.Kind == reform.Percentage {
		return "%"
	}
	return g.Unit.In(f.Language)
}

// writeSignatures ends the printed form as an administrative paper ends.
func (f Form) writeSignatures(p *page, style *styles) {
	p.next(lineHeight)
	p.next(lineHeight + 4)
	p.across(answerColumn, helpColumn, f.say("signature.date"), style.note)
	p.next(lineHeight + 4)
	p.across(placeColumn, labelColumn, f.say("signature.left"), style.name)
	p.across(answerColumn, helpColumn, f.say("signature.right"), style.name)
	p.next(lineHeight + 4)
	p.across(placeColumn, labelColumn, f.say("signature.left.how"), style.note)
	p.across(answerColumn, helpColumn, f.say("signature.right.how"), style.note)
}

// writeSetup freezes the head, sets up the print, and marks the columns by which
// Read finds its way.
func (f Form) writeSetup(p *page, head int) {
	p.dimension(helpColumn)
	below := strconv.Itoa(head + 1)
	p.keep(p.book.SetPanes(p.name, &excelize.Panes{
		Freeze: true, YSplit: head, TopLeftCell: "A" + below, ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: f.firstAnswer(head), ActiveCell: f.firstAnswer(head), Pane: "bottomLeft"}},
	}))
	p.print(f)
	repeated := strconv.Itoa(head)
	p.local("_xlnm.Print_Titles", rangeOf(p.name, "$"+repeated, "$"+repeated))
	p.local("_xlnm.Print_Area", rangeOf(p.name, "$"+placeColumn+"$1", "$"+helpColumn+"$"+strconv.Itoa(p.row)))
	p.define(figuresName, rangeOf(p.name, "$"+idColumn, "$"+idColumn))
	p.define(answersName, rangeOf(p.name, "$"+answerColumn, "$"+answerColumn))
	p.protect()
}

// firstAnswer is where a person begins to type: under the head stands a heading.
func (f Form) firstAnswer(head int) string { return answerColumn + strconv.Itoa(head+2) }
