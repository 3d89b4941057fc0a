package reform

// User is a person who may act.
type User struct {
	ID       string `gorm:"primaryKey"` // the sign-in name
	Name     string
	Role     Role
	Unit     string // the unit, with all below it, that the role covers; empty: every body
	Password string // argon2id, in PHC string form
	Disabled bool
}

// Role is what a User may do; package access says exactly what.
type Role string

const (
	Officer       Role = "officer"       // uploads and submits for a unit
	Appraiser     Role = "appraiser"     // supplies survey figures, sees everything below
	Committee     Role = "committee"     // reads and decides
	Analyst       Role = "analyst"       // reads and exports
	Administrator Role = "administrator" // looks after units, cycles and users
)

// Roles lists every Role.
var Roles = []Role{Officer, Appraiser, Committee, Analyst, Administrator}
