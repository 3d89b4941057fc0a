package record

import (
	"context"
	"fmt"
	"slices"
	"time"

	"reformboard/internal/edition"
	"reformboard/internal/flow"
	"reformboard/internal/reform"
	"reformboard/internal/score"
)

// frozen is what an edition of a cycle would freeze now.
type frozen struct {
	edition.Content
	digest   string
	versions map[string]int64 // of the cycles that it was read from
}

// freeze reads and works out all that an edition freezes.
func (k *Book) freeze(ctx context.Context, cycle string) (*frozen, error) {
	s := k.Board.Store
	c, err := s.Cycle(ctx, cycle) // first: what changes from here on shows in its version
	if err != nil {
		return nil, err
	}
	f := &frozen{versions: map[string]int64{c.ID: c.VersionOn(reform.Verified)}}
	f.Cycle = c
	f.Cycle.Version, f.Cycle.Judged = 0, 0
	rules, reporting, err := k.surroundings(ctx, c, &f.Content)
	if err != nil {
		return nil, err
	}
	in, err := k.Board.Input(ctx, &reform.Tally{Cycle: c, Basis: reform.Verified, Framework: rules, Units: reporting})
	if err != nil {
		return nil, err
	}
	f.Reports, f.Before, f.Appraisals = in.Reports, in.Before, in.Appraisals
	if rules.ReadsRecord() {
		f.Zone = in.Zone.String()
		if _, err := zone(f.Zone); err != nil {
			return nil, err
		}
	}
	if len(in.Before) > 0 {
		before, err := s.Cycle(ctx, in.Before[0].Cycle)
		if err != nil {
			return nil, err
		}
		f.versions[before.ID] = before.VersionOn(reform.Verified)
	}
	f.Sort()
	t, err := workOut(&f.Content)
	if err != nil {
		return nil, err
	}
	f.Scorecards, f.Overall, f.ByGroup = t.Scorecards, t.Overall, t.ByGroup
	f.digest, err = edition.Digest(&f.Content)
	return f, err
}

// surroundings reads by what a cycle is scored, and among whom, into a content.
func (k *Book) surroundings(ctx context.Context, c reform.Cycle, into *edition.Content) (rules reform.Framework, reporting []reform.Unit, err error) {
	s := k.Board.Store
	if rules, err = s.Framework(ctx, c.Framework); err != nil {
		return rules, nil, err
	}
	source, err := s.FrameworkSource(ctx, c.Framework)
	if err != nil {
		return rules, nil, err
	}
	if into.Framework, err = edition.NewFramework(rules, source); err != nil {
		return rules, nil, err
	}
	units, err := s.Units(ctx)
	if err != nil {
		return rules, nil, err
	}
	groups, err := s.PeerGroups(ctx)
	if err != nil {
		return rules, nil, err
	}
	into.Units = reform.Subtree(units, c.Body)
	reporting, into.Groups = reform.Reporting(units, groups, c.Body)
	return rules, reporting, nil
}

// workOut scores and ranks what was frozen, with this program.
func workOut(c *edition.Content) (*reform.Tally, error) {
	t, err := tally(c)
	if err != nil {
		return nil, err
	}
	method, err := score.Prepare(&t.Framework)
	if err != nil {
		return nil, err
	}
	in, err := Input(c, t.Units)
	if err != nil {
		return nil, err
	}
	if t.Scorecards, err = method.Cycle(in); err != nil {
		return nil, err
	}
	flow.Rank(t)
	return t, nil
}

// Input is what the scores of an edition are made from, for its units that report.
func Input(c *edition.Content, units []reform.Unit) (in score.Input, err error) {
	in = score.Input{Cycle: c.Cycle, Units: units, Reports: slices.Clone(c.Reports), Before: slices.Clone(c.Before), Appraisals: c.Appraisals}
	if c.Zone != "" {
		in.Zone, err = zone(c.Zone)
	}
	return in, err
}

// zone is that of a name, the same on every machine.
func zone(name string) (*time.Location, error) {
	if name == "" || name == time.Local.String() {
		return nil, fmt.Errorf("%w: days are counted in a zone that has a name, such as Asia/Ho_Chi_Minh, and not in %q", reform.ErrInvalid, name)
	}
	z, err := time.LoadLocation(name)
	if err != nil {
		err = fmt.Errorf("%w: %q is no time zone: %w", reform.ErrInvalid, name, err)
	}
	return z, err
}

// tally is the tally of an edition, before anything is scored.
func tally(c *edition.Content) (*reform.Tally, error) {
	rules, err := c.Framework.Rules()
	if err != nil {
		return nil, err
	}
	t := &reform.Tally{Cycle: c.Cycle, Basis: reform.Verified, Framework: rules}
	t.Units, t.Groups = reform.Reporting(c.Units, c.Groups, c.Cycle.Body)
	for _, u := range c.Units {
		if u.ID == c.Cycle.Body {
			t.Body = u
		}
	}
	return t, nil
}

// TallyOf is the tally of an edition as it was published.
func TallyOf(c *edition.Content) (*reform.Tally, error) {
	t, err := tally(c)
	if err == nil {
		t.Scorecards, t.Overall, t.ByGroup = c.Scorecards, c.Overall, c.ByGroup
	}
	return t, err
}
