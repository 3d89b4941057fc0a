package export

import (
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// matrixStart is the number of columns before the first indicator.
const matrixStart = 3

// perPage is how many indicators an A4 page can hold and still be read.
const perPage = 30

// matrixSheet shows every unit's points on every indicator, the units in the
// ranking's order.
func (p *teller) matrixSheet(r reform.Ranking) *sheet {
	areas := p.scoredAreas()
	s := &sheet{name: p.say("sheet.matrix"), landscape: true, widths: []float64{7, 34, 11}}
	for _, a := range areas {
		for range a.indicators {
			s.widths = append(s.widths, 10)
		}
	}
	s.across = (len(s.widths) - matrixStart + perPage - 1) / perPage
	p.begin(s, p.say("matrix.title", "Ranking", p.rankingTitle(r)), p.asOf()+". "+p.say("matrix.how"))
	top := p.matrixHead(s, areas)
	for _, standing := range r.Standings {
		p.addMatrixRow(s, standing, areas)
	}
	if len(r.Unranked) > 0 {
		s.wide(p.say("unranked", "Count", len(r.Unranked), "Units", len(r.Unranked)), section)
	}
	for _, standing := range r.Unranked {
		p.addMatrixRow(s, standing, areas)
	}
	p.addLegend(s)
	s.frozen, s.repeated = [2]int{matrixStart, top + 2}, [2]int{top, top + 2}
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
func (p *teller) matrixHead(s *sheet, areas []scoredArea) int {
	rank, unit, total := p.say("column.rank"), p.say("column.unit"), p.say("column.total", "Max", p.points(p.Framework.Max))
	over := []cell{{rank, heading}, {unit, heading}, {total, heading}}
	names := []cell{{nil, heading}, {nil, heading}, {nil, heading}}
	most := []cell{{nil, heading}, {nil, heading}, {nil, heading}}
	for _, a := range areas {
		for n, i := range a.indicators {
			area := cell{nil, heading}
			if n == 0 {
				area.value = a.title
			}
			over = append(over, area)
			names = append(names, cell{i.ID + " " + p.words(i.Title), heading.upwards()})
			most = append(most, cell{exact(i.Max), heading.as(p.fine.indicator)})
		}
	}
	top := s.add(30, over...)
	s.add(150, names...)
	s.add(0, most...)
	for c := 1; c <= matrixStart; c++ {
		s.merged = append(s.merged, [2]string{at(c, top), at(c, top+2)})
	}
	from := matrixStart + 1
	for _, a := range areas {
		s.merge(top, from, from+len(a.indicators)-1)
		from += len(a.indicators)
	}
	return top
}

func (p *teller) addMatrixRow(s *sheet, st reform.Standing, areas []scoredArea) {
	card := p.cards[st.Unit]
	total := cell{exact(st.Total), number.strong().as(p.fine.total)}
	if st.Rank == 0 {
		total = cell{"–", middle}
	}
	cells := []cell{p.rank(st), {p.unit(st.Unit), text}, total}
	for _, a := range areas {
		for _, i := range a.indicators {
			score, _ := card.Score(i.ID)
			cells = append(cells, p.earned(score))
		}
	}
	p.addStanding(s, cells)
}

// addLegend explains every tone and mark, each in the look it has above.
func (p *teller) addLegend(s *sheet) {
	s.add(10)
	s.wide(p.say("legend"), section)
	from := reform.Percent(0)
	for _, t := range tones {
		key := "legend.between"
		switch {
		case from == 0:
			key = "legend.under"
		case from == reform.Whole:
			key = "legend.all"
		}
		words := p.say(key, "From", locale.Percent(p.l, from, 0), "Below", locale.Percent(p.l, t.below, 0))
		s.addExplained(cell{p.short(reform.Scored), tone(from).aligned(centre)}, words)
		from = t.below
	}
	for _, state := range reform.States[1:] {
		s.addExplained(cell{p.short(state), states[state].aligned(centre)}, p.state(state))
	}
}

// addExplained writes a sample in the column of totals, which is wide enough, and
// its words on the empty cells after it.
func (s *sheet) addExplained(sample cell, words string) {
	s.add(0, cell{}, cell{}, sample, cell{words, look{ink: ink, align: left}})
}
