package edition

import (
	"math/big"
	"time"

	"reformboard/internal/reform"
)

type scorecardJSON struct {
	Unit      string         `json:"unit"`
	State     reform.State   `json:"state"`
	Earned    reform.Points  `json:"earned"`
	Max       reform.Points  `json:"max"`
	Total     reform.Points  `json:"total"`
	Exact     ratio          `json:"exact"`
	Grade     string         `json:"grade,omitempty"`
	Coverage  reform.Percent `json:"coverage_hundredths"` // of a per cent
	Submitted *time.Time     `json:"submitted,omitempty"`
	Late      bool           `json:"late,omitempty"`
	Scores    []scoreJSON    `json:"scores"`
	Subtotals []subtotalJSON `json:"areas"`
	Facets    []subtotalJSON `json:"facets,omitempty"`
}

type scoreJSON struct {
	Indicator string        `json:"indicator"`
	State     reform.State  `json:"state"`
	Earned    reform.Points `json:"earned"`
	Max       reform.Points `json:"max"`
	Measured  *ratio        `json:"measured,omitempty"`
	Cases     int64         `json:"cases,omitempty"`
	Exact     ratio         `json:"exact"`
	Filled    reform.Fill   `json:"filled,omitempty"`
}

type subtotalJSON struct {
	Area   string        `json:"area"`
	State  reform.State  `json:"state"`
	Earned reform.Points `json:"earned"`
	Max    reform.Points `json:"max"`
	Exact  ratio         `json:"exact"`
}

type rankingJSON struct {
	Group     string         `json:"peer_group,omitempty"` // none: all units
	Standings []standingJSON `json:"standings"`
	Unranked  []standingJSON `json:"unranked"`
}

type standingJSON struct {
	Unit     string         `json:"unit"`
	Rank     int            `json:"rank,omitempty"`
	Dense    int            `json:"rank_without_gaps,omitempty"`
	Tied     int            `json:"tied,omitempty"`
	Total    reform.Points  `json:"total"`
	Exact    ratio          `json:"exact"`
	Grade    string         `json:"grade,omitempty"`
	Coverage reform.Percent `json:"coverage_hundredths"`
	Reason   reform.Reason  `json:"reason,omitempty"`
}

// ratio is an exact number, written as 3 or 3/4.
type ratio reform.Fraction

// MarshalText writes it in lowest terms.
func (r ratio) MarshalText() ([]byte, error) { return []byte(reform.Fraction(r).RatString()), nil }

// mostRatio is how many letters a number may have that is read: none comes near it, and
// what is written as 1e999999999 would fill the memory.
const mostRatio = 10_000

// UnmarshalText reads it.
func (r *ratio) UnmarshalText(text []byte) error {
	for _, c := range text {
		if (c < '0' || c > '9') && c != '/' && c != '-' {
			return reform.ErrInvalid
		}
	}
	exact, ok := new(big.Rat).SetString(string(text))
	if !ok || len(text) > mostRatio {
		return reform.ErrInvalid
	}
	*r = ratio(reform.FractionOf(exact))
	return nil
}

func spellScorecard(c *reform.Scorecard) scorecardJSON {
	j := scorecardJSON{
		Unit: c.Unit, State: c.State, Earned: c.Earned, Max: c.Max, Total: c.Total, Exact: ratio(c.Exact), Grade: c.Grade, Coverage: c.Coverage,
		Late: c.Late, Scores: make([]scoreJSON, len(c.Scores)), Subtotals: spellSubtotals(c.Subtotals), Facets: spellSubtotals(c.Facets),
	}
	if c.Submitted != nil {
		at := moment(*c.Submitted)
		j.Submitted = &at
	}
	for i := range c.Scores {
		s := &c.Scores[i]
		j.Scores[i] = scoreJSON{s.Indicator, s.State, s.Earned, s.Max, (*ratio)(s.Measured), s.Cases, ratio(s.Exact), s.Filled}
	}
	return j
}

func spellSubtotals(all []reform.Subtotal) []subtotalJSON {
	j := make([]subtotalJSON, len(all))
	for i, s := range all {
		j[i] = subtotalJSON{s.Area, s.State, s.Earned, s.Max, ratio(s.Exact)}
	}
	return j
}

func (j *scorecardJSON) noun() reform.Scorecard {
	c := reform.Scorecard{
		Unit: j.Unit, State: j.State, Earned: j.Earned, Max: j.Max, Total: j.Total, Exact: reform.Fraction(j.Exact), Grade: j.Grade, Coverage: j.Coverage,
		Submitted: j.Submitted, Late: j.Late, Scores: make([]reform.Score, len(j.Scores)), Subtotals: subtotals(j.Subtotals), Facets: subtotals(j.Facets),
	}
	for i, s := range j.Scores {
		c.Scores[i] = reform.Score{
			Indicator: s.Indicator, State: s.State, Earned: s.Earned, Max: s.Max, Measured: (*reform.Fraction)(s.Measured), Cases: s.Cases,
			Exact: reform.Fraction(s.Exact), Filled: s.Filled,
		}
	}
	return c
}

func subtotals(all []subtotalJSON) []reform.Subtotal {
	nouns := make([]reform.Subtotal, len(all))
	for i, j := range all {
		nouns[i] = reform.Subtotal{Area: j.Area, State: j.State, Earned: j.Earned, Max: j.Max, Exact: reform.Fraction(j.Exact)}
	}
	return nouns
}

func spellRanking(r *reform.Ranking) rankingJSON {
	return rankingJSON{r.Group, spellStandings(r.Standings), spellStandings(r.Unranked)}
}

func spellStandings(all []reform.Standing) []standingJSON {
	j := make([]standingJSON, len(all))
	for i, s := range all {
		j[i] = standingJSON{s.Unit, s.Rank, s.Dense, s.Tied, s.Total, ratio(s.Exact), s.Grade, s.Coverage, s.Reason}
	}
	return j
}

func (j *rankingJSON) noun() reform.Ranking {
	return reform.Ranking{Group: j.Group, Standings: standings(j.Standings), Unranked: standings(j.Unranked)}
}

func standings(all []standingJSON) []reform.Standing {
	var nouns []reform.Standing
	for _, j := range all {
		nouns = append(nouns, reform.Standing{
			Unit: j.Unit, Rank: j.Rank, Dense: j.Dense, Tied: j.Tied, Total: j.Total, Exact: reform.Fraction(j.Exact), Grade: j.Grade, Coverage: j.Coverage, Reason: j.Reason,
		})
	}
	return nouns
}
