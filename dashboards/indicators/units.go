package indicators

import (
	"cmp"
	"fmt"
	"slices"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/spread"
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
	Groups []frame.Link
	Orders []frame.Link
	Says   string // which units these are, and how many
	Rows   []IndicatorRow
	Pages  []frame.Link // none: one page
}

// IndicatorRow is one unit's score of the indicator.
type IndicatorRow struct {
	Unit        frame.Link
	Group       string
	State       reform.State
	StateSays   string
	Measured    string
	Cases       string // so many of so many; empty: not counted
	Small       bool   // too few cases to judge the unit by
	Earned      string
	Recoverable string
	Bar         frame.Bar
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

func unitsPart(v frame.Voice, s *field, about About) (UnitsPart, error) {
	name, err := v.GroupName(s.Tally, about.Group)
	if err != nil {
		return UnitsPart{}, err
	}
	if about.Order == "" {
		about.Order = LeastFirst
	}
	if !slices.Contains(unitOrders, about.Order) {
		return UnitsPart{}, fmt.Errorf("%w: order %q", reform.ErrInvalid, about.Order)
	}
	var listed []spread.Result
	for _, r := range s.Results {
		if about.Group == "" || r.Unit.PeerGroup == about.Group {
			listed = append(listed, r)
		}
	}
	inOrder(listed, about.Order)
	part := UnitsPart{Says: v.Say("page.indicator.units.says", "Group", name, "Units", v.Count(len(listed)))}
	shown, links := frame.PageOf(v, listed, about.Page, v.Here("page", ""))
	part.Rows, part.Pages = indicatorRows(v, s, shown), links
	part.Groups = v.GroupLinks(s.Tally, "", about.Group)
	for n, id := range append([]string{""}, groupIDs(s.Tally)...) {
		part.Groups[n].URL = v.Here("group", id, "page", "") + "#units"
	}
	for _, o := range unitOrders {
		part.Orders = append(part.Orders, frame.Link{Text: v.Say("page.indicator.order." + string(o)), URL: v.Here("order", string(o), "page", ""), Current: o == about.Order})
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
func inOrder(results []spread.Result, order UnitOrder) {
	if order == AsListed {
		return
	}
	slices.SortStableFunc(results, func(a, b spread.Result) int {
		if a.Score.State.Counts() && b.Score.State.Counts() {
			if order == GreatestFirst {
				return less(b, a)
			}
			return less(a, b)
		}
		return cmp.Compare(stateOrder(a.Score.State), stateOrder(b.Score.State))
	})
}

// less compares points, and where they are equal what was measured.
func less(a, b spread.Result) int {
	if c := cmp.Compare(a.Score.Earned, b.Score.Earned); c != 0 || !a.Known || !b.Known {
		return c
	}
	return a.Level.Cmp(b.Level)
}

func indicatorRows(v frame.Voice, s *field, results []spread.Result) []IndicatorRow {
	rows := make([]IndicatorRow, 0, len(results))
	for _, r := range results {
		row := IndicatorRow{
			Unit: v.UnitLink(s.Tally, *r.Unit), Group: v.Words(s.Find.Groups[r.Unit.PeerGroup].Name()),
			State: r.Score.State, StateSays: v.StateSays(r.Score.State),
			Measured: v.Share(r.Score.Ratio()), Earned: frame.None, Recoverable: frame.None,
			Receipt: frame.InEdition(frame.ReceiptURL(s.Tally.Cycle.ID, r.Unit.ID, s.Indicator.ID), s.Tally),
		}
		if c, counted := s.cases[r.Unit.ID]; counted {
			row.Cases, row.Small = v.Count(int(c.Of))+"/"+v.Count(int(c.Over)), c.Small
		}
		if r.Score.State.Counts() {
			row.Earned = v.Points(r.Score.Earned)
			if len(s.Results) <= frame.MostDots { // a page of thousands must stay light
				row.Bar = frame.PointsBar(r.Score.Earned, r.Score.Max)
			}
			row.Missed = s.Indicator.Targeted() && r.Known && !r.Met
		}
		if r.Score.Max > 0 {
			row.Recoverable = v.Points(r.Score.Max - r.Score.Earned)
		}
		rows = append(rows, row)
	}
	return rows
}

// ends are the units with the fewest and the most points. Where all have the same
// there are none.
func ends(v frame.Voice, s *field) (bottom, top Ends) {
	scored := slices.DeleteFunc(slices.Clone(s.Results), func(r spread.Result) bool { return !r.Score.State.Counts() })
	inOrder(scored, LeastFirst)
	if len(scored) < 2 || less(scored[0], scored[len(scored)-1]) == 0 {
		return bottom, top
	}
	bottom = end(v, s, scored, "page.indicator.bottom")
	slices.Reverse(scored)
	inOrder(scored, GreatestFirst)
	return bottom, end(v, s, scored, "page.indicator.top")
}

func end(v frame.Voice, s *field, scored []spread.Result, title string) Ends {
	shown := min(endsShown, len(scored)/2)
	e := Ends{Measured: s.measured(), Title: v.Say(title), Rows: indicatorRows(v, s, scored[:shown])}
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
