package frame

import (
	"cmp"
	"slices"
)

// GroupCounts is one row of a stack: how many units of a peer group are of each kind.
type GroupCounts struct {
	Name   string
	Counts []int
}

// Heaviest is the greatest weight of any row, and the rows that have it.
func Heaviest(rows []GroupCounts, weigh func([]int) int) (most int, of []GroupCounts) {
	for _, r := range rows {
		switch w := weigh(r.Counts); {
		case w > most:
			most, of = w, []GroupCounts{r}
		case w == most && most > 0:
			of = append(of, r)
		}
	}
	return most, of
}

// HeaviestFirst keeps a drawing readable: where there are more rows than it has room
// for, only the heaviest are drawn, and hidden is how many are not. The table beneath
// has them all.
func HeaviestFirst(rows []GroupCounts, room int, weigh func([]int) int) (drawn []GroupCounts, hidden int) {
	if len(rows) <= room {
		return rows, 0
	}
	sorted := slices.Clone(rows)
	slices.SortStableFunc(sorted, func(a, b GroupCounts) int { return cmp.Compare(weigh(b.Counts), weigh(a.Counts)) })
	return sorted[:room], len(rows) - room
}

// HiddenNote says under a chart that it does not draw every group.
func (v Voice) HiddenNote(note string, hidden int) string {
	if hidden == 0 {
		return note
	}
	return note + "; " + v.Say("page.overview.groups.others", "Count", hidden)
}

// SumCounts adds rows up, column by column.
func SumCounts(rows []GroupCounts, columns int) []int {
	sums := make([]int, columns)
	for _, r := range rows {
		for n, count := range r.Counts {
			sums[n] += count
		}
	}
	return sums
}

// MostGroups is how many peer groups the overview has room to draw.
const MostGroups = 7
