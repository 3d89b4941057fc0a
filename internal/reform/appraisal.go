package reform

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Appraisal is one version of what somebody judged of one Unit's claim for one
// Indicator. It stands beside what the unit reported, never over it.
type Appraisal struct {
	Cycle     string `gorm:"primaryKey"`
	Unit      string `gorm:"primaryKey"`
	Indicator string `gorm:"primaryKey"`
	Version   int    `gorm:"primaryKey"` // from 1
	Seq       int64  // of the cycle's appraisals, from 1: the store counts
	Turn      string // in which it was judged
	Review    int    // version of the Review then: one sitting
	Report    int    // version of the unit's report that was judged
	Verdict   Verdict
	Points    Points // of a Cut: what the claim earns instead
	Ground    string // code of why; empty where the claim stands
	Text      string // why, in words
	By        string
	At        time.Time
	Bulk      string // those accepted with one click share it; empty: judged by itself
	Permit    string // the Permit that set a conflict of interest aside; empty: there was none
}

// Verdict is what became of a claim.
type Verdict string

const (
	Accepted     Verdict = "accepted"
	Cut          Verdict = "cut"            // these points instead: fewer or, once in a while, more
	Returned     Verdict = "returned"       // to be mended by the unit; until then it has no score
	Inapplicable Verdict = "not_applicable" // not asked of this unit, whatever it said
	Withdrawn    Verdict = "withdrawn"      // what was judged before in this sitting was undone
)

// Verdicts lists every Verdict; Withdrawn is nobody's judgement, and only undoes one.
var Verdicts = []Verdict{Accepted, Cut, Returned, Inapplicable, Withdrawn}

// Changes reports whether the verdict takes the claim's own score away for good.
func (v Verdict) Changes() bool { return v == Cut || v == Inapplicable }

// Check objects to a judgement that says too little, or too much.
func (a Appraisal) Check(i Indicator, p Procedure) error {
	object := func(o Obstacle, found, wanted string) error { return Objection{o, a.Indicator, found, wanted} }
	if a.Verdict == Withdrawn || !slices.Contains(Verdicts, a.Verdict) {
		return object(UnknownWord, string(a.Verdict), "")
	}
	if a.Verdict != Cut && a.Points != 0 {
		return object(PointsUnasked, a.Points.String(), "")
	}
	endless := i.Max == 0 && i.Min == 0
	if a.Verdict == Cut && !endless && (a.Points < i.Min || a.Points > i.Max) {
		return object(PointsOutside, a.Points.String(), i.Min.String()+"–"+i.Max.String())
	}
	if a.Verdict == Accepted {
		return nil
	}
	if _, known := p.Ground(a.Ground); !known {
		return object(NoGround, a.Ground, "")
	}
	if !says(a.Text) {
		return object(TooShort, "", shortest)
	}
	return nil
}

// Tidy keeps of what a person typed what both databases hold.
func Tidy(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\x00", ""))
}

// says reports whether a text says more than "ok".
func says(text string) bool {
	return utf8.RuneCountInString(strings.TrimSpace(text)) >= ShortestReason
}

// shortest is ShortestReason as an Objection names it.
const shortest = "15"

// InForce is the judgement of one claim that counts, of all versions of it in any
// order; false where there is none. The newest counts, but for what was withdrawn, and
// not once the unit has said something else: what was not seen was not judged. What was
// returned is answered by any newer report.
//
// since is the version of the report that first said what the claim says now, and
// newest the version of the report.
func InForce(versions []Appraisal, since, newest int) (Appraisal, bool) {
	var withdrawn []int
	for {
		var a *Appraisal
		for n := range versions {
			if v := &versions[n]; (a == nil || a.Version < v.Version) && !slices.Contains(withdrawn, v.Review) {
				a = v
			}
		}
		switch {
		case a == nil:
			return Appraisal{}, false
		case a.Verdict == Withdrawn:
			withdrawn = append(withdrawn, a.Review)
		default:
			return *a, a.Report >= since && (a.Verdict != Returned || a.Report >= newest)
		}
	}
}

// Since is the version of a report that first said what it says of some figures.
func (r Report) Since(figures []string) int {
	since := 0
	for _, v := range r.Values {
		if slices.Contains(figures, v.Figure) {
			since = max(since, v.Since)
		}
	}
	return since
}
