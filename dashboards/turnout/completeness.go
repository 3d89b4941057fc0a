package turnout

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Completeness tells who has reported, who is late, and who keeps being late.
type Completeness struct {
	frame.Head
	Sentences []string
	Scope     []string // what must be known to read the dates
	Calendar  frame.Link
	Tiles     []frame.Tile
	Chart     frame.Chart
	Filter    Filter
	Periods   []string // the columns of the matrix, the oldest first
	Rows      []Row
	Shown     string
	Note      string
	Pages     []frame.Link // empty when all rows stand on one page
	None      string       // why there are no rows
	CSV       string       // address of the list as a file
	Legend    []Cell
	Whole     string // heading of the matrix

	list []habit // all that the filter leaves, in order
}

// Charts are the charts of the page.
func (p Completeness) Charts() []frame.Chart { return []frame.Chart{p.Chart} }

// Filter is the form that narrows the page.
type Filter struct {
	Action   string
	Groups   []frame.Choice
	Statuses []frame.Choice
	Sorts    []frame.Choice
	Find     string
	Clear    string // the page unfiltered; empty: it is
}

// Query is what the address asks for.
type Query struct {
	Group  string // empty: all
	Status string // one of statuses; empty: all
	Find   string // part of a name or id
	Sort   string // one of sorts; empty: the first
	Page   int    // from 1; one beyond the last is the last
}

// shownCycles is how many cycles the matrix looks back on, this one included, and
// repeatedFrom in how many of them a unit has to be late for it to be said to repeat.
const (
	shownCycles  = 8
	repeatedFrom = 2
)

// statuses narrow the list; the empty one is all.
var statuses = map[string]func(habit) bool{
	"":         func(habit) bool { return true },
	"missing":  func(u habit) bool { return u.now().Silent() || u.now() == reform.NotYetDue },
	"late":     func(u habit) bool { return u.now() == reform.TooLate },
	"repeated": habit.repeated,
}

// NewCompleteness makes the page; past are the tallies of earlier cycles, the oldest
// first.
func NewCompleteness(v frame.Voice, t *reform.Tally, past []*reform.Tally, q Query) (Completeness, error) {
	name, err := v.GroupName(t, q.Group)
	if err != nil {
		return Completeness{}, err
	}
	belongs, ok := statuses[q.Status]
	if !ok {
		return Completeness{}, fmt.Errorf("%w: status %q", reform.ErrInvalid, q.Status)
	}
	cycles := append(slices.Clone(past), t)
	cycles = cycles[max(0, len(cycles)-shownCycles):]
	all := habits(cycles, q.Group, v.Now)
	list := found(slices.Clone(all), belongs, q.Find)
	if err := sortHabits(v, list, q.Sort); err != nil {
		return Completeness{}, err
	}
	page := Completeness{
		Head:      v.TallyHead(t, frame.AtComplete, v.Say("page.completeness.title", "Group", name)),
		Sentences: sentences(v, t, all, len(cycles)),
		Calendar:  frame.Link{Text: v.Say("calendar.link"), URL: frame.CycleURL(t.Cycle.ID, "/calendar")},
		Scope:     []string{v.Deadline(t.Cycle, v.Now), v.Say("page.completeness.zone", "Zone", v.ZoneName())},
		Tiles:     tiles(v, t, all, q.Group, len(cycles)),
		Chart:     stack(v, t, all),
		Filter:    filterOf(v, t, q),
		Shown:     v.Say("page.completeness.units.shown", "Shown", v.Count(len(list)), "Units", v.Count(len(all))),
		Note:      v.Say("page.completeness.units.note", "From", v.Count(repeatedFrom)),
		Whole:     v.Say("page.completeness.units", "Count", len(cycles)),
		CSV:       address(t, "/completeness.csv", q, 1),
		Legend:    legend(v),
		list:      list,
	}
	for _, c := range cycles {
		page.Periods = append(page.Periods, v.Period(c.Cycle.Period))
	}
	switch {
	case len(all) == 0:
		page.None = v.Say("page.completeness.no_units")
	case len(list) == 0:
		page.None = v.Say("page.completeness.none")
	}
	shown, links := frame.PageOf(v, list, q.Page, address(t, "/completeness", q, 1))
	page.Rows, page.Pages = rowsOf(v, t, page.Periods, shown), links
	return page, nil
}

// address is the page, or its file, narrowed as it is.
func address(t *reform.Tally, rest string, q Query, page int) string {
	set := url.Values{}
	for key, value := range map[string]string{"group": q.Group, "status": q.Status, "find": q.Find, "sort": q.Sort} {
		if value != "" {
			set.Set(key, value)
		}
	}
	if page > 1 {
		set.Set("page", strconv.Itoa(page))
	}
	to := frame.CycleURL(t.Cycle.ID, rest)
	if len(set) > 0 {
		to += "?" + set.Encode()
	}
	return frame.InEdition(to, t)
}

func filterOf(v frame.Voice, t *reform.Tally, q Query) Filter {
	filter := Filter{Action: frame.CycleURL(t.Cycle.ID, "/completeness"), Find: q.Find}
	for _, l := range v.GroupLinks(t, "/completeness", q.Group) {
		filter.Groups = append(filter.Groups, frame.Choice{Text: l.Text + " (" + l.Note + ")", Chosen: l.Current})
	}
	for n, g := range t.Groups {
		filter.Groups[n+1].Value = g.ID
	}
	for _, status := range []string{"", "missing", "late", "repeated"} {
		key := status
		if key == "" {
			key = "all"
		}
		filter.Statuses = append(filter.Statuses, frame.Choice{Value: status, Text: v.Say("page.completeness.status." + key), Chosen: status == q.Status})
	}
	for n, sort := range sorts {
		filter.Sorts = append(filter.Sorts, frame.Choice{Value: sort, Text: v.Say("page.completeness.sort." + sort), Chosen: sort == q.Sort || n == 0 && q.Sort == ""})
	}
	if q.Group+q.Status+q.Find != "" {
		filter.Clear = frame.InEdition(filter.Action, t)
	}
	return filter
}

// tiles count the units of the group by how they reported; each leads to the
// list of those it counts.
func tiles(v frame.Voice, t *reform.Tally, all []habit, group string, cycles int) []frame.Tile {
	counts, repeated := map[reform.Timeliness]int{}, 0
	for _, u := range all {
		counts[u.now()]++
		if u.repeated() {
			repeated++
		}
	}
	silence := reform.NotYetDue
	for _, s := range []reform.Timeliness{reform.Overdue, reform.NeverCame} {
		// Where groups have days of their own, the worst that there is.
		if t.Cycle.Reports(reform.Unit{}).Timeliness(&reform.Scorecard{}, v.Now) == s || counts[s] > 0 {
			silence = s
		}
	}
	tile := func(key, status string, n int) frame.Tile {
		tile := frame.Tile{
			Label: v.Say("page.completeness.tile." + key), Value: v.Count(n), Of: v.Count(len(all)), Bar: frame.BarOf(n, len(all)),
			URL: address(t, "/completeness", Query{Group: group, Status: status}, 1) + "#units",
		}
		if len(all) > 0 {
			tile.Note = v.Say("page.completeness.tile.share", "Share", v.Percent(percentOf(n, len(all))))
		}
		return tile
	}
	tiles := []frame.Tile{
		tile(string(reform.InTime), "", counts[reform.InTime]),
		tile(string(reform.TooLate), "late", counts[reform.TooLate]),
		tile(string(silence), "missing", counts[silence]),
		tile("repeated", "repeated", repeated),
	}
	tiles[1].Alert, tiles[2].Alert, tiles[3].Alert = counts[reform.TooLate] > 0, silence.Fault() && counts[silence] > 0, repeated > 0
	tiles[3].Note = v.Say("page.completeness.tile.repeated.note", "From", v.Count(repeatedFrom), "Cycles", v.Count(cycles))
	if cycles < repeatedFrom {
		tiles[3].Note = v.Say("page.completeness.tile.first")
	}
	return tiles
}
