package reform

import "time"

// Session is one browser in which a User has signed in.
type Session struct {
	ID      string // of no use to whoever reads it: the SHA-256 of what only the browser knows
	Account string // the User's sign-in name
	Address string // from which it was begun
	Browser string // as it calls itself
	Begun   time.Time
	Seen    time.Time // last, to the minute
}

// Lives is how long a Session lasts; zero: without end.
type Lives struct {
	Idle     time.Duration // unseen
	Absolute time.Duration // altogether
}

// Over reports whether a session has ended by itself.
func (l Lives) Over(begun, seen, now time.Time) bool {
	return l.Idle > 0 && !now.Before(seen.Add(l.Idle)) || l.Absolute > 0 && !now.Before(begun.Add(l.Absolute))
}

// SignIn is when and from where a User signed in last.
type SignIn struct {
	Account string `gorm:"primaryKey"`
	At      time.Time
	Address string
}
