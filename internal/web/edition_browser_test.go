package web_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"reformboard/dashboards/assets"
	"reformboard/internal/flow/record"
	"reformboard/internal/htmltest"
	"reformboard/internal/store/storetest"
)

// TestRecordInABrowser proposes an edition as one person, has another approve it, verifies
// it by a click, and has the pages judged as every page is.
func TestRecordInABrowser(t *testing.T) {
	program := chromium(t)
	axe, err := os.ReadFile(filepath.Join("..", "..", "dashboards", "assets", "node_modules", "axe-core", "axe.min.js"))
	htmltest.NeedsAssets(t, err == nil && assets.Ready())
	at := newSite(t, storetest.Open(t))
	at.staff(t)
	list := "/cycles/" + service + "/editions"
	b := openTab(t, at, program)
	b.signIn("administrator")
	b.judge(string(axe), list)
	b.visit(list)
	b.do(chromedp.Click(chromedp.CSS(`form[action="`+list+`"] button`)), chromedp.WaitVisible(chromedp.CSS(`form[action="`+list+`/withdraw"]`)))
	b.judge(string(axe), list)
	k := record.Book{Board: at.board}
	open, err := at.board.Store.OpenProposal(t.Context(), service)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.Approve(t.Context(), record.Consent{Cycle: service, Proposal: open.ID, By: "second", At: played}); err != nil {
		t.Fatal(err)
	}
	b.visit(list)
	b.do(chromedp.Click(chromedp.CSS(`table a[href="`+list+`/1"]`)), chromedp.WaitVisible(chromedp.CSS(`form[action="`+list+`/1/verify"]`)))
	b.do(chromedp.Click(chromedp.CSS(`form[action="`+list+`/1/verify"] button`)), chromedp.WaitVisible(chromedp.CSS(".verdict-good")))
	b.judge(string(axe), list, list+"/1", "/log", "/log?deed=refused&by=nobody")
	board := "/cycles/" + service
	b.judge(string(axe), board+"?edition=1", board+"/ranking?edition=1", board+"/weak?edition=1", board+"/units/"+aUnit+"?edition=1")
	b.visit(board + "/weak?edition=1") // a cell of the map leads to the receipt of the edition
	b.do(chromedp.Click(chromedp.CSS("table.heat.clickable tbody td:nth-of-type(3)")), chromedp.WaitVisible(chromedp.CSS(`main a[href$="/receipt.json?edition=1"]`)))
	b.nothingAmiss()
}
