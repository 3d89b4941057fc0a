package web

import (
	"sync"

	"reformboard/internal/reform"
)

// Pages are kept at two depths. What a page says is a function of the board's
// version, the address, the language, the minute, and the role and unit of whoever
// reads it: it is drawn once for a whole committee. Framed with a person's name it
// is kept for that person. The same key gives the same bytes, so nothing has to be
// thrown out by hand when something changes.
type bodyKey struct {
	version  int64
	minute   int64 // days left and phases move with the clock
	path     string
	language reform.Language
	role     reform.Role
	unit     string
}

type pageKey struct {
	bodyKey
	user string
}

// shelf keeps what has been drawn within mostKept bytes. When they are reached
// everything goes; the newest version is all that is asked for anyway.
type shelf[K comparable, V any] struct {
	mu    sync.RWMutex
	kept  map[K]V
	bytes int
}

// mostKept is some 1,400 pages of 40 KB, and as many compressed.
const mostKept = 64 << 20

func (s *shelf[K, V]) find(key K) (V, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	v, ok := s.kept[key]
	return v, ok
}

func (s *shelf[K, V]) keep(key K, v V, size int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil || s.bytes+size > mostKept {
		s.kept, s.bytes = map[K]V{}, 0
	}
	s.kept[key] = v
	s.bytes += size
}
