package units

import (
	"slices"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Neighbours are the units next to one in the ranking of its group, and what would
// bring it a rank further.
type Neighbours struct {
	Title string // how many points are missing
	Rows  []NeighbourRow
	How   string     // which single indicator would bring them; empty: nothing is missing
	Where frame.Link // that indicator's receipt; empty: none
}

// NeighbourRow is one of them.
type NeighbourRow struct {
	Rank  string
	Tied  bool
	Unit  frame.Link // without an address where the reader may not open it
	Total string
	Gap   string // more or fewer points than the unit has
	Own   bool
}

// nextTo is how many neighbours are shown on each side.
const nextTo = 2

func neighbours(v frame.Voice, t *reform.Tally, card reform.Scorecard, r reform.Ranking, may func(string) bool) *Neighbours {
	at := slices.IndexFunc(r.Standings, func(s reform.Standing) bool { return s.Unit == card.Unit })
	if at < 0 || len(r.Standings) < 2 {
		return nil
	}
	own := r.Standings[at]
	said := &Neighbours{}
	decimals := 0
	for _, s := range r.Standings[max(0, at-nextTo):min(at+nextTo+1, len(r.Standings))] {
		decimals = frame.DecimalsOf(decimals, s.Total)
	}
	for n := max(0, at-nextTo); n <= min(at+nextTo, len(r.Standings)-1); n++ {
		s := r.Standings[n]
		u, _ := t.Unit(s.Unit)
		row := NeighbourRow{Rank: v.Rank(&t.Framework, s), Tied: s.Tied > 1, Unit: frame.Link{Text: v.Words(u.Name())}, Total: v.PointsTo(s.Total, decimals), Own: n == at}
		if n != at {
			row.Gap = signedPoints(v, s.Total-own.Total)
			if may(s.Unit) {
				row.Unit.URL = frame.InEdition(frame.UnitURL(t.Cycle.ID, s.Unit), t)
			}
		}
		said.Rows = append(said.Rows, row)
	}
	better := at - 1
	for better >= 0 && !own.Exact.Less(r.Standings[better].Exact) {
		better--
	}
	if better < 0 {
		said.Title = leads(v, r, at)
		return said
	}
	next := r.Standings[better]
	missing := next.Total - own.Total
	said.Title = v.Say("page.scorecard.next", "Points", v.Points(missing), "Rank", v.Rank(&t.Framework, next))
	said.How, said.Where = closes(v, t, card, missing)
	return said
}

// leads says by how much the first is ahead.
func leads(v frame.Voice, r reform.Ranking, at int) string {
	own := r.Standings[at]
	if own.Tied == len(r.Standings) {
		return v.Say("page.scorecard.next.equal")
	}
	behind := r.Standings[own.Tied] // the first stand first
	return v.Say("page.scorecard.next.first", "Points", v.Points(own.Total-behind.Total))
}

// closes names the indicator that alone could bring the missing points: the one with
// most to recover. It is silent where points do not add up to the total.
func closes(v frame.Voice, t *reform.Tally, card reform.Scorecard, missing reform.Points) (string, frame.Link) {
	if missing <= 0 || !addsUp(t.Framework.Areas) {
		return "", frame.Link{}
	}
	need := missing
	if card.Earned != 0 && card.Total != card.Earned && t.Framework.Max > 0 {
		// Stretched to the framework's maximum: a point earned is worth more than one.
		need = (missing*card.Max + t.Framework.Max - 1) / t.Framework.Max
	}
	const hundredth = reform.Point / 100
	need = (need + hundredth - 1) / hundredth * hundredth
	best, enough := reform.Score{}, 0
	for _, s := range card.Scores {
		if left := s.Max - s.Earned; inTheUnitsHands(s.State) && left >= need {
			enough++
			if left > best.Max-best.Earned {
				best = s
			}
		}
	}
	if enough == 0 {
		return v.Say("page.scorecard.next.none"), frame.Link{}
	}
	return v.Say("page.scorecard.next.how", "Points", v.Points(need), "Left", v.Points(best.Max-best.Earned)), placeLink(v, t, card.Unit, best.Indicator)
}

// addsUp reports whether a point more for an indicator is a point more in total.
func addsUp(areas []reform.Area) bool {
	return !slices.ContainsFunc(areas, func(a reform.Area) bool { return !a.Combine.Adds() || a.Capped || !addsUp(a.Areas) })
}

// signedPoints writes points with their sign.
func signedPoints(v frame.Voice, p reform.Points) string {
	switch {
	case p > 0:
		return "+" + v.Points(p)
	case p < 0:
		return "−" + v.Points(-p)
	}
	return v.Points(0)
}
