package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// TestRulesOfACycleChangeByTwoInTheirBrowsers asks for other rules badly and well, sees what
// they would do, and has another administrator grant them.
func TestRulesOfACycleChangeByTwoInTheirBrowsers(t *testing.T) {
	oneAfterTheOther(t)
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		at := newSite(t, s)
		first, page, rules := at.as(t, "administrator"), "/cycles/"+service+"/procedure", "/cycles/"+service+"/rules"
		cycle, err := s.Cycle(t.Context(), service)
		must(t, err)
		f, err := s.Framework(t.Context(), cycle.Framework)
		must(t, err)
		f.ID = "mau-2027"
		for a := range f.Areas {
			for i := range f.Areas[a].Indicators {
				if f.Areas[a].Indicators[i].Rule.FullAt != "" {
					f.Areas[a].Indicators[i].Rule.FullAt = "0.5"
				}
			}
		}
		must(t, s.SaveFramework(t.Context(), "administrator", played, f, []byte(f.ID)))
		form := with(first.get(page).form(t, "#rules form"), "framework", "mau-2027", "number", "31/QĐ", "day", "2026-10-02", "signer", "Trần Thị Bình", "text", "Theo kết luận của Ban Chỉ đạo")
		for name, bad := range map[string]string{"number": " ", "day": "2/10/2026", "signer": "", "text": "vì thế", "framework": cycle.Framework} {
			got := first.post(rules, with(form, name, bad, "id", "bad-"+name))
			if got.status != http.StatusUnprocessableEntity && got.status != http.StatusConflict {
				t.Errorf("%s %q: got %d", name, bad, got.status)
				continue
			}
			shown := got.page(t)
			if shown.Count("#rules-problem") != 1 || name != "number" && shown.In("#rules input[name=number]").Attr("value") != "31/QĐ" {
				t.Errorf("%s %q: it is not said why, or what was typed is lost", name, bad)
			}
		}
		wants(t, "unknown rules", first.post(rules, with(form, "framework", "none")), http.StatusNotFound)
		for range 2 { // a second click
			if to := wants(t, "ask", first.post(rules, form), http.StatusSeeOther).header.Get("Location"); to != page+"#rules" {
				t.Errorf("who asked is led to %q", to)
			}
		}
		waits := first.get(page).page(t).In("#rules")
		waits.HasText("mau-2027").HasText("đơn vị đổi điểm").HasCount("tbody tr th small", 1).HasNo(`form[action$="/grant"]`)
		grant := url.Values{"permit": {form.Get("id")}}
		wants(t, "who asked grants", first.post(rules+"/grant", grant), http.StatusForbidden).page(t).In("#rules-problem")
		wants(t, "another cycle's", first.post("/cycles/"+egov+"/rules/grant", grant), http.StatusConflict)
		wants(t, "what nobody asked for", first.post(rules+"/grant", url.Values{"permit": {"none"}}), http.StatusConflict)

		must(t, s.SaveUser(t.Context(), "test", played, reform.User{ID: "giang", Name: "Giang", Role: reform.Administrator, Password: matrixHash(), PasswordSince: played}))
		second := at.signIn(t, "giang", matrixPassword, "/")
		second.get(page).page(t).In(`#rules form[action="` + rules + `/grant"] button`)
		for range 2 {
			wants(t, "grant", second.post(rules+"/grant", grant), http.StatusSeeOther)
		}
		second.get(page + "?rules=1").page(t).In("#rules").HasText("Đã đổi bộ chỉ số").HasText("(mau-2027)").HasNo(`form[action$="/grant"]`)
		if got := at.as(t, "committee").get("/cycles/" + service + "/ranking.csv"); !strings.Contains(got.body, "mau-2027") {
			t.Error("the ranking does not say by what it is scored now")
		}
	})
}
