package gallery

import (
	"testing"
	"time"

	"reformboard/dashboards/batches"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

// Lorry is the archives of the sample, of which most have come in.
func Lorry(t *reform.Tally) batches.Lorry {
	l := batches.Lorry{
		Cycle: t.Cycle, Framework: &t.Framework, Body: t.Body, Source: reform.FromUnit, Units: t.Units,
		Reporters: map[string]reform.Status{}, People: map[string]string{"quantri": "Trần Quản Trị"},
	}
	for n, u := range t.Units[:35] {
		l.Reporters[u.ID] = reform.Submitted
		if n%9 == 4 {
			l.Reporters[u.ID] = reform.Draft
		}
	}
	return l
}

func batchSamples(t testing.TB, v frame.Voice, now *reform.Tally) []Page {
	t.Helper()
	v.Now = now.Cycle.Due.Add(-20 * time.Hour)
	l := Lorry(now)
	none := l
	none.Units, none.Reporters = nil, nil
	all, closed := l, v
	all.Reporters = map[string]reform.Status{}
	for _, u := range all.Units {
		all.Reporters[u.ID] = reform.Submitted
	}
	closed.Now = now.Cycle.Closes
	running, done := sample.Batch(now, 500, 137), sample.Finished(sample.Batch(now, 48, 48), "")
	clean := done
	clean.Items = clean.Items[:3]
	return []Page{
		{"batches", batches.NewBatches(v, l, []reform.Batch{running, done, sample.Finished(sample.Batch(now, 60, 20), "disk full")})},
		{"batches-empty", batches.NewBatches(v, none, nil)},
		{"batches-closed", batches.NewBatches(closed, l, []reform.Batch{done})},
		{"batch-running", Must[batches.Batch](t)(batches.NewBatch(v, l, running, "", 2))},
		{"batch-begun", Must[batches.Batch](t)(batches.NewBatch(v, l, sample.Batch(now, 500, 0), "", 1))},
		{"batch", Must[batches.Batch](t)(batches.NewBatch(v, l, done, "", 1))},
		{"batch-errors", Must[batches.Batch](t)(batches.NewBatch(v, l, done, "errors", 1))},
		{"batch-clean", Must[batches.Batch](t)(batches.NewBatch(v, all, clean, "", 1))},
		{"batch-stopped", Must[batches.Batch](t)(batches.NewBatch(v, l, sample.Finished(sample.Batch(now, 60, 20), "disk full"), "unread", 1))},
	}
}
