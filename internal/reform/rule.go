package reform

// RuleKind is a way in which Figures earn Points.
type RuleKind string

const (
	Ratio       RuleKind = "ratio"       // in proportion to one sum of figures over another
	Steps       RuleKind = "steps"       // a share of the points for each step a ratio reaches
	Answer      RuleKind = "answer"      // a share of the points for each answer of a choice
	Deduction   RuleKind = "deduction"   // the most points, less so many for each thing counted
	Counted     RuleKind = "counted"     // so many points for each thing counted, up to the most
	Constant    RuleKind = "constant"    // the most points, whatever is reported
	Given       RuleKind = "given"       // points published by others, taken as they stand
	Information RuleKind = "information" // shown beside the scores and never scored
)

// RuleKinds lists every RuleKind.
var RuleKinds = []RuleKind{Ratio, Steps, Answer, Deduction, Counted, Constant, Given, Information}

// Rule says how Figures earn Points. Kind decides which other fields are used.
type Rule struct {
	Kind RuleKind `json:"kind"`

	// Of are the figures measured; Over are those they are measured against.
	// Each side is summed. Without Over, a percentage is its own ratio.
	Of   []string `json:"of,omitempty"`
	Over []string `json:"over,omitempty"`
	// Times is a figure in per cent that multiplies the ratio.
	Times string `json:"times,omitempty"`

	FullAt       Decimal     `json:"full_at,omitempty"`       // Ratio: the ratio that earns everything; empty: 1
	NothingBelow Decimal     `json:"nothing_below,omitempty"` // Ratio: the ratio under which nothing is earned
	IfZero       ZeroPolicy  `json:"if_zero,omitempty"`       // when Over is zero
	Steps        []Step      `json:"steps,omitempty"`         // Steps: from the highest down; below the last, in proportion to it
	Answers      []AnswerPay `json:"answers,omitempty"`       // Answer
	Each         Points      `json:"each,omitempty"`          // Deduction, Counted: points for each thing
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

// Figures lists the figures the rule reads, each once.
func (r Rule) Figures() []string {
	var ids []string
	seen := map[string]bool{"": true}
	for _, side := range [][]string{r.Of, r.Over, {r.Times}} {
		for _, id := range side {
			if !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids
}
