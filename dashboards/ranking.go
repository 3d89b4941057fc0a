package dashboards

import (
	"fmt"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// pageRows is how many units stand on one page of a long list.
const pageRows = 100

// Ranking is the board of one peer group, or of all units, as its reader asks for it.
type Ranking struct {
	Head
	Group      string // its name
	Groups     []Link
	Scope      []string // what must be known to trust a rank
	Views      []Link   // ranks, classes, distance to target
	View       rankingView
	Filter     Filter
	Found      string // how many units the filter leaves; empty: nothing is filtered
	Heads      []SortHead
	Rows       []RankRow
	Own        *RankRow // the reader's unit, where it stands on another page
	Classes    []Class
	Unranked   []UnrankedRow
	Trust      string // what the intervals are, or why there are none
	Told       bool   // there are intervals
	Chart      Chart
	Workbook   string // address of the export; empty: of the total only
	CSV        string
	Compare    Link
	Count      string
	Pages      []Link // empty when all rows stand on one page
	Areas      []AreaHead
	Overall    bool // of the units of several groups: rows name theirs
	ByPart     bool // by an area or indicator, not by the total
	GradesNote string
	Stretched  string // why a total may exceed its areas; empty: it never does
}

func (p Ranking) charts() []Chart { return []Chart{p.Chart} }

// AreaHead is a column of area subtotals.
type AreaHead struct {
	ID    string
	Title string
	Most  string
}

// Ranked is what the ranking board is made from beside the tally.
type Ranked struct {
	By        *reform.Ranking // by the area or indicator asked for; nil: by the total
	Movements map[string]reform.Movement
	Trust     reform.Trust
}

// NewRanking makes the board that is asked for; pages count from 1, and one beyond the
// last is the last.
func NewRanking(v Voice, t *reform.Tally, ask RankingAsk, with Ranked) (Ranking, error) {
	name, err := v.groupName(t, ask.Group)
	if err != nil {
		return Ranking{}, err
	}
	r, ok := t.Ranking(ask.Group)
	if !ok {
		return Ranking{}, fmt.Errorf("%w: ranking of %q", reform.ErrNotFound, ask.Group)
	}
	if with.By != nil {
		r = *with.By
	}
	b := newRankingBoard(v, t, r, ask, with)
	if err := b.known(); err != nil {
		return Ranking{}, err
	}
	found, unranked := b.filtered()
	if err := b.sort(found); err != nil {
		return Ranking{}, err
	}
	title := v.Say("page.ranking.title", "Group", name)
	if b.part.id != "" {
		title = v.Say("page.ranking.title.by", "Part", b.part.id+" "+b.part.title, "Group", name)
	}
	page := Ranking{
		Head:  v.tallyHead(t, atRanking, title),
		Group: name, Overall: b.manyGroups(), ByPart: b.part.id != "",
		Groups: v.groupLinks(t, "/ranking", ask.Group), Scope: v.rankingScope(t, r),
		Views: b.views(), View: b.view(), Filter: b.filter(),
		Heads: b.heads(), Unranked: b.unrankedRows(unranked),
		Told: b.told(), Trust: b.trustSays(), Chart: b.totalsChart(),
		Count: v.Count(len(r.Standings)), Areas: v.areaHeads(b.areas()),
		GradesNote: v.Words(t.Framework.GradesNote),
		Compare:    Link{Text: v.Say("page.compare.link"), URL: groupURL(t.Cycle.ID, "/compare", ask.Group)},
	}
	for i := range page.Groups { // what else is asked for stays
		page.Groups[i].URL = v.here("group", b.groupIDs()[i], "page", "")
	}
	if page.Filter.Set {
		page.Found = v.Say("page.ranking.found", "Found", v.Count(len(found)+len(unranked)), "Units", v.Count(len(r.Standings)+len(r.Unranked)))
	}
	if !page.ByPart {
		page.Workbook, page.CSV = groupURL(t.Cycle.ID, "/ranking.xlsx", ask.Group), groupURL(t.Cycle.ID, "/ranking.csv", ask.Group)
	}
	if t.Framework.NotApplicable == reform.Rescale && !page.ByPart {
		page.Stretched = v.Say("page.ranking.stretched", "Max", v.Most(t.Framework.Max))
	}
	b.fill(&page, found)
	return page, nil
}

// fill puts the units found into the view that is asked for.
func (b *rankingBoard) fill(page *Ranking, found []placed) {
	if page.View == viewClasses {
		page.Classes = b.classes(found)
		return
	}
	shown, links := b.v.pageOf(found, b.ask.Page)
	page.Rows, page.Pages = b.rows(shown), links
	for _, p := range shown {
		if p.Unit == b.ask.Own {
			return
		}
	}
	for n, s := range b.r.Standings {
		if s.Unit == b.ask.Own {
			page.Own = &b.rows([]placed{{s, n}})[0]
		}
	}
}

// pageOf cuts a list down to one page of it, with links to each.
func (v Voice) pageOf(list []placed, page int) ([]placed, []Link) {
	last := max(1, (len(list)+pageRows-1)/pageRows)
	page = min(max(page, 1), last)
	from := (page - 1) * pageRows
	shown := list[from:min(from+pageRows, len(list))]
	if last == 1 {
		return shown, nil
	}
	return shown, v.pageLinks(v.here("page", ""), page, last)
}

// pageLinks leads to each page of a long list.
func (v Voice) pageLinks(first string, page, last int) []Link {
	var links []Link
	for n := 1; n <= last; n++ {
		links = append(links, Link{Text: v.Count(n), URL: withPage(first, n), Current: n == page})
	}
	return links
}

// rankingScope says what a rank may never stand without.
func (v Voice) rankingScope(t *reform.Tally, r reform.Ranking) []string {
	scope := []string{
		v.Say("page.ranking.scope.as_of", "At", v.asOf(t), "Zone", v.zoneName()),
		v.Say("page.ranking.scope.count", "Ranked", v.Count(len(r.Standings)), "Units", v.Count(len(r.Standings)+len(r.Unranked))),
		locale.Ranks(v.Language, t.Framework.Ranks),
	}
	if share := t.Framework.Coverage.Rat(); share != nil && share.Sign() > 0 {
		scope = append(scope, v.Say("page.ranking.scope.coverage", "Share", locale.Percent(v.Language, reform.PercentOfShare(share), 0)))
	}
	return append(scope, v.Say("page.ranking.scope.self"))
}

func (v Voice) areaHeads(areas []reform.Area) []AreaHead {
	var heads []AreaHead
	for _, a := range areas {
		heads = append(heads, AreaHead{ID: a.ID, Title: v.Words(a.Title), Most: v.Most(a.Max)})
	}
	return heads
}
