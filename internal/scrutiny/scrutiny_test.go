package scrutiny_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"reformboard/internal/reform"
	"reformboard/internal/scrutiny"
)

// checked is a framework in which everything that is looked at occurs.
func checked() *reform.Framework {
	count := func(id string) reform.Figure {
		return reform.Figure{ID: id, Title: reform.Words{VI: id}, Kind: reform.Count, Source: reform.FromUnit}
	}
	running := count("inspected")
	running.Cumulative = true
	return &reform.Framework{
		Figures: []reform.Figure{
			count("carried"), count("online"), count("paper"), count("received"), count("pending"), running,
			{ID: "days", Kind: reform.Number, Decimals: 2},
			{ID: "share", Kind: reform.Percentage, Decimals: 2},
			{ID: "plan", Kind: reform.Choice},
		},
		Checks: []reform.Check{
			{Parts: []string{"carried", "online", "paper"}, Whole: "received", Equal: true},
			{Parts: []string{"carried"}, Whole: "pending", Before: true},
		},
	}
}

// values reads "online 12, paper none": a figure and what is said of it, and the cell
// by its place in the list.
func values(t *testing.T, text string) []reform.Value {
	t.Helper()
	absences := map[string]reform.Absence{"none": reform.NoPractice, "missing": reform.NotReported, "away": reform.NotApplicable}
	var all []reform.Value
	for n, one := range strings.Split(text, ",") {
		figure, said, ok := strings.Cut(strings.TrimSpace(one), " ")
		if !ok {
			t.Fatalf("%q says nothing", one)
		}
		v := reform.Value{Figure: figure, Text: said, Absence: absences[said], Origin: reform.Origin{Sheet: "S", Cell: fmt.Sprintf("D%d", n+1)}}
		if v.Absence != "" {
			v.Text = ""
		}
		all = append(all, v)
	}
	return all
}

// told writes findings one a line.
func told(found []reform.Finding) string {
	var b strings.Builder
	for _, f := range found {
		if f.Cell != "" {
			b.WriteString(f.Cell + " ")
		}
		fmt.Fprintf(&b, "%s %s: %s against %s", f.Figure, f.Problem, f.Found, f.Wanted)
		if f.Other.VI != "" {
			fmt.Fprintf(&b, " of %s", f.Other.VI)
		}
		b.WriteString("\n")
	}
	return strings.TrimSpace(b.String())
}

func TestValuesAreHeldAgainstEachOtherAndThePast(t *testing.T) {
	const year = "2026-Q2"
	for name, c := range map[string]struct {
		now  string
		past []string // newest first: 2026-Q1, 2025-Q4, …
		want string
	}{
		"all fits":                       {"online 5, paper 7, received 12", nil, ""},
		"a part over the whole":          {"online 15, paper 0, received 12", nil, "D1 online part_over_whole: 15 against 12 (D3) of received"},
		"two parts over, in their order": {"paper 7, received 12, online 6", nil, "D3 online part_over_whole: 6 against 12 (D2) of received\nD1 paper part_over_whole: 7 against 12 (D2) of received"},
		"parts less than the whole":      {"carried 0, online 5, paper none, received 12", nil, "D4 received parts_not_whole: 5 against 12 of received"},
		"a part still to come":           {"carried 0, online 5, paper missing, received 12", nil, ""},
		"a whole of none":                {"online 5, received none", nil, "D1 online part_over_whole: 5 against 0 (D2) of received"},

		"all carried over":          {"carried 40", []string{"pending 40"}, ""},
		"less carried over":         {"carried 38", []string{"pending 40"}, "D1 carried not_carried: 38 against 40 of pending"},
		"more carried over":         {"carried 41", []string{"pending 40"}, "D1 carried not_carried: 41 against 40 of pending"},
		"nothing carried over":      {"carried 0", []string{"pending 40"}, "D1 carried not_carried: 0 against 40 of pending"},
		"carried from nothing":      {"carried 3", []string{"pending none"}, "D1 carried not_carried: 3 against 0 of pending"},
		"what was left is unknown":  {"carried 3", []string{"pending missing"}, ""},
		"the period before is gone": {"carried 38", []string{"", "pending 40"}, ""},

		"more than before in the year":     {"inspected 9", []string{"inspected 4"}, ""},
		"less than before in the year":     {"inspected 3", []string{"inspected 4"}, "D1 inspected fell: 3 against 4"},
		"less than last year":              {"inspected 3", []string{"inspected 2", "inspected 9"}, ""},
		"less after a gap":                 {"inspected 3", []string{"inspected missing", "inspected 9"}, ""},
		"six months are twice three":       {"inspected 600", []string{"inspected 250"}, ""},
		"far, by the month":                {"inspected 2500", []string{"inspected 250"}, "D1 inspected far_from_last: 2500 against 500"},
		"small counts are spared":          {"online 7", []string{"online 2"}, ""},
		"great counts are not":             {"online 7000", []string{"online 2000"}, "D1 online far_from_last: 7000 against 2000"},
		"a fifth":                          {"online 400", []string{"online 2000"}, "D1 online far_from_last: 400 against 2000"},
		"within three times one of two":    {"online 7000", []string{"online 2000", "online 2500"}, ""},
		"beyond both":                      {"online 70000", []string{"online 2000", "online 2500"}, "D1 online far_from_last: 70000 against 2000–2500"},
		"a new service":                    {"online 7000", []string{"online 0"}, ""},
		"none of what comes in bursts":     {"online 0", []string{"online 2000"}, ""},
		"a steady unit":                    {"online 250", []string{"online 101", "online 99", "online 100", "online 104", "online 97", "online 100"}, "D1 online far_from_last: 250 against 97–104"},
		"a fitful unit":                    {"online 1700", []string{"online 800", "online 8", "online 120", "online 30", "online 400", "online 60"}, ""},
		"a share for a percentage":         {"share 0.98", []string{"share 97.5"}, "D1 share far_from_last: 0.98 against 97.5"},
		"a bad quarter":                    {"share 9", []string{"share 97.5"}, ""},
		"four times the days":              {"days 8", []string{"days 2"}, ""},
		"a comma lost":                     {"days 250", []string{"days 2.5", "days 2.25"}, "D1 days far_from_last: 250 against 2.25–2.5"},
		"an answer is no number":           {"plan issued", []string{"plan none"}, ""},
		"what is in doubt is said once":    {"online 70000, received 2000", []string{"online 1500"}, "D1 online part_over_whole: 70000 against 2000 (D2) of received"},
		"fell says more than far":          {"inspected 3", []string{"inspected 400"}, "D1 inspected fell: 3 against 400"},
		"an unknown figure is not our own": {"other 3", []string{"other 400"}, ""},
	} {
		of := scrutiny.Case{Framework: checked(), Period: year, Values: values(t, c.now)}
		period := reform.Period(year)
		for _, past := range c.past {
			period = period.Previous()
			if past != "" {
				of.History = append(of.History, scrutiny.Past{Period: period, Values: values(t, past)})
			}
		}
		found := scrutiny.Of(of)
		if diff := cmp.Diff(c.want, told(found)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		for _, f := range found {
			if over := f.Problem == reform.PartOverWhole; over != (f.Severity == reform.Error) || f.Severity == reform.Warning != f.Problem.Justified() {
				t.Errorf("%s: %s is of severity %s", name, f.Problem, f.Severity)
			}
		}
		if again := told(scrutiny.Of(of)); again != told(found) {
			t.Errorf("%s: a second look found %s", name, again)
		}
	}
}

func TestOnlyErrorsAreUntaken(t *testing.T) {
	found := scrutiny.Of(scrutiny.Case{Framework: checked(), Period: "2026", Values: values(t, "online 13, paper 1, received 12, inspected 3")})
	if got, want := scrutiny.Untaken(found), map[string]bool{"online": true, "paper": true}; !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestScrutinyChangesNothing also tries what no reader would hand over.
func TestScrutinyChangesNothing(t *testing.T) {
	f := checked()
	texts := rapid.SampledFrom([]string{"0", "1", "7", "40", "2000", "2.5", "-3", "99.5", "issued", "", "NaN", "Inf", "1e400", strings.Repeat("9", 40)})
	report := rapid.Custom(func(t *rapid.T) []reform.Value {
		var all []reform.Value
		for _, g := range f.Figures {
			absence := rapid.SampledFrom(append(reform.Absences, "", "", "")).Draw(t, "absence")
			all = append(all, reform.Value{Figure: g.ID, Text: texts.Draw(t, "text"), Absence: absence})
		}
		return rapid.Permutation(all).Draw(t, "order")
	})
	rapid.Check(t, func(t *rapid.T) {
		c := scrutiny.Case{Framework: f, Period: "2026-Q2", Values: report.Draw(t, "now")}
		for _, period := range []reform.Period{"2026-Q1", "2025-Q4", ""} {
			c.History = append(c.History, scrutiny.Past{Period: period, Values: report.Draw(t, "past")})
		}
		var peers []reform.Report
		for range rapid.IntRange(0, 12).Draw(t, "peers") {
			peers = append(peers, reform.Report{Values: report.Draw(t, "peer")})
		}
		c.Norms = scrutiny.NormsOf(f, peers)
		before := fmt.Sprint(c.Values, c.History)
		found := scrutiny.Of(c)
		if fmt.Sprint(c.Values, c.History) != before {
			t.Fatal("values changed")
		}
		for _, v := range found {
			if v.Wanted == "" || v.Figure == "" {
				t.Fatalf("%+v says not what it was held against", v)
			}
		}
		slices.Reverse(c.Values)
		if again := scrutiny.Of(c); told(again) != told(found) {
			t.Fatalf("in another order of values:\n%s\nwas\n%s", told(again), told(found))
		}
	})
}
