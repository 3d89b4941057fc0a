// Package web is HTTP: requests in, pages, files and redirections out.
//
// Its one rule: it alone knows HTTP. A handler fetches what a page is made from
// and returns it, or the error; who may come in stands in routes.go.
package web

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/gin-gonic/gin"

	"reformboard/dashboards"
	"reformboard/internal/drawing"
	"reformboard/internal/flow"
	"reformboard/internal/flow/batches"
	"reformboard/internal/flow/record"
)

// Settings are what the program is told from outside. The zero value of each but
// Now works.
type Settings struct {
	Now     func() time.Time // the server's clock, in UTC
	Zone    *time.Location   // in which times are shown; nil: UTC
	Log     *slog.Logger     // nil: nothing is logged
	Secure  bool             // cookies only over HTTPS
	Proxies []netip.Prefix   // who is believed about where a visitor comes from
	Record  *record.Book     // editions and the log; nil: without a second place
	Batches *batches.Queue   // where archives of workbooks wait; nil: one that nobody works at
	Demo    []dashboards.DemoSignIn
}

// Server answers requests about one board.
type Server struct {
	Settings
	board    *flow.Board
	sessions *scs.SessionManager
	bodies   shelf[bodyKey, dashboards.Body]
	pages    shelf[pageKey, packed]
	assets   sync.Map        // by name, each an asset
	studio   *drawing.Studio // nil: the chart library is not built
	people   peopleCache
	tries    throttle
	refusals refusals
	hashing  chan struct{} // as many places as passwords may be hashed at once
}

// sessionLife is how long a person stays signed in: a working day.
const sessionLife = 12 * time.Hour

// New returns a server over a board.
func New(b *flow.Board, settings Settings) *Server {
	s := &Server{Settings: settings, board: b, sessions: scs.New(), studio: newStudio(), hashing: make(chan struct{}, runtime.GOMAXPROCS(0))}
	if s.Log == nil {
		s.Log = slog.New(slog.DiscardHandler)
	}
	if s.Batches == nil {
		s.Batches = batches.NewQueue(b)
	}
	if s.Record == nil {
		s.Record = &record.Book{Board: b}
	}
	if s.Zone == nil {
		s.Zone = time.UTC
	}
	s.sessions.Store = b.Store.Sessions(s.Now, s.whose)
	s.sessions.Lifetime = sessionLife
	s.sessions.Cookie.Name = "reformboard"
	s.sessions.Cookie.SameSite = http.SameSiteLaxMode
	s.sessions.Cookie.Secure = settings.Secure
	if settings.Secure { // no other site of the same domain can plant such a name
		s.sessions.Cookie.Name = "__Host-reformboard"
	}
	s.sessions.ErrorFunc = func(w http.ResponseWriter, r *http.Request, err error) {
		s.Log.ErrorContext(r.Context(), "session", "error", err)
		http.Error(w, "the session store does not answer; try again in a moment", http.StatusServiceUnavailable)
	}
	return s
}

// DrawUp draws up what pages are made of, before anybody asks for one.
func (s *Server) DrawUp(ctx context.Context) error { return s.board.DrawUp(ctx, pastShown, s.Now()) }

// whose finds in a session's data who has signed in.
func (s *Server) whose(data []byte) string {
	_, values, err := s.sessions.Codec.Decode(data)
	if err != nil {
		return ""
	}
	id, _ := values[userKey].(string)
	return id
}

// Handler is the whole site. Requests from other sites that would change
// anything are refused before anything else is looked at.
func (s *Server) Handler() http.Handler {
	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	engine.UseRawPath = true // an id may hold an escaped slash
	engine.UnescapePathValues = true
	engine.RedirectTrailingSlash = false // it would believe the header X-Forwarded-Prefix
	engine.RemoteIPHeaders = []string{"X-Forwarded-For"}
	var proxies []string
	for _, p := range s.Proxies {
		proxies = append(proxies, p.String())
	}
	if err := engine.SetTrustedProxies(proxies); err != nil {
		panic(err) // what was parsed before parses again
	}
	engine.Use(s.logged, gin.CustomRecoveryWithWriter(nil, s.recovered), s.headers)
	s.routes(engine)
	s.recordRoutes(engine)
	known := s.sessions.LoadAndSave(engine)
	return http.NewCrossOriginProtection().Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/assets/") {
			engine.ServeHTTP(w, r) // the same for everybody: a browser keeps it whoever signs in
			return
		}
		known.ServeHTTP(w, r)
	}))
}
