package reform

import (
	"math/big"
	"slices"
)

// Framework is one edition of the rules. It is read from a file, kept whole, and
// never changed once a Cycle uses it: a change is another Framework of the Series.
type Framework struct {
	ID            string      `json:"id"`
	Series        string      `json:"series"`             // editions of one series answer the same question
	Replaces      string      `json:"replaces,omitempty"` // id of the edition before
	Changes       []Change    `json:"changes,omitempty"`  // what became of its indicators
	Title         Words       `json:"title"`
	Short         Words       `json:"short"`            // for a tab or a column: "Service delivery"
	Origin        Words       `json:"origin"`           // the legal or published source of the rules
	Sample        bool        `json:"sample,omitempty"` // "mẫu, chưa phê duyệt": not approved by anybody
	Max           Points      `json:"max,omitempty"`    // most points, bonus areas left out; empty only on an index whose scale has no end
	Rounding      Rounding    `json:"rounding"`
	Ranks         RankRule    `json:"ranks,omitzero"`
	NotApplicable Reapportion `json:"not_applicable"`
	Missing       Fill        `json:"missing,omitempty"` // empty: FillNothing
	Coverage      Decimal     `json:"coverage"`          // share of applicable points to be reported before a unit is ranked
	Grades        []Grade     `json:"grades,omitempty"`  // from the best down
	GradesNote    Words       `json:"grades_note,omitzero"`
	Figures       []Figure    `json:"figures"`
	Checks        []Check     `json:"checks,omitempty"`
	Areas         []Area      `json:"areas"`
	Facets        []Facet     `json:"facets,omitempty"`
}

// Reapportion says what becomes of the points of an Indicator that does not
// apply to a Unit.
type Reapportion string

const (
	// Leave takes them out of the maximum; the total stays what was earned.
	Leave Reapportion = "leave"
	// Rescale takes them out and stretches the total to the framework's maximum.
	Rescale Reapportion = "rescale"
	// GiveFull grants them.
	GiveFull Reapportion = "full"
	// ToSiblings takes them out and stretches what the rest of the area earned to
	// the area's maximum; where nothing of the area applies, all of it leaves.
	ToSiblings Reapportion = "siblings"
	// GiveNothing keeps them in the maximum: what does not apply earns 0.
	GiveNothing Reapportion = "zero"
)

// Reapportions lists every Reapportion.
var Reapportions = []Reapportion{Leave, Rescale, GiveFull, ToSiblings, GiveNothing}

// Area is a field of reform with its own subtotal.
type Area struct {
	ID         string      `json:"id"`
	Code       string      `json:"code,omitempty"` // its code in the system the rules come from
	Title      Words       `json:"title"`
	Max        Points      `json:"max,omitempty"`    // empty only on an index whose scale has no end
	Min        Points      `json:"min,omitempty"`    // with Capped: the least it can cost, below zero
	Capped     bool        `json:"capped,omitempty"` // its parts may come to more than Max or less than Min: it does not
	Weight     Decimal     `json:"weight,omitempty"` // inside an area that takes a mean; empty: 1
	Combine    Aggregation `json:"combine,omitzero"`
	Outside    bool        `json:"outside,omitempty"` // bonus or penalty beside the framework's maximum
	Areas      []Area      `json:"areas,omitempty"`
	Indicators []Indicator `json:"indicators,omitempty"`
}

// Indicator is the smallest thing scored.
type Indicator struct {
	ID            string        `json:"id"`
	Code          string        `json:"code,omitempty"` // its code in the system the rules come from
	Title         Words         `json:"title"`
	Help          Words         `json:"help,omitzero"`
	Max           Points        `json:"max,omitempty"`    // empty for information, or on an index whose scale has no end
	Min           Points        `json:"min,omitempty"`    // below zero only for a penalty
	Weight        Decimal       `json:"weight,omitempty"` // inside an area that takes a mean; empty: 1
	Rule          Rule          `json:"rule"`
	Target        Decimal       `json:"target,omitempty"` // share aimed at; empty: 1
	Applies       Applicability `json:"applies,omitzero"`
	NotApplicable Reapportion   `json:"not_applicable,omitempty"` // empty: as the framework says
	Missing       Fill          `json:"missing,omitempty"`        // empty: as the framework says
	Evidence      []Proof       `json:"evidence,omitempty"`       // what is to be shown for it
	Examples      []Example     `json:"examples,omitempty"`
}

// Applicability says of which Units an Indicator is asked. Both conditions hold
// together; the zero value asks everybody.
type Applicability struct {
	Groups []string `json:"groups,omitempty"` // these peer groups only
	Figure string   `json:"figure,omitempty"` // only where this figure is above zero
}

// Scored reports whether the indicator can earn or cost anything; the others
// are for information only.
func (i Indicator) Scored() bool { return i.Rule.Kind != Information }

// Aim is the share the indicator aims at: its target, or else the ratio that
// earns everything, or else all there is.
func (i Indicator) Aim() *big.Rat {
	for _, share := range []Decimal{i.Target, i.Rule.FullAt} {
		if r := share.Rat(); r != nil {
			return r
		}
	}
	return big.NewRat(1, 1)
}

// Targeted reports whether there is a target to speak of: one that was set, or a ratio
// that earns everything. Points that are given have none but all of them.
func (i Indicator) Targeted() bool { return i.Target != "" || i.Rule.Measures() }

// Grade is a named band of totals: from From up to the next better grade.
type Grade struct {
	ID    string `json:"id"`
	Title Words  `json:"title"`
	From  Points `json:"from"`
}

// Placed is an Area with its depth in the tree; the top ones have depth 0.
type Placed struct {
	Area
	Depth int
}

// AllAreas lists the areas as read: each before its own areas.
func (f *Framework) AllAreas() []Placed { return placed(f.Areas, 0) }

func placed(areas []Area, depth int) []Placed {
	var all []Placed
	for _, a := range areas {
		all = append(all, Placed{a, depth})
		all = append(all, placed(a.Areas, depth+1)...)
	}
	return all
}

// Indicators lists the indicators in the order of the file.
func (f *Framework) Indicators() []Indicator {
	areas := f.AllAreas()
	n := 0
	for i := range areas {
		n += len(areas[i].Indicators)
	}
	all := make([]Indicator, 0, n)
	for i := range areas {
		all = append(all, areas[i].Indicators...)
	}
	return all
}

// Indicator finds an indicator by its id.
func (f *Framework) Indicator(id string) (Indicator, bool) {
	if i := indicatorIn(f.Areas, id); i != nil {
		return *i, true
	}
	return Indicator{}, false
}

// Above lists the areas in which an indicator stands, from the top down.
func (f *Framework) Above(indicator string) []string { return above(f.Areas, indicator) }

func above(areas []Area, indicator string) []string {
	for _, a := range areas {
		if slices.ContainsFunc(a.Indicators, func(i Indicator) bool { return i.ID == indicator }) {
			return []string{a.ID}
		}
		if inside := above(a.Areas, indicator); inside != nil {
			return append([]string{a.ID}, inside...)
		}
	}
	return nil
}

// Place is where an indicator stands among the Scores of a Scorecard; -1: nowhere.
func (f *Framework) Place(indicator string) int {
	return slices.IndexFunc(f.Indicators(), func(i Indicator) bool { return i.ID == indicator })
}

// indicatorIn goes by place: an Indicator is large, and pages ask for each of their rows.
func indicatorIn(areas []Area, id string) *Indicator {
	for a := range areas {
		for i := range areas[a].Indicators {
			if areas[a].Indicators[i].ID == id {
				return &areas[a].Indicators[i]
			}
		}
		if i := indicatorIn(areas[a].Areas, id); i != nil {
			return i
		}
	}
	return nil
}

// Figure finds a figure by its id.
func (f *Framework) Figure(id string) (Figure, bool) {
	for i := range f.Figures { // by place: a Figure is large, and this is asked for each cell
		if f.Figures[i].ID == id {
			return f.Figures[i], true
		}
	}
	return Figure{}, false
}

// WhenMissing says what stands in for an indicator that was not reported.
func (f *Framework) WhenMissing(i Indicator) Fill {
	for _, fill := range []Fill{i.Missing, f.Missing} {
		if fill != "" {
			return fill
		}
	}
	return FillNothing
}

// WhenNotApplicable says what becomes of an indicator's points where it does not
// apply.
func (f *Framework) WhenNotApplicable(i Indicator) Reapportion {
	if i.NotApplicable != "" {
		return i.NotApplicable
	}
	return f.NotApplicable
}

// Relative reports whether any score depends on what other units reported.
func (f *Framework) Relative() bool {
	for _, a := range f.AllAreas() {
		if a.Combine.Method == Copeland {
			return true
		}
	}
	for _, i := range f.Indicators() {
		if i.Rule.Relative() || f.WhenMissing(i) == FillGroupMean {
			return true
		}
	}
	return false
}

// NeedsOthers reports whether a unit cannot be scored on its own reports alone: a
// rule is relative, or reads what a unit above reported.
func (f *Framework) NeedsOthers() bool {
	for _, i := range f.Indicators() {
		if i.Rule.inherits() {
			return true
		}
	}
	return f.Relative()
}

// ReadsRecord reports whether any figure is read from the record, so that scores depend on
// when reports came.
func (f *Framework) ReadsRecord() bool {
	return slices.ContainsFunc(f.Figures, func(g Figure) bool { return g.Source == FromRecord })
}

// FiguresOf lists the figures that one source supplies, in the file's order.
func (f *Framework) FiguresOf(s Source) []Figure {
	var own []Figure
	for _, g := range f.Figures {
		if g.Source == s {
			own = append(own, g)
		}
	}
	return own
}

// Grade returns the best grade a total reaches. Bands have no upper bound of
// their own, so no total can fall between two of them; and it is the total as
// rounded by the framework, if at all, that is held against them.
func (f *Framework) Grade(total Fraction) (Grade, bool) {
	for _, g := range f.Grades {
		if !total.Less(g.From.Fraction()) {
			return g, true
		}
	}
	return Grade{}, false
}
