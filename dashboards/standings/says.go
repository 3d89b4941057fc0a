package standings

import (
	"strings"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// movementLead counts who rose, fell and stayed.
func movementLead(v frame.Voice, movers []mover, before string) string {
	up, down := 0, 0
	for _, m := range movers {
		switch {
		case m.Among() > 0:
			up++
		case m.Among() < 0:
			down++
		}
	}
	return v.Say("page.movement.lead", "Before", before, "Units", v.Count(len(movers)),
		"Up", v.Count(up), "Down", v.Count(down), "Same", v.Count(len(movers)-up-down))
}

// movementCauses counts the units by what moved them most; empty where nobody moved.
func movementCauses(v frame.Voice, movers []mover) string {
	counts := map[string]int{}
	for _, m := range movers {
		counts[strings.TrimSuffix(causeOf(m.Movement), ".down")]++
	}
	var said []string
	for _, cause := range []string{"own", "method", "appraisal", "others"} {
		if n := counts[cause]; n > 0 {
			said = append(said, v.Say("page.movement.cause."+cause, "Units", v.Count(n)))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return v.Say("page.movement.causes", "Causes", strings.Join(said, ", "))
}

// messageOf is the title of the chart: the unit that rose and the one that fell most,
// the better first where several did.
func messageOf(v frame.Voice, t *reform.Tally, movers []mover) string {
	var up, down *mover
	for i := range movers { // who moved furthest comes first
		m := &movers[i]
		if m.Among() > 0 && up == nil {
			up = m
		}
		if m.Among() < 0 && down == nil {
			down = m
		}
	}
	tell := func(key string, m *mover) string {
		u, _ := t.Unit(m.Unit)
		return v.Say(key, "Unit", v.Words(u.Name()), "Places", v.Count(far(*m)))
	}
	switch {
	case up == nil && down == nil:
		return v.Say("page.movement.unchanged")
	case down == nil:
		return tell("page.movement.rose", up)
	case up == nil:
		return tell("page.movement.fell", down)
	}
	return tell("page.movement.rose", up) + "; " + tell("page.movement.fell.then", down)
}

// breakSentences say from which period on another edition of the rules applies.
func breakSentences(v frame.Voice, tallies []*reform.Tally) []string {
	var said []string
	for n, t := range tallies {
		if n > 0 && tallies[n-1].Framework.ID != t.Framework.ID {
			said = append(said, v.Say("page.movement.break", "Period", v.PeriodWithin(t.Cycle.Period), "Edition", t.Framework.ID, "Before", tallies[n-1].Framework.ID))
		}
	}
	return said
}

// causeOf names the part that did most to move a unit among those ranked both times,
// the way it moved; of two that did as much, what the unit did itself.
func causeOf(m reform.Movement) string {
	cause, most := "", 0
	for _, c := range []struct {
		name   string
		places int
	}{{"own", m.Own}, {"method", m.Method}, {"appraisal", m.Appraisal}, {"others", m.Others}} {
		along := c.places
		if m.Among() < 0 {
			along = -along
		}
		if m.Among() != 0 && along > most {
			cause, most = c.name, along
		}
	}
	if cause == "own" && m.Among() < 0 {
		return "own.down"
	}
	return cause
}
