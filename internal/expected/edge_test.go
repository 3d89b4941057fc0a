package expected

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"reformboard/internal/reform"
)

// small is a framework of one indicator of 6 points, and a second of 4 that the unit
// is not asked for.
func small(rule reform.Rule, change func(*reform.Framework)) *reform.Framework {
	f := &reform.Framework{
		ID: "small", Max: 10 * reform.Point, NotApplicable: reform.Leave,
		Rounding: reform.Rounding{Mode: reform.HalfUp, Indicator: new(2)},
		Figures: []reform.Figure{
			{ID: "n", Kind: reform.Count, Source: reform.FromUnit, Optional: true},
			{ID: "d", Kind: reform.Count, Source: reform.FromUnit},
			{ID: "x", Kind: reform.Number, Decimals: 2, Most: "500", Source: reform.FromUnit},
			{ID: "p", Kind: reform.Percentage, Decimals: 1, Source: reform.FromUnit},
			{ID: "c", Kind: reform.Choice, Source: reform.FromUnit, Options: []reform.Option{
				{ID: "all", Title: reform.Words{VI: "Đầy  đủ", EN: "In \"full\""}}, {ID: "none", Title: reform.Words{VI: "Không"}},
			}},
		},
		Areas: []reform.Area{{ID: "a", Max: 10 * reform.Point, Indicators: []reform.Indicator{
			{ID: "i", Max: 6 * reform.Point, Rule: rule},
			{ID: "j", Max: 4 * reform.Point, Rule: reform.Rule{Kind: reform.Constant}, Applies: reform.Applicability{Groups: []string{"nobody"}}},
		}}},
	}
	if change != nil {
		change(f)
	}
	return f
}

var proportion = reform.Rule{Kind: reform.Ratio, Of: []string{"n"}, Over: []string{"d"}, IfZero: reform.ZeroEarnsNothing}

// counts is a fill of n and d by whole numbers.
func counts(f *reform.Framework, n, d int64) fill {
	one := fill{form: Form{Framework: f, Source: reform.FromUnit, Words: words}, cells: map[string]any{"n": n, "d": d}}
	one.name = fmt.Sprintf("%d of %d %s", n, d, f.Rounding.Mode)
	return one
}

func valuesOf(one fill) []reform.Value {
	var values []reform.Value
	for id, cell := range one.cells {
		values = append(values, reform.Value{Figure: id, Text: fmt.Sprint(cell)})
	}
	return values
}

// TestHalvesAndGreatCountsAreExact is where floating point would be wrong: points that
// lie exactly on a half, and next to one by one in a thousand million.
func TestHalvesAndGreatCountsAreExact(t *testing.T) {
	var fills []fill
	add := func(f *reform.Framework, n, d int64) {
		one := counts(f, n, d)
		scored(t, &one, valuesOf(one), nil)
		fills = append(fills, one)
	}
	for _, mode := range []reform.RoundingMode{reform.HalfUp, reform.HalfEven} {
		for _, stretch := range []reform.Reapportion{reform.Leave, reform.Rescale, reform.ToSiblings} {
			f := small(proportion, func(f *reform.Framework) {
				f.Rounding.Mode, f.NotApplicable, f.Rounding.Total = mode, stretch, new(1)
			})
			unrounded := small(proportion, func(f *reform.Framework) {
				f.Rounding, f.NotApplicable = reform.Rounding{Mode: mode, Total: new(2)}, stretch
			})
			for _, g := range []*reform.Framework{f, unrounded} {
				for _, half := range []int64{1, 185, 499} { // of 1,200: 6·n/d ends in 5 thousandths
					add(g, half, 1200)
					add(g, half*1_000_000-1, 1_200_000_000)
					add(g, half*1_000_000, 1_200_000_000)
					add(g, half*1_000_000+1, 1_200_000_000)
				}
				add(g, 0, 0)
				add(g, 7, 0)
				add(g, 1_000_000_000, 1)
				add(g, 999_999_999, 1_000_000_000)
			}
		}
	}
	for n, got := range recalculated(t, fills) {
		agree(t, &fills[n], got)
	}
}

// TestCellsSayWhatIsWithThem holds the states of what people write against what they
// should see.
func TestCellsSayWhatIsWithThem(t *testing.T) {
	tests := []struct {
		rule  reform.Rule
		cells map[string]any
		want  string // state and ten-thousandths of a point of the indicator and of the total
	}{
		{proportion, nil, "4 4"},
		{proportion, map[string]any{"n": 1}, "4 4"},
		{proportion, map[string]any{"n": 1, "d": "  "}, "4 4"},
		{proportion, map[string]any{"n": "Không  áp dụng", "d": 2}, "1 1"},
		{proportion, map[string]any{"n": 1, "d": "N/A"}, "6 6"}, // d must apply
		{proportion, map[string]any{"n": "KHÔNG THỰC HIỆN", "d": 2}, "0:0 0:0"},
		{proportion, map[string]any{"n": "1", "d": 2}, "6 6"},
		{proportion, map[string]any{"n": "1,5", "d": 2}, "6 6"},
		{proportion, map[string]any{"n": 1.5, "d": 2}, "6 6"},
		{proportion, map[string]any{"n": -1, "d": 2}, "6 6"},
		{proportion, map[string]any{"n": true, "d": 2}, "6 6"},
		{proportion, map[string]any{"n": 1, "d": 200_000_000_000}, "5 5"},
		{proportion, map[string]any{"n": 1, "d": 1e18}, "5 5"},
		{reform.Rule{Kind: reform.Given, Of: []string{"x"}}, map[string]any{"x": 1.25}, "0:12500 0:12500"},
		{reform.Rule{Kind: reform.Given, Of: []string{"x"}}, map[string]any{"x": 0.1 + 0.2}, "0:3000 0:3000"},
		{reform.Rule{Kind: reform.Given, Of: []string{"x"}}, map[string]any{"x": 1.255}, "6 6"},
		{reform.Rule{Kind: reform.Given, Of: []string{"x"}}, map[string]any{"x": 500.01}, "6 6"},
		{reform.Rule{Kind: reform.Ratio, Of: []string{"p"}}, map[string]any{"p": 97.5}, "0:58500 0:58500"},
		{reform.Rule{Kind: reform.Ratio, Of: []string{"p"}}, map[string]any{"p": 0.975}, "6 6"},
		{reform.Rule{Kind: reform.Ratio, Of: []string{"p"}}, map[string]any{"p": 0.5}, "5 5"}, // 50 %, as it may be shown
		{reform.Rule{Kind: reform.Ratio, Of: []string{"p"}}, map[string]any{"p": 0}, "0:0 0:0"},
		{choosing, map[string]any{"c": " ĐẦY đủ"}, "0:60000 0:60000"},
		{choosing, map[string]any{"c": "in \"FULL\""}, "0:60000 0:60000"},
		{choosing, map[string]any{"c": "none"}, "0:0 0:0"},
		{choosing, map[string]any{"c": "maybe"}, "6 6"},
		{choosing, map[string]any{"c": "Không thực hiện"}, "0:0 0:0"},
		{reform.Rule{Kind: reform.Leader, Of: []string{"n"}, Over: []string{"d"}}, map[string]any{"n": 1, "d": 2}, "5 5"},
		{reform.Rule{Kind: reform.Leader, Of: []string{"n"}, Over: []string{"d"}}, map[string]any{"n": 1}, "4 4"},
		{reform.Rule{Kind: reform.Leader, Of: []string{"n"}, Over: []string{"d"}}, map[string]any{"n": 1, "d": 0}, "0:0 0:0"},
		{reform.Rule{Kind: reform.Ratio, Of: []string{"p"}, Inherits: true}, map[string]any{"p": 97.5}, "5 5"},
	}
	var fills []fill
	for _, test := range tests {
		fills = append(fills, fill{form: Form{Framework: small(test.rule, nil), Source: reform.FromUnit, Words: words}, cells: test.cells})
	}
	for n, got := range recalculated(t, fills) {
		var said []string
		for _, id := range []string{"i:i", "total"} {
			text := strconv.Itoa(int(got[id].state))
			if got[id].has {
				text += ":" + got[id].points
			}
			said = append(said, text)
		}
		if s := strings.Join(said, " "); s != tests[n].want {
			t.Errorf("%s of %v: got %s, want %s", tests[n].rule.Kind, tests[n].cells, s, tests[n].want)
		}
	}
}

var choosing = reform.Rule{Kind: reform.Answer, Of: []string{"c"}, Answers: []reform.AnswerPay{{Option: "all", Pay: "1"}, {Option: "none", Pay: "0"}}}

// TestASumOfSomePartsSaysSo: what is left for later is neither nothing nor hidden.
func TestASumOfSomePartsSaysSo(t *testing.T) {
	leader := reform.Indicator{ID: "k", Max: reform.Point, Rule: reform.Rule{Kind: reform.Leader, Of: []string{"n"}, Over: []string{"d"}}}
	tests := []struct {
		change func(*reform.Framework)
		want   string // state, points and how many are left out, of the area and of the total
	}{
		{nil, "7:30000-1 7:30000-1"},
		{func(f *reform.Framework) { f.Areas[0].Capped = true }, "5-2 5-2"},
		{func(f *reform.Framework) { f.Areas[0].Combine.Method = reform.Mean }, "5-2 5-2"},
		{func(f *reform.Framework) {
			f.Areas[0].Combine.Method, f.Areas[0].Indicators = reform.Geometric, f.Areas[0].Indicators[:1]
		}, "5-1 5-1"},
		{func(f *reform.Framework) { f.NotApplicable = reform.Rescale }, "7:30000-1 7:30000-1"},
	}
	var fills []fill
	for _, test := range tests {
		f := small(proportion, nil)
		f.Areas[0].Indicators[1] = leader
		if test.change != nil {
			test.change(f)
		}
		fills = append(fills, counts(f, 3, 6))
	}
	for n, got := range recalculated(t, fills) {
		var said []string
		for _, id := range []string{"a:a", "total"} {
			text := strconv.Itoa(int(got[id].state))
			if got[id].has {
				text += ":" + got[id].points
			}
			said = append(said, text+"-"+strconv.Itoa(got[id].left))
		}
		if s := strings.Join(said, " "); s != tests[n].want {
			t.Errorf("case %d: got %s, want %s", n, s, tests[n].want)
		}
	}
}

// TestFormulasKeepToWhatProgramsKnow: no formula is longer, deeper or newer than every
// spreadsheet program reads, and none changes by itself.
func TestFormulasKeepToWhatProgramsKnow(t *testing.T) {
	known := map[string]bool{}
	for name := range strings.FieldsSeq("ABS AND EXACT FALSE IF INDEX INT ISBLANK ISERROR ISLOGICAL ISNUMBER ISTEXT LOWER MATCH MAX MIN NOT OR ROUND TRIM TRUE") {
		known[name] = true
	}
	for _, one := range sampled(60, drawWorld) {
		one.form.IDs, one.form.Answers = "R!$A:$A", "R!$B:$B"
		sheet, err := Write(one.form, helperAt)
		if err != nil {
			t.Fatal(err)
		}
		for _, formula := range sheet.Helpers {
			if len(formula) > longest || strings.Contains(formula, "⟦") {
				t.Errorf("%d letters: %s", len(formula), formula)
			}
			depth, deepest := 0, 0
			for n, letter := range formula {
				switch letter {
				case '(':
					depth++
					deepest = max(deepest, depth)
					name := formula[strings.LastIndexFunc(formula[:n], func(r rune) bool { return r < 'A' || r > 'Z' })+1 : n]
					if name != "" && !known[name] {
						t.Errorf("%s is not a function for everybody: %s", name, formula)
					}
				case ')':
					depth--
				}
			}
			if depth != 0 || deepest > 40 {
				t.Errorf("brackets %d deep, %d open: %s", deepest, depth, formula)
			}
		}
	}
}
