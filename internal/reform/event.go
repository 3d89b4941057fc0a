package reform

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"
)

// Event is who did what, when. Events are only ever added; each holds the hash
// of the one before, so that a changed or missing one shows.
type Event struct {
	Seq    int64 `gorm:"primaryKey"` // from 1, without gaps
	At     time.Time
	By     string
	Deed   Deed
	Cycle  string
	Unit   string
	Detail string // what was touched: a version, a file's hash, a count
	Before string // hash of the event before; empty for the first
	Hash   string
}

// Deed is what was done.
type Deed string

const (
	ReceivedDeed  Deed = "received"  // a workbook, read or not, or a Batch of them
	SubmittedDeed Deed = "submitted" // a report
	JudgedDeed    Deed = "judged"    // a claim, or many at once
	AnsweredDeed  Deed = "answered"  // a judgement, by the unit
	EndedDeed     Deed = "ended"     // a turn of a unit's review
	FinishedDeed  Deed = "finished"  // a unit's review, which makes its score final
	ReopenedDeed  Deed = "reopened"  // what was final
	AskedDeed     Deed = "asked"     // for a Permit
	GrantedDeed   Deed = "granted"   // a Permit
	SavedDeed     Deed = "saved"     // units, a framework, a cycle, a user, a recipe, a procedure; a draft; a Batch at its end
	RevokedDeed   Deed = "revoked"   // Sessions, a SecondFactor, the count of Tries
)

// Seal returns the hash of the event: SHA-256 over its fields as a JSON list and
// the hash before.
func (e Event) Seal() string {
	fields, err := json.Marshal([]any{
		e.Seq, e.At.UTC().Format(time.RFC3339Nano), e.By, e.Deed, e.Cycle, e.Unit, e.Detail, e.Before,
	})
	if err != nil {
		panic(err) // strings and an integer always marshal
	}
	sum := sha256.Sum256(fields)
	return hex.EncodeToString(sum[:])
}
