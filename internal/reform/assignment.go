package reform

import (
	"slices"
	"time"
)

// Assignment gives claims of one Unit, all or some, to one person to judge, or back to
// everybody who may. The newest that names a claim counts; none is ever changed.
type Assignment struct {
	Cycle     string `gorm:"primaryKey"`
	Unit      string `gorm:"primaryKey"`
	Number    int    `gorm:"primaryKey"` // of the unit's, from 1
	Area      string // whose claims; empty: of all areas
	Indicator string // the only claim; empty: not one alone
	Person    string // who judges them; empty: whoever may
	Text      string // why
	By        string
	At        time.Time
}

// Check objects to an assignment that says too little.
func (a Assignment) Check() error {
	switch {
	case a.Area != "" && a.Indicator != "":
		return Objection{Obstacle: UnknownWord, Found: a.Area}
	case !says(a.Text):
		return Objection{Obstacle: TooShort, Wanted: shortest}
	}
	return nil
}

// Names reports whether the assignment is about a claim that stands in some areas, one
// inside the other.
func (a Assignment) Names(indicator string, above []string) bool {
	if a.Indicator != "" {
		return a.Indicator == indicator
	}
	return a.Area == "" || slices.Contains(above, a.Area)
}

// Holder is to whom a claim was given, of a unit's assignments in their order; empty: to
// nobody.
func Holder(all []Assignment, indicator string, above []string) string {
	for _, a := range slices.Backward(all) {
		if a.Names(indicator, above) {
			return a.Person
		}
	}
	return ""
}
