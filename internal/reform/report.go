package reform

import (
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
	Values      []Value `gorm:"-"` // one for each of the source's figures
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

// Value finds what the report says for a figure.
func (r Report) Value(figure string) (Value, bool) {
	for _, v := range r.Values {
		if v.Figure == figure {
			return v, true
		}
	}
	return Value{}, false
}
