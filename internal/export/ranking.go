package export

import (
	"reformboard/internal/export/sheet"
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
	sheet       *sheet.Sheet
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
	s := &sheet.Sheet{Name: p.say("sheet.ranking"), Landscape: true}
	titles := make([]string, len(columns))
	for i, c := range columns {
		s.Widths = append(s.Widths, c.width)
		titles[i] = c.title
	}
	p.begin(s, p.rankingTitle(r), p.rankingFacts(r), p.rankingRule(), p.note())
	top := addHead(s, titles...)
	b := board{s, top + 1, top + len(r.Standings)}
	for _, standing := range r.Standings {
		p.addStanding(s, p.rankedCells(standing))
	}
	if len(r.Standings) > 0 {
		s.Filtered = [2]int{top, b.last}
	}
	p.addUnranked(s, r)
	s.Frozen, s.Repeated = [2]int{unitColumn, top}, [2]int{top, top}
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
	f := &p.Framework
	return p.say("ranking.rule", "ID", f.ID, "Title", p.words(f.Title), "Ranks", locale.RanksOf(p.l, f)) + " " + locale.Rounding(p.l, f)
}

// addStanding makes the row as high as the names in it need; all else is short.
func (p *teller) addStanding(s *sheet.Sheet, cells []sheet.Cell) {
	s.Add(max(18, s.Tallest(cells[:unitColumn+1])), cells...)
}

func (p *teller) rankedCells(st reform.Standing) []sheet.Cell {
	cells := p.standingStart(st)
	cells = append(cells,
		number.Strong().As(p.fine.total).Of(exact(st.Total)),
		middle.Of(p.grade(st.Grade)),
		p.moved(st),
	)
	return append(cells, p.standingEnd(st)...)
}

func (p *teller) standingStart(st reform.Standing) []sheet.Cell {
	return []sheet.Cell{p.rank(st), text.Of(p.unit(st.Unit)), text.Of(p.group(p.units[st.Unit].PeerGroup))}
}

func (p *teller) standingEnd(st reform.Standing) []sheet.Cell {
	card := p.cards[st.Unit]
	cells := []sheet.Cell{number.As(percentFormat).Of(fraction(st.Coverage))}
	for _, a := range p.Framework.Areas {
		cells = append(cells, p.subtotal(a, card))
	}
	return append(cells, p.submitted(card)...)
}

// addUnranked gives the units without a rank their own block, where the reason
// stands in place of total, grade and movement.
func (p *teller) addUnranked(s *sheet.Sheet, r reform.Ranking) {
	if len(r.Unranked) == 0 {
		return
	}
	s.Add(10)
	s.AddWide(p.say("unranked", "Count", len(r.Unranked), "Units", len(r.Unranked)), section)
	for _, st := range r.Unranked {
		cells := append(p.standingStart(st), middle.Of(p.reason(st)), middle.Of(nil), middle.Of(nil))
		p.addStanding(s, append(cells, p.standingEnd(st)...))
		s.Merge(s.Last(), totalColumn, totalColumn+2)
	}
}
