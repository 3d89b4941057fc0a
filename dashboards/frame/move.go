package frame

import "reformboard/internal/reform"

// Move is how a unit's rank changed since the cycle before.
type Move struct {
	Arrow string
	Text  string // short, beside the arrow
	Says  string // in words
	Kind  string // up, down, same, none
}

// Move says how many places a unit rose, or fell below zero; nil: there is nothing to
// compare.
func (v Voice) Move(places *int) Move {
	switch {
	case places == nil:
		return Move{Arrow: "", Text: None, Says: v.Say("page.move.none"), Kind: "none"}
	case *places > 0:
		return Move{Arrow: "▲", Text: v.Count(*places), Says: v.Say("page.move.up", "Places", v.Count(*places)), Kind: "up"}
	case *places < 0:
		return Move{Arrow: "▼", Text: v.Count(-*places), Says: v.Say("page.move.down", "Places", v.Count(-*places)), Kind: "down"}
	}
	return Move{Text: v.Say("page.move.same"), Says: v.Say("page.move.same"), Kind: "same"}
}

// PointsMove says how many points more or fewer than the cycle before.
func (v Voice) PointsMove(now reform.Points, was reform.Points, known bool) Move {
	switch {
	case !known:
		return Move{Text: None, Says: v.Say("page.move.none"), Kind: "none"}
	case now > was:
		return Move{Arrow: "▲", Text: v.Points(now - was), Says: v.Say("page.scorecard.change.up", "Points", v.Points(now-was)), Kind: "up"}
	case now < was:
		return Move{Arrow: "▼", Text: v.Points(was - now), Says: v.Say("page.scorecard.change.down", "Points", v.Points(was-now)), Kind: "down"}
	}
	return Move{Text: "=", Says: v.Say("page.scorecard.change.same"), Kind: "same"}
}

// Change writes points won or lost with their sign.
func (v Voice) Change(p reform.Points) (text string, up bool) {
	switch {
	case p > 0:
		return "+" + v.Points(p), true
	case p < 0:
		return v.Points(p), false
	}
	return "", false
}
