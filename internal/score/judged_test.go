package score

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

func cut(unit, indicator string, points reform.Points) reform.Appraisal {
	return reform.Appraisal{Unit: unit, Indicator: indicator, Version: 1, Verdict: reform.Cut, Points: points}
}

// judgedCards scores with what was judged.
func (w *drawn) judgedCards(t *rapid.T, judged []reform.Appraisal) []reform.Scorecard {
	m, err := Prepare(&w.f)
	if err != nil {
		t.Fatal(err)
	}
	w.in.Appraisals = judged
	cards, err := m.Cycle(w.in)
	w.in.Appraisals = nil
	if err != nil {
		t.Fatal(err)
	}
	return cards
}

// judgements draws what was judged of some cells, a few of them more than once.
func (w *drawn) judgements(t *rapid.T, verdicts ...reform.Verdict) []reform.Appraisal {
	var judged []reform.Appraisal
	for _, u := range w.in.Units {
		for _, i := range w.f.Indicators() {
			for version := range rapid.SampledFrom([]int{0, 0, 0, 1, 2}).Draw(t, "judged") {
				a := reform.Appraisal{Unit: u.ID, Indicator: i.ID, Version: version + 1, Verdict: rapid.SampledFrom(verdicts).Draw(t, "verdict")}
				if a.Verdict == reform.Cut {
					a.Points = reform.Points(rapid.Int64Range(int64(i.Min), int64(i.Max)).Draw(t, "points"))
				}
				judged = append(judged, a)
			}
		}
	}
	return judged
}

func TestWhatIsAcceptedChangesNothing(t *testing.T) {
	fiveTimes(t, func(t *rapid.T) {
		w := drawWorld(t)
		before, after := w.scored(t), w.judgedCards(t, w.judgements(t, reform.Accepted, reform.Withdrawn))
		for c := range after {
			for s := range after[c].Scores {
				after[c].Scores[s].Appraisal = nil
			}
		}
		if diff := cmp.Diff(before, after, exactly); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestTheOrderOfJudgementsChangesNothing(t *testing.T) {
	fiveTimes(t, func(t *rapid.T) {
		w := drawWorld(t)
		judged := w.judgements(t, reform.Verdicts...)
		before := w.judgedCards(t, judged)
		after := w.judgedCards(t, rapid.Permutation(judged).Draw(t, "order"))
		if diff := cmp.Diff(before, after, exactly); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestOnlyWhatIsJudgedAndStandsAboveItChanges judges one cell otherwise: all other
// indicators are what they were, those of other units only where the rule compares.
func TestOnlyWhatIsJudgedAndStandsAboveItChanges(t *testing.T) {
	fiveTimes(t, func(t *rapid.T) {
		w := drawWorld(t)
		before := w.scored(t)
		u := rapid.IntRange(0, len(w.in.Units)-1).Draw(t, "unit")
		i := rapid.SampledFrom(w.f.Indicators()).Draw(t, "indicator")
		a := cut(w.in.Units[u].ID, i.ID, reform.Points(rapid.Int64Range(0, int64(i.Max)).Draw(t, "points")))
		a.Verdict = rapid.SampledFrom([]reform.Verdict{reform.Cut, reform.Inapplicable, reform.Returned}).Draw(t, "verdict")
		after := w.judgedCards(t, []reform.Appraisal{a})
		among := i.Rule.Relative() || w.f.WhenMissing(i) == reform.FillGroupMean
		for c := range after {
			for s := range after[c].Scores {
				is, was := after[c].Scores[s], before[c].Scores[s]
				if is.Indicator == i.ID && (c == u || among) {
					continue
				}
				if diff := cmp.Diff(was, is, exactly); diff != "" {
					t.Fatalf("%s of %s changed:\n%s", is.Indicator, after[c].Unit, diff)
				}
			}
			if c != u && !w.f.Relative() && !cmp.Equal(before[c], after[c], exactly) {
				t.Fatalf("the card of %s changed", after[c].Unit)
			}
		}
		if before[u].Submitted == nil {
			return
		}
		got, _ := after[u].Score(i.ID)
		wanted, err := a.Points.Fraction().Points(reform.PointDecimals, w.f.Rounding.Mode)
		if d := w.f.Rounding.Indicator; d != nil {
			wanted, err = a.Points.Fraction().Points(*d, w.f.Rounding.Mode)
		}
		if err != nil || a.Verdict == reform.Cut && (got.Earned != wanted || !got.State.Counts() || got.Max != i.Max) {
			t.Fatalf("cut to %s, it has %+v", a.Points, got)
		}
		if a.Verdict == reform.Inapplicable && got.State != reform.NotAsked || a.Verdict == reform.Returned && got.State != reform.UnderReview {
			t.Fatalf("%s: %+v", a.Verdict, got)
		}
	})
}

// TestAJudgementCountsLikeAScoreOfTheRule cuts every claim to what the rule gave it:
// areas and totals come out the same, for every way in which areas combine.
func TestAJudgementCountsLikeAScoreOfTheRule(t *testing.T) {
	fiveTimes(t, func(t *rapid.T) {
		w := drawWorld(t)
		w.f.Rounding.Indicator = new(2)
		w.f.Missing = ""
		before := w.scored(t)
		var judged []reform.Appraisal
		for _, card := range before {
			for _, s := range card.Scores {
				if s.State.Counts() {
					judged = append(judged, cut(card.Unit, s.Indicator, s.Earned))
				}
			}
		}
		after := w.judgedCards(t, judged)
		for c := range after {
			after[c].Scores, before[c].Scores = nil, nil
		}
		if diff := cmp.Diff(before, after, exactly); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestWhatWasNotSeenWasNotJudged: a newer report that says something else of the claim
// leaves the judgement without force; one that says the same of it does not. What was
// returned is answered by any.
func TestWhatWasNotSeenWasNotJudged(t *testing.T) {
	f := parseFramework(t, "1 max 4 ratio a / b\n2 max 4 ratio c / d")
	for _, c := range []struct {
		verdict        reform.Verdict
		version, since int
		want           reform.Points
	}{
		{reform.Cut, 1, 1, reform.Point},
		{reform.Cut, 2, 1, reform.Point},
		{reform.Cut, 2, 2, 2 * reform.Point},
		{reform.Returned, 1, 1, 0},
		{reform.Returned, 2, 1, 2 * reform.Point},
	} {
		reports := parseReports(&f, "a 1\nb 2\nc 1\nd 2\n")
		for n := range reports {
			reports[n].Version = c.version
			for v := range reports[n].Values {
				reports[n].Values[v].Since = 1
				if reports[n].Values[v].Figure == "a" {
					reports[n].Values[v].Since = c.since
				}
			}
		}
		a := cut("u", "1", 0)
		if a.Report, a.Verdict = 1, c.verdict; a.Verdict == reform.Cut {
			a.Points = reform.Point
		}
		m, err := Prepare(&f)
		if err != nil {
			t.Fatal(err)
		}
		cards, err := m.Cycle(Input{Units: []reform.Unit{{ID: "u"}}, Reports: reports, Appraisals: []reform.Appraisal{a}})
		if err != nil {
			t.Fatal(err)
		}
		if got := cards[0].Scores[0]; got.Earned != c.want || (got.Appraisal == nil) != (c.want == 2*reform.Point) {
			t.Errorf("%+v: %+v", c, got)
		}
	}
}

// TestAClaimThatWasCutIsNoMeasureForOthers: the best of its peers no longer decides
// what they earn.
func TestAClaimThatWasCutIsNoMeasureForOthers(t *testing.T) {
	f := parseFramework(t, "1 max 4 leader a / b")
	at := time.Unix(0, 0)
	in := Input{}
	for u, of := range []string{"400", "200", "150"} {
		id := strconv.Itoa(u)
		in.Units = append(in.Units, reform.Unit{ID: id})
		in.Reports = append(in.Reports, reform.Report{Unit: id, Source: reform.FromUnit, SubmittedAt: &at, Values: []reform.Value{{Figure: "a", Text: of}, {Figure: "b", Text: "100"}}})
	}
	m, err := Prepare(&f)
	if err != nil {
		t.Fatal(err)
	}
	earned := func(judged ...reform.Appraisal) (points []reform.Points) {
		in.Appraisals = judged
		cards, err := m.ExplainAll(in)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cards {
			points = append(points, c.Scores[0].Earned)
		}
		return points
	}
	if got := earned(); !slices.Equal(got, []reform.Points{4_0000, 2_6700, 2_3300}) {
		t.Errorf("as claimed: %v", got)
	}
	if got := earned(cut("0", "1", 1_0000)); !slices.Equal(got, []reform.Points{1_0000, 4_0000, 3_0000}) {
		t.Errorf("without the best: %v", got)
	}
}

func TestAClaimIsWhatAUnitSaysOfItself(t *testing.T) {
	f := parseFramework(t, "1 max 4 ratio a / b\n2 max 4 ratio c / d\n3 max 1 constant")
	for n := range f.Figures {
		if id := f.Figures[n].ID; id == "c" || id == "d" {
			f.Figures[n].Source = reform.FromSurvey
		}
	}
	f.Areas[0].Indicators[0].Applies.Groups = []string{"A"}
	m, err := Prepare(&f)
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Claims("A"); len(got) != 1 || got[0].Indicator.ID != "1" || !slices.Equal(got[0].Figures, []string{"a", "b"}) {
		t.Errorf("got %+v", got)
	}
	if got := m.Claims("B"); len(got) != 0 {
		t.Errorf("of another group: %+v", got)
	}
}
