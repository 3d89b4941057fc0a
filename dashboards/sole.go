package dashboards

import (
	"slices"

	"reformboard/internal/reform"
)

// sole is the indicator of an index that has no other, such as a list of published
// totals: it cannot be compared with other indicators, only over the units.
func sole(t *reform.Tally) (reform.Indicator, reform.Weakness, bool) {
	if len(t.Weaknesses) != 1 || t.Weaknesses[0].Units == 0 {
		return reform.Indicator{}, reform.Weakness{}, false
	}
	i, ok := t.Framework.Indicator(t.Weaknesses[0].Indicator)
	return i, t.Weaknesses[0], ok
}

// soleSentence tells where the units lie, and which peer group is the weakest. Of a
// single unit its total has said all.
func (v Voice) soleSentence(t *reform.Tally, w reform.Weakness) string {
	if len(t.Units) == 1 {
		return ""
	}
	said := v.Say("page.says.sole", "Mean", v.Percent(w.Mean), "Median", v.Percent(w.Median), "Below", v.Count(w.Below50), "Units", v.units(w.Units))
	if group, mean, ok := weakestGroup(t); ok {
		said += " " + v.Say("page.says.sole.group", "Group", v.Words(group.Name()), "Mean", v.Percent(reform.PercentOfShare(mean.Rat())))
	}
	return said
}

// soleChart draws how the units lie or, of a single unit, its total over the cycles. It
// belongs to the page of the indicator or the unit, where its figures and its drawing are
// kept. Nil: there is nothing to draw.
func (v Voice) soleChart(t *reform.Tally, past []*reform.Tally, i reform.Indicator) *Chart {
	var drawn *Chart
	if len(t.Units) == 1 {
		v.Path = unitURL(t.Cycle.ID, t.Units[0].ID)
		drawn = v.unitTrend(t.Units[0], append(slices.Clone(past), t))
	} else {
		v.Path = indicatorURL(t.Cycle.ID, i.ID)
		drawn = v.spreadChart(fieldOf(t, i, nil))
	}
	if drawn != nil {
		drawn.Size = "ten"
	}
	return drawn
}

func (v Voice) soleTile(t *reform.Tally, i reform.Indicator, w reform.Weakness) Tile {
	if len(t.Units) == 1 {
		card := t.Scorecards[0]
		return Tile{Label: v.Say("page.total"), Value: v.Points(card.Total), Of: v.Most(card.Max), Bar: pointsBar(card.Total, card.Max), URL: unitURL(t.Cycle.ID, card.Unit)}
	}
	return Tile{
		Label: v.Say("page.overview.tile.median"), Value: v.Percent(w.Median), Bar: barOf(int(w.Median), int(reform.Whole)),
		Note: v.Say("page.overview.tile.mean", "Mean", v.Percent(w.Mean)), URL: indicatorURL(t.Cycle.ID, i.ID),
	}
}
