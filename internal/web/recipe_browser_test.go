package web_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"reformboard/dashboards/assets"
	"reformboard/internal/reform"
	"reformboard/internal/store/storetest"
)

// TestAFormOfOthersInABrowser makes a recipe from a sample, follows it for a cycle, and
// looks at the drafts: choose, map, save, read, keep.
func TestAFormOfOthersInABrowser(t *testing.T) {
	program := chromium(t)
	at := newSite(t, storetest.Open(t))
	b := openTab(t, at, program)
	file := filepath.Join(t.TempDir(), "Biểu tổng hợp quý IV.xlsx")
	if err := os.WriteFile(file, quarterly(t, at), 0o600); err != nil {
		t.Fatal(err)
	}
	b.signIn("administrator")
	b.do(chromedp.Click(chromedp.CSS(`a[href="/recipes"]`)), chromedp.WaitVisible(chromedp.CSS("#workbook")))
	b.picture("recipes")
	b.do(
		chromedp.SetValue(chromedp.CSS("#framework"), frameworkOf(t, at)),
		chromedp.SetUploadFiles(chromedp.CSS("#workbook"), []string{file}),
		chromedp.Click(chromedp.CSS(`form[action="/recipes/sample"] button`)), chromedp.WaitVisible(chromedp.CSS("#column-D")),
	)
	b.reads("Vùng bốn (biệt danh)", "Đơn vị lạ", "đề xuất", "Số hồ sơ giải quyết đúng hạn")
	b.picture("recipe-making")
	b.do(
		chromedp.SetValue(chromedp.CSS("#column-D"), "figure:dossiers_received"), chromedp.SetValue(chromedp.CSS("#column-E"), "figure:dossiers_on_time"),
		chromedp.SetValue(chromedp.CSS("#column-F"), "check"), chromedp.SetValue(chromedp.CSS("#column-G"), "figure:procedures_published"),
		chromedp.SendKeys(chromedp.CSS("#meant-1"), unitName(t, at, "mau-v04")),
		chromedp.Click(chromedp.CSS("#looked")), chromedp.Click(chromedp.CSS("form.making .decide button")), chromedp.WaitVisible(chromedp.CSS(saving)),
	)
	b.reads("9 giá trị của 3 đơn vị", "Đơn vị lạ")
	b.picture("recipe-trial")
	b.do(chromedp.Click(chromedp.CSS(saving+" button")), chromedp.WaitVisible(chromedp.CSS(`a[href*="/cycles/`+service+`/recipes/"]`)))
	b.reads("đúng cả 9 giá trị")
	b.picture("recipe")
	b.do(
		chromedp.Click(chromedp.CSS(`a[href*="/cycles/`+service+`/recipes/"]`)), chromedp.WaitVisible(chromedp.CSS("#workbook")),
		chromedp.SetUploadFiles(chromedp.CSS("#workbook"), []string{file}), chromedp.Click(chromedp.CSS("form.upload button")),
		chromedp.WaitVisible(chromedp.CSS(".shares")),
	)
	b.reads("9 giá trị của 3 đơn vị", "Chưa có gì được ghi", "Đơn vị lạ")
	b.picture("foreign")
	b.do(chromedp.Click(chromedp.CSS("#share-1")), chromedp.Click(chromedp.CSS(".decide button")), chromedp.WaitVisible(chromedp.CSS(".done")))
	b.reads("Đã giữ vào bản nháp của 2 đơn vị")
	b.picture("foreign-kept")
	b.visit(desk + "/report")
	b.reads("Biểu tổng hợp quý IV.xlsx")
	draft, err := at.board.Store.Report(t.Context(), service, silent, reform.FromUnit)
	if v, _ := draft.Value("dossiers_on_time"); err != nil || v.Text != "80" || v.Cell != "E9" || v.Sheet != "Biểu số liệu" {
		t.Errorf("%+v, %v", draft, err)
	}
	b.accessibleRecipes()
	b.nothingAmiss()
}

// accessibleRecipes has axe-core judge the pages, where it was built.
func (b tab) accessibleRecipes() {
	b.t.Helper()
	axe, err := os.ReadFile(filepath.Join("..", "..", "dashboards", "assets", "node_modules", "axe-core", "axe.min.js"))
	if err != nil || !assets.Ready() {
		if os.Getenv("REQUIRE_ASSETS") != "" {
			b.t.Fatal("the assets are not built: make assets")
		}
		b.t.Log("SKIPPED: the assets are not built: make assets")
		return
	}
	for _, path := range []string{"/recipes", "/recipes/bieu-tong-hop-quy-iv", "/cycles/" + service + "/recipes/bieu-tong-hop-quy-iv"} {
		b.visit(path)
		b.accessible(path, string(axe))
	}
}
