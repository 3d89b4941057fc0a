package web_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"

	"reformboard/internal/flow/batches"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
	"reformboard/internal/store/storetest"
)

const batchesPage = "/cycles/" + service + "/batches"

// load sends an archive as the form of the page does; the choice stands before the file.
func (p person) load(path, name string, content []byte, fields ...string) answer {
	p.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, field := range fields {
		if err := form.WriteField(field, "1"); err != nil {
			p.t.Fatal(err)
		}
	}
	file, err := form.CreateFormFile("archive", name)
	if err == nil {
		_, err = file.Write(content)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		p.t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, p.site.URL+path, &body)
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("Content-Type", form.FormDataContentType())
	return p.send(request)
}

// archive packs files, a name and its content each.
func archive(t *testing.T, files ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for n := 0; n < len(files); n += 2 {
		w, err := z.Create(files[n])
		if err == nil {
			_, err = io.WriteString(w, files[n+1])
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

// TestManyUnitsAtOnce is an administrator's afternoon: all forms out, an archive in, and
// what came of each file.
func TestManyUnitsAtOnce(t *testing.T) {
	at := newSite(t, storetest.Open(t))
	for _, try := range []struct {
		says string
		test func(*testing.T, *site)
	}{
		{"only administrators handle many units", onlyAdministratorsHandleManyUnits},
		{"all forms come in one archive", allFormsComeInOneArchive},
		{"what is no archive is refused in words", whatIsNoArchiveIsRefusedInWords},
		{"an archive becomes reports", archiveBecomesReports},
		{"a closed cycle takes no archive", closedCycleTakesNoArchive},
	} {
		t.Run(try.says, func(t *testing.T) { try.test(t, at) })
	}
}

func onlyAdministratorsHandleManyUnits(t *testing.T, at *site) {
	sent := at.as(t, "administrator").load(batchesPage, "x.zip", archive(t, "x.xlsx", "no workbook"))
	batch := sent.header.Get("Location")
	if sent.status != http.StatusSeeOther || !strings.HasPrefix(batch, "/batches/") {
		t.Fatalf("got %d to %q", sent.status, batch)
	}
	for _, role := range []string{"officer", "appraiser", "committee", "analyst", "administrator"} {
		want, posted := http.StatusForbidden, http.StatusForbidden
		switch role {
		case "administrator":
			want, posted = http.StatusOK, http.StatusSeeOther
		case "officer": // of a unit below
			want, posted = http.StatusNotFound, http.StatusNotFound
		}
		visitor := at.as(t, role)
		for _, path := range []string{batchesPage, batch, batch + "/results.csv", "/cycles/" + service + "/forms.zip"} {
			want := want
			if want == http.StatusForbidden && strings.HasPrefix(path, batch) {
				want = http.StatusNotFound // as if there were no such batch
			}
			if got := visitor.get(path); got.status != want {
				t.Errorf("%s at %s: got %d, want %d", role, path, got.status, want)
			}
		}
		if got := visitor.load(batchesPage, "x.zip", archive(t, "x.xlsx", role)); got.status != posted {
			t.Errorf("%s hands an archive in: got %d", role, got.status)
		}
		if got := visitor.get("/cycles/" + service).body; strings.Contains(got, `href="`+batchesPage+`"`) != (want == http.StatusOK) {
			t.Errorf("%s is led to the page, or not", role)
		}
	}
	if got := at.visitor(t).get(batchesPage); got.status != http.StatusSeeOther {
		t.Errorf("a stranger: got %d", got.status)
	}
	if got := at.as(t, "administrator").get("/batches/none"); got.status != http.StatusNotFound {
		t.Errorf("no such batch: got %d", got.status)
	}
}

func allFormsComeInOneArchive(t *testing.T, at *site) {
	got := at.as(t, "administrator").get("/cycles/" + service + "/forms.zip")
	if got.header.Get("Content-Type") != "application/zip" || !strings.Contains(got.header.Get("Content-Disposition"), service+".zip") {
		t.Errorf("got %v", got.header)
	}
	z, err := zip.NewReader(strings.NewReader(got.body), int64(len(got.body)))
	if err != nil {
		t.Fatal(err)
	}
	units, _, err := at.board.Reporting(t.Context(), mustCycle(t, at))
	if err != nil || len(z.File) != len(units) || len(units) < 20 {
		t.Errorf("%d forms for %d units, %v", len(z.File), len(units), err)
	}
}

func mustCycle(t *testing.T, at *site) reform.Cycle {
	t.Helper()
	c, err := at.board.Store.Cycle(t.Context(), service)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func whatIsNoArchiveIsRefusedInWords(t *testing.T, at *site) {
	admin := at.as(t, "administrator")
	form := admin.get(desk + "/form.xlsx").body
	for name, c := range map[string]struct {
		content string
		says    string
	}{
		"photo.zip":   {"\x89PNG\r\n\x1a\n", "không phải là gói nén .zip"},
		"report.xlsx": {form, "không phải gói nén nhiều tệp"},
		"empty.zip":   {string(archive(t)), "không có tệp nào"},
		"nothing.zip": {"", "không có tệp nào"},
		"cut.zip":     {string(archive(t, "a.xlsx", form))[:4000], "bị hỏng"},
		"out.zip":     {string(archive(t, "../../a.xlsx", "A")), "trỏ ra ngoài gói"},
	} {
		got := admin.load(batchesPage, name, []byte(c.content))
		if got.status != http.StatusBadRequest || !strings.Contains(got.body, c.says) {
			t.Errorf("%s: got %d", name, got.status)
		}
		checkPage(t, name, got)
	}
	if got := admin.post(batchesPage, nil); got.status != http.StatusBadRequest {
		t.Errorf("no form at all: got %d", got.status)
	}
}

func archiveBecomesReports(t *testing.T, at *site) {
	admin := at.as(t, "administrator")
	form := admin.get(desk + "/form.xlsx").body
	good := string(at.fill(t, form, map[string]any{"dossiers_received": 260, "dossiers_on_time": 255}))
	wrong := string(at.fill(t, form, map[string]any{"dossiers_received": 260, "dossiers_on_time": 261}))
	sent := admin.load(batchesPage, "gói 1.zip", archive(t, "Sở/một.xlsx", good, "hai.xlsx", wrong, "ba.xlsx", "x", "Sở/.DS_Store", "x"), "submit")
	path := sent.header.Get("Location")
	id := strings.TrimPrefix(path, "/batches/")

	waiting := htmltest.Parse(t, admin.get(path).body)
	waiting.In(".verdict").HasText("0/3")
	waiting.In(`meta[http-equiv="refresh"][content="2"]`)
	if err := batches.NewQueue(at.board).Run(t.Context(), id, func() time.Time { return played }); err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "vi"} {
		got := admin.get(path + "?lang=" + lang)
		checkPage(t, path, got)
	}
	page := htmltest.Parse(t, admin.get(path).body)
	page.HasNo(`meta[http-equiv="refresh"]`)
	rows := page.In("#results tbody tr")
	rows.At(0).HasText("Sở/một.xlsx").HasText("đã nộp, bản 1").HasCount(`a[href^="/uploads/"]`, 1)
	rows.At(1).HasText("1 ô có lỗi").HasText("tệp thứ 2 của đơn vị này")
	rows.At(2).HasText("đây là tệp văn bản").HasNo(`a[href^="/uploads/"]`)
	htmltest.Parse(t, admin.get(path+"?only=errors").body).In("#results tbody").HasCount("tr", 2)
	for query, want := range map[string]int{"?only=rumours": 404, "?page=x": 400, "?page=99": 200} {
		if got := admin.get(path + query); got.status != want {
			t.Errorf("%s: got %d", query, got.status)
		}
	}
	card, err := at.board.Store.SubmittedReport(t.Context(), service, silent, reform.FromUnit)
	if v, _ := card.Value("dossiers_on_time"); err != nil || v.Text != "255" || card.File != "một.xlsx" {
		t.Errorf("got %+v of %q, %v", v, card.File, err)
	}
	table := admin.get(path + "/results.csv")
	lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(table.body, "\ufeff"))).ReadAll()
	if err != nil || len(lines) != 4 || lines[1][4] != "handed_in" || lines[2][6] != "1" || lines[3][4] != "unread" {
		t.Errorf("got %q, %v", lines, err)
	}
	list := htmltest.Parse(t, admin.get(batchesPage).body)
	list.In(`a[href="` + path + `"]`).HasText("gói 1.zip")
}

func closedCycleTakesNoArchive(t *testing.T, at *site) {
	late := mustCycle(t, at).Closes.Add(time.Hour)
	defer at.now.Store(at.now.Load())
	at.now.Store(&late)
	got := at.as(t, "administrator").load(batchesPage, "x.zip", archive(t, "x.xlsx", "x"))
	if got.status != http.StatusForbidden && got.status != http.StatusSeeOther || strings.HasPrefix(got.header.Get("Location"), "/batches") {
		t.Errorf("got %d to %q", got.status, got.header.Get("Location"))
	}
}
