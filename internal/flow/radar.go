package flow

import (
	"context"
	"fmt"
	"time"

	"reformboard/internal/reform"
	"reformboard/internal/weakness"
)

// mostPast is how many earlier cycles a course looks back on: with the current quarter,
// two years.
const mostPast = 7

// mostCounted is of how many units the radar reads the reports, to count what they lack.
const mostCounted = 60

// levels are the median levels of one version of a cycle, by indicator: those of past
// cycles are asked for with every radar, and hardly ever change.
type levels struct {
	version int64
	medians map[string]reform.Fraction
}

// Radar says what is weak in a part of a tally at a moment, and where it leads.
func (b *Board) Radar(ctx context.Context, t *reform.Tally, of reform.Scope, at time.Time) (*reform.Radar, error) {
	scene := weakness.Scene{Framework: &t.Framework, Cards: within(t, of), Closed: t.Cycle.Phase(at) == reform.Closed}
	if len(scene.Cards) == 0 && of != (reform.Scope{}) {
		return nil, fmt.Errorf("%w: units of group %q, unit %q", reform.ErrNotFound, of.Group, of.Unit)
	}
	m, err := b.method(ctx, t.Cycle.Framework)
	if err != nil {
		return nil, err
	}
	scene.Earns = m.At
	radar := &reform.Radar{Scope: of}
	cycles, err := b.earlier(ctx, t, mostPast)
	if err != nil {
		return nil, err
	}
	for n := len(cycles) - 1; n >= 0; n-- {
		past, err := b.past(ctx, cycles[n].ID, of)
		if err != nil {
			return nil, err
		}
		scene.Past = append(scene.Past, past)
		radar.Periods = append(radar.Periods, cycles[n].Period)
	}
	radar.Periods = append(radar.Periods, t.Cycle.Period)
	radar.Signals = weakness.Signals(scene)
	if scene.Closed || len(scene.Cards) > mostCounted {
		return radar, nil
	}
	return radar, b.count(ctx, t, scene.Cards, radar)
}

// within are the scorecards of one unit, of a peer group, or all.
func within(t *reform.Tally, of reform.Scope) []reform.Scorecard {
	if of == (reform.Scope{}) {
		return t.Scorecards
	}
	var some []reform.Scorecard
	for n, c := range t.Scorecards {
		if of.Unit != "" && c.Unit == of.Unit || of.Unit == "" && t.Units[n].PeerGroup == of.Group {
			some = append(some, c)
		}
	}
	return some
}

func (b *Board) past(ctx context.Context, cycle string, of reform.Scope) (weakness.Past, error) {
	t, err := b.tally(ctx, cycle)
	if err != nil {
		return weakness.Past{}, err
	}
	past := weakness.Past{Framework: &t.Framework, Cards: within(t, of)}
	if of.Unit != "" {
		past.Medians = weakness.Medians(past.Framework, past.Cards)
		return past, nil
	}
	key := cycle + " " + of.Group
	b.mu.Lock()
	known, ok := b.medians[key]
	b.mu.Unlock()
	if !ok || known.version != t.Cycle.Version {
		known = levels{t.Cycle.Version, weakness.Medians(past.Framework, past.Cards)}
		b.mu.Lock()
		b.medians[key] = known
		b.mu.Unlock()
	}
	past.Medians = known.medians
	return past, nil
}

// count fills in what the units still have to do while the cycle is open.
func (b *Board) count(ctx context.Context, t *reform.Tally, cards []reform.Scorecard, radar *reform.Radar) error {
	units := make([]string, len(cards))
	for n, c := range cards {
		units[n] = c.Unit
	}
	reports, err := b.Store.SubmittedReportsOf(ctx, t.Cycle.ID, units)
	if err != nil {
		return err
	}
	lacks := weakness.Lacks(&t.Framework, reports)
	for n := range radar.Signals {
		if lack, ok := lacks[radar.Signals[n].Indicator]; ok {
			radar.Signals[n].Lacking = &lack
		}
	}
	return nil
}
