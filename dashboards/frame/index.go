package frame

import (
	"fmt"

	"reformboard/internal/reform"
)

// Index finds a tally's parts by id in one step, for pages that show many.
type Index struct {
	Units  map[string]reform.Unit
	Groups map[string]reform.PeerGroup
	Cards  map[string]reform.Scorecard
}

// IndexOf lists the parts of a tally by id.
func IndexOf(t *reform.Tally) Index {
	i := Index{
		Units:  make(map[string]reform.Unit, len(t.Units)),
		Groups: make(map[string]reform.PeerGroup, len(t.Groups)),
		Cards:  make(map[string]reform.Scorecard, len(t.Scorecards)),
	}
	for _, u := range t.Units {
		i.Units[u.ID] = u
	}
	for _, g := range t.Groups {
		i.Groups[g.ID] = g
	}
	for _, c := range t.Scorecards {
		i.Cards[c.Unit] = c
	}
	return i
}

// UnitLink names a unit and leads to its scorecard.
func (v Voice) UnitLink(t *reform.Tally, u reform.Unit) Link {
	return Link{Text: v.Words(u.Name()), URL: OnBasis(UnitURL(t.Cycle.ID, u.ID), t)}
}

// IndicatorLink names an indicator by its number and leads to its page.
func (v Voice) IndicatorLink(t *reform.Tally, i reform.Indicator) Link {
	return Link{Text: v.Words(i.Title), Note: i.ID, URL: InEdition(IndicatorURL(t.Cycle.ID, i.ID), t)}
}

// GroupLinks offers all units and each peer group of a page.
func (v Voice) GroupLinks(t *reform.Tally, rest, current string) []Link {
	links := []Link{{
		Text: v.Say("page.group.all"), Note: v.Count(len(t.Units)),
		URL: InEdition(GroupURL(t.Cycle.ID, rest, ""), t), Current: current == "",
	}}
	counts := map[string]int{}
	for _, u := range t.Units {
		counts[u.PeerGroup]++
	}
	for _, g := range t.Groups {
		links = append(links, Link{
			Text: v.Words(g.Name()), Note: v.Count(counts[g.ID]),
			URL: InEdition(GroupURL(t.Cycle.ID, rest, g.ID), t), Current: current == g.ID,
		})
	}
	return links
}

// GroupName names a peer group, or all units.
func (v Voice) GroupName(t *reform.Tally, id string) (string, error) {
	if id == "" {
		return v.Say("page.group.all"), nil
	}
	g, ok := t.Group(id)
	if !ok {
		return "", fmt.Errorf("%w: peer group %q", reform.ErrNotFound, id)
	}
	return v.Words(g.Name()), nil
}

// GroupNames names the peer groups of a tally.
func (v Voice) GroupNames(t *reform.Tally) map[string]string {
	names := make(map[string]string, len(t.Groups))
	for _, g := range t.Groups {
		names[g.ID] = v.Words(g.Name())
	}
	return names
}
