package standings

import (
	"math/big"
	"slices"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Class is the units of one grade, by name: none stands before another.
type Class struct {
	ID    string
	Title string
	From  string // the least total, in words; empty: the lowest has none
	Count string // in words
	Share string // of the units shown
	Bar   frame.Bar
	Units []frame.Link
	More  *frame.Link // leads to those that are not named here
}

// Distance is how far a unit is from all there is to be had.
type Distance struct {
	Missing    string // points to the maximum
	MissingBar frame.Bar
	Met        string // indicators that meet their target, of those with a score
	MetSays    string
	MetBar     frame.Bar
}

// mostInClass is how many units of a grade are named; the others are a click away.
const mostInClass = 200

// classes deals the units found out to the grades, the best first, and those that
// reach none last.
func (b *rankingBoard) classes(found []placed) []Class {
	if len(b.t.Framework.Grades) == 0 {
		return nil
	}
	members := map[string][]frame.Link{}
	for _, p := range found {
		grade := b.find.Cards[p.Unit].Grade
		members[grade] = append(members[grade], b.v.UnitLink(b.t, b.find.Units[p.Unit]))
	}
	var classes []Class
	for _, g := range b.t.Framework.Grades {
		class := b.class(members[g.ID], len(found))
		class.ID, class.Title = g.ID, b.v.Words(g.Title)
		if g.From > 0 {
			class.From = b.v.Say("page.ranking.class.from", "Points", b.v.Most(g.From))
		}
		if class.More != nil {
			class.More.URL = b.v.Here("view", "", "grade", g.ID)
		}
		if b.ask.Grade == "" || b.ask.Grade == g.ID {
			classes = append(classes, class)
		}
	}
	if none := members[""]; len(none) > 0 {
		class := b.class(none, len(found))
		class.ID, class.Title = "none", b.v.Say("page.ranking.class.none")
		if class.More != nil {
			class.More.URL = b.v.Here("view", "")
		}
		classes = append(classes, class)
	}
	return classes
}

func (b *rankingBoard) class(units []frame.Link, all int) Class {
	slices.SortStableFunc(units, func(x, y frame.Link) int { return locale.Compare(b.v.Language, x.Text, y.Text) })
	class := Class{Count: b.v.Say("page.ranking.class.units", "Count", len(units), "Units", b.v.Count(len(units))), Share: frame.None, Bar: frame.BarOf(len(units), all), Units: units}
	if all > 0 {
		class.Share = locale.Percent(b.v.Language, reform.PercentOfShare(big.NewRat(int64(len(units)), int64(all))), 0)
	}
	if len(units) > mostInClass {
		class.Units = units[:mostInClass]
		class.More = &frame.Link{Text: b.v.Say("page.ranking.class.more", "Units", b.v.Count(len(units)-mostInClass))}
	}
	return class
}

// distance says how many points a unit misses, and how many indicators meet their
// target.
func (b *rankingBoard) distance(p placed, decimals int) Distance {
	met, of := b.met(b.find.Cards[p.Unit])
	d := Distance{
		Missing: frame.None, Met: b.v.Count(met) + "/" + b.v.Count(of), MetBar: frame.BarOf(met, of),
		MetSays: b.v.Say("page.ranking.met.says", "Met", b.v.Count(met), "Of", b.v.Count(of)),
	}
	if b.part.most > 0 {
		missing := max(b.part.most-p.Total, 0)
		d.Missing, d.MissingBar = b.v.PointsTo(missing, decimals), frame.PointsBar(missing, b.part.most)
	}
	return d
}

// aim is an indicator and the share it aims at.
type aim struct {
	indicator string
	share     reform.Fraction
	scored    bool // it earns points
}

func aimsOf(f *reform.Framework) []aim {
	var aims []aim
	for _, i := range f.Indicators() {
		aims = append(aims, aim{i.ID, reform.FractionOf(i.Aim()), i.Scored()})
	}
	return aims
}

// met counts the indicators of a card that meet their target, and those that have a
// score to hold against it. Scores stand in the framework's order.
func (b *rankingBoard) met(card reform.Scorecard) (met, of int) {
	for n := range min(len(card.Scores), len(b.aims)) {
		s, a := &card.Scores[n], &b.aims[n]
		level, known := s.Reached()
		if !known || !a.scored || a.indicator != s.Indicator {
			continue
		}
		of++
		if !level.Less(a.share) {
			met++
		}
	}
	return met, of
}
