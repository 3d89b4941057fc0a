package score

import (
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

// drawn is a random framework of every rule kind, in a ragged tree of sums and
// means, with random policies, and what a few units report by it. The figures are
// small, so that halves, zeros, equal scores and empty denominators are frequent.
type drawn struct {
	f  reform.Framework
	in Input
	n  int // indicators and areas so far
}

func drawWorld(t *rapid.T) *drawn {
	decimals := rapid.SampledFrom([]*int{nil, new(1), new(2), new(2)})
	w := &drawn{f: reform.Framework{
		ID: "drawn",
		Rounding: reform.Rounding{
			Mode:      rapid.SampledFrom([]reform.RoundingMode{reform.HalfUp, reform.HalfEven}).Draw(t, "mode"),
			Indicator: decimals.Draw(t, "round indicator"), Area: decimals.Draw(t, "round area"), Total: decimals.Draw(t, "round total"),
		},
		NotApplicable: rapid.SampledFrom(reform.Reapportions).Draw(t, "not applicable"),
		Missing:       rapid.SampledFrom([]reform.Fill{"", reform.FillNothing, reform.FillLeave, reform.FillGroupMean}).Draw(t, "missing"),
	}}
	for range rapid.IntRange(1, 3).Draw(t, "areas") {
		points := reform.Points(8*rapid.IntRange(1, 3).Draw(t, "points")) * reform.Point
		w.f.Areas = append(w.f.Areas, w.area(t, points, 0))
		w.f.Max += points
	}
	for u := range rapid.IntRange(1, 5).Draw(t, "units") {
		w.in.Units = append(w.in.Units, reform.Unit{ID: "u" + strconv.Itoa(u), PeerGroup: string(rune('A' + u%2))})
		w.report(t, w.in.Units[u].ID)
	}
	return w
}

func (w *drawn) id(kind string) string {
	w.n++
	return kind + strconv.Itoa(w.n)
}

// area is worth so many points: a mean of parts worth as many, or a sum of halves.
func (w *drawn) area(t *rapid.T, points reform.Points, depth int) reform.Area {
	a := reform.Area{ID: w.id("a"), Max: points, Weight: drawWeight(t)}
	parts, each := 2, points/2
	if rapid.Bool().Draw(t, "mean") {
		a.Combine.Method = rapid.SampledFrom([]reform.AggregationMethod{reform.Mean, reform.Mean, reform.Minimum}).Draw(t, "method")
		parts, each = rapid.IntRange(1, 3).Draw(t, "parts"), points
		if rapid.IntRange(0, 2).Draw(t, "covered") == 0 {
			a.Combine.Coverage = "0.5"
			a.Combine.CoverBy = rapid.SampledFrom([]reform.CoverBy{"", reform.ByCount, reform.ByWeight}).Draw(t, "cover by")
		}
	}
	for range parts {
		if depth < 2 && rapid.IntRange(0, 3).Draw(t, "deeper") == 0 {
			a.Areas = append(a.Areas, w.area(t, each, depth+1))
		} else {
			a.Indicators = append(a.Indicators, w.indicator(t, each))
		}
	}
	return a
}

func drawWeight(t *rapid.T) reform.Decimal {
	return rapid.SampledFrom([]reform.Decimal{"", "1", "2", "0.5", "0.3333333333333333"}).Draw(t, "weight")
}

func (w *drawn) indicator(t *rapid.T, points reform.Points) reform.Indicator {
	i := reform.Indicator{ID: w.id("i"), Max: points, Weight: drawWeight(t)}
	i.Rule = w.rule(t, i.ID)
	switch rapid.IntRange(0, 9).Draw(t, "asked") {
	case 0:
		i.Applies.Groups = []string{"A"}
	case 1:
		i.Applies.Figure = w.figure(i.ID+"if", reform.Count)
	case 2:
		i.NotApplicable = rapid.SampledFrom([]reform.Reapportion{reform.Leave, reform.GiveFull, reform.ToSiblings, reform.GiveNothing}).Draw(t, "own")
	}
	return i
}

func (w *drawn) figure(id string, kind reform.FigureKind) string {
	g := reform.Figure{ID: id, Kind: kind, Source: reform.FromUnit}
	if w.n%7 == 0 {
		g.Source = reform.FromSurvey
	}
	w.f.Figures = append(w.f.Figures, g)
	return id
}

var drawnKinds = []reform.RuleKind{
	reform.Ratio, reform.Ratio, reform.Ratio, reform.Steps, reform.Answer, reform.Survey, reform.Checklist, reform.Compared, reform.Deadline,
	reform.Deduction, reform.Counted, reform.Leader, reform.Normalised, reform.Formula, reform.Constant, reform.Given,
}

// rule is of any kind but Alternatives, Information and those of one unit above.
func (w *drawn) rule(t *rapid.T, id string) reform.Rule {
	r := reform.Rule{Kind: rapid.SampledFrom(drawnKinds).Draw(t, "kind")}
	number := func(suffix string) string { return w.figure(id+suffix, reform.Count) }
	switch r.Kind {
	case reform.Ratio, reform.Steps, reform.Leader:
		r.Of, r.Over = []string{number("n")}, []string{number("d")}
		r.IfZero = rapid.SampledFrom([]reform.ZeroPolicy{reform.ZeroEarnsNothing, reform.ZeroEarnsFull, reform.ZeroSuppresses, reform.ZeroNotApplicable}).Draw(t, "zero")
		r.Steps = []reform.Step{{From: "0.8", Pay: "1"}, {From: "0.5", Pay: "0.6"}}
		if r.Kind == reform.Ratio && rapid.Bool().Draw(t, "second") {
			r.Of = append(r.Of, number("m"))
			r.FullAt = rapid.SampledFrom([]reform.Decimal{"", "0.8", "0.9"}).Draw(t, "full")
		}
	case reform.Compared:
		r.Of, r.Over, r.LowerIsBetter = []string{number("n")}, []string{number("d")}, rapid.Bool().Draw(t, "lower")
	case reform.Answer:
		r.Of = []string{w.figure(id+"n", reform.Choice)}
		r.Answers = []reform.AnswerPay{{Option: "1", Pay: "1"}, {Option: "2", Pay: "0.5"}, {Option: "3", Pay: "0"}}
	case reform.Survey:
		r.Items = []reform.Item{{Figure: number("n"), Pay: "1"}, {Figure: number("d"), Pay: "0.6"}}
	case reform.Checklist:
		r.Items = []reform.Item{{Figure: number("n"), Pay: "0.7"}, {Figure: number("d"), Pay: "0.3"}}
	case reform.Deadline:
		r.Of, r.Due, r.Late = []string{w.figure(id+"n", reform.Date)}, "2026-03-03", []reform.LateStep{{Days: 2, Pay: "0.5"}}
	case reform.Normalised:
		r.Of, r.LowerIsBetter = []string{number("n")}, rapid.Bool().Draw(t, "lower")
		r.Scale = reform.Normalisation{
			Method: rapid.SampledFrom([]reform.NormMethod{reform.MinMax, reform.Goalposts, reform.Percentile}).Draw(t, "method"), Low: "1", High: "7",
			IfFlat: rapid.SampledFrom(reform.Flats).Draw(t, "flat"),
		}
	case reform.Formula:
		number("n")
		number("d")
		r.Formula = "min(1, " + id + "d > 0 ? " + id + "n / " + id + "d : 0)"
	case reform.Deduction, reform.Counted:
		r.Of, r.Each = []string{number("n")}, reform.Point/2
	default:
		r.Of = []string{number("n")}
	}
	return r
}

// report lets a unit say something of every figure, or why it does not.
func (w *drawn) report(t *rapid.T, unit string) {
	at := time.Unix(0, 0)
	own := reform.Report{Unit: unit, Source: reform.FromUnit, SubmittedAt: &at}
	survey := reform.Report{Unit: unit, Source: reform.FromSurvey, SubmittedAt: &at}
	for _, g := range w.f.Figures {
		n := rapid.IntRange(0, 8).Draw(t, g.ID)
		v := reform.Value{Figure: g.ID, Text: strconv.Itoa(n)}
		if g.Kind == reform.Date {
			v.Text = "2026-03-0" + strconv.Itoa(n+1)
		}
		v.Absence = rapid.SampledFrom(append([]reform.Absence{"", "", "", "", "", "", ""}, reform.Absences...)).Draw(t, "absence")
		if v.Absence != reform.Present {
			v.Text = ""
		}
		if g.Source == reform.FromSurvey {
			survey.Values = append(survey.Values, v)
		} else {
			own.Values = append(own.Values, v)
		}
	}
	if rapid.IntRange(0, 9).Draw(t, "silent") > 0 {
		w.in.Reports = append(w.in.Reports, own)
	}
	w.in.Reports = append(w.in.Reports, survey)
}

// fiveTimes makes five hundred worlds of rapid's hundred checks.
func fiveTimes(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	for range 5 {
		rapid.Check(t, property)
	}
}

func (w *drawn) scored(t *rapid.T) []reform.Scorecard {
	cards, err := Cycle(&w.f, w.in.Cycle, w.in.Units, w.in.Reports)
	if err != nil {
		t.Fatal(err)
	}
	return cards
}
