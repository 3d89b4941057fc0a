package frame

// Said is one thing that happened to a claim, on its time line.
type Said struct {
	Kind  string // self, judged, answered, moved
	Title string
	At    string
	By    string
	Lines []string
}

// ThreadURL is what was said on a unit's claim.
func ThreadURL(cycle, unit, indicator string) string {
	return ReceiptURL(cycle, unit, indicator) + "/thread"
}

// AppraisalURL is how far a unit's claims have come.
func AppraisalURL(cycle, unit string) string { return UnitURL(cycle, unit) + "/appraisal" }
