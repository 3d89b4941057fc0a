package workbook

import (
	"strings"

	"reformboard/internal/reform"
)

// table writes the figures of the report sheet, section by section.
type table struct {
	Form
	*page
	style    *styles
	lists    map[string]string // by figure: where the answers of its drop-down stand
	verdicts map[string]string // by figure: what it earned a period ago
	spared   map[string]bool   // figures that are not asked of the unit
	answers  map[string]string // by figure, as they are written: where its answer stands
	head     int               // the row of headings
	bounds   []bounds          // of the numbers, alike ones together
}

func (t *table) write() {
	number := 0
	for _, s := range t.sections() {
		t.writeHeading(s.heading)
		for _, g := range s.figures {
			number++
			t.writeFigure(g, number)
		}
	}
	t.writeConditions()
}

// writeHeading writes a band over the table. It runs on over the empty cells beside
// it and is not merged: people sort tables, and merged cells forbid it.
func (t *table) writeHeading(heading string) {
	l := t.layout()
	text, look := wrapped{heading, l.width() - l.widths[placeColumn], 12, true}, t.style.heading
	if lines(text) > 1 {
		text.width, look = l.widths[labelColumn], t.style.wideHeading
	}
	t.next(fit(text))
	t.put(labelColumn, heading, look)
	t.dress(placeColumn, l.help, look)
	t.stay()
}

func (t *table) writeFigure(g reform.Figure, number int) {
	l := t.layout()
	looks, answer, last := t.style.rowLooks, t.style.answer, t.style.last
	label, unit, help := g.Title.In(t.Language), t.unitOf(g), t.help(g)
	if t.spared[g.ID] {
		looks, answer, last = t.style.spared, t.style.sparedAnswer, t.style.sparedLast
		help = t.say("wanted.spared") + "\n" + help
	}
	t.next(fit(
		wrapped{label, l.widths[labelColumn], 12, false}, wrapped{unit, l.widths[unitColumn], 11, false},
		wrapped{t.text(g, t.value(g.ID)), l.widths[answerColumn], 12, true},
		wrapped{t.verdicts[g.ID], l.widths[verdictColumn], 11, false}, wrapped{help, l.widths[l.help], 11, false},
	))
	t.put(idColumn, g.ID, 0)
	t.keep(t.book.SetCellInt(t.name, t.at(placeColumn), int64(number)))
	t.dress(placeColumn, placeColumn, looks.place)
	t.put(labelColumn, label, looks.label)
	t.put(unitColumn, unit, looks.unit)
	t.writeAnswer(t.page, g, t.lists[g.ID], answer)
	t.answers[g.ID] = cellOf(t.name, "$"+answerColumn+"$"+t.at(""))
	if t.beside() {
		t.writeLast(t.page, g.ID, last)
		t.put(verdictColumn, t.verdicts[g.ID], looks.help)
	}
	t.put(l.help, help, looks.help)
	t.bound(g)
}

func (f Form) unitOf(g reform.Figure) string {
	if g.Unit.Empty() && g.Kind == reform.Percentage {
		return "%"
	}
	return g.Unit.In(f.Language)
}

// help is what the framework explains, and below it what may be entered.
func (f Form) help(g reform.Figure) string {
	lines := []string{g.Help.In(f.Language), f.wanted(g)}
	if g.Optional {
		lines = append(lines, f.say("wanted.optional"))
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
