package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/time/rate"

	"reformboard/internal/reform"
)

// witness writes an event of somebody who changes nothing on the board: who, from where.
// It is written before anything is handed out: nothing leaves the board without it.
func (s *Server) witness(c *gin.Context, e reform.Event) error {
	e.At = s.Now()
	if e.By == "" {
		e.By = visitorOf(c).ID
	}
	from := "from " + c.ClientIP()
	if e.Detail != "" {
		from = e.Detail + ", " + from
	}
	e.Detail = from
	return s.board.Store.SaveEvent(c.Request.Context(), e)
}

// exported is the event of a file that goes out, by its name and, where it is known before
// the first byte, its SHA-256.
func (s *Server) exported(c *gin.Context, d download, content []byte) error {
	e := reform.Event{Deed: reform.ExportedDeed, Cycle: c.Param("cycle"), Unit: c.Param("unit"), Detail: "file " + d.name}
	if d.received {
		e.Deed = reform.DownloadedDeed
	}
	if content != nil {
		sum := sha256.Sum256(content)
		e.Detail += ", sha256 " + hex.EncodeToString(sum[:])
	}
	return s.witness(c, e)
}

// admitted is the event of a sign-in.
func (s *Server) admitted(c *gin.Context, user reform.User) error {
	return s.witness(c, reform.Event{By: user.ID, Deed: reform.SignedInDeed})
}

// refused is the event of a sign-in that was refused; the user has no ID where nobody has
// the name that was typed, which may be the password. Strangers can make as many of these
// as they like, and must not fill the disk: beyond a pace they are counted, and the next
// one that is told says how many.
func (s *Server) refused(c *gin.Context, user reform.User) error {
	before, tell := s.refusals.next(s.Now())
	if !tell {
		return nil
	}
	e := reform.Event{By: user.ID, Deed: reform.RefusedDeed}
	if before > 0 {
		e.Detail = fmt.Sprintf("after %d that are not told one by one", before)
	}
	return s.witness(c, e)
}

// refusals bounds how many refused sign-ins are told one by one: so many at once, and then
// one every minute, are at most half a megabyte a day.
type refusals struct {
	mu    sync.Mutex
	limit *rate.Limiter
	left  int // that were not told since the last one
}

const refusalsAtOnce = 100

// next reports whether one more is told, and how many before it were not.
func (r *refusals) next(now time.Time) (before int, tell bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.limit == nil {
		r.limit = rate.NewLimiter(rate.Every(time.Minute), refusalsAtOnce)
	}
	if !r.limit.AllowN(now, 1) {
		r.left++
		return 0, false
	}
	before, r.left = r.left, 0
	return before, true
}
