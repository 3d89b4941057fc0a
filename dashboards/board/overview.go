package board

import (
	"reformboard/dashboards/frame"
	"reformboard/dashboards/spread"
	"reformboard/internal/reform"
)

// Overview tells the steering committee where the body stands.
type Overview struct {
	frame.Head
	Siblings    []frame.Link // the same body and period by other frameworks, this one included
	Sentences   []Sentence
	Tiles       []frame.Tile
	Recoverable frame.Chart // of an index of one indicator: how the units lie
	GradesChart frame.Chart
	Movers      Movers
	Empty       bool // nobody has reported
}

// Charts are the charts of the page.
func (p Overview) Charts() []frame.Chart { return []frame.Chart{p.Recoverable, p.GradesChart} }

// Sibling is the same body and period judged by another framework.
type Sibling struct {
	Cycle     reform.Cycle
	Framework *reform.Framework
}

// mostShown is how many indicators the overview shows.
const mostShown = 10

// NewOverview makes the overview. past are the tallies of earlier cycles of the
// same series, oldest first; siblings include this cycle's own framework or are
// empty.
func NewOverview(v frame.Voice, t *reform.Tally, past []*reform.Tally, siblings []Sibling) Overview {
	var before *reform.Tally
	if len(past) > 0 {
		before = past[len(past)-1]
	}
	page := Overview{
		Head:        v.TallyHead(t, frame.AtOverview, v.Say("page.overview.title", "Body", v.Words(t.Body.Name()))),
		Tiles:       tiles(v, t, before),
		Sentences:   sentences(v, t, before),
		Recoverable: recoverableChart(v, t),
		GradesChart: gradesChart(v, t),
		Movers:      movers(v, t, before),
		Empty:       frame.CountReports(t).Reported == 0,
	}
	page.Crumbs = page.Crumbs[:1]
	if i, w, ok := spread.Sole(t); ok {
		page.Tiles[len(page.Tiles)-1] = soleTile(v, t, i, w)
		if drawn := soleChart(v, t, past, i); drawn != nil {
			page.Recoverable = *drawn
		}
	}
	for _, s := range siblings {
		if len(siblings) == 1 {
			break // nowhere else to go
		}
		page.Siblings = append(page.Siblings, frame.Link{Text: v.Words(s.Framework.Short), URL: frame.CycleURL(s.Cycle.ID, ""), Current: s.Cycle.ID == t.Cycle.ID})
	}
	return page
}

// tiles are the four numbers. Silence calls for attention only after the due day.
func tiles(v frame.Voice, t, before *reform.Tally) []frame.Tile {
	n, units := frame.CountReports(t), len(t.Units)
	weak, systemic := countWeak(t)
	due, reporting := v.Moment(t.Cycle.Due), frame.InEdition(frame.CycleURL(t.Cycle.ID, "/completeness"), t)
	tiles := []frame.Tile{
		{Label: v.Say("page.overview.tile.reported"), Value: v.Count(n.Reported), Of: v.Count(units), Bar: frame.BarOf(n.Reported, units), Alert: n.Reported < units && t.Cycle.Late(v.Now), URL: reporting},
		{
			Label: v.Say("page.overview.tile.on_time"), Value: v.Count(n.Reported - n.Late), Of: v.Count(units), Bar: frame.BarOf(n.Reported-n.Late, units), Alert: n.Late > 0, URL: reporting,
			Note: v.Say("page.overview.tile.due", "At", due),
		},
		{Label: v.Say("page.overview.tile.ranked"), Value: v.Count(len(t.Overall.Standings)), Of: v.Count(units), Bar: frame.BarOf(len(t.Overall.Standings), units), URL: frame.InEdition(frame.CycleURL(t.Cycle.ID, "/ranking"), t)},
		{
			Label: v.Say("page.overview.tile.weak"), Value: v.Count(weak), Of: v.Count(len(t.Weaknesses)), Bar: frame.BarOf(weak, len(t.Weaknesses)), Alert: systemic > 0, URL: frame.InEdition(frame.CycleURL(t.Cycle.ID, "/weak"), t),
			Note: v.Say("page.overview.tile.systemic", "Count", systemic),
		},
	}
	if before != nil {
		period := v.Period(before.Cycle.Period)
		tiles[0].Note = v.Say("page.overview.tile.before", "Period", period, "Value", v.Count(frame.CountReports(before).Reported), "Units", v.Count(len(before.Units)))
		tiles[2].Note = v.Say("page.overview.tile.before", "Period", period, "Value", v.Count(len(before.Overall.Standings)), "Units", v.Count(len(before.Units)))
	}
	return tiles
}

// countWeak counts indicators that some unit misses, and how many of them are
// weak everywhere.
func countWeak(t *reform.Tally) (weak, systemic int) {
	for _, w := range t.Weaknesses {
		switch w.Reach {
		case reform.Systemic:
			weak++
			systemic++
		case reform.Local:
			weak++
		case reform.Met, reform.NoData:
		}
	}
	return weak, systemic
}
