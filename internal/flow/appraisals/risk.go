package appraisals

import "reformboard/internal/reform"

// Risk is how much a claim asks to be looked at first, and why: the weights of its
// parts add up to it. It orders a queue and decides nothing.
type Risk struct {
	Weight int
	Parts  []RiskPart
}

// RiskPart is one reason to look at a claim.
type RiskPart struct {
	Sign   RiskSign
	Weight int
}

// RiskSign is what makes a claim worth a look.
type RiskSign string

const (
	Reasoned  RiskSign = "reasoned"  // a value was doubtful, and stands by a reason that the unit gave
	Doubted   RiskSign = "doubted"   // something was found in the workbook that it was read from
	Leapt     RiskSign = "leapt"     // far from what it earned the cycle before
	AtTheLine RiskSign = "at_target" // its target reached, or missed, by next to nothing
	Much      RiskSign = "much"      // many points
)

// RiskSigns lists every RiskSign, the gravest first.
var RiskSigns = []RiskSign{Reasoned, Doubted, Leapt, AtTheLine, Much}

// What each sign weighs. A doubt weighs more than all that figures alone can say.
const (
	reasonedWeighs, mostReasoned = 100, 200 // each, and together
	doubtedWeighs, mostDoubted   = 80, 160
	leaptWeighs                  = 30
	atTheLineWeighs              = 20
	mostMuch                     = 20 // a fifth of the framework's points, or more
)

// What counts as far, and as next to nothing, in shares.
var (
	far  = reform.NewFraction(20, 100)
	near = reform.NewFraction(1, 100)
)

// facts are what the risk of a claim is reckoned from.
type facts struct {
	reasons, doubts int // values with a reason, findings that are no mere notes
	score           *reform.Score
	before          *reform.Score // of the cycle before by the same rules; nil: there is none
	aim             reform.Fraction
	most            reform.Points // of the framework
}

func riskOf(f facts) Risk {
	var r Risk
	r.add(Reasoned, min(f.reasons*reasonedWeighs, mostReasoned))
	r.add(Doubted, min(f.doubts*doubtedWeighs, mostDoubted))
	if now, ok := earnedShare(f.score); ok {
		if was, ok := earnedShare(f.before); ok && !apart(now, was).Less(far) {
			r.add(Leapt, leaptWeighs)
		}
	}
	if level, ok := f.score.Reached(); ok && !near.Less(apart(level, f.aim)) && level.Cmp(f.aim) != 0 {
		r.add(AtTheLine, atTheLineWeighs)
	}
	if f.most > 0 && f.score.Earned > 0 {
		r.add(Much, int(min(int64(f.score.Earned)*5*mostMuch/int64(f.most), mostMuch)))
	}
	return r
}

func (r *Risk) add(sign RiskSign, weight int) {
	if weight > 0 {
		r.Weight += weight
		r.Parts = append(r.Parts, RiskPart{sign, weight})
	}
}

// Clean reports whether nothing stands against accepting a claim together with others:
// nobody doubted it, and it does not leap.
func (r Risk) Clean() bool {
	for _, p := range r.Parts {
		if p.Sign == Reasoned || p.Sign == Doubted || p.Sign == Leapt {
			return false
		}
	}
	return true
}

func earnedShare(s *reform.Score) (reform.Fraction, bool) {
	if s == nil || !s.State.Counts() || s.Max <= 0 {
		return reform.Fraction{}, false
	}
	return s.Exact.Quo(s.Max.Fraction()), true
}

func apart(a, b reform.Fraction) reform.Fraction {
	if a.Less(b) {
		return b.Sub(a)
	}
	return a.Sub(b)
}

// aimOf is what an indicator aims at, exactly.
func aimOf(i reform.Indicator) reform.Fraction { return reform.FractionOf(i.Aim()) }
