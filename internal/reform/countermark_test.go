package reform

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestAnybodyCanDrawAgain holds the draw against what sha256sum says of the same lines:
//
//	printf 'NGHE-AN\nq3\nso-y-te\n2.1' | sha256sum
func TestAnybodyCanDrawAgain(t *testing.T) {
	l := Lot{Cycle: "q3", Seed: "NGHE-AN"}
	if got, want := l.Pledge(), "013da54b6845b0f3de91f7d0431ce4a863cb64c6bb3112ef14c307eeae8cf005"; got != want {
		t.Errorf("got the pledge %s, want %s", got, want)
	}
	for indicator, place := range map[string]int{"2.1": 81, "2.2": 3, "3.10": 60} {
		if l.Draws(place, "so-y-te", indicator) || !l.Draws(place+1, "so-y-te", indicator) {
			t.Errorf("%s is not drawn from %d %% on", indicator, place+1)
		}
	}
}

// TestADrawTakesItsShare of very many claims, within four standard deviations, and none or
// all at the ends.
func TestADrawTakesItsShare(t *testing.T) {
	l := Lot{Cycle: "q3", Seed: "s"}
	const claims = 40_000
	for share, within := range map[int]int{0: 0, 1: 80, 5: 175, 50: 400, 100: 0} {
		drawn := 0
		for n := range claims {
			if l.Draws(share, fmt.Sprint("so-", n/100), fmt.Sprint(n%100)) {
				drawn++
			}
		}
		if want := claims * share / 100; drawn < want-within || drawn > want+within {
			t.Errorf("%d %%: got %d of %d", share, drawn, claims)
		}
	}
}

func TestAGreaterShareDrawsWhatASmallerDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := Lot{Cycle: rapid.String().Draw(t, "cycle"), Seed: rapid.String().Draw(t, "seed")}
		share, unit, indicator := rapid.IntRange(0, 99).Draw(t, "share"), rapid.String().Draw(t, "unit"), rapid.String().Draw(t, "indicator")
		if l.Draws(share, unit, indicator) && !l.Draws(share+1, unit, indicator) {
			t.Errorf("drawn at %d, and not at one more", share)
		}
	})
}

func pair(a, b Verdict, points ...Points) Pair {
	p := Pair{First: Appraisal{Verdict: a}, Second: Countermark{Verdict: b, Most: 4 * Point, Claimed: new(3 * Point)}}
	for n, to := range []*Points{&p.First.Points, &p.Second.Points} {
		if n < len(points) {
			*to = points[n]
		}
	}
	return p
}

func TestHowFarTwoJudgementsAreApart(t *testing.T) {
	unscored := pair(Accepted, Cut, 0, Point)
	unscored.Second.Claimed = nil
	endless := pair(Cut, Cut, Point, 2*Point)
	endless.Second.Most = 0
	for says, c := range map[string]struct {
		Pair
		agrees, gauged, wide bool
		apart                Points
	}{
		"both accept":                        {pair(Accepted, Accepted), true, true, false, 0},
		"the same points":                    {pair(Cut, Cut, Point, Point), true, true, false, 0},
		"the same points by other words":     {pair(Accepted, Cut, 0, 3*Point), false, true, false, 0},
		"a tenth is not wide":                {pair(Cut, Cut, 2*Point, 2*Point+4000), false, true, false, 4000},
		"more than a tenth is":               {pair(Cut, Cut, 2*Point, 2*Point-4001), false, true, true, 4001},
		"accepted and cut":                   {pair(Accepted, Cut, 0, Point), false, true, true, 2 * Point},
		"both return":                        {pair(Returned, Returned), true, false, false, 0},
		"one returns":                        {pair(Returned, Accepted), false, false, false, 0},
		"one says it does not apply":         {pair(Cut, Inapplicable, Point), false, false, true, 0},
		"both say so":                        {pair(Inapplicable, Inapplicable), true, false, false, 0},
		"accepted, and worth nothing known":  {unscored, false, false, false, 0},
		"of an indicator without a maximum":  {endless, false, true, true, Point},
		"nothing of an indicator without it": {Pair{First: Appraisal{Verdict: Cut}, Second: Countermark{Verdict: Cut}}, true, true, false, 0},
	} {
		apart, gauged := c.Apart()
		if c.Agrees() != c.agrees || gauged != c.gauged || gauged && apart != c.apart || c.Wide() != c.wide {
			t.Errorf("%s: agrees %t, apart %s (%t), wide %t", says, c.Agrees(), apart, gauged, c.Wide())
		}
	}
}

// TestAgreementIsMeasuredExactly reckons the same with the standard library.
func TestAgreementIsMeasuredExactly(t *testing.T) {
	if _, ok := AgreementOf(nil).Share(); ok {
		t.Error("nothing agrees with nothing")
	}
	if _, ok := AgreementOf([]Pair{pair(Returned, Returned)}).MeanApart(); ok {
		t.Error("what has no points has no difference")
	}
	a := AgreementOf([]Pair{pair(Accepted, Accepted), pair(Cut, Cut, Point, 2*Point), pair(Accepted, Returned)})
	share, _ := a.Share()
	apart, _ := a.MeanApart()
	of, _ := a.MeanShare()
	if got := fmt.Sprint(a.Pairs, a.Agreed, a.Gauged, share, apart, of); got != "3 1 2 1/3 1/2 1/8" {
		t.Errorf("got %s", got)
	}
	verdicts := []Verdict{Accepted, Cut, Returned, Inapplicable}
	rapid.Check(t, func(t *rapid.T) {
		var pairs []Pair
		sum, n := new(big.Rat), int64(0)
		for range rapid.IntRange(0, 30).Draw(t, "pairs") {
			p := pair(rapid.SampledFrom(verdicts).Draw(t, "first"), rapid.SampledFrom(verdicts).Draw(t, "second"))
			p.Second.Most = Points(rapid.Int64Range(1, 20_0000).Draw(t, "most"))
			for v, to := range map[Verdict]*Points{p.First.Verdict: &p.First.Points, p.Second.Verdict: &p.Second.Points} {
				if v == Cut {
					*to = Points(rapid.Int64Range(0, int64(p.Second.Most)).Draw(t, "points"))
				}
			}
			if apart, ok := p.Apart(); ok {
				sum.Add(sum, big.NewRat(int64(apart), int64(p.Second.Most)))
				n++
			}
			pairs = append(pairs, p)
		}
		got, ok := AgreementOf(pairs).MeanShare()
		if ok != (n > 0) || ok && got.Rat().Cmp(sum.Mul(sum, big.NewRat(1, n))) != 0 {
			t.Errorf("got %s of %d", got, n)
		}
		slices.Reverse(pairs)
		if back, _ := AgreementOf(pairs).MeanShare(); back.Cmp(got) != 0 {
			t.Error("the order of pairs changes what they come to")
		}
	})
}

func TestAProcedureTakesWholePerCents(t *testing.T) {
	for share, ok := range map[int]bool{-1: false, 0: true, 5: true, 100: true, 101: false} {
		p := Usual("q3")
		if p.Twice = share; (p.Check() == nil) != ok {
			t.Errorf("%d: %v", share, p.Check())
		}
	}
}
