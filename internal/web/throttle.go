package web

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// throttle slows guessing down, an account and an address at a time, before any
// hash is computed: on two processors a hash is a weapon in the deadline hour.
type throttle struct {
	mu     sync.Mutex
	limits map[string]*rate.Limiter
}

// pace is how many tries may come at once, and how often one more.
type pace struct {
	atOnce int
	every  time.Duration
}

var (
	byName    = pace{8, 10 * time.Second} // a person's own mistakes, from one address: no stranger can lock a person out
	byAddress = pace{60, time.Second}     // a whole office behind one address
)

const mostLimits = 10_000

// allow reports whether another try under this name may be made now.
func (t *throttle) allow(name string, p pace, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.limits == nil || len(t.limits) > mostLimits {
		t.limits = map[string]*rate.Limiter{}
	}
	limit, ok := t.limits[name]
	if !ok {
		limit = rate.NewLimiter(rate.Every(p.every), p.atOnce)
		t.limits[name] = limit
	}
	return limit.AllowN(now, 1)
}
