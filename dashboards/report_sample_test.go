package dashboards

import (
	"slices"
	"strconv"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
	"reformboard/internal/score"
)

func sampleDesk(t *reform.Tally) Desk {
	return Desk{
		Cycle: t.Cycle, Framework: &t.Framework, Body: t.Body, Unit: t.Units[7], Source: reform.FromUnit,
		People: map[string]reform.User{"canbo": {ID: "canbo", Name: "Nguyễn Văn Mẫu"}, "canbo2": {ID: "canbo2", Name: "Trần Thị Hai"}},
	}
}

// open is a voice two days before the reports are due.
func open(v frame.Voice, t *reform.Tally) frame.Voice {
	v.Now = t.Cycle.Due.Add(-50 * time.Hour)
	return v
}

func reportSamples(v frame.Voice, t *reform.Tally) []sampled {
	desk, draft, upload := sampleDesk(t), sampleReport(t), sampleUpload(t)
	v = open(v, t)
	submitted := draft
	at := t.Cycle.Due.Add(-5 * time.Hour)
	submitted.Version, submitted.Status, submitted.SubmittedAt, submitted.SubmittedBy = 2, reform.Submitted, &at, "canbo"
	refused := upload
	refused.Version, refused.Findings = 0, []reform.Finding{{Problem: reform.OtherUnit, Severity: reform.Refused, Found: "Vụ Tham mưu 1", Wanted: "Chi cục Khu vực 2"}}
	clean, waits := upload, upload
	clean.Findings = nil
	waits.ID, waits.Version, waits.At = "9ZZ1A", 0, draft.SavedAt.Add(time.Hour)
	papers := Papers{
		Latest: &draft, Submitted: &submitted, Expected: &t.Scorecards[7], Doubtful: sampleDoubts(t), Attachments: sampleAttachments(t),
		Uploads: []reform.Upload{waits, upload, refused}, Pending: &Pending{waits, 6},
	}
	tried := papers
	tried.Pending, tried.Tried = nil, &Tried{Reasons: map[string]string{"2.1.over": "Tiếp nhận thêm hồ sơ của ba xã sáp nhập từ 01/7", "3.2.of": "đúng"}}
	newer := tried
	newer.Tried = &Tried{Reasons: tried.Tried.Reasons, Newer: &draft}
	done := submitted
	late := t.Cycle.Due.Add(time.Hour)
	done.SubmittedAt = &late
	onlooker := desk
	onlooker.ReadOnly = true
	closed := v
	closed.Now = t.Cycle.Closes
	d := sampleDifference(t)
	overtaken := d
	overtaken.Alterations = slices.Clone(d.Alterations)
	overtaken.Alterations[1].Left = true
	first, idle := d, reform.Difference{Newest: draft, Report: draft}
	first.Newest, first.Before, first.Findings = reform.Report{}, nil, nil
	typed := waits
	typed.Name = ""
	versions := []reform.Report{{Version: 4, SavedBy: "canbo2", SavedAt: v.Now.Add(-20 * time.Minute)}, draft}
	return []sampled{
		{"report", NewReportWorkspace(v, desk, papers, v.Now)},
		{"report-empty", NewReportWorkspace(v, desk, Papers{}, v.Now)},
		{"report-tried", NewReportWorkspace(v, desk, tried, v.Now)},
		{"report-newer", NewReportWorkspace(v, desk, newer, v.Now)},
		{"report-submitted", NewReportWorkspace(v, desk, Papers{Latest: &done, Submitted: &done, Expected: &t.Scorecards[7], Uploads: []reform.Upload{clean}, Attachments: sampleAttachments(t)}, t.Cycle.Due.Add(2*time.Hour))},
		{"report-closed", NewReportWorkspace(v, desk, Papers{}, t.Cycle.Closes)},
		{"report-planned", NewReportWorkspace(v, desk, Papers{}, t.Cycle.Opens.Add(-time.Hour))},
		{"upload", NewUploadResult(v, desk, Handed{Upload: waits, Difference: &d, Versions: versions, Attachments: sampleAttachments(t)})},
		{"upload-overtaken", NewUploadResult(v, desk, Handed{Upload: waits, Difference: &overtaken, Versions: versions, Turned: Overtaken})},
		{"upload-nothing-chosen", NewUploadResult(v, desk, Handed{Upload: waits, Difference: &d, Versions: versions, Turned: NothingOut})},
		{"upload-first", NewUploadResult(v, desk, Handed{Upload: waits, Difference: &first})},
		{"upload-onlooker", NewUploadResult(v, onlooker, Handed{Upload: waits, Difference: &d, Versions: versions})},
		{"upload-closed", NewUploadResult(closed, desk, Handed{Upload: waits, Difference: &d, Versions: versions})},
		{"upload-idle", NewUploadResult(v, desk, Handed{Upload: waits, Difference: &idle})},
		{"upload-typed", NewUploadResult(v, desk, Handed{Upload: typed, Difference: &d, Versions: versions})},
		{"upload-accepted", NewUploadResult(v, desk, Handed{Upload: upload, Report: &draft})},
		{"upload-same", NewUploadResult(v, desk, Handed{Upload: clean, Report: &draft, Same: true})},
		{"upload-refused", NewUploadResult(v, desk, Handed{Upload: refused, Carried: 31})},
		{"entry", NewReportEntry(v, desk, Sheet{Report: draft, Period: "2026-Q2", Before: draft.Values})},
		{"entry-empty", NewReportEntry(v, desk, Sheet{})},
		{"entry-again", NewReportEntry(v, desk, Sheet{
			Report: draft, Period: "2026-Q2", Before: draft.Values, Unchanged: true,
			Typed: map[string]string{"4.1.of": "mười hai", "1.1.of": "300"}, Findings: upload.Findings,
		})},
		{"entry-closed", NewReportEntry(closed, desk, Sheet{Report: draft})},
	}
}

func sampleReport(t *reform.Tally) reform.Report {
	r := reform.Report{Cycle: t.Cycle.ID, Unit: "unit-08", Source: reform.FromUnit, Version: 3, Status: reform.Draft, SavedAt: t.Cycle.Due.Add(-60 * time.Hour), SavedBy: "canbo", File: "bao-cao-quy-III.xlsx", SHA256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}
	for n, figure := range t.Framework.FiguresOf(reform.FromUnit) {
		number := 1200 - 9*(n/2)
		if n%2 == 0 { // a part
			number = number * (60 + n%7*5) / 100
		}
		value := reform.Value{Figure: figure.ID, Text: strconv.Itoa(number), Since: 3, Origin: reform.Origin{Sheet: "Số liệu", Cell: "D" + strconv.Itoa(7+n)}}
		switch n {
		case 4:
			value.Text, value.Absence = "", reform.NotApplicable
		case 11, 12:
			value.Text, value.Absence = "", reform.NotReported
		}
		r.Values = append(r.Values, value)
	}
	return r
}

func sampleTitle(t *reform.Tally, id string) reform.Words {
	f, _ := t.Framework.Figure(id)
	return f.Title
}

func sampleUpload(t *reform.Tally) reform.Upload {
	at := func(cell string) reform.Origin { return reform.Origin{Sheet: "Số liệu", Cell: cell} }
	title := func(id string) reform.Words { return sampleTitle(t, id) }
	return reform.Upload{
		ID: "7KQ2M", Cycle: t.Cycle.ID, Unit: "unit-08", Source: reform.FromUnit, Name: "bao-cao-quy-III.xlsx", Size: 38_400, At: t.Cycle.Due.Add(-60 * time.Hour), By: "canbo", Version: 3,
		SHA256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
		Findings: []reform.Finding{
			{Origin: at("D18"), Figure: "3.2.of", Label: title("3.2.of"), Found: "300", Problem: reform.PartOverWhole, Severity: reform.Error, Wanted: "260", Other: title("3.2.over")},
			{Origin: at("D21"), Figure: "4.1.of", Label: title("4.1.of"), Found: "mười hai", Problem: reform.NotNumber, Severity: reform.Error},
			{Origin: at("D30"), Figure: "2.1.over", Label: title("2.1.over"), Found: "9000", Problem: reform.FarFromLast, Severity: reform.Warning, Wanted: "1128"},
			{Origin: at("D24"), Figure: "4.3.of", Label: title("4.3.of"), Problem: reform.Blank, Severity: reform.Note},
			{Origin: at("D9"), Figure: "1.2.of", Label: title("1.2.of"), Found: "1.234,0", Problem: reform.UnderstoodAs, Severity: reform.Note, Wanted: "1234"},
		},
	}
}

func sampleDoubts(t *reform.Tally) []reform.Finding {
	return []reform.Finding{
		{Figure: "2.1.over", Label: sampleTitle(t, "2.1.over"), Found: "1164", Problem: reform.FarFromLast, Severity: reform.Warning, Wanted: "412"},
		{Figure: "2.1.over", Label: sampleTitle(t, "2.1.over"), Found: "1164", Problem: reform.FarFromPeers, Severity: reform.Warning, Wanted: "280–640"},
		{Figure: "3.2.of", Label: sampleTitle(t, "3.2.of"), Found: "777", Problem: reform.Fell, Severity: reform.Warning, Wanted: "812"},
	}
}

func sampleAttachments(t *reform.Tally) []reform.Attachment {
	at := t.Cycle.Due.Add(-59 * time.Hour)
	return []reform.Attachment{
		{ID: "A1", Name: "Quyết định công bố thủ tục hành chính số 1234.pdf", Size: 1_843_200, At: at, By: "canbo"},
		{ID: "A2", Name: "ảnh chụp bảng tổng hợp.png", Size: 412_000, At: at, By: "canbo"},
	}
}

// sampleDifference is an upload over the draft: values that rise and fall, one that
// somebody else has changed meanwhile, one that cannot stand, and one that must go.
func sampleDifference(t *reform.Tally) reform.Difference {
	draft := sampleReport(t)
	d := reform.Difference{Newest: draft, Report: draft, Findings: sampleUpload(t).Findings}
	d.Report.Version, d.Report.Values = 4, slices.Clone(draft.Values)
	for n, change := range []struct{ figure, text string }{
		{"1.1.of", "1100"}, {"1.2.of", "1234"}, {"2.1.over", "9000"}, {"3.2.of", "300"}, {"3.4.of", "1020"}, {"4.2.over", ""},
	} {
		g, _ := t.Framework.Figure(change.figure)
		old, _ := draft.Value(change.figure)
		now := reform.Value{Figure: g.ID, Text: change.text, Origin: reform.Origin{Sheet: "Số liệu", Cell: "D" + strconv.Itoa(9+3*n)}}
		if change.text == "" {
			now.Absence = reform.NotReported
		}
		a := reform.Alteration{Figure: g, Old: old, New: now, Clash: n == 1, Left: change.figure == "3.2.of"}
		if a.Clash {
			a.Old.Since = 4
		}
		for i := range d.Report.Values {
			if d.Report.Values[i].Figure == g.ID && !a.Left {
				d.Report.Values[i] = now
			}
		}
		d.Alterations = append(d.Alterations, a)
	}
	d.Before, d.After = sampleCard(t, draft), sampleCard(t, d.Report)
	return d
}

func sampleCard(t *reform.Tally, r reform.Report) *reform.Scorecard {
	m, err := score.Prepare(&t.Framework)
	if err != nil {
		panic(err)
	}
	r.SubmittedAt = &r.SavedAt
	cards, err := m.Cycle(score.Input{Cycle: t.Cycle, Units: t.Units[7:8], Reports: []reform.Report{r}})
	if err != nil {
		panic(err)
	}
	return &cards[0]
}
