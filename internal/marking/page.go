package marking

import (
	"fmt"
	"strconv"
	"strings"

	"reformboard/internal/patch"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// The columns of the list, as wide as so many letters; together an A4 page on its side.
var columns = []struct {
	key   string
	width int
}{
	{"number", 6}, {"severity", 12}, {"cell", 11}, {"label", 32}, {"found", 16}, {"text", 37}, {"mend", 38}, {"state", 15},
}

// What stands above the list, row by row.
const (
	titleRow = iota + 1
	countsRow
	howRow
	progressRow
	headRow
)

const (
	sheetKind   = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
	printTitles = "_xlnm.Print_Titles"
	line        = 15 // points
)

// page is the list as a sheet, written from the top down.
type page struct {
	*list
	styles *styles
	rows   strings.Builder
	links  strings.Builder
	last   int // the last row written
	end    int // the last row of the list itself
}

// addSheet writes the list, puts it first and opens the file at it.
func (l *list) addSheet(w *directory, s *styles) error {
	p := &page{list: l, styles: s, end: headRow + len(l.items)}
	p.writeHead()
	for n, i := range l.items {
		p.writeItem(n+1, i)
	}
	if more := l.counts[reform.Error] + l.counts[reform.Warning] + l.counts[reform.Note] - len(l.items); more > 0 {
		p.writeLine(l.say("more", "More", more), look{size: 12, bold: true, ink: "8C1D13", side: "left"})
	}
	part := w.parts.Free("xl/worksheets/sheet", ".xml")
	w.parts.Put(part, p.sheet(w.doc.Namespace()))
	w.parts.Declare(part, sheetKind)
	s.write()
	title := w.freeTitle(l.say("sheet"))
	if err := w.insert(title, part); err != nil {
		return err
	}
	head := strconv.Itoa(headRow)
	w.define(
		[2]string{SheetName, quoted(title) + "$A$1"},
		[2]string{printTitles, quoted(title) + "$" + head + ":$" + head},
		[2]string{"_xlnm._FilterDatabase", quoted(title) + "$A$" + head + ":$" + lastColumn() + "$" + strconv.Itoa(p.end)},
	)
	w.dropChain()
	return nil
}

// dropChain drops the order in which a program last calculated. It does not know our
// sheet, and every program finds it anew.
func (w *directory) dropChain() {
	if chain := w.links.First("calcChain"); chain != "" {
		w.links.Drop(chain)
		w.parts.Drop(chain)
	}
}

func lastColumn() string { return spreadsheet.ColumnName(len(columns)) }

func (p *page) writeHead() {
	ink := "1F2933"
	p.writeLine(p.say("title"), look{size: 18, bold: true, ink: ink, side: "left"})
	p.writeLine(p.countsLine(), look{size: 13, bold: true, ink: "8C1D13", side: "left"})
	p.writeLine(p.say("how"), look{size: 12, ink: ink, side: "left"})
	p.begin(2 * line)
	p.formula(1, look{size: 12, bold: true, ink: "0B5CAD", side: "left"}, p.progress(), p.progressNow(0))
	p.begin(2*line + 2)
	for at, c := range columns {
		p.text(at+1, look{size: 12, bold: true, frame: true, ink: "FFFFFF", ground: "2F4B66", side: "center"}, p.say("column."+c.key))
	}
}

func (p *page) countsLine() string {
	var said []string
	for _, s := range []reform.Severity{reform.Error, reform.Warning, reform.Note} {
		if n := p.counts[s]; n > 0 {
			said = append(said, p.say("count."+grades[s].key, "Number", n))
		}
	}
	return strings.Join(said, "  ·  ")
}

// all is how many of the listed findings the file can tell to be mended.
func (p *page) all() int {
	n := 0
	for _, i := range p.items {
		if i.live() {
			n++
		}
	}
	return n
}

func (p *page) progressNow(done int) string { return p.say("progress", "Done", done, "All", p.all()) }

// progress counts what is mended, in the sentence that says so.
func (p *page) progress() string {
	state := "$" + lastColumn() + "$"
	done := "COUNTIF(" + state + strconv.Itoa(headRow+1) + ":" + state + strconv.Itoa(p.end) + "," + literal(p.say("state.done")) + ")"
	before, after, _ := strings.Cut(p.say("progress", "Done", "\x00", "All", p.all()), "\x00")
	return "IF(" + done + "=" + strconv.Itoa(p.all()) + "," + literal(p.say("finished", "All", p.all())) + "," +
		literal(before) + "&" + done + "&" + literal(after) + ")"
}

// writeLine writes a row that runs across all columns.
func (p *page) writeLine(text string, k look) {
	width := 0
	for _, c := range columns {
		width += c.width
	}
	p.begin(wrapped(text, width*12/k.size)*line*k.size/12 + k.size*3/4)
	p.text(1, k, text)
}

func (p *page) writeItem(number int, i item) {
	g := grades[i.Severity]
	base := look{size: 12, frame: true, ink: "1F2933", side: "left"}
	texts := []string{strconv.Itoa(number), p.say("severity." + g.key), p.where(i), i.Label.In(p.language), i.Found, i.text, i.mend, p.state(i)}
	if i.sheet != nil && i.Found == "" {
		texts[4] = p.say("blank")
	}
	lines := 1
	for at, text := range texts {
		lines = max(lines, wrapped(text, columns[at].width-1))
	}
	p.begin(min(lines*line+8, 409))
	for at, text := range texts {
		k := base
		switch columns[at].key {
		case "number", "state":
			k.side = "center"
		case "severity":
			k.side, k.bold, k.ink, k.ground = "center", true, g.ink, g.paper
		case "found":
			k.literal = true
		case "cell":
			k.side = "center"
			if i.sheet != nil {
				k.ink, k.under = "0B5CAD", true
				p.link(at+1, i)
			}
		}
		if columns[at].key == "state" && i.live() {
			stands := i.stands(func(row, column int) string {
				return quoted(i.Sheet) + "$" + spreadsheet.ColumnName(column) + "$" + strconv.Itoa(row)
			})
			p.formula(at+1, k, "IF(IFERROR(AND("+stands+"),FALSE),"+literal(text)+","+literal(p.say("state.done"))+")", text)
			continue
		}
		p.text(at+1, k, text)
	}
}

func (p *page) where(i item) string {
	switch {
	case i.Cell == "":
		return "–"
	case p.several:
		return i.Sheet + "!" + i.Cell
	}
	return i.Cell
}

func (p *page) state(i item) string {
	if i.Severity != reform.Note && !i.live() {
		return p.say("state.elsewhere")
	}
	return p.say("state." + grades[i.Severity].key)
}

func (p *page) begin(height int) {
	if p.last > 0 {
		p.rows.WriteString("</row>")
	}
	p.last++
	fmt.Fprintf(&p.rows, `<row r="%d" ht="%d" customHeight="1">`, p.last, height)
}

func (p *page) text(column int, k look, text string) {
	fmt.Fprintf(&p.rows, `<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`,
		spreadsheet.Address(p.last, column), p.styles.cell(k), plain(text))
}

func (p *page) formula(column int, k look, formula, now string) {
	fmt.Fprintf(&p.rows, `<c r="%s" s="%d" t="str"><f>%s</f><v>%s</v></c>`,
		spreadsheet.Address(p.last, column), p.styles.cell(k), patch.Escape(formula), plain(now))
}

func (p *page) link(column int, i item) {
	fmt.Fprintf(&p.links, `<hyperlink ref="%s" location="%s" tooltip="%s" display="%s"/>`, spreadsheet.Address(p.last, column),
		patch.Escape(quoted(i.Sheet)+spreadsheet.Address(i.cell.Row, i.cell.Column)), patch.Escape(p.say("tip", "Cell", i.Cell)), patch.Escape(i.Cell))
}

// sheet is the whole part.
func (p *page) sheet(vocabulary string) string {
	var said strings.Builder
	fmt.Fprintf(&said, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+`<worksheet xmlns="%s">`+
		`<sheetPr><tabColor rgb="FFC0392B"/><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:%s%d"/>`+
		`<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"><pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>`+
		`<selection pane="bottomLeft" activeCell="C%[5]d" sqref="C%[5]d"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>`,
		vocabulary, lastColumn(), p.last, headRow, headRow+1)
	for at, c := range columns {
		fmt.Fprintf(&said, `<col min="%d" max="%[1]d" width="%d" customWidth="1"/>`, at+1, c.width)
	}
	said.WriteString("</cols><sheetData>" + p.rows.String() + "</row></sheetData>")
	fmt.Fprintf(&said, `<autoFilter ref="A%d:%s%d"/>`, headRow, lastColumn(), p.end)
	said.WriteString(p.merged() + p.rules())
	if p.links.Len() > 0 {
		said.WriteString("<hyperlinks>" + p.links.String() + "</hyperlinks>")
	}
	said.WriteString(`<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>` +
		`<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>` +
		`<headerFooter><oddFooter>&amp;R&amp;10` + patch.Escape(p.say("page")) + `</oddFooter></headerFooter></worksheet>`)
	return said.String()
}

// merged are the rows that run across.
func (p *page) merged() string {
	said, count := "", 0
	for row := 1; row <= p.last; row++ {
		if row < headRow || row > p.end {
			said += fmt.Sprintf(`<mergeCell ref="A%d:%s%[1]d"/>`, row, lastColumn())
			count++
		}
	}
	return fmt.Sprintf(`<mergeCells count="%d">%s</mergeCells>`, count, said)
}

// rules make a mended row step back and its state green.
func (p *page) rules() string {
	first := strconv.Itoa(headRow + 1)
	done := patch.Escape("$" + lastColumn() + first + "=" + literal(p.say("state.done")))
	rule := func(from string, look, place int) string {
		return fmt.Sprintf(`<conditionalFormatting sqref="%s%s:%s%d"><cfRule type="expression" dxfId="%d" priority="%d" stopIfTrue="1"><formula>%s</formula></cfRule></conditionalFormatting>`,
			from, first, lastColumn(), p.end, look, place, done)
	}
	return rule(lastColumn(), p.styles.difference("1D6B3A", "D3EFDB"), 1) + rule("A", p.styles.difference("98A4AF", "F6F8FA"), 2)
}
