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

// fill writes the sheets. All are begun before any is filled, since they point at
// each other.
func (f Form) fill(book *excelize.File) error {
	style := newStyles(book)
	pages := []*page{{book: book, name: f.say("sheet.report")}}
	pages[0].keep(book.SetSheetName("Sheet1", pages[0].name))
	for _, name := range []string{f.say("sheet.expected"), f.say("sheet.help"), f.say("sheet.lists"), identitySheet} {
		p := &page{book: book, name: name}
		_, err := book.NewSheet(name)
		p.keep(err)
		pages = append(pages, p)
	}
	report, expected, help, lists, own := pages[0], pages[1], pages[2], pages[3], pages[4]
	f.writeExpected(expected, style, f.writeReport(report, style, f.writeLists(lists)))
	f.writeHelp(help, style)
	f.writeIdentity(own)
	report.keep(style.err)
	report.keep(book.SetDocProps(&excelize.DocProperties{
		Creator: "Reformboard", Title: f.Framework.Title.In(f.Language), Subject: f.Unit.Name().In(f.Language),
		Created: stamp(f.Cycle.Opens), Modified: stamp(f.Cycle.Opens),
	}))
	for _, p := range pages {
		if p.err != nil {
			return fmt.Errorf("sheet %s: %w", p.name, p.err)
		}
	}
	return nil
}

// stamp is a moment as document properties want it: the opening of the cycle, so
// that the same form made twice is the same file.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// writeReport writes the sheet to be filled in, and returns where the answer of each
// figure stands.
func (f Form) writeReport(p *page, style *styles, lists map[string]string) map[string]string {
	p.widths(f.layout().widths)
	p.keep(p.book.SetColVisible(p.name, idColumn, false))
	f.writeTitle(p, style)
	f.writeHead(p, style)
	t := table{Form: f, page: p, style: style, lists: lists, verdicts: f.verdicts(), spared: f.spared(), answers: map[string]string{}, head: p.row}
	t.write()
	p.stay() // a signature does not stand on a page of its own
	f.writeSignatures(p, style)
	f.writeSetup(p, t.head)
	return t.answers
}

// writeTitle says whose form it is, in few lines: they stay on the screen.
func (f Form) writeTitle(p *page, style *styles) {
	if f.Unit.Simulated {
		p.next(lineHeight + 4)
		p.across(placeColumn, f.layout().help, locale.Say(reform.Vietnamese, "workbook.simulated"), style.mark)
	}
	f.writeLine(p, wrapped{strings.ToUpper(f.say("title")), 0, 15, true}, style.title)
	f.writeLine(p, wrapped{f.titleOfFramework(), 0, 12, false}, style.centred)
	f.writeLine(p, wrapped{f.unit(), 0, 12, true}, style.name)
	f.writeLine(p, wrapped{f.times(), 0, 12, false}, style.centred)
	f.writeLine(p, wrapped{f.say("hint", "Help", f.say("sheet.help")), 0, 11, false}, style.hint)
}

func (f Form) writeLine(p *page, text wrapped, style int) {
	text.width = f.layout().width()
	p.next(fit(text))
	p.across(placeColumn, f.layout().help, text.text, style)
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
	l := f.layout()
	for _, column := range l.columns {
		p.put(column, f.heading(l.titles[column]), style.head)
	}
}

// heading is what stands over a column: its words and, in a line of its own, the
// period before where the column is about that.
func (f Form) heading(column string) string {
	return f.say("column."+column, "Period", locale.Period(f.Language, f.Last.Period))
}

// writeSignatures ends the printed form as an administrative paper ends, in one row
// that no page break can part.
func (f Form) writeSignatures(p *page, style *styles) {
	p.next(lineHeight)
	p.stay()
	p.next(signatureHeight)
	p.signature(placeColumn, unitColumn, style.centredTop, "", f.say("signature.left"), f.say("signature.left.how"))
	from := answerColumn
	if f.beside() {
		from = lastColumn
	}
	p.signature(from, f.layout().help, style.centredTop, f.say("signature.date"), f.say("signature.right"), f.say("signature.right.how"))
}

// signatureHeight has room for a signature and a seal, in points.
const signatureHeight = 9 * lineHeight

// signature writes where and when, who signs, and how.
func (p *page) signature(from, to string, style int, date, who, how string) {
	p.across(from, to, "", style)
	slanted, strong := font(12, "italic", ink), font(12, "bold", ink)
	p.keep(p.book.SetCellRichText(p.name, p.at(from), []excelize.RichTextRun{
		{Text: date + "\n", Font: slanted}, {Text: who + "\n", Font: strong}, {Text: how, Font: slanted},
	}))
}

// writeSetup freezes the head, sets up the print, and marks the columns by which
// Read finds its way.
func (f Form) writeSetup(p *page, head int) {
	help := f.layout().help
	p.dimension(help)
	below := strconv.Itoa(head + 1)
	p.keep(p.book.SetPanes(p.name, &excelize.Panes{
		Freeze: true, YSplit: head, TopLeftCell: "A" + below, ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: f.firstAnswer(head), ActiveCell: f.firstAnswer(head), Pane: "bottomLeft"}},
	}))
	p.print(f)
	p.turn()
	p.breakPages(across, f.layout().widthOnPaper(), head)
	repeated := strconv.Itoa(head)
	p.local("_xlnm.Print_Titles", rangeOf(p.name, "$"+repeated, "$"+repeated))
	p.local("_xlnm.Print_Area", rangeOf(p.name, "$"+placeColumn+"$1", "$"+help+"$"+strconv.Itoa(p.row)))
	p.define(figuresName, rangeOf(p.name, "$"+idColumn, "$"+idColumn))
	p.define(answersName, rangeOf(p.name, "$"+answerColumn, "$"+answerColumn))
	p.define(labelsName, rangeOf(p.name, "$"+labelColumn, "$"+labelColumn))
	p.protect()
}

// firstAnswer is where a person begins to type: under the head stands a heading.
func (f Form) firstAnswer(head int) string { return answerColumn + strconv.Itoa(head+2) }
