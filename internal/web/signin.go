package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards"
	"reformboard/dashboards/frame"
	"reformboard/internal/flow/accounts"
	"reformboard/internal/reform"
)

func (s *Server) signInForm(c *gin.Context) (frame.Page, error) {
	return dashboards.NewSignIn(s.voice(c), "", "", s.Demo), nil
}

// signIn lets a person in. Unknown name, wrong password and closed account are told with
// one sentence and take one time.
func (s *Server) signIn(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	name := strings.TrimSpace(sent.Get("name"))
	user, _, err := s.Door.SignIn(c.Request.Context(), s.attempt(c, name), sent.Get("password"))
	if errors.Is(err, accounts.ErrWrong) {
		v := s.voice(c)
		s.write(c, http.StatusUnauthorized, dashboards.NewSignIn(v, name, v.Say("page.signin.wrong"), s.Demo))
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return backTo(c.Query("to")), s.letIn(c, user)
}

// attempt is a try of somebody to be let in, in this request.
func (s *Server) attempt(c *gin.Context, name string) accounts.Attempt {
	return accounts.Attempt{Name: name, Address: c.ClientIP(), Browser: cookie(c, s.knownCookie()), At: s.Now()}
}

// letIn begins a session under a token that nobody knew before, and lets the browser be
// known again.
func (s *Server) letIn(c *gin.Context, user reform.User) error {
	ctx := c.Request.Context()
	if err := s.sessions.RenewToken(ctx); err != nil {
		return err
	}
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
