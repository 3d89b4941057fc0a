package dashboards

import (
	"strings"

	"reformboard/dashboards/chart"
	"reformboard/internal/reform"
)

// recoverableChart draws the indicators with most points to recover. What is weak
// throughout the body says so in a word.
func (v Voice) recoverableChart(t *reform.Tally) Chart {
	var first []reform.Weakness
	for _, w := range t.Weaknesses[:min(mostShown, len(t.Weaknesses))] {
		if w.Recoverable > 0 {
			first = append(first, w)
		}
	}
	var bars []chart.Bar
	for _, w := range first {
		i, _ := t.Framework.Indicator(w.Indicator)
		bar := chart.Bar{Name: i.ID + "  " + v.Words(i.Title), Value: w.Recoverable.Decimal(), Link: indicatorURL(t.Cycle.ID, i.ID)}
		if w.Reach == reform.Systemic {
			bar.Strong, bar.Note = true, v.Say("reach.systemic")
		}
		bars = append(bars, bar)
	}
	title := v.recoverableTitle(t, first)
	return v.chart(Chart{
		ID: "chart-recoverable", Kind: "bars", Size: "ten", Decimals: 2, Title: title, Summary: title + ".",
		Note:   v.Say("page.overview.recoverable.note", "Units", v.units(len(t.Units)), "Strong", v.Say("reach.systemic")),
		Option: chart.Bars(bars),
		Table:  v.weakTable(t, first),
	})
}

// recoverableTitle names the first of the indicators drawn, and counts those that are
// weak throughout the body.
func (v Voice) recoverableTitle(t *reform.Tally, first []reform.Weakness) string {
	if len(first) == 0 {
		return v.Say("page.overview.recoverable.none")
	}
	systemic := 0
	for _, w := range first {
		if w.Reach == reform.Systemic {
			systemic++
		}
	}
	i, _ := t.Framework.Indicator(first[0].Indicator)
	return v.Say("page.overview.recoverable.title", "Indicator", i.ID+" "+v.Words(i.Title), "Points", v.Points(first[0].Recoverable),
		"Systemic", v.Count(systemic), "Shown", v.Count(len(first)))
}

// mostGroups is how many peer groups the overview has room to draw.
const mostGroups = 7

// grading is how the units of each peer group are graded: a column a grade from the
// best down, perhaps one for totals below every grade, and last those not ranked.
type grading struct {
	names []string
	rows  []groupCounts
	bands int // columns of ranked units
}

func (v Voice) gradingOf(t *reform.Tally) grading {
	grades := t.Framework.Grades
	at := make(map[string]int, len(grades))
	var g grading
	for n, grade := range grades {
		at[grade.ID] = n
		g.names = append(g.names, v.Words(grade.Title))
	}
	column := func(s reform.Standing) int {
		if n, ok := at[s.Grade]; ok {
			return n
		}
		return len(grades)
	}
	g.bands = len(grades)
	for _, s := range t.Overall.Standings {
		g.bands = max(g.bands, column(s)+1)
	}
	switch {
	case g.bands == len(grades):
	case len(grades) == 0:
		g.names = append(g.names, v.Say("page.overview.grades.ranked"))
	default:
		g.names = append(g.names, v.Say("page.overview.grades.below"))
	}
	g.names = append(g.names, v.Say("page.unranked"))
	names := v.groupNames(t)
	for _, r := range t.ByGroup {
		row := groupCounts{Name: names[r.Group], Counts: make([]int, g.bands+1)}
		for _, s := range r.Standings {
			row.Counts[column(s)]++
		}
		row.Counts[g.bands] = len(r.Unranked)
		g.rows = append(g.rows, row)
	}
	return g
}

// weakest counts the units in the last band.
func (g grading) weakest(counts []int) int {
	if g.bands == 0 {
		return 0
	}
	return counts[g.bands-1]
}

func (v Voice) gradesChart(t *reform.Tally) Chart {
	g := v.gradingOf(t)
	drawn, hidden := heaviestFirst(g.rows, mostGroups, g.weakest)
	parts := make([]chart.Part, len(g.names))
	for n, name := range g.names {
		parts[n] = chart.Part{Name: name, Missing: n == g.bands}
	}
	var rows []string
	for _, r := range drawn {
		rows = append(rows, r.Name)
		for n, count := range r.Counts {
			parts[n].Counts = append(parts[n].Counts, count)
		}
	}
	var counted []string
	for n, sum := range sumOf(g.rows, len(g.names)) {
		counted = append(counted, g.names[n]+": "+v.Count(sum))
	}
	note := "page.overview.grades.note"
	if len(t.Framework.Grades) == 0 {
		note += ".ungraded"
	}
	return v.chart(Chart{
		ID: "chart-grades", Kind: "stack", Size: "groups", Summary: strings.Join(counted, "; ") + ".",
		Title:  v.gradesTitle(t, g),
		Note:   v.hiddenNote(v.Say(note, "Count", len(t.Units)), hidden),
		Option: chart.Stack(rows, parts),
		Table:  v.gradeTable(t, g),
	})
}

// gradesTitle says where the weakest units are or, where none is in the last band,
// which band has most.
func (v Voice) gradesTitle(t *reform.Tally, g grading) string {
	sums := sumOf(g.rows, len(g.names))
	ranked, units := len(t.Overall.Standings), len(t.Units)
	switch {
	case ranked == 0:
		return v.Say("page.overview.grades.nobody")
	case len(t.Framework.Grades) == 0:
		return v.Say("page.overview.grades.ungraded", "Ranked", v.Count(ranked), "Units", v.units(units))
	}
	last := g.names[g.bands-1]
	if n := g.weakest(sums); n > 0 {
		most, of := heaviest(g.rows, g.weakest)
		key := "page.overview.grades.weakest"
		switch {
		case len(g.rows) == 1:
			key += "_alone"
		case len(of) > 1:
			key += "_together"
		}
		return v.Say(key, "Units", v.units(n), "Grade", last, "Group", of[0].Name, "Groups", v.Count(len(of)), "Most", v.Count(most), "Of", v.Count(units))
	}
	largest := 0
	for n := range g.bands {
		if sums[n] > sums[largest] {
			largest = n
		}
	}
	return v.Say("page.overview.grades.none_weakest", "Weakest", last, "Grade", g.names[largest], "Most", v.Count(sums[largest]), "Units", v.units(ranked))
}

// gradeTable counts the units of each peer group by grade, last those not ranked.
func (v Voice) gradeTable(t *reform.Tally, g grading) Table {
	table := Table{Columns: columns([]string{v.Say("page.group")}, append(append([]string{}, g.names...), v.Say("page.units"))...)}
	for n, r := range g.rows {
		row := []Cell{linked(Link{Text: r.Name, URL: groupURL(t.Cycle.ID, "/ranking", t.ByGroup[n].Group)})}
		all := 0
		for _, count := range r.Counts {
			row, all = append(row, v.countCell(count)), all+count
		}
		table.Rows = append(table.Rows, append(row, v.countCell(all)))
	}
	return table
}
