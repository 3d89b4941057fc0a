package flow

import (
	"context"
	"sync"
)

// Lanes lets those who want the same thing worked out at once in one after the other: the
// first works, and the others find it done. The zero value is ready for use.
type Lanes[K comparable] struct {
	mu    sync.Mutex
	lanes map[K]chan struct{} // whoever is in holds the one place
}

// Enter waits until nobody else is in the lane of a key, and returns how to leave it; where
// the wait is given up, only why.
func (l *Lanes[K]) Enter(ctx context.Context, key K) (leave func(), err error) {
	l.mu.Lock()
	if l.lanes == nil {
		l.lanes = map[K]chan struct{}{}
	}
	lane, ok := l.lanes[key]
	if !ok {
		lane = make(chan struct{}, 1)
		l.lanes[key] = lane
	}
	l.mu.Unlock()
	select {
	case lane <- struct{}{}:
		return func() { <-lane }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
