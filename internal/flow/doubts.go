package flow

import (
	"context"
	"errors"
	"strconv"

	"reformboard/internal/reform"
	"reformboard/internal/scrutiny"
	"reformboard/internal/workbook"
)

// mostHistory is how many earlier periods a report is held against.
const mostHistory = 8

// doubts gathers what the values of a report are held against: what the unit reported
// before, and what its peers did.
func (b *Board) doubts(ctx context.Context, form workbook.Form) (scrutiny.Case, error) {
	m, err := b.method(ctx, form.Cycle.Framework)
	if err != nil {
		return scrutiny.Case{}, err
	}
	c := scrutiny.Case{Framework: m.framework, Period: form.Cycle.Period}
	cycles, err := b.Earlier(ctx, &reform.Tally{Cycle: form.Cycle, Framework: *m.framework}, mostHistory)
	if err != nil {
		return c, err
	}
	for _, past := range cycles {
		report, err := b.Store.SubmittedReport(ctx, past.ID, form.Unit.ID, form.Source)
		if errors.Is(err, reform.ErrNotFound) {
			continue
		}
		if err != nil {
			return c, err
		}
		c.History = append(c.History, scrutiny.Past{Period: past.Period, Values: report.Values})
	}
	if len(cycles) > 0 && form.Source == reform.FromUnit {
		norms, err := b.normsOf(ctx, cycles[0])
		c.Norms = norms[form.Unit.PeerGroup]
		return c, err
	}
	return c, nil
}

// normsOf says what each peer group reported in a cycle. It is worked out once for
// each version of the cycle.
func (b *Board) normsOf(ctx context.Context, c reform.Cycle) (map[string]scrutiny.Norms, error) {
	key := c.ID + " " + strconv.FormatInt(c.Version, 10)
	b.mu.Lock()
	norms, ok := b.norms[key]
	b.mu.Unlock()
	if ok {
		return norms, nil
	}
	m, err := b.method(ctx, c.Framework)
	if err != nil {
		return nil, err
	}
	units, _, err := b.Reporting(ctx, c)
	if err != nil {
		return nil, err
	}
	group := map[string]string{}
	for _, u := range units {
		group[u.ID] = u.PeerGroup
	}
	reports, err := b.Store.SubmittedReports(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	peers := map[string][]reform.Report{}
	for _, r := range reports {
		if r.Source == reform.FromUnit {
			peers[group[r.Unit]] = append(peers[group[r.Unit]], r)
		}
	}
	norms = map[string]scrutiny.Norms{}
	for id, reports := range peers {
		norms[id] = scrutiny.NormsOf(m.framework, reports)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.norms[key] = norms
	return norms, nil
}
