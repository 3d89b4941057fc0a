package reform

import (
	"fmt"
	"slices"
	"time"
)

// Proof is what an Indicator asks to be shown for what is claimed.
type Proof struct {
	ID     string     `json:"id"`
	Title  Words      `json:"title"`
	Signer Words      `json:"signer,omitzero"` // who is to have signed it
	From   string     `json:"from,omitempty"`  // first day on which it may be dated
	To     string     `json:"to,omitempty"`    // last day
	Count  int        `json:"count,omitempty"` // how many at least; 0: one
	Kinds  []FileType `json:"kinds,omitempty"` // empty: any
}

// FileType is what a file is, by its content.
type FileType string

const (
	PDF      FileType = "pdf"
	PNG      FileType = "png"
	JPEG     FileType = "jpeg"
	Document FileType = "docx"
	Workbook FileType = "xlsx"
)

// FileTypes lists every FileType.
var FileTypes = []FileType{PDF, PNG, JPEG, Document, Workbook}

// Shown reports whether a browser shows files of the type by itself, without harm.
func (t FileType) Shown() bool { return t == PDF || t == PNG || t == JPEG }

// Evidence is what a Unit has to show: a file, a document that may not leave its
// network, or words where there is neither. It is never changed: a newer one replaces it.
type Evidence struct {
	ID        string `gorm:"primaryKey"`
	Unit      string
	Kind      EvidenceKind
	Title     string // as the unit calls it; of a Statement, what it says
	SHA256    string // of a file, with its Name, Size and Type
	Name      string
	Size      int64
	Type      FileType
	Number    string // of the document, with its Issuer and Page
	Issuer    string
	Page      string
	Dated     string // the document's day
	ValidFrom string // days between which it proves anything; empty: no limit
	ValidTo   string
	Replaces  string // the Evidence that it is a newer version of; empty: none
	At        time.Time
	By        string
}

// TableName is what gorm would not say: it knows no uncountable nouns.
func (Evidence) TableName() string { return "evidence" }

// EvidenceKind is how something is shown.
type EvidenceKind string

const (
	FileEvidence EvidenceKind = "file"
	Reference    EvidenceKind = "reference" // to a document that may not leave its network
	Statement    EvidenceKind = "statement" // how the figures came about, where no paper shows it
)

// Check says what is wrong with evidence as it is described.
func (e Evidence) Check() error {
	for _, day := range []string{e.Dated, e.ValidFrom, e.ValidTo} {
		if day != "" && !IsDay(day) {
			return fmt.Errorf("%w: %q is no day", ErrInvalid, day)
		}
	}
	switch {
	case e.ValidFrom != "" && e.ValidTo != "" && e.ValidTo < e.ValidFrom:
		return fmt.Errorf("%w: it is valid to a day before that from which it is", ErrInvalid)
	case e.Kind == FileEvidence && (e.SHA256 == "" || !slices.Contains(FileTypes, e.Type)):
		return fmt.Errorf("%w: there is no file", ErrInvalid)
	case e.Kind == Reference && (e.Number == "" || e.Issuer == "" || e.Dated == ""):
		return fmt.Errorf("%w: a reference has number, day and issuer", ErrInvalid)
	case e.Kind == Statement && !long(e.Title):
		return fmt.Errorf("%w: an explanation has at least %d letters", ErrInvalid, ShortestReason)
	case e.Kind != FileEvidence && e.Kind != Reference && e.Kind != Statement:
		return fmt.Errorf("%w: unknown kind %q", ErrInvalid, e.Kind)
	}
	return nil
}

// Valid reports whether evidence proves anything on a day.
func (e Evidence) Valid(day string) bool {
	return (e.ValidFrom == "" || e.ValidFrom <= day) && (e.ValidTo == "" || day <= e.ValidTo)
}

// Citation says that Evidence is shown for an Indicator in a Cycle. One piece of evidence
// may be cited often, in later cycles too.
type Citation struct {
	Cycle     string `gorm:"primaryKey"`
	Unit      string `gorm:"primaryKey"`
	Indicator string `gorm:"primaryKey"`
	Evidence  string `gorm:"primaryKey"`
	Proof     string // the id of what it proves; empty: it is beyond what is asked
	Withdrawn bool
	At        time.Time
	By        string
}

// Shown is evidence cited for an indicator.
type Shown struct {
	Evidence
	Proof string
}

// Checked is one Proof that is asked for, and what is shown.
type Checked struct {
	Proof
	Shown []Evidence // that counts
	Short []Evidence // that does not, for its kind or its days
	Met   bool
}

// Checklist holds what is shown for an indicator against what is asked, on a day. A
// Statement stands for all that is asked: that is for appraisers to judge.
func (i Indicator) Checklist(shown []Shown, day string) (list []Checked, explained bool) {
	for _, p := range i.Evidence {
		c := Checked{Proof: p}
		for _, s := range shown {
			switch {
			case s.Kind == Statement || s.Proof != p.ID:
			case p.takes(s.Evidence, day):
				c.Shown = append(c.Shown, s.Evidence)
			default:
				c.Short = append(c.Short, s.Evidence)
			}
		}
		c.Met = len(c.Shown) >= max(1, p.Count)
		list = append(list, c)
	}
	return list, slices.ContainsFunc(shown, func(s Shown) bool { return s.Kind == Statement })
}

// takes reports whether evidence is of the kind and of the days that are asked for.
func (p Proof) takes(e Evidence, day string) bool {
	return e.Valid(day) &&
		(e.Kind != FileEvidence || len(p.Kinds) == 0 || slices.Contains(p.Kinds, e.Type)) &&
		(p.From == "" || e.Dated >= p.From) && (p.To == "" || e.Dated != "" && e.Dated <= p.To)
}

// Proved reports whether everything that is asked for is shown, or explained.
func (i Indicator) Proved(shown []Shown, day string) bool {
	list, explained := i.Checklist(shown, day)
	return explained || !slices.ContainsFunc(list, func(c Checked) bool { return !c.Met })
}
