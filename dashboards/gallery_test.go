package dashboards

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"reformboard/dashboards/assets"
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

var gallery = flag.String("gallery", "", "write every page with sample data into this folder")

// sampled is a page with sample data, by the name of its file in the gallery.
type sampled struct {
	name string
	page frame.Page
}

func must[P frame.Page](t testing.TB) func(P, error) frame.Page {
	return func(page P, err error) frame.Page {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return page
	}
}

// samples is every page, filled and empty.
func samples(t testing.TB, v frame.Voice) []sampled {
	now, before := sampleTally("2026-Q3"), []*reform.Tally{}
	for _, p := range []reform.Period{"2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"} {
		before = append(before, sampleTally(p))
	}
	none := emptyTally()
	other := sampleFramework()
	other.Short = words("Chính phủ điện tử", "E-government")
	siblings := []Sibling{{now.Cycle, &now.Framework}, {reform.Cycle{ID: "other"}, &other}}
	uploads := []reform.Upload{sampleUpload(now)}
	return append([]sampled{
		{"signin", NewSignIn(v, "", "", sampleDemo())},
		{"signin-refused", NewSignIn(v, "officer", v.Say("page.error.403.sentence"), nil)},
		{"error-404", NewError(v, 404, "")},
		{"error-500", NewError(v, 502, "")},
		{"cycles", NewCycles(v, sampleEntries(now, before), now.AsOf)},
		{"cycles-empty", NewCycles(v, nil, now.AsOf)},
		{"overview", NewOverview(v, now, before, siblings)},
		{"overview-empty", NewOverview(v, none, nil, nil)},
		{"scorecard", must[Scorecard](t)(NewScorecard(v, now, "unit-08", aroundOf(now, "unit-08", before...)))},
		{"scorecard-unranked", must[Scorecard](t)(NewScorecard(v, now, "unit-12", aroundOf(now, "unit-12", before...)))},
		{"scorecard-empty", must[Scorecard](t)(NewScorecard(v, none, "unit-01", aroundOf(none, "unit-01")))},
		{"receipt", must[Receipt](t)(receiptSample(v, now, before[len(before)-1], "3.4", uploads))},
		{"receipt-missing", must[Receipt](t)(NewReceipt(v, none, "unit-08", "3.4", nil))},
		{"receipt-suppressed", must[Receipt](t)(NewReceipt(v, now, "unit-08", "5.1", nil))},
		{"receipt-area", must[Receipt](t)(NewReceipt(v, now, "unit-08", "3", nil))},
		{"receipt-total", must[Receipt](t)(receiptSample(v, now, before[len(before)-1], "total", nil))},
		{"method", NewMethod(v, sampleIndex())},
		{"method-empty", NewMethod(v, none)},
	}, slices.Concat(
		reportSamples(v, now),
		batchSamples(t, v, now),
		recipeSamples(v, now),
		oddSamples(t, v),
		overviewSamples(v, now, before),
		completenessSamples(t, v, now, before),
		searchSamples(v, now),
		rankingSamples(t, v, now),
		compareSamples(v, now, before),
		movementSamples(t, v, now, before),
		radarSamples(t, v, now, before),
		indicatorSamples(t, v, now, before),
	)...)
}

func sampleDemo() []DemoSignIn {
	return []DemoSignIn{
		{Name: "banchidao", Password: "xem-va-quyet-dinh", Role: reform.Committee},
		{Name: "canbo", Password: "nop-bao-cao", Role: reform.Officer, Unit: "Chi cục Khu vực 1"},
		{Name: "thamdinh", Password: "so-lieu-khao-sat", Role: reform.Appraiser},
		{Name: "quantri", Password: "nguoi-dung", Role: reform.Administrator},
	}
}

func sampleEntries(now *reform.Tally, before []*reform.Tally) []CycleEntry {
	entries := []CycleEntry{{Cycle: now.Cycle, Framework: &now.Framework, Body: now.Body, Units: 48, Reported: 46}}
	for n := range before {
		t := before[len(before)-1-n]
		entries = append(entries, CycleEntry{Cycle: t.Cycle, Framework: &t.Framework, Body: t.Body, Units: 48, Reported: 48 - n})
	}
	real := now.Body
	real.ID, real.Simulated, real.NameVI = "published", false, "Cơ quan đã công bố số liệu"
	return append(entries, CycleEntry{Cycle: now.Cycle, Framework: &now.Framework, Body: real, Units: 14, Reported: 14})
}

func sampleShell(l reform.Language, name string) Shell {
	shell := Shell{Voice: frame.Voice{Language: l, Zone: hanoi, Now: sampleTally("2026-Q3").AsOf, Path: "/cycles/example-2026-Q3?group=regions"}}
	if !strings.HasPrefix(name, "signin") {
		shell.User = &reform.User{ID: "canbo", Name: "Nguyễn Văn Mẫu", Role: reform.Officer, Unit: "unit-08"}
	}
	return shell
}

func render(t testing.TB, l reform.Language, s sampled) string {
	t.Helper()
	var b bytes.Buffer
	if err := Render(&b, sampleShell(l, s.name), s.page); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// galleryFolder is where pages are written: the folder that was named, or one that goes
// with the test.
func galleryFolder(t testing.TB) string {
	if *gallery == "" {
		return t.TempDir()
	}
	return *gallery
}

// TestGallery writes the pages as files that a browser can open, to be kept when
// a folder is named.
func TestGallery(t *testing.T) {
	folder := galleryFolder(t)
	for _, l := range reform.Languages {
		for _, s := range samples(t, sampleShell(l, "").Voice) {
			html := strings.ReplaceAll(render(t, l, s), "/assets/", "../assets/")
			write(t, filepath.Join(folder, string(l), s.name+".html"), []byte(html))
		}
	}
	err := fs.WalkDir(assets.Files(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := assets.Read(path)
		write(t, filepath.Join(folder, "assets", path), content)
		return err
	})
	for _, name := range []string{"board.css", "board.js", "charts.js"} {
		content, err := assets.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(folder, "assets", name), content)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func write(t testing.TB, path string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
}
