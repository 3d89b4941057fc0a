package reform

import "time"

// SeenNotice says that a person has read what the board tells by itself: that a report is
// due, or that days have changed. The notice follows from the record and is not kept.
type SeenNotice struct {
	Reader string `gorm:"primaryKey"` // a User's id
	Notice string `gorm:"primaryKey"` // its key
	At     time.Time
}
