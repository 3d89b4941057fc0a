// Package web is HTTP: requests in, pages, files and redirections out.
//
// Its one rule: it alone knows HTTP. A handler fetches what a page is made from
// and returns it, or the error; who may come in stands in routes.go.
package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/gin-gonic/gin"

	"reformboard/dashboards"
	"reformboard/internal/drawing"
	"reformboard/internal/flow"
	"reformboard/internal/flow/accounts"
	"reformboard/internal/flow/agreement"
	judging "reformboard/internal/flow/appraisals"
	"reformboard/internal/flow/batches"
	"reformboard/internal/flow/record"
	"reformboard/internal/flow/replay"
	"reformboard/internal/reform"
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
	Door    *accounts.Door   // where people come in; nil: one by the usual rules
	Lives   reform.Lives     // of sessions; zero: thirty minutes unseen, twelve hours altogether
	Demo    []dashboards.DemoSignIn
}

// Server answers requests about one board.
type Server struct {
	Settings
	board    *flow.Board
	claims   *judging.Desk
	seconds  *agreement.Bench
	sessions *scs.SessionManager
	bodies   shelf[bodyKey, dashboards.Body]
	pages    shelf[pageKey, packed]
	assets   sync.Map        // by name, each an asset
	studio   *drawing.Studio // nil: the chart library is not built
	refusals refusals
	crowd    peopleCache
	shelf    *replay.Shelf
}

// usualLives are how long a person stays signed in: for a working day, if never away for
// half an hour.
var usualLives = reform.Lives{Idle: 30 * time.Minute, Absolute: 12 * time.Hour}

// New returns a server over a board.
func New(b *flow.Board, settings Settings) *Server {
	s := &Server{Settings: settings, board: b, claims: judging.New(b), seconds: agreement.New(b), sessions: scs.New(), studio: newStudio()}
	if s.Log == nil {
		s.Log = slog.New(slog.DiscardHandler)
	}
	if s.Batches == nil {
		s.Batches = batches.NewQueue(b)
	}
	if s.Record == nil {
		s.Record = &record.Book{Board: b}
	}
	s.shelf = replay.NewShelf(s.Record)
	if s.Zone == nil {
		s.Zone = time.UTC
	}
	if s.Door == nil {
		s.Door = accounts.New(b.Store, accounts.Settings{})
	}
	s.Door.Note = s.noteSignIn
	if s.Lives == (reform.Lives{}) {
		s.Lives = usualLives
	}
	s.sessions.Store = b.Store.Sessions(s.Now, s.Lives, s.whose)
	s.sessions.Lifetime = s.Lives.Absolute
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
func (s *Server) DrawUp(ctx context.Context) error {
	return errors.Join(s.board.DrawUp(ctx, pastShown, s.Now()), s.claims.DrawUp(ctx))
}

// whose finds in a session's data who has signed in, and from where.
func (s *Server) whose(data []byte) reform.Session {
	_, values, err := s.sessions.Codec.Decode(data)
	if err != nil {
		return reform.Session{}
	}
	word := func(key string) string {
		text, _ := values[key].(string)
		return text
	}
	return reform.Session{Account: word(userKey), Address: word(addressKey), Browser: word(browserKey)}
}

// Handler is the whole site. Requests from other sites that would change
// anything are refused before anything else is looked at.
func (s *Server) Handler() http.Handler {
	engine := s.engine()
	known := s.sessions.LoadAndSave(engine)
	return until(http.NewCrossOriginProtection().Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/assets/") {
			engine.ServeHTTP(w, r) // the same for everybody: a browser keeps it whoever signs in
			return
		}
		known.ServeHTTP(w, r)
	})))
}

// engine knows every route.
func (s *Server) engine() *gin.Engine {
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
	engine.Use(s.arrived, s.logged, gin.CustomRecoveryWithWriter(nil, s.recovered), s.headers)
	s.routes(engine)
	s.recordRoutes(engine)
	s.appraisalRoutes(engine)
	return engine
}
