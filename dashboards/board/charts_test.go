package board

import (
	"strings"
	"testing"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

func gradesClaim(v frame.Voice, t *reform.Tally) claim {
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
	for _, g := range grades {
		if len(t.Units) == 1 && all[g.ID] == 1 {
			return claim{names: []string{v.Words(g.Title)}}
		}
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

func recoverableClaim(v frame.Voice, t *reform.Tally) claim {
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

// TestChartTitlesOfTheOverviewAgreeWithTheData recounts what the titles claim.
func TestChartTitlesOfTheOverviewAgreeWithTheData(t *testing.T) {
	graded := sample.Tally("2026-Q3")
	for n := range 5 {
		graded.ByGroup[1].Standings[n].Grade = "weak"
		graded.ByGroup[2].Standings[n].Grade = "weak"
	}
	graded.ByGroup[2].Standings[5].Grade = "weak"
	ungraded := sample.Tally("2026-Q3")
	ungraded.Framework.Grades = nil
	for name, tally := range map[string]*reform.Tally{"sample": sample.Tally("2026-Q3"), "weak grades": graded, "no grades": ungraded, "one unit": sample.One(), "empty": sample.Empty(), "34 groups": sample.Wide(), "all met": sample.AllMet()} {
		for _, l := range reform.Languages {
			v := frame.Voice{Language: l, Zone: sample.Hanoi, Now: tally.AsOf}
			about := name + " in " + string(l)
			agrees(t, about, gradesChart(v, tally).Title, gradesClaim(v, tally))
			agrees(t, about, recoverableChart(v, tally).Title, recoverableClaim(v, tally))
		}
	}
}

func TestSystemicIsAWordBesideItsBar(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	systemic := 0
	for _, w := range tally.Weaknesses[:10] {
		if w.Reach == reform.Systemic {
			systemic++
		}
	}
	option := string(recoverableChart(sample.Vietnamese, tally).Option)
	if got := strings.Count(option, `"note":"hệ thống"`); got != systemic || systemic == 0 {
		t.Errorf("%d bars have the word, want %d", got, systemic)
	}
}

func TestManyGroupsBecomeFewRows(t *testing.T) {
	tally := sample.Wide()
	c := gradesChart(sample.Vietnamese, tally)
	if rows := strings.Count(string(c.Option), "Khối đơn vị trực thuộc"); rows != frame.MostGroups || !strings.Contains(c.Note, "27 khối khác ở bảng số liệu") {
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
	tally := sample.Tally("2026-Q3")
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
	c := gradesChart(sample.Vietnamese, tally)
	if !strings.Contains(c.Title, "Dưới mọi loại") {
		t.Errorf("got %q", c.Title)
	}
	for _, row := range c.Table.Rows {
		if sum := len(row); sum != 7 { // name, three grades, below, unranked, all
			t.Errorf("%s has %d cells", row[0].Text, sum)
		}
	}
}
