package export

import (
	"strconv"

	"reformboard/internal/export/sheet"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// place is a rank as the framework's tie rule gives it.
func (p *teller) place(s reform.Standing) reform.Decimal { return s.Place(p.Framework.Ranks.Ties) }

// rank is a rank as a number; "=" behind it marks a tie.
func (p *teller) rank(s reform.Standing) sheet.Cell {
	k := middle.Strong()
	if s.Rank == 0 {
		return middle.Of("–")
	}
	place, err := strconv.ParseFloat(string(p.place(s)), 64)
	if err != nil {
		return middle.Of("–") // cannot happen: a place is a number
	}
	format := decimalFormat(p.place(s).Decimals())
	if s.Tied > 1 {
		format += tiedEnding
	}
	return k.As(format).Of(place)
}

// rankWords is the same as text: "2= / 48".
func (p *teller) rankWords(s reform.Standing, r reform.Ranking) string {
	if s.Rank == 0 {
		return p.say("unranked_because", "Reason", p.reason(s))
	}
	tie := ""
	if s.Tied > 1 {
		tie = "="
	}
	return p.say("rank_of", "Rank", locale.Number(p.l, p.place(s))+tie, "Ranked", len(r.Standings), "Moved", p.movedWords(s))
}

func (p *teller) reason(s reform.Standing) string {
	return locale.Say(p.l, "reason."+string(s.Reason))
}

// moved is a number shown with its arrow, so that it sorts.
func (p *teller) moved(s reform.Standing) sheet.Cell {
	if s.Moved == nil {
		return middle.Of(p.say("not_comparable"))
	}
	return middle.As(movedFormat).Of(*s.Moved)
}

func (p *teller) movedWords(s reform.Standing) string {
	switch {
	case s.Moved == nil:
		return p.say("not_comparable")
	case *s.Moved > 0:
		return "▲" + strconv.Itoa(*s.Moved)
	case *s.Moved < 0:
		return "▼" + strconv.Itoa(-*s.Moved)
	}
	return "–"
}

// submitted is when the unit's report came, and whether in time.
func (p *teller) submitted(c reform.Scorecard) []sheet.Cell {
	if c.Submitted == nil {
		return []sheet.Cell{middle.Of("–"), middle.Of(p.punctual(c))}
	}
	return []sheet.Cell{middle.As(momentFormat).Of(p.wall(*c.Submitted)), middle.Of(p.punctual(c))}
}

func (p *teller) punctual(c reform.Scorecard) string {
	switch {
	case c.Submitted == nil:
		return p.short(reform.NotSubmitted)
	case c.Late:
		return p.say("late")
	}
	return p.say("on_time")
}

// subtotal is what an area earned; where none of its indicators has a score it
// is the mark of why, since 0 would be a lie.
func (p *teller) subtotal(a reform.Area, c reform.Scorecard) sheet.Cell {
	sum, _ := c.Subtotal(a.ID)
	state := areaState(a, c)
	if state.Counts() || sum.Earned != 0 {
		return number.As(p.fine.area).Of(exact(sum.Earned))
	}
	return states[state].Of(p.short(state))
}

// areaState is the state of an area; one that only informs is not asked of anybody.
func areaState(a reform.Area, c reform.Scorecard) reform.State {
	if len(inside(a)) == 0 {
		return reform.NotAsked
	}
	sum, _ := c.Subtotal(a.ID)
	return sum.State
}

// inside lists the indicators of an area and of the areas in it that can earn or
// cost anything.
func inside(a reform.Area) []string {
	var ids []string
	for _, i := range a.Indicators {
		if i.Scored() {
			ids = append(ids, i.ID)
		}
	}
	for _, inner := range a.Areas {
		ids = append(ids, inside(inner)...)
	}
	return ids
}

// earned is one score: a number toned by its share, or the mark of why not.
func (p *teller) earned(s reform.Score) sheet.Cell {
	k := states[s.State]
	if share, ok := s.Percent(); ok && s.State == reform.Scored {
		k = tone(share)
	}
	switch {
	case s.State == reform.Zero:
		return k.Of(0)
	case s.HasPoints(): // a framework may grant what does not apply
		return k.As(p.fine.indicator).Of(exact(s.Earned))
	}
	return k.Of(p.short(s.State))
}
