package gallery

import (
	"testing"
	"time"

	"reformboard/dashboards/agreement"
	"reformboard/dashboards/appraisals"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

// MarkedTwice is what was judged of the first claim of the sample by two persons, far
// apart, and of another, alike.
func MarkedTwice(t *reform.Tally) []reform.Pair {
	d := sample.Docket(t)
	mark := func(n int, v reform.Verdict, points reform.Points, ground, text string) reform.Pair {
		i := d.Claims[n].Indicator
		first, _ := d.First(i.ID)
		return reform.Pair{First: first, Second: reform.Countermark{
			Cycle: t.Cycle.ID, Unit: sample.Explained, Indicator: i.ID, Appraisal: 1, Report: d.Report.Version, Claimed: new(i.Max), Most: i.Max,
			Verdict: v, Points: points, Ground: ground, Text: text, By: "doichung", At: first.At.Add(26 * time.Hour),
		}}
	}
	return []reform.Pair{
		mark(0, reform.Cut, d.Claims[0].Indicator.Max*9/10, "R04", "Sổ theo dõi ghi 234 hồ sơ, lệch 26 hồ sơ so với báo cáo"),
		mark(4, reform.Accepted, 0, "", ""),
	}
}

// Agreed is how far those agree who judge in the sample.
func Agreed(t *reform.Tally) agreement.Report {
	pairs := MarkedTwice(t)
	all := reform.AgreementOf(pairs)
	return agreement.Report{
		Tray: tray(t), Judged: 31, All: all, Fewest: 5, Lot: &reform.Lot{Cycle: t.Cycle.ID, Seed: "J4FZ7QK2M5TDNRX3WB6YHC2VSE"},
		Areas:   []agreement.Measured{{ID: "1", Title: "Tiếp nhận và giải quyết hồ sơ", Agreement: all}, {ID: "2", Title: "Công khai", Agreement: reform.AgreementOf(pairs[1:])}},
		Couples: []agreement.Measured{{ID: "doichung", Title: "thamdinh", Agreement: all}},
	}
}

func tray(t *reform.Tally) agreement.Tray {
	d := sample.Docket(t)
	return agreement.Tray{Tally: t, Procedure: d.Procedure, People: judges, Pairs: MarkedTwice(t)[:1]}
}

func agreementSamples(t testing.TB, v frame.Voice, now, none *reform.Tally) []Page {
	t.Helper()
	v.Now = now.Cycle.Closes.Add(30 * time.Hour)
	mine, empty := tray(now), agreement.Tray{Tally: none, Procedure: reform.Usual("")}
	d := sample.Docket(now)
	for n, c := range d.Claims[:4] {
		mine.Items = append(mine.Items, agreement.Item{Unit: now.Units[n+3].ID, Indicator: c.Indicator.ID, Since: now.Cycle.Due.Add(-time.Duration(n) * 20 * time.Hour)})
	}
	mine.All, mine.Pairs = 61, MarkedTwice(now)
	told := Agreed(now)
	told.Show, told.Couples = true, nil
	told.Pairs = nil
	claim := appraisals.Blind{View: appraisals.View{Matter: Heard(now), Indicator: d.Claims[0].Indicator.ID, Uploads: map[string]string{}}}
	both, refused := claim, claim
	both.Pair, both.Judge, both.Left = &mine.Pairs[0], reform.Objection{Obstacle: reform.NotDrawn}, 3
	refused.Problem, refused.Typed = reform.Objection{Obstacle: reform.TooShort, Wanted: "15"}, &appraisals.Typed{Verdict: "cut", Points: "1,5", Ground: "R07", Text: "thiếu"}
	return []Page{
		{"countermarks", agreement.NewCountermarks(v, mine)},
		{"countermarks-empty", agreement.NewCountermarks(v, empty)},
		{"agreement", agreement.NewAgreement(v, Agreed(now))},
		{"agreement-published", agreement.NewAgreement(v, told)},
		{"agreement-empty", agreement.NewAgreement(v, agreement.Report{Tray: empty, Fewest: 5})},
		{"claim-blind", Must[appraisals.Claim](t)(appraisals.NewBlind(v, claim))},
		{"claim-blind-refused", Must[appraisals.Claim](t)(appraisals.NewBlind(v, refused))},
		{"claim-blind-both", Must[appraisals.Claim](t)(appraisals.NewBlind(v, both))},
	}
}
