package editions

import (
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Ranks is the ranking of all units as it was published, beside the edition of the cycle
// before: as that was published and, where the method is another, what its figures come to
// by the method of this one.
type Ranks struct {
	Rows     []RankRow
	Says     string
	Before   *frame.Link // the edition that it is compared with; nil: there was none
	Restated bool        // the method is another
	All      []frame.Link
}

// RankRow is one unit's place.
type RankRow struct {
	Rank, Total, Grade      string
	Unit                    frame.Link
	RankBefore, TotalBefore string
	RankByNow, TotalByNow   string // old figures by the method of this edition
}

// Beside is what an edition is compared with: nil where there is nothing.
type Beside struct {
	Published *reform.Tally // the edition of the cycle before, in force when this one came out
	Restated  *reform.Tally // the same figures by the method of this one; the same where that is
}

// mostRanks is how many places the page shows: all are on the board of the edition.
const mostRanks = 50

func ranks(v frame.Voice, t *reform.Tally, b Beside) *Ranks {
	all := t.Overall.Standings
	r := &Ranks{
		Says: v.Say("edition.ranks.says", "Shown", v.Count(min(len(all), mostRanks)), "Ranked", v.Count(len(all)), "Units", v.Count(len(t.Units))),
		All: []frame.Link{
			{Text: v.Say("edition.board"), URL: frame.InEdition(frame.CycleURL(t.Cycle.ID, ""), t)},
			{Text: v.Say("edition.ranks.all"), URL: frame.InEdition(frame.CycleURL(t.Cycle.ID, "/ranking"), t)},
		},
	}
	if p := b.Published; p != nil && p.Edition != nil {
		r.Restated = b.Restated != p
		r.Before = &frame.Link{
			Text: v.Say("edition.ranks.before", "Number", v.Count(p.Edition.Number), "Period", v.PeriodWithin(p.Cycle.Period), "At", v.Moment(p.Edition.ApprovedAt)),
			URL:  frame.EditionURL(p.Cycle.ID, p.Edition.Number),
		}
	}
	before, byNow, decimals := standingsOf(b.Published), standingsOf(b.Restated), 0
	all = all[:min(len(all), mostRanks)]
	for _, s := range all {
		decimals = frame.DecimalsOf(decimals, s.Total, before[s.Unit].Total, byNow[s.Unit].Total)
	}
	for _, s := range all {
		row := RankRow{Rank: v.Rank(&t.Framework, s), Unit: unitLink(v, t, s.Unit), Total: v.PointsTo(s.Total, decimals), Grade: v.Grade(&t.Framework, s.Grade)}
		row.RankBefore, row.TotalBefore = place(v, b.Published, before, s.Unit, decimals)
		row.RankByNow, row.TotalByNow = place(v, b.Restated, byNow, s.Unit, decimals)
		r.Rows = append(r.Rows, row)
	}
	return r
}

func standingsOf(t *reform.Tally) map[string]reform.Standing {
	if t == nil {
		return nil
	}
	of := make(map[string]reform.Standing, len(t.Overall.Standings))
	for _, s := range t.Overall.Standings {
		of[s.Unit] = s
	}
	return of
}

func place(v frame.Voice, t *reform.Tally, of map[string]reform.Standing, unit string, decimals int) (rank, total string) {
	s, ranked := of[unit]
	if !ranked {
		return frame.None, frame.None
	}
	return v.Rank(&t.Framework, s), v.PointsTo(s.Total, decimals)
}
