// Package access says who may do what to which unit.
//
// Its one rule: the answer stands here and nowhere else. Every route, page and
// export asks; none decides. It is pure: a user, a deed, the tree of units.
package access

import (
	"slices"

	"reformboard/internal/reform"
)

// Deed is something a user may ask to do.
type Deed string

const (
	SeeBoard Deed = "see_board" // rankings, weak indicators and indicators of a whole body
	SeeUnit  Deed = "see_unit"  // scorecard, receipts, reports and uploads of a unit
	Report   Deed = "report"    // hand in the unit's own report
	Supply   Deed = "supply"    // hand in figures that others supply, such as surveys
	Load     Deed = "load"      // hand in the reports of many units at once, and take all forms out
	Explain  Deed = "explain"   // say how forms that people fill in already are read
	Answer   Deed = "answer"    // answer for the unit to an appraiser's judgement
	Appraise Deed = "appraise"  // judge what a unit claims
	Settle   Deed = "settle"    // decide last on what a unit claims
	Publish  Deed = "publish"   // freeze and publish an edition of a body, correct or reopen it
	Run      Deed = "run"       // set the stages of a body's cycles, and who gets more time
	Admit    Deed = "admit"     // say who may sign in, and as what
	Oversee  Deed = "oversee"   // see how far those agree who judge
	Audit    Deed = "audit"     // read the log, and check that nothing in it was changed
)

// Deeds lists every Deed.
var Deeds = []Deed{SeeBoard, SeeUnit, Report, Supply, Load, Explain, Answer, Appraise, Settle, Publish, Run, Admit, Oversee, Audit}

// allowed is the whole policy: what a role may do within its units.
var allowed = map[reform.Role][]Deed{
	reform.Officer:       {SeeBoard, SeeUnit, Report, Answer},
	reform.Head:          {SeeBoard, SeeUnit, Report, Answer},
	reform.Appraiser:     {SeeBoard, SeeUnit, Supply, Appraise},
	reform.Council:       {SeeBoard, SeeUnit, Settle, Oversee},
	reform.Committee:     {SeeBoard, SeeUnit, Oversee},
	reform.Analyst:       {SeeBoard, SeeUnit, Explain},
	reform.Administrator: {SeeBoard, SeeUnit, Report, Supply, Load, Explain, Publish, Run, Admit, Oversee, Audit},
	reform.Auditor:       {SeeBoard, SeeUnit, Oversee, Audit},
}

// May reports whether a user may do something to a unit. A role covers the
// user's unit with all below it, and every unit where the user has none. The
// board of a body is open to everybody who belongs to it: units are compared in
// the open or not at all.
func May(u reform.User, d Deed, units []reform.Unit, unit string) bool {
	if u.Disabled || !slices.Contains(allowed[u.Role], d) {
		return false
	}
	if d == SeeBoard && u.Unit != "" {
		return within(units, unit, u.Unit)
	}
	return u.Unit == "" || within(units, u.Unit, unit)
}

// Reach is May for every unit at once, for pages on which many are chosen from: it
// walks the tree only once. Boards are asked for one by one.
func Reach(u reform.User, d Deed, units []reform.Unit) map[string]bool {
	reached := map[string]bool{}
	if u.Disabled || d == SeeBoard || !slices.Contains(allowed[u.Role], d) {
		return reached
	}
	below := units
	if u.Unit != "" {
		below = reform.Subtree(units, u.Unit)
	}
	for _, unit := range below {
		reached[unit.ID] = true
	}
	return reached
}

// within reports whether a unit is the top or stands somewhere below it.
func within(units []reform.Unit, top, unit string) bool {
	below := reform.Subtree(units, top)
	return slices.ContainsFunc(below, func(u reform.Unit) bool { return u.ID == unit })
}

// Widens reports whether a user who was the one may say more of who may sign in once they
// are the other: that takes a second person.
func Widens(units []reform.Unit, before, after reform.User) bool {
	return May(after, Admit, units, after.Unit) && !May(before, Admit, units, after.Unit)
}

// Foresees reports whether a user may know beforehand which claims of a body are judged
// twice: who checks the record and gives nobody work.
func Foresees(u reform.User, units []reform.Unit, body string) bool {
	return May(u, Audit, units, body) && !May(u, Run, units, body)
}

// For is the deed by which a source's report is handed in.
func For(s reform.Source) Deed {
	if s == reform.FromUnit {
		return Report
	}
	return Supply
}

// In is the deed by which somebody speaks in a turn of a procedure.
func In(k reform.TurnKind) Deed {
	switch k {
	case reform.Answering:
		return Answer
	case reform.Settling:
		return Settle
	case reform.Appraising:
	}
	return Appraise
}

// Speaks reports whether a user speaks in a turn on a unit's claim that stands in some
// areas, one inside the other: of those who judge, whoever has one of them for a share.
func Speaks(u reform.User, k reform.TurnKind, units []reform.Unit, unit string, areas []string) bool {
	share := k != reform.Appraising || len(u.Areas) == 0 || slices.ContainsFunc(areas, u.Judges)
	return share && May(u, In(k), units, unit)
}
