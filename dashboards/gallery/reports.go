package gallery

import (
	"slices"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/reports"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

// Desk is the report of the eighth unit.
func Desk(t *reform.Tally) reports.Desk {
	return reports.Desk{
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
	papers := reports.Papers{
		Latest: &draft, Submitted: &submitted, Expected: &t.Scorecards[7], Doubtful: sample.Doubts(t), Attachments: sample.Attachments(t),
		Uploads: []reform.Upload{waits, upload, refused}, Pending: &reports.Pending{Upload: waits, Changes: 6},
	}
	tried := papers
	tried.Pending, tried.Tried = nil, &reports.Tried{Reasons: map[string]string{"2.1.over": "Tiếp nhận thêm hồ sơ của ba xã sáp nhập từ 01/7", "3.2.of": "đúng"}}
	newer := tried
	newer.Tried = &reports.Tried{Reasons: tried.Tried.Reasons, Newer: &draft}
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
		{"report", reports.NewWorkspace(v, desk, papers, v.Now)},
		{"report-empty", reports.NewWorkspace(v, desk, reports.Papers{}, v.Now)},
		{"report-tried", reports.NewWorkspace(v, desk, tried, v.Now)},
		{"report-newer", reports.NewWorkspace(v, desk, newer, v.Now)},
		{"report-submitted", reports.NewWorkspace(v, desk, reports.Papers{Latest: &done, Submitted: &done, Expected: &t.Scorecards[7], Uploads: []reform.Upload{clean}, Attachments: sample.Attachments(t)}, t.Cycle.Due.Add(2*time.Hour))},
		{"report-closed", reports.NewWorkspace(v, desk, reports.Papers{}, t.Cycle.Closes)},
		{"report-planned", reports.NewWorkspace(v, desk, reports.Papers{}, t.Cycle.Opens.Add(-time.Hour))},
		{"upload", reports.NewUploadResult(v, desk, reports.Handed{Upload: waits, Difference: &d, Versions: versions, Attachments: sample.Attachments(t)})},
		{"upload-overtaken", reports.NewUploadResult(v, desk, reports.Handed{Upload: waits, Difference: &overtaken, Versions: versions, Turned: reports.Overtaken})},
		{"upload-nothing-chosen", reports.NewUploadResult(v, desk, reports.Handed{Upload: waits, Difference: &d, Versions: versions, Turned: reports.NothingOut})},
		{"upload-first", reports.NewUploadResult(v, desk, reports.Handed{Upload: waits, Difference: &first})},
		{"upload-onlooker", reports.NewUploadResult(v, onlooker, reports.Handed{Upload: waits, Difference: &d, Versions: versions})},
		{"upload-closed", reports.NewUploadResult(closed, desk, reports.Handed{Upload: waits, Difference: &d, Versions: versions})},
		{"upload-idle", reports.NewUploadResult(v, desk, reports.Handed{Upload: waits, Difference: &idle})},
		{"upload-typed", reports.NewUploadResult(v, desk, reports.Handed{Upload: typed, Difference: &d, Versions: versions})},
		{"upload-accepted", reports.NewUploadResult(v, desk, reports.Handed{Upload: upload, Report: &draft})},
		{"upload-same", reports.NewUploadResult(v, desk, reports.Handed{Upload: clean, Report: &draft, Same: true})},
		{"upload-refused", reports.NewUploadResult(v, desk, reports.Handed{Upload: refused, Carried: 31})},
		{"entry", reports.NewEntry(v, desk, reports.Sheet{Report: draft, Period: "2026-Q2", Before: draft.Values})},
		{"entry-empty", reports.NewEntry(v, desk, reports.Sheet{})},
		{"entry-again", reports.NewEntry(v, desk, reports.Sheet{
			Report: draft, Period: "2026-Q2", Before: draft.Values, Unchanged: true,
			Typed: map[string]string{"4.1.of": "mười hai", "1.1.of": "300"}, Findings: upload.Findings,
		})},
		{"entry-closed", reports.NewEntry(closed, desk, reports.Sheet{Report: draft})},
	}
}
