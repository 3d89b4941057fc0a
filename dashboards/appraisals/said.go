package appraisals

import (
	"slices"
	"strings"
	"time"

	"reformboard/dashboards/exhibit"
	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Matter is all that was said on a unit's claims.
type Matter struct {
	*reform.Docket
	Tally   *reform.Tally   // as reported
	Reviews []reform.Review // every version, the oldest first
	Permits []reform.Permit // of the unit
	People  map[string]reform.User
	Holding exhibit.Holding
}

// said lists what happened to a claim, the oldest first.
func (m Matter) said(v frame.Voice, indicator string) []frame.Said {
	type dated struct {
		frame.Said
		at time.Time
	}
	var all []dated
	add := func(kind string, at time.Time, by, title string, lines ...string) {
		lines = slices.DeleteFunc(lines, func(line string) bool { return line == "" })
		all = append(all, dated{frame.Said{Kind: kind, Title: title, At: v.Moment(at), By: frame.Person(m.People, by), Lines: lines}, at})
	}
	if at := m.Report.SubmittedAt; at != nil {
		score := m.claimed(indicator)
		add("self", *at, m.Report.SubmittedBy, v.Say("desk.said.self", "Points", scoreSays(v, score), "Version", v.Count(m.Report.Version)), m.reasons(indicator)...)
	}
	for _, a := range m.Versions(indicator) {
		ground := ""
		if g, ok := m.Procedure.Ground(a.Ground); ok {
			ground = g.Code + " " + locale.Ground(v.Language, g)
		}
		permit := ""
		if a.Permit != "" {
			permit = v.Say("desk.said.permit", "Number", m.number(a.Permit))
		}
		add("judged", a.At, a.By, turnOf(v, m.Procedure, a.Turn)+": "+locale.Verdict(v.Language, a), ground, a.Text, permit)
	}
	for _, e := range m.Explanations {
		if e.Indicator == indicator {
			add("answered", e.At, e.By, turnOf(v, m.Procedure, e.Turn)+": "+v.Say("stance."+string(e.Stance)), e.Text)
		}
	}
	for _, r := range m.Reviews {
		title, line := m.moved(v, r)
		if len(r.Claims) == 0 || slices.Contains(r.Claims, indicator) {
			add("moved", r.At, r.By, title, line)
		}
	}
	slices.SortStableFunc(all, func(a, b dated) int { return a.at.Compare(b.at) })
	said := make([]frame.Said, len(all))
	for n, s := range all {
		said[n] = s.Said
	}
	return said
}

// moved says how far a review has come with a version of it.
func (m Matter) moved(v frame.Voice, r reform.Review) (title, line string) {
	switch {
	case r.Permit != "":
		return v.Say("desk.said.reopened", "Turn", turnOf(v, m.Procedure, r.Turn)), v.Say("desk.said.order", "Number", m.number(r.Permit))
	case r.Stage == reform.Final:
		return v.Say("desk.said.final"), ""
	case r.Stage == reform.Settled:
		return v.Say("desk.said.settled"), ""
	}
	return v.Say("desk.said.turn", "Turn", turnOf(v, m.Procedure, r.Turn)), ""
}

// number is that of the order behind a permit.
func (m Matter) number(permit string) string {
	for _, p := range m.Permits {
		if p.ID == permit {
			return p.Number
		}
	}
	return permit
}

// claimed is what a claim earns as reported; nil: nothing was reported.
func (m Matter) claimed(indicator string) *reform.Score {
	card, ok := m.Tally.Scorecard(m.Review.Unit)
	if !ok {
		return nil
	}
	s, ok := card.Score(indicator)
	if !ok {
		return nil
	}
	return &s
}

// reasons are those that the unit gave for doubtful values of a claim.
func (m Matter) reasons(indicator string) []string {
	c, _ := m.Claim(indicator)
	var found []string
	for _, figure := range c.Figures {
		if value, ok := m.Report.Value(figure); ok && strings.TrimSpace(value.Reason) != "" && !slices.Contains(found, value.Reason) {
			found = append(found, value.Reason)
		}
	}
	return found
}

// sides are the score of a claim from turn to turn, beside each other: what the unit
// claims, what is judged in each turn, and what it comes to in the end.
func (m Matter) sides(v frame.Voice, indicator string) []frame.Link {
	claimed := m.claimed(indicator)
	sides := []frame.Link{{Text: v.Say("basis.self"), Note: scoreSays(v, claimed)}}
	for _, turn := range m.Procedure.Turns {
		if turn.Judging() {
			sides = append(sides, frame.Link{Text: locale.Turn(v.Language, turn), Note: m.inTurn(v, indicator, turn.ID, claimed)})
		}
	}
	end := frame.Link{Text: v.Say("desk.side.so_far"), Note: scoreSays(v, claimed)}
	if a, ok := m.InForce(indicator); ok {
		end.Note = judgedSays(v, a, claimed)
	}
	if m.Review.Stage == reform.Final {
		end.Text, end.Current = v.Say("desk.side.final"), true
	}
	return append(sides, end)
}

// inTurn is what was judged of a claim in a turn, the last time.
func (m Matter) inTurn(v frame.Voice, indicator, turn string, claimed *reform.Score) string {
	said := frame.None
	for _, a := range m.Versions(indicator) {
		switch {
		case a.Turn != turn:
		case a.Verdict == reform.Withdrawn:
			said = frame.None
		default:
			said = judgedSays(v, a, claimed)
		}
	}
	return said
}

// stageSays is how far a review has come, in words, and by when the turn is to be done
// with.
func (m Matter) stageSays(v frame.Voice) (stage, limit string) {
	turn, inTurn := m.Turn()
	switch {
	case m.Review.Stage == reform.Final:
		return v.Say("desk.stage.final"), ""
	case !inTurn:
		return v.Say("desk.stage.settled"), ""
	}
	return locale.Turn(v.Language, turn), until(v, turn)
}
