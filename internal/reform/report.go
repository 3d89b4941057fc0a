package reform

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// Report is one version of what one Source says of one Unit in one Cycle. The
// newest submitted version counts; none is ever changed or removed.
type Report struct {
	Cycle       string `gorm:"primaryKey"`
	Unit        string `gorm:"primaryKey"`
	Source      Source `gorm:"primaryKey"`
	Version     int    `gorm:"primaryKey"` // from 1
	Status      Status
	File        string // name and hash of the workbook it was read from
	SHA256      string
	SavedAt     time.Time
	SavedBy     string
	SubmittedAt *time.Time
	SubmittedBy string
	FirstAt     *time.Time `gorm:"-"` // when an earlier version was first submitted; nil: none was, or no rule asks
	Values      []Value    `gorm:"-"` // one for each of the source's figures
}

// Status is how far a Report has come.
type Status string

const (
	Draft     Status = "draft"
	Submitted Status = "submitted"
)

// Submit makes the draft the unit's word. Only a draft can be submitted, once.
func (r *Report) Submit(by string, at time.Time) error {
	if r.Status != Draft {
		return fmt.Errorf("%w: version %d was already submitted", ErrConflict, r.Version)
	}
	r.Status, r.SubmittedBy, r.SubmittedAt = Submitted, by, &at
	return nil
}

// Came is when the report first came, in whichever version; nil: it has not come.
func (r *Report) Came() *time.Time {
	if r.FirstAt != nil {
		return r.FirstAt
	}
	return r.SubmittedAt
}

// Code is what a submitted report can be recognised by: the first 12 hexadecimal digits,
// in fours, of the SHA-256 over a JSON list of its cycle, unit, source and version, the
// hash of its workbook, and when it was submitted, in UTC to the microsecond. It is empty
// before that.
func (r Report) Code() string {
	if r.SubmittedAt == nil {
		return ""
	}
	at := r.SubmittedAt.UTC().Truncate(time.Microsecond).Format(time.RFC3339Nano)
	fields, err := json.Marshal([]any{r.Cycle, r.Unit, r.Source, r.Version, r.SHA256, at})
	if err != nil {
		panic(err) // strings and an integer always marshal
	}
	sum := sha256.Sum256(fields)
	code := hex.EncodeToString(sum[:6])
	return code[:4] + "-" + code[4:8] + "-" + code[8:]
}

// Value finds what the report says for a figure.
func (r Report) Value(figure string) (Value, bool) {
	for _, v := range r.Values {
		if v.Figure == figure {
			return v, true
		}
	}
	return Value{}, false
}
