// Package score turns reports into scorecards.
//
// Its one rule: it is a pure function of the framework and the reports, on exact
// fractions, rounding only where the framework says so. No score depends on the
// order of units, reports or figures.
package score

import (
	"fmt"
	"math/big"
	"slices"

	"reformboard/internal/reform"
)

// Cycle scores every unit on the submitted reports of one cycle, in the order of
// units. It takes the whole cycle, since a rule may compare units. The error is a
// framework or value that the readers should have refused.
func Cycle(f *reform.Framework, c reform.Cycle, units []reform.Unit, reports []reform.Report) ([]reform.Scorecard, error) {
	byUnit := map[string][]reform.Report{}
	for _, r := range reports {
		byUnit[r.Unit] = append(byUnit[r.Unit], r)
	}
	cards := make([]reform.Scorecard, 0, len(units))
	for _, u := range units {
		card, err := unitCard(f, c, u, byUnit[u.ID])
		if err != nil {
			return nil, fmt.Errorf("score %s in %s: %w", u.ID, c.ID, err)
		}
		cards = append(cards, card)
	}
	return cards, nil
}

func unitCard(f *reform.Framework, c reform.Cycle, u reform.Unit, reports []reform.Report) (reform.Scorecard, error) {
	card := reform.Scorecard{Unit: u.ID}
	for _, r := range reports {
		if r.Source == reform.FromUnit {
			card.Submitted = r.SubmittedAt
			card.Late = r.SubmittedAt != nil && c.Late(*r.SubmittedAt)
		}
	}
	said := gather(f, reports)
	said.silent = card.Submitted == nil
	sum := adder{f: f, unit: u, said: said, card: &card}
	if err := sum.whole(); err != nil {
		return card, err
	}
	return card, nil
}

// indicator scores one indicator. The exact points stand in the Score's Working.
func indicator(f *reform.Framework, i reform.Indicator, u reform.Unit, said saidValues) (reform.Score, error) {
	s := reform.Score{Indicator: i.ID, Max: i.Max, State: applies(i, u, said)}
	s.Working.Inputs = said.inputs(i)
	if s.State == reform.Scored {
		rule, ok := rules[i.Rule.Kind]
		if !ok {
			return s, fmt.Errorf("indicator %s: %w: rule %q", i.ID, reform.ErrInvalid, i.Rule.Kind)
		}
		s.State = rule(i, said, &s.Working)
		s.Measured = measured(s.Working)
	}
	if s.State == reform.NotAsked {
		return notAsked(f, i, s), nil
	}
	if s.State != reform.Scored {
		s.Working.Exact = nil
		return s, nil
	}
	earned, err := points(s.Working.Exact, f.Rounding.Indicator, f.Rounding.Mode)
	if err != nil {
		return s, fmt.Errorf("indicator %s: %w", i.ID, err)
	}
	s.Earned = earned
	if earned == 0 && i.Max > 0 {
		s.State = reform.Zero
	}
	return s, nil
}

// notAsked settles what becomes of the points of an indicator that does not apply.
func notAsked(f *reform.Framework, i reform.Indicator, s reform.Score) reform.Score {
	s.Working.Exact, s.Measured = nil, nil
	if f.NotApplicable == reform.GiveFull {
		s.Earned = i.Max
		s.Working.Exact = i.Max.Rat()
		return s
	}
	s.Max = 0
	return s
}

// applies returns Scored when the indicator is asked of this unit, and otherwise
// the state its cell has without any rule being tried.
func applies(i reform.Indicator, u reform.Unit, said saidValues) reform.State {
	if len(i.Applies.Groups) > 0 && !slices.Contains(i.Applies.Groups, u.PeerGroup) {
		return reform.NotAsked
	}
	if said.silent {
		return reform.NotSubmitted
	}
	if i.Applies.Figure == "" {
		return reform.Scored
	}
	sum, state := said.sum([]string{i.Applies.Figure})
	if state == reform.Scored && sum.Sign() <= 0 {
		return reform.NotAsked
	}
	return state
}

func measured(w reform.Working) *big.Rat {
	if w.Of == nil || w.Over == nil || w.Over.Sign() == 0 {
		return nil
	}
	ratio := new(big.Rat).Quo(w.Of, w.Over)
	if w.Times != nil {
		ratio.Mul(ratio, w.Times)
	}
	return ratio
}

// points rounds to the framework's decimals, or to as fine as Points are where
// the framework does not round at this level.
func points(exact *big.Rat, decimals *int, mode reform.RoundingMode) (reform.Points, error) {
	if decimals == nil {
		return reform.PointsOf(exact, reform.PointDecimals, mode)
	}
	return reform.PointsOf(exact, *decimals, mode)
}
