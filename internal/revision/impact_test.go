package revision

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

// ranked reads "a 1 90.5, b 2 80 good, c - too_few".
func ranked(text string) reform.Ranking {
	var r reform.Ranking
	for one := range strings.SplitSeq(text, ", ") {
		words := strings.Fields(one)
		s := reform.Standing{Unit: words[0]}
		if words[1] == "-" {
			s.Reason = reform.Reason(words[2])
			r.Unranked = append(r.Unranked, s)
			continue
		}
		if _, err := fmt.Sscan(words[1], &s.Rank); err != nil {
			panic(err)
		}
		s.Exact, _ = reform.Decimal(words[2]).Fraction()
		s.Grade = strings.Join(words[3:], "")
		r.Standings = append(r.Standings, s)
	}
	return r
}

func TestImpactBeginsWithTheLargestChange(t *testing.T) {
	for name, c := range map[string]struct{ before, after, want string }{
		"nothing":                {"a 1 90, b 2 80, c - no_report", "a 1 90, b 2 80, c - no_report", ""},
		"points, then places":    {"a 1 90, b 2 80, c 3 70, d 4 60", "b 1 88, a 2 85, d 3 69.5, c 4 69", "d 19/2 1, b 8 1, a -5 -1, c -1 -1"},
		"places alone":           {"a 1 90, b 2 80, c 3 70", "a 1 90, x 2 85, b 3 80, c 3 70", "x 0 0, b 0 -1"},
		"in and out come first":  {"a 1 90, b 2 80, c - too_few", "a 1 50, c 2 40, b - too_few", "c 0 0, b 0 0, a -40 0"},
		"another reason":         {"a - too_few", "a - no_total", "a 0 0"},
		"another grade":          {"a 1 90 good", "a 1 90 fair", "a 0 0"},
		"less than a float sees": {"a 1 0.1, b 1 0.1", "a 1 0.10000000000000000001, b 2 0.1", "a 1/100000000000000000000 0, b 0 -1"},
	} {
		var lines []string
		for _, e := range Impact(ranked(c.before), ranked(c.after)) {
			lines = append(lines, fmt.Sprintf("%s %s %d", e.Unit, e.Points, e.Places))
		}
		if got := strings.Join(lines, ", "); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestImpactBackwardsIsTheOpposite(t *testing.T) {
	standings := rapid.Custom(func(t *rapid.T) reform.Ranking {
		var r reform.Ranking
		for u := range 6 {
			s := reform.Standing{Unit: fmt.Sprint(u), Rank: rapid.IntRange(0, 6).Draw(t, "rank"), Exact: reform.NewFraction(rapid.Int64Range(0, 50).Draw(t, "total"), 7)}
			r.Standings = append(r.Standings, s)
		}
		return r
	})
	rapid.Check(t, func(t *rapid.T) {
		before, after := standings.Draw(t, "before"), standings.Draw(t, "after")
		there, back := Impact(before, after), Impact(after, before)
		if len(there) != len(back) || len(Impact(before, before)) > 0 {
			t.Fatalf("%d there, %d back", len(there), len(back))
		}
		for n, e := range there {
			o := back[n]
			if e.Unit != o.Unit || e.Points.Cmp(o.Points.Neg()) != 0 || e.Places != -o.Places {
				t.Fatalf("got %+v there, %+v back", e, o)
			}
		}
	})
}
