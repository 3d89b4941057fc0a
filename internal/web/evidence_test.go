package web_test

import (
	"bytes"
	"image"
	"image/png"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

const onePDF = "%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\nstartxref\n9\n%%EOF\n"

// evidenceParts are the fields of the form that adds evidence.
func evidenceParts(kind, title string, files ...part) []part {
	return append([]part{{name: "for", content: "2.1/"}, {name: "kind", content: kind}, {name: "title", content: title}}, files...)
}

// whatIsShownIsLookedThrough adds evidence as its officer, good and hostile.
func whatIsShownIsLookedThrough(t *testing.T, at *site) {
	officer, path := at.as(t, "officer"), "/cycles/"+service+"/units/"+silent
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	svg := `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`
	for _, c := range []struct {
		name  string
		parts []part
		says  string // empty: it is taken
	}{
		{"a PDF", evidenceParts("file", "Kế hoạch", part{"evidence", "kế hoạch.html", onePDF}), ""},
		{"a picture", evidenceParts("file", "Ảnh", part{"evidence", "ảnh.png", picture.String()}), ""},
		{"an explanation", evidenceParts("statement", "Tính theo sổ theo dõi của đơn vị <script>"), ""},
		{"a reference", append(evidenceParts("reference", "Quyết định"), part{name: "number", content: "12/QĐ"}, part{name: "issuer", content: "Bộ"}, part{name: "dated", content: "2026-01-02"}), ""},
		{"a page named .pdf", evidenceParts("file", "x", part{"evidence", "x.pdf", "<!doctype html><script>alert(1)</script>"}), "không thuộc loại được nhận"},
		{"a drawing", evidenceParts("file", "x", part{"evidence", "x.png", svg}), "không thuộc loại được nhận"},
		{"a PDF that runs", evidenceParts("file", "x", part{"evidence", "x.pdf", strings.Replace(onePDF, "/Catalog", "/Catalog /OpenAction << /S /JavaScript >>", 1)}), "lệnh tự chạy"},
		{"two in one", evidenceParts("file", "x", part{"evidence", "x.pdf", onePDF + "PK\x03\x04"}), "ghép ở phía sau"},
		{"an empty file", evidenceParts("file", "Kế hoạch năm", part{"evidence", "trống.pdf", ""}), "“trống.pdf” rỗng"},
		{"a film", evidenceParts("file", "Kế hoạch năm", part{"evidence", "phim.mp4", strings.Repeat("x", 20<<20+1)}), "“phim.mp4” lớn hơn 20 MB"},
		{"no file", evidenceParts("file", "x"), "chưa chọn tệp nào"},
		{"two files", evidenceParts("file", "x", part{"evidence", "x.pdf", onePDF}, part{"evidence", "y.pdf", onePDF}), "chọn nhiều tệp"},
		{"too few words", evidenceParts("statement", "ok"), "ít nhất 15 ký tự"},
		{"a reference to nothing", evidenceParts("reference", "Quyết định"), "thiếu số, ký hiệu"},
		{"no such kind", evidenceParts("party", "x"), "chưa đúng"},
		{"no such indicator", []part{{name: "for", content: "9.9/"}, {name: "kind", content: "statement"}, {name: "title", content: "Tính theo sổ theo dõi"}}, "không có trong đợt này"},
		{"no such proof", []part{{name: "for", content: "2.1/plan"}, {name: "kind", content: "statement"}, {name: "title", content: "Tính theo sổ theo dõi"}}, "không có trong đợt này"},
		{"in place of nothing", append(evidenceParts("statement", "Tính theo sổ theo dõi"), part{name: "replaces", content: "nothing"}), "không có trong đợt này"},
	} {
		got := officer.send(form(t, at, path+"/evidence", c.parts...))
		if c.says == "" && (got.status != http.StatusSeeOther || got.header.Get("Location") != path+"/evidence#i-2.1") {
			t.Errorf("%s: got %d to %s", c.name, got.status, got.header.Get("Location"))
		}
		if c.says != "" && (got.status != http.StatusBadRequest || !strings.Contains(got.body, c.says)) {
			t.Errorf("%s: got %d without %q", c.name, got.status, c.says)
		}
	}
	for _, parts := range [][]part{ // the second click
		evidenceParts("file", "Kế hoạch, gửi lại", part{"evidence", "khác tên.pdf", onePDF}), evidenceParts("statement", "Tính theo sổ theo dõi của đơn vị <script>"),
	} {
		got := officer.send(form(t, at, path+"/evidence", parts...))
		if got.status != http.StatusSeeOther || got.header.Get("Location") != path+"/evidence?already=2.1#already" {
			t.Errorf("sent again: got %d to %s", got.status, got.header.Get("Location"))
		}
	}
	htmltest.Parse(t, officer.get(path+"/evidence?already=2.1").body).In("#already").HasText("đã có ở tiêu chí 2.1")
	htmltest.Parse(t, officer.get(path+"/evidence?already=9.9").body).HasNo("#already")
	short := officer.send(form(t, at, path+"/evidence", evidenceParts("statement", "ngắn")...)).page(t)
	short.In("#add").HasCount(`#problem a[href="#title"]`, 1).HasCount("#title[aria-invalid=true]", 1)
	page := htmltest.Parse(t, officer.get(path+"/evidence").body)
	page.In(`[id="i-2.1"]`).HasCount(".locker-items li", 4)
	if strings.Contains(officer.get(path+"/evidence").body, "<script>") {
		t.Error("what was typed is a script")
	}
	all, err := at.board.Store.EvidenceOf(t.Context(), silent)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		if e.Kind == reform.FileEvidence {
			at.filesAreGivenOutHarmless(t, path, e)
		}
	}
	first := all[len(all)-1].ID
	reuse := url.Values{"for": {"2.2/"}, "evidence": {first}}
	if got := officer.post(path+"/citations", reuse); got.status != http.StatusSeeOther {
		t.Errorf("reused: got %d", got.status)
	}
	reuse.Set("withdraw", "1")
	for range 2 { // the second click
		if got := officer.post(path+"/citations", reuse); got.status != http.StatusSeeOther {
			t.Errorf("withdrawn: got %d", got.status)
		}
	}
	htmltest.Parse(t, officer.get(path+"/evidence").body).HasNo(`[id="i-2.2"] .locker-items li`)
}

// filesAreGivenOutHarmless looks at what a browser is told of a file.
func (s *site) filesAreGivenOutHarmless(t *testing.T, path string, e reform.Evidence) {
	t.Helper()
	drawn, err := s.board.Store.BoardVersion(t.Context())
	must(t, err)
	before, err := s.board.Store.Anchor(t.Context(), played)
	must(t, err)
	officer := s.as(t, "officer")
	for rest, want := range map[string][3]string{
		"/file": {"application/octet-stream", "attachment", "sandbox"}, "/view": {map[reform.FileType]string{reform.PDF: "application/pdf", reform.PNG: "image/png"}[e.Type], "inline", "default-src 'none'"},
	} {
		got := officer.get(path + "/evidence/" + e.ID + rest)
		h := got.header
		if got.status != http.StatusOK || h.Get("Content-Type") != want[0] || !strings.HasPrefix(h.Get("Content-Disposition"), want[1]) ||
			!strings.Contains(h.Get("Content-Security-Policy"), want[2]) || strings.Contains(h.Get("Content-Security-Policy"), "script-src") || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s%s: got %d, %v", e.Name, rest, got.status, h)
		}
	}
	if e.Type == reform.PDF && !strings.HasSuffix(e.Name, ".html.pdf") {
		t.Errorf("a PDF is given out as %s", e.Name)
	}
	if now, err := s.board.Store.BoardVersion(t.Context()); now != drawn || err != nil {
		t.Errorf("who only reads moves the board from %d to %d, %v", drawn, now, err)
	}
	events, err := s.board.Store.Events(t.Context(), before.Seq, 10)
	if err != nil || len(events) != 2 || events[0].Deed != reform.DownloadedDeed || events[0].By != "officer" || !strings.Contains(events[0].Detail, e.SHA256) {
		t.Errorf("the log says %+v, %v", events, err)
	}
}

// whoMaySeeAndChangeEvidence asks as every role, of the officer's unit and another's.
func whoMaySeeAndChangeEvidence(t *testing.T, at *site) {
	own, err := at.board.Store.EvidenceOf(t.Context(), silent)
	if err != nil {
		t.Fatal(err)
	}
	file := own[slices.IndexFunc(own, func(e reform.Evidence) bool { return e.Kind == reform.FileEvidence })]
	other := reform.Evidence{ID: "other", Unit: "mau-v03", Kind: reform.FileEvidence, SHA256: file.SHA256, Name: "x.pdf", Size: file.Size, Type: reform.PDF, At: played, By: "test"}
	if err := at.board.Store.SaveEvidence(t.Context(), other, reform.Citation{Cycle: service, Indicator: "2.1"}); err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{silent: "officer appraiser committee analyst administrator", "mau-v03": "appraiser committee analyst administrator"}
	changed := map[string]string{silent: "officer administrator", "mau-v03": "administrator"}
	has := func(list, role string) bool { return strings.Contains(" "+list+" ", " "+role+" ") }
	for _, role := range []string{"officer", "appraiser", "committee", "analyst", "administrator"} {
		person := at.as(t, role)
		for unit, id := range map[string]string{silent: file.ID, "mau-v03": "other"} {
			path := "/cycles/" + service + "/units/" + unit
			for _, rest := range []string{"/evidence", "/evidence/" + id + "/file", "/evidence/" + id + "/view"} {
				if got := person.get(path + rest); (got.status == http.StatusOK) != has(seen[unit], role) {
					t.Errorf("%s at %s: got %d", role, path+rest, got.status)
				}
			}
			for _, got := range []answer{
				person.send(form(t, at, path+"/evidence", evidenceParts("statement", "Tính theo sổ theo dõi của đơn vị")...)),
				person.post(path+"/citations", url.Values{"for": {"2.1/"}, "evidence": {id}}),
			} {
				if (got.status == http.StatusSeeOther) != has(changed[unit], role) {
					t.Errorf("%s changes %s: got %d", role, path, got.status)
				}
			}
		}
	}
	officer := at.as(t, "officer")
	for _, rest := range []string{"other/file", "other/view", "none/file", "none/view"} {
		if got := officer.get("/cycles/" + service + "/units/" + silent + "/evidence/" + rest); got.status != http.StatusNotFound {
			t.Errorf("%s under the officer's own unit: got %d", rest, got.status)
		}
	}
	if got := officer.post("/cycles/"+service+"/units/"+silent+"/citations", url.Values{"for": {"2.1/"}, "evidence": {"other"}}); got.status != http.StatusBadRequest {
		t.Errorf("another unit's evidence was cited: %d", got.status)
	}
	const flag = "Tệp này cũng được đơn vị khác dùng"
	for role, want := range map[string]bool{"officer": false, "appraiser": true} {
		if got := at.as(t, role).get("/cycles/" + service + "/units/" + silent + "/evidence").body; strings.Contains(got, flag) != want {
			t.Errorf("%s is told of the other unit: %v", role, !want)
		}
	}
	stranger := at.visitor(t)
	for _, rest := range []string{"", "/" + file.ID + "/file", "/" + file.ID + "/view"} {
		if got := stranger.get("/cycles/" + service + "/units/" + silent + "/evidence" + rest); got.status != http.StatusSeeOther {
			t.Errorf("a stranger at %s: got %d", rest, got.status)
		}
	}
}
