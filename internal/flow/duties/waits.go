package duties

import (
	"context"
	"errors"
	"slices"

	"reformboard/internal/access"
	"reformboard/internal/agenda"
	"reformboard/internal/reform"
)

// waits is what waits for the person in a cycle, besides reports.
func (p Person) waits(ctx context.Context, d Desks, c reform.Cycle, units []reform.Unit) (all []agenda.Waiting, err error) {
	for _, of := range []func(context.Context, Desks, reform.Cycle, []reform.Unit) ([]agenda.Waiting, error){p.toJudge, p.toMark, p.toAnswer, p.toFinish, p.toGrant} {
		found, err := of(ctx, d, c, units)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// toJudge is a task for each turn in which claims wait for the person.
func (p Person) toJudge(ctx context.Context, d Desks, c reform.Cycle, _ []reform.Unit) ([]agenda.Waiting, error) {
	if p.User.Role != reform.Appraiser && p.User.Role != reform.Council {
		return nil, nil // whoever else may judge looks after those who do
	}
	waits, err := d.Waits(ctx, p.User, c.ID)
	if err != nil || len(waits) == 0 {
		return nil, err
	}
	procedure, err := d.Board.Store.Procedure(ctx, c.ID)
	var all []agenda.Waiting
	for _, w := range waits {
		kind := agenda.JudgeTask
		switch {
		case w.Turn.Kind == reform.Settling:
			kind = agenda.SettleTask
		case w.Turn.ID != procedure.First():
			kind = agenda.ReviewTask
		}
		all = append(all, agenda.Waiting{Kind: kind, Window: days(w.Turn), Blocks: []agenda.Block{{Kind: agenda.Claims, Count: w.Claims}}})
	}
	return all, err
}

// toMark is what waits to be judged a second time by the person.
func (p Person) toMark(ctx context.Context, d Desks, c reform.Cycle, _ []reform.Unit) ([]agenda.Waiting, error) {
	if p.User.Role != reform.Appraiser || c.Judged == 0 {
		return nil, nil
	}
	drawn, err := d.Twice.Waiting(ctx, p.User, c.ID)
	if err != nil || len(drawn) == 0 {
		return nil, err
	}
	return []agenda.Waiting{{Kind: agenda.MarkTask, Blocks: []agenda.Block{{Kind: agenda.Claims, Count: len(drawn)}}}}, nil
}

// days are those of a turn.
func days(t reform.Turn) reform.Window {
	return reform.Window{Opens: t.Opens, Due: t.Due, Closes: t.Closes}
}

// toAnswer is what the person's own unit has to answer for, and to mend.
func (p Person) toAnswer(ctx context.Context, d Desks, c reform.Cycle, units []reform.Unit) ([]agenda.Waiting, error) {
	at := slices.IndexFunc(units, func(u reform.Unit) bool { return u.ID == p.User.Unit })
	if at < 0 || !access.May(p.User, access.Answer, p.Units, p.User.Unit) {
		return nil, nil
	}
	docket, err := d.Board.DocketOf(ctx, c, p.Units, p.User.Unit)
	if err != nil || docket.Report.Version == 0 || docket.Review.Stage == reform.Final {
		return nil, err
	}
	var all []agenda.Waiting
	if turn, ok := docket.Turn(); ok && !turn.Judging() {
		if owed := len(docket.Owed()); owed > 0 {
			all = append(all, agenda.Waiting{Kind: agenda.ExplainTask, Unit: units[at], Window: days(turn), Blocks: []agenda.Block{{Kind: agenda.Answers, Count: owed}}})
		}
	}
	returned := 0
	for _, claim := range docket.Claims {
		if a, ok := docket.InForce(claim.Indicator.ID); ok && a.Verdict == reform.Returned {
			returned++
		}
	}
	if returned > 0 {
		all = append(all, agenda.Waiting{Kind: agenda.MendTask, Unit: units[at], Window: c.Reports(units[at]), Blocks: []agenda.Block{{Kind: agenda.Returned, Count: returned}}})
	}
	return all, nil
}

// toFinish is one task for all units that wait to be made final: it leads to the first.
func (p Person) toFinish(ctx context.Context, d Desks, c reform.Cycle, units []reform.Unit) ([]agenda.Waiting, error) {
	if p.User.Role != reform.Appraiser && p.User.Role != reform.Council {
		return nil, nil
	}
	procedure, err := d.Board.Store.Procedure(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	may := access.Reach(p.User, access.In(procedure.Final), p.Units)
	if len(may) == 0 {
		return nil, nil
	}
	reviews, err := d.Board.Store.Reviews(ctx, c.ID)
	settled := map[string]bool{}
	for _, r := range reviews {
		if r.Stage == reform.Settled && may[r.Unit] {
			settled[r.Unit] = true
		}
	}
	first := slices.IndexFunc(units, func(u reform.Unit) bool { return settled[u.ID] })
	if err != nil || first < 0 {
		return nil, err
	}
	return []agenda.Waiting{{Kind: agenda.FinishTask, Unit: units[first], Blocks: []agenda.Block{{Kind: agenda.Settled, Count: len(settled)}}}}, nil
}

// toGrant is what others have asked for and a second person decides on.
func (p Person) toGrant(ctx context.Context, d Desks, c reform.Cycle, _ []reform.Unit) ([]agenda.Waiting, error) {
	publishes := access.May(p.User, access.Publish, p.Units, c.Body)
	if !publishes && p.User.Role != reform.Council {
		return nil, nil
	}
	var all []agenda.Waiting
	if publishes {
		open, err := d.Board.Store.OpenProposal(ctx, c.ID)
		if err == nil && open.By != p.User.ID {
			all = append(all, agenda.Waiting{Kind: agenda.ApproveTask, Blocks: []agenda.Block{{Kind: agenda.Asked, Count: 1}}})
		}
		if err != nil && !errors.Is(err, reform.ErrNotFound) {
			return nil, err
		}
	}
	permits, err := d.Board.Store.Permits(ctx, c.ID)
	for _, permit := range permits {
		at := slices.IndexFunc(p.Units, func(u reform.Unit) bool { return u.ID == permit.Unit })
		asked := at >= 0 && permit.GrantedBy == "" && permit.AskedBy != p.User.ID && permit.Person != p.User.ID && (permit.Kind != reform.NewRules || permit.Was == c.Framework && publishes)
		if asked && (access.May(p.User, access.Settle, p.Units, permit.Unit) || access.May(p.User, access.Publish, p.Units, permit.Unit)) {
			all = append(all, agenda.Waiting{Kind: agenda.GrantTask, Unit: p.Units[at], Blocks: []agenda.Block{{Kind: agenda.Asked, Count: 1}}})
		}
	}
	return all, err
}
