package frame

import (
	"strconv"

	"reformboard/internal/reform"
)

// Edition is the published edition from which all that a page shows is taken.
type Edition struct {
	Number string // as an address has it
	Says   string
	Hash   string // the beginning of its SHA-256
	Page   string // who signed it, and how it can be checked
	Now    Link   // this very page, as the board stands now
}

// hashShown is how much of a hash stands on every page: enough to tell editions apart.
const hashShown = 16

// InEdition keeps to the edition of a tally where an address leads to another page of it.
func InEdition(address string, t *reform.Tally) string {
	if t.Edition == nil {
		return address
	}
	return with(address, "edition", strconv.Itoa(t.Edition.Number))
}

// EditionURL is the page of an edition.
func EditionURL(cycle string, number int) string {
	return CycleURL(cycle, "/editions/"+strconv.Itoa(number))
}

// edition names the edition of a tally; nil: it is of the board as it stands.
func (v Voice) edition(t *reform.Tally) *Edition {
	e := t.Edition
	if e == nil {
		return nil
	}
	return &Edition{
		Number: strconv.Itoa(e.Number), Hash: e.SHA256[:min(hashShown, len(e.SHA256))], Page: EditionURL(t.Cycle.ID, e.Number),
		Says: v.Say("edition.banner", "Number", v.Count(e.Number), "At", v.Moment(e.ApprovedAt)),
		Now:  Link{Text: v.Say("edition.banner.now"), URL: v.Here("edition", "", "date", "", "page", "")},
	}
}
