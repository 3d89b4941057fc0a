package accounts_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"reformboard/internal/flow/accounts"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// mostDifference is how far apart the medians of both may be.
const mostDifference = 5 * time.Millisecond

// TestAccountThatIsThereTakesNoOtherTimeThanOneThatIsNot tries both in turn, the one
// first that was second before. Whatever else the machine does, it does to both; a round
// in which it did not is tried again.
func TestAccountThatIsThereTakesNoOtherTimeThanOneThatIsNot(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures time")
	}
	storetest.Each(t, testAlike)
}

func TestVisitorWhoLeavesWaitsForNoTurn(t *testing.T) {
	h := newHouse(t, storetest.Open(t))
	ctx, leave := context.WithCancel(t.Context())
	leave()
	if _, _, err := h.SignIn(ctx, at("192.0.2.1", 0), secret); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestTwoHundredGuessersAtOnceTakeLittleMemory tries as many names from as many
// addresses: each hash needs 19 MiB while it is made.
func TestTwoHundredGuessersAtOnceTakeLittleMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector needs memory of its own")
	}
	h := newHouse(t, storetest.Open(t))
	runtime.GC()
	var before, during runtime.MemStats
	runtime.ReadMemStats(&before)
	var rush sync.WaitGroup
	for i := range 200 {
		rush.Go(func() {
			_, _, _ = h.SignIn(t.Context(), accounts.Attempt{Name: fmt.Sprint("name", i), Address: fmt.Sprint(i), At: now}, another)
		})
	}
	done := make(chan struct{})
	go func() { rush.Wait(); close(done) }()
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	most := uint64(0)
	for waiting := true; waiting; {
		select {
		case <-done:
			waiting = false
		case <-look.C:
			runtime.ReadMemStats(&during)
			most = max(most, during.HeapAlloc)
		}
	}
	grown := int64(most) - int64(before.HeapAlloc)
	t.Logf("%d MiB more at most", grown>>20)
	if grown > 150<<20 {
		t.Errorf("%d MiB more at most", grown>>20)
	}
	if tried := len(h.ended); tried != 200 || slices.Contains(h.ended, accounts.CameIn) {
		t.Errorf("%d tries ended", tried)
	}
}

func people(n int) []reform.User {
	var users []reform.User
	for i := range n {
		users = append(users, reform.User{ID: fmt.Sprint("there", i), Role: reform.Officer})
	}
	return users
}

func testAlike(t *testing.T, s *store.Store) {
	const pairs, rounds = 40, 3
	h := newHouse(t, s, people(pairs)...)
	took := func(name string, round int) time.Duration {
		start := time.Now()
		if err := h.try(t, accounts.Attempt{Name: name, Address: fmt.Sprint(name, round), At: now}, another); !errors.Is(err, accounts.ErrWrong) {
			t.Fatal(err)
		}
		return time.Since(start)
	}
	for round := range rounds {
		var there, not []time.Duration
		for i := range pairs {
			if i%2 == 0 {
				there = append(there, took(fmt.Sprint("there", i), round))
			}
			not = append(not, took(fmt.Sprint("not", i), round))
			if i%2 == 1 {
				there = append(there, took(fmt.Sprint("there", i), round))
			}
		}
		slices.Sort(there)
		slices.Sort(not)
		difference := (there[pairs/2] - not[pairs/2]).Abs()
		t.Logf("medians %v and %v", there[pairs/2], not[pairs/2])
		if difference < mostDifference {
			return
		}
	}
	t.Errorf("in none of %d rounds were the medians within %v", rounds, mostDifference)
}
