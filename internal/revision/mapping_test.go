package revision

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"reformboard/internal/reform"
)

func mapped(all []reform.Change) string {
	var lines []string
	for _, c := range all {
		lines = append(lines, fmt.Sprintf("%s %s→%s", c.Kind, strings.Join(c.From, "+"), strings.Join(c.To, "+")))
	}
	return strings.Join(lines, ", ")
}

// two is an edition of two indicators; the first multiplies by the second's score.
func two(change func(*reform.Framework, *reform.Indicator)) *reform.Framework {
	f := &reform.Framework{
		ID: "e", NotApplicable: reform.Leave,
		Figures: []reform.Figure{
			{ID: "done", Title: both("D"), Kind: reform.Count},
			{ID: "plan", Kind: reform.Choice, Options: []reform.Option{{ID: "a"}, {ID: "b"}}},
			{ID: "x", Kind: reform.Count},
			{ID: "y"},
		},
		Areas: []reform.Area{{ID: "A", Indicators: []reform.Indicator{
			{ID: "1", Title: both("1"), Max: 5, Rule: reform.Rule{Kind: reform.Counted, Of: []string{"done"}, Over: []string{"plan"}, Each: 1, TimesScore: "2"}},
			{ID: "2", Title: both("2"), Max: 5, Rule: reform.Rule{Kind: reform.Formula, Formula: "min(x, 5) + done2"}},
		}}},
	}
	change(f, &f.Areas[0].Indicators[0])
	return f
}

func TestWhatBecameOfEachIndicator(t *testing.T) {
	asIs := func(*reform.Framework, *reform.Indicator) {}
	for name, c := range map[string]struct {
		change func(*reform.Framework, *reform.Indicator)
		want   string
	}{
		"nothing":            {asIs, "same 1→1, same 2→2"},
		"weight and target":  {func(_ *reform.Framework, i *reform.Indicator) { i.Weight, i.Target = "2", "0.5" }, "same 1→1, same 2→2"},
		"title":              {func(_ *reform.Framework, i *reform.Indicator) { i.Title.EN = "one" }, "reworded 1→1, same 2→2"},
		"figure's title":     {func(f *reform.Framework, _ *reform.Indicator) { f.Figures[0].Title.EN = "E" }, "reworded 1→1, same 2→2"},
		"figure's kind":      {func(f *reform.Framework, _ *reform.Indicator) { f.Figures[0].Kind = reform.Number }, "new →1, same 2→2, dropped 1→"},
		"figure of formula":  {func(f *reform.Framework, _ *reform.Indicator) { f.Figures[2].Most = "9" }, "new →1, new →2, dropped 1→, dropped 2→"},
		"other figure":       {func(f *reform.Framework, _ *reform.Indicator) { f.Figures[3].Kind = reform.Count }, "same 1→1, same 2→2"},
		"option gone":        {func(f *reform.Framework, _ *reform.Indicator) { f.Figures[1].Options = f.Figures[1].Options[:1] }, "new →1, same 2→2, dropped 1→"},
		"points":             {func(_ *reform.Framework, i *reform.Indicator) { i.Max = 6 }, "new →1, same 2→2, dropped 1→"},
		"factor's rule":      {func(f *reform.Framework, _ *reform.Indicator) { f.Areas[0].Indicators[1].Rule.Formula = "x" }, "new →1, new →2, dropped 1→, dropped 2→"},
		"framework's blanks": {func(f *reform.Framework, _ *reform.Indicator) { f.NotApplicable = reform.GiveFull }, "new →1, new →2, dropped 1→, dropped 2→"},
		"blanks said twice":  {func(_ *reform.Framework, i *reform.Indicator) { i.NotApplicable = reform.Leave }, "same 1→1, same 2→2"},
		"id":                 {func(_ *reform.Framework, i *reform.Indicator) { i.ID = "one" }, "new →one, same 2→2, dropped 1→"},
		"declared rename": {func(f *reform.Framework, i *reform.Indicator) {
			i.ID, f.Replaces, f.Changes = "one", "e", []reform.Change{{Kind: reform.Same, From: []string{"1"}, To: []string{"one"}}}
		}, "same 1→one, same 2→2"},
		"declared merger": {func(f *reform.Framework, _ *reform.Indicator) {
			f.Changes = []reform.Change{{Kind: reform.Merged, From: []string{"1", "2"}, To: []string{"1"}}}
			f.Areas[0].Indicators = f.Areas[0].Indicators[:1]
		}, "merged 1+2→1"},
		"declared of another edition": {func(f *reform.Framework, _ *reform.Indicator) {
			f.Replaces, f.Changes = "d", []reform.Change{{Kind: reform.Dropped, From: []string{"1"}}}
		}, "same 1→1, same 2→2"},
		"id given anew": {func(f *reform.Framework, _ *reform.Indicator) {
			f.Changes = []reform.Change{{Kind: reform.Dropped, From: []string{"1"}}}
		}, "dropped 1→, new →1, same 2→2"},
	} {
		if got := mapped(Mapping(two(asIs), two(c.change))); got != c.want {
			t.Errorf("%s: got  %s\nwant %s", name, got, c.want)
		}
	}
}

func TestSameAndRewordedMayBeCompared(t *testing.T) {
	before := two(func(*reform.Framework, *reform.Indicator) {})
	after := two(func(f *reform.Framework, i *reform.Indicator) {
		f.Areas[0].Indicators[1].Title.EN = "two"
		i.ID, f.Changes = "one", []reform.Change{{Kind: reform.Same, From: []string{"1"}, To: []string{"one"}}}
		f.Areas[0].Indicators = append(f.Areas[0].Indicators, reform.Indicator{ID: "3"})
	})
	if got, want := Comparable(before, after), map[string]string{"one": "1", "2": "2"}; !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTwoScoresThatMultiplyEachOtherAreComparedOnce(t *testing.T) {
	f := two(func(f *reform.Framework, _ *reform.Indicator) { f.Areas[0].Indicators[1].Rule.TimesScore = "1" })
	if got := mapped(Mapping(f, f)); got != "same 1→1, same 2→2" {
		t.Errorf("got %s", got)
	}
}
