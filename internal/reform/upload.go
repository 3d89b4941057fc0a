package reform

import (
	"slices"
	"time"
)

// Upload is a workbook exactly as it was received; its bytes are kept under
// their SHA-256, also when nothing in it could be read.
type Upload struct {
	ID       string `gorm:"primaryKey"`
	Cycle    string
	Unit     string
	Source   Source
	SHA256   string
	Name     string // as the sender called it
	Size     int64  // bytes
	Seq      int64  // number of the Event that tells of it, whatever the clock said; 0: it is older than such numbers
	At       time.Time
	By       string
	Recipe   string    // the Recipe.Key by which it is read; empty: it is a form of the board's own
	Version  int       // of the draft it made; 0 while nobody has accepted it, or when it could not be read
	Findings []Finding `gorm:"serializer:json"`
}

// Refused reports whether nothing could be read of it.
func (u Upload) Refused() bool {
	return slices.ContainsFunc(u.Findings, func(f Finding) bool { return f.Severity == Refused })
}

// Attachment is a paper that came with a report to support it, kept like an Upload.
type Attachment struct {
	ID     string `gorm:"primaryKey"`
	Cycle  string
	Unit   string
	Source Source
	SHA256 string
	Name   string // as the sender called it
	Size   int64  // bytes
	At     time.Time
	By     string
}
