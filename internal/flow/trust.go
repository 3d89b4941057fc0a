package flow

import (
	"context"
	"errors"

	"reformboard/internal/reform"
	"reformboard/internal/robust"
)

// The trial that tells how far a rank may be trusted: the weights within 25 % of
// themselves, as audits of composite indices draw them, from one seed for ever.
const (
	trialDraws   = 1_000
	trialSeed    = 1
	trialWeights = 0.25
)

// rankingKey names a ranking: of a group of a cycle, on one basis.
type rankingKey struct {
	basis
	edition int // as published in it; 0: as the board stands
	group   string
}

// rankingOf names a ranking of a tally.
func rankingOf(t *reform.Tally, group string) rankingKey {
	key := rankingKey{basis: basis{t.Cycle.ID, t.Basis}, group: group}
	if t.Edition != nil {
		key.edition = t.Edition.Number
	}
	return key
}

// trusted is what came of the trial of one version of a cycle.
type trusted struct {
	version int64
	trust   reform.Trust
}

// Trust tells how far the ranks of a group (empty: all) may be trusted. The trial is
// made once for a version of the cycle, one at a time: it keeps every processor busy.
func (b *Board) Trust(_ context.Context, t *reform.Tally, group string) (reform.Trust, error) {
	b.trials.Lock()
	defer b.trials.Unlock()
	key := rankingOf(t, group)
	if kept, ok := b.trusts[key]; ok && kept.version == t.Version() {
		return kept.trust, nil
	}
	r, _ := t.Ranking(group)
	trust, err := try(t, r)
	if err != nil {
		return reform.Trust{}, err
	}
	b.trusts[key] = trusted{t.Version(), trust}
	return trust, nil
}

// try draws the ranks of a ranking many times.
func try(t *reform.Tally, r reform.Ranking) (reform.Trust, error) {
	trust := reform.Trust{Draws: trialDraws, Weights: 25_00, Within: 90_00}
	at := make(map[string]int, len(t.Scorecards))
	for i := range t.Scorecards {
		at[t.Scorecards[i].Unit] = i
	}
	cards := make([]reform.Scorecard, 0, len(r.Standings))
	for _, s := range r.Standings {
		cards = append(cards, t.Scorecards[at[s.Unit]])
	}
	field, err := robust.FieldOf(&t.Framework, cards)
	if err != nil {
		return trust, err
	}
	result, err := robust.Run(field, robust.Trial{Draws: trialDraws, Seed: trialSeed, Weights: trialWeights})
	if errors.Is(err, reform.ErrInvalid) {
		return trust, nil // a framework or a number of units that it cannot draw
	}
	if err != nil || !follows(r, result.Places) {
		return trust, err
	}
	trust.Intervals = make(map[string]reform.Interval, len(result.Places))
	for _, p := range result.Places {
		trust.Intervals[p.Unit] = reform.Interval{Low: p.Low, High: p.High}
	}
	return trust, nil
}

// follows reports whether the trial, with nothing drawn, gives the ranks of the
// ranking: then it may speak of them. Caps, bonuses and roots, which it leaves out,
// make it rank otherwise; what rounding alone does is less than a place in a hundred
// units on average.
func follows(r reform.Ranking, places []robust.Place) bool {
	apart := 0
	for i, s := range r.Standings {
		apart += max(s.Rank-places[i].Rank, places[i].Rank-(s.Rank+s.Tied-1), 0)
	}
	return 100*apart <= len(places)*len(places)
}
