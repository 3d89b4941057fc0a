package board

import (
	"slices"

	"reformboard/dashboards/beside"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/spread"
	"reformboard/internal/reform"
)

// soleSentence tells where the units lie on the only indicator there is, and which peer
// group is the weakest. Of a single unit its total has said all.
func soleSentence(v frame.Voice, t *reform.Tally, i reform.Indicator, w reform.Weakness) string {
	if len(t.Units) == 1 {
		return ""
	}
	said := v.Say("page.says.sole", "Mean", v.Percent(w.Mean), "Median", v.Percent(w.Median), "Below", v.Count(w.Below50), "Units", v.Units(w.Units))
	if group, mean, ok := spread.Of(t, i).Weakest(); ok {
		said += " " + v.Say("page.says.sole.group", "Group", v.Words(group.Name()), "Mean", v.Percent(mean.Percent()))
	}
	return said
}

// soleChart draws how the units lie or, of a single unit, its total over the cycles. It
// belongs to the page of the indicator or the unit, where its figures and its drawing are
// kept. Nil: there is nothing to draw.
func soleChart(v frame.Voice, t *reform.Tally, past []*reform.Tally, i reform.Indicator) *frame.Chart {
	if len(t.Units) > 1 {
		return spread.Elsewhere(v, t, i)
	}
	v.Path = frame.InEdition(frame.UnitURL(t.Cycle.ID, t.Units[0].ID), t)
	drawn := beside.Trend(v, t.Units[0], append(slices.Clone(past), t))
	if drawn != nil {
		drawn.Size = spread.SizeElsewhere
	}
	return drawn
}

func soleTile(v frame.Voice, t *reform.Tally, i reform.Indicator, w reform.Weakness) frame.Tile {
	if len(t.Units) == 1 {
		card := t.Scorecards[0]
		return frame.Tile{Label: v.Say("page.total"), Value: v.Points(card.Total), Of: v.Most(card.Max), Bar: frame.PointsBar(card.Total, card.Max), URL: frame.InEdition(frame.UnitURL(t.Cycle.ID, card.Unit), t)}
	}
	return frame.Tile{
		Label: v.Say("page.overview.tile.median"), Value: v.Percent(w.Median), Bar: frame.BarOf(int(w.Median), int(reform.Whole)),
		Note: v.Say("page.overview.tile.mean", "Mean", v.Percent(w.Mean)), URL: frame.InEdition(frame.IndicatorURL(t.Cycle.ID, i.ID), t),
	}
}
