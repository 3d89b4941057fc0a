package export

import (
	"reformboard/internal/export/sheet"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// matrixStart is the number of columns before the first indicator.
const matrixStart = 3

// perPage is how many indicators an A4 page can hold and still be read.
const perPage = 30

// matrixSheet shows every unit's points on every indicator, the units in the
// ranking's order.
func (p *teller) matrixSheet(r reform.Ranking) *sheet.Sheet {
	areas := p.scoredAreas()
	s := &sheet.Sheet{Name: p.say("sheet.matrix"), Landscape: true, Widths: []float64{7, 34, 11}}
	for _, a := range areas {
		for range a.indicators {
			s.Widths = append(s.Widths, 10)
		}
	}
	s.Across = (len(s.Widths) - matrixStart + perPage - 1) / perPage
	p.begin(s, p.say("matrix.title", "Ranking", p.rankingTitle(r)), p.asOf()+". "+p.say("matrix.how"))
	top := p.matrixHead(s, areas)
	for _, standing := range r.Standings {
		p.addMatrixRow(s, standing, areas)
	}
	if len(r.Unranked) > 0 {
		s.AddWide(p.say("unranked", "Count", len(r.Unranked), "Units", len(r.Unranked)), section)
	}
	for _, standing := range r.Unranked {
		p.addMatrixRow(s, standing, areas)
	}
	p.addLegend(s)
	s.Frozen, s.Repeated = [2]int{matrixStart, top + 2}, [2]int{top, top + 2}
	return s
}

// scoredArea is a top area with all indicators inside it that are scored.
type scoredArea struct {
	title      string
	indicators []reform.Indicator
}

func (p *teller) scoredAreas() []scoredArea {
	var areas []scoredArea
	for _, a := range p.Framework.Areas {
		all := scoredArea{title: p.words(a.Title)}
		for _, id := range inside(a) {
			i, _ := p.Framework.Indicator(id)
			all.indicators = append(all.indicators, i)
		}
		if len(all.indicators) > 0 {
			areas = append(areas, all)
		}
	}
	return areas
}

// matrixHead writes three rows: areas, indicators, most points. It returns the
// first of them.
func (p *teller) matrixHead(s *sheet.Sheet, areas []scoredArea) int {
	rank, unit, total := p.say("column.rank"), p.say("column.unit"), p.say("column.total", "Max", p.points(p.Framework.Max))
	over := []sheet.Cell{heading.Of(rank), heading.Of(unit), heading.Of(total)}
	names := []sheet.Cell{heading.Of(nil), heading.Of(nil), heading.Of(nil)}
	most := []sheet.Cell{heading.Of(nil), heading.Of(nil), heading.Of(nil)}
	for _, a := range areas {
		for n, i := range a.indicators {
			area := heading.Of(nil)
			if n == 0 {
				area.Value = a.title
			}
			over = append(over, area)
			names = append(names, heading.Upwards().Of(i.ID+" "+p.words(i.Title)))
			most = append(most, heading.As(p.fine.indicator).Of(exact(i.Max)))
		}
	}
	top := s.Add(30, over...)
	s.Add(150, names...)
	s.Add(0, most...)
	for c := 1; c <= matrixStart; c++ {
		s.MergeDown(c, top, top+2)
	}
	from := matrixStart + 1
	for _, a := range areas {
		s.Merge(top, from, from+len(a.indicators)-1)
		from += len(a.indicators)
	}
	return top
}

func (p *teller) addMatrixRow(s *sheet.Sheet, st reform.Standing, areas []scoredArea) {
	card := p.cards[st.Unit]
	total := number.Strong().As(p.fine.total).Of(exact(st.Total))
	if st.Rank == 0 {
		total = middle.Of("–")
	}
	cells := []sheet.Cell{p.rank(st), text.Of(p.unit(st.Unit)), total}
	for _, a := range areas {
		for _, i := range a.indicators {
			score, _ := card.Score(i.ID)
			cells = append(cells, p.earned(score))
		}
	}
	p.addStanding(s, cells)
}

// addLegend explains every tone and mark, each in the look it has above.
func (p *teller) addLegend(s *sheet.Sheet) {
	s.Add(10)
	s.AddWide(p.say("legend"), section)
	from := reform.Percent(0)
	for _, t := range tones {
		key := "legend.between"
		switch from {
		case 0:
			key = "legend.under"
		case reform.Whole:
			key = "legend.all"
		}
		words := p.say(key, "From", locale.Percent(p.l, from, 0), "Below", locale.Percent(p.l, t.below, 0))
		addExplained(s, tone(from).Aligned(sheet.Centre).Of(p.short(reform.Scored)), words)
		from = t.below
	}
	for _, state := range reform.States[1:] {
		addExplained(s, states[state].Aligned(sheet.Centre).Of(p.short(state)), p.state(state))
	}
}

// addExplained writes a sample in the column of totals, which is wide enough, and
// its words on the empty cells after it.
func addExplained(s *sheet.Sheet, sample sheet.Cell, words string) {
	s.Add(0, sheet.Cell{}, sheet.Cell{}, sample, sheet.Look{Align: sheet.Left}.Of(words))
}
