// Package appraisals takes a claim to a final score: judging, explaining, ending turns,
// making final, reopening; and the queue of what waits for whom.
//
// Its one rule: what may happen next, the docket says, and who may, package access; here
// the two meet the store. Each deed names the version that was seen when it was decided
// on, so that nobody overrules what they have not seen, and a second click does nothing.
package appraisals

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"time"

	"reformboard/internal/access"
	"reformboard/internal/flow"
	"reformboard/internal/reform"
)

// Desk is where claims are judged.
type Desk struct {
	Board *flow.Board

	looking flow.Lanes[string] // by cycle

	mu      sync.Mutex
	queues  map[string]*waiting // by cycle
	reached map[string]*reached // by cycle
	units   []reform.Unit
	unitsAt int64 // version of people and units that they are of
}

// New returns the desk of a board.
func New(b *flow.Board) *Desk {
	return &Desk{Board: b, queues: map[string]*waiting{}, reached: map[string]*reached{}}
}

// Judge keeps what somebody judged of a claim. The Version of the judgement is the one
// that was seen; 0: none. The Report of it is the version that was seen, where it is known.
func (d *Desk) Judge(ctx context.Context, who reform.User, a reform.Appraisal, at time.Time) (reform.Appraisal, error) {
	c, err := d.open(ctx, a.Cycle, a.Unit)
	if err != nil {
		return a, err
	}
	a.By, a.Text, a.Bulk = who.ID, reform.Tidy(a.Text), ""
	judged, err := d.judge(ctx, c, who, a, at)
	if err != nil {
		if known, ok := again(c.Versions(a.Indicator), a); ok {
			return known, nil
		}
		return a, err
	}
	return judged, d.Board.Store.SaveAppraisals(ctx, []reform.Appraisal{judged})
}

// judge asks everybody who can object to a judgement.
func (d *Desk) judge(ctx context.Context, c *opened, who reform.User, a reform.Appraisal, at time.Time) (reform.Appraisal, error) {
	if err := c.speaks(who, a.Indicator, true); err != nil {
		return a, err
	}
	if a.Report != 0 && c.Docket.Report.Version != 0 && a.Report != c.Docket.Report.Version {
		return a, reform.Objection{Obstacle: reform.ReportedSince, Indicator: a.Indicator, Found: strconv.Itoa(a.Report), Wanted: strconv.Itoa(c.Docket.Report.Version)}
	}
	judged, err := c.Judge(a, at)
	if err != nil {
		return a, err
	}
	claim, _ := c.Claim(a.Indicator)
	judged.Permit, err = d.impartial(ctx, c, who, claim.Sources)
	return judged, err
}

// again reports whether a person has judged the same already, and nobody since.
func again(versions []reform.Appraisal, a reform.Appraisal) (reform.Appraisal, bool) {
	if len(versions) != a.Version+1 {
		return reform.Appraisal{}, false
	}
	known := versions[a.Version]
	same := known.By == a.By && known.Verdict == a.Verdict && known.Points == a.Points && known.Ground == a.Ground && known.Text == a.Text
	return known, same
}

// Explain keeps what a unit answers to a judgement. The Appraisal of the explanation is
// the version that it answers.
func (d *Desk) Explain(ctx context.Context, who reform.User, e reform.Explanation, at time.Time) (reform.Explanation, error) {
	c, err := d.open(ctx, e.Cycle, e.Unit)
	if err != nil {
		return e, err
	}
	e.By, e.Text = who.ID, reform.Tidy(e.Text)
	if err := c.speaks(who, e.Indicator, false); err != nil {
		return e, err
	}
	said, err := c.Docket.Explain(e, at)
	if err != nil {
		return e, err
	}
	if known, ok := c.Answer(e.Indicator); ok && known.Appraisal == e.Appraisal && known.Stance == e.Stance && known.Text == e.Text && known.By == e.By && slices.Equal(known.Papers, e.Papers) {
		return known, nil
	}
	return said, d.Board.Store.SaveExplanation(ctx, said)
}

// End ends the turn of a unit's review that was seen. Whoever speaks in it may, and
// when its last moment has passed, whoever judges or runs the cycle: one that is silent
// holds nobody up.
func (d *Desk) End(ctx context.Context, who reform.User, cycle, unit string, seen int, at time.Time) (reform.Review, error) {
	c, err := d.open(ctx, cycle, unit)
	if err != nil {
		return reform.Review{}, err
	}
	return d.move(ctx, c, who, step{reform.EndedDeed, seen, c.enders(at)}, func() (reform.Review, error) { return c.Docket.End(who.ID, at) })
}

// Finish makes the score of a unit final.
func (d *Desk) Finish(ctx context.Context, who reform.User, cycle, unit string, seen int, at time.Time) (reform.Review, error) {
	c, err := d.open(ctx, cycle, unit)
	if err != nil {
		return reform.Review{}, err
	}
	return d.move(ctx, c, who, step{reform.FinishedDeed, seen, []access.Deed{access.In(c.Procedure.Final)}}, func() (reform.Review, error) {
		r, err := c.Docket.Finish(who.ID, at)
		if err == nil {
			_, err = d.impartial(ctx, c, who, []reform.Source{reform.FromUnit})
		}
		return r, err
	})
}

// step is what takes a review on: the deed, the version that was seen, and by which
// rights.
type step struct {
	deed reform.Deed
	seen int
	by   []access.Deed
}

// done reports whether a person has taken the step already.
func (s step) done(r reform.Review, who reform.User) bool {
	return r.Version == s.seen+1 && r.By == who.ID && r.Permit == "" && (r.Stage == reform.Final) == (s.deed == reform.FinishedDeed)
}

// move takes a review a step on, if it is where it was seen.
func (d *Desk) move(ctx context.Context, c *opened, who reform.User, s step, take func() (reform.Review, error)) (reform.Review, error) {
	if s.done(c.Review, who) {
		return c.Review, nil
	}
	if err := c.may(who, s.by...); err != nil {
		return reform.Review{}, err
	}
	if c.Review.Stage != reform.Final && c.Review.Version != s.seen {
		return reform.Review{}, reform.Objection{Obstacle: reform.JudgedSince}
	}
	r, err := take()
	if err != nil {
		return reform.Review{}, err
	}
	return r, d.Board.Store.SaveReview(ctx, r)
}

// opened is a docket with what else is asked when somebody speaks.
type opened struct {
	reform.Docket
	framework *reform.Framework
	units     []reform.Unit
}

func (d *Desk) open(ctx context.Context, cycle, unit string) (*opened, error) {
	c := &opened{}
	of, err := d.Board.Store.Cycle(ctx, cycle)
	if err != nil {
		return nil, err
	}
	if c.framework, err = d.Board.Framework(ctx, of.Framework); err != nil {
		return nil, err
	}
	if c.units, err = d.tree(ctx); err != nil {
		return nil, err
	}
	c.Docket, err = d.Board.DocketOf(ctx, of, c.units, unit)
	return c, err
}

// speaks objects to who has no say on a claim in the turn that it is; where it is the
// other side's, the docket says so.
func (c *opened) speaks(who reform.User, indicator string, judging bool) error {
	kinds := []reform.TurnKind{reform.Answering}
	if judging {
		kinds = []reform.TurnKind{reform.Appraising, reform.Settling}
		if turn, ok := c.Turn(); ok && turn.Judging() {
			kinds = []reform.TurnKind{turn.Kind}
		}
	}
	above := c.framework.Above(indicator)
	if !slices.ContainsFunc(kinds, func(k reform.TurnKind) bool { return access.Speaks(who, k, c.units, c.Review.Unit, above) }) {
		return reform.Objection{Obstacle: reform.NoRight, Indicator: indicator}
	}
	return nil
}

// impartial objects to a conflict of interest, unless a permit sets it aside: it
// returns which.
func (d *Desk) impartial(ctx context.Context, c *opened, who reform.User, sources []reform.Source) (permit string, err error) {
	cycle, unit := c.Review.Cycle, c.Review.Unit
	var said []reform.Report
	for _, s := range sources {
		versions, err := d.Board.Store.ReportVersions(ctx, cycle, unit, s)
		if err != nil {
			return "", err
		}
		said = append(said, versions...)
	}
	conflict := c.Procedure.ConflictOf(who, unit, c.units, said)
	if conflict == "" {
		return "", nil
	}
	permits, err := d.Board.Store.Permits(ctx, cycle)
	if err != nil {
		return "", err
	}
	for _, p := range permits {
		if p.Exempts(who.ID, cycle, unit) {
			return p.ID, nil
		}
	}
	return "", reform.Objection{Obstacle: conflict}
}
