package gallery

import (
	"strings"
	"time"

	"reformboard/dashboards/board"
	"reformboard/dashboards/editions"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/journal"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

// hash is what a SHA-256 looks like.
var hash = strings.Repeat("0f3a9c41d27be685", 4)

// published are the people and editions of the sample.
var (
	signers   = map[string]reform.User{"an": {ID: "an", Name: "Trần Thị An", Role: reform.Administrator}, "binh": {ID: "binh", Name: "Lê Văn Bình", Role: reform.Administrator}}
	published = []reform.Publication{
		{Cycle: "2026-Q3", Number: 1, SHA256: hash, Digest: hash, ProposedBy: "an", ApprovedBy: "binh", Program: "v1.2.0 go1.26", AnchorSeq: 1204, AnchorHash: hash},
		{Cycle: "2026-Q3", Number: 2, SHA256: hash, Digest: hash, ProposedBy: "binh", ApprovedBy: "an", Reason: "Sở Nội vụ kê khai nhầm số hồ sơ đúng hạn tháng 8", Program: "v1.2.0 go1.26", AnchorSeq: 1388, AnchorHash: hash},
	}
)

// Published is the editions of the sample, as somebody sees them who may publish more.
func Published(t *reform.Tally) editions.Shown {
	at := t.Cycle.Closes.Add(50 * time.Hour)
	s := editions.Shown{Tally: t, People: signers, Visitor: "binh", May: true, Digest: "a"}
	for i, p := range published {
		p.Cycle, p.ProposedAt, p.ApprovedAt = t.Cycle.ID, at, at.Add(time.Duration(i+1)*24*time.Hour)
		s.Editions = append(s.Editions, p)
	}
	s.Late = []reform.Late{
		{Unit: t.Units[3].ID, Source: reform.FromUnit, Version: 3, At: at.Add(80 * time.Hour)},
		{Unit: t.Units[11].ID, Source: reform.FromSurvey, Version: 1, At: at.Add(81 * time.Hour)},
	}
	s.Proposal = reform.Proposal{ID: "p", Cycle: t.Cycle.ID, Number: 3, Digest: "a", Reason: s.Editions[1].Reason, By: "an", At: at.Add(90 * time.Hour), Status: reform.ProposalOpen}
	return s
}

// Corrected is the second edition of the sample.
func Corrected(t *reform.Tally) editions.Facts {
	s := Published(t)
	change := func(n int, before, after reform.Outcome) reform.UnitChange {
		return reform.UnitChange{Unit: t.Units[n].ID, Before: &before, After: &after}
	}
	grade := ""
	if len(t.Framework.Grades) > 0 {
		grade = t.Framework.Grades[0].ID
	}
	frozen, before, byNow := *t, *sample.Tally("2026-Q2"), *sample.Tally("2026-Q2")
	frozen.Edition, before.Edition = &s.Editions[1], &s.Editions[0]
	return editions.Facts{
		Tally: &frozen, Beside: editions.Beside{Published: &before, Restated: &byNow}, Late: s.Late, Edition: s.Editions[1], Newest: 2, People: signers, Take: true, Verify: true, Signers: []reform.User{signers["binh"], signers["an"]},
		Checked: &reform.Event{At: s.Editions[1].ApprovedAt.Add(time.Hour), By: "an"}, Holds: true,
		Correction: &reform.Correction{
			Replaces: 1, Reason: s.Editions[1].Reason, Late: s.Late,
			Units: []reform.UnitChange{
				change(3, reform.Outcome{Total: 12_5000, State: reform.Scored, Rank: 9, Peers: 4, Grade: grade}, reform.Outcome{Total: 14_2500, State: reform.Scored, Rank: 3, Peers: 1, Grade: grade}),
				change(4, reform.Outcome{State: reform.NotSubmitted}, reform.Outcome{Total: 9_0000, State: reform.Scored, Rank: 22, Peers: 9}),
				{Unit: "unit-gone", Before: &reform.Outcome{Total: 8_0000, State: reform.Scored, Rank: 30, Peers: 12}},
			},
			Values: []reform.Revision{
				{Unit: t.Units[3].ID, Source: reform.FromUnit, Figure: t.Framework.Figures[0].ID, Before: "1250", After: "1520"},
				{Unit: t.Units[4].ID, Source: reform.FromUnit, Figure: t.Framework.Figures[1].ID, Before: "", After: "not_reported"},
				{Unit: t.Units[4].ID, Source: reform.FromUnit, Figure: "day", Before: "2026-08-31", After: "2026-09-01"},
			},
		},
	}
}

// Journal is a log of the sample.
func Journal(t *reform.Tally) journal.Shown {
	s := journal.Shown{
		Head: reform.Anchor{Seq: 1388, Hash: hash}, People: signers, Cycles: []reform.Cycle{t.Cycle}, Units: map[string]reform.Unit{}, More: true,
		Checked: &reform.Event{At: t.Cycle.Closes, By: "an"}, Holds: true,
		AsFound: []reform.Event{{Seq: 4, At: t.Cycle.Opens}},
	}
	for _, u := range t.Units {
		s.Units[u.ID] = u
	}
	for n, deed := range reform.Deeds {
		e := reform.Event{Seq: int64(1388 - n), At: t.Cycle.Closes.Add(-time.Duration(n) * time.Minute), By: []string{"an", "binh", ""}[n%3], Deed: deed, Detail: "source unit, version 2, sha256 " + hash}
		if n%2 == 0 {
			e.Cycle, e.Unit = t.Cycle.ID, t.Units[n].ID
		}
		s.Events = append(s.Events, e)
	}
	return s
}

func recordSamples(v frame.Voice, now, none *reform.Tally) []Page {
	v.Now = now.Cycle.Closes.Add(200 * time.Hour)
	all, own, void, reader, next, same := Published(now), Published(now), Published(now), Published(now), Published(now), Published(now)
	own.Visitor, void.Digest, reader.May = "an", "b", false
	next.Proposal, same.Proposal = reform.Proposal{}, reform.Proposal{}
	same.Digest = hash
	first, fails, never := Corrected(now), Corrected(now), Corrected(now)
	first.Edition, first.Correction = all.Editions[0], nil
	never.Checked = nil
	fails.Holds = false
	fails.Found = &reform.Verification{Discrepancies: []reform.Discrepancy{
		{Of: reform.FrozenValue, Cycle: "2026-Q3", Unit: now.Units[3].ID, Source: reform.FromUnit, Version: 2, Place: now.Framework.Figures[0].ID, Was: "1250", Is: "1520"},
		{Of: reform.FrozenUnit, Cycle: "2026-Q3", Unit: now.Units[4].ID, Was: "Sở Nội vụ, in body, peer group g", Is: ""},
		{Of: reform.FrozenRank, Cycle: "2026-Q3", Unit: "unit-gone", Was: "", Is: "3"},
		{Of: reform.FrozenFile, Cycle: "2026-Q3", Place: "sha256", Was: hash, Is: ""},
	}}
	frozen := *now
	frozen.Edition = &all.Editions[1]
	log, broken, empty := Journal(now), Journal(now), journal.Shown{}
	broken.Holds = false
	broken.Ask = reform.EventAsk{By: "an", Deed: reform.ExportedDeed, Cycle: now.Cycle.ID, From: now.Cycle.Opens, To: now.Cycle.Due}
	for n, kind := range reform.BreachKinds {
		broken.Found = append(broken.Found, reform.Breach{Kind: kind, Seq: int64(100 + n), Subject: "report/2026-Q3/unit-03/unit/2", At: now.Cycle.Closes, Where: "anchors.txt:3"})
	}
	return []Page{
		{"editions", editions.NewEditions(v, all)},
		{"editions-own", editions.NewEditions(v, own)},
		{"editions-void", editions.NewEditions(v, void)},
		{"editions-reader", editions.NewEditions(v, reader)},
		{"editions-next", editions.NewEditions(v, next)},
		{"editions-same", editions.NewEditions(v, same)},
		{"editions-empty", editions.NewEditions(v, editions.Shown{Tally: none, May: true})},
		{"edition", editions.NewEdition(v, Corrected(now))},
		{"edition-first", editions.NewEdition(v, first)},
		{"edition-never", editions.NewEdition(v, never)},
		{"edition-fails", editions.NewEdition(v, fails)},
		{"overview-edition", board.NewOverview(v, &frozen, nil, nil)},
		{"log", journal.NewLog(v, log)},
		{"log-fails", journal.NewLog(v, broken)},
		{"log-empty", journal.NewLog(v, empty)},
	}
}
