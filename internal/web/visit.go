package web

import (
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards"
	"reformboard/dashboards/frame"
	"reformboard/internal/access"
	"reformboard/internal/reform"
)

// Keys under which a request carries what has been found out about it.
const (
	userKey    = "user"    // the sign-in name, for the log
	visitorKey = "visitor" // the reform.User
	pendingKey = "pending" // whose password was right and who is asked for a code yet
	pendingAt  = "pending at"
	addressKey = "address" // from where a session was begun
	browserKey = "browser" // in which
	errandKey  = "errand"  // on which somebody was sent to the provider
	arrivedKey = "arrived" // the time.Time
)

// peopleCache remembers users and units until one of them changes, so that a request
// does not ask the database again what has not. On deadline day the board changes with
// every upload, and they do not.
type peopleCache struct {
	mu      sync.Mutex
	version int64
	users   map[string]reform.User
	factors map[string]reform.SecondFactor
	passes  map[string]reform.Passport
	units   []reform.Unit
}

// visitor finds who is signed in; nobody gives false.
func (s *Server) visitor(c *gin.Context) (reform.User, bool, error) {
	id := s.sessions.GetString(c.Request.Context(), userKey)
	if id == "" {
		return reform.User{}, false, nil
	}
	users, _, err := s.peopleNow(c)
	if err != nil {
		return reform.User{}, false, err
	}
	user, ok := users[id]
	if !ok || user.Disabled {
		return reform.User{}, false, nil
	}
	c.Set(userKey, user.ID)
	c.Set(visitorKey, user)
	return user, true, nil
}

func (s *Server) peopleNow(c *gin.Context) (map[string]reform.User, []reform.Unit, error) {
	version, err := s.board.Store.PeopleVersion(c.Request.Context())
	if err != nil {
		return nil, nil, err
	}
	p := &s.crowd
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.users != nil && p.version == version {
		return p.users, p.units, nil
	}
	users, err := s.board.Store.Users(c.Request.Context())
	if err != nil {
		return nil, nil, err
	}
	units, err := s.board.Store.Units(c.Request.Context())
	if err != nil {
		return nil, nil, err
	}
	factors, err := s.board.Store.SecondFactors(c.Request.Context())
	if err != nil {
		return nil, nil, err
	}
	passports, err := s.board.Store.Passports(c.Request.Context())
	if err != nil {
		return nil, nil, err
	}
	p.users, p.factors, p.units, p.version = map[string]reform.User{}, map[string]reform.SecondFactor{}, units, version
	p.passes = map[string]reform.Passport{}
	for _, pass := range passports {
		p.passes[pass.Account] = pass
	}
	for _, u := range users {
		p.users[u.ID] = u
	}
	for _, f := range factors {
		p.factors[f.Account] = f
	}
	return p.users, p.units, nil
}

// arrived records when a request came. Everything about it is decided by that one time:
// an upload that begins before its window closes is in time, however long it takes and
// whatever the clock does meanwhile.
func (s *Server) arrived(c *gin.Context) { c.Set(arrivedKey, s.Now().Truncate(time.Microsecond)) }

// at is when the request came, as the store will hold it.
func (s *Server) at(c *gin.Context) time.Time { return c.GetTime(arrivedKey) }

// may is a question put to package access about the unit a request is about.
type may func(s *Server, c *gin.Context) (access.Deed, string, error)

// allowed puts a question to package access.
func (s *Server) allowed(c *gin.Context, question may) error {
	deed, unit, err := question(s, c)
	if err != nil {
		return err
	}
	return s.may(c, deed, unit)
}

// may asks package access, and only package access. Of what a person may not see the
// answer is that of what there is not; who may see a unit is told that they may not do
// something to it.
func (s *Server) may(c *gin.Context, deed access.Deed, unit string) error {
	if deed == "" {
		return nil
	}
	_, units, err := s.peopleNow(c)
	if err != nil {
		return err
	}
	user := visitorOf(c)
	if access.May(user, deed, units, unit) {
		return nil
	}
	kind := reform.ErrNotFound
	if access.May(user, access.SeeUnit, units, unit) {
		kind = reform.ErrForbidden
	}
	return fmt.Errorf("%w: %s may not %s %s", kind, user.ID, deed, unit)
}

// voice is the language and clock in which the visitor is answered.
func (s *Server) voice(c *gin.Context) frame.Voice {
	return frame.Voice{Language: language(c), Zone: s.Zone, Now: s.drawnAt(c), Path: c.Request.URL.RequestURI()}
}

func (s *Server) shell(c *gin.Context) dashboards.Shell {
	shell := dashboards.Shell{Voice: s.voice(c)}
	if user := visitorOf(c); user.ID != "" {
		shell.User = &user
	}
	return shell
}

// visitorOf is who is signed in; nobody is a user without a role.
func visitorOf(c *gin.Context) reform.User {
	user, _ := c.Value(visitorKey).(reform.User)
	return user
}

// languageCookie keeps the language a person chose; it is a preference and no
// secret.
const languageCookie = "lang"

// language is what the address asks for, or what was chosen before, or Vietnamese.
func language(c *gin.Context) reform.Language {
	for _, wanted := range []string{c.Query(languageCookie), cookie(c, languageCookie)} {
		for _, l := range reform.Languages {
			if wanted == string(l) {
				return l
			}
		}
	}
	return reform.Vietnamese
}

func cookie(c *gin.Context, name string) string {
	value, err := c.Cookie(name)
	if err != nil {
		return ""
	}
	return value
}

// remember keeps the language chosen in the address for a year.
func (s *Server) remember(c *gin.Context) {
	if wanted := c.Query(languageCookie); wanted != "" && wanted == string(language(c)) {
		http.SetCookie(c.Writer, &http.Cookie{ //nolint:gosec // Secure is a setting: many closed networks have no TLS
			Name: languageCookie, Value: wanted, Path: "/", MaxAge: 365 * 24 * 3600,
			SameSite: http.SameSiteLaxMode, HttpOnly: true, Secure: s.Secure,
		})
	}
}

// signInURL leads to the sign-in page and from there back to where one wanted; who
// was sending a form comes back to the page it stood on.
func signInURL(c *gin.Context) string {
	to := c.Request.URL
	if c.Request.Method == http.MethodPost {
		page, err := url.Parse(c.Request.Referer())
		if err != nil || page.Host != c.Request.Host {
			return "/sign-in"
		}
		to = page
	}
	return "/sign-in?" + url.Values{"to": {to.RequestURI()}}.Encode()
}
