package gallery

import (
	"slices"
	"testing"

	"reformboard/dashboards"
	"reformboard/dashboards/board"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/indicators"
	"reformboard/dashboards/receipts"
	"reformboard/dashboards/sample"
	"reformboard/dashboards/units"
	"reformboard/internal/reform"
)

// Page is a page with sample data, by the name of its file in the gallery.
type Page struct {
	Name string
	Page frame.Page
}

// Must is a page that has to come about.
func Must[P frame.Page](t testing.TB) func(P, error) frame.Page {
	return func(page P, err error) frame.Page {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return page
	}
}

// All is every page, filled and empty.
func All(t testing.TB, v frame.Voice) []Page {
	now, before := sample.Tally("2026-Q3"), []*reform.Tally{}
	for _, p := range []reform.Period{"2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"} {
		before = append(before, sample.Tally(p))
	}
	none := sample.Empty()
	other := sample.Framework()
	other.Short = sample.Words("Chính phủ điện tử", "E-government")
	siblings := []board.Sibling{{Cycle: now.Cycle, Framework: &now.Framework}, {Cycle: reform.Cycle{ID: "other"}, Framework: &other}}
	uploads := []reform.Upload{sample.Upload(now)}
	return append([]Page{
		{"signin", dashboards.NewSignIn(v, "", "", demo())},
		{"signin-provider", dashboards.NewSignIn(v, "", v.Say("provider.away", "Name", "VNeID"), nil).By(v, "VNeID", "/sign-in/provider")},
		{"signin-refused", dashboards.NewSignIn(v, "officer", v.Say("page.error.403.sentence"), nil)},
		{"error-404", dashboards.NewError(v, 404, "")},
		{"error-500", dashboards.NewError(v, 502, "")},
		{"cycles", board.NewCycles(v, entries(now, before), now.AsOf)},
		{"cycles-empty", board.NewCycles(v, nil, now.AsOf)},
		{"overview", board.NewOverview(v, now, before, siblings)},
		{"overview-empty", board.NewOverview(v, none, nil, nil)},
		{"scorecard", Must[units.Scorecard](t)(units.NewScorecard(v, now, "unit-08", Around(now, "unit-08", before...)))},
		{"scorecard-unranked", Must[units.Scorecard](t)(units.NewScorecard(v, now, "unit-12", Around(now, "unit-12", before...)))},
		{"scorecard-empty", Must[units.Scorecard](t)(units.NewScorecard(v, none, "unit-01", Around(none, "unit-01")))},
		{"receipt", Must[receipts.Receipt](t)(Receipt(v, now, before[len(before)-1], "3.4", uploads))},
		{"receipt-missing", Must[receipts.Receipt](t)(receipts.NewReceipt(v, none, "unit-08", "3.4", nil))},
		{"receipt-suppressed", Must[receipts.Receipt](t)(receipts.NewReceipt(v, now, "unit-08", "5.1", nil))},
		{"receipt-late", Must[receipts.Receipt](t)(receipts.NewReceipt(v, sample.Late("2026-Q3"), sample.Explained, "5.6", nil))},
		{"receipt-area", Must[receipts.Receipt](t)(receipts.NewReceipt(v, now, "unit-08", "3", nil))},
		{"receipt-total", Must[receipts.Receipt](t)(Receipt(v, now, before[len(before)-1], "total", nil))},
		{"method", indicators.NewMethod(v, sample.Index())},
		{"method-empty", indicators.NewMethod(v, none)},
	}, slices.Concat(
		workSamples(v, now, before),
		calendarSamples(v, now),
		lockerSamples(v, now),
		reportSamples(v, now),
		batchSamples(t, v, now),
		recipeSamples(v, now),
		accountSamples(v, now),
		peopleSamples(v, now),
		oddSamples(t, v),
		overviewSamples(v, now, before),
		completenessSamples(t, v, now, before),
		searchSamples(v, now),
		rankingSamples(t, v, now),
		compareSamples(v, now, before),
		movementSamples(t, v, now, before),
		radarSamples(t, v, now, before),
		indicatorSamples(t, v, now, before),
		recordSamples(v, now, none),
		agreementSamples(t, v, now, none),
		appraisalSamples(t, v, now, before[len(before)-1], none),
	)...)
}
