package reform

import "time"

// SecondFactor is the device that a User's one-time codes are read from, beside the
// password.
type SecondFactor struct {
	Account string `gorm:"primaryKey"` // the User's sign-in name
	Seed    string // sealed with a key that the database does not hold
	Step    int64  // of the last code that was used: neither it nor an older one is taken again
	Since   time.Time
}

// RecoveryCode stands in, once, for a SecondFactor that is lost.
type RecoveryCode struct {
	Account string `gorm:"primaryKey"`
	Hash    string `gorm:"primaryKey"` // of 120 random bits, so that a quick hash will do
}
