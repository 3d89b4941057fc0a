package receipt

import (
	"time"

	"pgregory.net/rapid"

	"reformboard/internal/reform"
	"reformboard/internal/score"
)

func words(vi, en string) reform.Words { return reform.Words{VI: vi, EN: en} }

// everyKind is a framework with an indicator of each kind of rule and each scale,
// under areas of each kind of sum.
func everyKind() *reform.Framework {
	two := 2
	f := &reform.Framework{
		ID: "every-kind", Max: 100 * reform.Point, NotApplicable: reform.Rescale,
		Rounding: reform.Rounding{Mode: reform.HalfUp, Indicator: &two, Total: &two},
		Figures: []reform.Figure{
			{ID: "done", Title: words("Hồ sơ đúng hạn", "Dossiers on time"), Kind: reform.Count, Unit: words("hồ sơ", "dossiers"), Source: reform.FromUnit},
			{ID: "post", Title: words("Hồ sơ qua bưu chính", "Dossiers by post"), Kind: reform.Count, Source: reform.FromUnit},
			{ID: "all", Title: words("Hồ sơ tiếp nhận", "Dossiers received"), Kind: reform.Count, Source: reform.FromUnit},
			{ID: "past", Title: words("Hồ sơ cả năm trước", "Dossiers of the year before"), Kind: reform.Count, Source: reform.FromUnit},
			{ID: "rate", Title: words("Hệ số", "Coefficient"), Kind: reform.Percentage, Source: reform.FromUnit},
			{ID: "level", Title: words("Mức độ", "Level"), Kind: reform.Choice, Source: reform.FromUnit, Options: []reform.Option{{ID: "full", Title: words("Toàn trình", "Full")}, {ID: "part", Title: words("Một phần", "Part")}}},
			{ID: "day", Title: words("Ngày ban hành", "Issued on"), Kind: reform.Date, Source: reform.FromUnit},
		},
		Facets: []reform.Facet{{ID: "facet", Title: words("Mặt", "Facet"), Of: []string{"ratio", "steps", "answer"}}},
	}
	of, over := []string{"done"}, []string{"all"}
	points := reform.Area{ID: "points", Title: words("Điểm", "Points"), Capped: true}
	for _, i := range []reform.Indicator{
		{ID: "ratio", Max: 6, Rule: reform.Rule{Kind: reform.Ratio, Of: of, Over: over, OverElse: &reform.Fallback{Figure: "past", DividedBy: "12"}, FullAt: "0.9", NothingBelow: "0.1", IfZero: reform.ZeroEarnsFull}},
		{ID: "factors", Max: 6, Rule: reform.Rule{Kind: reform.Ratio, Of: []string{"done", "post"}, Over: over, Times: "rate", TimesScore: "ratio", IfZero: reform.ZeroEarnsNothing}},
		{ID: "steps", Max: 6, Rule: reform.Rule{Kind: reform.Steps, Of: of, Over: over, Steps: []reform.Step{{From: "0.8", Pay: "1"}, {From: "0.4", Pay: "0.5"}}, IfZero: reform.ZeroSuppresses}},
		{ID: "answer", Max: 6, Rule: reform.Rule{Kind: reform.Answer, Of: []string{"level"}, Answers: []reform.AnswerPay{{Option: "full", Pay: "1"}, {Option: "part", Pay: "0.4"}}}},
		{ID: "survey", Max: 6, Rule: reform.Rule{Kind: reform.Survey, Items: []reform.Item{{Figure: "done", Pay: "1"}, {Figure: "post", Pay: "0.5"}}}},
		{ID: "checklist", Max: 6, Rule: reform.Rule{Kind: reform.Checklist, Items: []reform.Item{{Figure: "done", Pay: "0.7"}, {Figure: "post", Pay: "0.3"}}}},
		{ID: "compared", Max: 6, Rule: reform.Rule{Kind: reform.Compared, Of: of, Over: []string{"post"}}},
		{ID: "deadline", Max: 6, Rule: reform.Rule{Kind: reform.Deadline, Of: []string{"day"}, Due: "2026-03-31", Late: []reform.LateStep{{Days: 5, Pay: "0.5"}}}},
		{ID: "deduction", Max: 6, Rule: reform.Rule{Kind: reform.Deduction, Of: []string{"post"}, Each: reform.Point / 4}},
		{ID: "counted", Max: 6, Rule: reform.Rule{Kind: reform.Counted, Of: []string{"post", "done"}, Each: reform.Point / 2}},
		{ID: "leader", Max: 6, Rule: reform.Rule{Kind: reform.Leader, Of: of, Over: over, IfZero: reform.ZeroSuppresses}},
		{ID: "formula", Max: 6, Rule: reform.Rule{Kind: reform.Formula, Formula: "all > 0 ? min(points, points * done / all) : 0"}},
		{ID: "alternatives", Max: 6, Rule: reform.Rule{Kind: reform.Alternatives, Alternatives: []reform.Alternative{
			{Applies: reform.Applicability{Groups: []string{"none"}}, Rule: reform.Rule{Kind: reform.Constant}},
			{Applies: reform.Applicability{Figure: "post"}, Rule: reform.Rule{Kind: reform.Counted, Of: []string{"post"}, Each: reform.Point / 10}},
			{Rule: reform.Rule{Kind: reform.Given, Of: []string{"rate"}}},
		}}},
		{ID: "constant", Max: 6, Rule: reform.Rule{Kind: reform.Constant}},
		{ID: "given", Max: 6, Rule: reform.Rule{Kind: reform.Given, Of: []string{"rate"}}},
		{ID: "asked", Max: 6, Applies: reform.Applicability{Figure: "post"}, Rule: reform.Rule{Kind: reform.Constant}, NotApplicable: reform.ToSiblings},
		{ID: "granted", Max: 4, Applies: reform.Applicability{Groups: []string{"none"}}, Rule: reform.Rule{Kind: reform.Constant}, NotApplicable: reform.GiveFull},
		{ID: "filled", Max: 2, Rule: reform.Rule{Kind: reform.Ratio, Of: of, Over: over}, Missing: reform.FillGroupMean},
		{ID: "watched", Rule: reform.Rule{Kind: reform.Information, Of: []string{"done", "post"}}},
	} {
		i.Max *= reform.Point
		i.Title = words("Tiêu chí "+i.ID, "Indicator "+i.ID)
		points.Indicators = append(points.Indicators, i)
	}
	points.Max = 40 * reform.Point
	scales := reform.Area{ID: "scales", Title: words("Thang đo", "Scales"), Max: 60 * reform.Point, Combine: reform.Aggregation{Method: reform.Mean}}
	for n, method := range []reform.AggregationMethod{reform.Mean, reform.Geometric, reform.Harmonic, reform.PowerMean, reform.Minimum, reform.Copeland} {
		a := reform.Area{ID: string(method), Title: words("Cách "+string(method), "By "+string(method)), Max: 60 * reform.Point, Combine: reform.Aggregation{Method: method, Power: "2", IfNotPositive: reform.RaiseToFloor, Floor: "1"}}
		for k, norm := range reform.NormMethods {
			if k%6 != n && method != reform.Mean {
				continue
			}
			a.Indicators = append(a.Indicators, reform.Indicator{
				ID: string(method) + "-" + string(norm), Max: 60 * reform.Point, Weight: reform.Decimal([]string{"", "2", "0.5"}[k%3]), Missing: reform.FillLeave,
				Title: words("Thang "+string(norm), "Scale "+string(norm)),
				Rule: reform.Rule{Kind: reform.Normalised, Of: of, LowerIsBetter: method == reform.Harmonic, Scale: reform.Normalisation{
					Method: norm, Low: "0", High: "50", Power: "2", From: "1", Target: "60", Reference: "u2", IfFlat: reform.FlatEarnsHalf,
				}},
			})
		}
		scales.Areas = append(scales.Areas, a)
	}
	bonus := reform.Area{ID: "bonus", Title: words("Điểm thưởng", "Bonus"), Max: 2 * reform.Point, Outside: true, Indicators: []reform.Indicator{
		{ID: "prize", Max: 2 * reform.Point, Title: words("Giải thưởng", "Prizes"), Rule: reform.Rule{Kind: reform.Counted, Of: []string{"post"}, Each: reform.Point}},
	}}
	f.Areas = []reform.Area{points, scales, bonus}
	return f
}

// explained scores units on what they said, and returns the explained card of one.
// A value "-" is not applicable, "none" no practice, and what is empty is missing.
func explained(t rapid.TB, f *reform.Framework, said []map[string]string, which int, judged ...reform.Appraisal) reform.Scorecard {
	t.Helper()
	in := score.Input{Cycle: reform.Cycle{ID: "c"}, Appraisals: judged}
	at := time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
	for n, values := range said {
		unit := "u" + string(rune('1'+n))
		in.Units = append(in.Units, reform.Unit{ID: unit, PeerGroup: "g"})
		r := reform.Report{Cycle: "c", Unit: unit, Source: reform.FromUnit, SubmittedAt: &at}
		r.File, r.SHA256 = unit+".xlsx", "9f86d081884c7d659a2feaa0c55ad015"
		for k, g := range f.Figures {
			v := reform.Value{Figure: g.ID, Text: values[g.ID], Origin: reform.Origin{Sheet: "Số liệu", Cell: "D" + string(rune('1'+k))}}
			switch v.Text {
			case "":
				continue
			case "-":
				v.Text, v.Absence = "", reform.NotApplicable
			case "none":
				v.Text, v.Absence = "", reform.NoPractice
			}
			r.Values = append(r.Values, v)
		}
		in.Reports = append(in.Reports, r)
	}
	m, err := score.Prepare(f)
	if err != nil {
		t.Fatal(err)
	}
	card, err := m.Explain(in, in.Units[which].ID)
	if err != nil {
		t.Fatal(err)
	}
	return card
}

// nodes lists every node of a framework.
func nodes(f *reform.Framework) []string {
	ids := []string{Total}
	for _, a := range f.AllAreas() {
		ids = append(ids, a.ID)
		for _, i := range a.Indicators {
			ids = append(ids, i.ID)
		}
	}
	for _, facet := range f.Facets {
		ids = append(ids, facet.ID)
	}
	return ids
}
