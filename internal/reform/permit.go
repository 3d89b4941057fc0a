package reform

import (
	"slices"
	"strings"
	"time"
)

// Permit is what two persons decide against the ordinary course: to reopen what is
// final, to let somebody judge in spite of a conflict of interest, or to score what was
// reported by other rules. One asks for it, and another, never the same, grants it.
type Permit struct {
	ID        string `gorm:"primaryKey"`
	Kind      PermitKind
	Cycle     string
	Unit      string   // of other rules the body
	Person    string   // who may judge all the same; empty for the others
	Turn      string   // to which the review goes back
	Claims    []string `gorm:"serializer:json"` // that are judged anew
	Review    int      // version of the Review that is reopened
	Framework string   // by which the cycle is scored from then on; empty for the others
	Was       string   // the Framework by which it was scored when that was asked for
	Number    string   // of the order
	Day       string   // on which it was signed, as 2026-03-31
	Signer    string
	Text      string // why
	AskedBy   string
	AskedAt   time.Time
	GrantedBy string // empty: not yet
	GrantedAt *time.Time
}

// PermitKind is what a Permit is for.
type PermitKind string

const (
	Reopening PermitKind = "reopening"
	Exemption PermitKind = "exemption" // from a conflict of interest
	NewRules  PermitKind = "rules"     // with their weights and targets, for a cycle that has reports
)

// PermitKinds lists every PermitKind.
var PermitKinds = []PermitKind{Reopening, Exemption, NewRules}

// Tidied is the permit with what people typed as both databases hold it.
func (p Permit) Tidied() Permit {
	p.Number, p.Signer, p.Text = Tidy(p.Number), Tidy(p.Signer), Tidy(p.Text)
	return p
}

// Check objects to a permit that rests on no order, or says too little.
func (p Permit) Check() error {
	switch {
	case !slices.Contains(PermitKinds, p.Kind):
		return Objection{Obstacle: UnknownWord, Found: string(p.Kind)}
	case strings.TrimSpace(p.Number) == "" || strings.TrimSpace(p.Signer) == "" || !IsDay(p.Day) || p.Kind == Exemption && p.Person == "" || (p.Kind == NewRules) != (p.Framework != "" && p.Was != ""):
		return Objection{Obstacle: NotAnOrder}
	case !says(p.Text):
		return Objection{Obstacle: TooShort, Wanted: shortest}
	}
	return nil
}

// Grant is the second person's word. Nobody grants what they asked for, nor what is for
// themselves.
func (p *Permit) Grant(by string, at time.Time) error {
	switch {
	case p.GrantedBy != "":
		return Objection{Obstacle: AlreadyGranted}
	case by == p.AskedBy || by == p.Person:
		return Objection{Obstacle: SamePerson}
	}
	p.GrantedBy, p.GrantedAt = by, &at
	return nil
}

// Exempts reports whether the permit lets a person judge a unit in spite of a conflict.
func (p Permit) Exempts(person, cycle, unit string) bool {
	return p.Kind == Exemption && p.GrantedBy != "" && p.Person == person && p.Cycle == cycle && p.Unit == unit
}
