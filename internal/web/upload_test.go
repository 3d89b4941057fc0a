package web_test

import (
	"archive/zip"
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/reform"
	"reformboard/internal/workbook"
)

// desk is the officer's report page in the service-delivery cycle.
const desk = "/cycles/" + service + "/units/" + silent

// fill writes values into a form as a person would, figure by figure.
func (s *site) fill(t testing.TB, form string, values map[string]any) []byte {
	t.Helper()
	agreed, err := s.board.Form(t.Context(), service, silent, reform.FromUnit)
	if err != nil {
		t.Fatal(err)
	}
	reading, err := workbook.Read([]byte(form), agreed)
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(strings.NewReader(form))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, v := range reading.Values {
		if said, ok := values[v.Figure]; ok {
			if err := book.SetCellValue(v.Sheet, v.Cell, said); err != nil {
				t.Fatal(err)
			}
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func bomb(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range []string{"[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(bytes.Repeat([]byte(" "), 40<<20))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// utf16 spells a name as old Office files do.
func utf16(name string) string {
	var text strings.Builder
	for _, letter := range name {
		text.WriteString(string(letter) + "\x00")
	}
	return text.String()
}

// badUploadsAreExplainedAndKept sends every wrong file a person might: each
// gets its own words, is kept as it came, and leaves the report as it was.
func badUploadsAreExplainedAndKept(t *testing.T, at *site) {
	officer := at.as(t, "officer")
	form := officer.get(desk + "/form.xlsx").body
	ole := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 1000)
	for _, c := range []struct {
		name    string
		content []byte
		problem reform.Problem
	}{
		{"photo.xlsx", []byte("\x89PNG\r\n\x1a\n not a workbook"), reform.NotWorkbook},
		{"old.xls", []byte(ole + utf16("Workbook")), reform.OldWorkbook},
		{"locked.xlsx", []byte(ole + utf16("EncryptedPackage")), reform.Encrypted},
		{"bomb.xlsx", bomb(t), reform.TooMuchInside},
		{"cut.xlsx", []byte(form[:len(form)/2]), reform.Damaged},
		{"empty.xlsx", nil, reform.EmptyFile},
		{"other unit.xlsx", []byte(at.as(t, "administrator").get("/cycles/" + service + "/units/mau-v09/form.xlsx").body), reform.OtherUnit},
		{"other cycle.xlsx", []byte(officer.get("/cycles/" + egov + "/units/" + silent + "/form.xlsx").body), reform.OtherCycle},
	} {
		sent := officer.upload(desk+"/report", c.name, c.content)
		if sent.status != http.StatusSeeOther {
			t.Errorf("%s: got %d", c.name, sent.status)
			continue
		}
		id := strings.TrimPrefix(sent.header.Get("Location"), "/uploads/")
		kept, err := at.board.Store.Upload(t.Context(), id)
		if err != nil || kept.Version != 0 || kept.Findings[0].Problem != c.problem || kept.Findings[0].Severity != reform.Refused {
			t.Errorf("%s: recorded %+v, %v", c.name, kept, err)
		}
		if page := officer.get(sent.header.Get("Location")); page.status != http.StatusOK || !strings.Contains(page.body, c.name) {
			t.Errorf("%s: its page is %d", c.name, page.status)
		}
		if back := officer.get("/uploads/" + id + "/file"); back.body != string(c.content) || !strings.Contains(back.header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %d bytes came back of %d", c.name, len(back.body), len(c.content))
		}
	}
	if versions, err := at.board.Store.ReportVersions(t.Context(), service, silent, reform.FromUnit); err != nil || len(versions) != 0 {
		t.Errorf("the report has %d versions, %v", len(versions), err)
	}
}

func fileOfAHundredMegabytesGetsAnAnswer(t *testing.T, at *site) {
	officer := at.as(t, "officer")
	got := officer.upload(desk+"/report", "huge.xlsx", make([]byte, 100<<20))
	if got.status != http.StatusRequestEntityTooLarge || !strings.Contains(got.body, "10 MB") {
		t.Errorf("got %d: %s", got.status, got.body)
	}
	checkPage(t, "a file too large", got)
}

// mistakesInCells uploads text for a number, both decimal marks and a part
// greater than its whole, and then the mended form.
func mistakesInCells(t *testing.T, at *site) {
	officer := at.as(t, "officer")
	form := officer.get(desk + "/form.xlsx").body
	said := map[string]any{
		"dossiers_received": 260, "dossiers_on_time": 300, "procedures_published": "mười hai", "sync_coefficient": "97,5", "average_processing_days": "2.31",
	}
	sent := officer.upload(desk+"/report", "sai.xlsx", at.fill(t, form, said))
	page := officer.get(sent.header.Get("Location"))
	upload, err := at.board.Store.Upload(t.Context(), strings.TrimPrefix(sent.header.Get("Location"), "/uploads/"))
	if err != nil {
		t.Fatal(err)
	}
	wrong := map[string]reform.Problem{"dossiers_on_time": reform.PartOverWhole, "procedures_published": reform.NotNumber}
	for _, f := range upload.Findings {
		if f.Severity != reform.Error {
			continue
		}
		if wrong[f.Figure] != f.Problem || !strings.Contains(page.body, f.Cell) {
			t.Errorf("%+v, on the page: %v", f, strings.Contains(page.body, f.Cell))
		}
		delete(wrong, f.Figure)
	}
	if len(wrong) > 0 {
		t.Errorf("not found: %v", wrong)
	}
	if kept := officer.keep(sent, 0); kept.status != http.StatusSeeOther {
		t.Fatalf("keeping what could be read: got %d", kept.status)
	}
	draft, err := at.board.Store.Report(t.Context(), service, silent, reform.FromUnit)
	if err != nil {
		t.Fatal(err)
	}
	for figure, want := range map[string]string{"sync_coefficient": "97.5", "average_processing_days": "2.31", "dossiers_received": "260", "dossiers_on_time": ""} {
		if v, _ := draft.Value(figure); v.Text != want {
			t.Errorf("%s: got %q, want %q", figure, v.Text, want)
		}
	}
	said["dossiers_on_time"], said["procedures_published"] = 255, 12
	sent = officer.upload(desk+"/report", "đúng.xlsx", at.fill(t, form, said))
	officer.keep(sent, 1)
	same := officer.upload(desk+"/report", "đúng.xlsx", at.fill(t, form, said))
	if same.header.Get("Location") != sent.header.Get("Location")+"?same=1" {
		t.Errorf("the same file again led to %s and not to %s", same.header.Get("Location"), sent.header.Get("Location"))
	}
	if got := officer.post(desk+"/submit", url.Values{"version": {"1"}, "reason.petitions": {"vì sao đó"}}); got.status != http.StatusConflict || !strings.Contains(got.body, "đã lưu bản 2") {
		t.Errorf("an old version was submitted: %d", got.status)
	}
	if got := officer.post(desk+"/submit", url.Values{"version": {"2"}}); got.status != http.StatusSeeOther {
		t.Errorf("got %d", got.status)
	}
	if body := at.as(t, "committee").get("/cycles/" + service + "/units/" + silent).body; !strings.Contains(body, "19,62") {
		t.Error("255 of 260 of 20 points, 19,62, is not on the scorecard")
	}
}

func officerIsToldThatTheCycleIsLocked(t *testing.T, at *site) {
	officer := at.as(t, "officer")
	form := officer.get(desk + "/form.xlsx").body
	cycle, err := at.board.Store.Cycle(t.Context(), service)
	if err != nil {
		t.Fatal(err)
	}
	cycle.Due, cycle.Closes = played, played
	if err := at.board.Store.SaveCycle(t.Context(), "test", played, cycle); err != nil {
		t.Fatal(err)
	}
	if got := officer.upload(desk+"/report", "late.xlsx", []byte(form)); got.status != http.StatusForbidden || !strings.Contains(got.body, "chưa được lưu") {
		t.Errorf("got %d", got.status)
	}
}
