package dashboards

import (
	"fmt"

	"reformboard/internal/reform"
)

// index finds a tally's parts by id in one step, for pages that show many.
type index struct {
	units  map[string]reform.Unit
	groups map[string]reform.PeerGroup
	cards  map[string]reform.Scorecard
}

func indexOf(t *reform.Tally) index {
	i := index{
		units:  make(map[string]reform.Unit, len(t.Units)),
		groups: make(map[string]reform.PeerGroup, len(t.Groups)),
		cards:  make(map[string]reform.Scorecard, len(t.Scorecards)),
	}
	for _, u := range t.Units {
		i.units[u.ID] = u
	}
	for _, g := range t.Groups {
		i.groups[g.ID] = g
	}
	for _, c := range t.Scorecards {
		i.cards[c.Unit] = c
	}
	return i
}

// unitLink names a unit and leads to its scorecard.
func (v Voice) unitLink(t *reform.Tally, u reform.Unit) Link {
	return Link{Text: v.Words(u.Name()), URL: unitURL(t.Cycle.ID, u.ID)}
}

// indicatorLink names an indicator by its number and leads to its page.
func (v Voice) indicatorLink(t *reform.Tally, i reform.Indicator) Link {
	return Link{Text: v.Words(i.Title), Note: i.ID, URL: indicatorURL(t.Cycle.ID, i.ID)}
}

// groupLinks offers all units and each peer group of a page.
func (v Voice) groupLinks(t *reform.Tally, rest, current string) []Link {
	links := []Link{{
		Text: v.Say("page.group.all"), Note: v.Count(len(t.Units)),
		URL: groupURL(t.Cycle.ID, rest, ""), Current: current == "",
	}}
	counts := map[string]int{}
	for _, u := range t.Units {
		counts[u.PeerGroup]++
	}
	for _, g := range t.Groups {
		links = append(links, Link{
			Text: v.Words(g.Name()), Note: v.Count(counts[g.ID]),
			URL: groupURL(t.Cycle.ID, rest, g.ID), Current: current == g.ID,
		})
	}
	return links
}

// groupName names a peer group, or all units.
func (v Voice) groupName(t *reform.Tally, id string) (string, error) {
	if id == "" {
		return v.Say("page.group.all"), nil
	}
	g, ok := t.Group(id)
	if !ok {
		return "", fmt.Errorf("%w: peer group %q", reform.ErrNotFound, id)
	}
	return v.Words(g.Name()), nil
}
