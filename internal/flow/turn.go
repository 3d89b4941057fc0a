package flow

import "context"

// turns bounds how many workbooks are read at once: one of the usual size takes some
// milliseconds, the largest some seconds and a hundred megabytes. Those never take
// every place, so that the others are not kept waiting for them.
type turns struct{ all, large chan struct{} }

// mostUsual is how many bytes a workbook has that is read among all others: our forms
// have a third of that.
const mostUsual = 1 << 20

func newTurns(places int) turns {
	return turns{all: make(chan struct{}, places), large: make(chan struct{}, max(1, places-1))}
}

// take waits for a place and then does what is to be done with so many bytes.
func (t turns) take(ctx context.Context, size int64, do func() error) error {
	places := []chan struct{}{t.all}
	if size > mostUsual {
		places = []chan struct{}{t.large, t.all}
	}
	for _, place := range places {
		select {
		case place <- struct{}{}:
			defer func() { <-place }()
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return do()
}
