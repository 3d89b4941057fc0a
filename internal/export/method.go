package export

import (
	"strings"

	"reformboard/internal/export/sheet"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// methodSheet says how the figures became points and the points became ranks: the
// whole framework in words, as it stood when the figures were drawn up.
func (p *teller) methodSheet() *sheet.Sheet {
	s := &sheet.Sheet{Name: p.say("sheet.method"), Landscape: true, Widths: []float64{9, 40, 9, 9, 78, 18, 24}}
	p.begin(s, p.say("method.title", "Title", p.words(p.Framework.Short)), p.asOf())
	for _, fact := range p.methodFacts() {
		addFact(s, fact.Name, fact.Says)
	}
	s.Add(10)
	top := addHead(s,
		p.say("column.id"), p.say("column.indicator"), p.say("column.max"), p.say("column.target"),
		p.say("column.rule"), p.say("column.source"), p.say("column.applies"),
	)
	s.Repeated = [2]int{top, top}
	for _, a := range p.Framework.AllAreas() {
		p.addMethodArea(s, a)
	}
	p.addFacets(s)
	return s
}

// methodFacts are those of the framework and of the cycle.
func (p *teller) methodFacts() []locale.Fact {
	c := p.Cycle
	window := p.say("method.window", "Period", locale.Period(p.l, c.Period), "From", locale.Date(p.l, c.DataFrom.In(p.AsOf.Location())),
		"To", locale.Date(p.l, c.DataTo.In(p.AsOf.Location()).AddDate(0, 0, -1)))
	days := p.say("method.days", "Opens", p.moment(c.Opens), "Due", p.moment(c.Due), "Closes", p.moment(c.Closes), "Zone", p.zone())
	facts := locale.Method(p.l, &p.Framework)
	if note := p.words(c.Note()); note != "" {
		facts = append(facts, locale.Fact{Name: p.say("method.note"), Says: note})
	}
	return append(facts, locale.Fact{Name: p.say("method.period"), Says: window}, locale.Fact{Name: p.say("method.due"), Says: days})
}

func (p *teller) addMethodArea(s *sheet.Sheet, a reform.Placed) {
	strong := text.Strong().Filled(pale)
	cells := []sheet.Cell{strong.Of(a.ID), strong.Of(strings.Repeat("   ", a.Depth) + p.words(a.Title)), number.Strong().Filled(pale).As(p.fine.area).Of(exact(a.Max))}
	for len(cells) < len(s.Widths) {
		cells = append(cells, strong.Of(nil))
	}
	cells[4].Value = p.weighing(a.ID) + locale.Whole(p.l, a.Area)
	s.AddText(cells...)
	for _, i := range a.Indicators {
		cells := p.methodCells(a.Combine, i)
		s.AddText(cells...)
	}
}

// weighing says what an area weighs in the one around it, if that takes a mean.
func (p *teller) weighing(id string) string {
	for _, around := range p.Framework.AllAreas() {
		for _, a := range around.Areas {
			if weight := locale.Weight(p.l, around.Combine, a.Weight); a.ID == id && weight != "" {
				return "(" + weight + ") "
			}
		}
	}
	return ""
}

// addFacets writes what is published beside the tree.
func (p *teller) addFacets(s *sheet.Sheet) {
	for _, f := range p.Framework.Facets {
		cells := []sheet.Cell{
			text.Of(f.ID), text.Of(p.words(f.Title)), middle.Of(nil), middle.Of(nil),
			text.Of(locale.Facet(p.l, f)), text.Of(nil), text.Of(nil),
		}
		s.AddText(cells...)
	}
}

func (p *teller) methodCells(around reform.Aggregation, i reform.Indicator) []sheet.Cell {
	name := p.words(i.Title)
	if i.Code != "" {
		name += " (" + i.Code + ")"
	}
	if weight := locale.Weight(p.l, around, i.Weight); weight != "" && i.Scored() {
		name += " (" + weight + ")"
	}
	most := number.As(p.fine.indicator).Of(exact(i.Max))
	if !i.Scored() {
		most = middle.Of("–")
	}
	rule := []string{locale.Rule(p.l, &p.Framework, i)}
	for _, e := range i.Examples {
		rule = append(rule, locale.Example(p.l, &p.Framework, e))
	}
	return []sheet.Cell{
		text.Of(i.ID),
		text.Of(name),
		most, p.target(i),
		text.Of(strings.Join(rule, " ")),
		text.Of(p.sources(i)),
		text.Of(p.applies(i)),
	}
}

// target is the share aimed at; only a measured ratio has one.
func (p *teller) target(i reform.Indicator) sheet.Cell {
	if !i.Scored() || !i.Rule.Measures() {
		return middle.Of("–")
	}
	return number.As(percentFormat).Of(fraction(reform.PercentOfShare(i.Aim())))
}

// sources names who supplies an indicator's figures, each once.
func (p *teller) sources(i reform.Indicator) string {
	seen := map[reform.Source]bool{}
	var said []string
	for _, figure := range locale.Figures(&p.Framework, i.Rule) {
		if seen[figure.Source] {
			continue
		}
		seen[figure.Source] = true
		said = append(said, locale.Say(p.l, "source."+string(figure.Source)))
	}
	return strings.Join(said, ", ")
}

// applies says of whom an indicator is asked.
func (p *teller) applies(i reform.Indicator) string {
	var said []string
	for _, g := range i.Applies.Groups {
		said = append(said, p.group(g))
	}
	who := strings.Join(said, ", ")
	if who == "" {
		who = locale.Say(p.l, "method.applies.all")
	}
	figure, ok := p.Framework.Figure(i.Applies.Figure)
	if !ok {
		return who
	}
	return locale.Say(p.l, "method.applies.figure", "Who", who, "Figure", p.words(figure.Title))
}
