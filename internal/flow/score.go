package flow

import (
	"context"
	"maps"
	"slices"

	"reformboard/internal/reform"
	"reformboard/internal/score"
)

// counted names a report of a cycle.
type counted struct {
	unit   string
	source reform.Source
}

// score draws a cycle up. What was drawn up for an earlier version spares the scoring
// of whoever has not reported since.
func (b *Board) score(ctx context.Context, c reform.Cycle, on reform.Basis, old scored) (scored, error) {
	m, err := b.method(ctx, c.Framework)
	if err != nil {
		return scored{}, err
	}
	// The version was read before units, reports and judgements: a change in between makes
	// these cards newer than they are called, and the next caller scores again.
	s := scored{version: c.VersionOn(on), tally: &reform.Tally{Cycle: c, Basis: on, Framework: *m.framework}}
	if s.people, err = b.Store.PeopleVersion(ctx); err != nil {
		return s, err
	}
	changed, partly, err := b.changed(ctx, &s, old)
	if err != nil {
		return s, err
	}
	if partly {
		err = b.scoreSome(ctx, m, &s, old, changed)
	} else {
		s.judged = c.Judged
		err = b.scoreAll(ctx, m, &s)
	}
	if err != nil {
		return s, err
	}
	Rank(s.tally)
	return s, nil
}

func (b *Board) scoreAll(ctx context.Context, m method, s *scored) error {
	t := s.tally
	var err error
	if t.Body, err = b.Body(ctx, t.Cycle.Body); err != nil {
		return err
	}
	if t.Units, t.Groups, err = b.Reporting(ctx, t.Cycle); err != nil {
		return err
	}
	in, err := b.Input(ctx, t)
	if err != nil {
		return err
	}
	s.counted = make(map[counted]int, len(in.Reports))
	for _, r := range in.Reports {
		s.counted[counted{r.Unit, r.Source}] = r.Version
	}
	t.Scorecards, err = m.Cycle(in)
	return err
}

// mostChanged is how many units are scored apart from the others: of more, reading
// all reports is not much slower.
const mostChanged = 200

// changed lists the units that reported, or were judged, since a cycle was drawn up. False where that is
// not enough to know: there is nothing older, something else than reports has changed,
// or scores depend on more than a unit's own reports.
func (b *Board) changed(ctx context.Context, s *scored, old scored) (map[string]bool, bool, error) {
	f := &s.tally.Framework
	if old.tally == nil || old.people != s.people || f.NeedsOthers() || looksBack(f) {
		return nil, false, nil
	}
	if !s.tally.Cycle.Same(old.tally.Cycle) {
		return nil, false, nil
	}
	reports, err := b.Store.SubmittedVersions(ctx, s.tally.Cycle.ID)
	if err != nil {
		return nil, false, err
	}
	units := map[string]bool{}
	for _, r := range reports {
		if old.counted[counted{r.Unit, r.Source}] != r.Version {
			units[r.Unit] = true
		}
	}
	s.judged = old.judged
	if s.tally.Basis != reform.SelfScored {
		judged, err := b.Store.AppraisalsAfter(ctx, s.tally.Cycle.ID, old.judged)
		if err != nil {
			return nil, false, err
		}
		for _, a := range judged {
			units[a.Unit], s.judged = true, a.Seq
		}
	}
	return units, len(units) <= mostChanged, nil
}

// scoreSome scores units that reported, and takes the others' scorecards as they were.
func (b *Board) scoreSome(ctx context.Context, m method, s *scored, old scored, changed map[string]bool) error {
	t := s.tally
	t.Body, t.Units, t.Groups = old.tally.Body, old.tally.Units, old.tally.Groups
	t.Scorecards, s.counted = slices.Clone(old.tally.Scorecards), maps.Clone(old.counted)
	in := score.Input{Cycle: t.Cycle, Zone: b.Zone}
	var at []int
	for n, u := range t.Units {
		if changed[u.ID] {
			in.Units, at = append(in.Units, u), append(at, n)
		}
	}
	var err error
	if in.Reports, err = b.Store.SubmittedReportsOf(ctx, t.Cycle.ID, slices.Collect(maps.Keys(changed))); err != nil {
		return err
	}
	if err = b.TellFirst(ctx, m.framework, in.Reports); err != nil {
		return err
	}
	for _, r := range in.Reports {
		s.counted[counted{r.Unit, r.Source}] = r.Version
	}
	if in.Appraisals, err = b.counting(ctx, t, func() ([]reform.Appraisal, error) {
		return b.Store.AppraisalsOf(ctx, t.Cycle.ID, slices.Collect(maps.Keys(changed)))
	}); err != nil {
		return err
	}
	cards, err := m.Cycle(in)
	if err != nil {
		return err
	}
	for n, card := range cards {
		t.Scorecards[at[n]] = card
	}
	return nil
}

// counting are those judgements that count on the basis of a tally, at the time of the
// board.
func (b *Board) counting(ctx context.Context, t *reform.Tally, asked func() ([]reform.Appraisal, error)) ([]reform.Appraisal, error) {
	if t.Basis == reform.SelfScored {
		return nil, nil
	}
	judged, err := asked()
	if err != nil || len(judged) == 0 {
		return nil, err
	}
	p, err := b.Store.Procedure(ctx, t.Cycle.ID)
	if err != nil {
		return nil, err
	}
	var counting []reform.Appraisal
	for _, a := range judged {
		if p.Counts(a, t.Basis) {
			a.At = a.At.In(b.Zone)
			counting = append(counting, a)
		}
	}
	return counting, nil
}
