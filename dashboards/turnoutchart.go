package dashboards

import (
	"slices"
	"strings"

	"reformboard/dashboards/chart"
	"reformboard/internal/reform"
)

// mostTurnoutGroups is how many peer groups are drawn before only the heaviest are.
const mostTurnoutGroups = 10

// drawnAnswers are the parts of each row, in order; which of the silent there are
// depends on the day.
var drawnAnswers = []struct {
	is   reform.Timeliness
	look chart.AnswerLook
}{
	{reform.InTime, chart.AnsweredInTime},
	{reform.TooLate, chart.AnsweredLate},
	{reform.Overdue, chart.Silent},
	{reform.NeverCame, chart.Silent},
	{reform.NotYetDue, chart.Waiting},
}

// answersByGroup counts the units of each peer group by how they reported, one column
// for each of drawnAnswers. Groups without a unit are left out.
func (v Voice) answersByGroup(t *reform.Tally, all []turnout) []groupCounts {
	at := map[string]int{}
	var rows []groupCounts
	names := v.groupNames(t)
	for _, g := range t.Groups {
		if slices.ContainsFunc(all, func(u turnout) bool { return u.unit.PeerGroup == g.ID }) {
			at[g.ID] = len(rows)
			rows = append(rows, groupCounts{Name: names[g.ID], Counts: make([]int, len(drawnAnswers))})
		}
	}
	for _, u := range all {
		row, ok := at[u.unit.PeerGroup]
		if !ok {
			continue
		}
		for n, d := range drawnAnswers {
			if d.is == u.now() {
				rows[row].Counts[n]++
			}
		}
	}
	return rows
}

// faultsIn counts those who were late or are silent past due.
func faultsIn(counts []int) int {
	faults := 0
	for n, d := range drawnAnswers {
		if d.is.Fault() {
			faults += counts[n]
		}
	}
	return faults
}

func (v Voice) turnoutChart(t *reform.Tally, all []turnout) Chart {
	groups := v.answersByGroup(t, all)
	sums := sumOf(groups, len(drawnAnswers))
	drawn, hidden := heaviestFirst(groups, mostTurnoutGroups, faultsIn)
	var rows, counted []string
	for _, r := range drawn {
		rows = append(rows, r.Name)
	}
	var parts []chart.Answers
	table := Table{Columns: columns([]string{v.Say("page.group")})}
	for n, d := range drawnAnswers {
		if sums[n] == 0 && d.is != reform.InTime {
			continue
		}
		part := chart.Answers{Name: v.timeliness(d.is), Look: d.look}
		for _, r := range drawn {
			part.Counts = append(part.Counts, r.Counts[n])
		}
		parts = append(parts, part)
		counted = append(counted, part.Name+": "+v.Count(sums[n]))
		table.Columns = append(table.Columns, Column{Text: part.Name, Number: true})
	}
	table.Columns = append(table.Columns, Column{Text: v.Say("page.units"), Number: true})
	for _, r := range groups {
		row, units := []Cell{{Text: r.Name}}, 0
		for n, d := range drawnAnswers {
			units += r.Counts[n]
			if sums[n] > 0 || d.is == reform.InTime {
				row = append(row, v.countCell(r.Counts[n]))
			}
		}
		table.Rows = append(table.Rows, append(row, v.countCell(units)))
	}
	size := "groups"
	if len(rows) > mostGroups {
		size = rowsSize(len(rows) + 1)
	}
	return v.chart(Chart{
		ID: "chart-turnout", Kind: "turnout", Size: size, Summary: strings.Join(counted, "; ") + ".", Table: table,
		Title:  v.turnoutTitle(groups, sums),
		Note:   v.hiddenNote(v.Say("page.completeness.chart.note", "Period", v.PeriodWithin(t.Cycle.Period)), hidden),
		Option: chart.Turnout(rows, parts),
	})
}

// turnoutTitle says how many are late or silent, and where most of them are.
func (v Voice) turnoutTitle(groups []groupCounts, sums []int) string {
	units, reported := 0, 0
	for n, d := range drawnAnswers {
		units += sums[n]
		if d.is == reform.InTime || d.is == reform.TooLate {
			reported += sums[n]
		}
	}
	faults := faultsIn(sums)
	switch {
	case units == 0:
		return v.Say("page.completeness.chart.title.nobody")
	case faults == 0 && reported == units:
		return v.Say("page.completeness.chart.title.none")
	case faults == 0:
		return v.Say("page.completeness.chart.title.waiting", "Reported", v.Count(reported), "Units", v.units(units))
	}
	most, of := heaviest(groups, faultsIn)
	said := []any{"Number", v.Count(faults), "Units", v.units(units), "Group", of[0].Name, "Groups", v.Count(len(of)), "Most", v.Count(most)}
	switch {
	case len(groups) == 1:
		return v.Say("page.completeness.chart.title.group", said...)
	case len(of) > 1:
		return v.Say("page.completeness.chart.title.several", said...)
	}
	return v.Say("page.completeness.chart.title.one", said...)
}

// turnoutSentences say who has reported, and who keeps being late.
func (v Voice) turnoutSentences(t *reform.Tally, all []turnout, cycles int) []string {
	var said []string
	n := reportCount{units: len(all)}
	for _, u := range all {
		n.count(*u.card)
	}
	if s := v.dueSentence(t.Cycle, n); s != "" {
		said = append(said, s)
	}
	if len(all) == 0 {
		return said
	}
	said = append(said, v.gapSentence(all))
	if cycles < repeatedFrom {
		return said
	}
	repeated, most := 0, turnout{}
	for _, u := range all {
		if u.repeated() {
			repeated++
		}
		if u.faults > most.faults {
			most = u
		}
	}
	count := []any{"Count", repeated, "Number", v.Count(repeated), "From", v.Count(repeatedFrom), "Cycles", v.Count(cycles), "Unit", v.Words(most.unit.Name()), "Most", v.Count(most.faults)}
	if repeated == 0 {
		return append(said, v.Say("page.due.repeated.none", count...))
	}
	return append(said, v.Say("page.due.repeated", count...))
}

// gapSentence says how many units lack figures, and who lacks most; the first of equals.
func (v Voice) gapSentence(all []turnout) string {
	short, least := 0, all[0]
	for _, u := range all {
		if u.card.Coverage < 100_00 {
			short++
		}
		if u.card.Coverage < least.card.Coverage {
			least = u
		}
	}
	if short == 0 {
		return v.Say("page.due.whole", "Units", v.units(len(all)))
	}
	return v.Say("page.due.gaps", "Short", v.Count(short), "Units", v.units(len(all)), "Unit", v.Words(least.unit.Name()), "Coverage", v.Percent(least.card.Coverage))
}
