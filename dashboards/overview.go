package dashboards

import (
	"strconv"
	"strings"

	"reformboard/dashboards/chart"
	"reformboard/internal/reform"
)

// Overview tells the steering committee where the body stands.
type Overview struct {
	Head
	Siblings    []Link // the same body and period by other frameworks, this one included
	Sentences   []string
	Tiles       []Tile
	Recoverable Chart
	GradesChart Chart
	Missing     []Owing
	Late        []Owing
	Empty       bool // nobody has reported
}

func (p Overview) charts() []Chart { return []Chart{p.Recoverable, p.GradesChart} }

// Tile is one number that stands for the whole.
type Tile struct {
	Label string
	Value string
	Of    string // the whole it is part of
	Note  string
	Alert bool
	URL   string
	Bar   Bar
}

// Owing is a unit that reported late or not at all.
type Owing struct {
	Unit Link
	Note string
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
	page := Overview{
		Head:        v.tallyHead(t, atOverview, v.Say("page.overview.title", "Body", v.Words(t.Body.Name()))),
		Tiles:       v.tiles(t, past),
		Sentences:   v.sentences(t),
		Recoverable: v.weakChart(t, t.Weaknesses, mostShown, "tall"),
		GradesChart: v.gradesChart(t),
		Empty:       countReports(t).reported == 0,
	}
	page.Crumbs = page.Crumbs[:1]
	page.Missing, page.Late = v.owing(t)
	for _, s := range siblings {
		if len(siblings) == 1 {
			break // nowhere else to go
		}
		page.Siblings = append(page.Siblings, Link{Text: v.Words(s.Framework.Short), URL: cycleURL(s.Cycle.ID, ""), Current: s.Cycle.ID == t.Cycle.ID})
	}
	return page
}

// reportCount is how many units have reported, and how many of these late.
type reportCount struct{ reported, late int }

func countReports(t *reform.Tally) reportCount {
	var n reportCount
	for _, c := range t.Scorecards {
		if c.Submitted == nil {
			continue
		}
		n.reported++
		if c.Late {
			n.late++
		}
	}
	return n
}

func (v Voice) tiles(t *reform.Tally, past []*reform.Tally) []Tile {
	n, units := countReports(t), len(t.Units)
	weak, systemic := countWeak(t)
	tiles := []Tile{
		{Label: v.Say("page.overview.tile.reported"), Value: v.Count(n.reported), Of: v.Count(units), Bar: barOf(n.reported, units), Alert: n.reported < units, URL: "#owing"},
		{
			Label: v.Say("page.overview.tile.on_time"), Value: v.Count(n.reported - n.late), Of: v.Count(units), Bar: barOf(n.reported-n.late, units), Alert: n.late > 0, URL: "#owing",
			Note: v.Say("page.overview.tile.due", "At", v.Moment(t.Cycle.Due)),
		},
		{Label: v.Say("page.overview.tile.ranked"), Value: v.Count(len(t.Overall.Standings)), Of: v.Count(units), Bar: barOf(len(t.Overall.Standings), units), URL: cycleURL(t.Cycle.ID, "/ranking")},
		{
			Label: v.Say("page.overview.tile.weak"), Value: v.Count(weak), Of: v.Count(len(t.Weaknesses)), Bar: barOf(weak, len(t.Weaknesses)), Alert: systemic > 0, URL: cycleURL(t.Cycle.ID, "/weak"),
			Note: v.Say("page.overview.tile.systemic", "Count", systemic),
		},
	}
	if len(past) > 0 {
		before := past[len(past)-1]
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

func (v Voice) owing(t *reform.Tally) (missing, late []Owing) {
	find := indexOf(t)
	for _, c := range t.Scorecards {
		unit := v.unitLink(t, find.units[c.Unit])
		switch {
		case c.Submitted == nil:
			missing = append(missing, Owing{Unit: unit, Note: v.Words(find.groups[find.units[c.Unit].PeerGroup].Name())})
		case c.Late:
			late = append(late, Owing{Unit: unit, Note: v.Moment(*c.Submitted)})
		}
	}
	return missing, late
}

// gradeCounts counts the standings of a ranking by grade, and last those that
// have no rank.
func gradeCounts(f *reform.Framework, r reform.Ranking) []int {
	counts := make([]int, len(f.Grades)+1)
	for _, s := range r.Standings {
		for n, g := range f.Grades {
			if g.ID == s.Grade {
				counts[n]++
			}
		}
	}
	counts[len(f.Grades)] = len(r.Unranked)
	return counts
}

// gradeTable counts the units of each peer group by grade, last those not ranked.
func (v Voice) gradeTable(t *reform.Tally) Table {
	var grades []string
	for _, g := range t.Framework.Grades {
		grades = append(grades, v.Words(g.Title))
	}
	table := Table{Columns: columns([]string{v.Say("page.group")}, append(grades, v.Say("page.unranked"), v.Say("page.units"))...)}
	for _, r := range t.ByGroup {
		g, _ := t.Group(r.Group)
		row := []Cell{linked(Link{Text: v.Words(g.Name()), URL: groupURL(t.Cycle.ID, "/ranking", g.ID)})}
		for _, n := range gradeCounts(&t.Framework, r) {
			row = append(row, v.countCell(n))
		}
		table.Rows = append(table.Rows, append(row, v.countCell(len(r.Standings)+len(r.Unranked))))
	}
	return table
}

func (v Voice) gradesChart(t *reform.Tally) Chart {
	var parts []chart.Part
	for _, g := range t.Framework.Grades {
		parts = append(parts, chart.Part{Name: v.Words(g.Title)})
	}
	parts = append(parts, chart.Part{Name: v.Say("page.unranked"), Missing: true})
	var rows []string
	for _, r := range t.ByGroup {
		g, _ := t.Group(r.Group)
		rows = append(rows, v.Words(g.Name()))
		for n, count := range gradeCounts(&t.Framework, r) {
			parts[n].Counts = append(parts[n].Counts, count)
		}
	}
	all := gradeCounts(&t.Framework, t.Overall)
	var counted []string
	for n, p := range parts {
		counted = append(counted, p.Name+": "+strconv.Itoa(all[n]))
	}
	return v.chart(Chart{
		ID: "chart-grades", Kind: "stack", Size: "tall", Summary: strings.Join(counted, "; "),
		Title:  v.Say("page.overview.grades.title"),
		Note:   v.Say("page.overview.grades.note", "Count", len(t.Units)),
		Option: chart.Stack(rows, parts),
		Table:  v.gradeTable(t),
	})
}
