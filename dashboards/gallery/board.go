package gallery

import (
	"time"

	"reformboard/dashboards"
	"reformboard/dashboards/board"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

func demo() []dashboards.DemoSignIn {
	return []dashboards.DemoSignIn{
		{Name: "banchidao", Password: "xem-va-quyet-dinh", Role: reform.Committee},
		{Name: "canbo", Password: "nop-bao-cao", Role: reform.Officer, Unit: "Chi cục Khu vực 1"},
		{Name: "thamdinh", Password: "so-lieu-khao-sat", Role: reform.Appraiser},
		{Name: "quantri", Password: "nguoi-dung", Role: reform.Administrator},
	}
}

func entries(now *reform.Tally, before []*reform.Tally) []board.CycleEntry {
	entries := []board.CycleEntry{{Cycle: now.Cycle, Framework: &now.Framework, Body: now.Body, Units: 48, Reported: 46}}
	for n := range before {
		t := before[len(before)-1-n]
		entries = append(entries, board.CycleEntry{Cycle: t.Cycle, Framework: &t.Framework, Body: t.Body, Units: 48, Reported: 48 - n})
	}
	real := now.Body
	real.ID, real.Simulated, real.NameVI = "published", false, "Cơ quan đã công bố số liệu"
	return append(entries, board.CycleEntry{Cycle: now.Cycle, Framework: &now.Framework, Body: real, Units: 14, Reported: 14})
}

// overviewSamples are the overview with much to show, and before the due day.
func overviewSamples(v frame.Voice, now *reform.Tally, before []*reform.Tally) []Page {
	early := v
	early.Now = now.Cycle.Due.Add(-50 * time.Hour)
	return []Page{
		{"overview-wide", board.NewOverview(v, sample.Wide(), before, nil)},
		{"overview-early", board.NewOverview(early, sample.Silent("unit-02", "unit-08", "unit-19"), nil, nil)},
		{"overview-one", board.NewOverview(v, sample.One(), nil, nil)},
		{"overview-tied", board.NewOverview(v, sample.AllTied(), before, nil)},
	}
}

// searchSamples are what is found: something, much, and nothing.
func searchSamples(v frame.Voice, now *reform.Tally) []Page {
	return []Page{
		{"search", board.NewSearch(v, now, "chi cuc")},
		{"search-many", board.NewSearch(v, now, "tỷ lệ")},
		{"search-empty", board.NewSearch(v, now, "")},
		{"search-none", board.NewSearch(v, now, "không đâu có")},
	}
}
