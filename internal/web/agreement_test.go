package web_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reformboard/dashboards/assets"
	"reformboard/internal/htmltest"
	"reformboard/internal/password"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// second signs somebody in who may judge what the appraiser has, has every claim of the
// cycle marked twice, and the appraiser judge one; it returns where.
func (s *site) second(t *testing.T) (claim string) {
	t.Helper()
	s.bench(t)
	u := reform.User{ID: "second", Name: "Vũ Thị Lan", Role: reform.Appraiser, Unit: "mau", Password: password.Hash("demo-second-2026-x")}
	must(t, s.board.Store.SaveUser(t.Context(), "test", played, u))
	p := s.visitor(t)
	if got := p.post("/sign-in", url.Values{"name": {u.ID}, "password": {"demo-second-2026-x"}}); got.status != http.StatusSeeOther {
		t.Fatalf("the second could not sign in: %d", got.status)
	}
	s.people[u.ID] = p
	rules, err := s.board.Store.Procedure(t.Context(), service)
	must(t, err)
	rules.Version, rules.SavedBy, rules.SavedAt, rules.Twice = rules.Version+1, "administrator", played, 100
	must(t, s.board.Store.SaveProcedure(t.Context(), rules))
	appraiser := s.as(t, "appraiser")
	claim = appraiser.get("/cycles/" + service + "/appraisals?find=" + url.QueryEscape(s.nameOf(t, judgedUnit))).page(t).In(`.desk-lines tbody tr th a`).Attr("href")
	claim, _, _ = strings.Cut(claim, "?")
	form := with(appraiser.get(claim).form(t, ".desk-form"), "verdict", "cut", "points", "0,25", "ground", "R07", "text", "Chỉ đối chiếu được một phần hồ sơ", "then", "stay")
	wants(t, "the first", appraiser.post(claim, form), http.StatusSeeOther)
	return claim
}

// TestAClaimIsMarkedTwice by somebody who reads nothing of the first, in the browser's
// shoes and with every form sent badly before it is sent well.
func TestAClaimIsMarkedTwice(t *testing.T) {
	oneAfterTheOther(t)
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		at := newSite(t, s)
		claim := at.second(t)
		second, list := at.people["second"], "/cycles/"+service+"/countermarks"
		second.get("/cycles/" + service + "/appraisals").page(t).In(`.page-head a[href="` + list + `"]`)
		second.get("/").page(t).In(`.work a[href="` + list + `"]`)
		blind := second.get(list).page(t).In("#waiting tbody tr th a").Attr("href")
		if blind != strings.TrimSuffix(claim, "appraisal")+"countermark" {
			t.Fatalf("at %s waits what was judged at %s", blind, claim)
		}
		page := second.get(blind)
		if strings.Contains(page.body, "đối chiếu được") || strings.Contains(page.body, "0,25 điểm") {
			t.Error("the second reads what the first has judged")
		}
		form := page.form(t, ".desk-form")
		const why = "Sổ theo dõi đủ hồ sơ, điểm khác"
		for says, bad := range map[string]url.Values{
			"nothing chosen": form, "no ground": with(form, "verdict", "cut", "points", "0,5", "text", why), "no points": with(form, "verdict", "cut", "ground", "R07", "text", why),
			"too short": with(form, "verdict", "returned", "ground", "R01", "text", "thiếu"),
		} {
			got := wants(t, says, second.post(blind, bad), http.StatusUnprocessableEntity)
			if got.page(t).In("#problem"); got.page(t).In("#text").Text() != bad.Get("text") || strings.Contains(got.body, "đối chiếu được") {
				t.Errorf("%s: what was typed is lost, or the first is told", says)
			}
		}
		wants(t, "no version", second.post(blind, with(form, "report", "x", "verdict", "accepted")), http.StatusBadRequest)
		wants(t, "another report", second.post(blind, with(form, "report", "99", "verdict", "accepted")), http.StatusConflict).page(t).In("#problem").HasText("báo cáo mới")
		wants(t, "the first themselves", at.as(t, "appraiser").post(blind, with(form, "verdict", "accepted")), http.StatusConflict).page(t).In("#problem").HasText("không chờ bạn")
		wants(t, "of the unit", at.people["kin"].post(blind, with(form, "verdict", "accepted")), http.StatusForbidden)
		before := at.as(t, "committee").get("/cycles/" + service + "/units/" + judgedUnit + "?basis=verified").page(t).In("main").Text()
		for range 2 { // a second click
			if to := wants(t, "marked", second.post(blind, with(form, "verdict", "accepted")), http.StatusSeeOther).header.Get("Location"); to != blind {
				t.Errorf("after it the second is led to %q", to)
			}
		}
		second.get("/").page(t).HasNo(`.work a[href="` + list + `"]`)
		if after := at.as(t, "committee").get("/cycles/" + service + "/units/" + judgedUnit + "?basis=verified").page(t).In("main").Text(); after != before {
			t.Error("the score was changed")
		}
		for _, who := range []string{"second", "appraiser"} {
			at.as(t, who).get(blind).page(t).HasNo(".desk-form").In("#decision").HasText("đối chiếu được").HasText("Vũ Thị Lan")
			at.as(t, who).get(list).page(t).In("#pairs").HasText("chấm 0,25 điểm")
		}
		if other := at.people["kin"].get(blind); strings.Contains(other.body, "đối chiếu được") {
			t.Error("a third appraiser reads both")
		}
		at.measures(t)
	})
}

// measures looks at how far those two agree who judged one claim.
func (s *site) measures(t *testing.T) {
	t.Helper()
	lot, err := s.board.Store.Lot(t.Context(), service)
	must(t, err)
	to := "/cycles/" + service + "/agreement"
	for _, who := range []string{"council", "committee", "administrator"} {
		page := s.as(t, who).get(to)
		if page.page(t).In("#wide").HasText("đối chiếu được"); strings.Contains(page.body, lot.Seed) || !strings.Contains(page.body, lot.Pledge()) {
			t.Errorf("%s reads the seed before its time, or not what it is bound to", who)
		}
	}
	for _, who := range []string{"appraiser", "second", "officer", "head"} {
		wants(t, who, s.as(t, who).get(to), http.StatusForbidden)
		wants(t, who, s.as(t, who).get(to+".csv"), http.StatusForbidden)
	}
	csv := s.as(t, "council").get(to + ".csv").body
	if lines := strings.Split(strings.TrimSpace(csv), "\r\n"); len(lines) != 3 || !strings.Contains(lines[1], ",1,0,0,0,1,") {
		t.Errorf("the file says %q", csv)
	}
	egovernment := s.as(t, "council").get("/cycles/" + egov + "/agreement").page(t)
	egovernment.In("#measures .empty")
	egovernment.HasNo("#couples").In("#draw")
}

// TestSecondMarksInABrowser has the pages about second marks looked at as every page is:
// filled, by the second before and after their mark, by the first, and by the council.
func TestSecondMarksInABrowser(t *testing.T) {
	program := chromium(t)
	axe, err := os.ReadFile(filepath.Join("..", "..", "dashboards", "assets", "node_modules", "axe-core", "axe.min.js"))
	htmltest.NeedsAssets(t, err == nil && assets.Ready())
	at := newSite(t, storetest.Open(t))
	blind := strings.TrimSuffix(at.second(t), "appraisal") + "countermark"
	list := "/cycles/" + service + "/countermarks"
	second := at.people["second"]
	b := openTab(t, at, program)
	b.signIn("appraiser") // whose list is of what they judged first
	form := with(second.get(blind).form(t, ".desk-form"), "verdict", "accepted")
	wants(t, "marked", second.post(blind, form), http.StatusSeeOther)
	b.judge(string(axe), list, blind, "/cycles/"+service+"/appraisals")
	b.nothingAmiss()
	b = openTab(t, at, program)
	b.signIn("committee")
	b.judge(string(axe), "/cycles/"+service+"/agreement")
	b.nothingAmiss()
}
