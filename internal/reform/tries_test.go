package reform

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noon = time.Date(2026, 11, 22, 5, 0, 0, 0, time.UTC)

func TestWaitsDoubleUpToAQuarterOfAnHour(t *testing.T) {
	for failed, want := range map[int64]time.Duration{
		0: 0, 4: 0, 5: time.Second, 6: 2 * time.Second, 7: 4 * time.Second, 14: 512 * time.Second,
		15: LongestWait, 16: LongestWait, 99: LongestWait, 1 << 40: LongestWait,
	} {
		tries := Tries{Failed: failed, At: noon}
		if got := tries.Wait(noon); got != want {
			t.Errorf("after %d: got %v, want %v", failed, got, want)
		}
		if got := tries.Wait(noon.Add(want)); got != 0 {
			t.Errorf("after %d and the wait: %v is left", failed, got)
		}
		if want > 0 && tries.Wait(noon.Add(want-1)) != 1 {
			t.Errorf("after %d a moment before its end the wait is over", failed)
		}
	}
}

// TestClockThatLeapsBackKeepsNobodyOut has tries counted by a clock that is a day ahead and
// then is set right.
func TestClockThatLeapsBackKeepsNobodyOut(t *testing.T) {
	tries := Tries{Failed: 6, At: noon.AddDate(0, 0, 1)}
	if got := tries.Wait(noon); got != 0 {
		t.Errorf("got %v", got)
	}
	if got := tries.Again(noon).Wait(noon); got != 4*time.Second {
		t.Errorf("after the next try: got %v", got)
	}
	if got := (Tries{Failed: 6, At: noon.Add(time.Second)}).Wait(noon); got != 3*time.Second {
		t.Errorf("of two at once: got %v", got)
	}
	pace := Pace{AtOnce: 1, Every: time.Second}
	tries, ok := pace.Again(Tries{Failed: 1, At: noon.AddDate(0, 0, 1)}, noon)
	if ok {
		t.Error("the leap lets one more through")
	}
	if _, ok = pace.Again(tries, noon.Add(time.Second)); !ok {
		t.Error("refused after one has come back")
	}
}

func TestAccountStopsAtAHundred(t *testing.T) {
	if (Tries{Failed: 99}).Stopped() || !(Tries{Failed: 100}).Stopped() {
		t.Error("not at a hundred")
	}
}

// TestAddressKeepsItsPace tries at random moments: in no span of time are more let through
// than were allowed at once and have come back since.
func TestAddressKeepsItsPace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pace := Pace{AtOnce: rapid.Int64Range(1, 6).Draw(t, "at once"), Every: 2 * time.Second}
		now, tries := noon, Tries{}
		var taken []time.Time
		for range rapid.IntRange(1, 60).Draw(t, "tries") {
			now = now.Add(time.Duration(rapid.IntRange(0, 3000).Draw(t, "pause")) * time.Millisecond)
			var ok bool
			if tries, ok = pace.Again(tries, now); !ok {
				if len(taken) == 0 {
					t.Fatal("the first was refused")
				}
				continue
			}
			taken = append(taken, now)
			for i, first := range taken {
				most := pace.AtOnce + int64(now.Sub(first)/pace.Every) + 1
				if got := int64(len(taken) - i); got > most {
					t.Fatalf("%d in %v", got, now.Sub(first))
				}
			}
		}
		if _, ok := pace.Again(tries, now.Add(time.Duration(pace.AtOnce)*pace.Every)); !ok {
			t.Fatal("refused after all had come back")
		}
	})
}

func TestSessionsEndUnseenAndAltogether(t *testing.T) {
	lives := Lives{Idle: 30 * time.Minute, Absolute: 12 * time.Hour}
	for _, c := range []struct {
		begun, seen time.Duration // ago
		want        bool
	}{
		{0, 0, false},
		{time.Hour, 30*time.Minute - 1, false},
		{time.Hour, 30 * time.Minute, true},
		{12*time.Hour - 1, 0, false},
		{12 * time.Hour, 0, true},
	} {
		if got := lives.Over(noon.Add(-c.begun), noon.Add(-c.seen), noon); got != c.want {
			t.Errorf("begun %v and seen %v ago: got %t", c.begun, c.seen, got)
		}
	}
	if (Lives{}).Over(noon.AddDate(-9, 0, 0), noon.AddDate(-9, 0, 0), noon) {
		t.Error("a session without an end has ended")
	}
}
