package workbook

import (
	"slices"
	"strconv"
	"strings"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// helpWidths are the columns of the help sheet; together as wide as the report's.
var helpWidths = map[string]float64{"A": 6, "B": 48, "C": 59}

// helpSteps is how many sentences the help has: workbook.help.1 to this one.
const helpSteps = 11

// writeHelp says in plain words how to fill the form in and what becomes of it,
// and which indicators use each figure.
func (f Form) writeHelp(p *page, style *styles) {
	p.widths(helpWidths)
	p.next(2 * lineHeight)
	p.across("A", "C", strings.ToUpper(f.say("help.title")), style.title)
	for i := range helpSteps {
		text := f.say("help."+strconv.Itoa(i+1),
			"Absent", f.say("not_applicable"), "None", f.say("no_practice"), "Due", locale.Moment(f.Language, f.Cycle.Due))
		p.next(fit(wrapped{text, helpWidths["B"] + helpWidths["C"], 12, false}))
		p.keep(p.book.SetCellInt(p.name, p.at("A"), int64(i+1)))
		p.dress("A", "A", style.centred)
		p.across("B", "C", text, style.text)
	}
	p.next(lineHeight)
	f.writeUses(p, style)
	p.dimension("C")
	p.print(f)
	p.local("_xlnm.Print_Area", rangeOf(p.name, "$A$1", "$C$"+p.at("")))
	p.protect()
}

// writeUses lists the figures in the report's order with what they count for.
func (f Form) writeUses(p *page, style *styles) {
	p.next(lineHeight + 6)
	p.put("A", f.say("column.place"), style.head)
	p.put("B", f.say("column.label"), style.head)
	p.put("C", f.say("column.uses"), style.head)
	uses := f.uses()
	number := int64(0)
	for _, s := range f.sections() {
		for _, g := range s.figures {
			number++
			title, used := g.Title.In(f.Language), strings.Join(uses[g.ID], "\n")
			p.next(fit(wrapped{title, helpWidths["B"], 12, false}, wrapped{used, helpWidths["C"], 11, false}))
			p.keep(p.book.SetCellInt(p.name, p.at("A"), number))
			p.dress("A", "A", style.place)
			p.put("B", title, style.label)
			p.put("C", used, style.help)
		}
	}
}

// uses lists for each figure the indicators that read it.
func (f Form) uses() map[string][]string {
	uses := map[string][]string{}
	for _, i := range f.Framework.Indicators() {
		title := i.ID + " " + i.Title.In(f.Language)
		for _, figure := range readBy(i) {
			uses[figure] = append(uses[figure], title)
		}
	}
	return uses
}

func readBy(i reform.Indicator) []string {
	figures := i.Rule.Figures()
	if condition := i.Applies.Figure; condition != "" && !slices.Contains(figures, condition) {
		figures = append(figures, condition)
	}
	return figures
}
