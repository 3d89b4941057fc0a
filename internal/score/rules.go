package score

import (
	"math/big"

	"reformboard/internal/reform"
)

// rule scores one indicator from what was said. It fills in the working, its
// Exact points included, and returns Scored, or the state of a cell without score.
type rule func(i reform.Indicator, said saidValues, w *reform.Working) reform.State

// rules has one line a kind. Adding a kind: a constant in reform, a file here, a
// line here, its cases in testdata and its words in locale.
var rules = map[reform.RuleKind]rule{
	reform.Ratio:       ratio,
	reform.Steps:       steps,
	reform.Answer:      answer,
	reform.Deduction:   deduction,
	reform.Counted:     counted,
	reform.Constant:    constant,
	reform.Given:       given,
	reform.Information: information,
}

var one = big.NewRat(1, 1)

// pay sets the share earned, and with it the exact points.
func pay(i reform.Indicator, w *reform.Working, share *big.Rat) reform.State {
	w.Share = share
	w.Exact = new(big.Rat).Mul(share, i.Max.Rat())
	return reform.Scored
}

// payPoints sets exact points, held between the least and the most.
func payPoints(i reform.Indicator, w *reform.Working, exact *big.Rat) reform.State {
	w.Exact = atMost(atLeast(exact, i.Min.Rat()), i.Max.Rat())
	return reform.Scored
}

func atMost(a, limit *big.Rat) *big.Rat {
	if a.Cmp(limit) > 0 {
		return limit
	}
	return a
}

func atLeast(a, limit *big.Rat) *big.Rat {
	if a.Cmp(limit) < 0 {
		return limit
	}
	return a
}
