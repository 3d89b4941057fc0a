package reform

import "slices"

// ConflictOf names why a person may not judge a unit's claim, whatever their role; empty:
// nothing stands against it. reports are all versions of what any source said of the
// unit, by those sources whose figures the claim rests on.
func (p Procedure) ConflictOf(u User, unit string, units []Unit, reports []Report) Obstacle {
	home := u.Home
	if home == "" {
		home = u.Unit
	}
	if home == unit {
		return OwnUnit
	}
	if slices.ContainsFunc(reports, func(r Report) bool { return r.SavedBy == u.ID || r.SubmittedBy == u.ID }) {
		return OwnWord
	}
	// Note: where nobody said in which unit a person works, the unit that their role
	// covers is above all that they judge, and says nothing.
	if p.Kin && u.Home != "" && (inTree(units, u.Home, unit) || inTree(units, unit, u.Home)) {
		return KinUnit
	}
	return ""
}

func inTree(units []Unit, top, unit string) bool {
	return slices.ContainsFunc(Subtree(units, top), func(u Unit) bool { return u.ID == unit })
}
