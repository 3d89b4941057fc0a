package batches_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"reformboard/dashboards/batches"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/sample"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

func batchPage(t *testing.T, b reform.Batch, only string, page int) htmltest.Page {
	t.Helper()
	made, err := batches.NewBatch(sample.Vietnamese, gallery.Lorry(sample.Tally("2026-Q3")), b, only, page)
	return gallery.Shown(t, made, err)
}

func TestPageOfABatchAsksForItselfWhileItRuns(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	running := batchPage(t, sample.Batch(tally, 500, 137), "", 1)
	if got := running.In(`meta[http-equiv="refresh"]`).Attr("content"); got != "2" {
		t.Errorf("again after %q seconds", got)
	}
	running.In(".verdict").HasText("137/500").HasCount("svg.bar", 1)
	running.In(`.pages`).HasCount("a", 2)
	running.In("#results tbody").HasCount("tr", 100)
	batchPage(t, sample.Finished(sample.Batch(tally, 48, 48), ""), "", 1).HasNo(`meta[http-equiv="refresh"]`)
	stopped := batchPage(t, sample.Finished(sample.Batch(tally, 60, 20), "open file: disk /var/x"), "", 1)
	stopped.HasNo(`meta[http-equiv="refresh"]`).In(".verdict-bad").HasText("20/60").HasText("nộp lại gói này")
	if strings.Contains(stopped.In("main").Text(), "disk /var/x") {
		t.Error("a failure of ours is told to a browser")
	}
}

func TestFilesOfABatchCanBeNarrowed(t *testing.T) {
	done := sample.Finished(sample.Batch(sample.Tally("2026-Q3"), 48, 48), "")
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
	if _, err := batches.NewBatch(sample.Vietnamese, gallery.Lorry(sample.Tally("2026-Q3")), done, "rumours", 1); !errors.Is(err, reform.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestResultOfAFileSaysWhatToDo(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	b := sample.Finished(sample.Batch(tally, 60, 60), "")
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
	page := batchPage(t, sample.Batch(sample.Tally("2026-Q3"), 10, 10), "", 1)
	page.HasText("13/48 đơn vị").HasText("4 đơn vị mới có bản nháp")
	page.In("details").HasCount("li a", 13)
}

func TestBatchesAreHandedInWhileTheCycleIsOpen(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	l, v := gallery.Lorry(tally), sample.Vietnamese
	for at, forms := range map[time.Time]int{tally.Cycle.Due: 1, tally.Cycle.Closes: 0, tally.Cycle.Opens.Add(-time.Hour): 0} {
		v.Now = at
		page := gallery.Shown(t, batches.NewBatches(v, l, nil), nil)
		page.HasCount(`form[action="/cycles/example-2026-Q3/batches"][enctype="multipart/form-data"] input[type=file][name=archive]`, forms)
		page.In(`a[href="/cycles/example-2026-Q3/forms.zip"]`)
		page.HasText("Chưa nhận gói nào")
	}
}
