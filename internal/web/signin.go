package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards"
	"reformboard/dashboards/account"
	"reformboard/internal/flow/accounts"
	"reformboard/internal/reform"
)

// signInForm leads to where the first account is made while there is none.
func (s *Server) signInForm(c *gin.Context) (string, error) {
	s.remember(c)
	users, _, err := s.peopleNow(c)
	if err != nil {
		return "", err
	}
	if len(users) == 0 {
		return account.FoundingURL, nil
	}
	status, problem := s.ending(c)
	s.askWho(c, status, "", problem)
	return "", nil
}

// askWho shows the page on which one says who one is, with the ways there are.
func (s *Server) askWho(c *gin.Context, status int, name, problem string) {
	v := s.voice(c)
	page := dashboards.NewSignIn(v, name, problem, s.Demo)
	if p := s.Door.Provider; p != nil {
		page = page.By(v, p.Name, providerURL+"?"+url.Values{"to": {backTo(c.Query("to"))}}.Encode())
	}
	s.write(c, status, page)
}

// signIn lets a person in. Unknown name, wrong password and closed account are told with
// one sentence and take one time.
func (s *Server) signIn(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	name := strings.TrimSpace(sent.Get("name"))
	user, second, err := s.Door.SignIn(c.Request.Context(), s.attempt(c, name), sent.Get("password"))
	if errors.Is(err, accounts.ErrWrong) {
		s.askWho(c, http.StatusUnauthorized, name, s.voice(c).Say("page.signin.wrong"))
		return "", nil
	}
	if err != nil {
		return "", s.tooSoon(c, err)
	}
	if second {
		return account.CodeURL + "?" + url.Values{"to": {backTo(c.Query("to"))}}.Encode(), s.await(c, user)
	}
	return backTo(c.Query("to")), s.letIn(c, user)
}

// codeLasts is how long a person may look for the device once the password was right.
const codeLasts = 5 * time.Minute

// await remembers whose password was right, under a token that nobody knew before.
// Nobody has come in by it.
func (s *Server) await(c *gin.Context, user reform.User) error {
	ctx := c.Request.Context()
	if err := s.sessions.RenewToken(ctx); err != nil {
		return err
	}
	s.sessions.Remove(ctx, userKey)
	s.sessions.Put(ctx, pendingKey, user.ID)
	s.sessions.Put(ctx, pendingAt, s.at(c).Unix())
	return nil
}

// awaited is whose code is waited for; empty: nobody's, or no longer.
func (s *Server) awaited(c *gin.Context) string {
	ctx := c.Request.Context()
	if !s.at(c).Before(time.Unix(s.sessions.GetInt64(ctx, pendingAt), 0).Add(codeLasts)) {
		return ""
	}
	return s.sessions.GetString(ctx, pendingKey)
}

func (s *Server) codeForm(c *gin.Context) (string, error) {
	s.remember(c)
	if s.awaited(c) == "" {
		return "/sign-in", nil
	}
	s.write(c, http.StatusOK, account.NewCode(s.voice(c), ""))
	return "", nil
}

// confirm lets a person in by the code of their device.
func (s *Server) confirm(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	id := s.awaited(c)
	if id == "" {
		return "/sign-in", nil
	}
	user, err := s.Door.Confirm(c.Request.Context(), s.attempt(c, id), id, sent.Get("code"))
	if errors.Is(err, accounts.ErrWrong) {
		v := s.voice(c)
		s.write(c, http.StatusUnauthorized, account.NewCode(v, v.Say("account.code.wrong")))
		return "", nil
	}
	if err != nil {
		return "", s.tooSoon(c, err)
	}
	return backTo(c.Query("to")), s.letIn(c, user)
}

// attempt is a try of somebody to be let in, in this request.
func (s *Server) attempt(c *gin.Context, name string) accounts.Attempt {
	return accounts.Attempt{Name: name, Address: c.ClientIP(), Browser: cookie(c, s.knownCookie()), At: s.at(c)}
}

// letIn begins a session under a token that nobody knew before, and lets the browser be
// known again.
func (s *Server) letIn(c *gin.Context, user reform.User) error {
	ctx := c.Request.Context()
	if err := s.sessions.RenewToken(ctx); err != nil {
		return err
	}
	s.sessions.Remove(ctx, pendingKey)
	s.sessions.Put(ctx, userKey, user.ID)
	s.sessions.Put(ctx, addressKey, c.ClientIP())
	s.sessions.Put(ctx, browserKey, shortened(c.Request.UserAgent()))
	known, err := s.Door.Introduce(ctx, user.ID)
	if err != nil {
		return err
	}
	http.SetCookie(c.Writer, &http.Cookie{ //nolint:gosec // Secure is a setting: many closed networks have no TLS
		Name: s.knownCookie(), Value: known, Path: "/", MaxAge: knownFor, SameSite: http.SameSiteLaxMode, HttpOnly: true, Secure: s.Secure,
	})
	return nil
}

// knownFor is how long a browser is known in which somebody has signed in: half a year, in
// seconds.
const knownFor = 180 * 24 * 3600

func (s *Server) knownCookie() string {
	if s.Secure {
		return "__Host-known"
	}
	return "known"
}

// longestBrowser is how much is kept of what a browser calls itself, in bytes.
const longestBrowser = 200

func shortened(browser string) string {
	return strings.ToValidUTF8(browser[:min(len(browser), longestBrowser)], "")
}

// noteSignIn writes down how a try to sign in ended: nobody comes in whom the log does not
// tell of. What was typed as a name stays out of it: it may be the password.
func (s *Server) noteSignIn(ctx context.Context, o accounts.Outcome) error {
	if o.How == accounts.CameIn {
		return s.witnessed(ctx, reform.Event{At: o.At, By: o.Account, Deed: reform.SignedInDeed}, o.Address)
	}
	s.Log.WarnContext(ctx, "sign-in refused", "user", o.Account, "host", o.Address, "how", o.How)
	return s.refused(ctx, o)
}

func (s *Server) signOut(c *gin.Context) (string, error) {
	if id := s.sessions.GetString(c.Request.Context(), userKey); id != "" {
		if err := s.witness(c, reform.Event{By: id, Deed: reform.SignedOutDeed}); err != nil {
			return "", err
		}
	}
	c.Header("Clear-Site-Data", `"cache"`) // the browser keeps pages, to ask only whether they changed
	return "/sign-in", s.sessions.Destroy(c.Request.Context())
}

// backTo accepts only an address of this site.
func backTo(path string) string {
	u, err := url.Parse(path)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.Contains(path, "\\") {
		return "/"
	}
	return path
}
