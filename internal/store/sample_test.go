package store_test

import (
	"fmt"
	"testing"
	"time"

	"reformboard/internal/reform"
	"reformboard/internal/store"
)

// A moment in Hanoi, finer than any database holds; and the same as stored.
var (
	at     = time.Date(2026, 3, 15, 6, 30, 0, 123456789, time.FixedZone("", 7*3600))
	stored = time.Date(2026, 3, 14, 23, 30, 0, 123456000, time.UTC)
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func day(d int) time.Time { return time.Date(2026, 3, d, 0, 0, 0, 0, time.UTC) }

var rules = reform.Framework{
	ID: "dvc-2026", Series: "dvc", Title: reform.Words{VI: "Phục vụ người dân", EN: "Service delivery"}, Max: 18 * reform.Point,
	Coverage: "0.8", Figures: []reform.Figure{{ID: "received", Kind: reform.Count, Source: reform.FromUnit, Most: "1000000"}},
	Areas: []reform.Area{{ID: "1", Max: 18 * reform.Point, Indicators: []reform.Indicator{{
		ID: "1.1", Max: 1_2500, Rule: reform.Rule{Kind: reform.Ratio, Of: []string{"received"}, FullAt: "0.95", IfZero: reform.ZeroSuppresses},
	}}}},
}

var quarter = reform.Cycle{
	ID: "2026-q1", Body: "tinh", Framework: "dvc-2026", Period: "2026-Q1",
	DataFrom: day(1).AddDate(0, -3, 14), DataTo: day(15), Opens: day(10), Due: day(20), Closes: day(31),
	NoteVI: "Số liệu mô phỏng", NoteEN: "Simulated figures",
}

// furnish puts a body of n units, the rules and a cycle into a store.
func furnish(t testing.TB, s *store.Store, n int) {
	t.Helper()
	units := []reform.Unit{{ID: "tinh", NameVI: "Tỉnh Mẫu", Simulated: true}}
	for i := range n {
		units = append(units, reform.Unit{ID: unit(i), Parent: "tinh", NameVI: fmt.Sprint("Sở ", i), PeerGroup: "so", Place: i})
	}
	must(t, s.SaveUnits(t.Context(), "an", at, units, []reform.PeerGroup{{ID: "so", NameVI: "Khối sở", NameEN: "Departments"}}))
	must(t, s.SaveFramework(t.Context(), "an", at, rules, []byte("id: dvc-2026\n")))
	must(t, s.SaveCycle(t.Context(), "an", at, quarter))
}

func unit(i int) string { return fmt.Sprintf("so-%03d", i) }

// draft is a version of a unit's report with so many figures.
func draft(unit string, version, figures int) reform.Report {
	r := reform.Report{
		Cycle: "2026-q1", Unit: unit, Source: reform.FromUnit, Version: version, Status: reform.Draft,
		File: "báo cáo.xlsx", SHA256: "ab12", SavedAt: at, SavedBy: "binh",
	}
	for i := range figures {
		r.Values = append(r.Values, reform.Value{
			Figure: fmt.Sprintf("figure-%02d", i), Text: fmt.Sprintf("%d.5", i), Origin: reform.Origin{Sheet: "Số liệu", Cell: fmt.Sprint("D", i)},
		})
	}
	return r
}

// upload is the workbook of a report.
func upload(r reform.Report) reform.Upload {
	return reform.Upload{
		ID: fmt.Sprint(r.Unit, "-", r.Source, "-", r.Version), Cycle: r.Cycle, Unit: r.Unit, Source: r.Source,
		SHA256: r.SHA256, Name: r.File, Size: 40_000, At: r.SavedAt, By: r.SavedBy,
	}
}

// save keeps an upload and the version that it becomes.
func save(t testing.TB, s *store.Store, r reform.Report, u reform.Upload) error {
	t.Helper()
	if err := s.SaveUpload(t.Context(), u); err != nil {
		return err
	}
	return s.AcceptUpload(t.Context(), r, u.ID)
}

// submitted saves a version and submits it.
func submitted(t testing.TB, s *store.Store, r reform.Report) {
	t.Helper()
	must(t, save(t, s, r, upload(r)))
	must(t, r.Submit("chi", at))
	must(t, s.SubmitReport(t.Context(), r))
}
