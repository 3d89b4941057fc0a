package gallery

import (
	"slices"
	"time"

	"reformboard/dashboards"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

// Desk is the report of the eighth unit.
func Desk(t *reform.Tally) dashboards.Desk {
	return dashboards.Desk{
		Cycle: t.Cycle, Framework: &t.Framework, Body: t.Body, Unit: t.Units[7], Source: reform.FromUnit,
		People: map[string]reform.User{"canbo": {ID: "canbo", Name: "Nguyễn Văn Mẫu"}, "canbo2": {ID: "canbo2", Name: "Trần Thị Hai"}},
	}
}

// Open is a voice two days before the reports are due.
func Open(v frame.Voice, t *reform.Tally) frame.Voice {
	v.Now = t.Cycle.Due.Add(-50 * time.Hour)
	return v
}

func reportSamples(v frame.Voice, t *reform.Tally) []Page {
	desk, draft, upload := Desk(t), sample.Report(t), sample.Upload(t)
	v = Open(v, t)
	submitted := draft
	at := t.Cycle.Due.Add(-5 * time.Hour)
	submitted.Version, submitted.Status, submitted.SubmittedAt, submitted.SubmittedBy = 2, reform.Submitted, &at, "canbo"
	refused := upload
	refused.Version, refused.Findings = 0, []reform.Finding{{Problem: reform.OtherUnit, Severity: reform.Refused, Found: "Vụ Tham mưu 1", Wanted: "Chi cục Khu vực 2"}}
	clean, waits := upload, upload
	clean.Findings = nil
	waits.ID, waits.Version, waits.At = "9ZZ1A", 0, draft.SavedAt.Add(time.Hour)
	papers := dashboards.Papers{
		Latest: &draft, Submitted: &submitted, Expected: &t.Scorecards[7], Doubtful: sample.Doubts(t), Attachments: sample.Attachments(t),
		Uploads: []reform.Upload{waits, upload, refused}, Pending: &dashboards.Pending{Upload: waits, Changes: 6},
	}
	tried := papers
	tried.Pending, tried.Tried = nil, &dashboards.Tried{Reasons: map[string]string{"2.1.over": "Tiếp nhận thêm hồ sơ của ba xã sáp nhập từ 01/7", "3.2.of": "đúng"}}
	newer := tried
	newer.Tried = &dashboards.Tried{Reasons: tried.Tried.Reasons, Newer: &draft}
	done := submitted
	late := t.Cycle.Due.Add(time.Hour)
	done.SubmittedAt = &late
	onlooker := desk
	onlooker.ReadOnly = true
	closed := v
	closed.Now = t.Cycle.Closes
	d := sample.Difference(t)
	overtaken := d
	overtaken.Alterations = slices.Clone(d.Alterations)
	overtaken.Alterations[1].Left = true
	first, idle := d, reform.Difference{Newest: draft, Report: draft}
	first.Newest, first.Before, first.Findings = reform.Report{}, nil, nil
	typed := waits
	typed.Name = ""
	versions := []reform.Report{{Version: 4, SavedBy: "canbo2", SavedAt: v.Now.Add(-20 * time.Minute)}, draft}
	return []Page{
		{"report", dashboards.NewReportWorkspace(v, desk, papers, v.Now)},
		{"report-empty", dashboards.NewReportWorkspace(v, desk, dashboards.Papers{}, v.Now)},
		{"report-tried", dashboards.NewReportWorkspace(v, desk, tried, v.Now)},
		{"report-newer", dashboards.NewReportWorkspace(v, desk, newer, v.Now)},
		{"report-submitted", dashboards.NewReportWorkspace(v, desk, dashboards.Papers{Latest: &done, Submitted: &done, Expected: &t.Scorecards[7], Uploads: []reform.Upload{clean}, Attachments: sample.Attachments(t)}, t.Cycle.Due.Add(2*time.Hour))},
		{"report-closed", dashboards.NewReportWorkspace(v, desk, dashboards.Papers{}, t.Cycle.Closes)},
		{"report-planned", dashboards.NewReportWorkspace(v, desk, dashboards.Papers{}, t.Cycle.Opens.Add(-time.Hour))},
		{"upload", dashboards.NewUploadResult(v, desk, dashboards.Handed{Upload: waits, Difference: &d, Versions: versions, Attachments: sample.Attachments(t)})},
		{"upload-overtaken", dashboards.NewUploadResult(v, desk, dashboards.Handed{Upload: waits, Difference: &overtaken, Versions: versions, Turned: dashboards.Overtaken})},
		{"upload-nothing-chosen", dashboards.NewUploadResult(v, desk, dashboards.Handed{Upload: waits, Difference: &d, Versions: versions, Turned: dashboards.NothingOut})},
		{"upload-first", dashboards.NewUploadResult(v, desk, dashboards.Handed{Upload: waits, Difference: &first})},
		{"upload-onlooker", dashboards.NewUploadResult(v, onlooker, dashboards.Handed{Upload: waits, Difference: &d, Versions: versions})},
		{"upload-closed", dashboards.NewUploadResult(closed, desk, dashboards.Handed{Upload: waits, Difference: &d, Versions: versions})},
		{"upload-idle", dashboards.NewUploadResult(v, desk, dashboards.Handed{Upload: waits, Difference: &idle})},
		{"upload-typed", dashboards.NewUploadResult(v, desk, dashboards.Handed{Upload: typed, Difference: &d, Versions: versions})},
		{"upload-accepted", dashboards.NewUploadResult(v, desk, dashboards.Handed{Upload: upload, Report: &draft})},
		{"upload-same", dashboards.NewUploadResult(v, desk, dashboards.Handed{Upload: clean, Report: &draft, Same: true})},
		{"upload-refused", dashboards.NewUploadResult(v, desk, dashboards.Handed{Upload: refused, Carried: 31})},
		{"entry", dashboards.NewReportEntry(v, desk, dashboards.Sheet{Report: draft, Period: "2026-Q2", Before: draft.Values})},
		{"entry-empty", dashboards.NewReportEntry(v, desk, dashboards.Sheet{})},
		{"entry-again", dashboards.NewReportEntry(v, desk, dashboards.Sheet{
			Report: draft, Period: "2026-Q2", Before: draft.Values, Unchanged: true,
			Typed: map[string]string{"4.1.of": "mười hai", "1.1.of": "300"}, Findings: upload.Findings,
		})},
		{"entry-closed", dashboards.NewReportEntry(closed, desk, dashboards.Sheet{Report: draft})},
	}
}
