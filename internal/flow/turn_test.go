package flow

import (
	"context"
	"errors"
	"testing"
)

// TestLargeWorkbooksLeaveAPlaceForTheOthers holds one large workbook open: another of
// its size waits, and one of the usual size does not.
func TestLargeWorkbooksLeaveAPlaceForTheOthers(t *testing.T) {
	turns := newTurns(2)
	err := turns.take(t.Context(), mostUsual+1, func() error {
		gone, leave := context.WithCancel(t.Context())
		leave()
		if err := turns.take(gone, mostUsual+1, func() error { return nil }); !errors.Is(err, context.Canceled) {
			t.Errorf("a second large one: got %v", err)
		}
		small := false
		err := turns.take(t.Context(), mostUsual, func() error { small = true; return nil })
		if !small {
			t.Error("a usual one is kept waiting")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 { // every place was given back
		if err := turns.take(t.Context(), mostUsual+1, func() error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhatGoesWrongInATurnIsTold(t *testing.T) {
	turns, want := newTurns(1), errors.New("no")
	if err := turns.take(t.Context(), 0, func() error { return want }); !errors.Is(err, want) {
		t.Errorf("got %v", err)
	}
}
