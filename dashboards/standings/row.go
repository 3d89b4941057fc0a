package standings

import (
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// RankRow is one ranked unit.
type RankRow struct {
	Rank      string
	Tied      bool
	Unit      frame.Link
	Own       bool // the reader's
	Group     string
	Total     string
	Bar       frame.Bar
	Grade     string     // empty: nothing is graded
	Move      frame.Move // without kind: nothing can be compared
	Cause     string     // the largest cause of the movement, in a word; empty: there is none
	Interval  *Interval
	Coverage  string
	Subtotals []string
	Late      bool
	Distance
}

// UnrankedRow is a unit without a rank, and why.
type UnrankedRow struct {
	Unit     frame.Link
	Own      bool
	Group    string
	Coverage string
	Reason   string
}

// rows are standings as rows of the table. Numbers of a column have the same decimals
// on every page of it.
func (b *rankingBoard) rows(list []placed) []RankRow {
	v, f := b.v, &b.t.Framework
	decimals := b.decimals()
	rows := make([]RankRow, 0, len(list))
	for _, p := range list {
		unit, card := b.find.Units[p.Unit], b.find.Cards[p.Unit]
		row := RankRow{
			Rank: v.Rank(f, p.Standing), Tied: p.Tied > 1,
			Unit: v.UnitLink(b.t, unit), Own: unit.ID == b.ask.Own,
			Group: v.Words(b.find.Groups[unit.PeerGroup].Name()),
			Total: v.PointsTo(p.Total, decimals.total), Bar: frame.PointsBar(p.Total, b.part.most),
			Coverage: v.Percent(p.Coverage), Late: card.Late,
		}
		if b.graded() {
			row.Grade = v.Grade(f, p.Grade)
		}
		if b.moves() {
			row.Move, row.Cause = moveFor(v, p.Standing, b.with.Movements)
		}
		if b.told() {
			row.Interval = b.interval(p)
		}
		if b.view() == viewDistance {
			row.Distance = b.distance(p, decimals.total)
		}
		for n, a := range b.areas() {
			sub, _ := card.Subtotal(a.ID)
			text := frame.None
			if frame.HasScore(a, sub) {
				text = v.PointsTo(sub.Earned, decimals.areas[n])
			}
			row.Subtotals = append(row.Subtotals, text)
		}
		rows = append(rows, row)
	}
	return rows
}

// columnDecimals is how many decimals each column of points needs.
type columnDecimals struct {
	total int
	areas []int
}

func (b *rankingBoard) decimals() columnDecimals {
	d := columnDecimals{total: 2, areas: make([]int, len(b.t.Framework.Areas))}
	for n := range d.areas {
		d.areas[n] = 2
	}
	for _, s := range b.r.Standings {
		d.total = max(d.total, s.Total.Decimals())
		subtotals := b.find.Cards[s.Unit].Subtotals
		for n, a := range b.t.Framework.Areas {
			for i := range subtotals {
				if subtotals[i].Area == a.ID {
					d.areas[n] = max(d.areas[n], subtotals[i].Earned.Decimals())
					break
				}
			}
		}
	}
	return d
}

func (b *rankingBoard) unrankedRows(standings []reform.Standing) []UnrankedRow {
	v := b.v
	rows := make([]UnrankedRow, 0, len(standings))
	for _, s := range standings {
		unit := b.find.Units[s.Unit]
		reason := v.Say("reason." + string(s.Reason))
		if s.Reason == reform.NoScore {
			card := b.find.Cards[s.Unit]
			state, _, _ := card.Node(b.part.id)
			reason += ": " + v.Say("state."+string(state))
		}
		rows = append(rows, UnrankedRow{
			Unit: v.UnitLink(b.t, unit), Own: unit.ID == b.ask.Own,
			Group: v.Words(b.find.Groups[unit.PeerGroup].Name()), Coverage: v.Percent(s.Coverage), Reason: reason,
		})
	}
	return rows
}

// moveFor says how a unit moved and why, all causes in full.
func moveFor(v frame.Voice, s reform.Standing, movements map[string]reform.Movement) (move frame.Move, cause string) {
	move = v.Move(s.Moved)
	m, ok := movements[s.Unit]
	if !ok || s.Moved == nil || *s.Moved != m.Among() {
		return move, ""
	}
	move.Says += ": " + v.Say("page.move.split", "Own", signed(v, m.Own), "Method", signed(v, m.Method), "Others", signed(v, m.Others))
	if m.Appraisal != 0 {
		move.Says += ", " + v.Say("page.move.split.appraisal", "Appraisal", signed(v, m.Appraisal))
	}
	if m.Left != 0 || m.Joined != 0 {
		move.Says += "; " + v.Say("page.move.split.peers", "Left", signed(v, m.Left), "Joined", signed(v, m.Joined), "Before", v.Count(m.Before), "Now", v.Count(m.Now))
	}
	if c := causeOf(m); c != "" {
		return move, v.Say("page.move.cause." + c)
	}
	return move, ""
}

// signed writes places gained with a plus, places lost with a minus.
func signed(v frame.Voice, n int) string {
	text := v.Count(max(n, -n))
	switch {
	case n > 0:
		return "+" + text
	case n < 0:
		return "−" + text
	}
	return text
}

// Interval is the ranks that a unit has in nearly all trials, drawn on the scale from
// the first to the last rank.
type Interval struct {
	From, Length string // of a width of 100
	At           string // where the published rank stands
	Text         string // "5–11"
	Says         string // in words
	Alike        string // that it is not clearly told from the unit above; empty: it is
}

func (b *rankingBoard) interval(p placed) *Interval {
	i, ok := b.with.Trust.Intervals[p.Unit]
	if !ok {
		return nil
	}
	last := len(b.r.Standings)
	place := func(rank int) float64 {
		if last < 2 {
			return 50
		}
		return 5 + 90*float64(rank-1)/float64(last-1)
	}
	text := b.v.Count(i.Low)
	if i.Low != i.High {
		text += "–" + b.v.Count(i.High)
	}
	drawn := &Interval{
		From: frame.Tenths(place(i.Low) - 2), Length: frame.Tenths(place(i.High) - place(i.Low) + 4), At: frame.Tenths(place(p.Rank)), Text: text,
		Says: b.v.Say("page.ranking.interval.says", "Ranks", text),
	}
	if b.alike(p.at) {
		drawn.Alike = b.v.Say("page.ranking.alike")
	}
	return drawn
}
