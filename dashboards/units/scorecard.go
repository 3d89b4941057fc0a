package units

import (
	"cmp"
	"fmt"
	"slices"

	"reformboard/dashboards/beside"
	"reformboard/dashboards/frame"
	"reformboard/internal/receipt"
	"reformboard/internal/reform"
)

// Scorecard shows how one unit does, and what it should do.
type Scorecard struct {
	frame.Head
	Name      string
	Bases     []frame.Link // on whose word; empty: nobody has judged anything
	Verified  string       // how much of it has been judged; empty: it is self-scored
	Says      string       // how the unit does, in one sentence; empty: it has no rank
	Group     string
	Total     string
	Most      string
	Grade     string
	Overall   Place
	InGroup   Place
	Coverage  string
	Submitted string // in words, late or not
	Late      bool
	Missing   bool
	Unranked  string // why it has no rank; empty: it has one
	Stretched string // what the total was before it was stretched; empty: it was not
	AreaChart frame.Chart
	Sections  []Section
	Easiest   []ScoreRow // most to recover first
	Weak      Standout
	Strong    *Standout   // nil: not comparable yet
	Next      *Neighbours // nil: it has no rank, or nobody to be ranked with
	Trend     *frame.Chart
	Compare   []frame.Link
	Receipt   string // how the total came about
	Workbook  string
	CSV       string
	Reports   []frame.Link
	Note      string
	Long      bool // more indicators than go on one printed page
}

// Charts are the charts of the page.
func (p Scorecard) Charts() []frame.Chart { return append(frame.Drawn(p.Trend), p.AreaChart) }

// Place is a rank among so many.
type Place struct {
	Rank string // empty: none
	Tied bool
	Of   string
	Move frame.Move
}

// AreaRow is one area's subtotal.
type AreaRow struct {
	ID      string
	Title   string
	Depth   int
	Earned  string
	Most    string
	Left    string // still to recover
	Share   string
	Bar     frame.Bar
	Receipt string // how it came about
}

// Section is one area with the scores that stand directly in it.
type Section struct {
	AreaRow
	Scores []ScoreRow
}

// ScoreRow is one indicator's score.
type ScoreRow struct {
	Indicator   frame.Link
	State       reform.State
	StateSays   string
	Measured    string
	Target      string
	Earned      string
	Most        string
	Recoverable string
	Receipt     string
	Thread      string // what was said when it was judged; empty: nobody has judged it
	Reached     string // in words; empty: no score
	Bar         frame.Bar
	Place       PlaceMark
	Change      frame.Move // points more or fewer than the cycle before
}

// Around is what a scorecard is seen in the light of.
type Around struct {
	Past   []*reform.Tally         // earlier cycles of the same series, oldest first
	Places map[string]reform.Place // of the unit in its peer group, by indicator
	May    func(unit string) bool  // whose scorecards the reader may open; nil: nobody else's
}

func (a Around) may(unit string) bool { return a.May != nil && a.May(unit) }

// longCard is how many indicators go on paper in letters of the usual size.
const longCard = 60

// easiestShown is how many indicators the scorecard says to begin with.
const easiestShown = 5

// NewScorecard makes a unit's scorecard.
func NewScorecard(v frame.Voice, t *reform.Tally, unit string, around Around) (Scorecard, error) {
	u, known := t.Unit(unit)
	card, scored := t.Scorecard(unit)
	if !known || !scored {
		return Scorecard{}, fmt.Errorf("%w: unit %q", reform.ErrNotFound, unit)
	}
	group, _ := t.Group(u.PeerGroup)
	inGroup, _ := t.Ranking(u.PeerGroup)
	marks := areaMarks(t, &card, beside.AreaMedians(&t.Framework, beside.Peers(t, u.PeerGroup)))
	page := Scorecard{
		Head:  v.TallyHead(t, frame.AtNowhere, v.Words(u.Name()), frame.Link{Text: v.Say("page.menu.ranking"), URL: frame.InEdition(frame.GroupURL(t.Cycle.ID, "/ranking", u.PeerGroup), t)}),
		Bases: v.Bases(t),
		Name:  v.Words(u.Name()), Group: v.Words(group.Name()), Says: unitSays(v, t, card, marks, around.Places),
		Total: v.Points(card.Total), Most: v.Most(t.Framework.Max), Grade: v.Grade(&t.Framework, card.Grade),
		Overall: place(v, &t.Framework, t.Overall, unit), InGroup: place(v, &t.Framework, inGroup, unit),
		Coverage: v.Percent(card.Coverage), Submitted: submitted(v, card), Late: card.Late, Missing: card.Submitted == nil,
		AreaChart: areaChart(v, t, card, marks), Sections: sections(v, t, card, around), Easiest: easiest(v, t, card),
		Weak: weakest(v, t, card, around.Places), Strong: strongest(v, t, card, around.Places),
		Next:    neighbours(v, t, card, inGroup, around.may),
		Trend:   beside.Trend(v, u, append(slices.Clone(around.Past), t)),
		Compare: comparisons(v, t, card, inGroup, around.may),
		Receipt: frame.OnBasis(frame.ReceiptURL(t.Cycle.ID, unit, receipt.Total), t),
		Note:    v.Words(t.Cycle.Note()), Long: len(card.Scores) > longCard,
	}
	if t.Basis == reform.SelfScored || t.Edition != nil {
		page.Workbook, page.CSV = frame.InEdition(frame.UnitURL(t.Cycle.ID, unit)+"/scorecard.xlsx", t), frame.InEdition(frame.UnitURL(t.Cycle.ID, unit)+"/scorecard.csv", t)
	} else {
		page.Verified = v.Say("basis.judged", "Share", v.Percent(card.Verified()))
	}
	if s, ok := t.Overall.Standing(unit); ok && s.Rank == 0 {
		page.Unranked = v.Say("reason." + string(s.Reason))
	}
	if card.Submitted == nil || !card.State.Counts() {
		page.Total = frame.None // silence is not zero
	} else if card.Total != card.Earned {
		page.Stretched = v.Say("page.scorecard.stretched", "Earned", v.Points(card.Earned), "Of", v.Most(card.Max), "Max", v.Most(t.Framework.Max))
	}
	return page, nil
}

// comparisons lead to the unit beside the median of its group, and beside its
// neighbours in rank where the reader may open those.
func comparisons(v frame.Voice, t *reform.Tally, card reform.Scorecard, r reform.Ranking, may func(string) bool) []frame.Link {
	links := []frame.Link{{Text: v.Say("page.scorecard.compare.median"), URL: frame.InEdition(frame.CompareURL(t.Cycle.ID, card.Unit), t)}}
	at := slices.IndexFunc(r.Standings, func(s reform.Standing) bool { return s.Unit == card.Unit })
	if at < 0 {
		return links
	}
	var units []string
	for n := max(0, at-1); n <= min(at+1, len(r.Standings)-1); n++ {
		if unit := r.Standings[n].Unit; n == at || may(unit) {
			units = append(units, unit)
		}
	}
	if len(units) > 1 {
		links = append(links, frame.Link{Text: v.Say("page.scorecard.compare.neighbours"), URL: frame.InEdition(frame.CompareURL(t.Cycle.ID, units...), t)})
	}
	return links
}

// WithReports adds links to the reports that the reader may open.
func (p Scorecard) WithReports(v frame.Voice, unit string, sources ...reform.Source) Scorecard {
	for _, source := range sources {
		p.Reports = append(p.Reports, frame.Link{Text: v.Say("page.scorecard.report", "Source", v.Say("source."+string(source))), URL: frame.ReportURL(p.Context.Cycle, unit, source)})
	}
	return p
}

// WithAppraisal adds a link to how far the unit's claims have come.
func (p Scorecard) WithAppraisal(v frame.Voice, unit string) Scorecard {
	p.Reports = append(p.Reports, frame.Link{Text: v.Say("desk.thread.link"), URL: frame.AppraisalURL(p.Context.Cycle, unit)})
	return p
}

func place(v frame.Voice, f *reform.Framework, r reform.Ranking, unit string) Place {
	s, _ := r.Standing(unit)
	place := Place{Of: v.Count(len(r.Standings)), Tied: s.Tied > 1, Move: v.Move(s.Moved)}
	if s.Rank > 0 {
		place.Rank = v.Rank(f, s)
	}
	return place
}

func submitted(v frame.Voice, card reform.Scorecard) string {
	switch {
	case card.Submitted == nil:
		return v.Say("page.scorecard.missing")
	case card.Late:
		return v.Say("page.scorecard.late", "At", v.Moment(*card.Submitted))
	}
	return v.Say("page.scorecard.on_time", "At", v.Moment(*card.Submitted))
}

func areaRow(v frame.Voice, t *reform.Tally, a reform.Placed, card reform.Scorecard, decimals int) AreaRow {
	sub, _ := card.Subtotal(a.ID)
	row := AreaRow{
		ID: a.ID, Title: v.Words(a.Title), Depth: a.Depth, Earned: earned(v, a.Area, sub, decimals), Most: v.Most(sub.Max),
		Left: v.PointsTo(sub.Max-sub.Earned, decimals), Share: frame.None, Bar: frame.PointsBar(sub.Earned, sub.Max),
		Receipt: frame.OnBasis(frame.ReceiptURL(t.Cycle.ID, card.Unit, a.ID), t),
	}
	if sub.Max > 0 && row.Earned != frame.None {
		row.Share = v.Percent(reform.PercentOf(sub.Earned.Rat(), sub.Max.Rat()))
	}
	return row
}

// earned writes an area's points, or a dash when nothing in it has a score: not
// asked and not said are not zero.
func earned(v frame.Voice, a reform.Area, sub reform.Subtotal, decimals int) string {
	if !frame.HasScore(a, sub) {
		return frame.None
	}
	return v.PointsTo(sub.Earned, decimals)
}

func sections(v frame.Voice, t *reform.Tally, card reform.Scorecard, around Around) []Section {
	var sections []Section
	earlier := beside.ScoresBefore(t, around.Past, card.Unit)
	decimals := 0
	for _, s := range card.Scores {
		decimals = frame.DecimalsOf(decimals, s.Earned, s.Max)
	}
	for _, s := range card.Subtotals {
		decimals = frame.DecimalsOf(decimals, s.Earned, s.Max)
	}
	for _, a := range t.Framework.AllAreas() {
		section := Section{AreaRow: areaRow(v, t, a, card, decimals)}
		for _, i := range a.Indicators {
			s, _ := card.Score(i.ID)
			row := scoreRow(v, t, card.Unit, i, s, decimals)
			if i.Scored() {
				row.Place = placeMark(v, &t.Framework, around.Places[i.ID])
			}
			was, known := earlier[i.ID]
			row.Change = v.PointsMove(s.Earned, was.Earned, known && i.Scored()) // what only informs has no points to compare
			section.Scores = append(section.Scores, row)
		}
		sections = append(sections, section)
	}
	return sections
}

func scoreRow(v frame.Voice, t *reform.Tally, unit string, i reform.Indicator, s reform.Score, decimals int) ScoreRow {
	row := ScoreRow{
		Indicator: v.IndicatorLink(t, i), State: s.State, StateSays: v.StateSays(s.State),
		Measured: v.Share(s.Ratio()), Target: v.Aim(i), Earned: frame.None, Most: v.Most(i.Max), Recoverable: frame.None,
		Receipt: frame.OnBasis(frame.ReceiptURL(t.Cycle.ID, unit, i.ID), t),
	}
	if s.Appraisal != nil {
		row.Thread = frame.ThreadURL(t.Cycle.ID, unit, i.ID)
	}
	if s.HasPoints() {
		row.Earned, row.Bar, row.Reached = v.PointsTo(s.Earned, decimals), frame.PointsBar(s.Earned, s.Max), reached(v, i, s)
	}
	if s.Max > s.Earned {
		row.Recoverable = v.PointsTo(s.Max-s.Earned, decimals)
	}
	if !i.Rule.Measures() {
		row.Target = frame.None // nothing is measured to hold against it
	}
	if !i.Scored() {
		row.StateSays, row.Target, row.Earned, row.Bar = v.Say("page.for_information"), frame.None, frame.None, frame.Bar{}
	}
	return row
}

// reached says how far the unit came: the ratio measured or, where the rule
// measures none, the points.
func reached(v frame.Voice, i reform.Indicator, s reform.Score) string {
	if s.Measured == nil {
		return v.Say("page.scorecard.earned", "Earned", v.Points(s.Earned), "Most", v.Most(s.Max))
	}
	return v.Say("page.scorecard.reached", "Measured", v.Share(s.Ratio()), "Target", v.Aim(i))
}

func easiest(v frame.Voice, t *reform.Tally, card reform.Scorecard) []ScoreRow {
	scores := slices.Clone(card.Scores)
	slices.SortStableFunc(scores, func(a, b reform.Score) int { return cmp.Compare(b.Max-b.Earned, a.Max-a.Earned) })
	decimals := 0
	for _, s := range scores {
		decimals = frame.DecimalsOf(decimals, s.Earned, s.Max)
	}
	var rows []ScoreRow
	for _, s := range scores {
		if s.Max <= s.Earned || !inTheUnitsHands(s.State) || len(rows) == easiestShown {
			continue
		}
		if i, ok := t.Framework.Indicator(s.Indicator); ok {
			rows = append(rows, scoreRow(v, t, card.Unit, i, s, decimals))
		}
	}
	return rows
}

// inTheUnitsHands reports whether the unit itself can earn more: nobody can where
// there was nothing to measure, or where a figure is another body's to supply.
func inTheUnitsHands(s reform.State) bool { return s.Counts() || s == reform.NotSubmitted }
