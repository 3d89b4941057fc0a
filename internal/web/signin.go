package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards"
	"reformboard/dashboards/frame"
	"reformboard/internal/password"
	"reformboard/internal/reform"
)

func (s *Server) signInForm(c *gin.Context) (frame.Page, error) {
	return dashboards.NewSignIn(s.voice(c), "", "", s.Demo), nil
}

// signIn lets a person in. Unknown name, wrong password and disabled account are
// told with one sentence and take one time.
func (s *Server) signIn(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	name, host := strings.TrimSpace(sent.Get("name")), c.ClientIP()
	if !s.tries.allow("address "+host, byAddress, s.Now()) || !s.tries.allow("name "+name+" at "+host, byName, s.Now()) {
		return "", errTooOften
	}
	user, err := s.board.Store.User(c.Request.Context(), name)
	if err != nil && statusOf(err) != http.StatusNotFound {
		return "", err
	}
	right, err := s.matches(c.Request.Context(), user, sent.Get("password"))
	if err != nil {
		return "", err
	}
	if !right || user.Disabled {
		// What was typed as a name stays out of the log: it may be the password.
		s.Log.WarnContext(c.Request.Context(), "sign-in refused", "user", user.ID, "host", host)
		if err := s.refused(c, user); err != nil {
			return "", err
		}
		v := s.voice(c)
		s.write(c, http.StatusUnauthorized, dashboards.NewSignIn(v, name, v.Say("page.signin.wrong"), s.Demo))
		return "", nil
	}
	if err := s.admitted(c, user); err != nil {
		return "", err
	}
	if err := s.sessions.RenewToken(c.Request.Context()); err != nil {
		return "", err
	}
	s.sessions.Put(c.Request.Context(), userKey, user.ID)
	return backTo(c.Query("to")), nil
}

// matches waits for a place among those that hash, but no longer than the visitor.
func (s *Server) matches(ctx context.Context, user reform.User, secret string) (bool, error) {
	select {
	case s.hashing <- struct{}{}:
		defer func() { <-s.hashing }()
		return password.Matches(user.Password, secret), nil
	case <-ctx.Done():
		return false, ctx.Err()
	}
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
