package export

import (
	"strings"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// The columns of the scorecard that its chart reads.
const (
	areaColumn  = 2
	shareColumn = 4
)

func (p *teller) scorecardTitle(c reform.Scorecard) string {
	return p.say("scorecard.title", "Unit", p.unit(c.Unit), "Framework", p.words(p.Framework.Short), "Period", locale.Period(p.l, p.Cycle.Period))
}

// scorecardSheet is one unit on one or two A4 pages: where it stands, its areas
// with their chart, and every indicator.
func (p *teller) scorecardSheet(c reform.Scorecard) *sheet {
	s := &sheet{name: p.say("sheet.scorecard"), widths: []float64{7, 42, 21, 10, 10, 10, 10, 11}}
	p.begin(s, p.scorecardTitle(c), p.say("scorecard.facts", "Body", p.words(p.Body.Name()), "AsOf", p.asOf()), p.note())
	p.addFacts(s, c)
	s.wide(p.say("scorecard.areas"), section)
	first, last := p.addAreas(s, c)
	if message := p.areasMessage(c); message != "" {
		s.add(6)
		s.draw(bars{
			message: message, alternative: message, sheet: s.name, labels: areaColumn, values: shareColumn,
			head: first - 1, first: first, last: last, most: 1, format: percentFormat,
		})
	}
	s.wide(p.say("scorecard.indicators"), section)
	p.addIndicators(s, c)
	return s
}

func (p *teller) addFacts(s *sheet, c reform.Scorecard) {
	group := p.units[c.Unit].PeerGroup
	overall, _ := p.Overall.Standing(c.Unit)
	s.addFact(p.say("column.group"), p.group(group))
	s.addFact(p.say("scorecard.overall"), p.rankWords(overall, p.Overall))
	if inGroup, ok := p.Ranking(group); ok && group != "" {
		standing, _ := inGroup.Standing(c.Unit)
		s.addFact(p.say("scorecard.in_group"), p.rankWords(standing, inGroup))
	}
	total := p.say("scorecard.of", "Total", p.points(c.Total), "Max", p.points(p.Framework.Max))
	if grade := p.grade(c.Grade); grade != "" {
		total += " · " + grade
	}
	if c.Submitted == nil {
		total = p.say("scorecard.nothing")
	}
	s.addFact(p.say("scorecard.total"), total)
	s.addFact(p.say("column.coverage"), locale.Percent(p.l, c.Coverage, 2))
	submitted := p.punctual(c)
	if c.Submitted != nil {
		submitted = p.moment(*c.Submitted) + " · " + submitted
	}
	s.addFact(p.say("column.submitted"), submitted)
}

// addAreas writes the top areas, bonus and penalty last, and returns the rows of
// those with a share to draw.
func (p *teller) addAreas(s *sheet, c reform.Scorecard) (first, last int) {
	head := []cell{
		{p.say("column.id"), heading},
		{p.say("scorecard.area"), heading},
		{p.say("column.state"), heading},
		{p.say("column.share"), heading},
		{nil, heading},
		{p.say("column.earned"), heading},
		{p.say("column.max"), heading},
		{p.say("column.recoverable"), heading},
	}
	s.merge(s.add(s.tallest(head), head...), shareColumn, shareColumn+1)
	first = s.next()
	for _, outside := range []bool{false, true} {
		for _, a := range p.Framework.Areas {
			if a.Outside == outside {
				s.merge(p.addArea(s, reform.Placed{Area: a}, c, text, number), shareColumn, shareColumn+1)
			}
		}
		if !outside {
			last = len(s.rows)
		}
	}
	return first, last
}

// addArea writes one area: its state, its share of the most points, and both. A
// bonus or penalty has no share. It returns the row.
func (p *teller) addArea(s *sheet, a reform.Placed, c reform.Scorecard, words, figures look) int {
	sum, _ := c.Subtotal(a.ID)
	state := areaState(a.Area, c)
	cells := []cell{
		{a.ID, words},
		{strings.Repeat("   ", a.Depth) + p.words(a.Title), words},
		{p.state(state), words},
		{nil, figures},
		{nil, figures},
		{nil, figures},
		{nil, figures},
		{nil, figures},
	}
	if state.Counts() && sum.Max > 0 && !a.Outside {
		cells[3].value, cells[3].look = fraction(reform.PercentOf(sum.Earned.Rat(), sum.Max.Rat())), figures.as(percentFormat)
	}
	if state.Counts() || sum.Earned != 0 {
		cells[5] = cell{exact(sum.Earned), figures.as(p.fine.area)}
	}
	if sum.Max > 0 {
		cells[6] = cell{exact(sum.Max), figures.as(p.fine.area)}
		cells[7] = cell{exact(sum.Max - sum.Earned), figures.as(p.fine.area)}
	}
	return s.add(max(18, s.tallest(cells)), cells...)
}

// areasMessage is the chart's title: the weakest area. Empty: nothing to draw.
func (p *teller) areasMessage(c reform.Scorecard) string {
	weakest, least, drawn := "", reform.Whole, 0
	for _, a := range p.Framework.Areas {
		sum, _ := c.Subtotal(a.ID)
		if a.Outside || !areaState(a, c).Counts() || sum.Max <= 0 {
			continue
		}
		drawn++
		if share := reform.PercentOf(sum.Earned.Rat(), sum.Max.Rat()); share < least {
			weakest, least = p.words(a.Title), share
		}
	}
	switch {
	case drawn == 0:
		return ""
	case weakest == "":
		return p.say("scorecard.message_full")
	}
	return p.say("scorecard.message", "Area", weakest, "Percent", locale.Percent(p.l, least, 2))
}

func (p *teller) addIndicators(s *sheet, c reform.Scorecard) {
	head := []cell{
		{p.say("column.id"), heading},
		{p.say("column.indicator"), heading},
		{p.say("column.state"), heading},
		{p.say("column.measured"), heading},
		{p.say("column.target"), heading},
		{p.say("column.earned"), heading},
		{p.say("column.max"), heading},
		{p.say("column.recoverable"), heading},
	}
	top := s.add(s.tallest(head), head...)
	s.repeated = [2]int{top, top}
	for _, a := range p.Framework.AllAreas() {
		p.addArea(s, a, c, text.strong().filled(pale), number.strong().filled(pale))
		for _, i := range a.Indicators {
			score, _ := c.Score(i.ID)
			cells := p.indicatorCells(i, score)
			s.add(max(18, s.tallest(cells)), cells...)
		}
	}
	p.addTotal(s, c)
}

func (p *teller) indicatorCells(i reform.Indicator, score reform.Score) []cell {
	cells := []cell{
		{i.ID, text},
		{p.words(i.Title), text},
		{p.state(score.State), text},
		{nil, number},
		p.target(i), p.earned(score),
		{nil, number},
		{nil, number},
	}
	if score.Measured != nil {
		cells[3] = cell{fraction(reform.PercentOfShare(score.Measured)), number.as(percentFormat)}
	}
	if !i.Scored() {
		cells[2].value, cells[5] = p.say("information"), cell{nil, number}
		return cells
	}
	if lost, ok := recoverable(score); ok {
		cells[6] = cell{exact(score.Max), number.as(p.fine.indicator)}
		cells[7] = cell{exact(lost), number.as(p.fine.indicator)}
	}
	return cells
}

// recoverable is what is still to be had; false where nothing is asked.
func recoverable(s reform.Score) (reform.Points, bool) {
	return s.Max - s.Earned, s.State != reform.NotAsked
}

func (p *teller) addTotal(s *sheet, c reform.Scorecard) {
	words, figures := text.strong().filled(band), number.strong().filled(band)
	cells := []cell{{nil, words}, {p.say("scorecard.sum"), words}, {nil, words}, {nil, figures}, {nil, figures}, {nil, figures}, {nil, figures}, {nil, figures}}
	if c.Submitted != nil {
		cells[5] = cell{exact(c.Earned), figures.as(p.fine.total)}
		cells[6] = cell{exact(c.Max), figures.as(p.fine.total)}
		cells[7] = cell{exact(c.Max - c.Earned), figures.as(p.fine.total)}
	}
	s.add(20, cells...)
	if c.Submitted != nil && c.Total != c.Earned {
		s.wide(p.say("scorecard.stretched", "Max", p.points(p.Framework.Max), "Total", p.points(c.Total)), remark)
	}
}
