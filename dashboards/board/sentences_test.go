package board

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

// claim is what a sentence must say: the names that stand in it, and its numbers in
// order once names and days have been taken out.
type claim struct {
	names   []string
	numbers []string
}

var number = regexp.MustCompile(`\d+(?:[.,]\d+)*`)

// agrees holds a sentence against a claim.
func agrees(t interface{ Errorf(string, ...any) }, about, text string, want claim) {
	rest := text
	slices.SortFunc(want.names, func(a, b string) int { return len(b) - len(a) })
	for _, name := range want.names {
		if name != "" && !strings.Contains(rest, name) {
			t.Errorf("%s: %q does not name %q", about, text, name)
		}
		rest = strings.ReplaceAll(rest, name, "…")
	}
	if got := number.FindAllString(rest, -1); !slices.Equal(got, want.numbers) {
		t.Errorf("%s: %q has the numbers %v, want %v", about, text, got, want.numbers)
	}
	if strings.ContainsAny(text, "⟦{") || strings.Contains(text, "<no value>") {
		t.Errorf("%s: something is not said: %q", about, text)
	}
}

// The claims are recomputed from the tally in the plainest way there is, unit by unit.

func standingClaim(v frame.Voice, t *reform.Tally) claim {
	var c claim
	reasons := map[reform.Reason]int{}
	var ranked []reform.Standing
	for _, u := range t.Units {
		s, _ := t.Overall.Standing(u.ID)
		if s.Rank > 0 {
			ranked = append(ranked, s)
		} else {
			reasons[s.Reason]++
		}
	}
	switch {
	case len(t.Units) == 0:
		return c
	case len(ranked) == 1 && len(t.Units) == 1:
	case len(ranked) == 0, len(ranked) == len(t.Units):
		c.numbers = []string{v.Count(len(t.Units))}
	default:
		c.numbers = []string{v.Count(len(ranked)), v.Count(len(t.Units))}
	}
	for _, r := range []reform.Reason{reform.NoReport, reform.TooFew, reform.NoTotal} {
		if reasons[r] > 0 {
			c.numbers = append(c.numbers, v.Count(reasons[r]))
		}
	}
	if len(ranked) == 0 {
		return c
	}
	best, worst, first := ranked[0].Total, ranked[0].Total, 0
	for _, s := range ranked {
		best, worst = max(best, s.Total), min(worst, s.Total)
	}
	for _, s := range ranked {
		if s.Total == best {
			first++
			u, _ := t.Unit(s.Unit)
			c.names = append(c.names, v.Words(u.Name()))
		}
	}
	switch {
	case first > 1 && best > worst:
		c.names, c.numbers = nil, append(c.numbers, v.Count(first))
	case first > 1:
		c.names = nil
	}
	c.numbers = append(c.numbers, v.Points(best), v.Most(t.Framework.Max))
	if best > worst {
		c.numbers = append(c.numbers, v.Points(worst), v.Points(best-worst))
	}
	return c
}

func movementClaim(v frame.Voice, t, before *reform.Tally) claim {
	if before == nil {
		return claim{}
	}
	c := claim{names: []string{v.PeriodWithin(before.Cycle.Period)}}
	compared, up, down, gained, lost := 0, 0, 0, 0, 0
	for _, s := range t.Overall.Standings {
		if s.Moved == nil {
			continue
		}
		compared++
		gained, lost = max(gained, *s.Moved), max(lost, -*s.Moved)
		if *s.Moved > 0 {
			up++
		}
		if *s.Moved < 0 {
			down++
		}
	}
	switch {
	case compared == 0:
		return c
	case len(t.Units) == 1 && before.Framework.Max == t.Framework.Max:
		was, _ := before.Overall.Standing(t.Overall.Standings[0].Unit)
		if far := t.Overall.Standings[0].Total - was.Total; far != 0 {
			c.numbers = []string{v.Points(max(far, -far))}
		}
		return c
	case up+down == 0:
		c.numbers = []string{v.Count(compared)}
		return c
	}
	c.numbers = []string{v.Count(compared), v.Count(up), v.Count(down), v.Count(compared - up - down)}
	for _, far := range []int{gained, -lost} {
		if far == 0 {
			continue
		}
		together := 0
		for _, s := range t.Overall.Standings {
			if s.Moved != nil && *s.Moved == far {
				if u, _ := t.Unit(s.Unit); together == 0 {
					c.names = append(c.names, v.Words(u.Name()))
				}
				together++
			}
		}
		if together > 1 {
			c.numbers = append(c.numbers, v.Count(together-1))
		}
		c.numbers = append(c.numbers, v.Count(max(far, -far)))
	}
	return c
}

func missClaim(v frame.Voice, t *reform.Tally) claim {
	missed, scored, most := 0, 0, 0
	for _, w := range t.Weaknesses {
		if w.BelowTarget > 0 {
			missed++
		}
		if w.Units > 0 {
			scored++
		}
		most = max(most, w.BelowTarget)
	}
	switch {
	case scored == 0:
		return claim{}
	case missed == 0:
		return claim{numbers: []string{v.Count(scored)}}
	}
	c := claim{numbers: []string{v.Count(missed), v.Count(len(t.Weaknesses))}}
	var together []reform.Weakness
	for _, w := range t.Weaknesses {
		if w.BelowTarget == most {
			together = append(together, w)
		}
	}
	i, _ := t.Framework.Indicator(together[0].Indicator)
	c.names = []string{i.ID + " “" + v.Words(i.Title) + "”"}
	if len(together) > 1 {
		c.numbers = append(c.numbers, v.Count(len(together)-1), v.Count(most))
		return c
	}
	c.numbers = append(c.numbers, v.Count(most), v.Count(together[0].Units), number.FindString(v.Aim(i)))
	return c
}

func systemicClaim(v frame.Voice, t *reform.Tally) claim {
	var all, part, most reform.Points
	var named reform.Weakness
	systemic := 0
	for _, w := range t.Weaknesses {
		all += w.Recoverable
		if w.Reach != reform.Systemic {
			continue
		}
		systemic++
		part += w.Recoverable
		if w.Recoverable > most || systemic == 1 {
			most, named = w.Recoverable, w
		}
	}
	switch {
	case systemic == 0 && all == 0:
		return claim{}
	case systemic == 0:
		return claim{numbers: []string{v.Points(all)}}
	}
	i, _ := t.Framework.Indicator(named.Indicator)
	c := claim{
		names:   []string{i.ID + " “" + v.Words(i.Title) + "”"},
		numbers: []string{v.Count(systemic), v.Count(len(t.Weaknesses)), v.Points(part), v.Points(all), v.Points(most)},
	}
	if named.Unreported > 0 {
		c.numbers = append(c.numbers, v.Points(named.Unreported))
	}
	return c
}

func dueClaim(v frame.Voice, t *reform.Tally) claim {
	units, reported, late := len(t.Units), 0, 0
	for _, card := range t.Scorecards {
		if card.Submitted != nil {
			reported++
			if card.Late {
				late++
			}
		}
	}
	c := claim{}
	due, closes := v.Moment(t.Cycle.Due), v.Moment(t.Cycle.Closes)
	until := func(at time.Time) string {
		hours := at.Sub(v.Now).Hours()
		if hours >= 24 {
			return v.Count(int(hours / 24))
		}
		whole := int(hours)
		if float64(whole) < hours {
			whole++
		}
		return v.Count(whole)
	}
	silent := v.Count(units - reported)
	switch {
	case reported == units && late == 0:
		c.names, c.numbers = []string{due}, []string{v.Count(units)}
		if units == 1 {
			c.numbers = nil
		}
	case v.Now.Before(t.Cycle.Opens):
		c.names = []string{v.Moment(t.Cycle.Opens), due}
	case !v.Now.Before(t.Cycle.Closes):
		c.names, c.numbers = []string{closes}, []string{silent, v.Count(late)}
	case v.Now.After(t.Cycle.Due):
		c.names, c.numbers = []string{due}, []string{silent, v.Count(late), until(t.Cycle.Closes)}
	default:
		c.names, c.numbers = []string{due}, []string{until(t.Cycle.Due), v.Count(reported), v.Count(units), silent}
	}
	return c
}

// speaksTrue holds every sentence about a tally against its claim, in both languages.
func speaksTrue(t interface{ Errorf(string, ...any) }, about string, tally, before *reform.Tally, now time.Time) {
	for _, l := range reform.Languages {
		v := frame.Voice{Language: l, Zone: sample.Hanoi, Now: now}
		about := about + " in " + string(l)
		agrees(t, about, standingSentence(v, tally), standingClaim(v, tally))
		agrees(t, about, movementSentence(v, tally, before), movementClaim(v, tally, before))
		if len(tally.Weaknesses) > 0 {
			agrees(t, about, missSentence(v, tally), missClaim(v, tally))
		}
		if frame.CountReports(tally).Reported > 0 && len(tally.Weaknesses) > 0 {
			agrees(t, about, systemicSentence(v, tally), systemicClaim(v, tally))
		}
		if len(tally.Units) > 0 {
			agrees(t, about, v.DueSentence(tally.Cycle, frame.CountReports(tally)), dueClaim(v, tally))
		}
		if said := sentences(v, tally, before); len(said) < 2 || len(said) > 5 {
			t.Errorf("%s: %d sentences", about, len(said))
		}
	}
}

func TestEachSentenceAgreesWithTheData(t *testing.T) {
	before := sample.Tally("2026-Q2")
	nobody := sample.One()
	nobody.Units, nobody.Scorecards, nobody.Weaknesses, nobody.Overall = nil, nil, nil, reform.Ranking{}
	lead := sample.Tally("2026-Q3")
	second := &lead.Overall.Standings[1]
	second.Total, second.Rank = lead.Overall.Standings[0].Total, 1
	second.Tied, lead.Overall.Standings[0].Tied = 2, 2
	unranked := sample.Empty()
	unranked.Scorecards = sample.Tally("2026-Q4").Scorecards
	for n := range unranked.Overall.Unranked {
		unranked.Overall.Unranked[n].Reason = []reform.Reason{reform.TooFew, reform.NoTotal}[n%2]
	}
	for name, c := range map[string]struct{ tally, before *reform.Tally }{
		"the sample":          {sample.Tally("2026-Q3"), before},
		"no cycle before":     {sample.Tally("2026-Q3"), nil},
		"nobody has reported": {sample.Empty(), before},
		"nobody is ranked":    {unranked, before},
		"one unit":            {sample.One(), before},
		"no unit":             {nobody, nil},
		"all tied":            {sample.AllTied(), before},
		"two in front":        {lead, before},
		"all targets met":     {sample.AllMet(), before},
		"34 peer groups":      {sample.Wide(), nil},
		"still time":          {sample.Silent("unit-02", "unit-08"), nil},
		"all on time":         {sample.Silent(), nil},
	} {
		cycle := c.tally.Cycle
		for _, now := range []time.Time{
			cycle.Opens.Add(-time.Hour), cycle.Due.Add(-100 * time.Hour), cycle.Due.Add(-90 * time.Minute), cycle.Due,
			cycle.Due.Add(time.Minute), cycle.Closes.Add(-30 * time.Hour), cycle.Closes, cycle.Closes.AddDate(1, 0, 0),
		} {
			speaksTrue(t, fmt.Sprintf("%s at %s", name, now.Format(time.DateTime)), c.tally, c.before, now)
		}
	}
}

// TestSentencesOfAnyTallyAgreeWithIt draws tallies of all shapes and days.
func TestSentencesOfAnyTallyAgreeWithIt(t *testing.T) {
	whole := sample.Tally("2026-Q3")
	rapid.Check(t, func(t *rapid.T) {
		tally := anyTally(t, whole)
		var before *reform.Tally
		if rapid.Bool().Draw(t, "past") {
			before = &reform.Tally{Cycle: reform.Cycle{Period: "2026-Q2"}}
		}
		now := tally.Cycle.Opens.Add(time.Duration(rapid.IntRange(-50, 1100).Draw(t, "hours")) * time.Hour)
		speaksTrue(t, "any tally", tally, before, now)
	})
}

// anyTally is some units of the sample with standings, reports and weaknesses that
// could be theirs.
func anyTally(t *rapid.T, whole *reform.Tally) *reform.Tally {
	tally := *whole
	n := rapid.IntRange(0, 12).Draw(t, "units")
	tally.Units = whole.Units[:n]
	tally.Scorecards, tally.Overall, tally.Weaknesses = nil, reform.Ranking{}, nil
	at := whole.Cycle.Due
	for _, u := range tally.Units {
		card := reform.Scorecard{Unit: u.ID}
		if rapid.Bool().Draw(t, "reported") {
			card.Submitted, card.Late = &at, rapid.Bool().Draw(t, "late")
		}
		tally.Scorecards = append(tally.Scorecards, card)
		s := reform.Standing{Unit: u.ID, Total: reform.Points(rapid.IntRange(0, 5).Draw(t, "total")) * 12_3456}
		if moved := rapid.IntRange(-3, 4).Draw(t, "moved"); moved < 4 {
			s.Moved = &moved
		}
		if s.Reason = rapid.SampledFrom([]reform.Reason{"", "", reform.NoReport, reform.TooFew, reform.NoTotal}).Draw(t, "reason"); s.Reason == "" {
			tally.Overall.Standings = append(tally.Overall.Standings, s)
		} else {
			tally.Overall.Unranked = append(tally.Overall.Unranked, s)
		}
	}
	standings := tally.Overall.Standings
	slices.SortStableFunc(standings, func(a, b reform.Standing) int { return int(b.Total - a.Total) })
	for i := range standings {
		standings[i].Rank = 1 + slices.IndexFunc(standings, func(s reform.Standing) bool { return s.Total == standings[i].Total })
		for _, s := range standings {
			if s.Total == standings[i].Total {
				standings[i].Tied++
			}
		}
	}
	for _, i := range whole.Framework.Indicators()[:rapid.IntRange(0, 6).Draw(t, "indicators")] {
		w := reform.Weakness{Indicator: i.ID, Units: rapid.IntRange(0, 9).Draw(t, "scored"), Recoverable: reform.Points(rapid.IntRange(0, 99_0000).Draw(t, "recoverable")), Reach: reform.NoData}
		w.BelowTarget = rapid.IntRange(0, w.Units).Draw(t, "below")
		w.Unreported = reform.Points(rapid.IntRange(0, int(w.Recoverable)).Draw(t, "unreported"))
		switch {
		case w.BelowTarget > 0:
			w.Reach = rapid.SampledFrom([]reform.Reach{reform.Systemic, reform.Local}).Draw(t, "reach")
		case w.Units > 0:
			w.Reach = reform.Met
		}
		tally.Weaknesses = append(tally.Weaknesses, w)
	}
	slices.SortStableFunc(tally.Weaknesses, func(a, b reform.Weakness) int { return int(b.Recoverable - a.Recoverable) })
	return &tally
}
