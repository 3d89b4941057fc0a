package score

import "reformboard/internal/reform"

// rule scores one indicator from what was said. It fills in the sums, the exact
// points included, and returns Scored, or the state of a cell without score. A
// relative rule leaves what it measures in place of the points; compare finishes it.
type rule func(i *indicator, r *ready, v view, w *sums) reform.State

// rules has one line a kind. Adding a kind: a constant in reform, a file here, a
// line here, its cases in testdata and its words in locale.
var rules = map[reform.RuleKind]rule{
	reform.Ratio:        ratio,
	reform.Steps:        stepped,
	reform.Answer:       answer,
	reform.Survey:       survey,
	reform.Checklist:    checklist,
	reform.Compared:     compared,
	reform.Deadline:     deadline,
	reform.Deduction:    deduction,
	reform.Counted:      counted,
	reform.Leader:       leader,
	reform.Normalised:   normalised,
	reform.Formula:      reckoned,
	reform.Alternatives: unchosen,
	reform.Constant:     constant,
	reform.Given:        given,
	reform.Information:  information,
}

// unchosen is never asked: one of the alternatives has been chosen before.
func unchosen(*indicator, *ready, view, *sums) reform.State { return reform.NotAsked }

var (
	zero    = reform.Fraction{}
	one     = reform.NewFraction(1, 1)
	half    = reform.NewFraction(1, 2)
	hundred = reform.NewFraction(100, 1)
)
