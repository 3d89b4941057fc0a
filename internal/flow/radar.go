package flow

import (
	"context"
	"fmt"
	"slices"
	"time"

	"reformboard/internal/reform"
	"reformboard/internal/score"
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

// seen is a radar of one version of its cycle and of those before.
type seen struct {
	versions string
	radar    *reform.Radar
}

// Radar says what is weak in a part of a tally at a moment, and where it leads. Nobody may
// change what it returns: until something is submitted, all who ask get the same.
func (b *Board) Radar(ctx context.Context, t *reform.Tally, of reform.Scope, at time.Time) (*reform.Radar, error) {
	past, err := b.Earlier(ctx, t, mostPast)
	if err != nil {
		return nil, err
	}
	closed := t.Cycle.Phase(at) == reform.Closed
	key, versions := rankingOf(t, of.Group), fmt.Sprint(closed, t.Version())
	for _, c := range past {
		versions += fmt.Sprint(" ", c.ID, c.VersionOn(t.Basis))
	}
	b.mu.Lock()
	known := b.radars[key]
	b.mu.Unlock()
	if of.Unit == "" && known.versions == versions {
		return known.radar, nil
	}
	radar, err := b.radar(ctx, t, past, of, closed)
	if err != nil || of.Unit != "" {
		return radar, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.radars[key] = seen{versions, radar}
	return radar, nil
}

func (b *Board) radar(ctx context.Context, t *reform.Tally, cycles []reform.Cycle, of reform.Scope, closed bool) (*reform.Radar, error) {
	scene := weakness.Scene{Framework: &t.Framework, Cards: within(t, of), Closed: closed}
	if len(scene.Cards) == 0 && of != (reform.Scope{}) {
		return nil, noneWithin(of)
	}
	m, err := b.method(ctx, t.Cycle.Framework)
	if err != nil {
		return nil, err
	}
	scene.Earns = m.At
	radar := &reform.Radar{Scope: of}
	for _, c := range slices.Backward(cycles) {
		past, err := b.past(ctx, basis{c.ID, t.Basis}, of)
		if err != nil {
			return nil, err
		}
		scene.Past = append(scene.Past, past)
		radar.Periods = append(radar.Periods, c.Period)
	}
	signal(t, radar, scene)
	if closed || len(scene.Cards) > mostCounted {
		return radar, nil
	}
	return radar, b.count(ctx, t, scene.Cards, radar)
}

// RadarOf is the radar of a tally over others that the caller holds too, the oldest first,
// once its cycle is closed: with nothing to count of what is still to be done.
func RadarOf(t *reform.Tally, past []*reform.Tally, of reform.Scope) (*reform.Radar, error) {
	scene := weakness.Scene{Framework: &t.Framework, Cards: within(t, of), Closed: true}
	if len(scene.Cards) == 0 && of != (reform.Scope{}) {
		return nil, noneWithin(of)
	}
	m, err := score.Prepare(&t.Framework)
	if err != nil {
		return nil, err
	}
	scene.Earns = m.At
	radar := &reform.Radar{Scope: of}
	for _, p := range past {
		then := weakness.Past{Framework: &p.Framework, Cards: within(p, of)}
		then.Medians = weakness.Medians(then.Framework, then.Cards)
		scene.Past = append(scene.Past, then)
		radar.Periods = append(radar.Periods, p.Cycle.Period)
	}
	signal(t, radar, scene)
	return radar, nil
}

func noneWithin(of reform.Scope) error {
	return fmt.Errorf("%w: units of group %q, unit %q", reform.ErrNotFound, of.Group, of.Unit)
}

// signal fills in what is weak, and where it leads.
func signal(t *reform.Tally, radar *reform.Radar, scene weakness.Scene) {
	radar.Periods = append(radar.Periods, t.Cycle.Period)
	radar.Signals = weakness.Signals(scene)
	if radar.Scope.Unit != "" {
		reachOf(t, radar)
	}
}

// reachOf takes the reach of each signal of one unit from all: alone, it would be both
// nobody and everybody.
func reachOf(t *reform.Tally, radar *reform.Radar) {
	reach := map[string]reform.Reach{}
	for _, w := range t.Weaknesses {
		reach[w.Indicator] = w.Reach
	}
	for n := range radar.Signals {
		radar.Signals[n].Reach = reach[radar.Signals[n].Indicator]
	}
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

func (b *Board) past(ctx context.Context, drawn basis, of reform.Scope) (weakness.Past, error) {
	t, err := b.tally(ctx, drawn.cycle, drawn.on)
	if err != nil {
		return weakness.Past{}, err
	}
	past := weakness.Past{Framework: &t.Framework, Cards: within(t, of)}
	if of.Unit != "" {
		past.Medians = weakness.Medians(past.Framework, past.Cards)
		return past, nil
	}
	key := rankingKey{basis: drawn, group: of.Group}
	b.mu.Lock()
	known, ok := b.medians[key]
	b.mu.Unlock()
	if !ok || known.version != t.Version() {
		known = levels{t.Version(), weakness.Medians(past.Framework, past.Cards)}
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
