package dashboards

import (
	"reformboard/internal/reform"
)

// Overview tells the steering committee where the body stands.
type Overview struct {
	Head
	Siblings    []Link // the same body and period by other frameworks, this one included
	Sentences   []Sentence
	Tiles       []Tile
	Recoverable Chart // of an index of one indicator: how the units lie
	GradesChart Chart
	Movers      Movers
	Empty       bool // nobody has reported
}

func (p Overview) charts() []Chart { return []Chart{p.Recoverable, p.GradesChart} }

// Tile is one number that stands for the whole.
type Tile struct {
	Label string
	Value string
	Of    string // the whole it is part of; empty: of none
	Note  string
	Alert bool
	URL   string
	Bar   Bar
}

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
func NewOverview(v Voice, t *reform.Tally, past []*reform.Tally, siblings []Sibling) Overview {
	var before *reform.Tally
	if len(past) > 0 {
		before = past[len(past)-1]
	}
	page := Overview{
		Head:        v.tallyHead(t, atOverview, v.Say("page.overview.title", "Body", v.Words(t.Body.Name()))),
		Tiles:       v.tiles(t, before),
		Sentences:   v.sentences(t, before),
		Recoverable: v.recoverableChart(t),
		GradesChart: v.gradesChart(t),
		Movers:      v.movers(t, before),
		Empty:       countReports(t).reported == 0,
	}
	page.Crumbs = page.Crumbs[:1]
	if i, w, ok := sole(t); ok {
		page.Tiles[len(page.Tiles)-1] = v.soleTile(t, i, w)
		if drawn := v.soleChart(t, past, i); drawn != nil {
			page.Recoverable = *drawn
		}
	}
	for _, s := range siblings {
		if len(siblings) == 1 {
			break // nowhere else to go
		}
		page.Siblings = append(page.Siblings, Link{Text: v.Words(s.Framework.Short), URL: cycleURL(s.Cycle.ID, ""), Current: s.Cycle.ID == t.Cycle.ID})
	}
	return page
}

// reportCount is how many of some units have reported, and how many of these late.
type reportCount struct{ units, reported, late int }

func countReports(t *reform.Tally) reportCount {
	n := reportCount{units: len(t.Units)}
	for _, c := range t.Scorecards {
		n.count(c)
	}
	return n
}

func (n *reportCount) count(c reform.Scorecard) {
	if c.Submitted == nil {
		return
	}
	n.reported++
	if c.Late {
		n.late++
	}
}

// tiles are the four numbers. Silence calls for attention only after the due day.
func (v Voice) tiles(t, before *reform.Tally) []Tile {
	n, units := countReports(t), len(t.Units)
	weak, systemic := countWeak(t)
	due, reporting := v.Moment(t.Cycle.Due), cycleURL(t.Cycle.ID, "/completeness")
	tiles := []Tile{
		{Label: v.Say("page.overview.tile.reported"), Value: v.Count(n.reported), Of: v.Count(units), Bar: barOf(n.reported, units), Alert: n.reported < units && t.Cycle.Late(v.Now), URL: reporting},
		{
			Label: v.Say("page.overview.tile.on_time"), Value: v.Count(n.reported - n.late), Of: v.Count(units), Bar: barOf(n.reported-n.late, units), Alert: n.late > 0, URL: reporting,
			Note: v.Say("page.overview.tile.due", "At", due),
		},
		{Label: v.Say("page.overview.tile.ranked"), Value: v.Count(len(t.Overall.Standings)), Of: v.Count(units), Bar: barOf(len(t.Overall.Standings), units), URL: cycleURL(t.Cycle.ID, "/ranking")},
		{
			Label: v.Say("page.overview.tile.weak"), Value: v.Count(weak), Of: v.Count(len(t.Weaknesses)), Bar: barOf(weak, len(t.Weaknesses)), Alert: systemic > 0, URL: cycleURL(t.Cycle.ID, "/weak"),
			Note: v.Say("page.overview.tile.systemic", "Count", systemic),
		},
	}
	if before != nil {
		period := v.Period(before.Cycle.Period)
		tiles[0].Note = v.Say("page.overview.tile.before", "Period", period, "Value", v.Count(countReports(before).reported), "Units", v.Count(len(before.Units)))
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
