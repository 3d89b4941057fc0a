package reform

import (
	"strconv"
	"time"
)

// Recipe says how a form that people fill in already, and that is not the board's
// own, is read. Each change is a new version; the newest is followed.
type Recipe struct {
	ID           string `gorm:"primaryKey"`
	Version      int    `gorm:"primaryKey"` // from 1
	TitleVI      string
	TitleEN      string
	Text         string // as YAML
	SampleName   string // of the form it was tried on, which is kept; empty: none
	SampleSHA256 string
	At           time.Time
	By           string
}

// Title is the recipe's title as Words.
func (r Recipe) Title() Words { return Words{VI: r.TitleVI, EN: r.TitleEN} }

// Key names one version of the recipe: "06a@2".
func (r Recipe) Key() string { return r.ID + "@" + strconv.Itoa(r.Version) }
