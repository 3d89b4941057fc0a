package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards"
	"reformboard/internal/password"
)

func (s *Server) signInForm(c *gin.Context) (dashboards.Page, error) {
	return dashboards.NewSignIn(s.voice(c), "", "", s.Demo), nil
}

// signIn lets a person in. Unknown name, wrong password and disabled account are
// told with one sentence and take one time.
func (s *Server) signIn(c *gin.Context) (string, error) {
	name, secret := strings.TrimSpace(c.PostForm("name")), c.PostForm("password")
	host := c.RemoteIP()
	if !s.tries.allow("name "+name, byName, s.Now()) || !s.tries.allow("address "+host, byAddress, s.Now()) {
		return "", errTooOften
	}
	user, err := s.board.Store.User(c.Request.Context(), name)
	if err != nil && statusOf(err) != http.StatusNotFound {
		return "", err
	}
	s.hashing <- struct{}{}
	right := password.Matches(user.Password, secret)
	<-s.hashing
	if !right || user.Disabled {
		s.Log.WarnContext(c.Request.Context(), "sign-in refused", "name", name, "host", host)
		v := s.voice(c)
		s.write(c, http.StatusUnauthorized, dashboards.NewSignIn(v, name, v.Say("page.signin.wrong"), s.Demo))
		return "", nil
	}
	if err := s.sessions.RenewToken(c.Request.Context()); err != nil {
		return "", err
	}
	s.sessions.Put(c.Request.Context(), userKey, user.ID)
	return backTo(c.Query("to")), nil
}

func (s *Server) signOut(c *gin.Context) (string, error) {
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
