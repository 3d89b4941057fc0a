package web_test

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"

	"reformboard/internal/officetest"
	"reformboard/internal/reform"
	"reformboard/internal/store/storetest"
)

var screenshot = flag.String("screenshot", "", "keep the first page's picture in this file, for README")

// TestDeadlineDay is the main job in a real browser: an officer downloads the form,
// uploads it with two mistakes, mends them in the file that comes back marked, keeps
// what is right, types the rest in while a colleague saves something else, explains
// what is doubted and submits; the committee sees the ranking change, the weak
// indicators, a receipt, and takes the workbook home.
func TestDeadlineDay(t *testing.T) {
	program := chromium(t)
	at := siteOf(t, storetest.Open(t), 3)
	b := openTab(t, at, program)

	b.signIn("committee")
	b.visit("/cycles/" + service + "/ranking")
	b.reads("Cơ quan vùng Hoa Lan", "chưa nộp báo cáo")
	before, _ := mustTally(t, at).Overall.Standing(silent)
	b.signOut()

	b.signIn("officer")
	b.fillsInTheForm()
	b.typesTheRestIn()
	b.explainsAndSubmits()
	b.signOut()

	b.signIn("committee")
	b.visit("/cycles/" + service + "/ranking")
	after, _ := mustTally(t, at).Overall.Standing(silent)
	if before.Rank != 0 || after.Rank == 0 {
		t.Errorf("the unit went from rank %d to %d", before.Rank, after.Rank)
	}
	opensAgain(t, b.download(`a[href*="ranking.xlsx"]`))
	b.visit("/cycles/" + service + "/weak")
	b.reads("hệ thống")
	b.visit("/cycles/" + service + "/units/" + silent + "/indicators/2.1")
	b.reads("báo cáo quý đã sửa.xlsx", "'")
	b.nothingAmiss()
}

// keep presses what keeps the chosen values in the draft.
const keep = ".decide button:not([name])"

// fillsInTheForm makes two mistakes, mends them in the marked file, and keeps all but
// one figure.
func (b tab) fillsInTheForm() {
	b.t.Helper()
	b.visit(desk + "/report")
	b.picture("report-empty")
	right := answers(b.site, b.t)
	wrong := maps.Clone(right)
	wrong["dossiers_on_time"], wrong["petitions"] = 99999, "mười hai"
	b.send(b.site.fill(b.t, b.read(`a[href*="form.xlsx"]`), wrong), "báo cáo quý.xlsx")
	b.reads("báo cáo quý.xlsx", "99999", "mười hai", "ô cần sửa", "Chưa có gì được ghi vào bản nháp")
	b.picture("upload-with-mistakes")

	b.send(b.site.fill(b.t, b.read(`a[href$="marked.xlsx"]`), right), "báo cáo quý đã sửa.xlsx")
	if n := b.count(".findings-error, a[href$='marked.xlsx']"); n != 0 {
		b.t.Errorf("the mended file is marked still: %s", b.text())
	}
	b.picture("upload-mended")
	b.do(chromedp.Click(chromedp.CSS("input[value=petitions]")), chromedp.Click(chromedp.CSS(keep)), chromedp.WaitVisible(chromedp.CSS(".submission")))
	if v, _ := b.site.newest(b.t).Value("petitions"); v.Absence != reform.NotReported {
		b.t.Errorf("what was left out is %+v", v)
	}
	b.picture("report-draft")
}

// typesTheRestIn finds on keeping it that a colleague was faster.
func (b tab) typesTheRestIn() {
	b.t.Helper()
	b.do(
		chromedp.Click(chromedp.CSS(`.stages a[href*="/entry"]`)), chromedp.WaitVisible(chromedp.CSS(".entry")),
		chromedp.SendKeys(chromedp.CSS("#figure-petitions"), "98765"),
	)
	b.picture("entry")
	b.do(chromedp.Click(chromedp.CSS(".entry .decide button")), chromedp.WaitVisible(chromedp.CSS(".difference")))
	b.reads("98.765", "1 thay đổi")
	colleague := b.site.as(b.t, "administrator")
	theirs, _ := entered(b.t, colleague, desk+"/entry", map[string]string{"average_processing_days": "2,5"})
	colleague.keep(theirs, b.site.newest(b.t).Version)
	b.do(chromedp.Click(chromedp.CSS(keep)), chromedp.WaitVisible(chromedp.CSS(".alert[role=alert]")))
	b.reads("đã lưu bản 2", "98.765")
	b.picture("upload-overtaken")
	b.do(chromedp.Click(chromedp.CSS(keep)), chromedp.WaitVisible(chromedp.CSS(".submission")))
	newest := b.site.newest(b.t)
	theirValue, _ := newest.Value("average_processing_days")
	if mine, _ := newest.Value("petitions"); mine.Text != "98765" || theirValue.Text != "2.5" {
		b.t.Errorf("kept %s beside %s", mine.Text, theirValue.Text)
	}
}

// explainsAndSubmits presses the button too early first.
func (b tab) explainsAndSubmits() {
	b.t.Helper()
	submit := chromedp.Click(chromedp.CSS(".submission button"))
	b.do(submit, chromedp.WaitVisible(chromedp.CSS(".field-wrong")))
	b.reads("Chưa nộp được báo cáo")
	b.picture("report-reasons")
	why := `document.querySelectorAll(".submission textarea").forEach(t => { t.value = "Tiếp nhận thêm hồ sơ của ba xã sáp nhập" }); 0`
	if _, err := chromedp.Run(b, chromedp.Evaluate[int](why)); err != nil {
		b.t.Fatal(err)
	}
	b.do(submit, chromedp.WaitVisible(chromedp.CSS(".done")))
	b.reads("Giấy xác nhận nộp báo cáo", b.site.newest(b.t).Code())
	b.picture("report-submitted")
}

// read is the content of the file behind a link.
func (b tab) read(link string) string {
	b.t.Helper()
	content, err := os.ReadFile(b.download(link))
	if err != nil {
		b.t.Fatal(err)
	}
	return string(content)
}

// count is how many elements the selector finds.
func (b tab) count(selector string) int {
	b.t.Helper()
	n, err := chromedp.Run(b, chromedp.Evaluate[int]("document.querySelectorAll("+strconv.Quote(selector)+").length"))
	if err != nil {
		b.t.Fatal(err)
	}
	return n
}

// answers is a full report of the officer's unit.
func answers(at *site, t *testing.T) map[string]any {
	t.Helper()
	other, err := at.board.Store.Report(t.Context(), service, "mau-v04", reform.FromUnit)
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]any{}
	for _, v := range other.Values {
		if n := v.Number(); n != nil {
			said[v.Figure], _ = n.Float64()
		}
	}
	return said
}

func mustTally(t *testing.T, at *site) *reform.Tally {
	t.Helper()
	tally, err := at.board.Tally(t.Context(), service)
	if err != nil {
		t.Fatal(err)
	}
	return tally
}

// send chooses a file on the report page and sends it.
func (b tab) send(content []byte, name string) {
	b.t.Helper()
	file := filepath.Join(b.t.TempDir(), name)
	if err := os.WriteFile(file, content, 0o600); err != nil {
		b.t.Fatal(err)
	}
	b.visit(desk + "/report")
	b.do(
		chromedp.SetUploadFiles(chromedp.CSS("#workbook"), []string{file}),
		chromedp.Click(chromedp.CSS("form.upload button")), chromedp.WaitVisible(chromedp.CSS(".verdict")),
	)
}

// opensAgain opens a workbook in two programs that did not write it.
func opensAgain(t *testing.T, file string) {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if sheets := book.GetSheetList(); len(sheets) < 3 {
		t.Errorf("the workbook has the sheets %v", sheets)
	}
	t.Run("in an office program", func(t *testing.T) {
		if pdf := officetest.Convert(t, "pdf", content)[0]; !bytes.HasPrefix(pdf, []byte("%PDF")) {
			t.Error("LibreOffice made no PDF of it")
		}
	})
}

// answered are complaints about pages that say what is wrong with what was sent.
var answered = regexp.MustCompile(`status of (400|401|404|409) `)

// nothingAmiss fails when any page asked another machine for anything, or the
// browser complained.
func (b tab) nothingAmiss() {
	b.t.Helper()
	b.mu.Lock()
	if len(*b.outside) > 0 {
		b.t.Errorf("requests left the machine: %v", *b.outside)
	}
	b.mu.Unlock()
	b.noComplaints()
}

// noComplaints fails when the browser complained of more than an answer it was given.
func (b tab) noComplaints() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, fault := range *b.faults {
		if !answered.MatchString(fault) {
			b.t.Errorf("the browser complains: %s", fault)
		}
	}
}
