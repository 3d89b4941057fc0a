package reform

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// Publication is one edition of a Cycle as made public, by two persons, and what was
// frozen for it: the framework, the tree of units, every report that counted, and the
// scorecards and rankings that came of them. What was frozen is a file kept under its
// SHA-256; another edition may replace it, and nothing changes it.
type Publication struct {
	Cycle      string    `gorm:"primaryKey"`
	Number     int       `gorm:"primaryKey"` // of the edition in the cycle, from 1 without gaps
	SHA256     string    // of the edition's file
	Digest     string    // SHA-256 of what was frozen: what both persons put their names to
	ProposedBy string    // the one person
	ProposedAt time.Time // when what was frozen was looked at
	ApprovedBy string    // the other one
	ApprovedAt time.Time
	Reason     string // why it replaces the edition before; empty: it is the first
	Program    string // version of the program that scored it
	AnchorSeq  int64  // the newest event of the log before it
	AnchorHash string
}

// Anchor is the newest event of the log before the edition, as it is printed on it.
func (p Publication) Anchor() Anchor {
	return Anchor{Seq: p.AnchorSeq, Hash: p.AnchorHash, At: p.ApprovedAt}
}

// Replaces is the number of the edition that this one stands in the place of; 0: none.
func (p Publication) Replaces() int { return p.Number - 1 }

// Proposal is one person's word that a Cycle be published as it stands. Another person
// makes a Publication of it, unless what it would freeze has changed since: then nobody
// has seen what would be published, and it lapses.
type Proposal struct {
	ID       string `gorm:"primaryKey"`
	Cycle    string
	Number   int    // of the edition that it would be
	Digest   string // of what it would freeze
	Reason   string
	By       string
	At       time.Time
	Status   ProposalStatus
	ClosedBy string
	ClosedAt *time.Time
}

// ProposalStatus is how far a Proposal has come.
type ProposalStatus string

const (
	ProposalOpen     ProposalStatus = "open"
	ProposalApproved ProposalStatus = "approved"
	ProposalLapsed   ProposalStatus = "lapsed"
)

// ProposalStatuses lists every ProposalStatus.
var ProposalStatuses = []ProposalStatus{ProposalOpen, ProposalApproved, ProposalLapsed}

// Propose is the next proposal after the editions there are, the oldest first. An edition
// that replaces another says why.
func Propose(id string, editions []Publication, p Proposal) (Proposal, error) {
	p.ID, p.Number, p.Status, p.Reason = id, len(editions)+1, ProposalOpen, strings.TrimSpace(p.Reason)
	switch {
	case p.By == "" || p.Digest == "":
		return Proposal{}, fmt.Errorf("%w: a proposal names who makes it and what it would freeze", ErrInvalid)
	case p.Number == 1:
		p.Reason = ""
	case editions[len(editions)-1].Digest == p.Digest:
		return Proposal{}, fmt.Errorf("%w: nothing has changed since edition %d", ErrConflict, len(editions))
	case utf8.RuneCountInString(p.Reason) < ShortestReason:
		return Proposal{}, fmt.Errorf("%w: edition %d replaces another: say why in at least %d letters", ErrInvalid, p.Number, ShortestReason)
	}
	return p, nil
}

// Approve makes a Publication of a proposal. The person must be another one, and what
// would be frozen the same.
func (p *Proposal) Approve(by string, at time.Time, digest string) (Publication, error) {
	switch {
	case p.Status != ProposalOpen:
		return Publication{}, fmt.Errorf("%w: the proposal of edition %d is no longer open", ErrConflict, p.Number)
	case by == "" || by == p.By:
		return Publication{}, fmt.Errorf("%w: who proposes an edition does not approve it: it takes a second person", ErrForbidden)
	case digest != p.Digest:
		return Publication{}, fmt.Errorf("%w: what edition %d would freeze has changed since it was proposed; propose it anew", ErrConflict, p.Number)
	}
	p.Status, p.ClosedBy, p.ClosedAt = ProposalApproved, by, &at
	return Publication{
		Cycle: p.Cycle, Number: p.Number, Digest: p.Digest, ProposedBy: p.By, ProposedAt: p.At, ApprovedBy: by, ApprovedAt: at, Reason: p.Reason,
	}, nil
}

// Lapse closes a proposal without a Publication.
func (p *Proposal) Lapse(by string, at time.Time) error {
	if p.Status != ProposalOpen {
		return fmt.Errorf("%w: the proposal of edition %d is no longer open", ErrConflict, p.Number)
	}
	p.Status, p.ClosedBy, p.ClosedAt = ProposalLapsed, by, &at
	return nil
}
