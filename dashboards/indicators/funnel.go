package indicators

import (
	"math"
	"slices"
	"strconv"

	"reformboard/dashboards/chart"
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// FunnelPart shows which units chance does not explain.
type FunnelPart struct {
	Chart     frame.Chart
	Under     []FunnelUnit // below the limits, the furthest first
	Above     []FunnelUnit
	Dispersed string // what many units outside mean; empty: not so many
	LeftOut   string // units that are not drawn; empty: none
}

// FunnelUnit is a unit outside the limits.
type FunnelUnit struct {
	Unit    frame.Link // to its receipt
	Reached string
	Cases   string
	Small   bool
	Far     bool // outside the 99.8 % limits
}

// mostOutside is how many units outside are named on either side.
const mostOutside = 6

// mostInTable is how many rows a table beneath a chart has where it need not have all.
const mostInTable = 20

// funnelPart draws the ratios by their cases.
func funnelPart(v frame.Voice, s *field) *FunnelPart {
	f := s.funnel
	if f == nil {
		return nil
	}
	outside := outsideOf(f)
	part := &FunnelPart{}
	under, above := 0, 0
	for _, p := range outside {
		if low(p.Place) {
			under++
			if len(part.Under) < mostOutside {
				part.Under = append(part.Under, funnelUnit(v, s, p))
			}
		}
	}
	for _, p := range slices.Backward(outside) {
		if !low(p.Place) {
			above++
			if len(part.Above) < mostOutside {
				part.Above = append(part.Above, funnelUnit(v, s, p))
			}
		}
	}
	title := v.Say("page.indicator.funnel.none")
	if f.Outside > 0 {
		title = v.Say("page.indicator.funnel.title", "Under", v.Count(under), "Above", v.Count(above), "Units", v.Count(len(f.Points)))
	}
	pooled := reform.NewFraction(f.Of, f.Over).Percent()
	if f.Overdispersed {
		part.Dispersed = v.Say("page.indicator.funnel.dispersed", "Outside", v.Count(f.Outside), "Units", v.Count(len(f.Points)))
	}
	if f.LeftOut > 0 {
		part.LeftOut = v.Say("page.indicator.funnel.left_out", "Count", f.LeftOut)
	}
	part.Chart = v.Chart(frame.Chart{
		ID: "chart-funnel", Kind: "funnel", Size: "tall", Decimals: 1, Unit: " %", Title: title,
		Note:    v.Say("page.indicator.funnel.note", "Cases", v.Count(reform.SmallSample)),
		Summary: v.Say("page.indicator.funnel.summary", "Pooled", v.Percent(pooled), "Of", v.Count(int(f.Of)), "Over", v.Count(int(f.Over)), "Far", v.Count(f.Far)),
		Table:   funnelTable(v, s, outside),
		Option:  chart.Funnel(cases(v, s), bounds(v, f), chart.Line{Name: v.Say("page.indicator.funnel.pooled", "Pooled", v.Percent(pooled)), At: pooled.Decimal()}),
	})
	return part
}

func low(p reform.FunnelPlace) bool { return p == reform.Under || p == reform.FarUnder }

func beyond(p reform.FunnelPlace) bool { return p == reform.FarUnder || p == reform.FarAbove }

// outsideOf are the units outside the limits, those beyond the wider ones at the ends,
// by what they reached.
func outsideOf(f *reform.Funnel) []reform.FunnelPoint {
	order := []reform.FunnelPlace{reform.FarUnder, reform.Under, reform.Above, reform.FarAbove}
	var outside []reform.FunnelPoint
	for _, p := range f.Points {
		if !p.Place.Inside() {
			outside = append(outside, p)
		}
	}
	slices.SortStableFunc(outside, func(a, b reform.FunnelPoint) int {
		if a.Place != b.Place {
			return slices.Index(order, a.Place) - slices.Index(order, b.Place)
		}
		return a.Cmp(b)
	})
	return outside
}

func funnelUnit(v frame.Voice, s *field, p reform.FunnelPoint) FunnelUnit {
	return FunnelUnit{
		Unit:    frame.Link{Text: v.Words(s.Find.Units[p.Unit].Name()), URL: frame.InEdition(frame.ReceiptURL(s.Tally.Cycle.ID, p.Unit, s.Indicator.ID), s.Tally)},
		Reached: v.Percent(p.Ratio().Percent()), Cases: v.Count(int(p.Of)) + "/" + v.Count(int(p.Over)), Small: p.Small, Far: beyond(p.Place),
	}
}

// cases are the dots of the funnel; very many are drawn together where they would hide
// each other.
func cases(v frame.Voice, s *field) []chart.Case {
	if len(s.funnel.Points) > frame.MostDots {
		return together(v, s.funnel)
	}
	drawn := make([]chart.Case, 0, len(s.funnel.Points))
	for _, p := range s.funnel.Points {
		drawn = append(drawn, chart.Case{
			Name: v.Words(s.Find.Units[p.Unit].Name()), Over: p.Over, Ratio: p.Ratio().Percent().Decimal(), Small: p.Small,
			Outside: !p.Place.Inside(), Strong: low(p.Place), Link: frame.InEdition(frame.ReceiptURL(s.Tally.Cycle.ID, p.Unit, s.Indicator.ID), s.Tally),
		})
	}
	return drawn
}

// together draws one dot for all units in one cell of a grid, with their number.
func together(v frame.Voice, f *reform.Funnel) []chart.Case {
	const across, up = 24, 25
	most := math.Log(float64(f.Limits[len(f.Limits)-1].Over))
	least := math.Log(float64(f.Limits[0].Over))
	type cell struct{ x, y, kind int }
	counts, at := map[cell]int{}, map[cell]int{}
	var drawn []chart.Case
	for _, p := range f.Points {
		ratio := p.Ratio().Percent()
		c := cell{x: int((math.Log(float64(p.Over)) - least) / max(most-least, 1e-9) * across), y: int(ratio) * up / int(reform.Whole)}
		if !p.Place.Inside() {
			c.kind = 1
			if low(p.Place) {
				c.kind = 2
			}
		}
		if counts[c]++; counts[c] == 1 {
			at[c] = len(drawn)
			drawn = append(drawn, chart.Case{Over: p.Over, Ratio: ratio.Decimal(), Small: p.Small, Outside: c.kind > 0, Strong: c.kind == 2})
		}
	}
	for c, n := range counts {
		drawn[at[c]].Name = v.Say("page.indicator.funnel.together", "Count", n)
	}
	return drawn
}

// bounds are the four limits in per cent, the upper ones named.
func bounds(v frame.Voice, f *reform.Funnel) []chart.Bound {
	bounds := []chart.Bound{{Name: v.Say("page.indicator.funnel.near"), Dashed: true}, {Dashed: true}, {Name: v.Say("page.indicator.funnel.far")}, {}}
	for _, l := range f.Limits {
		for n, share := range []float64{l.High, l.Low, l.FarHigh, l.FarLow} {
			bounds[n].At = append(bounds[n].At, [2]float64{float64(l.Over), share * 100})
		}
	}
	return bounds
}

// funnelTable lists the units outside, and how many there are inside.
func funnelTable(v frame.Voice, s *field, outside []reform.FunnelPoint) frame.Table {
	table := frame.Table{Columns: frame.Columns([]string{v.Say("page.unit"), v.Say("page.indicator.funnel.place")}, v.Say("page.indicator.funnel.of"), v.Say("page.indicator.funnel.over"), v.Say("page.measured"))}
	for n, p := range outside {
		if n == mostInTable {
			rest := v.Say("page.indicator.funnel.rest", "Count", len(outside)-n)
			table.Rows = append(table.Rows, []frame.Cell{{Text: rest}, frame.NoCell, frame.NoCell, frame.NoCell, frame.NoCell})
			break
		}
		place := v.Say("page.indicator.funnel." + string(p.Place))
		if p.Small {
			place += " · " + v.Say("page.indicator.small")
		}
		table.Rows = append(table.Rows, []frame.Cell{
			{Text: v.Words(s.Find.Units[p.Unit].Name()), URL: frame.InEdition(frame.ReceiptURL(s.Tally.Cycle.ID, p.Unit, s.Indicator.ID), s.Tally)},
			{Text: place},
			{Text: v.Count(int(p.Of)), Number: reform.Decimal(strconv.FormatInt(p.Of, 10))},
			{Text: v.Count(int(p.Over)), Number: reform.Decimal(strconv.FormatInt(p.Over, 10))},
			v.PercentCell(p.Ratio().Percent()),
		})
	}
	f := s.funnel
	pooled := reform.NewFraction(f.Of, f.Over).Percent()
	table.Rows = append(table.Rows, []frame.Cell{
		{Text: v.Say("page.group.all")},
		{Text: v.Say("page.indicator.funnel.inside", "Count", len(f.Points)-f.Outside)},
		v.CountCell(int(f.Of)), v.CountCell(int(f.Over)), v.PercentCell(pooled),
	})
	return table
}
