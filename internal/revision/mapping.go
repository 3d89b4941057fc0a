package revision

import (
	"slices"

	"reformboard/internal/reform"
)

// Mapping says what became of every indicator: first what the later edition
// declares, if it replaces the one before, then the others, each by its id. One
// that is scored as before is the same, or reworded where only words differ; one
// that is scored otherwise is another indicator: that before is dropped, this one
// new.
func Mapping(before, after *reform.Framework) []reform.Change {
	var all []reform.Change
	if after.Replaces == "" || after.Replaces == before.ID {
		all = slices.Clone(after.Changes)
	}
	var from, to []string // declared
	for _, c := range all {
		from, to = append(from, c.From...), append(to, c.To...)
	}
	c := comparison{before: open(before), after: open(after)}
	follows := map[string]bool{} // by id in the edition before
	for _, i := range after.Indicators() {
		if slices.Contains(to, i.ID) {
			continue
		}
		old, known := c.before.indicators[i.ID]
		if !known || slices.Contains(from, i.ID) || !c.scoredAlike(old, i) {
			all = append(all, reform.Change{Kind: reform.New, To: []string{i.ID}})
			continue
		}
		kind := reform.Reworded
		if c.wordedAlike(old, i) {
			kind = reform.Same
		}
		all = append(all, reform.Change{Kind: kind, From: []string{i.ID}, To: []string{i.ID}})
		follows[i.ID] = true
	}
	for _, i := range before.Indicators() {
		if !follows[i.ID] && !slices.Contains(from, i.ID) {
			all = append(all, reform.Change{Kind: reform.Dropped, From: []string{i.ID}})
		}
	}
	return all
}

// Comparable names, for each indicator of the later edition that may be compared
// over time, the one it is compared with: it is the same, or was only reworded.
func Comparable(before, after *reform.Framework) map[string]string {
	pairs := map[string]string{}
	for _, c := range Mapping(before, after) {
		if (c.Kind == reform.Same || c.Kind == reform.Reworded) && len(c.From) == len(c.To) {
			for n, id := range c.To {
				pairs[id] = c.From[n]
			}
		}
	}
	return pairs
}
