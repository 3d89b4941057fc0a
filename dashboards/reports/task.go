package reports

import (
	"slices"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Progress is how far a figure, or a whole area, of a report has come.
type Progress string

const (
	Ready   Progress = "ready"
	ToMend  Progress = "to_mend" // an answer that could not be taken, or one that needs a reason
	Missing Progress = "missing"
	Excused Progress = "not_applicable"
)

// AreaTasks is what is left to do in one area of a report.
type AreaTasks struct {
	ID           string
	Title        string
	Progress     Progress
	ProgressSays string
	Done         string
	Of           string
	Bar          frame.Bar
	ToMend       string // these three empty where there is none
	Missing      string
	Excused      string
	Open         bool // its figures are shown at once
	Rows         []TaskRow
}

// TaskRow is one figure of a report.
type TaskRow struct {
	Title        string
	Value        string
	Unit         string
	Absent       bool
	Origin       string
	Progress     Progress
	ProgressSays string
	Says         []string // what is to be done about it
	Entry        string   // where it can be typed in
}

// tasks lists what is left to do, area by area.
func tasks(v frame.Voice, desk Desk, papers Papers) []AreaTasks {
	said := reform.Report{}
	if papers.Latest != nil {
		said = *papers.Latest
	}
	open := papers.open(said)
	var all []AreaTasks
	for _, a := range v.ByArea(desk.Framework, desk.Source) {
		area := AreaTasks{ID: a.ID, Title: a.Title, Of: v.Count(len(a.Figures))}
		count := map[Progress]int{}
		for _, g := range a.Figures {
			row := taskRow(v, desk, g, said, open)
			count[row.Progress]++
			area.Rows = append(area.Rows, row)
		}
		done := count[Ready] + count[Excused]
		area.Done, area.Bar = v.Count(done), frame.BarOf(done, len(a.Figures))
		area.ToMend, area.Missing, area.Excused = v.Some(count[ToMend]), v.Some(count[Missing]), v.Some(count[Excused])
		area.Progress = worst(count)
		area.ProgressSays, area.Open = v.Say("progress."+string(area.Progress)), count[ToMend] > 0
		all = append(all, area)
	}
	return all
}

func worst(count map[Progress]int) Progress {
	for _, p := range []Progress{ToMend, Missing, Ready} {
		if count[p] > 0 {
			return p
		}
	}
	return Excused
}

func taskRow(v frame.Voice, desk Desk, g reform.Figure, said reform.Report, open map[string][]reform.Finding) TaskRow {
	value, ok := said.Value(g.ID)
	if !ok {
		value.Absence = reform.NotReported
	}
	row := TaskRow{
		Title: v.Words(g.Title), Unit: v.Words(g.Unit), Value: v.Value(g, value.Text, value.Absence), Absent: value.Absence != reform.Present,
		Origin: value.Origin.String(), Progress: Ready,
	}
	switch {
	case len(open[g.ID]) > 0:
		row.Progress = ToMend
	case value.Absence == reform.NotReported:
		row.Progress = Missing
	case value.Absence == reform.NotApplicable:
		row.Progress = Excused
	}
	row.ProgressSays = v.Say("progress." + string(row.Progress))
	for _, f := range open[g.ID] {
		text, mend := locale.Finding(v.Language, f)
		row.Says = append(row.Says, text+" "+mend)
	}
	if !desk.ReadOnly {
		row.Entry = desk.entry("", g.ID)
	}
	return row
}

// open are the findings that stand in the way of a version, by figure: answers that
// could not be taken when it was made, and doubts without a reason.
func (p Papers) open(r reform.Report) map[string][]reform.Finding {
	open := map[string][]reform.Finding{}
	at := slices.IndexFunc(p.Uploads, func(u reform.Upload) bool { return u.Version > 0 && u.Version == r.Version })
	if at >= 0 {
		for _, f := range p.Uploads[at].Findings {
			if f.Severity == reform.Error {
				open[f.Figure] = append(open[f.Figure], f)
			}
		}
	}
	for _, f := range p.Doubtful {
		if value, _ := r.Value(f.Figure); !value.Reasoned() {
			open[f.Figure] = append(open[f.Figure], f)
		}
	}
	return open
}
