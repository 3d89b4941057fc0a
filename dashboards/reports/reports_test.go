package reports_test

import (
	"strings"
	"testing"
	"time"

	"reformboard/dashboards/gallery"
	"reformboard/dashboards/reports"
	"reformboard/dashboards/sample"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

func TestWorkspaceFollowsTheCycle(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	desk, draft := gallery.Desk(tally), sample.Report(tally)
	due := tally.Cycle.Due
	for _, c := range []struct {
		now         time.Time
		says        string
		send, offer int
	}{
		{tally.Cycle.Opens.Add(-time.Hour), "Mở lúc", 0, 0},
		{due.Add(-30 * time.Hour), "còn 1 ngày", 1, 1},
		{due.Add(-90 * time.Minute), "chưa đầy 2 giờ", 1, 1},
		{due.Add(time.Hour), "quá hạn nộp", 1, 1},
		{tally.Cycle.Closes, "Đã khóa", 0, 0},
	} {
		page := gallery.Shown(t, reports.NewWorkspace(sample.Vietnamese, desk, reports.Papers{Latest: &draft}, c.now), nil)
		page.In(".deadline").HasText(c.says)
		page.HasCount(`form[action$="/report?source=unit"] input[type=file][name=workbook]`, c.send)
		page.HasCount(`form[action$="/report?source=unit"] input[type=file][name=evidence][multiple]`, c.send)
		page.HasCount(`a[href$="/entry?source=unit"]`, c.send)
		page.HasCount(`form[action$="/submit?source=unit"] input[name=version][value="3"]`, c.offer)
	}
}

func TestWorkspaceSaysWhatIsLeftAreaByArea(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	desk, draft := gallery.Desk(tally), sample.Report(tally)
	papers := reports.Papers{Latest: &draft, Uploads: []reform.Upload{sample.Upload(tally)}, Doubtful: sample.Doubts(tally)}
	page := gallery.Shown(t, reports.NewWorkspace(sample.Vietnamese, desk, papers, gallery.Open(sample.Vietnamese, tally).Now), nil)
	page.In(".tasks").HasCount("details", 5).HasCount("details[open]", 3)
	third := page.In(".tasks details").At(2)
	third.In("summary").HasText("3 Dịch vụ công trực tuyến").HasText("cần sửa").HasText("9/10")
	third.In("tr:has(.progress-to_mend)").HasText("lớn hơn").HasText("nhỏ hơn 812")
	third.In(`a[href$="/entry?source=unit#figure-3.2.of"]`)
	page.In(".tasks details").At(1).In("summary").HasText("5/8").HasText("1 cần sửa · 2 chưa có")
	page.HasCount(".progress-missing", 2) // of the figures; no area has nothing worse
	empty := gallery.Shown(t, reports.NewWorkspace(sample.Vietnamese, desk, reports.Papers{}, gallery.Open(sample.Vietnamese, tally).Now), nil)
	empty.HasCount(".tasks details summary .progress-missing", 5)
}

func TestDoubtsAreExplainedOnceEach(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	desk, draft := gallery.Desk(tally), sample.Report(tally)
	papers := reports.Papers{Latest: &draft, Doubtful: sample.Doubts(tally), Tried: &reports.Tried{Reasons: map[string]string{
		"2.1.over": "Tiếp nhận thêm hồ sơ của ba xã sáp nhập", "3.2.of": "ok <b>",
	}}}
	page := gallery.Shown(t, reports.NewWorkspace(sample.Vietnamese, desk, papers, gallery.Open(sample.Vietnamese, tally).Now), nil)
	page.HasCount(".submission textarea", 2).HasCount(".submission textarea[aria-invalid]", 1)
	page.In(`#review .alert a[href="#reason-3.2.of"]`)
	page.In(`textarea[name="reason.3.2.of"]`).HasText("ok <b>")
	page.In(`.field:has(textarea[name="reason.2.1.over"])`).HasText("khác xa số").HasText("280–640").HasNo(".wrong")
	by := draft
	by.SavedBy, by.Version = "canbo2", 4
	papers.Tried.Newer = &by
	page = gallery.Shown(t, reports.NewWorkspace(sample.Vietnamese, desk, papers, gallery.Open(sample.Vietnamese, tally).Now), nil)
	page.In("#review .alert").HasText("Trần Thị Hai đã lưu bản 4")
	page.In(`textarea[name="reason.3.2.of"]`).HasText("ok <b>")
}

func TestWorkspaceStressesWhatIsNotInTheDraftYet(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	desk, draft := gallery.Desk(tally), sample.Report(tally)
	waits := sample.Upload(tally)
	waits.Version = 0
	for changes, want := range map[int]int{0: 0, 37: 1} {
		page := gallery.Shown(t, reports.NewWorkspace(sample.Vietnamese, desk, reports.Papers{Latest: &draft, Pending: &reports.Pending{Upload: waits, Changes: changes}}, draft.SavedAt), nil)
		page.HasCount(".pending", want)
		if want > 0 {
			page.In(".pending").HasText("bao-cao-quy-III.xlsx (37 thay đổi)").In(`a[href="/uploads/7KQ2M"]`)
		}
	}
}

func TestWorkspaceSaysWhichVersionCounts(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	desk, draft := gallery.Desk(tally), sample.Report(tally)
	at := tally.Cycle.Opens
	first := reform.Report{Cycle: "c", Unit: "u", Version: 1, Status: reform.Submitted, SubmittedAt: &at, SubmittedBy: "canbo", SHA256: "abc", File: "q.xlsx"}
	uploads := []reform.Upload{{ID: "b", Version: 3, Name: "b.xlsx"}, {ID: "a", Version: 1}}
	page := gallery.Shown(t, reports.NewWorkspace(sample.Vietnamese, desk, reports.Papers{Latest: &draft, Submitted: &first, Uploads: uploads}, at), nil)
	page.In(".done").HasText("Bản 1 vẫn là bản được chấm điểm").HasText("bản 3 mới là bản nháp").HasText(first.Code()).HasText("Nguyễn Văn Mẫu")
	page.HasCount("td .tag-submitted", 1)
	page = gallery.Shown(t, reports.NewWorkspace(sample.Vietnamese, desk, reports.Papers{Latest: &first, Submitted: &first, Uploads: uploads[1:]}, at), nil)
	page.HasNo(".done strong:not(.code-box strong)")
}

func TestUploadResultNamesEveryCell(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	d := sample.Difference(tally)
	upload := sample.Upload(tally)
	upload.Version = 0
	page := gallery.Shown(t, reports.NewUploadResult(gallery.Open(sample.Vietnamese, tally), gallery.Desk(tally), reports.Handed{Upload: upload, Difference: &d}), nil)
	page.In(".findings-error tbody").HasCount("tr", 2).HasText("'Số liệu'!D18").HasText("'Số liệu'!D21").HasText("mười hai")
	page.In(".findings-reason tbody").HasCount("tr", 1).HasText("khác xa")
	page.In(".verdict").HasText("Đã đọc bao-cao-quy-III.xlsx: 43 số liệu").HasText("2 ô cần sửa").HasText("1 chỗ cần giải trình").HasText("Chưa có gì được ghi")
	page.In(`.verdict a[href="#error"]`)
	page.In(`a[href="/uploads/7KQ2M/marked.xlsx"][download]`)
	page.In(`.findings-note details`)
	same := gallery.Shown(t, reports.NewUploadResult(sample.Vietnamese, gallery.Desk(tally), reports.Handed{Upload: upload, Same: true}), nil)
	same.In(".verdict").HasText("giống hệt")
	same.HasNo("input[type=file]")
}

func TestDifferenceIsSeenBeforeItIsKept(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	d, v, desk := sample.Difference(tally), gallery.Open(sample.Vietnamese, tally), gallery.Desk(tally)
	upload := sample.Upload(tally)
	upload.Version = 0
	versions := []reform.Report{{Version: 4, SavedBy: "canbo2", SavedAt: v.Now}}
	show := func(desk reports.Desk, h reports.Handed) htmltest.Page {
		t.Helper()
		h.Upload = upload
		return gallery.Shown(t, reports.NewUploadResult(v, desk, h), nil)
	}
	page := show(desk, reports.Handed{Difference: &d, Versions: versions})
	form := page.In(`form[action="/uploads/7KQ2M/accept"]`)
	form.HasCount(`input[name=version][value="3"]`, 1).HasCount(`input[name=figure]`, 5).HasCount(`input[name=figure][checked]`, 5)
	form.In(`tr:has([value="1.1.of"])`).HasText("720").HasText("1.100").HasText("1.1 4,00 → 6,00 +2,00").HasText("'Số liệu'!D9")
	form.In(`tr:has([value="1.2.of"])`).HasText("Trần Thị Hai đã sửa số này thành 833")
	form.In("tr.cannot").HasText("Không giữ được").HasText("lớn hơn")
	page.In(".difference .hint").HasText("So với bản 3").HasText("40 số liệu khác giữ nguyên")
	page.In(".score-change").HasText(v.Points(d.Before.Total) + " → " + v.Points(d.After.Total))
	form.HasNo(`button[name=submit]`)                                    // cells are wrong, and a reason is missing
	page.HasCount(".findings-error ~ .difference ~ .findings-reason", 1) // what stands in the way comes first
	mine := []reform.Report{{Version: 4, SavedBy: upload.By, SavedAt: v.Now}}
	show(desk, reports.Handed{Difference: &d, Versions: mine}).In(`tr:has([value="1.2.of"])`).HasNo(".attention") // nobody is warned of themselves
	same := d
	same.After = d.Before
	show(desk, reports.Handed{Difference: &same, Versions: versions}).In(".score-change").HasNo("del")
	first := d
	first.Newest = reform.Report{}
	if says := show(desk, reports.Handed{Difference: &first}).In(".difference .hint").At(0).Text(); strings.Contains(says, "giữ nguyên") {
		t.Errorf("before the first version: %s", says)
	}
	left := d
	left.Alterations = append([]reform.Alteration{}, d.Alterations...)
	left.Alterations[0].Left = true
	page = show(desk, reports.Handed{Difference: &left, Versions: versions, Turned: reports.Overtaken})
	page.HasCount("input[name=figure]", 5).HasCount("input[name=figure][checked]", 4)
	page.In(".alert[role=alert]").HasText("Trần Thị Hai đã lưu bản 4").HasText("không có gì bị mất")
	clean := d
	clean.Findings, clean.Alterations = nil, d.Alterations[:1]
	show(desk, reports.Handed{Difference: &clean}).In(`button[name=submit][value="1"]`)
	onlooker := desk
	onlooker.ReadOnly = true
	show(onlooker, reports.Handed{Difference: &clean}).HasNo("form.upload, .difference button, input[name=figure]").In(".verdict").HasText("đơn vị chưa quyết định giữ")
	v.Now = tally.Cycle.Closes
	show(desk, reports.Handed{Difference: &clean}).HasNo("form.upload, .difference button, input[name=figure]").In(".verdict").HasText("hiện không mở")
}

func TestAnUploadSaysWhatBecameOfIt(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	v, draft := gallery.Open(sample.Vietnamese, tally), sample.Report(tally)
	blank := []reform.Finding{}
	for _, g := range tally.Framework.FiguresOf(reform.FromUnit) {
		blank = append(blank, reform.Finding{Figure: g.ID, Problem: reform.Blank, Severity: reform.Note})
	}
	same := reform.Difference{Newest: draft, Report: draft}
	for _, c := range []struct {
		h    reports.Handed
		says string
	}{
		{reports.Handed{Upload: sample.Upload(tally), Report: &draft}, "Đã giữ thành bản 3"},
		{reports.Handed{Upload: reform.Upload{Name: "q.xlsx"}, Difference: &same}, "giống bản mới nhất"},
		{reports.Handed{Upload: reform.Upload{Name: "q.xlsx"}, Difference: &reform.Difference{Findings: blank}}, "chưa có số liệu nào"},
		{reports.Handed{Upload: reform.Upload{Name: "q.xlsx"}, Difference: &reform.Difference{Findings: sample.Upload(tally).Findings}}, "xin sửa các ô dưới đây"},
		{reports.Handed{Upload: reform.Upload{Name: "q.xls", Findings: []reform.Finding{{Problem: reform.OldWorkbook, Severity: reform.Refused}}}}, "Chưa nhận số liệu nào từ q.xls"},
	} {
		page := gallery.Shown(t, reports.NewUploadResult(v, gallery.Desk(tally), c.h), nil)
		page.In(".verdict").HasText(c.says)
		page.HasNo(".difference, a[href$='carried.xlsx']")
	}
	other := reports.Handed{Upload: reform.Upload{ID: "x", Name: "q.xlsx", Findings: []reform.Finding{{Problem: reform.OtherUnit, Severity: reform.Refused}}}, Carried: 31}
	gallery.Shown(t, reports.NewUploadResult(v, gallery.Desk(tally), other), nil).In(`a[href="/uploads/x/carried.xlsx"]`).HasText("31 số liệu")
}

// "macros" is the program's word; the sentence beside it says it in the reader's.
func TestWordsOfTheProgramAreNotShown(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	refused := reform.Upload{Name: "q.png", Findings: []reform.Finding{{Problem: reform.NotWorkbook, Severity: reform.Refused, Found: "image"}}}
	page := gallery.Shown(t, reports.NewUploadResult(sample.Vietnamese, gallery.Desk(tally), reports.Handed{Upload: refused}), nil)
	page.In(".findings-refused").HasText("tệp hình ảnh").HasNo("td code")
}

func TestFindingsOfTheEntryPageLeadBackToItsFields(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	v, typed := gallery.Open(sample.Vietnamese, tally), sample.Upload(tally)
	typed.Name, typed.Version = "", 0
	d := sample.Difference(tally)
	page := gallery.Shown(t, reports.NewUploadResult(v, gallery.Desk(tally), reports.Handed{Upload: typed, Difference: &d}), nil)
	page.In(`.findings-error a[href="/cycles/example-2026-Q3/units/unit-08/entry?source=unit&upload=7KQ2M#figure-4.1.of"]`)
	page.HasNo("a[href$='marked.xlsx']").HasNo("form.upload")
	again := gallery.Shown(t, reports.NewEntry(v, gallery.Desk(tally), reports.Sheet{
		Report: sample.Report(tally), Typed: map[string]string{"4.1.of": "mười hai"}, Findings: typed.Findings,
	}), nil)
	if got := again.In(`input[name="figure.4.1.of"][aria-invalid]`).Attr("value"); got != "mười hai" {
		t.Errorf("the field holds %q", got)
	}
	again.In(`.alert a[href="#figure-4.1.of"]`)
	again.HasCount("input[name=version][value='3']", 1)
}
