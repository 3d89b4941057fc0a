package reform

import (
	"slices"
	"strings"
	"time"
)

// Mandate is what only two persons may do to an account: make an administrator of it or
// widen what one administers, or give an administrator another way in, by which whoever
// hands it out could act as the one. An administrator asks for it, and another, never the
// same, grants it.
type Mandate struct {
	ID      string `gorm:"primaryKey"`
	Kind    MandateKind
	Account string
	Name    string   // these are what the account is to be, of a Promotion
	Role    Role     // the same
	Unit    string   // the same; of the others where the account is
	Areas   []string `gorm:"serializer:json"` // the same
	Home    string   // the same
	Device  bool     // of a Renewal: the second factor goes too
	Issuer  string   // of an Admission: the provider
	Subject string   // the same: whom it knows
	Was     string   // what the account might do when it was asked for, in one line; empty: there was none
	AskedBy string
	AskedAt time.Time

	Status   MandateStatus
	ClosedBy string // who granted it or let it drop; empty: nobody yet
	ClosedAt *time.Time
}

// MandateKind is what a Mandate is for.
type MandateKind string

const (
	Promotion MandateKind = "promotion" // to administrator, or to more than before
	Renewal   MandateKind = "renewal"   // of an administrator's password
	Admission MandateKind = "admission" // of an administrator by the provider
)

// MandateKinds lists every MandateKind.
var MandateKinds = []MandateKind{Promotion, Renewal, Admission}

// MandateStatus is what has become of a Mandate.
type MandateStatus string

const (
	MandateOpen    MandateStatus = "open"
	MandateGranted MandateStatus = "granted"
	MandateLapsed  MandateStatus = "lapsed" // it was taken back, or refused
)

// MandateStatuses lists every MandateStatus.
var MandateStatuses = []MandateStatus{MandateOpen, MandateGranted, MandateLapsed}

// Grant is the second person's word. Nobody grants what they asked for, nor what is for
// themselves.
func (m *Mandate) Grant(by string, at time.Time) error {
	switch {
	case m.Status != MandateOpen:
		return Objection{Obstacle: AlreadyGranted}
	case by == "" || by == m.AskedBy || by == m.Account:
		return Objection{Obstacle: SamePerson}
	}
	m.Status, m.ClosedBy, m.ClosedAt = MandateGranted, by, &at
	return nil
}

// Lapse lets it drop: by whoever asked for it, or by whoever would have granted it.
func (m *Mandate) Lapse(by string, at time.Time) error {
	if m.Status != MandateOpen {
		return Objection{Obstacle: AlreadyGranted}
	}
	m.Status, m.ClosedBy, m.ClosedAt = MandateLapsed, by, &at
	return nil
}

// Standing is what a user may do, in one line: a Mandate is for who somebody was when it
// was asked for.
func (u User) Standing() string {
	closed := ""
	if u.Disabled {
		closed = "closed"
	}
	areas := slices.Clone(u.Areas)
	slices.Sort(areas)
	return strings.Join([]string{string(u.Role), u.Unit, strings.Join(areas, " "), u.Home, closed}, "|")
}
