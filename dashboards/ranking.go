package dashboards

import (
	"fmt"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// pageRows is how many ranked units stand on one page of the board.
const pageRows = 100

// Ranking is the board of one peer group, or of all units.
type Ranking struct {
	Head
	Group      string // its name
	Groups     []Link
	Scope      []string // what must be known to trust a rank
	Areas      []AreaHead
	Rows       []RankRow
	Unranked   []UnrankedRow
	Chart      Chart
	Workbook   string // address of the export
	CSV        string
	Count      string
	Pages      []Link // empty when all rows stand on one page
	Overall    bool   // of all units: rows name their peer group
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

// RankRow is one ranked unit.
type RankRow struct {
	Rank      string
	Tied      bool
	Unit      Link
	Folded    string // the name as a search without accents finds it
	Group     string
	Total     string
	Bar       Bar
	Grade     string
	Move      Move
	Coverage  string
	Subtotals []string
	Late      bool
}

// Move is how a unit's rank changed since the cycle before.
type Move struct {
	Arrow string
	Text  string // short, beside the arrow
	Says  string // in words
	Kind  string // up, down, same, none
}

// UnrankedRow is a unit without a rank, and why.
type UnrankedRow struct {
	Unit     Link
	Folded   string
	Group    string
	Coverage string
	Reason   string
}

// NewRanking makes the board of a peer group (empty: all units); pages count
// from 1, and one beyond the last is the last.
func NewRanking(v Voice, t *reform.Tally, group string, page int) (Ranking, error) {
	name, err := v.groupName(t, group)
	if err != nil {
		return Ranking{}, err
	}
	r, ok := t.Ranking(group)
	if !ok {
		return Ranking{}, fmt.Errorf("%w: ranking of %q", reform.ErrNotFound, group)
	}
	last := max(1, (len(r.Standings)+pageRows-1)/pageRows)
	page = min(max(page, 1), last)
	from := (page - 1) * pageRows
	board := Ranking{
		Head:  v.tallyHead(t, atRanking, v.Say("page.ranking.title", "Group", name)),
		Group: name, Overall: group == "",
		Groups:     v.groupLinks(t, "/ranking", group),
		Scope:      v.rankingScope(t, r),
		Areas:      v.areaHeads(&t.Framework),
		Rows:       v.rankRows(t, r.Standings[from:min(from+pageRows, len(r.Standings))]),
		Unranked:   v.unrankedRows(t, r.Unranked),
		Chart:      v.totalsChart(t, group, r),
		Workbook:   groupURL(t.Cycle.ID, "/ranking.xlsx", group),
		CSV:        groupURL(t.Cycle.ID, "/ranking.csv", group),
		Count:      v.Count(len(r.Standings)),
		GradesNote: v.Words(t.Framework.GradesNote),
	}
	if t.Framework.NotApplicable == reform.Rescale {
		board.Stretched = v.Say("page.ranking.stretched", "Max", v.Most(t.Framework.Max))
	}
	if last > 1 {
		board.Pages = v.pageLinks(groupURL(t.Cycle.ID, "/ranking", group), page, last)
	}
	return board, nil
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

func (v Voice) areaHeads(f *reform.Framework) []AreaHead {
	var heads []AreaHead
	for _, a := range f.Areas {
		heads = append(heads, AreaHead{ID: a.ID, Title: v.Words(a.Title), Most: v.Most(a.Max)})
	}
	return heads
}

func (v Voice) rankRows(t *reform.Tally, standings []reform.Standing) []RankRow {
	find := indexOf(t)
	rows := make([]RankRow, 0, len(standings))
	for _, s := range standings {
		unit, card := find.units[s.Unit], find.cards[s.Unit]
		row := RankRow{
			Rank: v.Rank(&t.Framework, s), Tied: s.Tied > 1,
			Unit:   v.unitLink(t, unit),
			Folded: locale.Fold(unit.NameVI + " " + unit.NameEN),
			Group:  v.Words(find.groups[unit.PeerGroup].Name()),
			Total:  v.Points(s.Total), Bar: pointsBar(s.Total, t.Framework.Max),
			Grade: v.Grade(&t.Framework, s.Grade), Move: v.move(s.Moved),
			Coverage: v.Percent(s.Coverage), Late: card.Late,
		}
		for _, a := range t.Framework.Areas {
			sub, _ := card.Subtotal(a.ID)
			row.Subtotals = append(row.Subtotals, v.earned(a, sub))
		}
		rows = append(rows, row)
	}
	return rows
}

func (v Voice) unrankedRows(t *reform.Tally, standings []reform.Standing) []UnrankedRow {
	find := indexOf(t)
	rows := make([]UnrankedRow, 0, len(standings))
	for _, s := range standings {
		unit := find.units[s.Unit]
		rows = append(rows, UnrankedRow{
			Unit: v.unitLink(t, unit), Folded: locale.Fold(unit.NameVI + " " + unit.NameEN),
			Group: v.Words(find.groups[unit.PeerGroup].Name()), Coverage: v.Percent(s.Coverage),
			Reason: v.Say("reason." + string(s.Reason)),
		})
	}
	return rows
}

func (v Voice) move(places *int) Move {
	switch {
	case places == nil:
		return Move{Arrow: "", Text: none, Says: v.Say("page.move.none"), Kind: "none"}
	case *places > 0:
		return Move{Arrow: "▲", Text: v.Count(*places), Says: v.Say("page.move.up", "Places", v.Count(*places)), Kind: "up"}
	case *places < 0:
		return Move{Arrow: "▼", Text: v.Count(-*places), Says: v.Say("page.move.down", "Places", v.Count(-*places)), Kind: "down"}
	}
	return Move{Text: v.Say("page.move.same"), Says: v.Say("page.move.same"), Kind: "same"}
}

// pageLinks leads to each page of a long list.
func (v Voice) pageLinks(first string, page, last int) []Link {
	var links []Link
	for n := 1; n <= last; n++ {
		links = append(links, Link{Text: v.Count(n), URL: withPage(first, n), Current: n == page})
	}
	return links
}
