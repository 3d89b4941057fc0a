package reform

// RuleKind is a way in which Figures earn Points.
type RuleKind string

const (
	Ratio        RuleKind = "ratio"        // in proportion to one sum of figures over another
	Steps        RuleKind = "steps"        // a share of the points for each step a ratio reaches
	Answer       RuleKind = "answer"       // a share of the points for each answer of a choice
	Survey       RuleKind = "survey"       // a share for each answer, averaged over the respondents who gave it
	Checklist    RuleKind = "checklist"    // a share for each thing that is there
	Compared     RuleKind = "compared"     // all, half or nothing: better than, equal to or worse than the norm
	Deadline     RuleKind = "deadline"     // a share by how many days late a date is
	Deduction    RuleKind = "deduction"    // the most points, less so many for each thing counted
	Counted      RuleKind = "counted"      // so many points for each thing counted, up to the most
	Leader       RuleKind = "leader"       // a part up to the target, the rest in proportion to the best unit
	Normalised   RuleKind = "normalised"   // a place on a scale, as in composite indices
	Formula      RuleKind = "formula"      // what a formula over figures gives, in points
	Alternatives RuleKind = "alternatives" // the first of several rules that fits the unit
	Constant     RuleKind = "constant"     // the most points, whatever is reported
	Given        RuleKind = "given"        // points published by others, taken as they stand
	Information  RuleKind = "information"  // shown beside the scores and never scored
)

// RuleKinds lists every RuleKind.
var RuleKinds = []RuleKind{
	Ratio, Steps, Answer, Survey, Checklist, Compared, Deadline, Deduction, Counted,
	Leader, Normalised, Formula, Alternatives, Constant, Given, Information,
}

// Rule says how Figures earn Points. Kind decides which other fields are used.
type Rule struct {
	Kind RuleKind `json:"kind"`

	// Of are the figures measured; Over are those they are measured against.
	// Each side is summed. Without Over, a percentage is its own ratio, and what a
	// Leader or Normalised rule places on its scale is the sum itself.
	Of   []string `json:"of,omitempty"`
	Over []string `json:"over,omitempty"`
	// OverElse stands in for Over where that has not been reported.
	OverElse *Fallback `json:"over_else,omitempty"`
	// Times is a figure in per cent, TimesScore an indicator by its share of its
	// most points; each multiplies the ratio.
	Times      string `json:"times,omitempty"`
	TimesScore string `json:"times_score,omitempty"`
	// Inherits reads the figures of the nearest unit above that reported them: what
	// is counted once for a province stands for each of its communes.
	Inherits bool `json:"inherits,omitempty"`

	FullAt        Decimal       `json:"full_at,omitempty"`         // Ratio: the ratio that earns everything; empty: 1
	NothingBelow  Decimal       `json:"nothing_below,omitempty"`   // Ratio: the ratio under which nothing is earned
	IfZero        ZeroPolicy    `json:"if_zero,omitempty"`         // when Over is zero
	Steps         []Step        `json:"steps,omitempty"`           // Steps: from the highest down
	Below         Below         `json:"below,omitempty"`           // Steps: under the last one; empty: in proportion to it
	Answers       []AnswerPay   `json:"answers,omitempty"`         // Answer
	Items         []Item        `json:"items,omitempty"`           // Survey, Checklist
	LowerIsBetter bool          `json:"lower_is_better,omitempty"` // Compared, Normalised
	AtTarget      Decimal       `json:"at_target,omitempty"`       // Leader: the share earned at a ratio of 1; empty: 0.5
	Among         Among         `json:"among,omitempty"`           // Leader: which units it is compared with; empty: all
	Due           string        `json:"due,omitempty"`             // Deadline: a day (2026-03-31), or a figure of kind date
	Late          []LateStep    `json:"late,omitempty"`            // Deadline: from the fewest days up; later than the last earns nothing
	Each          Points        `json:"each,omitempty"`            // Deduction, Counted: points for each thing
	Scale         Normalisation `json:"scale,omitzero"`            // Normalised
	Formula       string        `json:"formula,omitempty"`         // Formula: points, as an expression over figures
	Alternatives  []Alternative `json:"alternatives,omitempty"`    // Alternatives: in order; the last may fit everybody
}

// Step earns a share of the points from a ratio on.
type Step struct {
	From Decimal `json:"from"`
	Pay  Decimal `json:"pay"`
}

// AnswerPay is the share of the points that one option earns.
type AnswerPay struct {
	Option string  `json:"option"`
	Pay    Decimal `json:"pay"`
}

// Item is one line of a Survey or Checklist: a figure and the share it earns. In a
// Survey the figure counts the respondents who gave that answer; in a Checklist
// anything above zero is there, and the shares add up to 1.
type Item struct {
	Figure string  `json:"figure"`
	Pay    Decimal `json:"pay"`
}

// LateStep is the share earned up to so many days after the day due.
type LateStep struct {
	Days int     `json:"days"`
	Pay  Decimal `json:"pay"`
}

// Fallback is a figure of another period that stands in for one that is missing:
// last year's total divided by 12 for a month, by 4 for a quarter.
type Fallback struct {
	Figure    string  `json:"figure"`
	DividedBy Decimal `json:"divided_by,omitempty"`
}

// Alternative is a rule for those Units to which it applies.
type Alternative struct {
	Applies Applicability `json:"applies,omitzero"`
	Rule    Rule          `json:"rule"`
}

// Below says what a ratio under the lowest Step earns.
type Below string

const (
	BelowInProportion Below = "proportion" // in proportion to the lowest step
	BelowNothing      Below = "nothing"
)

// ZeroPolicy says what a ratio over nothing earns. A Framework must choose: the
// choice has decided published ranks.
type ZeroPolicy string

const (
	ZeroEarnsNothing  ZeroPolicy = "zero"           // scored: 0 points
	ZeroEarnsFull     ZeroPolicy = "full"           // scored: all points
	ZeroSuppresses    ZeroPolicy = "suppressed"     // no score; the points stay in the maximum
	ZeroNotApplicable ZeroPolicy = "not_applicable" // no score; the points follow Reapportion
)

// Measures reports whether the rule measures a ratio, which can be held against a
// target.
func (r Rule) Measures() bool { return r.Kind == Ratio || r.Kind == Steps }

// Relative reports whether a unit's score depends on what other units reported.
func (r Rule) Relative() bool {
	for _, a := range r.Alternatives {
		if a.Rule.Relative() {
			return true
		}
	}
	return r.Kind == Leader || r.Kind == Normalised && r.Scale.Method.Relative()
}

func (r Rule) inherits() bool {
	for _, a := range r.Alternatives {
		if a.Rule.inherits() {
			return true
		}
	}
	return r.Inherits
}

// Figures lists the figures the rule reads, each once, but for those a Formula
// names: package formula knows them.
func (r Rule) Figures() []string {
	var ids []string
	seen := map[string]bool{"": true}
	add := func(more ...string) {
		for _, id := range more {
			if !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	add(r.Of...)
	add(r.Over...)
	if r.OverElse != nil {
		add(r.OverElse.Figure)
	}
	add(r.Times)
	for _, i := range r.Items {
		add(i.Figure)
	}
	if !IsDay(r.Due) {
		add(r.Due)
	}
	for _, a := range r.Alternatives {
		add(a.Applies.Figure)
		add(a.Rule.Figures()...)
	}
	return ids
}

// Example is a worked example of an indicator's rule: what is given and what it
// must earn. A framework whose example comes out otherwise is refused.
type Example struct {
	Given  map[string]string `json:"given"`            // figure: value as reported, or the word of an Absence
	Others []Decimal         `json:"others,omitempty"` // relative rules: what the other units measure
	Factor Decimal           `json:"factor,omitempty"` // times_score: the share of the other indicator
	Group  string            `json:"group,omitempty"`  // peer group of the unit
	Earns  Decimal           `json:"earns,omitempty"`  // points; empty when State says why there are none
	State  State             `json:"state,omitempty"`
	Note   Words             `json:"note,omitzero"`
}
