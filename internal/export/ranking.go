package export

import (
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// column is a heading of a table and its width in characters.
type column struct {
	title string
	width float64
}

// board is the ranking sheet and where on it the ranked units stand.
type board struct {
	sheet       *sheet
	first, last int // rows
}

// The columns the chart reads.
const (
	unitColumn  = 2
	totalColumn = 4
)

func (p *teller) rankingTitle(r reform.Ranking) string {
	return p.say("ranking.title", "Framework", p.words(p.Framework.Short), "Period", locale.Period(p.l, p.Cycle.Period), "Scope", p.scope(r.Group))
}

func (p *teller) rankingSheet(r reform.Ranking) board {
	columns := p.rankingColumns()
	s := &sheet{name: p.say("sheet.ranking"), landscape: true}
	head := make([]cell, len(columns))
	for i, c := range columns {
		s.widths = append(s.widths, c.width)
		head[i] = cell{c.title, heading}
	}
	p.begin(s, p.rankingTitle(r), p.rankingFacts(r), p.rankingRule(), p.note())
	top := s.add(s.tallest(head), head...)
	b := board{s, s.next(), s.next() + len(r.Standings) - 1}
	for _, standing := range r.Standings {
		p.addStanding(s, p.rankedCells(standing))
	}
	if len(r.Standings) > 0 {
		s.filtered = at(1, top) + ":" + at(len(columns), b.last)
	}
	p.addUnranked(s, r)
	s.frozen, s.repeated = [2]int{unitColumn, top}, [2]int{top, top}
	return b
}

func (p *teller) rankingColumns() []column {
	columns := []column{
		{p.say("column.rank"), 7},
		{p.say("column.unit"), 34},
		{p.say("column.group"), 24},
		{p.say("column.total", "Max", p.points(p.Framework.Max)), 12},
		{p.say("column.grade"), 13},
		{p.say("column.moved"), 13},
		{p.say("column.coverage"), 12},
	}
	for _, a := range p.Framework.Areas {
		columns = append(columns, column{p.areaHeading(a), 13})
	}
	return append(columns, column{p.say("column.submitted"), 18}, column{p.say("column.punctual"), 12})
}

// areaHeading is an area's title and what can be had there.
func (p *teller) areaHeading(a reform.Area) string {
	if a.Max <= 0 {
		return p.words(a.Title)
	}
	return p.say("column.area", "Area", p.words(a.Title), "Max", p.points(a.Max))
}

// rankingFacts: a rank never stands without its date, group, count and tie rule.
func (p *teller) rankingFacts(r reform.Ranking) string {
	return p.say("ranking.facts", "Body", p.words(p.Body.Name()), "AsOf", p.asOf(),
		"Ranked", len(r.Standings), "Unranked", len(r.Unranked))
}

func (p *teller) rankingRule() string {
	rule := p.say("ranking.rule", "ID", p.Framework.ID, "Title", p.words(p.Framework.Title), "Ties", p.say("ties"))
	if p.Framework.Coverage != "" {
		rule += " " + p.say("coverage", "Share", p.percent(p.Framework.Coverage))
	}
	return rule + " " + locale.Rounding(p.l, &p.Framework)
}

// addStanding makes the row as high as the names in it need; all else is short.
func (p *teller) addStanding(s *sheet, cells []cell) {
	s.add(max(18, s.tallest(cells[:unitColumn+1])), cells...)
}

func (p *teller) rankedCells(st reform.Standing) []cell {
	cells := p.standingStart(st)
	cells = append(cells,
		cell{exact(st.Total), number.strong().as(p.fine.total)},
		cell{p.grade(st.Grade), middle},
		p.moved(st),
	)
	return append(cells, p.standingEnd(st)...)
}

func (p *teller) standingStart(st reform.Standing) []cell {
	return []cell{p.rank(st), {p.unit(st.Unit), text}, {p.group(p.units[st.Unit].PeerGroup), text}}
}

func (p *teller) standingEnd(st reform.Standing) []cell {
	card := p.cards[st.Unit]
	cells := []cell{{fraction(st.Coverage), number.as(percentFormat)}}
	for _, a := range p.Framework.Areas {
		cells = append(cells, p.subtotal(a, card))
	}
	return append(cells, p.submitted(card)...)
}

// addUnranked gives the units without a rank their own block, where the reason
// stands in place of total, grade and movement.
func (p *teller) addUnranked(s *sheet, r reform.Ranking) {
	if len(r.Unranked) == 0 {
		return
	}
	s.add(10)
	s.wide(p.say("unranked", "Count", len(r.Unranked), "Units", len(r.Unranked)), section)
	for _, st := range r.Unranked {
		cells := append(p.standingStart(st), cell{p.reason(st), middle}, cell{nil, middle}, cell{nil, middle})
		p.addStanding(s, append(cells, p.standingEnd(st)...))
		s.merge(len(s.rows), totalColumn, totalColumn+2)
	}
}
