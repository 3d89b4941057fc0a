// Package duties gathers what a person's agenda follows from.
//
// Its one rule: what is owed is for agenda to say, and what a person may do for access.
// Here both meet the store.
package duties

import (
	"context"
	"slices"
	"time"

	"reformboard/internal/access"
	"reformboard/internal/agenda"
	"reformboard/internal/flow"
	"reformboard/internal/flow/agreement"
	"reformboard/internal/flow/appraisals"
	"reformboard/internal/reform"
)

// Home is what a person finds after signing in.
type Home struct {
	Tasks   []agenda.Task
	Notices []agenda.Notice // newest first
}

// Person is who asks, when, and in which tree of units.
type Person struct {
	User  reform.User
	Now   time.Time
	Zone  *time.Location // in which days begin
	Units []reform.Unit  // all there are, in their order
}

// lingers is for how long a cycle is on the agenda after everything of it has closed.
const lingers = 60 * 24 * time.Hour

// Desks are where claims are judged, once and a second time.
type Desks struct {
	*appraisals.Desk
	Twice *agreement.Bench
}

// Of draws up a person's home.
func Of(ctx context.Context, d Desks, p Person) (Home, error) {
	b := d.Board
	s := agenda.Scene{Now: p.Now, Zone: p.Zone}
	cycles, err := b.Store.Cycles(ctx)
	if err != nil {
		return Home{}, err
	}
	for _, c := range cycles {
		if ended(c).Before(p.Now.Add(-lingers)) || !access.May(p.User, access.SeeBoard, p.Units, c.Body) {
			continue
		}
		part, err := p.part(ctx, d, c)
		if err != nil {
			return Home{}, err
		}
		s.Cycles = append(s.Cycles, part)
	}
	seen, err := b.Store.SeenNotices(ctx, p.User.ID)
	if err != nil {
		return Home{}, err
	}
	return Home{Tasks: agenda.Tasks(s), Notices: agenda.Notices(s, func(key string) bool { return seen[key] })}, nil
}

// ended is when the last window of a cycle closes.
func ended(c reform.Cycle) time.Time {
	last := c.Closes
	for _, w := range c.Windows {
		if w.Closes.After(last) {
			last = w.Closes
		}
	}
	for _, e := range c.Extensions {
		if e.Until.After(last) {
			last = e.Until
		}
	}
	return last
}

// actsIn is the deed that a stage is for.
var actsIn = map[reform.Stage]access.Deed{
	reform.FirstAppraisal: access.Appraise, reform.ExplanationStage: access.Answer, reform.SecondAppraisal: access.Appraise, reform.CouncilStage: access.Settle,
}

// part is a person's part in one cycle.
func (p Person) part(ctx context.Context, d Desks, c reform.Cycle) (agenda.Cycle, error) {
	b := d.Board
	f, err := b.Store.Framework(ctx, c.Framework)
	if err != nil {
		return agenda.Cycle{}, err
	}
	part := agenda.Cycle{Cycle: c, Title: f.Short}
	reach := access.Reach(p.User, access.SeeUnit, p.Units)
	var units []reform.Unit
	for _, u := range reform.Subtree(p.Units, c.Body) {
		if u.PeerGroup != "" && reach[u.ID] {
			units = append(units, u)
		}
	}
	if part.Own, part.Below, err = p.reports(ctx, b, c, &f, units); err != nil {
		return part, err
	}
	if part.Supplied, err = p.supplied(ctx, b, c, &f, units); err != nil {
		return part, err
	}
	for _, s := range reform.Stages {
		if deed, ok := actsIn[s]; ok && len(units) > 0 && access.May(p.User, deed, p.Units, units[0].ID) {
			part.Acts = append(part.Acts, s)
		}
	}
	if part.Waits, err = p.waits(ctx, d, c, units); err != nil {
		return part, err
	}
	part.History, err = p.history(ctx, b, part, units)
	return part, err
}

// reports are those the person prepares, which is that of the person's own unit, and
// those of the other units within reach.
func (p Person) reports(ctx context.Context, b *flow.Board, c reform.Cycle, f *reform.Framework, units []reform.Unit) (own, below []agenda.Report, err error) {
	if len(f.FiguresOf(reform.FromUnit)) == 0 || len(units) == 0 {
		return nil, nil, nil
	}
	mayReport := access.Reach(p.User, access.Report, p.Units)
	var first map[string]time.Time
	for _, u := range units {
		if u.ID == p.User.Unit && mayReport[u.ID] {
			r, err := p.prepared(ctx, b, c, f, u)
			if err != nil {
				return nil, nil, err
			}
			own = append(own, r)
			continue
		}
		if first == nil {
			if first, err = b.Store.FirstSubmitted(ctx, c.ID, reform.FromUnit); err != nil {
				return nil, nil, err
			}
		}
		below = append(below, agenda.Report{Unit: u, First: first[u.ID]})
	}
	return own, below, nil
}

// supplied are the reports that the person hands in for other sources than the units.
func (p Person) supplied(ctx context.Context, b *flow.Board, c reform.Cycle, f *reform.Framework, units []reform.Unit) ([]agenda.Report, error) {
	if len(f.FiguresOf(reform.FromSurvey)) == 0 || p.User.Role != reform.Appraiser {
		return nil, nil // an administrator may, where an appraiser does not
	}
	may := access.Reach(p.User, access.Supply, p.Units)
	first, err := b.Store.FirstSubmitted(ctx, c.ID, reform.FromSurvey)
	if err != nil {
		return nil, err
	}
	var supplied []agenda.Report
	for _, u := range units {
		if may[u.ID] {
			supplied = append(supplied, agenda.Report{Unit: u, First: first[u.ID]})
		}
	}
	return supplied, nil
}

// prepared is how far the report of a unit has come, and what stands in the way.
func (p Person) prepared(ctx context.Context, b *flow.Board, c reform.Cycle, f *reform.Framework, u reform.Unit) (agenda.Report, error) {
	r := agenda.Report{Unit: u, Asked: len(f.FiguresOf(reform.FromUnit))}
	versions, err := b.Store.ReportVersions(ctx, c.ID, u.ID, reform.FromUnit)
	if err != nil {
		return r, err
	}
	for _, v := range versions { // the newest first
		if v.SubmittedAt != nil {
			r.First = *v.SubmittedAt
		}
	}
	uploads, err := b.Store.Uploads(ctx, c.ID, u.ID, reform.FromUnit)
	if err != nil {
		return r, err
	}
	if at := slices.IndexFunc(uploads, func(u reform.Upload) bool { return !u.Refused() }); at >= 0 && uploads[at].Version == 0 {
		r.Blocks = append(r.Blocks, agenda.Block{Kind: agenda.Pending, Count: 1})
	}
	if len(versions) == 0 {
		if len(r.Blocks) == 0 {
			r.Blocks = []agenda.Block{{Kind: agenda.Nothing}}
		}
		return r, nil
	}
	return r, examine(ctx, b, p.Now, c, u, &r)
}

// examine looks at the newest version of a report.
func examine(ctx context.Context, b *flow.Board, now time.Time, c reform.Cycle, u reform.Unit, r *agenda.Report) error {
	report, err := b.Store.Report(ctx, c.ID, u.ID, reform.FromUnit)
	if err != nil {
		return err
	}
	for _, v := range report.Values {
		if v.Absence != reform.NotReported {
			r.Reported++
		}
	}
	if report.Status == reform.Submitted {
		return nil
	}
	r.Blocks = append(r.Blocks, agenda.Block{Kind: agenda.Draft, Count: report.Version})
	if missing := r.Asked - r.Reported; missing > 0 {
		r.Blocks = append(r.Blocks, agenda.Block{Kind: agenda.Missing, Count: missing})
	}
	doubtful, err := b.Doubtful(ctx, report)
	unexplained := 0
	for _, d := range doubtful {
		if v, _ := report.Value(d.Figure); !v.Reasoned() {
			unexplained++
		}
	}
	if unexplained > 0 {
		r.Blocks = append(r.Blocks, agenda.Block{Kind: agenda.Doubtful, Count: unexplained})
	}
	if err != nil {
		return err
	}
	unproved, err := b.Unproved(ctx, report, now)
	if len(unproved) > 0 {
		r.Blocks = append(r.Blocks, agenda.Block{Kind: agenda.Unproved, Count: len(unproved)})
	}
	return err
}

// history are the versions of the windows of those stages and groups that concern the
// person.
func (p Person) history(ctx context.Context, b *flow.Board, part agenda.Cycle, units []reform.Unit) ([]reform.Window, error) {
	groups, stages := map[string]bool{"": true}, map[reform.Stage]bool{}
	for _, u := range units {
		groups[u.PeerGroup] = true
	}
	if len(part.Own) > 0 || len(part.Below) > 0 {
		stages[reform.ReportingStage] = true
	}
	for _, s := range part.Acts {
		stages[s] = true
	}
	all, err := b.Store.Windows(ctx, part.ID)
	return slices.DeleteFunc(all, func(w reform.Window) bool { return !groups[w.PeerGroup] || !stages[w.Stage] }), err
}
