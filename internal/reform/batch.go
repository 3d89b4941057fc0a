package reform

import "time"

// Batch is many units' workbooks handed in at once, in one archive.
type Batch struct {
	ID         string `gorm:"primaryKey"`
	Cycle      string
	Source     Source
	SHA256     string // of the archive, which is kept
	Name       string
	At         time.Time
	By         string
	Submit     bool // reports that nothing stands against are submitted at once
	Total      int  // files in the archive
	Done       int
	FinishedAt *time.Time
	Failure    string      // why it stopped before its end, in words for the operator; empty: it did not
	Items      []BatchItem `gorm:"-"`
}

// BatchItem is what came of one file of a Batch.
type BatchItem struct {
	Batch     string `gorm:"primaryKey"`
	Place     int    `gorm:"primaryKey"` // in the archive, from 1
	Name      string
	Unit      string    // empty: it does not say of which unit it is
	Upload    string    // id; empty: the file was not even taken in
	Version   int       // of the draft it made; 0: none
	Errors    int       // values of the file that were not taken
	Doubts    int       // values that need a reason before the draft is submitted
	Submitted bool      // the draft was submitted
	Findings  []Finding `gorm:"serializer:json"` // of the file, when there is no Upload
}
