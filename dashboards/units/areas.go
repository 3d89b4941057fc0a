package units

import (
	"slices"

	"reformboard/dashboards/chart"
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// areaMark is a top area as a unit and its peers did in it.
type areaMark struct {
	area   reform.Area
	share  reform.Fraction // of the most points
	median reform.Fraction
	scored bool // there is a share
	held   bool // there is a median to hold it against
}

// gap is how far the unit is above the median; below zero: below.
func (m areaMark) gap() reform.Fraction { return m.share.Sub(m.median) }

func areaMarks(t *reform.Tally, card *reform.Scorecard, medians map[string]reform.Fraction) []areaMark {
	var marks []areaMark
	for _, a := range t.Framework.Areas {
		m := areaMark{area: a}
		m.share, m.scored = frame.AreaShare(card, a.ID)
		if median, ok := medians[a.ID]; ok && m.scored {
			m.median, m.held = median, true
		}
		marks = append(marks, m)
	}
	return marks
}

// areaTitle is the message of the bullets: how many areas are below the median of
// the group or, without one, which is the weakest.
func areaTitle(v frame.Voice, marks []areaMark) string {
	held, below := 0, 0
	var least *areaMark
	for n, m := range marks {
		if m.held {
			held++
			if m.gap().Sign() < 0 {
				below++
			}
		}
		if m.scored && (least == nil || m.share.Less(least.share)) {
			least = &marks[n]
		}
	}
	switch {
	case len(marks) == 1 && least != nil:
		return onlyAreaTitle(v, *least)
	case held > 0 && below == 0:
		return v.Say("page.scorecard.areas.above", "Areas", v.Count(held))
	case held > 0:
		return v.Say("page.scorecard.areas.below", "Below", v.Count(below), "Areas", v.Count(held))
	case least != nil:
		return v.Say("page.scorecard.areas.least", "Area", areaName(v, least.area), "Share", shareOf(v, least.share))
	}
	return v.Say("page.scorecard.areas.none")
}

// onlyAreaTitle is that of an index of one area.
func onlyAreaTitle(v frame.Voice, m areaMark) string {
	key := "page.scorecard.areas.only"
	switch {
	case !m.held:
	case m.gap().Sign() < 0:
		key += ".below"
	default:
		key += ".above"
	}
	return v.Say(key, "Share", shareOf(v, m.share), "Median", shareOf(v, m.median))
}

func areaName(v frame.Voice, a reform.Area) string { return a.ID + " " + v.Words(a.Title) }

// shareOf writes a share in per cent with one decimal.
func shareOf(v frame.Voice, share reform.Fraction) string {
	return v.Percent(reform.PercentOfShare(share.Rat()))
}

func areaChart(v frame.Voice, t *reform.Tally, card reform.Scorecard, marks []areaMark) frame.Chart {
	var bullets []chart.Bullet
	for _, m := range marks {
		sub, _ := card.Subtotal(m.area.ID)
		if sub.Max == 0 && !frame.HasScore(m.area, sub) {
			continue // not asked of this unit: no bar of nothing
		}
		bullet := chart.Bullet{Name: m.area.ID + "  " + v.Words(m.area.Title), Most: sub.Max.Decimal()}
		if frame.HasScore(m.area, sub) {
			bullet.Value = sub.Earned.Decimal()
		}
		if m.held {
			median, _ := m.median.Mul(sub.Max.Fraction()).Points(2, reform.HalfUp) // only to place the line
			bullet.Median = median.Decimal()
		}
		bullets = append(bullets, bullet)
	}
	note := v.Say("page.scorecard.areas.note")
	if slices.ContainsFunc(marks, func(m areaMark) bool { return m.held }) {
		note = v.Say("page.scorecard.areas.note.held")
	}
	total := v.Points(card.Total)
	if card.Submitted == nil || !card.State.Counts() {
		total = frame.None
	}
	return v.Chart(frame.Chart{
		ID: "chart-areas", Kind: "bullets", Size: frame.RowsSize(len(bullets)), Decimals: 2,
		Title:   areaTitle(v, marks),
		Note:    note,
		Summary: v.Say("page.scorecard.areas.summary", "Total", total, "Max", v.Most(card.Max), "Count", len(bullets)),
		Option:  chart.Bullets(bullets, v.Say("page.earned"), v.Say("page.most"), v.Say("page.scorecard.median")),
		Table:   areaTable(v, t, card, marks),
	})
}

func areaTable(v frame.Voice, t *reform.Tally, card reform.Scorecard, marks []areaMark) frame.Table {
	table := frame.Table{Columns: frame.Columns([]string{v.Say("page.area")},
		v.Say("page.earned"), v.Say("page.most"), v.Say("page.share"), v.Say("page.scorecard.median"), v.Say("page.left"))}
	for _, m := range marks {
		sub, _ := card.Subtotal(m.area.ID)
		earned, share, median := frame.NoCell, frame.NoCell, frame.NoCell
		if frame.HasScore(m.area, sub) {
			earned = v.PointsCell(sub.Earned)
		}
		if frame.HasScore(m.area, sub) && sub.Max > 0 {
			share = v.PercentCell(reform.PercentOf(sub.Earned.Rat(), sub.Max.Rat()))
		}
		if m.held {
			median = v.PercentCell(reform.PercentOfShare(m.median.Rat()))
		}
		area := frame.Link{Text: areaName(v, m.area), URL: frame.OnBasis(frame.ReceiptURL(t.Cycle.ID, card.Unit, m.area.ID), t)}
		table.Rows = append(table.Rows, []frame.Cell{frame.LinkCell(area), earned, v.PointsCell(sub.Max), share, median, v.PointsCell(sub.Max - sub.Earned)})
	}
	return table
}
