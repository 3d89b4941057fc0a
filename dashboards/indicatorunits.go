package dashboards

import (
	"cmp"
	"fmt"
	"slices"

	"reformboard/internal/reform"
)

// UnitOrder is how the units of an indicator are listed.
type UnitOrder string

const (
	LeastFirst    UnitOrder = "least"    // those to look at on top
	GreatestFirst UnitOrder = "greatest" // those to learn from on top
	AsListed      UnitOrder = "listed"   // in the body's order
)

// unitOrders lists every UnitOrder.
var unitOrders = []UnitOrder{LeastFirst, GreatestFirst, AsListed}

// UnitsPart is the list of units, a page of it.
type UnitsPart struct {
	Groups []Link
	Orders []Link
	Says   string // which units these are, and how many
	Rows   []IndicatorRow
	Pages  []Link // none: one page
}

// IndicatorRow is one unit's score of the indicator.
type IndicatorRow struct {
	Unit        Link
	Group       string
	State       reform.State
	StateSays   string
	Measured    string
	Cases       string // so many of so many; empty: not counted
	Small       bool   // too few cases to judge the unit by
	Earned      string
	Recoverable string
	Bar         Bar
	Receipt     string
	Missed      bool // has a score and misses the target
}

// Ends are the units at one end of an indicator, those that share a place together.
type Ends struct {
	Title    string
	Rows     []IndicatorRow
	Measured bool   // rows have a ratio, not points only
	More     string // how many more share the last place; empty: none
}

// endsShown is how many units stand at either end.
const endsShown = 5

func (v Voice) unitsPart(s *field, about AboutIndicator) (UnitsPart, error) {
	name, err := v.groupName(s.t, about.Group)
	if err != nil {
		return UnitsPart{}, err
	}
	if about.Order == "" {
		about.Order = LeastFirst
	}
	if !slices.Contains(unitOrders, about.Order) {
		return UnitsPart{}, fmt.Errorf("%w: order %q", reform.ErrInvalid, about.Order)
	}
	var listed []result
	for _, r := range s.results {
		if about.Group == "" || r.unit.PeerGroup == about.Group {
			listed = append(listed, r)
		}
	}
	inOrder(listed, about.Order)
	part := UnitsPart{Says: v.Say("page.indicator.units.says", "Group", name, "Units", v.Count(len(listed)))}
	last := max(1, (len(listed)+pageRows-1)/pageRows)
	page := min(max(about.Page, 1), last)
	from := (page - 1) * pageRows
	part.Rows = v.indicatorRows(s, listed[from:min(from+pageRows, len(listed))])
	part.Groups = v.groupLinks(s.t, "", about.Group)
	for n, id := range append([]string{""}, groupIDs(s.t)...) {
		part.Groups[n].URL = v.here("group", id, "page", "") + "#units"
	}
	for _, o := range unitOrders {
		part.Orders = append(part.Orders, Link{Text: v.Say("page.indicator.order." + string(o)), URL: v.here("order", string(o), "page", ""), Current: o == about.Order})
	}
	if last > 1 {
		part.Pages = v.pageLinks(v.here("page", ""), page, last)
	}
	return part, nil
}

func groupIDs(t *reform.Tally) []string {
	var ids []string
	for _, g := range t.Groups {
		ids = append(ids, g.ID)
	}
	return ids
}

// inOrder sorts results; cells without a score follow, by state.
func inOrder(results []result, order UnitOrder) {
	if order == AsListed {
		return
	}
	slices.SortStableFunc(results, func(a, b result) int {
		if a.score.State.Counts() && b.score.State.Counts() {
			if order == GreatestFirst {
				return less(b, a)
			}
			return less(a, b)
		}
		return cmp.Compare(stateOrder(a.score.State), stateOrder(b.score.State))
	})
}

// less compares points, and where they are equal what was measured.
func less(a, b result) int {
	if c := cmp.Compare(a.score.Earned, b.score.Earned); c != 0 || !a.known || !b.known {
		return c
	}
	return a.level.Cmp(b.level)
}

func (v Voice) indicatorRows(s *field, results []result) []IndicatorRow {
	rows := make([]IndicatorRow, 0, len(results))
	for _, r := range results {
		row := IndicatorRow{
			Unit: v.unitLink(s.t, *r.unit), Group: v.Words(s.find.groups[r.unit.PeerGroup].Name()),
			State: r.score.State, StateSays: v.stateSays(r.score.State),
			Measured: v.Share(r.score.Ratio()), Earned: none, Recoverable: none,
			Receipt: receiptURL(s.t.Cycle.ID, r.unit.ID, s.i.ID),
		}
		if c, counted := s.cases[r.unit.ID]; counted {
			row.Cases, row.Small = v.Count(int(c.Of))+"/"+v.Count(int(c.Over)), c.Small
		}
		if r.score.State.Counts() {
			row.Earned = v.Points(r.score.Earned)
			if len(s.results) <= mostDots { // a page of thousands must stay light
				row.Bar = pointsBar(r.score.Earned, r.score.Max)
			}
			row.Missed = s.i.Targeted() && r.known && !r.met
		}
		if r.score.Max > 0 {
			row.Recoverable = v.Points(r.score.Max - r.score.Earned)
		}
		rows = append(rows, row)
	}
	return rows
}

// ends are the units with the fewest and the most points. Where all have the same
// there are none.
func (v Voice) ends(s *field) (bottom, top Ends) {
	scored := slices.DeleteFunc(slices.Clone(s.results), func(r result) bool { return !r.score.State.Counts() })
	inOrder(scored, LeastFirst)
	if len(scored) < 2 || less(scored[0], scored[len(scored)-1]) == 0 {
		return bottom, top
	}
	bottom = v.end(s, scored, "page.indicator.bottom")
	slices.Reverse(scored)
	inOrder(scored, GreatestFirst)
	return bottom, v.end(s, scored, "page.indicator.top")
}

func (v Voice) end(s *field, scored []result, title string) Ends {
	shown := min(endsShown, len(scored)/2)
	e := Ends{Measured: s.measured(), Title: v.Say(title), Rows: v.indicatorRows(s, scored[:shown])}
	more := 0
	for _, r := range scored[shown:] {
		if less(r, scored[shown-1]) == 0 {
			more++
		}
	}
	if more > 0 {
		e.More = v.Say("page.indicator.ends.more", "Count", more)
	}
	return e
}

// stateOrder puts scores first and cells that are nobody's fault last.
func stateOrder(s reform.State) int {
	if s.Counts() {
		return 0
	}
	return 1 + slices.Index([]reform.State{reform.NotSubmitted, reform.UnderReview, reform.Suppressed, reform.NotAsked}, s)
}

func (v Voice) stateSays(s reform.State) string {
	if s == "" {
		return none
	}
	return v.Say("state." + string(s))
}
