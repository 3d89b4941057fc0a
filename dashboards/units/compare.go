package units

import (
	"cmp"
	"slices"

	"reformboard/dashboards/beside"
	"reformboard/dashboards/chart"
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Compare sets units of one cycle side by side, or one beside the median of its peer
// group.
type Compare struct {
	frame.Head
	Says    string // who is ahead, and by how much; empty: nobody is chosen
	Notes   []string
	Chosen  []ComparedUnit
	Median  string // what the line stands for; empty: too few units for a median
	Totals  string // the median total; empty: too few are ranked
	Offer   Offer
	Chart   *frame.Chart // nil: nothing to draw
	Sorts   []frame.Link
	Rows    []CompareRow
	Among   bool // two units or more: best and weakest are named
	Over    bool // there is a cycle before to tell the change from
	Heading string
}

// Charts are the charts of the page.
func (p Compare) Charts() []frame.Chart { return frame.Drawn(p.Chart) }

// ComparedUnit is one of them, by its letter and shape.
type ComparedUnit struct {
	Letter   string
	Shape    string // outline, as SVG
	Unit     frame.Link
	Group    string
	Total    string
	Change   frame.Move
	Grade    string
	InGroup  Place
	Overall  Place
	Coverage string
	Unranked string // why it has no rank; empty: it has one
	Remove   string // address of the page without it
}

// Offer is which units may be added.
type Offer struct {
	Action string
	Kept   []string // units that stay
	Sort   string
	Groups []OfferedGroup
	By     []frame.Link // peer groups to choose from one by one; empty: all are offered at once
	Full   bool         // as many as go side by side
}

// OfferedGroup is a peer group in the list.
type OfferedGroup struct {
	Name  string
	Units []OfferedUnit
}

// OfferedUnit is an entry of the list.
type OfferedUnit struct{ ID, Name string }

// MostCompared is how many units go side by side.
const MostCompared = 6

// mostOffered is how many units stand in one list; of more, one group at a time.
const mostOffered = 400

// Comparison is what is asked for.
type Comparison struct {
	Units []string // ids, as the address has them
	Group string   // whose units are offered, where there are many
	Sort  string   // ByOrder, or else by difference
	Past  []*reform.Tally
	May   func(unit string) bool // whose scorecards the reader may open; nil: none
}

// ByOrder lists indicators as the framework does.
const ByOrder = "order"

// compared is a unit with what the page reads of it.
type compared struct {
	unit   reform.Unit
	card   reform.Scorecard
	before map[string]reform.Score
}

// NewCompare makes the page. Who asks for units that the reader may not see has been
// refused already: here they are left out.
func NewCompare(v frame.Voice, t *reform.Tally, ask Comparison) Compare {
	if ask.May == nil {
		ask.May = func(string) bool { return false }
	}
	page := Compare{Head: v.TallyHead(t, frame.AtNowhere, v.Say("page.compare.title"), frame.Link{Text: v.Say("page.menu.ranking"), URL: frame.InEdition(frame.CycleURL(t.Cycle.ID, "/ranking"), t)})}
	chosen, notes := choose(v, t, ask)
	page.Notes = notes
	page.Offer = offer(v, t, ask, chosen)
	if len(chosen) == 0 {
		return page
	}
	group, mixed := commonGroup(chosen)
	page.Median = v.Say("page.scorecard.median")
	if mixed {
		page.Median = v.Say("page.compare.median.all")
		page.Notes = append(page.Notes, v.Say("page.compare.mixed"))
	}
	for n, u := range chosen {
		page.Chosen = append(page.Chosen, comparedUnit(v, t, ask, chosen, n, u))
	}
	peers := beside.Peers(t, group)
	ranked, _ := t.Ranking(group)
	middle, known := beside.TotalMedian(ranked)
	if known {
		page.Totals = v.Points(middle)
	}
	page.Among, page.Over = len(chosen) > 1, len(ask.Past) > 0
	page.Says = compareSays(v, t, chosen, middle, known)
	areas := beside.AreaMedians(&t.Framework, peers)
	page.Chart = dumbbell(v, t, chosen, areas, page.Median)
	medians := beside.IndicatorMedians(&t.Framework, peers)
	if len(areas) == 0 && len(medians) == 0 {
		page.Median = ""
	}
	page.Rows = compareRows(v, t, chosen, medians, ask.Sort)
	page.Heading = compareHeading(v, page.Rows, page.Among)
	for _, sort := range []string{"", ByOrder} {
		page.Sorts = append(page.Sorts, frame.Link{Text: v.Say("page.compare.sort." + cmp.Or(sort, "difference")), URL: v.Here("sort", sort), Current: ask.Sort == sort})
	}
	return page
}

// choose finds the units that are asked for, each once, at most as many as go side by
// side, and notes what became of the others.
func choose(v frame.Voice, t *reform.Tally, ask Comparison) (chosen []compared, notes []string) {
	var unknown, left []string
	seen := map[string]bool{"": true}
	for _, id := range ask.Units {
		if seen[id] {
			continue
		}
		seen[id] = true
		u, known := t.Unit(id)
		card, scored := t.Scorecard(id)
		switch {
		case !known || !scored || !ask.May(id):
			unknown = append(unknown, id)
		case len(chosen) == MostCompared:
			left = append(left, v.Words(u.Name()))
		default:
			chosen = append(chosen, compared{u, card, beside.ScoresBefore(t, ask.Past, id)})
		}
	}
	for _, id := range unknown[:min(len(unknown), MostCompared)] {
		notes = append(notes, v.Say("page.compare.unknown", "Unit", id))
	}
	if len(left) > 0 {
		notes = append(notes, v.Say("page.compare.too_many", "Most", v.Count(MostCompared), "Count", len(left), "Unit", left[0]))
	}
	return chosen, notes
}

// commonGroup is the peer group of all; where they are of several, the medians are
// those of all units.
func commonGroup(chosen []compared) (group string, mixed bool) {
	group = chosen[0].unit.PeerGroup
	for _, c := range chosen {
		if c.unit.PeerGroup != group {
			return "", true
		}
	}
	return group, false
}

func comparedUnit(v frame.Voice, t *reform.Tally, ask Comparison, chosen []compared, n int, c compared) ComparedUnit {
	group, _ := t.Group(c.unit.PeerGroup)
	inGroup, _ := t.Ranking(c.unit.PeerGroup)
	shown := ComparedUnit{
		Letter: letter(n), Shape: chart.Shapes[n], Unit: v.UnitLink(t, c.unit), Group: v.Words(group.Name()), Total: frame.None,
		Grade: v.Grade(&t.Framework, c.card.Grade), InGroup: place(v, &t.Framework, inGroup, c.unit.ID), Overall: place(v, &t.Framework, t.Overall, c.unit.ID),
		Coverage: v.Percent(c.card.Coverage), Change: v.PointsMove(0, 0, false),
	}
	var others []string
	for _, other := range chosen {
		if other.unit.ID != c.unit.ID {
			others = append(others, other.unit.ID)
		}
	}
	shown.Remove = frame.InEdition(frame.CompareURL(t.Cycle.ID, others...), t)
	s, _ := t.Overall.Standing(c.unit.ID)
	if s.Rank == 0 {
		shown.Unranked = v.Say("reason." + string(s.Reason))
		return shown
	}
	shown.Total = v.Points(s.Total)
	if earlier, _, ok := beside.CardBefore(t, ask.Past, c.unit.ID); ok {
		was, _ := earlier.Overall.Standing(c.unit.ID)
		shown.Change = v.PointsMove(s.Total, was.Total, was.Rank > 0 && earlier.Framework.Max == t.Framework.Max)
	}
	return shown
}

// letter is the name of a unit in the drawing.
func letter(n int) string { return "ABCDEF"[n : n+1] }

// offer lists the units that may be added.
func offer(v frame.Voice, t *reform.Tally, ask Comparison, chosen []compared) Offer {
	offer := Offer{Action: frame.CycleURL(t.Cycle.ID, "/compare"), Sort: ask.Sort, Full: len(chosen) == MostCompared}
	taken := map[string]bool{}
	for _, c := range chosen {
		offer.Kept, taken[c.unit.ID] = append(offer.Kept, c.unit.ID), true
	}
	if offer.Full {
		return offer
	}
	free := map[string][]OfferedUnit{}
	count := 0
	for _, u := range t.Units {
		if !taken[u.ID] && ask.May(u.ID) {
			free[u.PeerGroup] = append(free[u.PeerGroup], OfferedUnit{u.ID, v.Words(u.Name())})
			count++
		}
	}
	only := ""
	if count > mostOffered {
		only = t.Groups[0].ID
		if len(chosen) > 0 {
			only = chosen[0].unit.PeerGroup
		}
		if _, known := t.Group(ask.Group); known {
			only = ask.Group
		}
	}
	for _, g := range t.Groups {
		if len(free[g.ID]) == 0 {
			continue
		}
		if only != "" {
			offer.By = append(offer.By, frame.Link{Text: v.Words(g.Name()), Note: v.Count(len(free[g.ID])), URL: v.Here("group", g.ID), Current: g.ID == only})
		}
		if only == "" || g.ID == only {
			offer.Groups = append(offer.Groups, OfferedGroup{v.Words(g.Name()), free[g.ID]})
		}
	}
	return offer
}

// compareSays says who is ahead in total, and by how much.
func compareSays(v frame.Voice, t *reform.Tally, chosen []compared, middle reform.Points, known bool) string {
	var ranked []reform.Standing
	for _, c := range chosen {
		if s, ok := t.Overall.Standing(c.unit.ID); ok && s.Rank > 0 {
			ranked = append(ranked, s)
		}
	}
	name := func(s reform.Standing) string {
		u, _ := t.Unit(s.Unit)
		return v.Words(u.Name())
	}
	slices.SortStableFunc(ranked, func(a, b reform.Standing) int { return cmp.Compare(b.Total, a.Total) })
	switch {
	case len(ranked) == 0:
		return v.Say("page.compare.says.unranked")
	case len(chosen) > 1 && len(ranked) == 1:
		return v.Say("page.compare.says.alone", "Unit", name(ranked[0]), "Total", v.Points(ranked[0].Total))
	case len(ranked) > 1:
		first, last := ranked[0], ranked[len(ranked)-1]
		if first.Total == last.Total {
			return v.Say("page.compare.says.equal", "Total", v.Points(first.Total))
		}
		return v.Say("page.compare.says.apart", "Best", name(first), "Most", v.Points(first.Total), "Weakest", name(last), "Least", v.Points(last.Total), "Gap", v.Points(first.Total-last.Total))
	case !known:
		return v.Say("page.compare.says.no_median", "Unit", name(ranked[0]), "Total", v.Points(ranked[0].Total))
	}
	own := ranked[0]
	key, gap := "page.compare.says.same", own.Total-middle
	if gap > 0 {
		key = "page.compare.says.above"
	} else if gap < 0 {
		key, gap = "page.compare.says.below", -gap
	}
	return v.Say(key, "Unit", name(own), "Total", v.Points(own.Total), "Median", v.Points(middle), "Gap", v.Points(gap))
}
