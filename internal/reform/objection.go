package reform

import (
	"slices"
	"strings"
)

// Objection is why something that a person asked for in the judging of claims cannot
// be done. It wraps one of reform's kinds and holds facts; the sentence, which says
// what to do next, is made from them in the reader's language.
type Objection struct {
	Obstacle  Obstacle
	Indicator string // empty: it concerns all of the unit
	Found     string // what stands in the way: a turn, a version, a count
	Wanted    string // what would do: a limit, another turn
}

// Obstacle is the kind of thing that stands in the way.
type Obstacle string

const (
	// Of whose turn it is.
	NotTheirTurn Obstacle = "not_their_turn" // Found: the turn it is
	TurnNotOpen  Obstacle = "turn_not_open"  // Wanted: when it opens
	TurnIsOver   Obstacle = "turn_is_over"   // Found: when it closed
	IsFinal      Obstacle = "is_final"       // nothing changes a final score but a reopening
	NotFinal     Obstacle = "not_final"      // only what is final can be reopened
	NotSettled   Obstacle = "not_settled"    // Found: the turn that is not over
	StillOwed    Obstacle = "still_owed"     // Found: how many claims wait
	UnderWay     Obstacle = "under_way"      // the report is being judged, and nothing of it was returned
	NoSuchTurn   Obstacle = "no_such_turn"   // Found: a turn that the procedure lacks, or in which nobody judges
	BadProcedure Obstacle = "bad_procedure"  // Found: the turn that has no id, kind or order of days
	BadShare     Obstacle = "bad_share"      // Found: no whole number of per cent
	// Of what was seen.
	JudgedSince   Obstacle = "judged_since"   // somebody was faster
	ReportedSince Obstacle = "reported_since" // Found: the version judged; Wanted: the newest
	SavedSince    Obstacle = "saved_since"    // somebody was faster with the procedure
	RulesSince    Obstacle = "rules_since"    // Found: the framework that the cycle has gone over to
	// Of a judgement.
	NoReportYet   Obstacle = "no_report_yet"
	NoClaim       Obstacle = "no_claim"       // not a claim of this unit
	NotInDispute  Obstacle = "not_in_dispute" // a later turn judges what is contested, and nothing else
	UnknownWord   Obstacle = "unknown_word"   // Found: no verdict, no stance
	PointsOutside Obstacle = "points_outside" // Found; Wanted: between what and what
	PointsUnasked Obstacle = "points_unasked" // only a cut names points
	PointsUnclear Obstacle = "points_unclear" // Found: no number
	NoGround      Obstacle = "no_ground"      // Found: a code that is not on the list, or nothing
	TooShort      Obstacle = "too_short"      // Wanted: how many letters
	// Of an explanation, an undoing, a permit.
	NothingToAnswer Obstacle = "nothing_to_answer"
	NothingToUndo   Obstacle = "nothing_to_undo"
	UndoneTooLate   Obstacle = "undone_too_late"
	NotAnOrder      Obstacle = "not_an_order" // a number, a day and a signer are needed
	SamePerson      Obstacle = "same_person"  // the second person must be another
	AlreadyGranted  Obstacle = "already_granted"
	NoPermit        Obstacle = "no_permit"   // nobody has asked for it here
	NeedsOrder      Obstacle = "needs_order" // Found: how many reports rest on the rules that are to be others
	SameRules       Obstacle = "same_rules"  // the cycle is scored by them already
	// Of a claim that is marked twice.
	NotDrawn Obstacle = "not_drawn" // it does not wait for this person: whether it ever will, nobody is told
	// Of giving work to somebody.
	GivenSince Obstacle = "given_since"  // somebody was faster
	NotForThem Obstacle = "not_for_them" // Found: why the person may not judge it, an obstacle of theirs
	// Of interest: Conflict says which.
	OwnUnit Obstacle = "own_unit"
	OwnWord Obstacle = "own_word" // they entered, or handed in, what is judged
	KinUnit Obstacle = "kin_unit" // above or below their own
	NoRight Obstacle = "no_right" // not theirs to do: the role, the area or the unit
)

// Obstacles lists every Obstacle.
var Obstacles = []Obstacle{
	NotTheirTurn, TurnNotOpen, TurnIsOver, IsFinal, NotFinal, NotSettled, StillOwed, UnderWay, NoSuchTurn, BadProcedure, BadShare,
	JudgedSince, ReportedSince, SavedSince, RulesSince,
	NoReportYet, NoClaim, NotInDispute, UnknownWord, PointsOutside, PointsUnasked, PointsUnclear, NoGround, TooShort,
	NothingToAnswer, NothingToUndo, UndoneTooLate, NotAnOrder, SamePerson, AlreadyGranted, NoPermit, NeedsOrder, SameRules, NotDrawn, GivenSince, NotForThem,
	OwnUnit, OwnWord, KinUnit, NoRight,
}

// Kind is which of reform's kinds of failure an obstacle is.
func (o Obstacle) Kind() error {
	switch o {
	case NoReportYet, NoClaim, NoSuchTurn, NoPermit:
		return ErrNotFound
	case BadProcedure, BadShare, UnknownWord, PointsOutside, PointsUnasked, PointsUnclear, NoGround, TooShort, NotAnOrder, NothingToAnswer, NothingToUndo, NotForThem:
		return ErrInvalid
	case JudgedSince, ReportedSince, SavedSince, RulesSince, NotTheirTurn, NotSettled, StillOwed, NotFinal, NotInDispute, AlreadyGranted, SameRules, NotDrawn, GivenSince:
		return ErrConflict
	case TurnNotOpen, TurnIsOver, IsFinal, UnderWay, UndoneTooLate, SamePerson, NeedsOrder, OwnUnit, OwnWord, KinUnit, NoRight:
		return ErrForbidden
	}
	return ErrInvalid
}

// Interest reports whether the obstacle is a conflict of interest, which a permit can
// set aside.
func (o Obstacle) Interest() bool { return o == OwnUnit || o == OwnWord || o == KinUnit }

// Error names the facts for the log; a person is told by the locale.
func (o Objection) Error() string {
	said := []string{string(o.Obstacle), o.Indicator, o.Found, o.Wanted}
	said = slices.DeleteFunc(said, func(fact string) bool { return fact == "" })
	return o.Obstacle.Kind().Error() + ": " + strings.Join(said, " ")
}

// Unwrap is the kind.
func (o Objection) Unwrap() error { return o.Obstacle.Kind() }
