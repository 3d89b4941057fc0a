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
	if p.Kin && u.Home != "" && Kin(units, u.Home)[unit] {
		return KinUnit
	}
	return ""
}

// Kin are the units above and below one, and itself.
func Kin(units []Unit, unit string) map[string]bool {
	kin := map[string]bool{}
	for _, u := range Subtree(units, unit) {
		kin[u.ID] = true
	}
	parents := make(map[string]string, len(units))
	for _, u := range units {
		parents[u.ID] = u.Parent
	}
	for above, n := parents[unit], 0; above != "" && n < len(units); above, n = parents[above], n+1 {
		kin[above] = true
	}
	return kin
}
