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
		if fact[1] != "" {
			addFact(s, fact[0], fact[1])
		}
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
	return s
}

func (p *teller) methodFacts() [][2]string {
	f, c := &p.Framework, p.Cycle
	window := p.say("method.window", "Period", locale.Period(p.l, c.Period), "From", locale.Date(p.l, c.DataFrom.In(p.AsOf.Location())),
		"To", locale.Date(p.l, c.DataTo.In(p.AsOf.Location()).AddDate(0, 0, -1)))
	var covered string
	if f.Coverage != "" {
		covered = p.say("coverage", "Share", p.percent(f.Coverage))
	}
	return [][2]string{
		{p.say("method.framework"), p.say("method.edition", "ID", f.ID, "Title", p.words(f.Title), "Max", p.points(f.Max))},
		{p.say("method.origin"), p.words(f.Origin)},
		{p.say("method.note"), p.words(c.Note())},
		{p.say("method.period"), window},
		{p.say("method.due"), p.say("method.days", "Opens", p.moment(c.Opens), "Due", p.moment(c.Due), "Closes", p.moment(c.Closes), "Zone", p.zone())},
		{p.say("method.rounding"), locale.Rounding(p.l, f)},
		{p.say("method.ranking"), strings.TrimSpace(p.say("ties") + " " + covered)},
		{p.say("method.not_applicable"), p.say("method.then", "Then", locale.NotApplicable(p.l, f))},
		{p.say("method.grades"), p.gradeWords()},
		{p.say("method.grades_note"), p.words(f.GradesNote)},
	}
}

func (p *teller) gradeWords() string {
	var said []string
	for _, g := range p.Framework.Grades {
		said = append(said, p.say("method.grade", "Grade", p.words(g.Title), "From", p.points(g.From)))
	}
	return strings.Join(said, "; ")
}

func (p *teller) addMethodArea(s *sheet.Sheet, a reform.Placed) {
	strong := text.Strong().Filled(pale)
	cells := []sheet.Cell{strong.Of(a.ID), strong.Of(strings.Repeat("   ", a.Depth) + p.words(a.Title)), number.Strong().Filled(pale).As(p.fine.area).Of(exact(a.Max))}
	for len(cells) < len(s.Widths) {
		cells = append(cells, strong.Of(nil))
	}
	if a.Outside {
		cells[4].Value = p.say("method.outside")
	}
	s.AddText(cells...)
	for _, i := range a.Indicators {
		cells := p.methodCells(i)
		s.AddText(cells...)
	}
}

func (p *teller) methodCells(i reform.Indicator) []sheet.Cell {
	name := p.words(i.Title)
	if i.Code != "" {
		name += " (" + i.Code + ")"
	}
	most := number.As(p.fine.indicator).Of(exact(i.Max))
	if !i.Scored() {
		most = middle.Of("–")
	}
	return []sheet.Cell{
		text.Of(i.ID),
		text.Of(name),
		most, p.target(i),
		text.Of(locale.Rule(p.l, &p.Framework, i)),
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
	for _, id := range i.Rule.Figures() {
		figure, ok := p.Framework.Figure(id)
		if !ok || seen[figure.Source] {
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
		who = p.say("applies.all")
	}
	figure, ok := p.Framework.Figure(i.Applies.Figure)
	if !ok {
		return who
	}
	return p.say("applies.figure", "Who", who, "Figure", p.words(figure.Title))
}
