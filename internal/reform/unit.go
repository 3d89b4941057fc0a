package reform

// Unit is a public body that reports and is ranked: a ministry, province,
// agency or commune. A Unit without a Parent is a body: the top of its own tree.
type Unit struct {
	ID        string `gorm:"primaryKey"`
	Parent    string
	NameVI    string
	NameEN    string
	PeerGroup string // empty: in the tree, but neither reports nor is ranked
	Place     int    // order among siblings, as listed by the body
	Simulated bool   // invented: marked as such on every page and export
}

// Name is the unit's name as Words.
func (u Unit) Name() Words { return Words{VI: u.NameVI, EN: u.NameEN} }

// PeerGroup is a set of Units that are ranked against each other.
type PeerGroup struct {
	ID     string `gorm:"primaryKey"`
	NameVI string
	NameEN string
	Place  int
}

// Name is the group's name as Words.
func (g PeerGroup) Name() Words { return Words{VI: g.NameVI, EN: g.NameEN} }

// Reporting lists the units of a body that report, and the peer groups they are in, in the
// orders given.
func Reporting(units []Unit, groups []PeerGroup, body string) (reporting []Unit, theirs []PeerGroup) {
	used := map[string]bool{}
	for _, u := range Subtree(units, body) {
		if u.PeerGroup != "" {
			reporting = append(reporting, u)
			used[u.PeerGroup] = true
		}
	}
	for _, g := range groups {
		if used[g.ID] {
			theirs = append(theirs, g)
		}
	}
	return reporting, theirs
}

// Subtree returns the unit with this id and everything below it, in the order
// given. Unknown ids give nothing; a unit that is its own ancestor is no matter.
func Subtree(units []Unit, id string) []Unit {
	inside := map[string]bool{id: true}
	for grown := true; grown; {
		grown = false
		for _, u := range units {
			if inside[u.Parent] && !inside[u.ID] {
				inside[u.ID], grown = true, true
			}
		}
	}
	var found []Unit
	for _, u := range units {
		if inside[u.ID] {
			found = append(found, u)
		}
	}
	return found
}
