package dashboards

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

func sampleLorry(t *reform.Tally) Lorry {
	l := Lorry{
		Cycle: t.Cycle, Framework: &t.Framework, Body: t.Body, Source: reform.FromUnit, Units: t.Units,
		Reporters: map[string]reform.Status{}, People: map[string]string{"quantri": "Trần Quản Trị"},
	}
	for n, u := range t.Units[:35] {
		l.Reporters[u.ID] = reform.Submitted
		if n%9 == 4 {
			l.Reporters[u.ID] = reform.Draft
		}
	}
	return l
}

// sampleBatch is an archive of which so many files have been taken.
func sampleBatch(t *reform.Tally, total, done int) reform.Batch {
	b := reform.Batch{
		ID: "9H4TZ", Cycle: t.Cycle.ID, Source: reform.FromUnit, Name: "USB cụm miền Trung – đợt 2.zip", At: t.Cycle.Due.Add(-30 * time.Hour), By: "quantri",
		Total: total, Done: done, Submit: true,
	}
	for n := range done {
		u := t.Units[n%len(t.Units)]
		item := reform.BatchItem{
			Batch: b.ID, Place: n + 1, Name: "Khối " + u.PeerGroup + "/" + t.Cycle.ID + "_" + u.ID + ".xlsx", Unit: u.ID,
			Upload: fmt.Sprint("U", n), Version: 1 + n/len(t.Units), Submitted: n%4 != 3,
		}
		switch n % 11 {
		case 3:
			item.Errors, item.Doubts, item.Submitted = 4, 2, false
		case 6:
			item.Version, item.Submitted, item.Findings = 0, false, []reform.Finding{{Problem: reform.OldWorkbook, Severity: reform.Refused}}
		case 8:
			item.Version, item.Submitted = 0, false
		case 9:
			item.Name, item.Unit, item.Upload = "Thư mục mới/Báo cáo tổng hợp quý III (bản cuối, đã sửa theo góp ý) – Copy.xlsx", "", ""
			item.Version, item.Submitted, item.Findings = 0, false, []reform.Finding{{Problem: reform.NoUnit, Severity: reform.Refused}}
		}
		b.Items = append(b.Items, item)
	}
	return b
}

func finished(b reform.Batch, failure string) reform.Batch {
	at := b.At.Add(47 * time.Second)
	b.FinishedAt, b.Failure = &at, failure
	return b
}

func batchSamples(t testing.TB, v frame.Voice, now *reform.Tally) []sampled {
	t.Helper()
	v.Now = now.Cycle.Due.Add(-20 * time.Hour)
	l := sampleLorry(now)
	none := l
	none.Units, none.Reporters = nil, nil
	all, closed := l, v
	all.Reporters = map[string]reform.Status{}
	for _, u := range all.Units {
		all.Reporters[u.ID] = reform.Submitted
	}
	closed.Now = now.Cycle.Closes
	running, done := sampleBatch(now, 500, 137), finished(sampleBatch(now, 48, 48), "")
	clean := done
	clean.Items = clean.Items[:3]
	return []sampled{
		{"batches", NewBatches(v, l, []reform.Batch{running, done, finished(sampleBatch(now, 60, 20), "disk full")})},
		{"batches-empty", NewBatches(v, none, nil)},
		{"batches-closed", NewBatches(closed, l, []reform.Batch{done})},
		{"batch-running", must[Batch](t)(NewBatch(v, l, running, "", 2))},
		{"batch-begun", must[Batch](t)(NewBatch(v, l, sampleBatch(now, 500, 0), "", 1))},
		{"batch", must[Batch](t)(NewBatch(v, l, done, "", 1))},
		{"batch-errors", must[Batch](t)(NewBatch(v, l, done, "errors", 1))},
		{"batch-clean", must[Batch](t)(NewBatch(v, all, clean, "", 1))},
		{"batch-stopped", must[Batch](t)(NewBatch(v, l, finished(sampleBatch(now, 60, 20), "disk full"), "unread", 1))},
	}
}

func batchPage(t *testing.T, b reform.Batch, only string, page int) htmltest.Page {
	t.Helper()
	made, err := NewBatch(vietnamese, sampleLorry(sampleTally("2026-Q3")), b, only, page)
	return shown(t, made, err)
}

func TestPageOfABatchAsksForItselfWhileItRuns(t *testing.T) {
	tally := sampleTally("2026-Q3")
	running := batchPage(t, sampleBatch(tally, 500, 137), "", 1)
	if got := running.In(`meta[http-equiv="refresh"]`).Attr("content"); got != "2" {
		t.Errorf("again after %q seconds", got)
	}
	running.In(".verdict").HasText("137/500").HasCount("svg.bar", 1)
	running.In(`.pages`).HasCount("a", 2)
	running.In("#results tbody").HasCount("tr", 100)
	batchPage(t, finished(sampleBatch(tally, 48, 48), ""), "", 1).HasNo(`meta[http-equiv="refresh"]`)
	stopped := batchPage(t, finished(sampleBatch(tally, 60, 20), "open file: disk /var/x"), "", 1)
	stopped.HasNo(`meta[http-equiv="refresh"]`).In(".verdict-bad").HasText("20/60").HasText("nộp lại gói này")
	if strings.Contains(stopped.In("main").Text(), "disk /var/x") {
		t.Error("a failure of ours is told to a browser")
	}
}

func TestFilesOfABatchCanBeNarrowed(t *testing.T) {
	done := finished(sampleBatch(sampleTally("2026-Q3"), 48, 48), "")
	count := map[string]int{}
	for _, i := range done.Items {
		count[string(i.Fate())]++
		if i.Fate().Asks() {
			count["errors"]++
		}
	}
	for only, n := range count {
		page := batchPage(t, done, only, 1)
		page.In("#results tbody").HasCount("tr", n)
		page.In(`.groups a[aria-current="true"]`).HasText(fmt.Sprint(n))
	}
	if _, err := NewBatch(vietnamese, sampleLorry(sampleTally("2026-Q3")), done, "rumours", 1); !errors.Is(err, reform.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestResultOfAFileSaysWhatToDo(t *testing.T) {
	tally := sampleTally("2026-Q3")
	b := finished(sampleBatch(tally, 60, 60), "")
	row := func(place int) htmltest.Page { return batchPage(t, b, "", 1).In("#results tbody tr").At(place - 1) }
	row(4).HasText("4 ô có lỗi").HasText("2 số liệu cần giải trình").In(`a[href="/uploads/U3"]`)
	row(7).HasText("không đọc được").HasText("Lưu thành")
	row(10).HasText("Không biết tệp này của đơn vị nào").HasText("đặt tên tệp theo mã đơn vị").HasNo("a")
	row(49).HasText("tệp thứ 2 của đơn vị này")
	if strings.Contains(row(1).Text(), "tệp thứ") {
		t.Error("the first file of a unit is called another one")
	}
}

func TestMissingUnitsAreNamed(t *testing.T) {
	page := batchPage(t, sampleBatch(sampleTally("2026-Q3"), 10, 10), "", 1)
	page.HasText("13/48 đơn vị").HasText("4 đơn vị mới có bản nháp")
	page.In("details").HasCount("li a", 13)
}

func TestBatchesAreHandedInWhileTheCycleIsOpen(t *testing.T) {
	tally := sampleTally("2026-Q3")
	l, v := sampleLorry(tally), vietnamese
	for at, forms := range map[time.Time]int{tally.Cycle.Due: 1, tally.Cycle.Closes: 0, tally.Cycle.Opens.Add(-time.Hour): 0} {
		v.Now = at
		page := shown(t, NewBatches(v, l, nil), nil)
		page.HasCount(`form[action="/cycles/example-2026-Q3/batches"][enctype="multipart/form-data"] input[type=file][name=archive]`, forms)
		page.In(`a[href="/cycles/example-2026-Q3/forms.zip"]`)
		page.HasText("Chưa nhận gói nào")
	}
}

func TestMenuLeadsAdministratorsToBatches(t *testing.T) {
	tally := sampleTally("2026-Q3")
	for _, role := range []reform.Role{reform.Administrator, reform.Committee, reform.Officer} {
		shell := sampleShell(reform.Vietnamese, "")
		shell.User.Role = role
		var b strings.Builder
		if err := Render(&b, shell, NewBatches(vietnamese, sampleLorry(tally), nil)); err != nil {
			t.Fatal(err)
		}
		want := 0
		if role == reform.Administrator {
			want = 1
		}
		htmltest.Parse(t, b.String()).HasCount(`.menu a[href="/cycles/example-2026-Q3/batches"]`, want)
	}
}
