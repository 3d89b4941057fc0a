package dashboards

import (
	"strings"
	"testing"

	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

// TestChartTitlesOfTheOverviewAgreeWithTheData recounts what the titles claim.
func TestChartTitlesOfTheOverviewAgreeWithTheData(t *testing.T) {
	graded := sampleTally("2026-Q3")
	for n := range 5 {
		graded.ByGroup[1].Standings[n].Grade = "weak"
		graded.ByGroup[2].Standings[n].Grade = "weak"
	}
	graded.ByGroup[2].Standings[5].Grade = "weak"
	ungraded := sampleTally("2026-Q3")
	ungraded.Framework.Grades = nil
	for name, tally := range map[string]*reform.Tally{"sample": sampleTally("2026-Q3"), "weak grades": graded, "no grades": ungraded, "one unit": oneUnit(), "empty": emptyTally(), "34 groups": wideTally(), "all met": allMet()} {
		for _, l := range reform.Languages {
			v := Voice{Language: l, Zone: hanoi, Now: tally.AsOf}
			about := name + " in " + string(l)
			agrees(t, about, v.gradesChart(tally).Title, v.gradesClaim(tally))
			agrees(t, about, v.recoverableChart(tally).Title, v.recoverableClaim(tally))
		}
	}
}

func (v Voice) gradesClaim(t *reform.Tally) claim {
	grades := t.Framework.Grades
	ranked := 0
	all, inGroup := map[string]int{}, map[string]map[string]int{}
	for _, r := range t.ByGroup {
		inGroup[r.Group] = map[string]int{}
		for _, s := range r.Standings {
			ranked++
			all[s.Grade]++
			inGroup[r.Group][s.Grade]++
		}
	}
	switch {
	case ranked == 0:
		return claim{}
	case len(grades) == 0:
		return claim{numbers: []string{v.Count(ranked), v.Count(len(t.Units))}}
	}
	weakest := grades[len(grades)-1]
	if all[weakest.ID] == 0 {
		most := grades[0]
		for _, g := range grades {
			if all[g.ID] > all[most.ID] {
				most = g
			}
		}
		return claim{names: []string{v.Words(weakest.Title), v.Words(most.Title)}, numbers: []string{v.Count(all[most.ID]), v.Count(ranked)}}
	}
	if len(t.Groups) == 1 {
		return claim{names: []string{v.Words(weakest.Title)}, numbers: []string{v.Count(all[weakest.ID]), v.Count(len(t.Units))}}
	}
	most, of := 0, []string{}
	for _, g := range t.Groups {
		switch n := inGroup[g.ID][weakest.ID]; {
		case n > most:
			most, of = n, []string{v.Words(g.Name())}
		case n == most && n > 0:
			of = append(of, v.Words(g.Name()))
		}
	}
	if len(of) > 1 {
		return claim{names: []string{v.Words(weakest.Title)}, numbers: []string{v.Count(all[weakest.ID]), v.Count(len(of)), v.Count(most)}}
	}
	return claim{names: append(of, v.Words(weakest.Title)), numbers: []string{v.Count(all[weakest.ID]), v.Count(most)}}
}

func (v Voice) recoverableClaim(t *reform.Tally) claim {
	drawn, systemic := 0, 0
	for _, w := range t.Weaknesses {
		if w.Recoverable > 0 && drawn < 10 {
			drawn++
			if w.Reach == reform.Systemic {
				systemic++
			}
		}
	}
	if drawn == 0 {
		return claim{}
	}
	first, _ := t.Framework.Indicator(t.Weaknesses[0].Indicator)
	return claim{names: []string{first.ID + " " + v.Words(first.Title)}, numbers: []string{v.Points(t.Weaknesses[0].Recoverable), v.Count(systemic), v.Count(drawn)}}
}

func TestSystemicIsAWordBesideItsBar(t *testing.T) {
	tally := sampleTally("2026-Q3")
	systemic := 0
	for _, w := range tally.Weaknesses[:10] {
		if w.Reach == reform.Systemic {
			systemic++
		}
	}
	option := string(vietnamese.recoverableChart(tally).Option)
	if got := strings.Count(option, `"note":"hệ thống"`); got != systemic || systemic == 0 {
		t.Errorf("%d bars have the word, want %d", got, systemic)
	}
}

func TestManyGroupsBecomeFewRows(t *testing.T) {
	tally := wideTally()
	c := vietnamese.gradesChart(tally)
	if rows := strings.Count(string(c.Option), "Khối đơn vị trực thuộc"); rows != mostGroups || !strings.Contains(c.Note, "27 khối khác ở bảng số liệu") {
		t.Errorf("%d groups are drawn: %s", rows, c.Option)
	}
	units := 0
	for _, row := range c.Table.Rows {
		units += int(row[len(row)-1].Number.Rat().Num().Int64())
	}
	if units != 48 || len(c.Table.Rows) != 34 {
		t.Errorf("the table has %d units in %d groups", units, len(c.Table.Rows))
	}
}

func TestATotalBelowEveryGradeIsCounted(t *testing.T) {
	tally := sampleTally("2026-Q3")
	tally.Framework.Grades = tally.Framework.Grades[:3]
	for n, s := range tally.Overall.Standings {
		if s.Grade == "average" {
			tally.Overall.Standings[n].Grade = ""
		}
	}
	for _, r := range tally.ByGroup {
		for n, s := range r.Standings {
			if s.Grade == "average" {
				r.Standings[n].Grade = ""
			}
		}
	}
	c := vietnamese.gradesChart(tally)
	if !strings.Contains(c.Title, "Dưới mọi loại") {
		t.Errorf("got %q", c.Title)
	}
	for _, row := range c.Table.Rows {
		if sum := len(row); sum != 7 { // name, three grades, below, unranked, all
			t.Errorf("%s has %d cells", row[0].Text, sum)
		}
	}
}

func TestTheStripNamesThoseWhoMovedMost(t *testing.T) {
	tally, before := sampleTally("2026-Q3"), []*reform.Tally{sampleTally("2026-Q2")}
	page := shown(t, NewOverview(vietnamese, tally, before, nil), nil)
	page.In(".movers h2").HasText("quý II/2026")
	greatest := 0
	for _, s := range tally.Overall.Standings {
		if s.Moved != nil {
			greatest = max(greatest, *s.Moved)
		}
	}
	page.In(".movers").HasCount("li", 6).HasCount(".move-up", 3).HasCount(".move-down", 3)
	page.In(".movers li").At(0).HasText(vietnamese.Count(greatest)).In(`a[href^="/cycles/example-2026-Q3/units/"]`)
	shown(t, NewOverview(vietnamese, tally, nil, nil), nil).In(".movers").HasCount("li", 0).HasText("Chưa có kỳ trước")
	shown(t, NewOverview(vietnamese, allTied(), before, nil), nil).In(".movers").HasText("Không đơn vị nào tăng hạng").HasText("Không đơn vị nào giảm hạng")
}

func TestEverySentenceLeadsToWhereItIsFollowedUp(t *testing.T) {
	page := shown(t, NewOverview(vietnamese, sampleTally("2026-Q3"), nil, nil), nil)
	page.HasCount(".says li", 5).HasCount(".says a", 5)
	var to []string
	page.In(".says a").Each(func(p htmltest.Page) { to = append(to, strings.TrimPrefix(p.Attr("href"), "/cycles/example-2026-Q3")) })
	if got := strings.Join(to, " "); got != "/ranking /movement /weak /weak /completeness" {
		t.Errorf("got %s", got)
	}
}

func TestAnIndexOfOneIndicatorShowsHowTheUnitsLie(t *testing.T) {
	tally := odd{units: 20, indicators: 1}.tally("2026-Q3")
	made := NewOverview(vietnamese, tally, nil, nil)
	page := shown(t, made, nil)
	page.HasCount(".says li", 4).In(".says").HasText("Bình quân đạt " + vietnamese.Percent(tally.Weaknesses[0].Mean)).HasText("Khối thấp nhất: ")
	page.In(".tile").At(3).HasText(vietnamese.Percent(tally.Weaknesses[0].Median)).HasNo("small")
	alone := odd{units: 1, indicators: 1}
	over := NewOverview(vietnamese, alone.tally("2026-Q3"), []*reform.Tally{alone.tally("2026-Q2")}, nil)
	if over.Recoverable.Kind != "lines" || len(over.Sentences) != 3 {
		t.Errorf("a single unit: %s, %v", over.Recoverable.Kind, over.Sentences)
	}
	if made.Recoverable.Kind != "spread" || strings.Contains(page.Text(), "1/1 tiêu chí") {
		t.Errorf("one bar is no chart: %s, %s", made.Recoverable.Kind, page.Text())
	}
}
