package turnout

import (
	"slices"
	"strings"

	"reformboard/dashboards/chart"
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// mostGroups is how many peer groups are drawn before only the heaviest are.
const mostGroups = 10

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
func answersByGroup(v frame.Voice, t *reform.Tally, all []habit) []frame.GroupCounts {
	at := map[string]int{}
	var rows []frame.GroupCounts
	names := v.GroupNames(t)
	for _, g := range t.Groups {
		if slices.ContainsFunc(all, func(u habit) bool { return u.unit.PeerGroup == g.ID }) {
			at[g.ID] = len(rows)
			rows = append(rows, frame.GroupCounts{Name: names[g.ID], Counts: make([]int, len(drawnAnswers))})
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

func stack(v frame.Voice, t *reform.Tally, all []habit) frame.Chart {
	groups := answersByGroup(v, t, all)
	sums := frame.SumCounts(groups, len(drawnAnswers))
	drawn, hidden := frame.HeaviestFirst(groups, mostGroups, faultsIn)
	var rows, counted []string
	for _, r := range drawn {
		rows = append(rows, r.Name)
	}
	var parts []chart.Answers
	table := frame.Table{Columns: frame.Columns([]string{v.Say("page.group")})}
	for n, d := range drawnAnswers {
		if sums[n] == 0 && d.is != reform.InTime {
			continue
		}
		part := chart.Answers{Name: timeliness(v, d.is), Look: d.look}
		for _, r := range drawn {
			part.Counts = append(part.Counts, r.Counts[n])
		}
		parts = append(parts, part)
		counted = append(counted, part.Name+": "+v.Count(sums[n]))
		table.Columns = append(table.Columns, frame.Column{Text: part.Name, Number: true})
	}
	table.Columns = append(table.Columns, frame.Column{Text: v.Say("page.units"), Number: true})
	for _, r := range groups {
		row, units := []frame.Cell{{Text: r.Name}}, 0
		for n, d := range drawnAnswers {
			units += r.Counts[n]
			if sums[n] > 0 || d.is == reform.InTime {
				row = append(row, v.CountCell(r.Counts[n]))
			}
		}
		table.Rows = append(table.Rows, append(row, v.CountCell(units)))
	}
	size := "groups"
	if len(rows) > frame.MostGroups {
		size = frame.RowsSize(len(rows) + 1)
	}
	return v.Chart(frame.Chart{
		ID: "chart-turnout", Kind: "turnout", Size: size, Summary: strings.Join(counted, "; ") + ".", Table: table,
		Title:  turnoutTitle(v, groups, sums),
		Note:   v.HiddenNote(v.Say("page.completeness.chart.note", "Period", v.PeriodWithin(t.Cycle.Period)), hidden),
		Option: chart.Turnout(rows, parts),
	})
}

// turnoutTitle says how many are late or silent, and where most of them are.
func turnoutTitle(v frame.Voice, groups []frame.GroupCounts, sums []int) string {
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
		return v.Say("page.completeness.chart.title.waiting", "Reported", v.Count(reported), "Units", v.Units(units))
	}
	most, of := frame.Heaviest(groups, faultsIn)
	said := []any{"Number", v.Count(faults), "Units", v.Units(units), "Group", of[0].Name, "Groups", v.Count(len(of)), "Most", v.Count(most)}
	switch {
	case len(groups) == 1:
		return v.Say("page.completeness.chart.title.group", said...)
	case len(of) > 1:
		return v.Say("page.completeness.chart.title.several", said...)
	}
	return v.Say("page.completeness.chart.title.one", said...)
}

// sentences say who has reported, and who keeps being late.
func sentences(v frame.Voice, t *reform.Tally, all []habit, cycles int) []string {
	var said []string
	n := frame.ReportCount{Units: len(all)}
	for _, u := range all {
		n.Count(*u.card)
	}
	if s := v.DueSentence(t.Cycle, n); s != "" {
		said = append(said, s)
	}
	if len(all) == 0 {
		return said
	}
	said = append(said, gapSentence(v, all))
	if cycles < repeatedFrom {
		return said
	}
	repeated, most := 0, habit{}
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
func gapSentence(v frame.Voice, all []habit) string {
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
		return v.Say("page.due.whole", "Units", v.Units(len(all)))
	}
	return v.Say("page.due.gaps", "Short", v.Count(short), "Units", v.Units(len(all)), "Unit", v.Words(least.unit.Name()), "Coverage", v.Percent(least.card.Coverage))
}
