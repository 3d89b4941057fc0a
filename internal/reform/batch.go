package reform

import (
	"slices"
	"time"
)

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
	Version   int       // of the draft it made, or that says the same already; 0: none
	Errors    int       // values of the file that were not taken
	Doubts    int       // values that need a reason before the draft is submitted
	Submitted bool      // the draft was submitted
	Findings  []Finding `gorm:"serializer:json"` // why nothing of it was taken
}

// Fate is what came of one file, in a word.
type Fate string

const (
	Unclaimed Fate = "unclaimed" // nobody knows of which unit it is
	Unread    Fate = "unread"    // nothing in it could be read
	Silent    Fate = "silent"    // a form in which nobody has filled in anything
	Faulty    Fate = "faulty"    // a draft, of which something has to be mended or explained
	Drafted   Fate = "drafted"
	HandedIn  Fate = "handed_in" // a draft that was submitted
)

// Fates lists every Fate: what asks most of a person comes first.
var Fates = []Fate{Unclaimed, Unread, Silent, Faulty, Drafted, HandedIn}

// Asks reports whether somebody has to look at a file.
func (f Fate) Asks() bool { return f != Drafted && f != HandedIn }

// Fate says what came of the file.
func (i BatchItem) Fate() Fate {
	switch {
	case i.Unit == "" && slices.ContainsFunc(i.Findings, func(f Finding) bool { return f.Problem == NoUnit }):
		return Unclaimed
	case i.Version == 0 && len(i.Findings) > 0:
		return Unread
	case i.Errors > 0 || i.Doubts > 0 && !i.Submitted:
		return Faulty
	case i.Version == 0:
		return Silent
	case i.Submitted:
		return HandedIn
	}
	return Drafted
}
