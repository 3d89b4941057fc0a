package reform

import "math/big"

// Framework is one edition of the rules. It is read from a file, kept whole, and
// never changed once a Cycle uses it: a change is another Framework of the Series.
type Framework struct {
	ID            string      `json:"id"`
	Series        string      `json:"series"` // editions of one series answer the same question
	Title         Words       `json:"title"`
	Short         Words       `json:"short"`            // for a tab or a column: "Service delivery"
	Origin        Words       `json:"origin"`           // the legal or published source of the rules
	Sample        bool        `json:"sample,omitempty"` // "mẫu, chưa phê duyệt": not approved by anybody
	Max           Points      `json:"max"`              // most points, bonus areas left out
	Rounding      Rounding    `json:"rounding"`
	NotApplicable Reapportion `json:"not_applicable"`
	Coverage      Decimal     `json:"coverage"`         // share of applicable points to be reported before a unit is ranked
	Grades        []Grade     `json:"grades,omitempty"` // from the best down
	GradesNote    Words       `json:"grades_note,omitzero"`
	Figures       []Figure    `json:"figures"`
	Checks        []Check     `json:"checks,omitempty"`
	Areas         []Area      `json:"areas"`
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
)

// Area is a field of reform with its own subtotal.
type Area struct {
	ID         string      `json:"id"`
	Title      Words       `json:"title"`
	Max        Points      `json:"max"`
	Outside    bool        `json:"outside,omitempty"` // bonus or penalty beside the framework's maximum
	Areas      []Area      `json:"areas,omitempty"`
	Indicators []Indicator `json:"indicators,omitempty"`
}

// Indicator is the smallest thing scored.
type Indicator struct {
	ID      string        `json:"id"`
	Code    string        `json:"code,omitempty"` // its code in the system the rules come from
	Title   Words         `json:"title"`
	Help    Words         `json:"help,omitzero"`
	Max     Points        `json:"max"`
	Min     Points        `json:"min,omitempty"` // below zero only for a penalty
	Rule    Rule          `json:"rule"`
	Target  Decimal       `json:"target,omitempty"` // share aimed at; empty: 1
	Applies Applicability `json:"applies,omitzero"`
}

// Applicability says of which Units an Indicator is asked. Both conditions hold
// together; the zero value asks everybody.
type Applicability struct {
	Groups []string `json:"groups,omitempty"` // these peer groups only
	Figure string   `json:"figure,omitempty"` // only where this figure is above zero
}

// Scored reports whether the indicator can earn or cost anything; the others
// are for information only.
func (i Indicator) Scored() bool { return i.Max > 0 || i.Min < 0 }

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

// Grade is a named band of totals: from From up to the next better grade.
type Grade struct {
	ID    string `json:"id"`
	Title Words  `json:"title"`
	From  Points `json:"from"`
}

// Check is a rule between Figures of one Report: the parts together are not more
// than the whole.
type Check struct {
	Parts []string `json:"parts"`
	Whole string   `json:"whole"`
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
	var all []Indicator
	for _, a := range f.AllAreas() {
		all = append(all, a.Indicators...)
	}
	return all
}

// Indicator finds an indicator by its id.
func (f *Framework) Indicator(id string) (Indicator, bool) {
	for _, i := range f.Indicators() {
		if i.ID == id {
			return i, true
		}
	}
	return Indicator{}, false
}

// Figure finds a figure by its id.
func (f *Framework) Figure(id string) (Figure, bool) {
	for _, g := range f.Figures {
		if g.ID == id {
			return g, true
		}
	}
	return Figure{}, false
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
// their own, so no total can fall between two of them.
func (f *Framework) Grade(total Points) (Grade, bool) {
	for _, g := range f.Grades {
		if total >= g.From {
			return g, true
		}
	}
	return Grade{}, false
}
