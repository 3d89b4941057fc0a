package export

import (
	"math/big"
	"strings"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// methodSheet says how the figures became points and the points became ranks: the
// whole framework in words, as it stood when the figures were drawn up.
func (p *teller) methodSheet() *sheet {
	s := &sheet{name: p.say("sheet.method"), landscape: true, widths: []float64{7, 40, 9, 9, 78, 18, 24}}
	p.begin(s, p.say("method.title", "Title", p.words(p.Framework.Title)), p.asOf())
	for _, fact := range p.methodFacts() {
		if fact[1] != "" {
			s.addFact(fact[0], fact[1])
		}
	}
	s.add(10)
	head := []cell{
		{p.say("column.id"), heading},
		{p.say("column.indicator"), heading},
		{p.say("column.max"), heading},
		{p.say("column.target"), heading},
		{p.say("column.rule"), heading},
		{p.say("column.source"), heading},
		{p.say("column.applies"), heading},
	}
	top := s.add(s.tallest(head), head...)
	s.repeated = [2]int{top, top}
	for _, a := range p.Framework.AllAreas() {
		p.addMethodArea(s, a)
	}
	return s
}

// addFact writes a label over the first two columns and its text over the rest.
func (s *sheet) addFact(name, said string) {
	cells := []cell{{name, label}, {nil, label}, {said, text}}
	for len(cells) < len(s.widths) {
		cells = append(cells, cell{nil, text})
	}
	r := s.add(max(18, s.height(said, 3, len(s.widths), text)), cells...)
	s.merge(r, 1, 2)
	s.merge(r, 3, len(s.widths))
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
		{p.say("method.framework"), p.say("method.edition", "ID", f.ID, "Max", p.points(f.Max))},
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

func (p *teller) addMethodArea(s *sheet, a reform.Placed) {
	strong := text.strong().filled(pale)
	cells := []cell{{a.ID, strong}, {strings.Repeat("   ", a.Depth) + p.words(a.Title), strong}, {exact(a.Max), number.strong().filled(pale).as(p.fine.area)}}
	for len(cells) < len(s.widths) {
		cells = append(cells, cell{nil, strong})
	}
	if a.Outside {
		cells[4].value = p.say("method.outside")
	}
	s.add(max(18, s.tallest(cells)), cells...)
	for _, i := range a.Indicators {
		cells := p.methodCells(i)
		s.add(max(18, s.tallest(cells)), cells...)
	}
}

func (p *teller) methodCells(i reform.Indicator) []cell {
	name := p.words(i.Title)
	if i.Code != "" {
		name += " (" + i.Code + ")"
	}
	most := cell{exact(i.Max), number.as(p.fine.indicator)}
	if !i.Scored() {
		most = cell{"–", middle}
	}
	return []cell{
		{i.ID, text},
		{name, text},
		most, p.target(i),
		{locale.Rule(p.l, &p.Framework, i), text},
		{p.sources(i), text},
		{p.applies(i), text},
	}
}

// target is the share aimed at; only a measured ratio has one.
func (p *teller) target(i reform.Indicator) cell {
	if !measures(i) {
		return cell{"–", middle}
	}
	return cell{fraction(reform.PercentOfShare(targetShare(i))), number.as(percentFormat)}
}

// targetShare is the share aimed at: all, unless the framework asks less.
func targetShare(i reform.Indicator) *big.Rat {
	if share := i.Target.Rat(); share != nil {
		return share
	}
	return big.NewRat(1, 1)
}

func measures(i reform.Indicator) bool {
	return i.Scored() && (i.Rule.Kind == reform.Ratio || i.Rule.Kind == reform.Steps)
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
