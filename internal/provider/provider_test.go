package provider_test

import (
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/oauth2-proxy/mockoidc"

	"reformboard/internal/provider"
)

func must(t testing.TB, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// world is a provider of people, on loopback, and a board's view of it.
type world struct {
	*provider.Provider
	there *mockoidc.MockOIDC
	now   time.Time
}

func newWorld(t *testing.T, claim provider.Claim) *world {
	there, err := mockoidc.Run()
	must(t, err)
	t.Cleanup(func() { _ = there.Shutdown() })
	p := provider.New(provider.Settings{
		Issuer: there.Issuer(), Client: there.ClientID, Secret: there.ClientSecret, Back: "http://board.example/back", Claim: claim,
	})
	return &world{p, there, there.Now()}
}

// forger is a person for whom the provider signs whatever it is told to.
type forger struct {
	*mockoidc.MockUser
	change func(*mockoidc.IDTokenClaims)
	extra  map[string]any
}

func (f forger) Claims(_ []string, base *mockoidc.IDTokenClaims) (jwt.Claims, error) {
	if f.change != nil {
		f.change(base)
	}
	claims := jwt.MapClaims{
		"nonce": base.Nonce, "iss": base.Issuer, "sub": base.Subject, "aud": base.Audience,
		"exp": base.ExpiresAt, "iat": base.IssuedAt, "nbf": base.NotBefore, "preferred_username": f.PreferredUsername,
	}
	maps.Copy(claims, f.extra)
	return claims, nil
}

func binh() *mockoidc.MockUser {
	return &mockoidc.MockUser{Subject: "b-1", PreferredUsername: "binh", Email: "binh@example.vn"}
}

// through follows an errand to the provider, as a browser would, up to the way back.
func (w *world) through(t *testing.T, who mockoidc.User) (provider.Errand, provider.Answer) {
	t.Helper()
	address, errand, err := w.Begin(t.Context(), w.now)
	must(t, err)
	w.there.QueueUser(who)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody)
	must(t, err)
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	sent, err := client.Do(request)
	must(t, err)
	must(t, sent.Body.Close())
	back, err := url.Parse(sent.Header.Get("Location"))
	must(t, err)
	if !strings.HasPrefix(back.String(), w.Back+"?") {
		t.Fatalf("sent to %q", back)
	}
	return errand, provider.Answer{State: back.Query().Get("state"), Code: back.Query().Get("code")}
}

func TestProviderSaysWhoComes(t *testing.T) {
	verified := binh()
	verified.EmailVerified = true
	for _, c := range []struct {
		claim provider.Claim
		who   mockoidc.User
		name  string
	}{
		{"", binh(), "binh"},
		{provider.Mail, verified, "binh@example.vn"},
		{provider.Mail, binh(), ""},
		{"", forger{MockUser: binh(), change: func(c *mockoidc.IDTokenClaims) { c.Audience = append(c.Audience, "another") }}, "binh"},
	} {
		w := newWorld(t, c.claim)
		errand, answer := w.through(t, c.who)
		answer.Issuer = w.Issuer
		got, err := w.End(t.Context(), w.now, errand, answer)
		must(t, err)
		if want := (provider.Person{Issuer: w.Issuer, Subject: "b-1", Name: c.name}); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
}

func TestNothingIsSentThatGivesTheErrandAway(t *testing.T) {
	w := newWorld(t, "")
	address, errand, err := w.Begin(t.Context(), w.now)
	must(t, err)
	_, other, err := w.Begin(t.Context(), w.now)
	must(t, err)
	asks, err := url.Parse(address)
	must(t, err)
	q := asks.Query()
	if q.Get("code_challenge_method") != "S256" || q.Get("nonce") != errand.Nonce || q.Get("state") != errand.State || q.Get("redirect_uri") != w.Back {
		t.Errorf("asked %v", q)
	}
	if strings.Contains(address, errand.Verifier) || strings.Contains(address, w.Secret) {
		t.Errorf("the address tells what only the board knows: %s", address)
	}
	if errand.State == other.State || errand.Nonce == other.Nonce || errand.Verifier == other.Verifier || len(errand.State) < 43 {
		t.Errorf("two errands are alike: %+v, %+v", errand, other)
	}
}

func TestWhatTheProviderDoesNotVouchForIsRefused(t *testing.T) {
	signed := func(change func(*mockoidc.IDTokenClaims), extra map[string]any) mockoidc.User {
		return forger{binh(), change, extra}
	}
	for says, c := range map[string]struct {
		who    mockoidc.User
		change func(*provider.Errand, *provider.Answer)
	}{
		"another state":             {change: func(_ *provider.Errand, a *provider.Answer) { a.State += "x" }},
		"no state":                  {change: func(_ *provider.Errand, a *provider.Answer) { a.State = "" }},
		"no errand":                 {change: func(e *provider.Errand, a *provider.Answer) { *e, a.State = provider.Errand{}, "" }},
		"another provider's answer": {change: func(_ *provider.Errand, a *provider.Answer) { a.Issuer = "https://elsewhere.example" }},
		"no code":                   {change: func(_ *provider.Errand, a *provider.Answer) { a.Code, a.Problem = "", "access_denied" }},
		"an invented code":          {change: func(_ *provider.Errand, a *provider.Answer) { a.Code = "invented" }},
		"a code of another errand":  {change: func(e *provider.Errand, _ *provider.Answer) { e.Verifier = strings.Repeat("x", 43) }},
		"another nonce":             {change: func(e *provider.Errand, _ *provider.Answer) { e.Nonce = "another" }},
		"a signed other nonce":      {who: signed(func(c *mockoidc.IDTokenClaims) { c.Nonce = "another" }, nil)},
		"no nonce":                  {who: signed(func(c *mockoidc.IDTokenClaims) { c.Nonce = "" }, nil)},
		"another audience":          {who: signed(func(c *mockoidc.IDTokenClaims) { c.Audience = jwt.ClaimStrings{"another"} }, nil)},
		"another issuer":            {who: signed(func(c *mockoidc.IDTokenClaims) { c.Issuer = "https://elsewhere.example" }, nil)},
		"another party":             {who: signed(nil, map[string]any{"azp": "another"})},
		"nobody":                    {who: signed(func(c *mockoidc.IDTokenClaims) { c.Subject = "" }, nil)},
		"too long a subject":        {who: signed(func(c *mockoidc.IDTokenClaims) { c.Subject = strings.Repeat("x", 256) }, nil)},
		"what is over":              {who: signed(func(c *mockoidc.IDTokenClaims) { c.ExpiresAt = jwt.NewNumericDate(c.IssuedAt.Add(-time.Minute)) }, nil)},
		"claims of another kind":    {who: signed(nil, map[string]any{"preferred_username": 7})},
	} {
		w := newWorld(t, "")
		who := c.who
		if who == nil {
			who = binh()
		}
		errand, answer := w.through(t, who)
		if c.change != nil {
			c.change(&errand, &answer)
		}
		if got, err := w.End(t.Context(), w.now, errand, answer); !errors.Is(err, provider.ErrRefused) || got != (provider.Person{}) {
			t.Errorf("%s: got %+v, %v", says, got, err)
		}
	}
}

func TestCodeIsGoodOnce(t *testing.T) {
	w := newWorld(t, "")
	errand, answer := w.through(t, binh())
	for i, want := range []error{nil, provider.ErrRefused} {
		if _, err := w.End(t.Context(), w.now, errand, answer); !errors.Is(err, want) {
			t.Errorf("try %d: got %v", i, err)
		}
	}
}

func TestWhatAnotherKeyHasSignedIsRefused(t *testing.T) {
	w := newWorld(t, "")
	errand, answer := w.through(t, binh())
	must(t, w.there.Shutdown())
	another, err := mockoidc.RandomKeypair(2048)
	must(t, err)
	first := true
	forged := provider.New(w.Settings)
	forged.Issuer = ""
	at := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", "application/json")
		base := "http://" + r.Host
		switch r.URL.Path {
		case "/.well-known/openid-configuration":
			_, _ = fmt.Fprintf(rw, `{"issuer":%q,"authorization_endpoint":%q,"token_endpoint":%q,"jwks_uri":%q}`, base, base+"/a", base+"/t", base+"/k")
		case "/k":
			keys, _ := w.there.Keypair.JWKS()
			_, _ = rw.Write(keys)
		case "/t":
			key := w.there.Keypair
			if first {
				key = another
			}
			first = false
			token, _ := key.SignJWT(jwt.MapClaims{
				"iss": base, "sub": "b-1", "aud": w.Client, "nonce": errand.Nonce, "exp": w.now.Add(time.Hour).Unix(), "iat": w.now.Unix(),
			})
			_, _ = fmt.Fprintf(rw, `{"access_token":"x","token_type":"bearer","id_token":%q}`, token)
		}
	}))
	defer at.Close()
	forged.Issuer = at.URL
	for i, want := range []error{provider.ErrRefused, nil} { // the second is signed by the provider's own: the rest is in order
		if _, err := forged.End(t.Context(), w.now, errand, answer); !errors.Is(err, want) {
			t.Errorf("token %d: got %v, want %v", i, err, want)
		}
	}
}

// TestProviderThatIsAwayIsAskedAgainLater has a provider that comes back.
func TestProviderThatIsAwayIsAskedAgainLater(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	there, err := mockoidc.NewServer(nil)
	must(t, err)
	asked, well := 0, false
	must(t, there.AddMiddleware(func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			if asked++; !well {
				rw.WriteHeader(http.StatusBadGateway)
				return
			}
			next.ServeHTTP(rw, r)
		})
	}))
	must(t, there.Start(listener, nil))
	defer there.Shutdown() //nolint:errcheck // the test is over
	p := provider.New(provider.Settings{Issuer: there.Issuer(), Client: there.ClientID, Secret: there.ClientSecret, Back: "http://board.example/back"})
	w := &world{p, there, there.Now()}
	for range 3 {
		if _, _, err := w.Begin(t.Context(), w.now); !errors.Is(err, provider.ErrAway) {
			t.Errorf("got %v", err)
		}
	}
	if asked != 1 {
		t.Errorf("a provider that is away was asked %d times at one moment", asked)
	}
	well = true
	w.now = w.now.Add(5 * time.Second)
	errand, answer := w.through(t, binh())
	well = false
	if _, err := w.End(t.Context(), w.now, errand, answer); !errors.Is(err, provider.ErrAway) {
		t.Errorf("away on the way back: got %v", err)
	}
	must(t, there.Shutdown())
	if _, err := w.End(t.Context(), w.now, errand, answer); !errors.Is(err, provider.ErrAway) {
		t.Errorf("gone on the way back: got %v", err)
	}
}

func TestAnswerWithoutEndIsNotRead(t *testing.T) {
	sent := 0
	at := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
		for range 64 {
			n, err := rw.Write(make([]byte, 1<<20))
			if sent += n; err != nil {
				return
			}
		}
	}))
	p := provider.New(provider.Settings{Issuer: at.URL, Client: "board"})
	if _, _, err := p.Begin(t.Context(), time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)); !errors.Is(err, provider.ErrAway) {
		t.Errorf("got %v", err)
	}
	at.Close()
	if sent >= 64<<20 {
		t.Errorf("%d MiB were read", sent>>20)
	}
}

// TestProviderThatSendsUsElsewhereIsNotFollowed has the provider's address answer with
// another one, at which a provider would be.
func TestProviderThatSendsUsElsewhereIsNotFollowed(t *testing.T) {
	followed := false
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { followed = true }))
	defer other.Close()
	there := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusTemporaryRedirect))
	defer there.Close()
	p := provider.New(provider.Settings{Issuer: there.URL, Client: "board", Back: "http://board.example/back"})
	if _, _, err := p.Begin(t.Context(), time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)); !errors.Is(err, provider.ErrAway) || followed {
		t.Errorf("got %v, followed: %t", err, followed)
	}
}
