package sample

import (
	"fmt"
	"slices"
	"strings"

	"reformboard/internal/reform"
	"reformboard/internal/weakness"
)

// Silent is the sample in which some more units have not reported, and nobody
// was late.
func Silent(ids ...string) *reform.Tally {
	t := Tally("2026-Q3")
	for n := range t.Scorecards {
		c := &t.Scorecards[n]
		if slices.Contains(ids, c.Unit) {
			c.Submitted = nil
		}
		c.Late = false
	}
	t.Overall = Ranking(t, "")
	for n, g := range t.Groups {
		t.ByGroup[n] = Ranking(t, g.ID)
	}
	return t
}

// Wide is the sample with 34 peer groups of long names and 150 indicators.
func Wide() *reform.Tally {
	t := Tally("2026-Q3")
	t.Groups, t.ByGroup = nil, nil
	for n := range 34 {
		t.Groups = append(t.Groups, reform.PeerGroup{
			ID: fmt.Sprintf("g%02d", n), NameVI: fmt.Sprintf("Khối đơn vị trực thuộc các vùng kinh tế trọng điểm phía Nam %d", n+1), NameEN: fmt.Sprintf("Units of the southern economic regions and islands, group %d", n+1),
		})
	}
	for n := range t.Units {
		t.Units[n].PeerGroup = t.Groups[n%34].ID
		t.Units[n].NameVI = fmt.Sprintf("Chi cục Quản lý tổng hợp và Phối hợp liên ngành Khu vực %d", n+1)
	}
	for _, g := range t.Groups {
		t.ByGroup = append(t.ByGroup, Ranking(t, g.ID))
	}
	area, weaknesses := &t.Framework.Areas[0], t.Weaknesses
	for n := range 126 {
		i := area.Indicators[n%4]
		i.ID, i.Title.VI = fmt.Sprintf("9.%d", n+1), strings.Repeat("Tỷ lệ thủ tục hành chính ", 4)+fmt.Sprint(n+1)
		area.Indicators = append(area.Indicators, i)
		w := weaknesses[n%len(weaknesses)]
		w.Indicator = i.ID
		t.Weaknesses = append(t.Weaknesses, w)
	}
	slices.SortStableFunc(t.Weaknesses, func(a, b reform.Weakness) int { return int(b.Recoverable - a.Recoverable) })
	return t
}

// One is the sample with one of its units alone.
func One() *reform.Tally {
	t := Tally("2026-Q3")
	t.Units, t.Scorecards, t.Groups = t.Units[:1], t.Scorecards[:1], t.Groups[:1]
	t.Overall, t.ByGroup = Ranking(t, ""), []reform.Ranking{Ranking(t, t.Groups[0].ID)}
	return t
}

// AllTied is the sample with one total for everybody, and nobody moved.
func AllTied() *reform.Tally {
	t := Tally("2026-Q3")
	for n := range t.Overall.Standings {
		s := &t.Overall.Standings[n]
		stayed := 0
		s.Rank, s.Tied, s.Total, s.Moved = 1, len(t.Overall.Standings), 80*reform.Point, &stayed
	}
	return t
}

// AllMet is the sample in which every target is met.
func AllMet() *reform.Tally {
	t := Tally("2026-Q3")
	for n := range t.Weaknesses {
		w := &t.Weaknesses[n]
		w.BelowTarget, w.Reach, w.Recoverable, w.Unreported = 0, reform.Met, 0, 0
	}
	return t
}

// Province is the sample's body many times over, in so many peer groups.
func Province(units, groups int) *reform.Tally {
	t := Tally("2026-Q3")
	small := *t
	t.Units, t.Groups, t.Scorecards = nil, nil, nil
	for g := range groups {
		t.Groups = append(t.Groups, reform.PeerGroup{ID: fmt.Sprintf("g%02d", g), NameVI: fmt.Sprintf("Khối xã, phường thuộc địa bàn số %d", g+1), NameEN: fmt.Sprintf("Communes of area %d", g+1)})
	}
	for n := range units {
		u, c := small.Units[n%48], small.Scorecards[n%48]
		u.ID = fmt.Sprintf("x%04d", n)
		u.NameVI, u.NameEN = fmt.Sprintf("%s, số %d", u.NameVI, n), fmt.Sprintf("%s, no. %d", u.NameEN, n)
		u.PeerGroup, c.Unit = t.Groups[n*groups/units].ID, u.ID
		t.Units, t.Scorecards = append(t.Units, u), append(t.Scorecards, c)
	}
	t.Weaknesses = weakness.Of(&t.Framework, t.Scorecards)
	return t
}

// Large is a body of many units in 20 groups, with so many areas of indicators.
func Large(units, areas, indicators int) *reform.Tally {
	small := Tally("2026-Q3")
	t := &reform.Tally{AsOf: small.AsOf, Cycle: small.Cycle, Body: small.Body, Framework: reform.Framework{ID: "large", Series: "large", Short: small.Framework.Short}}
	for a := range areas {
		area := reform.Area{ID: fmt.Sprint(a + 1), Title: Words(fmt.Sprintf("Lĩnh vực lớn số %d", a+1), fmt.Sprintf("Large area %d", a+1))}
		for n := range indicators {
			area.Indicators = append(area.Indicators, reform.Indicator{
				ID: fmt.Sprintf("%d.%d", a+1, n+1), Title: Words(fmt.Sprintf("Tiêu chí %d của lĩnh vực", n+1), fmt.Sprintf("Indicator %d", n+1)), Max: reform.Point, Target: "0.8",
				Rule: reform.Rule{Kind: reform.Ratio, Of: []string{"of"}, Over: []string{"over"}},
			})
			area.Max += reform.Point
		}
		t.Framework.Areas, t.Framework.Max = append(t.Framework.Areas, area), t.Framework.Max+area.Max
	}
	for g := range 20 {
		t.Groups = append(t.Groups, reform.PeerGroup{ID: fmt.Sprintf("group-%d", g+1), NameVI: fmt.Sprintf("Khối đơn vị số %d", g+1), NameEN: fmt.Sprintf("Peer group %d", g+1)})
	}
	for g := range t.Groups {
		t.ByGroup = append(t.ByGroup, reform.Ranking{Group: t.Groups[g].ID})
	}
	for u := range units {
		largeUnit(t, u)
	}
	t.Weaknesses = weakness.Of(&t.Framework, t.Scorecards)
	return t
}

func largeUnit(t *reform.Tally, u int) {
	unit := reform.Unit{ID: fmt.Sprintf("u%04d", u), NameVI: fmt.Sprintf("Đơn vị %04d", u), NameEN: fmt.Sprintf("Unit %04d", u), PeerGroup: t.Groups[u%len(t.Groups)].ID}
	card := reform.Scorecard{Unit: unit.ID, State: reform.Scored, Submitted: &t.AsOf, Coverage: reform.Whole}
	for a, area := range t.Framework.Areas {
		sub := reform.Subtotal{Area: area.ID, State: reform.Scored, Max: area.Max}
		for n, i := range area.Indicators {
			ratio := reform.NewFraction(int64(1+(u*31+a*17+n*7)%97), 97)
			earned, err := ratio.Points(2, reform.HalfUp)
			if err != nil {
				panic(err)
			}
			sub.Earned += earned
			card.Scores = append(card.Scores, reform.Score{Indicator: i.ID, State: reform.Scored, Earned: earned, Max: i.Max, Measured: &ratio})
		}
		card.Subtotals = append(card.Subtotals, sub)
		card.Earned, card.Max = card.Earned+sub.Earned, card.Max+sub.Max
	}
	card.Total = card.Earned
	t.Units, t.Scorecards = append(t.Units, unit), append(t.Scorecards, card)
	s := reform.Standing{Unit: unit.ID, Rank: 1, Total: card.Total, Coverage: reform.Whole}
	t.Overall.Standings = append(t.Overall.Standings, s)
	r := &t.ByGroup[u%len(t.Groups)]
	r.Standings = append(r.Standings, s)
}

// Without is a tally from before some units were founded.
func Without(t *reform.Tally, ids ...string) *reform.Tally {
	young := *t
	young.Units = slices.DeleteFunc(slices.Clone(t.Units), func(u reform.Unit) bool { return slices.Contains(ids, u.ID) })
	young.Scorecards = slices.DeleteFunc(slices.Clone(t.Scorecards), func(c reform.Scorecard) bool { return slices.Contains(ids, c.Unit) })
	return &young
}

// Changed are the sample's cycles with another edition in the last but one, a unit
// that has come and one that has gone.
func Changed(now *reform.Tally, past []*reform.Tally) (*reform.Tally, []*reform.Tally) {
	then, last := *past[len(past)-1], *now
	last.Framework.ID = "sample-service-2"
	gone := last.Overall.Standings[3]
	last.Units = slices.DeleteFunc(slices.Clone(last.Units), func(u reform.Unit) bool { return u.ID == gone.Unit })
	last.Overall.Standings = slices.Delete(slices.Clone(last.Overall.Standings), 3, 4)
	for n := 3; n < len(last.Overall.Standings); n++ {
		last.Overall.Standings[n].Rank--
	}
	then.Overall.Unranked = append(slices.Clone(then.Overall.Unranked), reform.Standing{Unit: then.Overall.Standings[0].Unit, Reason: reform.TooFew})
	then.Overall.Standings = slices.Clone(then.Overall.Standings[1:])
	for n := range then.Overall.Standings {
		then.Overall.Standings[n].Rank--
	}
	return &last, append(slices.Clone(past[:len(past)-1]), &then)
}

// Past is the two quarters before.
func Past() []*reform.Tally {
	return []*reform.Tally{Tally("2026-Q1"), Tally("2026-Q2")}
}
