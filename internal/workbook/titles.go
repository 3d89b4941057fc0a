package workbook

import (
	"reformboard/internal/locale"
	"reformboard/internal/oldfont"
	"reformboard/internal/reform"
)

// titles are figures by their titles in both languages, as they are written and, once
// somebody asks for another spelling, case aside. A title that several figures bear names
// none of them.
type titles struct {
	figures           []reform.Figure
	written, caseless map[string]string
	left              int // work on other spellings, in bytes compared
}

// How much is compared. A file may have a long text in every row, and an old typeface
// is looked for eight times as long as anything else.
const (
	longestLabel = 4_000 // bytes
	mostCompared = 8 << 20
	lookedFor    = 8
)

// labels are the titles that rows are found by, the same for all sheets of a file.
func (o *opened) labels() *titles {
	if o.titles == nil {
		o.titles = &titles{figures: o.form.Framework.FiguresOf(o.form.Source), left: mostCompared}
	}
	return o.titles
}

// by lists the figures by a spelling of their titles.
func (t *titles) by(spelt func(title string) string) map[string]string {
	known := make(map[string]string, 2*len(t.figures))
	for i := range t.figures {
		g := &t.figures[i]
		for _, l := range reform.Languages {
			title := spelt(g.Title.In(l))
			if other, taken := known[title]; taken && other != g.ID {
				known[title] = ""
				continue
			}
			known[title] = g.ID
		}
	}
	delete(known, "")
	return known
}

func (t *titles) find(label string) (figure string, known bool) {
	if t.written == nil {
		t.written = t.by(func(title string) string { return title })
	}
	if figure, known = t.written[label]; known || label == "" {
		return figure, known
	}
	if t.caseless == nil {
		t.caseless = t.by(locale.Caseless)
	}
	if t.left -= len(label); t.left < 0 || len(label) > longestLabel {
		return "", false
	}
	if figure, known = t.caseless[locale.Caseless(label)]; known {
		return figure, known
	}
	t.left -= lookedFor * len(label)
	if modern, _, old := oldfont.Unicode(label); old {
		figure, known = t.caseless[locale.Caseless(modern)]
	}
	return figure, known
}
