package weakness

import "reformboard/internal/reform"

// trail is what one unit reached of one indicator over the cycles.
type trail struct {
	series
	asked        bool // in this cycle
	measured     bool // in this cycle
	misses       bool // in this cycle
	missedBefore bool // in the cycle just before
}

// follow reads the trails of one unit. A card is read once and from end to end: of a
// country's cards and cycles, most of the time would go by waiting for memory.
func (s Scene) follow(u int, places []place, past []before, trails []trail) {
	for n := range trails {
		trails[n].clear()
		trails[n] = trail{series: trails[n].series}
	}
	for cycle, b := range past {
		if b.cards[u] < 0 {
			continue
		}
		card, last := &b.Cards[b.cards[u]], cycle == len(past)-1
		for n, then := range b.places {
			if then == nil {
				continue
			}
			if l, ok := level(then.on(card)); ok {
				trails[n].add(cycle, l)
				trails[n].missedBefore = last && l.Less(then.aim)
			}
		}
	}
	for n := range places {
		score := places[n].on(&s.Cards[u])
		trails[n].asked = score.Max != 0
		if l, ok := level(score); ok {
			trails[n].add(len(past), l)
			trails[n].measured, trails[n].misses = true, l.Less(places[n].aim)
		}
	}
}

// judge counts a unit that will miss the aim, or misses it again.
func (s Scene) judge(signal *reform.Signal, p *place, t *trail) {
	if !t.asked {
		return
	}
	if t.misses && t.missedBefore {
		signal.Steady++
	}
	if (t.misses || !t.measured) && len(t.y) >= fewest && t.short(horizon(len(s.Past)+1, s.Closed || t.measured), p.aim) {
		signal.WillMiss++
	}
}
