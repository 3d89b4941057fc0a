package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"golang.org/x/time/rate"

	"reformboard/internal/flow/accounts"
	"reformboard/internal/reform"
)

// witness writes an event of somebody who changes nothing on the board: who, from where.
// It is written before anything is handed out: nothing leaves the board without it.
func (s *Server) witness(c *gin.Context, e reform.Event) error {
	e.At = s.at(c)
	if e.By == "" {
		e.By = visitorOf(c).ID
	}
	return s.witnessed(c.Request.Context(), e, c.ClientIP())
}

func (s *Server) witnessed(ctx context.Context, e reform.Event, address string) error {
	from := "from " + address
	if e.Detail != "" {
		from = e.Detail + ", " + from
	}
	e.Detail = from
	return s.board.Store.SaveEvent(ctx, e)
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

// refused is the event of a sign-in that was refused. Strangers can make as many of these
// as they like, and must not fill the disk: beyond a pace they are counted, and the next
// one that is told says how many.
func (s *Server) refused(ctx context.Context, o accounts.Outcome) error {
	before, tell := s.refusals.next(o.At)
	if !tell {
		return nil
	}
	e := reform.Event{At: o.At, By: o.Account, Deed: reform.RefusedDeed}
	if before > 0 {
		e.Detail = fmt.Sprintf("after %d that are not told one by one", before)
	}
	return s.witnessed(ctx, e, o.Address)
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
