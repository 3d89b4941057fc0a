package seed

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"reformboard/internal/reform"
	"reformboard/internal/workbook"
)

// Quarters is how long the stories of the invented body are, the open quarter
// included: two years. Quarter 0 is the oldest.
const Quarters = 8

const newest = Quarters - 1

// judged are the frameworks by which the invented body ranks its units; the short
// name stands in the cycle's id.
var judged = []struct{ framework, short string }{
	{"qd766-2022", "dv"},
	{"egov-sample-1", "cpdt"},
}

// ministry is the invented body: two rankings a quarter.
func ministry(frameworks map[string]reform.Framework, now time.Time, quarters int) ([]played, error) {
	list, err := unitsOf("ministry")
	if err != nil {
		return nil, err
	}
	world, err := newWorld(list)
	if err != nil {
		return nil, err
	}
	var all []played
	for n, period := range lastPeriods(now, quarters) {
		k := Quarters - quarters + n
		for _, j := range judged {
			f, ok := frameworks[j.framework]
			if !ok {
				return nil, fmt.Errorf("%w: framework %s", reform.ErrNotFound, j.framework)
			}
			p := played{cycle: quarterCycle(f, j.short, period, k, now)}
			if k == newest {
				p.procedure = new(dated(p.cycle, now))
			}
			for _, u := range list.Units {
				if u.PeerGroup != "" {
					p.reports = append(p.reports, world.reports(f, p.cycle, u, k, now)...)
				}
			}
			slices.SortStableFunc(p.reports, func(a, b report) int { return a.at.Compare(b.at) })
			all = append(all, p)
		}
	}
	return all, nil
}

// lastPeriods are so many quarters up to the one around now, the oldest first.
func lastPeriods(now time.Time, quarters int) []reform.Period {
	periods := []reform.Period{reform.PeriodOf(now, 3)}
	for len(periods) < quarters {
		periods = append(periods, periods[len(periods)-1].Previous())
	}
	slices.Reverse(periods)
	return periods
}

// quarterCycle gives a past quarter its usual days, and the newest ones around
// now, so that the demonstration can be tried whenever it is played.
func quarterCycle(f reform.Framework, short string, period reform.Period, k int, now time.Time) reform.Cycle {
	due := period.End().AddDate(0, 0, 10).Add(10 * time.Hour)
	if k == newest {
		due = now.Truncate(24*time.Hour).AddDate(0, 0, 4).Add(10 * time.Hour)
	}
	return reform.Cycle{
		ID: "mau-" + short + "-" + strings.ToLower(string(period)), Body: "mau", Framework: f.ID, Period: period,
		DataFrom: period.Start(), DataTo: period.End(),
		Opens: due.AddDate(0, 0, -15), Due: due, Closes: due.AddDate(0, 0, 7),
		NoteVI: "Số liệu mô phỏng để trình diễn; không phải số liệu của cơ quan nào.",
		NoteEN: "Simulated figures for demonstration; they are no real body's figures.",
	}
}

// dated is the usual procedure with its days: claims are judged as they come in, so that
// there is always something to judge in the open cycle.
func dated(c reform.Cycle, now time.Time) reform.Procedure {
	p := reform.Usual(c.ID)
	p.Version, p.SavedAt, p.SavedBy = 1, now, By
	p.Turns[0].Opens = c.Opens
	due := c.Closes
	for n := range p.Turns {
		due = due.AddDate(0, 0, 10)
		p.Turns[n].Due, p.Turns[n].Closes = due, due.AddDate(0, 0, 3)
	}
	return p
}

// reports are what comes in about a unit in one cycle: its own report and the
// survey's, unless its story says otherwise.
func (w *world) reports(f reform.Framework, c reform.Cycle, u reform.Unit, k int, now time.Time) []report {
	story := w.stories[u.ID]
	var all []report
	if !story.has(silent, k) {
		r := report{form: w.form(f, c, u, reform.FromUnit, k), at: w.arrival(c, u, k, now), draft: story.has(draft, k)}
		all = append(all, r)
	}
	surveyed := !story.has(unsurveyed, k)
	if len(f.FiguresOf(reform.FromSurvey)) > 0 && surveyed {
		all = append(all, report{form: w.form(f, c, u, reform.FromSurvey, k), at: c.Opens.Add(30 * time.Hour)})
	}
	return all
}

// arrival is when the unit hands in: before the due time, or after it when that
// is its story, and never after now.
func (w *world) arrival(c reform.Cycle, u reform.Unit, k int, now time.Time) time.Time {
	at := c.Opens.Add(time.Duration(30+w.chance(u.ID, "arrival", k)*300) * time.Hour)
	if w.stories[u.ID].has(late, k) {
		at = c.Due.Add(30 * time.Hour)
	}
	at = at.Add(time.Duration(w.chance(u.ID, "minute", k)*60) * time.Minute)
	if at.After(now) {
		at = now.Add(-time.Duration(1+w.chance(u.ID, "hour", k)*70) * time.Hour)
	}
	if at.Before(c.Opens) {
		at = c.Opens
	}
	return at
}

func (w *world) form(f reform.Framework, c reform.Cycle, u reform.Unit, s reform.Source, k int) workbook.Form {
	form := workbook.Form{Framework: f, Cycle: c, Unit: u, Group: w.groups[u.PeerGroup], Source: s, Language: reform.Vietnamese}
	said := w.say(f, u, k)
	for n, g := range f.FiguresOf(s) {
		v := reform.Value{Figure: g.ID, Text: said[g.ID]}
		if v.Text == "" || w.stories[u.ID].has(partly, k) && n%3 == 1 {
			v.Text, v.Absence = "", reform.NotReported
		}
		form.Values = append(form.Values, v)
	}
	return form
}
