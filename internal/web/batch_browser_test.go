package web_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"reformboard/internal/flow/batches"
	"reformboard/internal/store/storetest"
)

// TestAStickOfReports is an administrator at a browser: all forms come in one archive,
// go back as they are, and the page follows the work to its end by itself.
func TestAStickOfReports(t *testing.T) {
	program := chromium(t)
	at := newSite(t, storetest.Open(t))
	b := openTab(t, at, program)
	b.signIn("administrator")
	b.visit("/cycles/" + service)
	b.do(chromedp.Click(chromedp.CSS(`.menu a[href="`+batchesPage+`"]`)), chromedp.WaitVisible(chromedp.CSS("#archive")))
	b.reads("Phát biểu mẫu", "Chưa nhận gói nào")
	b.picture("batches")
	forms := b.download(`a[href$="/forms.zip"]`)
	named := filepath.Join(t.TempDir(), "biểu mẫu.zip")
	if err := os.Rename(forms, named); err != nil {
		t.Fatal(err)
	}
	b.do(
		chromedp.SetUploadFiles(chromedp.CSS("#archive"), []string{named}),
		chromedp.Click(chromedp.CSS("form.upload button")), chromedp.WaitVisible(chromedp.CSS(".verdict")),
	)
	b.reads("Đang xử lý", "0/")
	b.picture("batch-begun")

	running, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		batches.NewQueue(at.board).Work(running, nil, func() time.Time { return played }, func(err error) { t.Error(err) })
	}()
	b.do(chromedp.WaitVisible(chromedp.CSS("#results")), chromedp.WaitNotPresent(chromedp.CSS(`meta[http-equiv="refresh"]`)))
	stop()
	<-ended
	b.reads("Đã xử lý xong", "đã nộp, bản 1", "chưa ghi số liệu nào")
	b.picture("batch-done")
	b.do(chromedp.Click(chromedp.CSS(`#results a[href^="/uploads/"]`)), chromedp.WaitVisible(chromedp.CSS(".verdict")))
	if len(*b.outside) > 0 {
		t.Errorf("asked elsewhere: %v", *b.outside)
	}
}
