package radar

import (
	"cmp"
	"slices"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// groupMean is what the units of a peer group earned of the most points of an area, on
// the mean of those with a score.
type groupMean struct {
	sum    reform.Fraction
	count  int
	states map[reform.State]int // of the units without a score
}

func (m *groupMean) mean() (reform.Fraction, bool) {
	if m.count == 0 {
		return reform.Fraction{}, false
	}
	return m.sum.Quo(reform.NewFraction(int64(m.count), 1)), true
}

// add counts one unit's area in, or why there is nothing to count.
func (m *groupMean) add(state reform.State, earned, most reform.Points) {
	if state.Counts() && most > 0 {
		m.sum, m.count = m.sum.Add(earned.Fraction().Quo(most.Fraction())), m.count+1
		return
	}
	if m.states == nil {
		m.states = map[reform.State]int{}
	}
	if state.Counts() {
		state = reform.NotAsked // its points have left
	}
	m.states[state]++
}

// groupMeans are the means of each peer group: of its totals under the empty id, and of
// each area.
func groupMeans(t *reform.Tally) map[string]map[string]*groupMean {
	means := map[string]map[string]*groupMean{}
	for _, g := range t.Groups {
		means[g.ID] = map[string]*groupMean{"": {}}
		for _, a := range t.Framework.Areas {
			means[g.ID][a.ID] = &groupMean{}
		}
	}
	for n := range t.Scorecards {
		of := means[t.Units[n].PeerGroup]
		if of == nil {
			continue
		}
		card := &t.Scorecards[n]
		if card.Submitted == nil {
			of[""].add(reform.NotSubmitted, 0, 0)
		} else {
			of[""].add(card.State, card.Total, t.Framework.Max)
		}
		for s := range card.Subtotals {
			sub := &card.Subtotals[s]
			if m := of[sub.Area]; m != nil {
				m.add(sub.State, sub.Earned, sub.Max)
			}
		}
	}
	return means
}

// weakestGroup is the peer group with the least mean of totals; the first where several
// have it.
func weakestGroup(t *reform.Tally) (reform.PeerGroup, reform.Fraction, bool) {
	var weakest reform.PeerGroup
	var least reform.Fraction
	found := false
	means := groupMeans(t)
	for _, g := range t.Groups {
		if mean, ok := means[g.ID][""].mean(); ok && (!found || mean.Less(least)) {
			weakest, least, found = g, mean, true
		}
	}
	return weakest, least, found && len(t.Groups) > 1
}

// heatGroups fills in the peer groups, the weakest first and those without a score last.
func heatGroups(v frame.Voice, of heatOf, heat *Heat) {
	heat.Corner, heat.Total = v.Say("page.group"), v.Say("page.radar.map.mean")
	heat.Columns = areaColumns(v, of)
	means := groupMeans(of.Tally)
	groups := slices.Clone(of.Groups)
	slices.SortStableFunc(groups, func(a, b reform.PeerGroup) int {
		first, known := means[a.ID][""].mean()
		second, both := means[b.ID][""].mean()
		return cmp.Or(boolOrder(known)-boolOrder(both), first.Cmp(second))
	})
	for _, g := range groups[:min(len(groups), mostCells)] {
		row := HeatRow{ID: g.ID, Unit: frame.Link{Text: v.Words(g.Name()), URL: weakURL(of.Tally, "group", g.ID, "map", MapAreas) + "#map"}}
		row.Total = frame.Link{Text: frame.None, URL: weakURL(of.Tally, "group", g.ID)}
		if mean, ok := means[g.ID][""].mean(); ok {
			row.Total.Text = v.Percent(reform.PercentOfShare(mean.Rat()))
		}
		for _, c := range heat.Columns {
			cell := groupCell(v, means[g.ID][c.ID])
			cell.URL = weakURL(of.Tally, "group", g.ID, "area", c.ID) + "#map"
			row.Cells = append(row.Cells, cell)
		}
		heat.Rows = append(heat.Rows, row)
	}
}

// groupCell shows a mean, and how many units have none. Where none has, it shows why, as
// far as most of them agree.
func groupCell(v frame.Voice, m *groupMean) HeatCell {
	without := 0
	most := reform.NotSubmitted
	for _, state := range reform.States {
		without += m.states[state]
		if m.states[state] > m.states[most] {
			most = state
		}
	}
	mean, ok := m.mean()
	if !ok {
		cell := stateCell(v, most)
		cell.Says += " · " + v.Say("page.radar.map.without", "Count", without)
		return cell
	}
	percent := reform.PercentOfShare(mean.Rat())
	cell := HeatCell{Class: heatClass(percent), Text: v.Whole(percent), Says: v.Say("page.radar.map.mean_of", "Mean", v.Percent(percent), "Count", m.count, "Units", v.Count(m.count))}
	if mean.Sign() == 0 {
		cell.Class = "heat-zero"
	}
	if without > 0 {
		cell.Says += " · " + v.Say("page.radar.map.without", "Count", without)
		cell.Without = v.Count(without)
	}
	return cell
}

func areaColumns(v frame.Voice, of heatOf) []HeatColumn {
	var columns []HeatColumn
	for _, a := range of.Framework.Areas {
		if a.Outside || len(columns) == mostCells {
			continue
		}
		link := frame.Link{Text: a.ID + " " + v.Words(a.Title), URL: v.Here("area", a.ID, "map", "", "page", "", "csv", "") + "#map"}
		columns = append(columns, HeatColumn{ID: a.ID, Text: link.Text, Link: link, Area: true})
	}
	return columns
}

func areaCells(v frame.Voice, t *reform.Tally, card *reform.Scorecard) []HeatCell {
	var cells []HeatCell
	for n := range t.Framework.Areas {
		a := &t.Framework.Areas[n]
		if a.Outside || len(cells) == mostCells {
			continue
		}
		sub, _ := card.Subtotal(a.ID)
		cells = append(cells, heatCell(v, reform.Score{State: sub.State, Earned: sub.Earned, Max: sub.Max}))
	}
	return cells
}

// heatArea names the area that a map is narrowed to.
func heatArea(v frame.Voice, t *reform.Tally, id string) string {
	if a, ok := topArea(&t.Framework, id); ok {
		return a.ID + " " + v.Words(a.Title)
	}
	return v.Say("page.radar.areas")
}

// heatTrail leads from the whole body down to the map shown, and on to the finest.
func heatTrail(v frame.Voice, of heatOf) []frame.Link {
	var trail []frame.Link
	if len(of.Groups) > 1 {
		trail = append(trail, frame.Link{Text: v.Say("page.radar.map.groups"), URL: weakURL(of.Tally, "map", MapGroups) + "#map", Current: of.view.Map == MapGroups})
	}
	pairs := []string{"group", of.radar.Group, "unit", of.radar.Unit}
	trail = append(trail,
		frame.Link{Text: v.Say("page.radar.map.areas"), URL: weakURL(of.Tally, append(pairs, "map", MapAreas)...) + "#map", Current: of.view.Map == MapAreas},
		frame.Link{Text: v.Say("page.radar.map.indicators"), URL: weakURL(of.Tally, append(pairs, "map", mapIndicators)...) + "#map", Current: of.view.Map == mapIndicators && of.view.Area == ""})
	if of.view.Area != "" && of.view.Map == mapIndicators {
		trail = append(trail, frame.Link{Text: heatArea(v, of.Tally, of.view.Area), URL: v.Here("csv", ""), Current: true})
	}
	return trail
}
