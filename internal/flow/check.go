package flow

import (
	"slices"
	"time"

	"reformboard/internal/reform"
	"reformboard/internal/score"
	"reformboard/internal/scrutiny"
	"reformboard/internal/workbook"
)

// Check reads a report as Receive does, where there is no board: nothing is kept, and
// it is held against what is given of the periods before, and against no peers. After
// is nil where the unit cannot be scored on its own, and where nothing was read.
func Check(content []byte, form workbook.Form, before ...scrutiny.Past) (reform.Difference, error) {
	var d reform.Difference
	r, err := workbook.Read(content, form)
	if err != nil {
		return d, err
	}
	if d.Findings = r.Findings; r.Refused() {
		return d, nil
	}
	d.Alterations = alterations(desk{form: form}, reform.Report{}, r, nil)
	d.Report = reform.Report{Cycle: form.Cycle.ID, Unit: form.Unit.ID, Source: form.Source, Version: 1, Status: reform.Draft}
	settle(&d, form, scrutiny.Case{Framework: &form.Framework, Period: form.Cycle.Period, History: before})
	if !onItsOwn(form) {
		return d, nil
	}
	m, err := score.Prepare(&form.Framework)
	if err != nil {
		return d, err
	}
	submitted := d.Report
	submitted.SubmittedAt = new(time.Time) // nobody is late where no clock is
	in := score.Input{Cycle: form.Cycle, Units: []reform.Unit{form.Unit}, Reports: []reform.Report{submitted}}
	if len(before) > 0 {
		in.Before = []reform.Report{{Unit: form.Unit.ID, Source: form.Source, Values: before[0].Values, SubmittedAt: submitted.SubmittedAt}}
	}
	cards, err := m.Cycle(in)
	if err == nil {
		d.After = &cards[0]
	}
	return d, err
}

// onItsOwn reports whether a unit's score depends on nothing but its own report: on no
// other unit, on no record of when it came, and not on a peer group that nobody named.
func onItsOwn(form workbook.Form) bool {
	return !form.Framework.NeedsOthers() && !form.Framework.ReadsRecord() && (form.Unit.PeerGroup != "" ||
		!slices.ContainsFunc(form.Framework.Indicators(), func(i reform.Indicator) bool { return len(i.Applies.Groups) > 0 }))
}
