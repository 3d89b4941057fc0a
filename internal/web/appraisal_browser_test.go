package web_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"reformboard/dashboards/assets"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
	"reformboard/internal/store/storetest"
)

// TestClaimsAreJudgedByKeys judges one claim after the other without a mouse, and has the
// pages of who judges looked at as every page is.
func TestClaimsAreJudgedByKeys(t *testing.T) {
	program := chromium(t)
	axe, err := os.ReadFile(filepath.Join("..", "..", "dashboards", "assets", "node_modules", "axe-core", "axe.min.js"))
	htmltest.NeedsAssets(t, err == nil && assets.Ready())
	at := newSite(t, storetest.Open(t))
	queue := "/cycles/" + service + "/appraisals"
	b := openTab(t, at, program)
	b.signIn("appraiser")
	items := at.as(t, "appraiser").get(queue).page(t)
	claim := items.In(".desk-lines tbody tr th a").At(0).Attr("href")
	shown := at.picture(t, claim)
	b.visit(claim)
	first := b.address()
	b.do(chromedp.Click(chromedp.CSS("#evidence summary")), chromedp.WaitVisible(chromedp.CSS("#evidence iframe")))
	b.loaded(shown)
	if looked, err := at.board.Store.EventsOf(t.Context(), reform.EventAsk{By: "appraiser", Deed: reform.DownloadedDeed}, 9); err != nil || len(looked) != 1 {
		t.Errorf("who looked at it stands in the log %d times, %v", len(looked), err)
	}
	b.picture("claim-with-evidence")
	second := b.press(first, "n") // leaves the claim as it is
	third := b.press(second, "1") // accepts and goes on
	b.do(chromedp.KeyEvent("2"), chromedp.KeyEvent("0"), chromedp.KeyEvent(","), chromedp.KeyEvent("2"))
	if got := b.value("#points"); got != "0,2" {
		t.Errorf("the second key leads to the points: they hold %q", got)
	}
	b.do(chromedp.SetValue(chromedp.CSS("#ground"), "R07"), chromedp.Focus(chromedp.CSS("#text")), chromedp.KeyEvent("Chỉ 12 trong 13 hồ sơ có căn cứ")) // digits are text there
	fourth := b.pressed(third, chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(2)))
	b.do(chromedp.KeyEvent("3"))
	if n := b.count(`#verdict-returned:checked`); n != 1 {
		t.Error("the third key does not choose to return")
	}
	if b.count(".done[role=status]") != 1 {
		t.Error("nobody is told that the judgement before was saved")
	}
	b.do(chromedp.SetValue(chromedp.CSS("#text"), "Thiếu biên bản"), chromedp.Blur(chromedp.CSS("#ground")), chromedp.KeyEvent("1")) // begun otherwise: it is chosen and not sent
	if b.address() != fourth || b.count(`#verdict-accepted:checked`) != 1 {
		t.Error("a key accepts over what was begun")
	}
	b.do(chromedp.KeyEvent("3"), chromedp.Click(chromedp.CSS("#keys")))
	b.do(chromedp.KeyEvent("1"))
	if b.address() != fourth || b.count(`#verdict-returned:checked`) != 1 {
		t.Error("the keys are switched off and decide all the same")
	}
	verdicts := map[reform.Verdict]int{}
	judged, err := at.board.Store.Appraisals(t.Context(), service)
	must(t, err)
	for _, a := range judged {
		verdicts[a.Verdict]++
	}
	if len(judged) != 2 || verdicts[reform.Accepted] != 1 || verdicts[reform.Cut] != 1 || !strings.Contains(second, judged[0].Unit) || !strings.Contains(third, judged[1].Unit) {
		t.Errorf("judged: %+v", judged)
	}
	listed := "/cycles/" + service + "/countermarks"
	b.judge(string(axe), listed, "/cycles/"+egov+"/countermarks", strings.TrimSuffix(strings.Split(second, "?")[0], "appraisal")+"countermark")
	b.judge(string(axe), queue, queue+"?flag=clean", queue+"?find=zzz", first, strings.TrimSuffix(strings.Split(third, "?")[0], "appraisal")+"thread", "/cycles/"+service+"/units/"+judged[1].Unit+"/appraisal")
	b.nothingAmiss()
	b = openTab(t, at, program)
	b.signIn("administrator")
	b.judge(string(axe), "/cycles/"+service+"/procedure", "/cycles/"+real766+"/procedure")
	b.nothingAmiss()
}

// picture has the unit of a claim show a picture for it, and returns where it is looked at.
func (s *site) picture(t *testing.T, claim string) string {
	t.Helper()
	parts := strings.Split(strings.Split(claim, "?")[0], "/") // /cycles/C/units/U/indicators/I/appraisal
	var content bytes.Buffer
	must(t, png.Encode(&content, image.NewGray(image.Rect(0, 0, 40, 20))))
	size := int64(content.Len())
	sha, err := s.board.Files.Keep(content.Bytes())
	must(t, err)
	e := reform.Evidence{ID: "shot", Unit: parts[4], Kind: reform.FileEvidence, Title: "Ảnh chụp màn hình", Name: "x.png", Type: reform.PNG, SHA256: sha, Size: size, At: played, By: "officer"}
	must(t, s.board.Store.SaveEvidence(t.Context(), e, reform.Citation{Cycle: parts[2], Indicator: parts[6]}))
	return strings.Join(parts[:5], "/") + "/evidence/shot/view"
}

// loaded waits until what a frame shows has come.
func (b tab) loaded(path string) {
	b.t.Helper()
	_, err := chromedp.Run(b, chromedp.Poll[bool](`performance.getEntriesByType("resource").some(r => r.name.endsWith("`+path+`"))`, chromedp.WithPollingTimeout(10*time.Second)))
	if err != nil {
		b.t.Fatal(err)
	}
}

// address is the path and query of the page that is shown.
func (b tab) address() string {
	b.t.Helper()
	at, err := chromedp.Run(b, chromedp.Evaluate[string](`location.pathname + location.search`))
	if err != nil {
		b.t.Fatal(err)
	}
	return at
}

func (b tab) value(selector string) string {
	b.t.Helper()
	held, err := chromedp.Run(b, chromedp.Evaluate[string](`document.querySelector("`+selector+`").value`))
	if err != nil {
		b.t.Fatal(err)
	}
	return held
}

// press leads from a page to another by one key.
func (b tab) press(from, key string) string { return b.pressed(from, chromedp.KeyEvent(key)) }

func (b tab) pressed(from string, step chromedp.Action[chromedp.Void]) string {
	b.t.Helper()
	b.loads(step)
	if b.address() == from || b.count(".desk-claim") != 1 {
		b.t.Fatalf("no key leads from %s to another claim, but to %s", from, b.address())
	}
	return b.address()
}
