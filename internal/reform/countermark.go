package reform

import "time"

// Countermark is what a second appraiser judged of a claim that the Lot drew, without
// knowing what the first had judged. It stands beside that Appraisal and changes no
// score.
type Countermark struct {
	Cycle     string  `gorm:"primaryKey"`
	Unit      string  `gorm:"primaryKey"`
	Indicator string  `gorm:"primaryKey"`
	Appraisal int     // version of the Appraisal that it is held against
	Report    int     // version of the unit's report that was seen
	Claimed   *Points // that the claim earned as reported when it was marked; nil: it had no points
	Most      Points  // that it could have earned then; 0: it has no limit to measure by
	Verdict   Verdict
	Points    Points // of a Cut: what the claim earns instead
	Ground    string // code of why; empty where the claim stands
	Text      string // why, in words
	By        string
	At        time.Time
}

// Check objects to a mark that says too little, or too much: what would be no Appraisal.
func (c Countermark) Check(i Indicator, p Procedure) error {
	return Appraisal{Indicator: c.Indicator, Verdict: c.Verdict, Points: c.Points, Ground: c.Ground, Text: c.Text}.Check(i, p)
}

// Pair is both judgements on one claim that was marked twice.
type Pair struct {
	First  Appraisal
	Second Countermark
}

// Agrees reports whether both came to the same verdict and, where they gave points
// instead, to the same points.
func (p Pair) Agrees() bool {
	return p.First.Verdict == p.Second.Verdict && p.First.Points == p.Second.Points
}

// Apart is by how many points the two differ. False where either gave none: what was
// returned, or is not applicable, has none.
func (p Pair) Apart() (Points, bool) {
	a, ok := p.worth(p.First.Verdict, p.First.Points)
	b, both := p.worth(p.Second.Verdict, p.Second.Points)
	return max(a-b, b-a), ok && both
}

func (p Pair) worth(v Verdict, points Points) (Points, bool) {
	switch v {
	case Cut:
		return points, true
	case Accepted:
		if p.Second.Claimed != nil {
			return *p.Second.Claimed, true
		}
	case Returned, Inapplicable, Withdrawn:
	}
	return 0, false
}

// MostApart is the share of a claim's points from which on two judgements differ so far
// that the council is told, in per cent.
const MostApart = 10

// Wide reports whether the two differ that far: by more points, or about whether the
// claim applies to the unit at all.
func (p Pair) Wide() bool {
	if (p.First.Verdict == Inapplicable) != (p.Second.Verdict == Inapplicable) {
		return true
	}
	apart, ok := p.Apart()
	return ok && apart*100 > p.Second.Most*MostApart
}

// Agreement is how far judgements on claims that were marked twice agree.
type Agreement struct {
	Pairs  int // claims marked twice
	Agreed int
	Gauged int      // of the pairs, those in which both gave points
	Apart  Fraction // sum of their differences, in points
	Shared int      // of these, those whose indicator has a maximum
	Shares Fraction // sum of their differences, each as a share of the maximum
}

// AgreementOf measures pairs.
func AgreementOf(pairs []Pair) Agreement {
	var a Agreement
	for _, p := range pairs {
		a.Pairs++
		if p.Agrees() {
			a.Agreed++
		}
		apart, ok := p.Apart()
		if !ok {
			continue
		}
		a.Gauged++
		a.Apart = a.Apart.Add(apart.Fraction())
		if p.Second.Most > 0 {
			a.Shared++
			a.Shares = a.Shares.Add(NewFraction(int64(apart), int64(p.Second.Most)))
		}
	}
	return a
}

// Share is the part of the pairs that agree; false where there are none.
func (a Agreement) Share() (Fraction, bool) { return mean(NewFraction(int64(a.Agreed), 1), a.Pairs) }

// MeanApart is the mean absolute difference in points; false where none was gauged.
func (a Agreement) MeanApart() (Fraction, bool) { return mean(a.Apart, a.Gauged) }

// MeanShare is the mean absolute difference as a share of the maximum of each claim;
// false where none has one.
func (a Agreement) MeanShare() (Fraction, bool) { return mean(a.Shares, a.Shared) }

func mean(sum Fraction, n int) (Fraction, bool) {
	if n == 0 {
		return Fraction{}, false
	}
	return sum.Quo(NewFraction(int64(n), 1)), true
}
