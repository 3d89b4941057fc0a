package dashboards

import (
	"cmp"
	"slices"

	"reformboard/internal/reform"
)

// groupCounts is one row of a stack: how many units of a peer group are of each kind.
type groupCounts struct {
	Name   string
	Counts []int
}

// heaviest is the greatest weight of any row, and the rows that have it.
func heaviest(rows []groupCounts, weigh func([]int) int) (most int, of []groupCounts) {
	for _, r := range rows {
		switch w := weigh(r.Counts); {
		case w > most:
			most, of = w, []groupCounts{r}
		case w == most && most > 0:
			of = append(of, r)
		}
	}
	return most, of
}

// heaviestFirst keeps a drawing readable: where there are more rows than it has room
// for, only the heaviest are drawn, and hidden is how many are not. The table beneath
// has them all.
func heaviestFirst(rows []groupCounts, room int, weigh func([]int) int) (drawn []groupCounts, hidden int) {
	if len(rows) <= room {
		return rows, 0
	}
	sorted := slices.Clone(rows)
	slices.SortStableFunc(sorted, func(a, b groupCounts) int { return cmp.Compare(weigh(b.Counts), weigh(a.Counts)) })
	return sorted[:room], len(rows) - room
}

// hiddenNote says under a chart that it does not draw every group.
func (v Voice) hiddenNote(note string, hidden int) string {
	if hidden == 0 {
		return note
	}
	return note + "; " + v.Say("page.overview.groups.others", "Count", hidden)
}

// groupNames names the peer groups of a tally.
func (v Voice) groupNames(t *reform.Tally) map[string]string {
	names := make(map[string]string, len(t.Groups))
	for _, g := range t.Groups {
		names[g.ID] = v.Words(g.Name())
	}
	return names
}

// sumOf adds rows up, column by column.
func sumOf(rows []groupCounts, columns int) []int {
	sums := make([]int, columns)
	for _, r := range rows {
		for n, count := range r.Counts {
			sums[n] += count
		}
	}
	return sums
}
