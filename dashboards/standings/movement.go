package standings

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Movement shows who rose and who fell since the cycle before, and why.
type Movement struct {
	frame.Head
	Lead      string // the page in a sentence
	Causes    string // what moved most units most
	Groups    []frame.Link
	Scope     []string
	Breaks    []string     // where another edition of the rules applies, in sentences
	Empty     string       // why there is nothing to compare; empty: there is
	Chart     *frame.Chart // nil: nothing to compare, or a single unit
	Filter    frame.Filter
	Found     string
	Before    string // the periods compared
	Now       string
	Span      string // from one to the other, in words
	Appraised bool   // appraisal moved somebody: its column is shown
	Overall   bool
	Rows      []MovementRow
	Pages     []frame.Link
	Peers     string // that units came and went, and what that did; empty: none did
	Joined    []Passage
	Left      []Passage
}

// Charts are the charts of the page.
func (p Movement) Charts() []frame.Chart { return frame.Drawn(p.Chart) }

// MovementRow is how one unit moved: Move is the sum of Parts, and with Peers comes to
// Gained, from the one rank to the other.
type MovementRow struct {
	Unit        frame.Link
	Own         bool // the reader's
	Group       string
	Before, Now string // the two ranks
	Gained      string
	Move        frame.Move // among the units ranked both times, as the ranking has it
	Parts       []Part     // its own results, the method, appraisal where it is shown, others
	Peers       []Part     // who is ranked no longer, and newly
}

// Part is one cause of a movement.
type Part struct {
	Places string
	Kind   string // up, down, same
}

// Passage is a unit that is ranked in one of two cycles only, and why.
type Passage struct {
	Unit   frame.Link
	Rank   string
	Reason string
}

// MovementAsk is what a reader asks of the movement page.
type MovementAsk struct {
	Group string
	Find  string
	Page  int
	Own   string // the reader's unit
}

// Moved is what the movement page is made from beside the tallies.
type Moved struct {
	Movements map[string]reform.Movement
	Courses   []map[string]int // ranks among those ranked both times, in each cycle
}

// mover is a unit and how it moved.
type mover struct {
	reform.Standing
	reform.Movement
}

// NewMovement makes the movement page of a group (empty: all). Past are the cycles
// before, the oldest first.
func NewMovement(v frame.Voice, t *reform.Tally, past []*reform.Tally, ask MovementAsk, with Moved) (Movement, error) {
	name, err := v.GroupName(t, ask.Group)
	if err != nil {
		return Movement{}, err
	}
	r, _ := t.Ranking(ask.Group)
	page := Movement{
		Head: v.TallyHead(t, frame.AtMovement, v.Say("page.movement.title", "Group", name)), Scope: v.RankingScope(t, r),
		Groups: v.GroupLinks(t, "/movement", ask.Group), Now: v.Period(t.Cycle.Period), Overall: ask.Group == "",
	}
	if len(past) == 0 {
		page.Empty = v.Say("page.movement.first", "Period", page.Now)
		return page, nil
	}
	before := past[len(past)-1]
	page.Before = v.Period(before.Cycle.Period)
	from, to := v.PeriodWithin(before.Cycle.Period), v.PeriodWithin(t.Cycle.Period)
	page.Span = v.Say("page.movement.units", "Before", from, "Now", to)
	movers := moversOf(r, with.Movements)
	if len(movers) == 0 {
		page.Empty = v.Say("page.movement.nobody", "Before", from, "Now", to)
	} else {
		page.Lead, page.Causes = movementLead(v, movers, from), movementCauses(v, movers)
		if len(movers) > 1 { // one line on the only rank there is shows nothing
			bump := bumpChart(v, t, past, ask, movers, with.Courses)
			page.Chart = &bump
		}
	}
	page.Breaks = breakSentences(v, append(slices.Clone(past), t))
	page.Appraised = slices.ContainsFunc(movers, func(m mover) bool { return m.Appraisal != 0 })
	if slices.ContainsFunc(movers, func(m mover) bool { return m.Left != 0 || m.Joined != 0 }) {
		page.Peers = v.Say("page.movement.peers")
	}
	page.Joined, page.Left = passages(v, t, before, ask.Group)
	fillMovement(v, &page, t, ask, movers)
	return page, nil
}

// moversOf are the units ranked both times, who moved most first; of two that moved as
// far, the better.
func moversOf(r reform.Ranking, movements map[string]reform.Movement) []mover {
	var movers []mover
	for _, s := range r.Standings {
		if m, ok := movements[s.Unit]; ok {
			movers = append(movers, mover{s, m})
		}
	}
	slices.SortStableFunc(movers, func(a, b mover) int { return cmp.Compare(far(b), far(a)) })
	return movers
}

func far(m mover) int { return max(m.Among(), -m.Among()) }

// fillMovement puts the rows found into the page, as many as stand on one.
func fillMovement(v frame.Voice, page *Movement, t *reform.Tally, ask MovementAsk, movers []mover) {
	find, wanted := frame.IndexOf(t), locale.Fold(ask.Find)
	var found []mover
	for _, m := range movers {
		u := find.Units[m.Unit]
		if wanted == "" || strings.Contains(locale.Fold(u.NameVI), wanted) || strings.Contains(locale.Fold(u.NameEN), wanted) {
			found = append(found, m)
		}
	}
	page.Filter = v.FilterForm(ask.Find)
	if page.Filter.Set {
		page.Found = v.Say("page.movement.found", "Found", v.Count(len(found)), "Units", v.Count(len(movers)))
	}
	shown, links := frame.PageOf(v, found, ask.Page, v.Here("page", ""))
	page.Pages = links
	for _, m := range shown {
		u := find.Units[m.Unit]
		among := m.Among()
		row := MovementRow{
			Unit: v.UnitLink(t, u), Own: u.ID == ask.Own, Group: v.Words(find.Groups[u.PeerGroup].Name()),
			Before: v.Count(m.Before), Now: v.Count(m.Now), Gained: signed(v, m.Gained()), Move: v.Move(&among),
			Peers: []Part{movementPart(v, m.Left), movementPart(v, m.Joined)},
		}
		for n, places := range []int{m.Own, m.Method, m.Appraisal, m.Others} {
			if n != 2 || page.Appraised {
				row.Parts = append(row.Parts, movementPart(v, places))
			}
		}
		page.Rows = append(page.Rows, row)
	}
}

func movementPart(v frame.Voice, places int) Part {
	part := Part{Places: signed(v, places), Kind: "same"}
	switch {
	case places > 0:
		part.Kind = "up"
	case places < 0:
		part.Kind = "down"
	}
	return part
}

// passages names the units that are ranked in one of two cycles only.
func passages(v frame.Voice, t, before *reform.Tally, group string) (joined, left []Passage) {
	now, _ := t.Ranking(group)
	then, _ := before.Ranking(group)
	return ranked(v, t, before, now, then, "joined"), ranked(v, before, t, then, now, "left")
}

// ranked are the units ranked in one cycle and not in the other, with the reason that
// the other gives.
func ranked(v frame.Voice, in, out *reform.Tally, here, there reform.Ranking, way string) []Passage {
	known := make(map[string]bool, len(there.Standings))
	for _, s := range there.Standings {
		known[s.Unit] = true
	}
	reasons := make(map[string]reform.Reason, len(there.Unranked))
	for _, s := range there.Unranked {
		reasons[s.Unit] = s.Reason
	}
	find, other := frame.IndexOf(in), frame.IndexOf(out)
	var all []Passage
	for _, s := range here.Standings {
		if known[s.Unit] {
			continue
		}
		reason := v.Say("page.movement." + way + ".group")
		if _, listed := other.Units[s.Unit]; !listed {
			reason = v.Say("page.movement." + way + ".unlisted")
		} else if why, ok := reasons[s.Unit]; ok {
			reason = v.Say("page.movement."+way+".unranked", "Reason", v.Say("reason."+string(why)))
		}
		all = append(all, Passage{Unit: v.UnitLink(in, find.Units[s.Unit]), Rank: strconv.Itoa(s.Rank), Reason: reason})
	}
	return all
}
