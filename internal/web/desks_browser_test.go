package web_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"reformboard/dashboards/assets"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
	"reformboard/internal/store/storetest"
)

// TestEveryDeskInABrowser looks, as TestEveryPageInABrowser does, at the pages that each role
// has for itself: what it owes, the calendar with its forms, what a unit shows, who may come
// in, and the own account.
func TestEveryDeskInABrowser(t *testing.T) {
	program := chromium(t)
	t.Parallel()
	axe, err := os.ReadFile(filepath.Join("..", "..", "dashboards", "assets", "node_modules", "axe-core", "axe.min.js"))
	htmltest.NeedsAssets(t, err == nil && assets.Ready())
	at := siteOf(t, storetest.Open(t), 4)
	at.furnishDesks(t)
	b := openTab(t, at, program)
	calendar := "/cycles/" + egov + "/calendar"
	for _, desk := range []struct {
		role  string
		pages []string
	}{
		{"officer", []string{"/", calendar, "/cycles/" + egov + "/units/" + silent + "/report?source=unit", "/cycles/" + service + "/units/" + silent + "/evidence", "/receipts", "/account"}},
		{"appraiser", []string{"/", "/cycles/" + service + "/units/" + silent + "/evidence"}},
		{"analyst", []string{"/"}},
		{"administrator", []string{"/", calendar, "/cycles/" + real766 + "/calendar", "/people", "/people/officer", "/rights", "/account"}},
	} {
		b.signIn(desk.role)
		own := b
		own.folder = filepath.Join(b.folder, desk.role)
		must(t, os.MkdirAll(own.folder, 0o700))
		own.judge(string(axe), desk.pages...)
		b.signOut()
	}
	b.nothingAmiss()
}

// furnishDesks gives the pages something to say: more time for one unit, days of
// stages, and evidence of every kind, of which another unit shows some too.
func (s *site) furnishDesks(t *testing.T) {
	t.Helper()
	store := s.board.Store
	must(t, store.SaveWindows(t.Context(), "administrator", played, egov, []reform.Window{
		{Stage: reform.FirstAppraisal, Opens: played, Due: played.AddDate(0, 0, 9), Grace: time.Hour, Closes: played.AddDate(0, 0, 12)},
		{Stage: reform.ReportingStage, PeerGroup: "departments", Opens: played.AddDate(0, 0, -9), Due: played.AddDate(0, 0, 3), Closes: played.AddDate(0, 0, 4)},
	}))
	must(t, store.SaveExtension(t.Context(), reform.Extension{
		ID: "storm", Cycle: egov, Stage: reform.ReportingStage, Unit: silent, Until: played.AddDate(0, 0, 20), Reason: "Bão số 9 làm mất điện ba ngày tại trụ sở", At: played, By: "administrator",
	}))
	officer, path := s.as(t, "officer"), "/cycles/"+service+"/units/"+silent+"/evidence"
	for _, parts := range [][]part{
		evidenceParts("file", "Kế hoạch cải cách hành chính", part{"evidence", "kế hoạch.pdf", redPDF()}),
		evidenceParts("file", "Ảnh chụp bảng niêm yết thủ tục", part{"evidence", "ảnh.png", redPicture(t)}),
		evidenceParts("statement", "Tính theo sổ theo dõi của đơn vị"),
		append(evidenceParts("reference", "Quyết định"), part{name: "number", content: "12/QĐ"}, part{name: "issuer", content: "Bộ"}, part{name: "dated", content: "2026-01-02"}),
	} {
		officer.send(form(t, s, path, parts...))
	}
	all, err := store.EvidenceOf(t.Context(), silent)
	must(t, err)
	if len(all) != 4 {
		t.Fatalf("%d pieces of evidence were taken", len(all))
	}
	for _, e := range all {
		if e.Kind == reform.FileEvidence {
			e.ID, e.Unit = "other-"+e.ID, "mau-v03"
			must(t, store.SaveEvidence(t.Context(), e, reform.Citation{Cycle: service, Indicator: "2.1"}))
		}
	}
}

// red is what the files to be looked at are of.
var red = color.RGBA{R: 255, A: 255}

func redPicture(t *testing.T) string {
	t.Helper()
	square, file := image.NewRGBA(image.Rect(0, 0, 300, 300)), bytes.Buffer{}
	draw.Draw(square, square.Bounds(), image.NewUniform(red), image.Point{}, draw.Src)
	must(t, png.Encode(&file, square))
	return file.String()
}

// redPDF is a page that is filled with red.
func redPDF() string {
	var file strings.Builder
	var starts []int
	file.WriteString("%PDF-1.4\n")
	const fill = "1 0 0 rg 0 0 300 300 re f\n"
	for n, object := range []string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Resources << >> /Contents 4 0 R >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%sendstream", len(fill), fill),
	} {
		starts = append(starts, file.Len())
		fmt.Fprintf(&file, "%d 0 obj\n%s\nendobj\n", n+1, object)
	}
	table := file.Len()
	fmt.Fprintf(&file, "xref\n0 %d\n0000000000 65535 f \n", len(starts)+1)
	for _, at := range starts {
		fmt.Fprintf(&file, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&file, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(starts)+1, table)
	return file.String()
}

// TestEvidenceIsShownByTheBrowser opens a picture and a PDF as somebody does who judges a
// claim, under the policy by which they are sent: both are there to be seen.
func TestEvidenceIsShownByTheBrowser(t *testing.T) {
	program := chromium(t)
	at := siteOf(t, storetest.Open(t), 4)
	at.furnishDesks(t)
	all, err := at.board.Store.EvidenceOf(t.Context(), silent)
	must(t, err)
	b := openTab(t, at, program)
	b.signIn("appraiser")
	seen := 0
	for _, e := range all {
		if e.Kind != reform.FileEvidence {
			continue
		}
		b.visit("/cycles/" + service + "/units/" + silent + "/evidence/" + e.ID + "/view")
		if !b.shows(red) {
			t.Errorf("%s is not seen: %s", e.Name, filepath.Join(b.folder, "evidence.png"))
		}
		seen++
	}
	if seen != 2 {
		t.Errorf("%d files were looked at", seen)
	}
	b.noComplaints() // of the browser's own viewer nothing is held: what it loads comes with the browser
}

// shows reports whether a good part of the window gets a colour before long.
func (b tab) shows(want color.RGBA) bool {
	b.t.Helper()
	file := filepath.Join(b.folder, "evidence.png")
	waiting, stop := context.WithTimeout(b, 20*time.Second) // a browser draws when it likes
	defer stop()
	for waiting.Err() == nil {
		b.keep(file)
		content, err := os.ReadFile(file)
		must(b.t, err)
		shown, err := png.Decode(bytes.NewReader(content))
		must(b.t, err)
		if count(shown, want) > 20_000 {
			return true
		}
	}
	return false
}

func count(shown image.Image, want color.RGBA) (pixels int) {
	bounds := shown.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			if color.RGBAModel.Convert(shown.At(x, y)) == want {
				pixels++
			}
		}
	}
	return pixels
}
