package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/oauth2-proxy/mockoidc"

	"reformboard/internal/flow/accounts"
	"reformboard/internal/provider"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
	"reformboard/internal/web"
)

// house is a board with a provider beside it.
type house struct {
	*site
	there *mockoidc.MockOIDC
}

func newHouse(t *testing.T, s *store.Store) *house {
	t.Helper()
	board := playedIn(t, s, 1)
	there, err := mockoidc.Run()
	must(t, err)
	t.Cleanup(func() { _ = there.Shutdown() })
	there.FastForward(played.Sub(there.Now()))
	by := provider.New(provider.Settings{Issuer: there.Issuer(), Client: there.ClientID, Secret: there.ClientSecret, Name: "Cổng Mẫu", Back: web.ReturnURL("http://board.example/")})
	return &house{newSiteOver(t, board, web.Settings{Door: accounts.New(s, accounts.Settings{Provider: by, Required: []reform.Role{reform.Administrator}})}), there}
}

// sent is where the provider sends a person back to, who has begun at an address.
func (h *house) sent(t *testing.T, p person, begin string, who *mockoidc.MockUser) string {
	t.Helper()
	out := p.get(begin)
	if out.status != http.StatusSeeOther || !strings.HasPrefix(out.header.Get("Location"), h.there.AuthorizationEndpoint()+"?") {
		t.Fatalf("got %d to %q", out.status, out.header.Get("Location"))
	}
	h.there.QueueUser(who)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, out.header.Get("Location"), http.NoBody)
	must(t, err)
	back := p.send(request).header.Get("Location")
	at, found := strings.CutPrefix(back, "http://board.example")
	if !found {
		t.Fatalf("sent back to %q", back)
	}
	return at
}

// come has a person come in by the provider in a browser of their own.
func (h *house) come(t *testing.T, who *mockoidc.MockUser) (person, answer) {
	t.Helper()
	p := h.visitor(t)
	return p, p.get(h.sent(t, p, "/sign-in/provider?to=%2Faccount", who))
}

// refusal is where all are sent who are not let in.
const refusal = "/sign-in?provider=refused"

func isRefused(got answer) bool {
	return got.status == http.StatusSeeOther && got.header.Get("Location") == refusal
}

func known(subject, name string) *mockoidc.MockUser {
	return &mockoidc.MockUser{Subject: subject, PreferredUsername: name}
}

func TestPersonComesInByTheProvider(t *testing.T) {
	oneAfterTheOther(t)
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		link := h.visitor(t).get("/sign-in?to=%2Fpeople").page(t).In(`a[href^="/sign-in/provider"]`)
		if link.Text() != "Đăng nhập qua Cổng Mẫu" || link.Attr("href") != "/sign-in/provider?to=%2Fpeople" {
			t.Errorf("the way in: %q to %q", link.Text(), link.Attr("href"))
		}
		if _, got := h.come(t, known("o-1", "officer")); !isRefused(got) {
			t.Errorf("an account that does not wait for it: got %d", got.status)
		}
		must(t, s.SavePassport(t.Context(), "test", reform.Passport{Account: "officer", Issuer: h.there.Issuer(), Since: played}))
		p, got := h.come(t, known("o-1", "officer"))
		if got.header.Get("Location") != "/account" {
			t.Fatalf("got %d to %q", got.status, got.header.Get("Location"))
		}
		if page := p.get("/account"); page.status != http.StatusOK || page.page(t).Count("#password-form") > 0 || page.page(t).Count("#provider") == 0 {
			t.Errorf("the page of the own account: %d", page.status)
		}
		if _, got := h.come(t, known("o-1", "renamed there")); got.status != http.StatusSeeOther {
			t.Errorf("under another name there: got %d", got.status)
		}
		for says, who := range map[string]*mockoidc.MockUser{
			"the name of an account that is somebody's": known("o-2", "officer"),
			"somebody whom nobody knows":                known("x", "nobody"),
			"no name":                                   known("x", ""),
			"an account that comes in by a password":    known("x", "committee"),
		} {
			if _, got := h.come(t, who); !isRefused(got) {
				t.Errorf("%s: got %d", says, got.status)
			}
		}
		if got := h.visitor(t).post("/sign-in", url.Values{"name": {"officer"}, "password": {"demo-officer-2026"}}); got.status != http.StatusUnauthorized {
			t.Errorf("by the old password: got %d", got.status)
		}
		must(t, s.EndPassport(t.Context(), "test", played, "officer"))
		if got := p.get("/account"); got.status != http.StatusSeeOther {
			t.Errorf("a session goes on without its passport: %d", got.status)
		}
		h.as(t, "officer")
	})
}

// TestWhoIsRefusedAtTheProviderLearnsNothing tries everything that is to be refused: one
// answer, whatever it was.
func TestWhoIsRefusedAtTheProviderLearnsNothing(t *testing.T) {
	oneAfterTheOther(t)
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		for _, id := range []string{"officer", "analyst"} {
			must(t, s.SavePassport(t.Context(), "test", reform.Passport{Account: id, Issuer: h.there.Issuer(), Subject: id, Since: played}))
		}
		must(t, s.ChangeUser(t.Context(), "test", played, "analyst", func(u *reform.User) error { u.Disabled = true; return nil }))
		refused := func(says string, got answer) {
			t.Helper()
			if !isRefused(got) {
				t.Errorf("%s: got %d to %q", says, got.status, got.header.Get("Location"))
			}
		}
		_, got := h.come(t, known("stranger", "stranger"))
		refused("an unknown person", got)
		_, got = h.come(t, known("analyst", "analyst"))
		refused("a disabled one", got)

		p := h.visitor(t)
		back := h.sent(t, p, "/sign-in/provider", known("officer", ""))
		refused("in another browser", h.visitor(t).get(back))
		refused("with another state", p.get(strings.Replace(back, "state=", "state=x", 1)))
		refused("after that, with the right one", p.get(back))

		back = h.sent(t, p, "/sign-in/provider", known("officer", ""))
		if got := p.get(back); got.header.Get("Location") != "/" {
			t.Fatalf("got %d", got.status)
		}
		p.post("/sign-out", nil)
		refused("once more", p.get(back))
		again := h.sent(t, p, "/sign-in/provider", known("officer", ""))
		old, err := url.Parse(back)
		must(t, err)
		fresh, err := url.Parse(again)
		must(t, err)
		refused("a code that was used, with a good state", p.get("/sign-in/provider/return?"+url.Values{"state": {fresh.Query().Get("state")}, "code": {old.Query().Get("code")}}.Encode()))

		back = h.sent(t, p, "/sign-in/provider", known("officer", ""))
		h.wait(10 * time.Minute)
		refused("who took too long", p.get(back))
		refused("who was refused there", p.get("/sign-in/provider/return?error=access_denied"))
		if got := p.get("/people"); got.status != http.StatusSeeOther {
			t.Errorf("somebody is inside: %d", got.status)
		}
		events, err := s.EventsOf(t.Context(), reform.EventAsk{Deed: reform.RefusedDeed}, 20)
		must(t, err)
		if len(events) != 9 || events[7].By != "analyst" {
			t.Errorf("the log tells of %d refusals", len(events))
		}
	})
}

func TestBoardGoesOnWithoutItsProvider(t *testing.T) {
	oneAfterTheOther(t)
	h := newHouse(t, storetest.Open(t))
	must(t, h.there.Shutdown())
	out := h.visitor(t).get("/sign-in/provider?to=%2Fpeople").header.Get("Location")
	got := h.visitor(t).get(out)
	if out != "/sign-in?provider=away&to=%2Fpeople" || got.status != http.StatusServiceUnavailable || !strings.Contains(got.page(t).In("#problem").Text(), "Cổng Mẫu hiện không trả lời") {
		t.Errorf("got %d", got.status)
	}
	if got := h.visitor(t).get(refusal); got.status != http.StatusUnauthorized || got.page(t).Count("#problem") != 1 {
		t.Errorf("whoever is refused is told nothing: %d", got.status)
	}
	h.as(t, "committee")
	plain := newSite(t, storetest.Open(t))
	for _, path := range []string{"/sign-in/provider", "/sign-in/provider/return?code=x&state="} {
		if got := plain.visitor(t).get(path); got.status != http.StatusNotFound {
			t.Errorf("%s without a provider: got %d", path, got.status)
		}
	}
	if plain.visitor(t).get("/sign-in").page(t).Count(`a[href^="/sign-in/provider"]`) > 0 {
		t.Error("a way in is shown that is none")
	}
}

// TestStrangersHaveTheProviderAskedNoMoreThanTheyMayGuess sends one address out again and again.
func TestStrangersHaveTheProviderAskedNoMoreThanTheyMayGuess(t *testing.T) {
	h := newHouse(t, storetest.Open(t))
	p, last := h.visitor(t), 0
	for range 61 {
		last = p.get("/sign-in/provider").status
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("got %d", last)
	}
}
