package reform

import (
	"fmt"
	"strings"
)

// Discrepancy is where a Publication does not hold: a row that is no longer what was
// frozen, or a score or rank that does not come of what was.
type Discrepancy struct {
	Of      Frozen
	Cycle   string
	Unit    string // empty where it is of no unit
	Source  Source // of a report or one of its values
	Version int    // the same, or of an appraisal
	Place   string // figure, indicator, area, peer group or field
	Was     string // as frozen; empty: there was none
	Is      string // as it is now, or as this program makes it; empty: there is none
}

// String says it in English, for commands and logs.
func (d Discrepancy) String() string {
	what := []string{string(d.Of)}
	for _, key := range []string{d.Cycle, d.Unit, string(d.Source)} {
		if key != "" {
			what = append(what, key)
		}
	}
	if d.Version > 0 {
		what = append(what, fmt.Sprintf("version %d", d.Version))
	}
	if d.Place != "" {
		what = append(what, d.Place)
	}
	sides := []string{d.Was, d.Is}
	for i, side := range sides {
		if side == "" {
			sides[i] = "nothing"
		}
	}
	return fmt.Sprintf("%s: frozen %s, now %s", strings.Join(what, " "), sides[0], sides[1])
}

// Frozen is a part of what a Publication froze.
type Frozen string

const (
	FrozenFile      Frozen = "file" // the edition's own bytes
	FrozenCycle     Frozen = "cycle"
	FrozenFramework Frozen = "framework"
	FrozenUnit      Frozen = "unit"
	FrozenGroup     Frozen = "peer_group"
	FrozenReport    Frozen = "report"
	FrozenValue     Frozen = "value"
	FrozenAppraisal Frozen = "appraisal"
	FrozenScore     Frozen = "score"
	FrozenTotal     Frozen = "total" // of a scorecard
	FrozenRank      Frozen = "rank"
)

// FrozenParts lists every part.
var FrozenParts = []Frozen{
	FrozenFile, FrozenCycle, FrozenFramework, FrozenUnit, FrozenGroup, FrozenReport, FrozenValue, FrozenAppraisal, FrozenScore, FrozenTotal, FrozenRank,
}

// Verification is what came of holding a Publication against what it was made from.
type Verification struct {
	Publication   Publication
	Discrepancies []Discrepancy // none: it holds
	Since         []Discrepancy // what was changed since as it may be, by a deed in the log
	Units         int           // whose scorecards were worked out anew
	Values        int           // that were compared with their rows
}
