package dashboards

import (
	"cmp"
	"slices"
	"strconv"

	"reformboard/internal/reform"
)

// mostCells is how many rows and columns the heat map shows: more cannot be read.
const mostCells = 60

// Heat is the table of units against indicators, in per cent of the most points.
type Heat struct {
	Columns []HeatColumn
	Rows    []HeatRow
	Units   string // how many there are; more than Rows when cut
	Cut     bool   // only the weakest units are shown
}

// HeatColumn is one indicator.
type HeatColumn struct {
	ID        string
	Indicator Link
	Reach     reform.Reach
}

// HeatRow is one unit.
type HeatRow struct {
	ID    string
	Unit  Link
	Total string
	Cells []HeatCell
}

// HeatCell is one score: a class for its tone or pattern, what stands in it, and
// what it means in words.
type HeatCell struct {
	Class string
	Text  string
	Says  string
}

// heat puts what matters first: indicators with most to recover at the left, units
// with the least points at the top, those without a rank at the bottom.
func (v Voice) heat(t *reform.Tally, group string) Heat {
	r, _ := t.Ranking(group)
	units := slices.Clone(r.Standings)
	slices.SortStableFunc(units, func(a, b reform.Standing) int { return cmp.Compare(a.Total, b.Total) })
	units = append(units, r.Unranked...)
	heat := Heat{Units: v.Count(len(units)), Cut: len(units) > mostCells, Columns: v.heatColumns(t)}
	find := indexOf(t)
	for _, s := range units[:min(len(units), mostCells)] {
		card := find.cards[s.Unit]
		row := HeatRow{ID: s.Unit, Unit: v.unitLink(t, find.units[s.Unit]), Total: none}
		if s.Rank > 0 {
			row.Total = v.Points(s.Total)
		}
		scores := make(map[string]reform.Score, len(card.Scores))
		for _, score := range card.Scores {
			scores[score.Indicator] = score
		}
		for _, c := range heat.Columns {
			row.Cells = append(row.Cells, v.heatCell(scores[c.ID]))
		}
		heat.Rows = append(heat.Rows, row)
	}
	return heat
}

func (v Voice) heatColumns(t *reform.Tally) []HeatColumn {
	var columns []HeatColumn
	for _, w := range t.Weaknesses[:min(len(t.Weaknesses), mostCells)] {
		if i, ok := t.Framework.Indicator(w.Indicator); ok {
			columns = append(columns, HeatColumn{ID: i.ID, Indicator: v.indicatorLink(t, i), Reach: w.Reach})
		}
	}
	return columns
}

func (v Voice) heatCell(s reform.Score) HeatCell {
	percent, counts := s.Percent()
	if s.State == reform.Zero {
		return HeatCell{Class: "heat-zero", Text: "0", Says: v.Say("state.zero") + " · 0/" + v.Most(s.Max)}
	}
	if !counts {
		return v.stateCell(s.State)
	}
	return HeatCell{Class: heatClass(percent), Text: v.Whole(percent), Says: v.Points(s.Earned) + "/" + v.Most(s.Max)}
}

// stateMarks stand in cells that hold no number. Each state has its own mark, and
// its own pattern in board.css.
var stateMarks = map[reform.State]string{
	reform.NotAsked:     "–",
	reform.NotSubmitted: "?",
	reform.UnderReview:  "…",
	reform.Suppressed:   "×",
}

func (v Voice) stateCell(state reform.State) HeatCell {
	if state == "" {
		state = reform.NotSubmitted // no scorecard at all
	}
	return HeatCell{Class: "heat-" + string(state), Text: stateMarks[state], Says: v.Say("state." + string(state))}
}

// heatClass is the tone of a percentage: heat-0 under 10 %, to heat-9 from 90 %.
func heatClass(p reform.Percent) string {
	tenth := min(max(int64(p)/1000, 0), 9)
	return "heat-" + strconv.FormatInt(tenth, 10)
}

// heatLegend shows each tone and each state once.
func (v Voice) heatLegend() (tones, states []HeatCell) {
	for tenth := range 10 {
		cell := HeatCell{Class: "heat-" + strconv.Itoa(tenth), Text: strconv.Itoa(tenth * 10)}
		tones = append(tones, cell)
	}
	states = append(states, HeatCell{Class: "heat-zero", Text: "0", Says: v.Say("state.zero")})
	for _, s := range []reform.State{reform.NotAsked, reform.NotSubmitted, reform.UnderReview, reform.Suppressed} {
		states = append(states, v.stateCell(s))
	}
	return tones, states
}
