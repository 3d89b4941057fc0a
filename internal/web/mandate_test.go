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

// TestAdministratorIsMadeByTwoInTheirBrowsers walks the way of both persons, and the one of
// a board that has only one.
func TestAdministratorIsMadeByTwoInTheirBrowsers(t *testing.T) {
	oneAfterTheOther(t)
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		at := newSite(t, s)
		first := at.as(t, "administrator")
		form := url.Values{"id": {"chi"}, "name": {"Chi"}, "role": {"administrator"}, "unit": {""}}
		got := first.post("/people", form)
		if got.header.Get("Location") != "/people?asked=1#mandates" {
			t.Fatalf("got %d to %q", got.status, got.header.Get("Location"))
		}
		page := first.get("/people?asked=1").page(t)
		if page.Count(`form[action$="/grant"]`) != 0 || !strings.HasPrefix(page.In("#mandates code").Text(), "reformboard mandate ") {
			t.Error("a board with one administrator offers that one, or no other way")
		}
		if got := first.post("/people", form); got.status != http.StatusConflict {
			t.Errorf("asked for again: got %d", got.status)
		}
		grant := strings.TrimSuffix(page.In(`form[action$="/lapse"]`).Attr("action"), "lapse") + "grant"
		if got := first.post(grant, nil); got.status != http.StatusForbidden || got.page(t).Count("#problem") != 1 {
			t.Errorf("granted by whoever asked: %d", got.status)
		}
		must(t, s.SaveUser(t.Context(), "test", played, reform.User{ID: "giang", Name: "Giang", Role: reform.Administrator, Password: matrixHash(), PasswordSince: played}))
		second := at.signIn(t, "giang", matrixPassword, "/")
		if second.get("/people").page(t).In(`form[action$="/grant"]`).Attr("action") != grant {
			t.Error("the second person is not offered it")
		}
		handed := onceIn.FindStringSubmatch(second.post(grant, nil).body)
		if handed == nil {
			t.Fatal("no password was handed out")
		}
		if got := second.post(grant, nil); got.status != http.StatusConflict {
			t.Errorf("the second click: got %d", got.status)
		}
		at.signIn(t, "chi", handed[1], "/")
		for path, form := range map[string]url.Values{
			"/people/chi":       {"name": {"Chi"}, "role": {"administrator"}, "unit": {""}},
			"/people/chi/reset": {},
		} {
			want := "/people/chi?saved=1"
			if strings.HasSuffix(path, "reset") {
				want = "/people?asked=1#mandates"
			}
			if got := first.post(path, form); got.header.Get("Location") != want {
				t.Errorf("%s: got %d to %q", path, got.status, got.header.Get("Location"))
			}
		}
		lapse := second.get("/people").page(t).In(`button[formaction$="/lapse"]`).Attr("formaction")
		if got := second.post(lapse, nil); got.header.Get("Location") != "/people?lapsed=1#mandates" {
			t.Errorf("refused: got %d to %q", got.status, got.header.Get("Location"))
		}
		if second.get("/people?lapsed=1").page(t).Count("#mandates") != 0 {
			t.Error("what was refused waits")
		}
	})
}
