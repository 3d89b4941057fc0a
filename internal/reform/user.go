package reform

import (
	"slices"
	"strings"
	"time"
	"unicode"
)

// User is a person who may act.
type User struct {
	ID       string `gorm:"primaryKey"` // the sign-in name
	Name     string
	Role     Role
	Unit     string   // the unit, with all below it, that the role covers; empty: every body
	Areas    []string `gorm:"serializer:json"` // that an appraiser judges; empty: all
	Home     string   // the unit in which the person works, and which they never judge; empty: Unit
	Password string   // argon2id, in PHC string form
	Disabled bool

	PasswordSince time.Time
	Temporary     bool // somebody else made the password: it is good for choosing another
}

// Role is what a User may do; package access says exactly what.
type Role string

const (
	Officer       Role = "officer"       // uploads and submits for a unit
	Head          Role = "head"          // of a unit: hands in and finalises what its officers prepared
	Appraiser     Role = "appraiser"     // judges what units claim, supplies survey figures
	Council       Role = "council"       // decides last on what is in dispute
	Committee     Role = "committee"     // reads and decides
	Analyst       Role = "analyst"       // reads and exports
	Administrator Role = "administrator" // looks after units, cycles and users
	Auditor       Role = "auditor"       // reads everything, the log too, and changes nothing
)

// Roles lists every Role.
var Roles = []Role{Officer, Head, Appraiser, Council, Committee, Analyst, Administrator, Auditor}

// IsSignInName reports whether a person can have this sign-in name: up to 64 letters and
// digits of any language, and between them what addresses of mail have.
func IsSignInName(text string) bool {
	length := 0
	for _, r := range text {
		length++
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && (length == 1 || !strings.ContainsRune("._-+@", r)) {
			return false
		}
	}
	return 0 < length && length <= longestName
}

const longestName = 64

// Judges reports whether an appraiser's share of the work holds an area.
func (u User) Judges(area string) bool { return len(u.Areas) == 0 || slices.Contains(u.Areas, area) }
