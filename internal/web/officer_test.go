package web_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/flow"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
	"reformboard/internal/store/storetest"
)

// part is one part of a form with files.
type part struct {
	name, file, content string // without a file it is typed
}

// form is a form with files as a browser sends it.
func form(t testing.TB, at *site, path string, parts ...part) *http.Request {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, p := range parts {
		head := textproto.MIMEHeader{"Content-Disposition": {`form-data; name="` + p.name + `"`}}
		if p.file != "" {
			head = textproto.MIMEHeader{"Content-Disposition": {`form-data; name="` + p.name + `"; filename="` + p.file + `"`}, "Content-Type": {"text/html"}}
		}
		to, err := w.CreatePart(head)
		if err == nil {
			_, err = to.Write([]byte(p.content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, at.URL+path, &body)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", w.FormDataContentType())
	return request
}

// sent is an upload of a unit that could not be read.
func (s *site) sent(t testing.TB, unit string, source reform.Source) string {
	t.Helper()
	out, err := s.board.Receive(t.Context(), flow.Delivery{Cycle: egov, Unit: unit, Source: source, By: "test", At: played, Name: "x.xlsx", Content: []byte("no workbook")})
	if err != nil {
		t.Fatal(err)
	}
	return out.Upload.ID
}

// paper is a paper that came with the report of a unit.
func (s *site) paper(t testing.TB, unit string) string {
	t.Helper()
	kept, size, err := s.board.Files.KeepFrom(strings.NewReader("<script>alert(1)</script>"), 100)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.board.Receive(t.Context(), flow.Delivery{
		Cycle: service, Unit: unit, Source: reform.FromUnit, By: "test", At: played, Name: "x.xlsx", Content: []byte("no workbook"),
		Attachments: []reform.Attachment{{SHA256: kept, Size: size, Name: "chứng cứ.html"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	papers, err := s.board.Store.Attachments(t.Context(), service, unit, reform.FromUnit)
	if err != nil {
		t.Fatal(err)
	}
	return papers[0].ID
}

// newest is the newest version of the officer's report; its Version is 0 before there
// is one.
func (s *site) newest(t testing.TB) reform.Report {
	t.Helper()
	r, err := s.board.Store.Report(t.Context(), service, silent, reform.FromUnit)
	if err != nil && !strings.Contains(err.Error(), "not found") {
		t.Fatal(err)
	}
	return r
}

// TestOfficersReport has an officer make a report in every way there is.
func TestOfficersReport(t *testing.T) {
	at := newSite(t, storetest.Open(t))
	for _, try := range []struct {
		says string
		test func(*testing.T, *site)
	}{
		{"nothing is in the draft until it is kept", nothingIsInTheDraftUntilItIsKept},
		{"part of a file is kept", partOfAFileIsKept},
		{"who was overtaken looks again", whoWasOvertakenLooksAgain},
		{"a report is typed in", aReportIsTypedIn},
		{"what was typed wrongly is still there", whatWasTypedWronglyIsStillThere},
		{"the officer's own file comes back marked", ownFileComesBackMarked},
		{"another unit's form is moved to the right one", anotherUnitsFormIsMoved},
		{"papers come with a report", papersComeWithAReport},
		{"wrong papers are named", wrongPapersAreNamed},
		{"papers that are left out", papersThatAreLeftOut},
		{"a submission has its confirmation", aSubmissionHasItsConfirmation},
	} {
		t.Run(try.says, func(t *testing.T) { try.test(t, at) })
	}
}

func nothingIsInTheDraftUntilItIsKept(t *testing.T, at *site) {
	officer := at.as(t, "officer")
	content := at.fill(t, officer.get(desk+"/form.xlsx").body, map[string]any{"dossiers_received": 260, "dossiers_on_time": 250})
	sent := officer.upload(desk+"/report", "BC.xlsx", content)
	if at.newest(t).Version != 0 {
		t.Fatal("the upload is a draft already")
	}
	page := htmltest.Parse(t, officer.get(sent.header.Get("Location")).body)
	page.In(".verdict").HasText("BC.xlsx").HasText("Chưa có gì được ghi")
	page.In(".difference").HasCount("input[name=figure]", 2).HasCount("input[name=figure][checked]", 2)
	page.In(".effects .change-up").HasText("2.1").HasText("+19,23")
	workspace := htmltest.Parse(t, officer.get(desk+"/report").body)
	workspace.In(".pending").HasText("BC.xlsx (2 thay đổi)").In(`a[href="` + sent.header.Get("Location") + `"]`)
	if got := officer.post(sent.header.Get("Location")+"/accept", url.Values{"version": {"0"}}); got.status != http.StatusBadRequest || !strings.Contains(got.body, "Chưa chọn số liệu nào") {
		t.Errorf("nothing chosen: got %d", got.status)
	}
	for range 2 { // the second click harms nobody
		if got := officer.keep(sent, 0); got.status != http.StatusSeeOther || !strings.HasPrefix(got.header.Get("Location"), desk+"/report") {
			t.Errorf("got %d to %s", got.status, got.header.Get("Location"))
		}
	}
	if r := at.newest(t); r.Version != 1 || r.Status != reform.Draft {
		t.Errorf("got version %d, %s", r.Version, r.Status)
	}
	htmltest.Parse(t, officer.get(sent.header.Get("Location")).body).HasNo(".difference").In(".verdict").HasText("Đã giữ thành bản 1")
	htmltest.Parse(t, officer.get(desk+"/report").body).HasNo(".pending").In(".tasks").HasText("260")
}

func partOfAFileIsKept(t *testing.T, at *site) {
	officer := at.as(t, "officer")
	content := at.fill(t, officer.get(desk+"/form.xlsx").body, map[string]any{"dossiers_received": 280, "dossiers_on_time": 200})
	sent := officer.upload(desk+"/report", "BC.xlsx", content)
	got := officer.post(sent.header.Get("Location")+"/accept", url.Values{"version": {"1"}, "figure": {"dossiers_received"}})
	received, _ := at.newest(t).Value("dossiers_received")
	onTime, _ := at.newest(t).Value("dossiers_on_time")
	if got.status != http.StatusSeeOther || received.Text != "280" || onTime.Text != "250" {
		t.Errorf("got %d, %s, %s", got.status, received.Text, onTime.Text)
	}
}

// whoWasOvertakenLooksAgain has two officers fill in the same form at once.
func whoWasOvertakenLooksAgain(t *testing.T, at *site) {
	officer, colleague := at.as(t, "officer"), at.as(t, "administrator")
	before := strconv.Itoa(at.newest(t).Version)
	form := officer.get(desk + "/form.xlsx").body
	mine := officer.upload(desk+"/report", "mine.xlsx", at.fill(t, form, map[string]any{"dossiers_received": 300, "dossiers_on_time": 290}))
	theirs := colleague.upload(desk+"/report", "theirs.xlsx", at.fill(t, form, map[string]any{"dossiers_received": 310}))
	colleague.keep(theirs, at.newest(t).Version)
	got := officer.post(mine.header.Get("Location")+"/accept", url.Values{"version": {before}, "figure": {"dossiers_on_time"}})
	if got.status != http.StatusConflict {
		t.Fatalf("got %d", got.status)
	}
	checkPage(t, "overtaken", got)
	page := htmltest.Parse(t, got.body)
	page.In(".alert").HasText("đã lưu bản 3").HasText("không có gì bị mất")
	page.HasCount(`input[name=figure][value=dossiers_on_time][checked]`, 1).HasCount(`input[name=figure][value=dossiers_received]:not([checked])`, 1)
	page.In(`tr:has([value=dossiers_received])`).HasText("đã sửa số này thành 310")
	if v, _ := at.newest(t).Value("dossiers_received"); v.Text != "310" {
		t.Errorf("the colleague's value became %s", v.Text)
	}
	again := url.Values{"version": {page.In(`.difference input[name=version]`).Attr("value")}, "figure": {"dossiers_on_time"}}
	if got := officer.post(mine.header.Get("Location")+"/accept", again); got.status != http.StatusSeeOther {
		t.Errorf("looked again, and got %d", got.status)
	}
	received, _ := at.newest(t).Value("dossiers_received")
	if onTime, _ := at.newest(t).Value("dossiers_on_time"); onTime.Text != "290" || received.Text != "310" {
		t.Errorf("got %s of %s", onTime.Text, received.Text)
	}
}

// entered sends the entry page back as it stands, but for what is typed.
func entered(t *testing.T, officer person, at string, typed map[string]string) (answer, int) {
	t.Helper()
	var parts []part
	fields := 0
	page := htmltest.Parse(t, officer.get(at).body)
	parts = append(parts, part{name: "version", content: page.In(".entry input[name=version]").Attr("value")})
	page.In(".entry [name^='figure.']").Each(func(p htmltest.Page) {
		fields++
		name, value := p.Attr("name"), p.Attr("value")
		if p.Count("option[selected]") > 0 {
			value = p.In("option[selected]").Attr("value")
		}
		if text, ok := typed[strings.TrimPrefix(name, "figure.")]; ok {
			value = text
		}
		parts = append(parts, part{name: name, content: value})
	})
	return officer.send(form(t, officer.site, desk+"/entry", parts...)), fields
}

func aReportIsTypedIn(t *testing.T, at *site) {
	officer := at.as(t, "officer")
	same, fields := entered(t, officer, desk+"/entry", nil)
	if same.status != http.StatusSeeOther || !strings.Contains(same.header.Get("Location"), "unchanged=1") || fields < 20 {
		t.Errorf("nothing changed: got %d to %s with %d fields", same.status, same.header.Get("Location"), fields)
	}
	if page := officer.get(same.header.Get("Location")); !strings.Contains(page.body, "Chưa có số liệu nào thay đổi") {
		t.Error("and it is not said")
	}
	sent, _ := entered(t, officer, desk+"/entry", map[string]string{"sync_coefficient": "97,5"})
	page := htmltest.Parse(t, officer.get(sent.header.Get("Location")).body)
	page.In(".verdict").HasText("nhập trực tiếp").HasText("1 thay đổi")
	page.In(".difference").HasCount("input[name=figure]", 1).HasText("97,5")
	if got := officer.keep(sent, at.newest(t).Version); got.status != http.StatusSeeOther {
		t.Fatalf("got %d", got.status)
	}
	if v, _ := at.newest(t).Value("sync_coefficient"); v.Text != "97.5" {
		t.Errorf("got %q", v.Text)
	}
}

func whatWasTypedWronglyIsStillThere(t *testing.T, at *site) {
	officer := at.as(t, "officer")
	sent, _ := entered(t, officer, desk+"/entry", map[string]string{"sync_coefficient": "chín mươi", "petitions": "12"})
	id := strings.TrimPrefix(sent.header.Get("Location"), "/uploads/")
	page := htmltest.Parse(t, officer.get(sent.header.Get("Location")).body)
	page.In(".findings-error").HasText("“chín mươi” không phải là số")
	back := page.In(".findings-error a").Attr("href")
	if back != desk+"/entry?source=unit&upload="+id+"#figure-sync_coefficient" {
		t.Fatalf("leads back to %s", back)
	}
	again := htmltest.Parse(t, officer.get(strings.Split(back, "#")[0]).body)
	if got := again.In(`#figure-sync_coefficient[aria-invalid]`).Attr("value"); got != "chín mươi" {
		t.Errorf("the field holds %q", got)
	}
	if got := again.In(`#figure-petitions`).Attr("value"); got != "12" {
		t.Errorf("what was right is %q", got)
	}
	mended, _ := entered(t, officer, strings.Split(back, "#")[0], map[string]string{"sync_coefficient": "90"})
	htmltest.Parse(t, officer.get(mended.header.Get("Location")).body).HasNo(".findings-error").In(".difference").HasCount("input[name=figure]", 2)
	for _, wrong := range []string{"none", at.sent(t, silent, reform.FromUnit)} {
		if got := officer.get(desk + "/entry?upload=" + wrong); got.status != http.StatusNotFound {
			t.Errorf("upload %s: got %d", wrong, got.status)
		}
	}
}

func ownFileComesBackMarked(t *testing.T, at *site) {
	officer := at.as(t, "officer")
	sent := officer.upload(desk+"/report", "sai.xlsx", at.fill(t, officer.get(desk+"/form.xlsx").body, map[string]any{"petitions": "mười hai"}))
	marked := officer.get(sent.header.Get("Location") + "/marked.xlsx")
	if !strings.Contains(marked.header.Get("Content-Disposition"), "sai_da-danh-dau.xlsx") {
		t.Errorf("it is called %s", marked.header.Get("Content-Disposition"))
	}
	book, err := excelize.OpenReader(strings.NewReader(marked.body))
	if err != nil {
		t.Fatal(err)
	}
	if sheets := strings.Join(book.GetSheetList(), " "); !strings.Contains(sheets, "Lỗi cần sửa") {
		t.Errorf("the sheets are %s", sheets)
	}
	mended := officer.upload(desk+"/report", "sửa.xlsx", at.fill(t, marked.body, map[string]any{"petitions": 12}))
	page := htmltest.Parse(t, officer.get(mended.header.Get("Location")).body)
	page.HasNo(".findings-error").HasNo("a[href$='marked.xlsx']").In(".difference").HasCount("input[name=figure]", 1)
	if got := officer.get("/uploads/" + at.sent(t, silent, reform.FromUnit) + "/marked.xlsx"); got.status != http.StatusNotFound {
		t.Errorf("a file that is no workbook: got %d", got.status)
	}
}

func anotherUnitsFormIsMoved(t *testing.T, at *site) {
	officer := at.as(t, "officer")
	other := at.as(t, "administrator").get("/cycles/" + service + "/units/mau-v04/form.xlsx").body
	sent := officer.upload(desk+"/report", "khác.xlsx", []byte(other))
	page := htmltest.Parse(t, officer.get(sent.header.Get("Location")).body)
	page.In(".verdict").HasText("Chưa nhận số liệu nào").In(`a[href$="carried.xlsx"]`)
	carried := officer.get(sent.header.Get("Location") + "/carried.xlsx")
	again := officer.upload(desk+"/report", "đúng.xlsx", []byte(carried.body))
	moved := htmltest.Parse(t, officer.get(again.header.Get("Location")).body)
	if n := moved.Count("input[name=figure]"); n < 10 {
		t.Errorf("%d figures were moved", n)
	}
	empty := officer.upload(desk+"/report", "ảnh.png", []byte("\x89PNG\r\n\x1a\n"))
	htmltest.Parse(t, officer.get(empty.header.Get("Location")).body).HasNo(`a[href$="carried.xlsx"]`)
}

func papersComeWithAReport(t *testing.T, at *site) {
	officer := at.as(t, "officer")
	evil, big := "<html><script>alert(1)</script>", strings.Repeat("x", 3<<20)
	workbook := string(at.fill(t, officer.get(desk+"/form.xlsx").body, map[string]any{"petitions": 77}))
	sent := officer.send(form(t, at, desk+"/report",
		part{"evidence", "một.html", evil}, part{"workbook", "BC.xlsx", workbook}, part{"evidence", "hai.pdf", big}, part{name: "evidence", file: "..\\..\\ba.exe", content: "MZ"}))
	if sent.status != http.StatusSeeOther {
		t.Fatalf("got %d", sent.status)
	}
	page := htmltest.Parse(t, officer.get(sent.header.Get("Location")).body)
	page.HasText("một.html").HasText("hai.pdf").HasText("3,0 MB").HasText("ba.exe")
	workspace := htmltest.Parse(t, officer.get(desk+"/report").body)
	workspace.HasText("hai.pdf")
	for name, want := range map[string]string{"một.html": evil, "hai.pdf": big} {
		link := ""
		page.In("a[href^='/attachments/']").Each(func(p htmltest.Page) {
			if p.Text() == name {
				link = p.Attr("href")
			}
		})
		got := officer.get(link)
		if got.body != want || got.header.Get("Content-Type") != "application/octet-stream" || got.header.Get("X-Content-Type-Options") != "nosniff" ||
			!strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %d bytes, %v", name, len(got.body), got.header)
		}
	}
	if got := officer.get("/attachments/none"); got.status != http.StatusNotFound {
		t.Errorf("got %d", got.status)
	}
	typed := officer.send(form(t, at, desk+"/entry", part{name: "version", content: "0"}, part{"evidence", "bốn.txt", "later"}))
	if page := officer.get(typed.header.Get("Location")); !strings.Contains(page.body, "bốn.txt") {
		t.Error("a paper without a change of figures is lost")
	}
}

func wrongPapersAreNamed(t *testing.T, at *site) {
	officer := at.as(t, "officer")
	uploads := func() int {
		all, err := at.board.Store.Uploads(t.Context(), service, silent, reform.FromUnit)
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	before := uploads()
	many := []part{{"workbook", "BC.xlsx", "x"}}
	for n := range 21 {
		many = append(many, part{"evidence", strconv.Itoa(n) + ".pdf", "x"})
	}
	for _, c := range []struct {
		parts  []part
		status int
		says   string
	}{
		{many, http.StatusRequestEntityTooLarge, "“20.pdf”"},
		{[]part{{"evidence", "a.pdf", "x"}}, http.StatusBadRequest, "rỗng"},
		{[]part{{"malware", "a.exe", "x"}}, http.StatusBadRequest, "rỗng"},
		{[]part{{name: "figure.x", content: strings.Repeat("x", 600<<10)}}, http.StatusRequestEntityTooLarge, "10 MB"},
	} {
		got := officer.send(form(t, at, desk+"/report", c.parts...))
		if got.status != c.status || !strings.Contains(got.body, c.says) {
			t.Errorf("%s: got %d", c.says, got.status)
		}
		checkPage(t, c.says, got)
	}
	if after := uploads(); after != before {
		t.Errorf("%d uploads were recorded", after-before)
	}
}

// papersThatAreLeftOut sends papers that nobody could use: what came with them is taken.
func papersThatAreLeftOut(t *testing.T, at *site) {
	officer := at.as(t, "officer")
	workbook := string(at.fill(t, officer.get(desk+"/form.xlsx").body, map[string]any{"petitions": 78}))
	for name, parts := range map[string][]part{
		"report": {{"evidence", "phim.mp4", strings.Repeat("x", 20<<20+1)}, {"workbook", "BC.xlsx", workbook}, {"evidence", "trống.pdf", ""}, {"evidence", "tốt.pdf", "x"}},
		"entry":  {{name: "version", content: "0"}, {"evidence", "phim.mp4", strings.Repeat("x", 20<<20+1)}, {name: "figure.petitions", content: "79"}, {"evidence", "trống.pdf", ""}, {"evidence", "tốt.pdf", "x"}},
	} {
		sent := officer.send(form(t, at, desk+"/"+name, parts...))
		if sent.status != http.StatusSeeOther {
			t.Errorf("%s: got %d", name, sent.status)
			continue
		}
		got := officer.get(sent.header.Get("Location"))
		checkPage(t, name, got)
		page := htmltest.Parse(t, got.body)
		page.In("#warning").HasText("“trống.pdf” rỗng").HasText("“phim.mp4” lớn hơn 20 MB")
		page.In("a[href^='/attachments/']").HasText("tốt.pdf")
		if page.Count("[name='figure']") == 0 {
			t.Errorf("%s: nothing to keep", name)
		}
	}
	// Nothing was changed, and that a paper is empty is said all the same.
	sent := officer.send(form(t, at, desk+"/entry", part{name: "version", content: "0"}, part{"evidence", "trống.pdf", ""}))
	if got := officer.get(sent.header.Get("Location")); !strings.Contains(got.body, "“trống.pdf” rỗng") {
		t.Errorf("an empty paper alone: %d, %s", sent.status, sent.header.Get("Location"))
	}
}

func aSubmissionHasItsConfirmation(t *testing.T, at *site) {
	officer := at.as(t, "officer")
	newest := at.newest(t)
	got := officer.post(desk+"/submit", url.Values{"version": {strconv.Itoa(newest.Version)}})
	if got.status != http.StatusSeeOther {
		t.Fatalf("got %d", got.status)
	}
	fields := `["` + service + `","` + silent + `","unit",` + strconv.Itoa(newest.Version) + `,"` + newest.SHA256 + `","` + played.Format(time.RFC3339Nano) + `"]`
	sum := sha256.Sum256([]byte(fields))
	code := hex.EncodeToString(sum[:6])
	page := htmltest.Parse(t, officer.get(desk+"/report").body)
	page.In(".confirmation").HasText(code[:4] + "-" + code[4:8] + "-" + code[8:]).HasText(newest.SHA256).HasText("Đã nộp bản")
}

// TestDoubtfulFiguresAreExplainedOnThePage submits values that differ much from the
// quarter before, without reasons and then with them.
func TestDoubtfulFiguresAreExplainedOnThePage(t *testing.T) {
	oneAfterTheOther(t)
	at := siteOf(t, storetest.Open(t), 2)
	officer := at.as(t, "officer")
	last, err := at.board.Store.SubmittedReport(t.Context(), "mau-dv-2026-q3", silent, reform.FromUnit)
	if err != nil {
		t.Fatal(err)
	}
	v, _ := last.Value("dossiers_received")
	said := map[string]any{"dossiers_received": v.Text + "00", "dossiers_on_time": v.Text}
	sent := officer.upload(desk+"/report", "BC.xlsx", at.fill(t, officer.get(desk+"/form.xlsx").body, said))
	htmltest.Parse(t, officer.get(sent.header.Get("Location")).body).HasNo("button[name=submit]").In(".findings-reason")
	got := officer.post(sent.header.Get("Location")+"/accept", url.Values{"version": {"0"}, "everything": {"1"}, "submit": {"1"}})
	if got.status != http.StatusSeeOther || at.newest(t).Status != reform.Draft {
		t.Fatalf("kept and submitted at once: got %d, %s", got.status, at.newest(t).Status)
	}
	page := htmltest.Parse(t, officer.get(desk+"/report").body)
	sending := url.Values{"version": {"1"}}
	page.In(".submission textarea").Each(func(p htmltest.Page) { sending.Set(p.Attr("name"), "vâng") })
	short := officer.post(desk+"/submit", sending)
	again := htmltest.Parse(t, short.body)
	again.In("#review .alert").HasText("Chưa nộp được báo cáo").In("a[href^='#reason-']")
	if n := again.Count("textarea[aria-invalid]"); short.status != http.StatusBadRequest || n == 0 || n != len(sending)-1 {
		t.Errorf("got %d, %d of %d reasons are marked", short.status, n, len(sending)-1)
	}
	again.In("textarea").At(0).HasText("vâng")
	for name := range sending {
		if name != "version" {
			sending.Set(name, "Tiếp nhận hồ sơ của ba xã sáp nhập")
		}
	}
	if got := officer.post(desk+"/submit", sending); got.status != http.StatusSeeOther || at.newest(t).Status != reform.Submitted {
		t.Errorf("with reasons: got %d", got.status)
	}
}
