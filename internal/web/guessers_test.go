package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"testing"
	"time"

	"reformboard/internal/store/storetest"
)

// The least that a 99th percentile may grow to: below it a scheduler is measured, and
// nobody notices.
const unnoticed = 40 * time.Millisecond

// TestTwoHundredGuessersLeaveOthersTheirPace has as many addresses guess at as many names
// at once, while somebody reads a page.
func TestTwoHundredGuessersLeaveOthersTheirPace(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures time")
	}
	const guessers = 200
	at := newSite(t, storetest.Open(t))
	reader := at.as(t, "committee")
	read := func() time.Duration {
		start := time.Now()
		if got := reader.get("/cycles/" + service + "/ranking"); got.status != http.StatusOK {
			t.Fatalf("got %d", got.status)
		}
		return time.Since(start)
	}
	slowest := func(took []time.Duration) time.Duration {
		slices.Sort(took)
		return took[len(took)*99/100]
	}
	read()
	var quiet, rush []time.Duration
	for range 300 {
		quiet = append(quiet, read())
	}
	var guessing sync.WaitGroup
	answers := make([]int, guessers)
	for i := range guessers {
		guessing.Go(func() {
			answers[i] = signInAt(at.Config.Handler, fmt.Sprintf("192.0.2.%d", i), url.Values{"name": {fmt.Sprint("name", i)}, "password": {"guess"}}).Code
		})
	}
	done := make(chan struct{})
	go func() { guessing.Wait(); close(done) }()
	for waiting := true; waiting; {
		select {
		case <-done:
			waiting = false
		default:
			rush = append(rush, read())
		}
	}
	before, during := slowest(quiet), slowest(rush)
	t.Logf("p99 %v of %d, and %v of %d while they guess", before, len(quiet), during, len(rush))
	if during > max(2*before, unnoticed) {
		t.Errorf("p99 %v, and %v while they guess", before, during)
	}
	if slices.ContainsFunc(answers, func(status int) bool { return status != http.StatusUnauthorized }) {
		t.Errorf("not all were told that they are wrong: %v", answers)
	}
}
