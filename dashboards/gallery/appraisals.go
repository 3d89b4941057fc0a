package gallery

import (
	"slices"
	"testing"
	"time"

	"reformboard/dashboards/appraisals"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

// judges are the people of the appraisals in the sample.
var judges = map[string]reform.User{
	"thamdinh": {ID: "thamdinh", Name: "Phạm Thị Mai", Role: reform.Appraiser}, "hoidong": {ID: "hoidong", Name: "Lê Quốc Cường", Role: reform.Council},
	"doichung": {ID: "doichung", Name: "Vũ Thị Lan", Role: reform.Appraiser},
	"canbo":    {ID: "canbo", Name: "Trần Văn An", Role: reform.Officer}, "quantri": {ID: "quantri", Name: "Trần Quản Trị", Role: reform.Administrator},
}

// Heard is all that was said on the claims of the sample.
func Heard(t *reform.Tally) appraisals.Matter {
	d := sample.Docket(t)
	return appraisals.Matter{Docket: &d, Tally: t, People: judges}
}

// reopened is the same when an order has had it judged anew.
func reopened(t *reform.Tally) appraisals.Matter {
	d, reviews, permits := sample.Contested(t)
	return appraisals.Matter{Docket: &d, Tally: t, Reviews: reviews, Permits: permits, People: judges}
}

// Work is a queue of the sample.
func Work(t *reform.Tally) appraisals.Work {
	d := sample.Docket(t)
	w := appraisals.Work{
		Tally: t, Procedure: d.Procedure, Asked: appraisals.Asked{Page: 1}, Flags: []string{"reasoned", "doubted", "leapt", "at_target", "much", "clean", "returned", "conflict", "given"},
		All: 612, Found: 612, Clean: 431, Refused: 13, Reader: "thamdinh", Bulk: "b1",
		Loads: []appraisals.Load{{User: judges["thamdinh"], Waiting: 612, Judged: 140}, {User: judges["hoidong"], Waiting: 25, Judged: 3}},
	}
	signs := [][]string{{"reasoned", "leapt"}, {"doubted"}, {"leapt", "much"}, {"at_target"}, nil, nil}
	for n, c := range d.Claims[:min(len(d.Claims), 6)] {
		u := t.Units[7+n]
		card, _ := t.Scorecard(u.ID)
		s, _ := card.Score(c.Indicator.ID)
		w.Lines = append(w.Lines, appraisals.Line{
			Item: appraisals.Item{Unit: u.ID, Indicator: c.Indicator.ID, Report: 1}, Turn: d.Procedure.Turns[0], Claimed: &s, Signs: signs[n], Since: t.Cycle.Due.Add(-time.Duration(n) * 26 * time.Hour),
			Clean: n > 2, Returned: n == 1,
		})
	}
	return w
}

func appraisalSamples(t testing.TB, v frame.Voice, now, before, none *reform.Tally) []Page {
	t.Helper()
	v.Now = now.Cycle.Closes.Add(30 * time.Hour)
	work, empty, done, refused := Work(now), appraisals.Work{Tally: none, Asked: appraisals.Asked{Page: 1}}, Work(now), Work(now)
	done.Problem, done.Accepted = "", []reform.Appraisal{{Bulk: "b0", Verdict: reform.Accepted, At: v.Now.Add(-time.Minute)}}
	done.Lines[3].Clean = false
	refused.Asked.Flag, refused.Problem = "conflict", v.Say("desk.bulk.none")
	for n := range refused.Lines {
		refused.Lines[n].Conflict, refused.Lines[n].Clean = []reform.Obstacle{reform.OwnUnit, reform.OwnWord, reform.KinUnit}[n%3], false
	}
	handed := Work(now)
	handed.Asked.Flag, handed.Given, handed.People = "given", 6, judges
	for n := range handed.Lines {
		handed.Lines[n].Holder, handed.Lines[n].Clean = "doichung", false
	}
	heard, again := Heard(now), reopened(now)
	first, waits := heard.Claims[0].Indicator.ID, heard.Claims[2].Indicator.ID
	past := sample.Docket(before)
	heard.Holding = Holding(now, waits, heard.Claims[1].Indicator.ID)
	again.Holding = Holding(now, heard.Claims[1].Indicator.ID, first)
	view := appraisals.View{Matter: heard, Indicator: waits, Uploads: map[string]string{heard.Report.SHA256: "/uploads/1"}, Before: before, BeforeAll: &past, Next: work.Lines[0].Item}
	stale := view
	stale.Indicator, stale.Problem = first, reform.Objection{Obstacle: reform.JudgedSince}
	stale.Typed = &appraisals.Typed{Verdict: "cut", Points: "1,5", Ground: "R07", Text: "Số hồ sơ chưa đủ căn cứ"}
	barred := view
	barred.Judge, barred.Before, barred.Next = reform.Objection{Obstacle: reform.OwnUnit}, nil, appraisals.Item{}
	no := reform.Objection{Obstacle: reform.NoRight}
	yes := func(string) error { return nil }
	sheet := appraisals.Sheet{Matter: heard, Judge: yes, Reader: "thamdinh", NextID: "n", End: reform.Objection{Obstacle: reform.StillOwed, Found: "3"}, Finish: no, Reopen: no, Judges: []reform.User{judges["thamdinh"], judges["hoidong"]}, Totals: []frame.Link{{Text: v.Say("basis.self"), Note: "71,20"}, {Text: v.Say("basis.verified"), Note: "69,45"}}}
	sheet.Given = []reform.Assignment{
		{Number: 1, Person: "thamdinh", Text: "Phân công theo quyết định đầu đợt", By: "quantri", At: now.Cycle.Opens},
		{Number: 2, Area: now.Framework.Areas[0].ID, Person: "doichung", Text: "Người thẩm định đi công tác đến hết tháng", By: "hoidong", At: now.Cycle.Closes},
		{Number: 3, Indicator: heard.Claims[0].Indicator.ID, Text: "Không cần giao riêng nữa", By: "hoidong", At: now.Cycle.Closes.Add(20 * time.Hour)},
	}
	closed := sheet
	closed.Matter, closed.End = again, no
	d := *again.Docket
	d.Review = again.Reviews[2]
	closed.Docket, closed.Reopen = &d, nil
	silent := sheet
	silent.Totals, silent.Given, silent.Assign = nil, nil, no
	quiet := *heard.Docket
	quiet.Report, quiet.Appraisals, quiet.Claims = reform.Report{}, nil, nil
	silent.Docket = &quiet
	rules := appraisals.Rules{Cycle: now.Cycle, Framework: &now.Framework, Body: now.Body, Procedure: heard.Procedure, People: judges}
	set := rules
	set.Procedure.Version, set.Procedure.SavedBy, set.Procedure.SavedAt, set.Procedure.Kin, set.Saved = 2, "quantri", now.Cycle.Opens, true, true
	set.Problem = reform.Objection{Obstacle: reform.BadProcedure, Found: "first"}
	other := now.Framework
	other.ID, other.Title = "mau-2027", sample.Words("Bộ chỉ số mẫu 2027", "Sample framework 2027")
	order := reform.Permit{ID: "r1", Kind: reform.NewRules, Cycle: now.Cycle.ID, Unit: now.Body.ID, Framework: other.ID, Was: now.Framework.ID, Number: "31/QĐ", Day: "2026-10-02", Signer: "Trần Thị Bình", Text: "Điều chỉnh trọng số theo kết luận của Ban Chỉ đạo", AskedBy: "quantri", AskedAt: now.Cycle.Opens}
	then := *now
	then.Framework, then.Overall.Standings = other, slices.Clone(now.Overall.Standings)
	slices.Reverse(then.Overall.Standings)
	for n := range then.Overall.Standings {
		then.Overall.Standings[n].Rank = n + 1
	}
	rules.Replacement = appraisals.Replacement{Frameworks: []reform.Framework{now.Framework, other}, Permits: []reform.Permit{order}, Reader: "hoidong", NextID: "r2", Now: now, Then: &then}
	set.Replacement = appraisals.Replacement{Frameworks: []reform.Framework{now.Framework, other}, Typed: order, Problem: reform.Objection{Obstacle: reform.NotAnOrder}}
	return []Page{
		{"queue", appraisals.NewQueue(v, work)},
		{"queue-empty", appraisals.NewQueue(v, empty)},
		{"queue-done", appraisals.NewQueue(v, done)},
		{"queue-given", appraisals.NewQueue(v, handed)},
		{"queue-conflict", appraisals.NewQueue(v, refused)},
		{"claim", Must[appraisals.Claim](t)(appraisals.NewClaim(v, view))},
		{"claim-stale", Must[appraisals.Claim](t)(appraisals.NewClaim(v, stale))},
		{"claim-barred", Must[appraisals.Claim](t)(appraisals.NewClaim(v, barred))},
		{"thread", Must[appraisals.Thread](t)(appraisals.NewThread(v, appraisals.Talk{Matter: again, Indicator: first, Judge: no, Answer: nil, MayShow: true, Problem: reform.Objection{Obstacle: reform.TooShort, Wanted: "15"}}))},
		{"thread-empty", Must[appraisals.Thread](t)(appraisals.NewThread(v, appraisals.Talk{Matter: heard, Indicator: waits, Judge: nil, Answer: no}))},
		{"docket", Must[appraisals.Docket](t)(appraisals.NewDocket(v, sheet))},
		{"docket-final", Must[appraisals.Docket](t)(appraisals.NewDocket(v, closed))},
		{"docket-empty", Must[appraisals.Docket](t)(appraisals.NewDocket(v, silent))},
		{"procedure", appraisals.NewProcedure(v, rules)},
		{"procedure-refused", appraisals.NewProcedure(v, set)},
	}
}
