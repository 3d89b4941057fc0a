package board

import (
	"strings"

	"reformboard/dashboards/chart"
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// recoverableChart draws the indicators with most points to recover. What is weak
// throughout the body says so in a word.
func recoverableChart(v frame.Voice, t *reform.Tally) frame.Chart {
	var first []reform.Weakness
	for _, w := range t.Weaknesses[:min(mostShown, len(t.Weaknesses))] {
		if w.Recoverable > 0 {
			first = append(first, w)
		}
	}
	var bars []chart.Bar
	for _, w := range first {
		i, _ := t.Framework.Indicator(w.Indicator)
		bar := chart.Bar{Name: i.ID + "  " + v.Words(i.Title), Value: w.Recoverable.Decimal(), Link: frame.InEdition(frame.IndicatorURL(t.Cycle.ID, i.ID), t)}
		if w.Reach == reform.Systemic {
			bar.Strong, bar.Note = true, v.Say("reach.systemic")
		}
		bars = append(bars, bar)
	}
	title := recoverableTitle(v, t, first)
	return v.Chart(frame.Chart{
		ID: "chart-recoverable", Kind: "bars", Size: "ten", Decimals: 2, Title: title, Summary: title + ".",
		Note:   v.Say("page.overview.recoverable.note", "Units", v.Units(len(t.Units)), "Strong", v.Say("reach.systemic")),
		Option: chart.Bars(bars),
		Table:  weakTable(v, t, first),
	})
}

// recoverableTitle names the first of the indicators drawn, and counts those that are
// weak throughout the body.
func recoverableTitle(v frame.Voice, t *reform.Tally, first []reform.Weakness) string {
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

// grading is how the units of each peer group are graded: a column a grade from the
// best down, perhaps one for totals below every grade, and last those not ranked.
type grading struct {
	names []string
	rows  []frame.GroupCounts
	bands int // columns of ranked units
}

func gradingOf(v frame.Voice, t *reform.Tally) grading {
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
	names := v.GroupNames(t)
	for _, r := range t.ByGroup {
		row := frame.GroupCounts{Name: names[r.Group], Counts: make([]int, g.bands+1)}
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

func gradesChart(v frame.Voice, t *reform.Tally) frame.Chart {
	g := gradingOf(v, t)
	drawn, hidden := frame.HeaviestFirst(g.rows, frame.MostGroups, g.weakest)
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
	for n, sum := range frame.SumCounts(g.rows, len(g.names)) {
		counted = append(counted, g.names[n]+": "+v.Count(sum))
	}
	note := "page.overview.grades.note"
	if len(t.Framework.Grades) == 0 {
		note += ".ungraded"
	}
	return v.Chart(frame.Chart{
		ID: "chart-grades", Kind: "stack", Size: "groups", Summary: strings.Join(counted, "; ") + ".",
		Title:  gradesTitle(v, t, g),
		Note:   v.HiddenNote(v.Say(note, "Count", len(t.Units)), hidden),
		Option: chart.Stack(rows, parts),
		Table:  gradeTable(v, t, g),
	})
}

// gradesTitle says where the weakest units are or, where none is in the last band,
// which band has most.
func gradesTitle(v frame.Voice, t *reform.Tally, g grading) string {
	sums := frame.SumCounts(g.rows, len(g.names))
	ranked, units := len(t.Overall.Standings), len(t.Units)
	switch {
	case ranked == 0:
		return v.Say("page.overview.grades.nobody")
	case len(t.Framework.Grades) == 0:
		return v.Say("page.overview.grades.ungraded", "Ranked", v.Count(ranked), "Units", v.Units(units))
	case units == 1 && t.Overall.Standings[0].Grade != "":
		return v.Say("page.overview.grades.sole", "Grade", v.Grade(&t.Framework, t.Overall.Standings[0].Grade))
	}
	last := g.names[g.bands-1]
	if n := g.weakest(sums); n > 0 {
		most, of := frame.Heaviest(g.rows, g.weakest)
		key := "page.overview.grades.weakest"
		switch {
		case len(g.rows) == 1:
			key += "_alone"
		case len(of) > 1:
			key += "_together"
		}
		return v.Say(key, "Units", v.Units(n), "Grade", last, "Group", of[0].Name, "Groups", v.Count(len(of)), "Most", v.Count(most), "Of", v.Count(units))
	}
	largest := 0
	for n := range g.bands {
		if sums[n] > sums[largest] {
			largest = n
		}
	}
	return v.Say("page.overview.grades.none_weakest", "Weakest", last, "Grade", g.names[largest], "Most", v.Count(sums[largest]), "Units", v.Units(ranked))
}

// gradeTable counts the units of each peer group by grade, last those not ranked.
func gradeTable(v frame.Voice, t *reform.Tally, g grading) frame.Table {
	table := frame.Table{Columns: frame.Columns([]string{v.Say("page.group")}, append(append([]string{}, g.names...), v.Say("page.units"))...)}
	for n, r := range g.rows {
		row := []frame.Cell{frame.LinkCell(frame.Link{Text: r.Name, URL: frame.InEdition(frame.GroupURL(t.Cycle.ID, "/ranking", t.ByGroup[n].Group), t)})}
		all := 0
		for _, count := range r.Counts {
			row, all = append(row, v.CountCell(count)), all+count
		}
		table.Rows = append(table.Rows, append(row, v.CountCell(all)))
	}
	return table
}

func weakTable(v frame.Voice, t *reform.Tally, weaknesses []reform.Weakness) frame.Table {
	table := frame.Table{Columns: frame.Columns([]string{v.Say("page.indicator"), v.Say("page.reach")}, v.Say("page.recoverable"), v.Say("page.mean.of_most"), v.Say("page.below_target"), v.Say("page.units"))}
	for _, w := range weaknesses {
		i, _ := t.Framework.Indicator(w.Indicator)
		mean := frame.NoCell
		if w.Units > 0 {
			mean = v.PercentCell(w.Mean)
		}
		table.Rows = append(table.Rows, []frame.Cell{
			frame.LinkCell(v.IndicatorLink(t, i)),
			{Text: v.Say("reach." + string(w.Reach))},
			v.PointsCell(w.Recoverable), mean, v.CountCell(w.BelowTarget), v.CountCell(w.Units),
		})
	}
	return table
}
