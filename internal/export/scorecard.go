package export

import (
	"strings"

	"reformboard/internal/export/sheet"
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
func (p *teller) scorecardSheet(c reform.Scorecard) *sheet.Sheet {
	s := &sheet.Sheet{Name: p.say("sheet.scorecard"), Widths: []float64{9, 42, 21, 10, 10, 10, 10, 11}}
	p.begin(s, p.scorecardTitle(c), p.say("scorecard.facts", "Body", p.words(p.Body.Name()), "AsOf", p.asOf()), p.note())
	p.addFacts(s, c)
	s.AddWide(p.say("scorecard.areas"), section)
	first, last := p.addAreas(s, c)
	if message := p.areasMessage(c); message != "" {
		s.Add(6)
		s.Draw(sheet.Bars{
			Message: message, Alternative: message, Colour: blue, Sheet: s.Name, Labels: areaColumn, Values: shareColumn,
			Head: first - 1, First: first, Last: last, Most: 1, Format: percentFormat,
		})
	}
	s.AddWide(p.say("scorecard.indicators"), section)
	p.addIndicators(s, c)
	return s
}

func (p *teller) addFacts(s *sheet.Sheet, c reform.Scorecard) {
	group := p.units[c.Unit].PeerGroup
	overall, _ := p.Overall.Standing(c.Unit)
	addFact(s, p.say("column.group"), p.group(group))
	addFact(s, p.say("scorecard.overall"), p.rankWords(overall, p.Overall))
	if inGroup, ok := p.Ranking(group); ok && group != "" {
		standing, _ := inGroup.Standing(c.Unit)
		addFact(s, p.say("scorecard.in_group"), p.rankWords(standing, inGroup))
	}
	total := p.say("scorecard.of", "Total", p.points(c.Total), "Max", p.points(p.Framework.Max))
	if grade := p.grade(c.Grade); grade != "" {
		total += " · " + grade
	}
	if c.Submitted == nil {
		total = p.say("scorecard.nothing")
	}
	addFact(s, p.say("scorecard.total"), total)
	addFact(s, p.say("column.coverage"), locale.Percent(p.l, c.Coverage, 2))
	submitted := p.punctual(c)
	if c.Submitted != nil {
		submitted = p.moment(*c.Submitted) + " · " + submitted
	}
	addFact(s, p.say("column.submitted"), submitted)
}

// addAreas writes the top areas, bonus and penalty last, and returns the rows of
// those with a share to draw.
func (p *teller) addAreas(s *sheet.Sheet, c reform.Scorecard) (first, last int) {
	head := addHead(s,
		p.say("column.id"), p.say("scorecard.area"), p.say("column.state"), p.say("column.share"),
		"", p.say("column.earned"), p.say("column.max"), p.say("column.recoverable"),
	)
	s.Merge(head, shareColumn, shareColumn+1)
	first = head + 1
	for _, outside := range []bool{false, true} {
		for _, a := range p.Framework.Areas {
			if a.Outside == outside {
				s.Merge(p.addArea(s, reform.Placed{Area: a}, c, text, number), shareColumn, shareColumn+1)
			}
		}
		if !outside {
			last = s.Last()
		}
	}
	return first, last
}

// addArea writes one area: its state, its share of the most points, and both. A
// bonus or penalty has no share. It returns the row.
func (p *teller) addArea(s *sheet.Sheet, a reform.Placed, c reform.Scorecard, words, figures sheet.Look) int {
	sum, _ := c.Subtotal(a.ID)
	state := areaState(a.Area, c)
	cells := []sheet.Cell{
		words.Of(a.ID),
		words.Of(strings.Repeat("   ", a.Depth) + p.words(a.Title)),
		words.Of(p.state(state)),
		figures.Of(nil),
		figures.Of(nil),
		figures.Of(nil),
		figures.Of(nil),
		figures.Of(nil),
	}
	if state.Counts() && sum.Max > 0 && !a.Outside {
		cells[3].Value, cells[3].Look = fraction(reform.PercentOf(sum.Earned.Rat(), sum.Max.Rat())), figures.As(percentFormat)
	}
	if state.Counts() || sum.Earned != 0 {
		cells[5] = figures.As(p.fine.area).Of(exact(sum.Earned))
	}
	if sum.Max > 0 {
		cells[6] = figures.As(p.fine.area).Of(exact(sum.Max))
		cells[7] = figures.As(p.fine.area).Of(exact(sum.Max - sum.Earned))
	}
	return s.AddText(cells...)
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

func (p *teller) addIndicators(s *sheet.Sheet, c reform.Scorecard) {
	top := addHead(s,
		p.say("column.id"), p.say("column.indicator"), p.say("column.state"), p.say("column.measured"),
		p.say("column.target"), p.say("column.earned"), p.say("column.max"), p.say("column.recoverable"),
	)
	s.Repeated = [2]int{top, top}
	for _, a := range p.Framework.AllAreas() {
		p.addArea(s, a, c, text.Strong().Filled(pale), number.Strong().Filled(pale))
		for _, i := range a.Indicators {
			score, _ := c.Score(i.ID)
			cells := p.indicatorCells(i, score)
			s.AddText(cells...)
		}
	}
	p.addTotal(s, c)
}

func (p *teller) indicatorCells(i reform.Indicator, score reform.Score) []sheet.Cell {
	cells := []sheet.Cell{
		text.Of(i.ID),
		text.Of(p.words(i.Title)),
		text.Of(p.state(score.State)),
		number.Of(nil),
		p.target(i), p.earned(score),
		number.Of(nil),
		number.Of(nil),
	}
	if ratio := score.Ratio(); ratio != nil {
		cells[3] = number.As(percentFormat).Of(fraction(reform.PercentOfShare(ratio)))
	}
	if !i.Scored() {
		cells[2].Value, cells[5] = p.say("information"), number.Of(nil)
		return cells
	}
	if lost, ok := recoverable(score); ok {
		cells[6] = number.As(p.fine.indicator).Of(exact(score.Max))
		cells[7] = number.As(p.fine.indicator).Of(exact(lost))
	}
	return cells
}

// recoverable is what is still to be had; false where nothing is asked.
func recoverable(s reform.Score) (reform.Points, bool) {
	return s.Max - s.Earned, s.State != reform.NotAsked
}

func (p *teller) addTotal(s *sheet.Sheet, c reform.Scorecard) {
	words, figures := text.Strong().Filled(band), number.Strong().Filled(band)
	cells := []sheet.Cell{words.Of(nil), words.Of(p.say("scorecard.sum")), words.Of(nil), figures.Of(nil), figures.Of(nil), figures.Of(nil), figures.Of(nil), figures.Of(nil)}
	if c.Submitted != nil {
		cells[5] = figures.As(p.fine.total).Of(exact(c.Earned))
		cells[6] = figures.As(p.fine.total).Of(exact(c.Max))
		cells[7] = figures.As(p.fine.total).Of(exact(c.Max - c.Earned))
	}
	s.Add(20, cells...)
	if c.Submitted != nil && c.Total != c.Earned {
		s.AddWide(p.say("scorecard.stretched", "Max", p.points(p.Framework.Max), "Total", p.points(c.Total)), remark)
	}
}
