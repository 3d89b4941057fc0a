package export

import (
	"reformboard/internal/export/sheet"
	"reformboard/internal/reform"
)

// A chart of more bars than this cannot be read on one A4 page.
const mostBars = 50

// chartSheet draws the totals, best first, at most mostBars to a page.
func (p *teller) chartSheet(r reform.Ranking, b board) *sheet.Sheet {
	s := &sheet.Sheet{Name: p.say("sheet.chart"), Widths: []float64{88}}
	p.begin(s, p.rankingTitle(r), p.rankingFacts(r), p.say("chart.table", "Sheet", b.sheet.Name))
	count := b.last - b.first + 1
	pages := (count + mostBars - 1) / mostBars
	size := (count + pages - 1) / pages
	least, most := reform.Points(0), p.Framework.Max
	for _, st := range r.Standings {
		least, most = min(least, st.Total), max(most, st.Total)
	}
	for first := b.first; first <= b.last; first += size {
		drawn := sheet.Bars{
			Message: p.rankingMessage(r), Colour: blue, Sheet: b.sheet.Name, Labels: unitColumn, Values: totalColumn, Head: b.first - 1,
			First: first, Last: min(b.last, first+size-1),
			Least: exact(least), Most: exact(most), Format: p.fine.total,
		}
		drawn.Alternative = drawn.Message
		if first > b.first {
			drawn.Message = p.say("chart.next", "From", first-b.first+1, "To", drawn.Last-b.first+1)
			s.Break()
		}
		s.Draw(drawn)
	}
	return s
}

// rankingMessage is the title of the chart: what it shows in one sentence.
func (p *teller) rankingMessage(r reform.Ranking) string {
	best, last := r.Standings[0], r.Standings[len(r.Standings)-1]
	pairs := []any{
		"Unit", p.unit(best.Unit), "Total", p.points(best.Total), "Max", p.points(p.Framework.Max),
		"Gap", p.points(best.Total - last.Total), "Last", p.points(last.Total), "Units", best.Tied, "All", len(r.Standings),
	}
	switch {
	case len(r.Standings) == 1:
		return p.say("chart.one", pairs...)
	case best.Total == last.Total:
		return p.say("chart.equal", pairs...)
	case best.Tied > 1:
		return p.say("chart.tied", pairs...)
	}
	return p.say("chart.best", pairs...)
}
