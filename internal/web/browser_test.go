package web_test

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"

	"reformboard/dashboards"
	"reformboard/internal/reform"
	"reformboard/internal/store/storetest"
)

var screenshot = flag.String("screenshot", "", "keep the first page's picture in this file, for README")

// TestDeadlineDay is the main job in a real browser: an officer downloads the
// form, uploads it with two mistakes, sees both cells named, uploads the mended
// one and submits; the committee sees the ranking change, the weak indicators, a
// receipt, and takes the workbook home.
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
	b.visit(desk + "/report")
	form, err := os.ReadFile(b.download(`a[href*="form.xlsx"]`))
	if err != nil {
		t.Fatal(err)
	}
	wrong := answers(at, t)
	wrong["dossiers_on_time"], wrong["petitions"] = 99999, "mười hai"
	b.send(at.fill(t, string(form), wrong), "báo cáo quý.xlsx")
	b.reads(cellOf(t, at, "dossiers_on_time"), "99999", cellOf(t, at, "petitions"), "mười hai")
	b.picture("upload-with-mistakes")

	b.send(at.fill(t, string(form), answers(at, t)), "báo cáo quý đã sửa.xlsx")
	b.visit(desk + "/report")
	b.picture("report-draft")
	b.do(chromedp.Click(chromedp.CSS(`form[action*="/submit"] button`)), chromedp.WaitVisible(chromedp.CSS(".done")))
	b.picture("report-submitted")
	b.signOut()

	b.signIn("committee")
	b.visit("/cycles/" + service + "/ranking")
	after, _ := mustTally(t, at).Overall.Standing(silent)
	if before.Rank != 0 || after.Rank == 0 {
		t.Errorf("the unit went from rank %d to %d", before.Rank, after.Rank)
	}
	file := b.download(`a[href*="ranking.xlsx"]`)
	opensAgain(t, file)
	b.visit("/cycles/" + service + "/weak")
	b.reads("hệ thống")
	b.visit("/cycles/" + service + "/units/" + silent + "/indicators/2.1")
	b.reads("báo cáo quý đã sửa.xlsx", cellOf(t, at, "dossiers_on_time"))
	b.nothingAmiss()
}

// cellOf is where the newest version says something about a figure.
func cellOf(t *testing.T, at *site, figure string) string {
	t.Helper()
	report, err := at.board.Store.Report(t.Context(), service, silent, reform.FromUnit)
	if err != nil {
		t.Fatal(err)
	}
	v, _ := report.Value(figure)
	return v.Cell
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
	office, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("REQUIRE_OFFICE") != "" {
			t.Fatal(err)
		}
		t.Log("SKIPPED: no LibreOffice on this machine to open the workbook with")
		return
	}
	folder := t.TempDir()
	named := filepath.Join(folder, "ranking.xlsx")
	if err := os.WriteFile(named, content, 0o600); err != nil {
		t.Fatal(err)
	}
	convert := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+folder+"/profile", "--headless", "--convert-to", "pdf", "--outdir", folder, named)
	if out, err := convert.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if pdf, err := os.ReadFile(filepath.Join(folder, "ranking.pdf")); err != nil || !bytes.HasPrefix(pdf, []byte("%PDF")) {
		t.Errorf("LibreOffice made no PDF of it: %v", err)
	}
}

// nothingAmiss fails when any page asked another machine for anything, or the
// browser complained.
func (b tab) nothingAmiss() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(*b.outside) > 0 {
		b.t.Errorf("requests left the machine: %v", *b.outside)
	}
	for _, fault := range *b.faults {
		if !strings.Contains(fault, "401") && !strings.Contains(fault, "404") {
			b.t.Errorf("the browser complains: %s", fault)
		}
	}
}

// TestEveryPageInABrowser draws every page, looks at it in both windows and has
// axe-core judge it.
func TestEveryPageInABrowser(t *testing.T) {
	program := chromium(t)
	axe, err := os.ReadFile(filepath.Join("..", "..", "dashboards", "assets", "node_modules", "axe-core", "axe.min.js"))
	if err != nil || !dashboards.AssetsReady() {
		if os.Getenv("REQUIRE_ASSETS") != "" {
			t.Fatal("the assets are not built: make assets")
		}
		t.Skip("SKIPPED: the assets are not built: make assets")
	}
	at := siteOf(t, storetest.Open(t), 4)
	b := openTab(t, at, program)
	b.visit("/sign-in")
	b.picture("sign-in")
	b.accessible("/sign-in", string(axe))
	b.signIn("committee")
	for n, path := range append(everyPage, "/nowhere") {
		b.visit(path + in(path, reform.Languages[n%2]))
		b.drawn()
		b.picture(strings.Trim(strings.NewReplacer("/", "_", "?", "_", "=", "-").Replace(path), "_") + "-page")
		b.accessible(path, string(axe))
	}
	b.nothingAmiss()
	if *screenshot != "" {
		b.visit("/cycles/" + service + "?lang=en")
		b.drawn()
		b.keep(*screenshot)
	}
}

// drawn waits for the charts, which are drawn with the next frame.
func (b tab) drawn() {
	b.t.Helper()
	all := `document.querySelectorAll("figure.chart").length === document.querySelectorAll("figure.chart svg").length`
	if _, err := chromedp.Run(b, chromedp.Poll[bool](all, chromedp.WithPollingTimeout(5*time.Second))); err != nil {
		b.t.Errorf("some charts are not drawn: %v", err)
	}
}

// in asks for the page in a language.
func in(path string, l reform.Language) string {
	if strings.Contains(path, "?") {
		return "&lang=" + string(l)
	}
	return "?lang=" + string(l)
}
