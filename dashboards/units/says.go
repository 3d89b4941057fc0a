package units

import (
	"strings"
	"unicode/utf8"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// unitSays says in one sentence how a unit does: its grade and rank, how it moved,
// where it is furthest below its peers, and in how many indicators it is last.
func unitSays(v frame.Voice, t *reform.Tally, card reform.Scorecard, marks []areaMark, places map[string]reform.Place) string {
	u, _ := t.Unit(card.Unit)
	among, key := t.Overall, "page.scorecard.says.overall"
	if r, ok := t.Ranking(u.PeerGroup); ok && u.PeerGroup != "" {
		among, key = r, "page.scorecard.says.group"
	}
	s, _ := among.Standing(card.Unit)
	if s.Rank == 0 {
		return ""
	}
	rank := v.Rank(&t.Framework, s)
	said := []string{v.Say(key, "Rank", rank, "Of", v.Count(len(among.Standings)))}
	if grade := v.Grade(&t.Framework, card.Grade); grade != frame.None {
		said[0] = v.Say("page.scorecard.says.grade", "Grade", grade, "Standing", said[0])
	} else {
		said[0] = upper(said[0])
	}
	if s.Tied > 1 {
		said[0] += " " + v.Say("page.scorecard.says.tied", "Count", s.Tied-1)
	}
	if s.Moved != nil {
		said[0] += ", " + v.Move(s.Moved).Says
	}
	if weak := areaSays(v, marks); weak != "" {
		said = append(said, weak)
	}
	if last := len(standing(card, places, reform.Place.Last)); last > 0 {
		said = append(said, v.Say("page.scorecard.says.last", "Count", last))
	}
	return strings.Join(said, "; ") + "."
}

// areaSays names the area furthest below the group's median.
func areaSays(v frame.Voice, marks []areaMark) string {
	var furthest *areaMark
	for n, m := range marks {
		if m.held && (furthest == nil || m.gap().Less(furthest.gap())) {
			furthest = &marks[n]
		}
	}
	only := ""
	if len(marks) == 1 { // the only area is the total
		only = ".only"
	}
	switch {
	case furthest == nil:
		return ""
	case furthest.gap().Sign() >= 0:
		return v.Say("page.scorecard.says.above" + only)
	}
	return v.Say("page.scorecard.says.below"+only, "Area", areaName(v, furthest.area), "Share", shareOf(v, furthest.share), "Median", shareOf(v, furthest.median))
}

// upper begins a sentence.
func upper(text string) string {
	_, first := utf8.DecodeRuneInString(text)
	return strings.ToUpper(text[:first]) + text[first:]
}

// lower goes on with one.
func lower(text string) string {
	_, first := utf8.DecodeRuneInString(text)
	return strings.ToLower(text[:first]) + text[first:]
}
