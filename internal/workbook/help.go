package workbook

import (
	"strings"

	"reformboard/internal/locale"
)

// helpWidths are the columns of the help sheet; together they fill an upright page.
var helpWidths = map[string]float64{"A": 6, "B": 48, "C": 59}

// chapter is a heading of the help and the sentences below it, by their keys.
type chapter struct {
	heading   string
	sentences []string
}

// chapters say what to do in order, what the cells take, and whom to ask.
func (f Form) chapters() []chapter {
	file := []string{"own", "free"}
	if f.beside() {
		file = []string{"last", "own", "free"}
	}
	return []chapter{
		{"steps", []string{"fill", "look", "expected", "upload", "mend", "confirm"}},
		{"cells", []string{"number", "thousand", "percent", "date", "choice", "zero", "absent", "none", "spared"}},
		{"file", file},
		{"ask", []string{"whom"}},
	}
}

// writeHelp says in plain words how to fill the form in and what becomes of it,
// and which indicators use each figure.
func (f Form) writeHelp(p *page, style *styles) {
	p.widths(helpWidths)
	p.next(2 * lineHeight)
	p.across("A", "C", strings.ToUpper(f.say("help.title")), style.title)
	names := []any{
		"Report", f.say("sheet.report"), "Expected", f.say("sheet.expected"), "Due", locale.Moment(f.Language, f.Cycle.Due),
		"Absent", f.say("not_applicable"), "None", f.say("no_practice"), "Unit", f.Unit.ID, "Cycle", f.Cycle.ID,
		"Last", strings.ReplaceAll(f.heading("last"), "\n", " "), "Verdict", strings.ReplaceAll(f.heading("verdict"), "\n", " "),
	}
	for _, c := range f.chapters() {
		f.writeBand(p, style, f.say("help."+c.heading))
		for i, sentence := range c.sentences {
			text := f.say("help."+c.heading+"."+sentence, names...)
			p.next(fit(wrapped{text, helpWidths["B"] + helpWidths["C"], 12, false}))
			p.keep(p.book.SetCellInt(p.name, p.at("A"), int64(i+1)))
			p.dress("A", "A", style.place)
			p.across("B", "C", text, style.label)
		}
	}
	f.writeBand(p, style, f.say("help.uses"))
	f.writeUses(p, style)
	p.dimension("C")
	p.print(f)
	p.local("_xlnm.Print_Area", rangeOf(p.name, "$A$1", "$C$"+p.at("")))
	p.protect()
}

func (f Form) writeBand(p *page, style *styles, heading string) {
	p.next(lineHeight + 6)
	p.put("A", heading, style.heading)
	p.dress("A", "C", style.heading)
}

// writeUses lists the figures in the report's order with what they count for.
func (f Form) writeUses(p *page, style *styles) {
	p.next(lineHeight + 6)
	head := "$" + p.at("")
	p.local("_xlnm.Print_Titles", rangeOf(p.name, head, head))
	p.put("A", f.say("column.place"), style.head)
	p.put("B", f.say("column.label"), style.head)
	p.put("C", f.say("column.uses"), style.head)
	uses := uses(&f.Framework, f.Unit.PeerGroup)
	number := int64(0)
	for _, s := range f.sections() {
		for _, g := range s.figures {
			number++
			var titles []string
			for _, i := range uses[g.ID] {
				titles = append(titles, i.ID+" "+i.Title.In(f.Language))
			}
			if len(titles) == 0 {
				titles = []string{f.say("uses.none")}
			}
			title, used := g.Title.In(f.Language), strings.Join(titles, "\n")
			p.next(fit(wrapped{title, helpWidths["B"], 12, false}, wrapped{used, helpWidths["C"], 11, false}))
			p.keep(p.book.SetCellInt(p.name, p.at("A"), number))
			p.dress("A", "A", style.place)
			p.put("B", title, style.label)
			p.put("C", used, style.help)
		}
	}
}
