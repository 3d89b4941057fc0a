package gallery

import (
	"slices"
	"strings"
	"time"

	"reformboard/dashboards/board"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/reports"
	"reformboard/internal/agenda"
	"reformboard/internal/reform"
)

// Scene is the agenda of somebody with a task of every kind, near the due time of the
// sample.
func Scene(t *reform.Tally, now time.Time) agenda.Scene {
	c := agenda.Cycle{Cycle: t.Cycle, Title: t.Framework.Short, Acts: []reform.Stage{reform.FirstAppraisal, reform.ExplanationStage, reform.SecondAppraisal, reform.CouncilStage}}
	for n, s := range c.Acts {
		opens := t.Cycle.Closes.AddDate(0, 0, 7*n-14)
		c.Windows = append(c.Windows, reform.Window{Stage: s, Opens: opens, Due: opens.AddDate(0, 0, 6), Closes: opens.AddDate(0, 0, 7)})
	}
	own := agenda.Report{Unit: t.Units[7], Asked: 43, Reported: 31}
	for _, kind := range agenda.BlockKinds {
		own.Blocks = append(own.Blocks, agenda.Block{Kind: kind, Count: 12})
	}
	c.Own = []agenda.Report{own}
	for n, u := range t.Units[8:20] {
		r := agenda.Report{Unit: u}
		if n%3 > 0 {
			r.First = t.Cycle.Opens.Add(time.Hour)
		}
		c.Below = append(c.Below, r)
	}
	c.Supplied = c.Below[:5]
	for kind, block := range map[agenda.TaskKind]agenda.BlockKind{
		agenda.JudgeTask: agenda.Claims, agenda.MarkTask: agenda.Claims, agenda.ExplainTask: agenda.Answers, agenda.MendTask: agenda.Returned, agenda.FinishTask: agenda.Settled, agenda.ApproveTask: agenda.Asked, agenda.GrantTask: agenda.Asked,
	} {
		c.Waits = append(c.Waits, agenda.Waiting{Kind: kind, Unit: own.Unit, Blocks: []agenda.Block{{Kind: block, Count: 1_204}}})
	}
	slices.SortFunc(c.Waits, func(a, b agenda.Waiting) int { return strings.Compare(string(a.Kind), string(b.Kind)) })
	c.Extensions = []reform.Extension{{ID: "1", Stage: reform.ReportingStage, Unit: own.Unit.ID, Until: t.Cycle.Due.AddDate(0, 0, 1), Reason: "Bão số 9 làm mất điện ba ngày tại trụ sở", At: t.Cycle.Due.AddDate(0, 0, -3)}}
	c.History = []reform.Window{
		{Stage: reform.ReportingStage, Version: 2, Opens: t.Cycle.Opens, Due: t.Cycle.Due, Closes: t.Cycle.Closes, SetAt: t.Cycle.Opens},
		{Stage: reform.ExplanationStage, PeerGroup: own.Unit.PeerGroup, Version: 2, Dropped: true, SetAt: t.Cycle.Opens.Add(time.Hour)},
	}
	return agenda.Scene{Now: now, Zone: time.UTC, Cycles: []agenda.Cycle{c}}
}

func workSamples(v frame.Voice, now *reform.Tally, before []*reform.Tally) []Page {
	home := func(at time.Time, seen func(string) bool) board.Cycles {
		v.Now = at
		s := Scene(now, at)
		return board.NewCycles(v, entries(now, before), at).WithWork(v, agenda.Tasks(s), agenda.Notices(s, seen))
	}
	none, all := func(string) bool { return false }, func(string) bool { return true }
	at := now.Cycle.Due.Add(-time.Hour)
	r := reform.Report{Cycle: now.Cycle.ID, Unit: now.Units[7].ID, Source: reform.FromUnit, Version: 2, Status: reform.Submitted, SHA256: now.Framework.ID, SubmittedAt: &at}
	receipt := reports.Receipt{Report: r, Newest: 2, Cycle: now.Cycle, Framework: &now.Framework, Unit: now.Units[7]}
	older := receipt
	late := now.Cycle.Due.Add(time.Hour)
	older.Newest, older.Report.SubmittedAt = 3, &late
	return []Page{
		{"work", home(now.Cycle.Due.Add(-20*time.Hour), none)},
		{"work-late", home(now.Cycle.Due.AddDate(0, 0, 2), all)},
		{"work-over", home(now.Cycle.Closes.AddDate(0, 0, 2), none)},
		{"work-empty", board.NewCycles(v, nil, now.AsOf).WithWork(v, nil, nil)},
		{"receipt-code", reports.NewReceiptCode(v, "", nil)},
		{"receipt-code-none", reports.NewReceiptCode(v, "1a2b-3c4d-5e6f", nil)},
		{"receipt-code-found", reports.NewReceiptCode(v, r.Code(), &receipt)},
		{"receipt-code-older", reports.NewReceiptCode(v, older.Report.Code(), &older)},
	}
}
