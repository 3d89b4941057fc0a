package units

import (
	"cmp"
	"slices"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// PlaceMark is where a unit stands in its peer group by one indicator.
type PlaceMark struct {
	Rank string // empty: no score
	Tied bool
	Of   string
	Kind string // last, weak, best; empty: between
	Says string // the same in words
}

// PlaceLine is an indicator in which a unit stands out.
type PlaceLine struct {
	Indicator frame.Link // leads to the receipt
	Place     PlaceMark
}

// Standout are the indicators in which a unit stands at one end of its group.
type Standout struct {
	Title string
	Lines []PlaceLine
	Also  []frame.Link // those in last place for which there was no line: none is left out
	More  string       // how many others there are; empty: none
}

// How many lines are shown of each end.
const (
	mostWeak   = 5
	mostStrong = 3
)

func placeMark(v frame.Voice, f *reform.Framework, p reform.Place) PlaceMark {
	mark := PlaceMark{Rank: v.Number(p.Place(f.Ranks.Ties)), Tied: p.Tied > 1, Of: v.Count(p.Of)}
	switch {
	case p.Rank == 0:
		return PlaceMark{}
	case p.Last() && p.Tied > 1:
		mark.Kind, mark.Says = "last", v.Say("page.scorecard.place.last.tied", "Count", p.Tied)
	case p.Last():
		mark.Kind, mark.Says = "last", v.Say("page.scorecard.place.last")
	case p.Weakest():
		mark.Kind, mark.Says = "weak", v.Say("page.scorecard.place.weak")
	case p.Best():
		mark.Kind, mark.Says = "best", v.Say("page.scorecard.place.best")
	}
	return mark
}

// spot is a score with the place it gives its unit.
type spot struct {
	score reform.Score
	place reform.Place
}

// weakest lists where the unit is in the last quarter of its group: last places
// first, then what has most points to recover.
func weakest(v frame.Voice, t *reform.Tally, card reform.Scorecard, places map[string]reform.Place) Standout {
	found := standing(card, places, reform.Place.Weakest)
	slices.SortStableFunc(found, func(a, b spot) int {
		return cmp.Or(-compareBool(a.place.Last(), b.place.Last()), cmp.Compare(b.score.Max-b.score.Earned, a.score.Max-a.score.Earned))
	})
	last := 0
	for _, p := range found {
		if p.place.Last() {
			last++
		}
	}
	said := standout(v, t, card.Unit, found, mostWeak)
	for _, p := range found[min(mostWeak, len(found)):max(last, min(mostWeak, len(found)))] {
		said.Also = append(said.Also, placeLink(v, t, card.Unit, p.score.Indicator))
	}
	if left := len(found) - len(said.Lines) - len(said.Also); left > 0 {
		said.More = v.Say("page.scorecard.weak.more", "Count", left)
	}
	switch {
	case !hasPeers(places):
		said.Title = v.Say("page.scorecard.weak.unknown")
	case last > 0 && len(found) > last:
		said.Title = v.Say("page.scorecard.weak.both", "Last", v.Count(last), "Others", v.Count(len(found)-last))
	case last > 0:
		said.Title = v.Say("page.scorecard.weak.last", "Count", last)
	case len(found) > 0:
		said.Title = v.Say("page.scorecard.weak.quarter", "Count", len(found))
	default:
		said.Title = v.Say("page.scorecard.weak.none")
	}
	return said
}

// strongest lists where the unit is in the best quarter of its group: what weighs
// most first.
func strongest(v frame.Voice, t *reform.Tally, card reform.Scorecard, places map[string]reform.Place) *Standout {
	if !hasPeers(places) {
		return nil
	}
	found := standing(card, places, reform.Place.Best)
	slices.SortStableFunc(found, func(a, b spot) int {
		return cmp.Or(cmp.Compare(b.score.Max, a.score.Max), cmp.Compare(a.place.Rank, b.place.Rank))
	})
	said := standout(v, t, card.Unit, found, mostStrong)
	said.Title = v.Say("page.scorecard.strong.none")
	if n := len(found); n > 0 {
		said.Title = v.Say("page.scorecard.strong.quarter", "Count", n)
	}
	if left := len(found) - len(said.Lines); left > 0 {
		said.More = v.Say("page.scorecard.strong.more", "Count", left)
	}
	return &said
}

func standing(card reform.Scorecard, places map[string]reform.Place, fits func(reform.Place) bool) []spot {
	var found []spot
	for _, s := range card.Scores {
		if p, ok := places[s.Indicator]; ok && fits(p) && (s.Max > 0 || s.Earned != 0) {
			found = append(found, spot{s, p})
		}
	}
	return found
}

func standout(v frame.Voice, t *reform.Tally, unit string, found []spot, most int) Standout {
	var said Standout
	for _, p := range found[:min(most, len(found))] {
		said.Lines = append(said.Lines, PlaceLine{placeLink(v, t, unit, p.score.Indicator), placeMark(v, &t.Framework, p.place)})
	}
	return said
}

// hasPeers reports whether there is anybody to be compared with.
func hasPeers(places map[string]reform.Place) bool {
	for _, p := range places {
		if p.Of > 1 {
			return true
		}
	}
	return false
}

func placeLink(v frame.Voice, t *reform.Tally, unit, indicator string) frame.Link {
	i, _ := t.Framework.Indicator(indicator)
	return frame.Link{Text: v.Words(i.Title), Note: indicator, URL: frame.OnBasis(frame.ReceiptURL(t.Cycle.ID, unit, indicator), t)}
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
