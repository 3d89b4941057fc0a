package reform

import "time"

// Tries counts the sign-ins in a row that came to nothing: at one account by one browser
// or from one address, at one account by strangers, or from one address.
type Tries struct {
	Key     string `gorm:"primaryKey"` // a hash: what is typed as a name may be a password
	Account string // the User's, if there is one by that name
	Failed  int64
	At      time.Time // of the last one
}

// How guessing is slowed down. The first tries are free, since people mistype; each one
// after them waits twice as long as the one before.
const (
	FreeTries   = 5
	FirstWait   = time.Second
	LongestWait = 15 * time.Minute
	MostTries   = 100 // in a row, at one account
)

// Wait is how long no other try is taken.
func (t Tries) Wait(now time.Time) time.Duration {
	if t.Failed < FreeTries {
		return 0
	}
	wait := LongestWait
	if doubled := t.Failed - FreeTries; doubled < 10 { // 2^10 seconds are more than the longest
		wait = min(FirstWait<<doubled, LongestWait)
	}
	if leapt(t.At, now) {
		return 0
	}
	return max(0, t.At.Add(wait).Sub(now))
}

// Stopped reports whether the account is no longer open to whoever is counted here, until
// an administrator opens it.
func (t Tries) Stopped() bool { return t.Failed >= MostTries }

// Again counts one more.
func (t Tries) Again(now time.Time) Tries {
	t.Failed++
	t.At = now
	return t
}

// Pace bounds what comes from one address, whichever the accounts: so many tries at once,
// and one more whenever Every has passed. An office is one address.
type Pace struct {
	AtOnce int64
	Every  time.Duration
}

// Again counts one more; false: it is one too many.
func (p Pace) Again(t Tries, now time.Time) (Tries, bool) {
	if leapt(t.At, now) {
		t.At = now
	}
	passed := int64(max(0, now.Sub(t.At)) / p.Every)
	t.Failed, t.At = max(0, t.Failed-passed), t.At.Add(time.Duration(passed)*p.Every)
	if t.Failed == 0 {
		t.At = now
	}
	if t.Failed >= p.AtOnce {
		return t, false
	}
	t.Failed++
	return t, true
}

// leapt reports whether the clock was set back after something was counted: nobody shall
// wait until it has caught up. Of two at once the later may be counted first; that is no
// leap.
func leapt(at, now time.Time) bool { return at.Sub(now) > LongestWait }
