package radar

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// mostCells is how many rows and columns the heat map shows: more cannot be read.
const mostCells = 60

// Heat is the table of peer groups or units against areas or indicators, in per cent of
// the most points.
type Heat struct {
	Title   string
	Note    string
	Corner  string       // above the names of rows
	Total   string       // above their points
	Trail   []frame.Link // from the whole body down to here, and on
	Columns []HeatColumn
	Rows    []HeatRow
	Base    string       // address that a cell's row and column are put behind; empty: a cell has its own
	Pages   []frame.Link // empty: all rows are here
}

// HeatColumn is one area or indicator.
type HeatColumn struct {
	ID   string
	Text string
	Link frame.Link // where its head leads, and its name
	Area bool       // named in words, and not by its number only
}

// HeatRow is one unit or peer group.
type HeatRow struct {
	ID    string
	Unit  frame.Link
	Total frame.Link // its points, and the list of what it has to recover
	Cells []HeatCell
}

// HeatCell is one score: a class for its tone or pattern, what stands in it, and
// what it means in words.
type HeatCell struct {
	Class   string
	Text    string
	Says    string // what it means, where the number in it does not say so
	URL     string // where it leads, where the table's Base does not say so
	Without string // units of it without a score; empty: none
}

// heatMaps are the three maps, from the whole body down.
var heatMaps = []string{MapGroups, MapAreas, mapIndicators}

const (
	MapGroups     = "groups"     // peer groups against areas
	MapAreas      = "areas"      // units against areas
	mapIndicators = "indicators" // units against the indicators of an area, or of all
)

// heat draws the map that the view asks for or, where it asks for none, the finest that
// can be read at once.
func heat(v frame.Voice, t *reform.Tally, radar *reform.Radar, view View) (Heat, error) {
	of := heatOf{Tally: t, radar: radar, view: view, find: frame.IndexOf(t)}
	of.choose()
	if !slices.Contains(heatMaps, of.view.Map) {
		return Heat{}, fmt.Errorf("%w: map %q", reform.ErrInvalid, view.Map)
	}
	heat := Heat{Total: v.Say("page.total"), Trail: heatTrail(v, of)}
	switch of.view.Map {
	case MapGroups:
		heatGroups(v, of, &heat)
	case MapAreas:
		heat.Columns = areaColumns(v, of)
		heatUnits(v, of, &heat, func(card *reform.Scorecard) []HeatCell { return areaCells(v, t, card) })
	default:
		heat.Columns = indicatorColumns(v, of)
		at := of.positions(heat.Columns)
		heatUnits(v, of, &heat, func(card *reform.Scorecard) []HeatCell {
			cells := make([]HeatCell, len(at))
			for n, position := range at {
				cells[n] = heatCell(v, *card.ScoreAt(position, heat.Columns[n].ID))
			}
			return cells
		})
	}
	name, _ := v.GroupName(t, radar.Group)
	if radar.Unit != "" {
		name = v.Words(of.find.Units[radar.Unit].Name())
	}
	heat.Title = v.Say("page.radar.map."+of.view.Map+".title", "Scope", name, "Area", heatArea(v, t, of.view.Area))
	heat.Note += v.Say("page.radar.map." + of.view.Map + ".note")
	return heat, nil
}

// heatOf is what a heat map is made from.
type heatOf struct {
	*reform.Tally
	radar *reform.Radar
	view  View
	find  frame.Index
}

func (of *heatOf) choose() {
	units := len(of.standings())
	switch {
	case of.view.Area != "" && of.view.Map == "":
		of.view.Map = mapIndicators
	case of.view.Map != "":
	case units <= mostCells && len(of.radar.Signals) <= mostCells:
		of.view.Map = mapIndicators
	case of.radar.Group == "" && of.radar.Unit == "":
		of.view.Map = MapGroups
	default:
		of.view.Map = MapAreas
	}
	if of.view.Map == MapGroups && len(of.Groups) == 0 {
		of.view.Map = MapAreas
	}
}

// standings are the units of the map, the weakest first and those without a rank last.
func (of *heatOf) standings() []reform.Standing {
	r, _ := of.Ranking(of.radar.Group)
	all := slices.Concat(r.Standings, r.Unranked)
	if of.radar.Unit != "" {
		return slices.DeleteFunc(all, func(s reform.Standing) bool { return s.Unit != of.radar.Unit })
	}
	if of.view.Area == "" {
		slices.SortStableFunc(all[:len(r.Standings)], func(a, b reform.Standing) int { return cmp.Compare(a.Total, b.Total) })
		return all
	}
	shares := make(map[string]reform.Fraction, len(all))
	for _, s := range all {
		card := of.find.Cards[s.Unit]
		if share, ok := frame.AreaShare(&card, of.view.Area); ok {
			shares[s.Unit] = share
		}
	}
	slices.SortStableFunc(all, func(a, b reform.Standing) int {
		first, known := shares[a.Unit]
		second, both := shares[b.Unit]
		if known && both {
			return first.Cmp(second)
		}
		return boolOrder(known) - boolOrder(both)
	})
	return all
}

// boolOrder puts what is known before what is not.
func boolOrder(known bool) int {
	if known {
		return 0
	}
	return 1
}

// heatUnits fills in a page of units.
func heatUnits(v frame.Voice, of heatOf, heat *Heat, cells func(*reform.Scorecard) []HeatCell) {
	heat.Corner, heat.Base = v.Say("page.unit"), frame.CycleURL(of.Cycle.ID, "/units/")
	units := of.standings()
	last := max(1, (len(units)+mostCells-1)/mostCells)
	page := min(max(of.view.Page, 1), last)
	from := (page - 1) * mostCells
	shown := units[from:min(from+mostCells, len(units))]
	if last > 1 {
		heat.Note = v.Say("page.radar.map.part", "From", v.Count(from+1), "To", v.Count(from+len(shown)), "Units", v.Count(len(units))) + " "
		for n := 1; n <= last; n++ {
			heat.Pages = append(heat.Pages, frame.Link{Text: v.Count(n), URL: v.Here("page", strconv.Itoa(n), "csv", "") + "#map", Current: n == page})
		}
	}
	if of.view.Area != "" && of.view.Map == mapIndicators {
		heat.Total = v.Say("page.radar.map.area_points")
	}
	decimals := 0
	points := func(s reform.Standing, card *reform.Scorecard) (reform.Points, bool) {
		if of.view.Area == "" || of.view.Map != mapIndicators {
			return s.Total, s.Rank > 0
		}
		sub, in := card.Subtotal(of.view.Area)
		return sub.Earned, in && sub.State.Counts()
	}
	for _, s := range units {
		card := of.find.Cards[s.Unit]
		if total, known := points(s, &card); known {
			decimals = frame.DecimalsOf(decimals, total)
		}
	}
	for _, s := range shown {
		card := of.find.Cards[s.Unit]
		row := HeatRow{ID: s.Unit, Unit: v.UnitLink(of.Tally, of.find.Units[s.Unit]), Total: frame.Link{Text: frame.None, URL: weakURL(of.Tally, "unit", s.Unit)}, Cells: cells(&card)}
		if total, known := points(s, &card); known {
			row.Total.Text = v.PointsTo(total, decimals)
		}
		heat.Rows = append(heat.Rows, row)
	}
}

func indicatorColumns(v frame.Voice, of heatOf) []HeatColumn {
	var columns []HeatColumn
	inArea := map[string]bool{}
	if area, ok := topArea(&of.Framework, of.view.Area); ok {
		within := reform.Framework{Areas: []reform.Area{area}}
		for _, i := range within.Indicators() {
			inArea[i.ID] = true
		}
	}
	byID := map[string]reform.Indicator{}
	for _, i := range of.Framework.Indicators() {
		byID[i.ID] = i
	}
	for _, signal := range of.radar.Signals {
		if i := byID[signal.Indicator]; len(columns) < mostCells && (of.view.Area == "" || inArea[i.ID]) {
			columns = append(columns, HeatColumn{ID: i.ID, Text: i.ID, Link: v.IndicatorLink(of.Tally, i)})
		}
	}
	return columns
}

// positions are where scorecards hold the columns' scores.
func (of *heatOf) positions(columns []HeatColumn) []int {
	at := map[string]int{}
	for n, i := range of.Framework.Indicators() {
		at[i.ID] = n
	}
	positions := make([]int, len(columns))
	for n, c := range columns {
		positions[n] = at[c.ID]
	}
	return positions
}
