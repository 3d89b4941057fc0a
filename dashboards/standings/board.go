package standings

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// RankingAsk is what a reader asks of the ranking board. All of it but Own stands in
// the address, so that a link shows another reader the same.
type RankingAsk struct {
	Group string // empty: all units
	View  string // empty: ranks
	By    string // an area or indicator; empty: the total
	Sort  string // rank, unit, moved, coverage, missing, met or an area; with - the other way round
	Grade string // only these; empty: all
	Find  string // part of a name
	Page  int
	Own   string // the reader's unit
}

// rankingView is one of three ways to look at a ranking, none before the others.
type rankingView string

const (
	viewRanks    rankingView = "ranks"
	viewClasses  rankingView = "classes"
	viewDistance rankingView = "distance"
)

var rankingViews = []rankingView{viewRanks, viewClasses, viewDistance}

// placed is a standing and where in the ranking it stands, from 0.
type placed struct {
	reform.Standing
	at int
}

// part is what is ranked by: an area or indicator, or the total.
type part struct {
	id, title string
	most      reform.Points
}

// rankingBoard is a ranking being made into a page.
type rankingBoard struct {
	v    frame.Voice
	t    *reform.Tally
	r    reform.Ranking
	ask  RankingAsk
	with Ranked
	find frame.Index
	part part
	aims []aim
}

func newRankingBoard(v frame.Voice, t *reform.Tally, r reform.Ranking, ask RankingAsk, with Ranked) *rankingBoard {
	b := &rankingBoard{v: v, t: t, r: r, ask: ask, with: with, find: frame.IndexOf(t), aims: aimsOf(&t.Framework)}
	b.part = part{title: v.Say("page.total"), most: t.Framework.Max}
	if ask.By == "" || with.By == nil {
		return b
	}
	if i, ok := t.Framework.Indicator(ask.By); ok {
		b.part = part{i.ID, v.Words(i.Title), i.Max}
	}
	for _, a := range t.Framework.AllAreas() {
		if a.ID == ask.By {
			b.part = part{a.ID, v.Words(a.Title), a.Max}
		}
	}
	return b
}

// known reports a view or grade that there is none of.
func (b *rankingBoard) known() error {
	if !slices.Contains(rankingViews, b.view()) {
		return fmt.Errorf("%w: view %q", reform.ErrNotFound, b.ask.View)
	}
	if b.ask.Grade != "" && !slices.ContainsFunc(b.t.Framework.Grades, func(g reform.Grade) bool { return g.ID == b.ask.Grade }) {
		return fmt.Errorf("%w: grade %q", reform.ErrNotFound, b.ask.Grade)
	}
	return nil
}

func (b *rankingBoard) view() rankingView {
	return cmp.Or(rankingView(b.ask.View), viewRanks)
}

func (b *rankingBoard) views() []frame.Link {
	var links []frame.Link
	for _, view := range rankingViews {
		if view == viewClasses && !b.graded() && b.view() != viewClasses {
			continue // nothing to see there
		}
		asked := string(view)
		if view == viewRanks {
			asked = ""
		}
		links = append(links, frame.Link{
			Text: b.v.Say("page.ranking.view." + string(view)), URL: b.v.Here("view", asked, "sort", "", "page", ""), Current: view == b.view(),
		})
	}
	return links
}

// filtered are the units that the reader looks for, ranked and not. A grade is one of
// the total, which the units without a rank have none of.
func (b *rankingBoard) filtered() (found []placed, unranked []reform.Standing) {
	wanted := locale.Fold(b.ask.Find)
	fits := func(unit string) bool { return wanted == "" || b.named(unit, wanted) }
	for n, s := range b.r.Standings {
		if fits(s.Unit) && (b.ask.Grade == "" || b.find.Cards[s.Unit].Grade == b.ask.Grade) {
			found = append(found, placed{s, n})
		}
	}
	for _, s := range b.r.Unranked {
		if fits(s.Unit) && b.ask.Grade == "" {
			unranked = append(unranked, s)
		}
	}
	return found, unranked
}

// named reports whether a unit's name holds what is looked for, in either language and
// whatever its accents.
func (b *rankingBoard) named(unit, folded string) bool {
	u := b.find.Units[unit]
	return strings.Contains(locale.Fold(u.NameVI), folded) || strings.Contains(locale.Fold(u.NameEN), folded)
}

func (b *rankingBoard) groupIDs() []string {
	ids := []string{""}
	for _, g := range b.t.Groups {
		ids = append(ids, g.ID)
	}
	return ids
}

// What would stand the same in every row has no column.

// manyGroups reports whether the units are of several peer groups.
func (b *rankingBoard) manyGroups() bool { return b.ask.Group == "" && len(b.t.Groups) > 1 }

// graded reports whether the framework grades totals.
func (b *rankingBoard) graded() bool { return len(b.t.Framework.Grades) > 0 }

// moves reports whether any unit's rank can be compared with the cycle before.
func (b *rankingBoard) moves() bool {
	return slices.ContainsFunc(b.r.Standings, func(s reform.Standing) bool { return s.Moved != nil })
}

// areas are those of the framework, unless the only one is the total over again.
func (b *rankingBoard) areas() []reform.Area {
	if len(b.t.Framework.Areas) == 1 {
		return nil
	}
	return b.t.Framework.Areas
}

// told reports whether there are intervals to show: they are those of the total, and
// say nothing of one indicator, whose weight is no matter.
func (b *rankingBoard) told() bool {
	return b.part.id == "" && len(b.with.Trust.Intervals) > 0 && len(b.t.Weaknesses) > 1
}

// trustSays says what the intervals are and how many neighbours they do not tell
// apart, or that there are none.
func (b *rankingBoard) trustSays() string {
	trust := b.with.Trust
	switch {
	case b.part.id != "" || trust.Draws == 0 || len(b.r.Standings) == 0 || len(b.t.Weaknesses) == 1:
		return ""
	case trust.Intervals == nil:
		return b.v.Say("page.ranking.trust.none")
	}
	alike := 0
	for n := range b.r.Standings {
		if b.alike(n) {
			alike++
		}
	}
	return b.v.Say("page.ranking.trust", "Within", locale.Percent(b.v.Language, trust.Within, 0), "Draws", b.v.Count(trust.Draws),
		"Weights", locale.Percent(b.v.Language, trust.Weights, 0)) + " " +
		b.v.Say("page.ranking.trust.alike", "Alike", b.v.Count(alike), "Pairs", b.v.Count(max(len(b.r.Standings)-1, 0)))
}

// alike reports whether the unit at this place cannot be clearly told from the one
// above it.
func (b *rankingBoard) alike(at int) bool {
	if at == 0 {
		return false
	}
	above, one := b.with.Trust.Intervals[b.r.Standings[at-1].Unit], b.with.Trust.Intervals[b.r.Standings[at].Unit]
	return above.Overlaps(one)
}
