package standings

import (
	"fmt"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Ranking is the board of one peer group, or of all units, as its reader asks for it.
type Ranking struct {
	frame.Head
	Group      string // its name
	Groups     []frame.Link
	Bases      []frame.Link // on whose word; empty: nobody has judged anything
	Scope      []string     // what must be known to trust a rank
	Views      []frame.Link // ranks, classes, distance to target
	View       rankingView
	Filter     frame.Filter
	Found      string // how many units the filter leaves; empty: nothing is filtered
	Heads      []frame.SortHead
	Rows       []RankRow
	Own        *RankRow // the reader's unit, where it stands on another page
	Classes    []Class
	Unranked   []UnrankedRow
	Trust      string // what the intervals are, or why there are none
	Told       bool   // there are intervals
	Chart      frame.Chart
	Workbook   string // address of the export; empty: of the total only
	CSV        string
	Compare    frame.Link
	Count      string
	Pages      []frame.Link // empty when all rows stand on one page
	Areas      []AreaHead
	Overall    bool // of the units of several groups: rows name theirs
	ByPart     bool // by an area or indicator, not by the total
	GradesNote string
	Stretched  string // why a total may exceed its areas; empty: it never does
}

// Charts are the charts of the page.
func (p Ranking) Charts() []frame.Chart { return []frame.Chart{p.Chart} }

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
func NewRanking(v frame.Voice, t *reform.Tally, ask RankingAsk, with Ranked) (Ranking, error) {
	name, err := v.GroupName(t, ask.Group)
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
		Head:  v.TallyHead(t, frame.AtRanking, title),
		Group: name, Overall: b.manyGroups(), ByPart: b.part.id != "",
		Groups: v.GroupLinks(t, "/ranking", ask.Group), Scope: v.RankingScope(t, r), Bases: v.Bases(t),
		Views: b.views(), View: b.view(), Filter: b.filter(),
		Heads: b.heads(), Unranked: b.unrankedRows(unranked),
		Told: b.told(), Trust: b.trustSays(), Chart: b.totalsChart(),
		Count: v.Count(len(r.Standings)), Areas: areaHeads(v, b.areas()),
		GradesNote: v.Words(t.Framework.GradesNote),
		Compare:    frame.Link{Text: v.Say("page.compare.link"), URL: frame.InEdition(frame.GroupURL(t.Cycle.ID, "/compare", ask.Group), t)},
	}
	for i := range page.Groups { // what else is asked for stays
		page.Groups[i].URL = v.Here("group", b.groupIDs()[i], "page", "")
	}
	if page.Filter.Set {
		page.Found = v.Say("page.ranking.found", "Found", v.Count(len(found)+len(unranked)), "Units", v.Count(len(r.Standings)+len(r.Unranked)))
	}
	if !page.ByPart && (t.Basis == reform.SelfScored || t.Edition != nil) {
		page.Workbook, page.CSV = frame.InEdition(frame.GroupURL(t.Cycle.ID, "/ranking.xlsx", ask.Group), t), frame.InEdition(frame.GroupURL(t.Cycle.ID, "/ranking.csv", ask.Group), t)
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
	shown, links := frame.PageOf(b.v, found, b.ask.Page, b.v.Here("page", ""))
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

func areaHeads(v frame.Voice, areas []reform.Area) []AreaHead {
	var heads []AreaHead
	for _, a := range areas {
		heads = append(heads, AreaHead{ID: a.ID, Title: v.Words(a.Title), Most: v.Most(a.Max)})
	}
	return heads
}
