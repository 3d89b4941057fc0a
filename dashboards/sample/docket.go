package sample

import (
	"time"

	"reformboard/internal/reform"
	"reformboard/internal/score"
)

// Docket is what was said on the claims of the explained unit: some accepted, one cut and
// contested, one returned.
func Docket(t *reform.Tally) reform.Docket {
	m, err := score.Prepare(&t.Framework)
	if err != nil {
		panic(err)
	}
	u, _ := t.Unit(Explained)
	d := reform.Docket{Procedure: reform.Usual(t.Cycle.ID), Claims: m.Claims(u.PeerGroup), Report: Report(t), Review: reform.Review{Cycle: t.Cycle.ID, Unit: Explained}}
	handedIn := t.Cycle.Due.Add(-59 * time.Hour)
	d.Report.Status, d.Report.SubmittedAt, d.Report.SubmittedBy = reform.Submitted, &handedIn, "canbo"
	d.Report.Values[0].Reason = "Số liệu đã đối chiếu với sổ theo dõi hồ sơ của đơn vị"
	d.Procedure.Turns[0].Opens, d.Procedure.Turns[0].Due, d.Procedure.Turns[0].Closes = t.Cycle.Opens, t.Cycle.Closes.Add(10*24*time.Hour), t.Cycle.Closes.Add(15*24*time.Hour)
	for n, c := range d.Claims {
		a := reform.Appraisal{
			Cycle: t.Cycle.ID, Unit: Explained, Indicator: c.Indicator.ID, Version: 1, Seq: int64(n + 1), Turn: "first", Report: d.Report.Version,
			Verdict: reform.Accepted, By: "thamdinh", At: handedIn.Add(time.Duration(n+20) * time.Hour),
		}
		switch n {
		case 0:
			a.Verdict, a.Points, a.Ground, a.Text = reform.Cut, c.Indicator.Max/2, "R07", "Chỉ đối chiếu được 117 trong 260 hồ sơ với sổ theo dõi"
		case 1:
			a.Verdict, a.Ground, a.Text = reform.Returned, "R01", "Thiếu báo cáo kèm theo số liệu của tháng 8"
		case 2, 3:
			continue
		}
		d.Appraisals = append(d.Appraisals, a)
	}
	return d
}

// Contested is the same once the unit has answered, and everything has been made final
// and reopened.
func Contested(t *reform.Tally) (d reform.Docket, reviews []reform.Review, permits []reform.Permit) {
	d = Docket(t)
	first := d.Claims[0].Indicator.ID
	at := t.Cycle.Closes.Add(24 * time.Hour)
	d.Explanations = []reform.Explanation{{
		Cycle: t.Cycle.ID, Unit: Explained, Indicator: first, Version: 1, Turn: "answer", Review: 1, Appraisal: 1, Stance: reform.Contests,
		Text: "143 hồ sơ còn lại được lưu ở bộ phận một cửa của ba xã, kèm biên bản giao nhận", By: "canbo", At: at,
	}}
	granted := at.Add(99 * time.Hour)
	permits = []reform.Permit{
		{ID: "p1", Kind: reform.Reopening, Cycle: t.Cycle.ID, Unit: Explained, Turn: "council", Claims: []string{first}, Review: 3, Number: "27/QĐ-HĐTĐ", Day: "2026-10-28", Signer: "Nguyễn Văn Minh", Text: "Bổ sung biên bản giao nhận của ba xã", AskedBy: "hoidong", AskedAt: at.Add(98 * time.Hour), GrantedBy: "quantri", GrantedAt: &granted},
		{ID: "p2", Kind: reform.Exemption, Cycle: t.Cycle.ID, Unit: Explained, Person: "thamdinh", Number: "31/CV-VP", Day: "2026-10-29", Signer: "Nguyễn Văn Minh", Text: "Không còn ai khác thẩm định lĩnh vực này", AskedBy: "hoidong", AskedAt: at.Add(101 * time.Hour)},
	}
	move := func(version int, stage reform.ReviewStage, turn, permit string, hours int) {
		r := reform.Review{Cycle: t.Cycle.ID, Unit: Explained, Version: version, Stage: stage, Turn: turn, Permit: permit, Report: d.Report.Version, By: "hoidong", At: at.Add(time.Duration(hours) * time.Hour)}
		if permit != "" {
			r.Claims = []string{first}
		}
		reviews = append(reviews, r)
	}
	move(1, reform.InTurn, "answer", "", -2)
	move(2, reform.Settled, "", "", 2)
	move(3, reform.Final, "", "", 4)
	move(4, reform.InTurn, "council", "p1", 99)
	d.Review = reviews[3]
	return d, reviews, permits
}
