package reform

import (
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

// WrongEvidence names the field of evidence that is not right.
type WrongEvidence struct{ Field string }

func (w WrongEvidence) Error() string { return "evidence: " + w.Field + " is not right" }

// Unwrap makes it a mistake in what was sent.
func (w WrongEvidence) Unwrap() error { return ErrInvalid }

// Check says what is wrong with evidence as it is described: a WrongEvidence.
func (e Evidence) Check() error {
	for _, day := range []struct{ field, text string }{{"dated", e.Dated}, {"valid_from", e.ValidFrom}, {"valid_to", e.ValidTo}} {
		if day.text != "" && !IsDay(day.text) {
			return WrongEvidence{day.field}
		}
	}
	switch reference := e.Kind == Reference; {
	case e.ValidFrom != "" && e.ValidTo != "" && e.ValidTo < e.ValidFrom:
		return WrongEvidence{"valid_to"}
	case e.Kind == FileEvidence && (e.SHA256 == "" || !slices.Contains(FileTypes, e.Type)):
		return WrongEvidence{"file"}
	case reference && e.Number == "":
		return WrongEvidence{"number"}
	case reference && e.Dated == "":
		return WrongEvidence{"dated"}
	case reference && e.Issuer == "":
		return WrongEvidence{"issuer"}
	case e.Kind == Statement && !long(e.Title):
		return WrongEvidence{"title"}
	case e.Kind != FileEvidence && !reference && e.Kind != Statement:
		return WrongEvidence{"kind"}
	}
	return nil
}

// Repeats reports whether evidence shows nothing that other evidence of the unit does not:
// the same file, or the same words.
func (e Evidence) Repeats(other Evidence) bool {
	if e.Kind == FileEvidence {
		return other.Kind == FileEvidence && e.SHA256 == other.SHA256
	}
	words := func(e Evidence) [8]string {
		return [8]string{string(e.Kind), e.Title, e.Number, e.Issuer, e.Page, e.Dated, e.ValidFrom, e.ValidTo}
	}
	return words(e) == words(other)
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
