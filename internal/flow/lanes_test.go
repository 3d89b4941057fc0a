package flow_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"

	"reformboard/internal/flow"
)

// TestOneIsInALaneAtATime sends fifty into two lanes: in each, what is done is done once.
func TestOneIsInALaneAtATime(t *testing.T) {
	var lanes flow.Lanes[string]
	done := map[string]*int{"a": new(int), "b": new(int)} // each guarded by its lane alone
	var all sync.WaitGroup
	for n := range 50 {
		all.Go(func() {
			key := [...]string{"a", "b"}[n%2]
			leave, err := lanes.Enter(t.Context(), key)
			if err != nil {
				t.Error(err)
				return
			}
			defer leave()
			if *done[key] == 0 {
				*done[key]++
			}
		})
	}
	all.Wait()
	if *done["a"] != 1 || *done["b"] != 1 {
		t.Errorf("done %d and %d times", *done["a"], *done["b"])
	}
}

// TestWaitForALaneCanBeGivenUp while somebody else is in.
func TestWaitForALaneCanBeGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var lanes flow.Lanes[string]
		leave, err := lanes.Enter(t.Context(), "a")
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		gaveUp := make(chan error, 1)
		go func() {
			_, err := lanes.Enter(ctx, "a")
			gaveUp <- err
		}()
		synctest.Wait()
		select {
		case err := <-gaveUp:
			t.Fatalf("two are in at once: %v", err)
		default:
		}
		stop()
		if err := <-gaveUp; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		leave()
		if _, err := lanes.Enter(t.Context(), "a"); err != nil {
			t.Error(err)
		}
	})
}
