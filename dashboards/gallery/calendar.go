package gallery

import (
	"time"

	"reformboard/dashboards/calendar"
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

func calendarSamples(v frame.Voice, now *reform.Tally) []Page {
	v.Now = now.Cycle.Due.Add(-20 * time.Hour)
	a := calendar.About{Cycle: Scene(now, v.Now).Cycles[0].Cycle, Framework: &now.Framework, Body: now.Body, Units: now.Units, Groups: now.Groups, People: map[string]reform.User{"quantri": {Name: "Trần Quản Trị"}}}
	a.Cycle.Extensions[0].By = "quantri"
	spread := reform.Stagger(a.Cycle.Reports(reform.Unit{}), []string{now.Groups[0].ID, now.Groups[1].ID}, now.Cycle.Due, now.Cycle.Due.AddDate(0, 0, 1))
	for n := range spread {
		spread[n].Grace = time.Hour
	}
	a.Cycle.Windows = append(spread, a.Cycle.Windows...)
	runs, plain, wrong := a, a, a
	runs.Runs, wrong.Runs = true, true
	plain.Cycle.Windows, plain.Cycle.Extensions = nil, nil
	wrong.Problem, wrong.Sent = v.Say("calendar.problem.order"), func(field string) string {
		return map[string]string{"group": now.Groups[1].ID, "reason": "mưa"}[field]
	}
	return []Page{
		{"calendar", calendar.NewCalendar(v, a)},
		{"calendar-plain", calendar.NewCalendar(v, plain)},
		{"calendar-runs", calendar.NewCalendar(v, runs)},
		{"calendar-wrong", calendar.NewCalendar(v, wrong)},
	}
}
