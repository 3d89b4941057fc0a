package web_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"reformboard/internal/reform"
	"reformboard/internal/store/storetest"
	"reformboard/seed"
)

// TestByKeyboardAlone walks the paths of three people without a mouse, on a desk, at a
// phone's width and at four times the size, in both languages, by day and by night.
func TestByKeyboardAlone(t *testing.T) {
	program := chromium(t)
	at := siteOf(t, storetest.Open(t), 2)
	b := openTab(t, at, program)
	for n, size := range [][2]int64{{1366, 768}, {390, 844}, {320, 256}} {
		b.do(chromedp.EmulateViewport(size[0], size[1]))
		for m, l := range reform.Languages {
			b.inScheme([]string{"light", "dark"}[(n+m)%2], func() {
				b.committeeByKeyboard(l)
				b.analystByKeyboard(l)
				b.officerByKeyboard(l, 1000*n+100*m)
			})
		}
	}
	b.nothingAmiss()
}

// committeeByKeyboard goes from a ranking to the cause of one number.
func (b tab) committeeByKeyboard(l reform.Language) {
	b.t.Helper()
	b.signInByKeyboard("committee")
	b.follow(`main a[href="/cycles/` + service + `"]`)
	b.follow(`.languages a[href*="lang=` + string(l) + `"]`)
	b.follow(`.menu a[href$="/ranking"]`)
	b.follow(`#ranking a[href*="/units/"]`)
	b.follow(`.scores .why-link a`)
	if n := b.count(".receipt"); n != 1 {
		b.t.Errorf("the keyboard did not lead to a receipt but to: %s", b.text())
	}
	b.signOutByKeyboard()
}

// analystByKeyboard takes the ranking and a chart's figures home.
func (b tab) analystByKeyboard(l reform.Language) {
	b.t.Helper()
	b.signInByKeyboard("analyst")
	b.visit("/cycles/" + service + "/ranking?lang=" + string(l))
	for _, link := range []string{`a[href*="ranking.xlsx"]`, `a[href*="ranking.csv"]`} {
		b.tabTo(link)
		if file, err := os.Stat(b.downloadBy(chromedp.KeyEvent(kb.Enter))); err != nil || file.Size() == 0 {
			b.t.Errorf("%s: nothing came: %v", link, err)
		}
	}
	b.signOutByKeyboard()
}

// officerByKeyboard hands a report in, each time with more petitions. Only the choice of
// the file, which is the system's own window, is made for the officer.
func (b tab) officerByKeyboard(l reform.Language, petitions int) {
	b.t.Helper()
	values := answers(b.site, b.t)
	values["petitions"] = 5000 + petitions
	content := b.site.fill(b.t, b.site.as(b.t, "officer").get(desk+"/form.xlsx").body, values)
	file := filepath.Join(b.t.TempDir(), "báo cáo.xlsx")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		b.t.Fatal(err)
	}
	b.signInByKeyboard("officer")
	b.follow(`.languages a[href*="lang=` + string(l) + `"]`)
	b.follow(`main a[href*="` + desk + `/report"]`)
	b.tabTo("#workbook")
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#workbook"), []string{file}))
	b.follow("form.upload button")
	b.follow(keep)
	for _, id := range b.ids(".submission textarea") {
		b.tabTo("#" + id)
		b.do(chromedp.KeyEvent("Tiếp nhận thêm hồ sơ của ba xã sáp nhập"))
	}
	b.follow(".submission button")
	b.reads(b.site.newest(b.t).Code())
	b.signOutByKeyboard()
}

func (b tab) ids(selector string) []string {
	b.t.Helper()
	ids, err := chromedp.Run(b, chromedp.Evaluate[[]string]("[...document.querySelectorAll("+strconv.Quote(selector)+")].map(e => CSS.escape(e.id))"))
	if err != nil {
		b.t.Fatal(err)
	}
	return ids
}

func (b tab) signInByKeyboard(name string) {
	b.t.Helper()
	for _, a := range seed.Accounts {
		if a.Name == name {
			b.visit("/sign-in")
			b.tabTo("#name")
			b.do(chromedp.KeyEvent(a.Name))
			b.tabTo("#password")
			b.do(chromedp.KeyEvent(a.Password))
			b.loads(chromedp.KeyEvent(kb.Enter))
		}
	}
}

func (b tab) signOutByKeyboard() {
	b.t.Helper()
	b.follow(`form[action="/sign-out"] button`)
}

// follow goes to a link or button by keyboard, and presses it.
func (b tab) follow(selector string) {
	b.t.Helper()
	b.tabTo(selector)
	b.loads(chromedp.KeyEvent(kb.Enter))
}

// loads does something that opens another page, and waits for that page.
func (b tab) loads(step chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	const old = `document.documentElement.dataset.old`
	mark, err := chromedp.Run(b, chromedp.Evaluate[string](old+` = "old"`))
	if err != nil || mark != "old" {
		b.t.Fatal(err)
	}
	b.do(step)
	for range 3 { // the question is lost with the page it was put to
		if _, err = chromedp.Run(b, chromedp.Poll[bool](`document.readyState === "complete" && !`+old, chromedp.WithPollingTimeout(10*time.Second))); err == nil {
			return
		}
	}
	b.t.Fatalf("no other page came: %v\n%s", err, b.text())
}

// mostTabs is how often a person may have to press the key to come to anything.
const mostTabs = 400

// tabTo presses Tab until the first thing of the selector has the focus, and looks
// whether that can be seen.
func (b tab) tabTo(selector string) {
	b.t.Helper()
	const focused = `(() => {
		const e = document.activeElement, wanted = document.querySelector(%s);
		if (!wanted) return "missing";
		if (e !== wanted) return "";
		const box = e.getBoundingClientRect(), style = getComputedStyle(e);
		const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
		const here = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
		return ring && here ? "seen" : "unseen";
	})()`
	script := strings.Replace(focused, "%s", strconv.Quote(selector), 1)
	for range mostTabs {
		got, err := chromedp.Run(b, chromedp.Evaluate[string](script))
		if err != nil {
			b.t.Fatal(err)
		}
		switch got {
		case "seen":
			return
		case "unseen":
			b.t.Errorf("%s has the focus, and nobody sees it", selector)
			return
		case "missing":
			b.t.Fatalf("%s is not on the page:\n%s", selector, b.text())
		}
		b.do(chromedp.KeyEvent(kb.Tab))
	}
	b.t.Fatalf("%d presses of Tab do not lead to %s", mostTabs, selector)
}
