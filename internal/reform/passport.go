package reform

import "time"

// Passport says that a person comes in by the word of another system, the provider, and
// not by a password: each account has one way in.
type Passport struct {
	Account string `gorm:"primaryKey"`
	Issuer  string // address of the provider
	Subject string // whom the provider knows the person as; empty: whoever first comes under the account's name
	Since   time.Time
}
