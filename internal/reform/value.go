package reform

import (
	"math/big"
	"strings"
	"unicode/utf8"
)

// Value is what one version of a Report says for one Figure.
type Value struct {
	Cycle   string  `gorm:"primaryKey"`
	Unit    string  `gorm:"primaryKey"`
	Source  Source  `gorm:"primaryKey"`
	Version int     `gorm:"primaryKey"`
	Figure  string  `gorm:"primaryKey"`
	Text    string  // a Decimal or an Option's id; empty when Absence says why
	Absence Absence // empty when something was said
	Reason  string  // why a doubtful value stands, in the words of who handed it in
	Since   int     // the version that first said so
	Origin
	File   string `gorm:"-"` // name and hash of the workbook that Origin is in, where it is not the Report's
	SHA256 string `gorm:"-"`
}

// TableName avoids VALUES, a word SQL keeps for itself.
func (Value) TableName() string { return "report_values" }

// Absence is why there is no Value. Of the three only NoPractice is a zero: the
// unit says that there is none of what is asked for.
type Absence string

const (
	Present       Absence = ""
	NotReported   Absence = "not_reported"
	NotApplicable Absence = "not_applicable"
	NoPractice    Absence = "no_practice"
)

// Absences lists every Absence.
var Absences = []Absence{Present, NotReported, NotApplicable, NoPractice}

// Number returns the value as an exact fraction; nil when absent or no number. A unit
// with no practice of something has 0 of it.
func (v Value) Number() *big.Rat {
	if v.Absence == NoPractice {
		return new(big.Rat)
	}
	if v.Absence != Present {
		return nil
	}
	return Decimal(v.Text).Rat()
}

// ShortestReason is how many letters say more than "ok".
const ShortestReason = 15

// Reasoned reports whether somebody has said why the value stands.
func (v Value) Reasoned() bool { return long(v.Reason) }

// long reports whether a text may be a reason.
func long(text string) bool { return utf8.RuneCountInString(strings.TrimSpace(text)) >= ShortestReason }

// Origin is the cell where a Value or a Finding was read, as Excel names it.
type Origin struct {
	Sheet string
	Cell  string
}

// String writes the address as a formula would: 'Số liệu'!D7.
func (o Origin) String() string {
	if o.Cell == "" {
		return o.Sheet
	}
	return "'" + o.Sheet + "'!" + o.Cell
}
