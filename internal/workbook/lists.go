package workbook

import (
	"strconv"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/reform"
)

// writeLists writes the answers that drop-downs offer to a hidden sheet, a column
// a list, and returns where the list of each figure stands. A list inside the
// rule itself may have no more than 255 characters.
func (f Form) writeLists(p *page) map[string]string {
	absent := f.say("not_applicable")
	places := map[string]string{}
	column := 0
	for _, g := range f.Framework.FiguresOf(f.Source) {
		if answers := f.offered(g, absent); len(answers) > 0 {
			column++
			places[g.ID] = p.list(column, answers)
		}
	}
	p.keep(p.book.SetSheetVisible(p.name, false))
	return places
}

func (f Form) offered(g reform.Figure, absent string) []string {
	var answers []string
	for _, o := range g.Options {
		answers = append(answers, o.Title.In(f.Language))
	}
	if g.Optional {
		answers = append(answers, absent)
	}
	return answers
}

// list writes one column and names its range.
func (p *page) list(column int, answers []string) string {
	name, err := excelize.ColumnNumberToName(column)
	p.keep(err)
	for i, answer := range answers {
		p.keep(p.book.SetCellStr(p.name, name+strconv.Itoa(i+1), answer))
	}
	return rangeOf(p.name, "$"+name+"$1", "$"+name+"$"+strconv.Itoa(len(answers)))
}

// writeIdentity writes for whom, when and by which rules the form was made, and from
// which version of the report.
func (f Form) writeIdentity(p *page) {
	lines := append(f.identity(), mark{key: versionKey, value: strconv.Itoa(f.Version)})
	if f.Key != nil {
		values := map[string]string{}
		for _, m := range lines {
			values[m.key] = m.value
		}
		lines = append(lines, mark{key: signatureKey, value: sign(f.Key, func(key string) string { return values[key] })})
	}
	for _, m := range lines {
		p.row++
		p.put("A", m.key, 0)
		p.put("B", m.value, 0)
		p.put("C", m.words, 0)
	}
	p.dimension("C")
	p.define(identityName, rangeOf(p.name, "$A$1", "$C$"+strconv.Itoa(p.row)))
	p.keep(p.book.SetSheetVisible(p.name, false, true))
}
