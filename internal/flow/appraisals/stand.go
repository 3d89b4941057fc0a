package appraisals

import (
	"context"
	"slices"
	"time"

	"reformboard/internal/access"
	"reformboard/internal/reform"
)

// Stand is how far a unit's claims have come, and what one person may do about them now:
// an error says why they may not.
type Stand struct {
	reform.Docket
	Reviews []reform.Review     // every version, the oldest first
	Permits []reform.Permit     // that were asked for about the unit, the oldest first
	End     error               // the turn
	Finish  error               // the review
	Reopen  error               // ask for it
	Exempt  error               // ask for it
	Grant   error               // what others ask for
	Assign  error               // claims to somebody
	Given   []reform.Assignment // to whom claims were given, every time, the oldest first

	opened *opened
	who    reform.User
	at     time.Time
	words  []reform.Report // of which the person has said something themselves
}

// Stand looks at a unit's claims with a person's eyes.
func (d *Desk) Stand(ctx context.Context, who reform.User, cycle, unit string, at time.Time) (*Stand, error) {
	c, err := d.open(ctx, cycle, unit)
	if err != nil {
		return nil, err
	}
	s := &Stand{Docket: c.Docket, opened: c, who: who, at: at}
	if s.Reviews, err = d.Board.Store.ReviewVersions(ctx, cycle, unit); err != nil {
		return nil, err
	}
	if s.Permits, err = d.Board.Store.Permits(ctx, cycle); err != nil {
		return nil, err
	}
	s.Permits = slices.DeleteFunc(s.Permits, func(p reform.Permit) bool { return p.Unit != unit })
	if s.Given, err = d.Board.Store.Assignments(ctx, cycle, []string{unit}); err != nil {
		return nil, err
	}
	if s.words, err = d.Board.Store.SpokenFor(ctx, cycle, who.ID); err != nil {
		return nil, err
	}
	s.words = slices.DeleteFunc(s.words, func(r reform.Report) bool { return r.Unit != unit })
	for n := range s.words {
		s.words[n].SavedBy = who.ID
	}
	s.weigh()
	return s, nil
}

// weigh finds out what of the whole unit the person may do.
func (s *Stand) weigh() {
	_, s.End = s.Docket.End(s.who.ID, s.at)
	if err := s.opened.may(s.who, s.opened.enders(s.at)...); err != nil {
		s.End = err
	}
	_, s.Finish = s.Docket.Finish(s.who.ID, s.at)
	if o := s.conflict([]reform.Source{reform.FromUnit}); s.Finish == nil && o != "" {
		s.Finish = reform.Objection{Obstacle: o}
	}
	if err := s.opened.may(s.who, access.In(s.Procedure.Final)); err != nil {
		s.Finish = err
	}
	if s.Reopen = s.opened.may(s.who, access.Settle, access.Publish); s.Reopen == nil && s.Review.Stage != reform.Final {
		s.Reopen = reform.Objection{Obstacle: reform.NotFinal}
	}
	s.Exempt = s.opened.may(s.who, access.Settle, access.Publish, access.Appraise)
	s.Grant = s.opened.may(s.who, access.Settle, access.Publish)
	s.Assign = s.opened.may(s.who, access.Settle, access.Run)
}

// Judge objects to the person's judging a claim now.
func (s *Stand) Judge(indicator string) error {
	if err := s.opened.speaks(s.who, indicator, true); err != nil {
		return err
	}
	try := reform.Appraisal{Indicator: indicator, Version: len(s.Versions(indicator)), Verdict: reform.Accepted}
	if _, err := s.Docket.Judge(try, s.at); err != nil {
		return err
	}
	claim, _ := s.Claim(indicator)
	if o := s.conflict(claim.Sources); o != "" {
		return reform.Objection{Obstacle: o, Indicator: indicator}
	}
	return nil
}

// Answer objects to the person's answering for a claim now.
func (s *Stand) Answer(indicator string) error {
	if err := s.opened.speaks(s.who, indicator, false); err != nil {
		return err
	}
	a, _ := s.InForce(indicator)
	_, err := s.Explain(reform.Explanation{Indicator: indicator, Appraisal: a.Version, Stance: reform.Agrees}, s.at)
	return err
}

// conflict is why the person may not judge what rests on some sources, unless a permit
// sets it aside.
func (s *Stand) conflict(sources []reform.Source) reform.Obstacle {
	words := slices.DeleteFunc(slices.Clone(s.words), func(r reform.Report) bool { return !slices.Contains(sources, r.Source) })
	o := s.Procedure.ConflictOf(s.who, s.Docket.Review.Unit, s.opened.units, words)
	exempt := slices.ContainsFunc(s.Permits, func(p reform.Permit) bool {
		return p.Exempts(s.who.ID, s.Docket.Review.Cycle, s.Docket.Review.Unit)
	})
	if exempt {
		return ""
	}
	return o
}

// enders are the rights by which the turn can be ended: of whoever speaks in it and, when
// its last moment has passed, of whoever judges or runs the cycle.
func (c *opened) enders(at time.Time) []access.Deed {
	turn, inTurn := c.Turn()
	deeds := []access.Deed{access.In(turn.Kind)}
	if inTurn && turn.Over(at) {
		deeds = append(deeds, access.Appraise, access.Settle, access.Run)
	}
	return deeds
}
