package dashboards

import "reformboard/internal/reform"

// sole is the indicator of an index that has no other, such as a list of published
// totals: it cannot be compared with other indicators, only over the units.
func sole(t *reform.Tally) (reform.Indicator, reform.Weakness, bool) {
	if len(t.Weaknesses) != 1 || len(t.Units) < 2 || t.Weaknesses[0].Units == 0 {
		return reform.Indicator{}, reform.Weakness{}, false
	}
	i, ok := t.Framework.Indicator(t.Weaknesses[0].Indicator)
	return i, t.Weaknesses[0], ok
}

// soleSentence tells where the units lie, and which peer group is the weakest.
func (v Voice) soleSentence(t *reform.Tally, w reform.Weakness) string {
	said := v.Say("page.says.sole", "Mean", v.Percent(w.Mean), "Median", v.Percent(w.Median), "Below", v.Count(w.Below50), "Units", v.units(w.Units))
	if group, mean, ok := weakestGroup(t); ok {
		said += " " + v.Say("page.says.sole.group", "Group", v.Words(group.Name()), "Mean", v.Percent(reform.PercentOfShare(mean.Rat())))
	}
	return said
}

// soleChart draws how the units lie. It belongs to the indicator's own page, where its
// figures and its drawing are kept.
func (v Voice) soleChart(t *reform.Tally, i reform.Indicator) *Chart {
	there := v
	there.Path = indicatorURL(t.Cycle.ID, i.ID)
	drawn := there.spreadChart(fieldOf(t, i, nil))
	if drawn != nil {
		drawn.Size = "ten"
	}
	return drawn
}

func (v Voice) soleTile(t *reform.Tally, i reform.Indicator, w reform.Weakness) Tile {
	return Tile{
		Label: v.Say("page.overview.tile.median"), Value: v.Percent(w.Median), Bar: barOf(int(w.Median), int(reform.Whole)),
		Note: v.Say("page.overview.tile.mean", "Mean", v.Percent(w.Mean)), URL: indicatorURL(t.Cycle.ID, i.ID),
	}
}
