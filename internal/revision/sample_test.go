package revision

import "reformboard/internal/reform"

func both(s string) reform.Words { return reform.Words{VI: s, EN: s} }

// sample says something under every key that a noun has.
func sample() reform.Framework {
	places := 2
	rule := reform.Rule{
		Kind: reform.Ratio, Of: []string{"done"}, Over: []string{"due"}, OverElse: &reform.Fallback{Figure: "due", DividedBy: "12"},
		Times: "due", TimesScore: "2", Inherits: true, FullAt: "0.9", NothingBelow: "0.1", IfZero: reform.ZeroEarnsNothing,
		Steps: []reform.Step{{From: "0.9", Pay: "1"}, {From: "0.5", Pay: "0.5"}}, Below: reform.BelowNothing,
		Answers: []reform.AnswerPay{{Option: "yes", Pay: "1"}}, Items: []reform.Item{{Figure: "done", Pay: "1"}}, LowerIsBetter: true,
		AtTarget: "0.5", Among: reform.AmongGroup, Due: "2026-03-31", Late: []reform.LateStep{{Days: 5, Pay: "0.5"}}, Each: 1,
		Scale: reform.Normalisation{
			Method: reform.Goalposts, Low: "1", High: "2", From: "0", To: "1", Power: "1", Mean: "0", Spread: "1", Target: "5",
			Reference: "AUT", IfFlat: reform.FlatEarnsFull, Among: reform.AmongAll,
		},
		Formula: "done * 2",
	}
	whole := rule
	whole.Alternatives = []reform.Alternative{{Applies: reform.Applicability{Groups: []string{"north"}, Figure: "due"}, Rule: rule}}
	return reform.Framework{
		ID: "f-2", Series: "f", Replaces: "f-1", Changes: []reform.Change{{Kind: reform.Same, From: []string{"old"}, To: []string{"new"}, Note: both("n")}},
		Title: both("F"), Short: both("f"), Origin: both("o"), Sample: true, Max: 10, Rounding: reform.Rounding{Mode: reform.HalfUp, Indicator: &places, Area: &places, Total: &places},
		Ranks: reform.RankRule{Decimals: &places, Ties: reform.TiesDense}, NotApplicable: reform.Leave, Missing: reform.FillBlock, Coverage: "0.8",
		Grades: []reform.Grade{{ID: "good", Title: both("G"), From: 5}}, GradesNote: both("gn"),
		Figures: []reform.Figure{
			{
				ID: "done", Title: both("D"), Help: both("h"), Kind: reform.Count, Unit: both("u"), Source: reform.FromUnit, Reads: reform.DaysLate, Section: "A", Decimals: 1,
				Least: "1", Most: "9", Options: []reform.Option{{ID: "yes", Title: both("Y")}, {ID: "no", Title: both("N")}}, Optional: true, Cumulative: true,
			},
			{ID: "due", Title: both("E"), Kind: reform.Count, Source: reform.FromUnit},
		},
		Checks: []reform.Check{{Parts: []string{"done"}, Whole: "due", Equal: true, Before: true}},
		Areas: []reform.Area{{
			ID: "A", Code: "a", Title: both("A"), Max: 10, Min: -1, Capped: true, Weight: "1", Outside: true,
			Combine: reform.Aggregation{
				Method: reform.Mean, Power: "2", IfNotPositive: reform.RaiseToFloor, Floor: "1", Coverage: "0.5", CoverBy: reform.ByWeight,
			},
			Areas: []reform.Area{{ID: "B", Title: both("B"), Indicators: []reform.Indicator{{ID: "3", Title: both("3"), Rule: reform.Rule{Kind: reform.Constant}}}}},
			Indicators: []reform.Indicator{
				{
					ID: "1", Code: "c", Title: both("1"), Help: both("h"), Max: 5, Min: -5, Weight: "2", Rule: whole, Target: "0.9",
					Applies: reform.Applicability{Groups: []string{"south"}, Figure: "done"}, NotApplicable: reform.GiveFull, Missing: reform.FillLeave,
					Examples: []reform.Example{{
						Given: map[string]string{"done": "1", "due": "2"}, Others: []reform.Decimal{"1"}, Factor: "1", Group: "south", Earns: "1", State: reform.Scored, Note: both("n"),
					}},
					Evidence: []reform.Proof{{ID: "plan", Title: both("P"), Signer: both("s"), From: "2026-01-01", To: "2026-12-31", Count: 2, Kinds: []reform.FileType{reform.PDF}}},
				},
				{ID: "2", Title: both("2"), Max: 5, Rule: reform.Rule{Kind: reform.Constant}},
			},
		}},
		Facets: []reform.Facet{{ID: "all", Title: both("x"), Of: []string{"A", "B"}}},
	}
}
