package gallery

import (
	"testing"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/indicators"
	"reformboard/dashboards/sample"
	"reformboard/internal/flow"
	"reformboard/internal/reform"
)

// indicatorSamples are pages of an indicator: with all it can show, over years, for a
// body of thousands of units, and with nothing.
func indicatorSamples(t testing.TB, v frame.Voice, now *reform.Tally, before []*reform.Tally) []Page {
	t.Helper()
	page := func(t2 *reform.Tally, id string, about indicators.About) frame.Page {
		return Must[indicators.Indicator](t)(indicators.NewIndicator(v, t2, id, about))
	}
	wide := sample.Province(3_500, 15)
	some := sample.Index()
	return []Page{
		{"indicator", page(now, "3.4", About(t, now, "3.4", before))},
		{"indicator-example", page(some, "1.1", About(t, some, "1.1", nil))},
		{"indicator-province", page(wide, "3.4", About(t, wide, "3.4", nil))},
		{"indicator-empty", page(sample.Empty(), "3.4", indicators.About{})},
	}
}

// About is what flow would find out about an indicator of a sample.
func About(t testing.TB, tally *reform.Tally, indicator string, before []*reform.Tally) indicators.About {
	t.Helper()
	i, _ := tally.Framework.Indicator(indicator)
	curve, err := flow.Curve(&tally.Framework, i)
	if err != nil {
		t.Fatal(err)
	}
	return indicators.About{Past: before, Curve: curve, Funnel: sample.Funnel(tally, i)}
}
