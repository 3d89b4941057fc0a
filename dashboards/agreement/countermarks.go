package agreement

import (
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Countermarks lists what waits for a person to be judged a second time, and what they
// and somebody else have judged.
type Countermarks struct {
	frame.Head
	Says  string
	Span  string
	Rows  []Row
	Pairs []PairRow
}

// Row is one claim that waits.
type Row struct {
	Claim frame.Link
	Unit  string
	Age   string
	Since string
}

// PairRow is one claim that was judged twice.
type PairRow struct {
	Claim frame.Link
	Unit  string
	Apart string
	Both  []frame.Said
}

// Item is one claim that waits.
type Item struct {
	Unit, Indicator string
	Since           time.Time
}

// Tray is what the page is made from.
type Tray struct {
	Tally     *reform.Tally
	Procedure reform.Procedure
	People    map[string]reform.User
	Items     []Item
	All       int // that wait
	Pairs     []reform.Pair
}

// Rows is how many claims stand on one page: what is done leaves it.
const Rows = 50

// NewCountermarks makes the page.
func NewCountermarks(v frame.Voice, w Tray) Countermarks {
	t := w.Tally
	page := Countermarks{
		Head: v.TallyHead(t, frame.AtNowhere, v.Say("agreement.list")),
		Says: v.Say("agreement.list.says", "Share", v.Count(w.Procedure.Twice), "Count", w.All, "Number", v.Count(w.All)),
	}
	page.Context.AsOf = "" // it is about now
	index := frame.IndexOf(t)
	for _, i := range w.Items {
		days := int(v.Now.Sub(i.Since) / (24 * time.Hour))
		page.Rows = append(page.Rows, Row{
			Claim: claimLink(v, t, i.Unit, i.Indicator), Unit: v.Words(index.Units[i.Unit].Name()),
			Since: v.Moment(i.Since), Age: v.Say("page.says.days", "Count", days, "Number", v.Count(days)),
		})
	}
	if len(page.Rows) < w.All {
		page.Span = v.Say("agreement.list.span", "Shown", v.Count(len(page.Rows)), "All", v.Count(w.All))
	}
	for _, p := range w.Pairs[:min(len(w.Pairs), Rows)] {
		page.Pairs = append(page.Pairs, pairRow(v, w, index, p))
	}
	return page
}

func pairRow(v frame.Voice, w Tray, index frame.Index, p reform.Pair) PairRow {
	return PairRow{
		Claim: claimLink(v, w.Tally, p.Second.Unit, p.Second.Indicator), Unit: v.Words(index.Units[p.Second.Unit].Name()),
		Apart: apart(v, p), Both: v.PairSays(p, w.Procedure, w.People),
	}
}

func claimLink(v frame.Voice, t *reform.Tally, unit, indicator string) frame.Link {
	i, _ := t.Framework.Indicator(indicator)
	return frame.Link{Note: indicator, Text: v.Words(i.Title), URL: frame.CountermarkURL(t.Cycle.ID, unit, indicator)}
}

// apart says by how much two judgements differ.
func apart(v frame.Voice, p reform.Pair) string {
	points, ok := p.Apart()
	switch {
	case p.Agrees():
		return v.Say("agreement.same")
	case !ok:
		return v.Say("agreement.apart.unscored")
	case p.Second.Most == 0:
		return v.Say("agreement.apart.points", "Points", v.Points(points))
	}
	share := reform.NewFraction(int64(points), int64(p.Second.Most))
	return v.Say("agreement.apart", "Points", v.Points(points), "Share", v.Percent(share.Percent()))
}
