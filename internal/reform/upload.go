package reform

import "time"

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
	At       time.Time
	By       string
	Version  int       // of the draft it made; 0 when it could not be read
	Findings []Finding `gorm:"serializer:json"`
}
