package web_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"

	"reformboard/internal/flow/flowtest"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// TestLatenessCountsOnEveryPage opens the pages of a cycle whose rules read lateness from
// the record: none breaks on a figure that nobody reports, and the receipt says both moments.
func TestLatenessCountsOnEveryPage(t *testing.T) {
	oneAfterTheOther(t)
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		at := newSite(t, s)
		cycle := timelyCycle(t, s, at)
		committee := at.as(t, "committee")
		const unit = "/units/mau-v03"
		for _, lang := range []string{"vi", "en"} {
			committee.get("/?lang=" + lang)
			for _, rest := range []string{
				"", "/ranking", "/ranking?by=late", "/movement", "/weak", "/weak?unit=mau-v03", "/completeness", "/search?q=late", "/method", "/calendar", "/compare?unit=mau-v03", "/indicators/late",
				unit, unit + "/indicators/late", unit + "/report", unit + "/appraisal", "/units/" + silent + "/indicators/late",
			} {
				got := committee.get("/cycles/" + cycle + rest)
				if got.status != http.StatusOK {
					t.Errorf("%s: %d", rest, got.status)
				}
				checkPage(t, rest, got)
			}
		}
		for _, rest := range []string{"/ranking.xlsx", "/ranking.csv", "/completeness.csv", unit + "/scorecard.xlsx", unit + "/scorecard.csv", unit + "/form.xlsx"} {
			if got := committee.get("/cycles/" + cycle + rest); got.status != http.StatusOK {
				t.Errorf("%s: %d", rest, got.status)
			}
		}
		var receipt struct {
			Earned string
			Inputs []struct {
				Value string
				Why   reform.Words
			}
		}
		text := committee.get("/cycles/" + cycle + unit + "/indicators/late/receipt.json").body
		if err := json.Unmarshal([]byte(text), &receipt); err != nil || receipt.Earned != "0.5" || len(receipt.Inputs) != 1 ||
			receipt.Inputs[0].Value != "3" || receipt.Inputs[0].Why.VI != "nộp 03:00 24/11/2026, hạn 03:00 21/11/2026, chậm 3 ngày" {
			t.Errorf("got %s, %v", text, err)
		}
		for path, has := range map[string]bool{"/report": true, "/report?source=survey": false, "/report?source=record": false, "/form.xlsx?source=record": false} {
			if got := committee.get("/cycles/" + cycle + unit + path); (got.status == http.StatusOK) != has || !has && got.status != http.StatusNotFound {
				t.Errorf("%s: %d", path, got.status)
			}
		}
	})
}

// timelyCycle is a cycle of the demonstration's body by rules that read lateness, in which
// one unit came three days late.
func timelyCycle(t *testing.T, s *store.Store, at *site) string {
	t.Helper()
	old, err := s.Cycle(t.Context(), egov)
	if err != nil {
		t.Fatal(err)
	}
	f, err := s.Framework(t.Context(), old.Framework)
	if err != nil {
		t.Fatal(err)
	}
	f = flowtest.Timely(f)
	f.Figures = slices.DeleteFunc(f.Figures, func(g reform.Figure) bool { return g.Source == reform.FromSurvey })
	f.Series = "timely"
	c := old
	c.ID, c.Framework, c.Opens, c.Due, c.Closes = "timely", f.ID, played.AddDate(0, 0, -20), played.AddDate(0, 0, -1), played.AddDate(0, 0, 20)
	when := c.Due.AddDate(0, 0, 3)
	r := reform.Report{Cycle: c.ID, Unit: "mau-v03", Source: reform.FromUnit, Version: 1, Status: reform.Draft, SavedAt: when, SavedBy: "test"}
	for _, g := range f.FiguresOf(reform.FromUnit) {
		r.Values = append(r.Values, reform.Value{Figure: g.ID, Absence: reform.NotReported})
	}
	u := reform.Upload{ID: "timely", Cycle: c.ID, Unit: r.Unit, Source: r.Source, SHA256: "ab", Name: "a.xlsx", At: when, By: "test"}
	err = errors.Join(s.SaveFramework(t.Context(), "test", played, f, []byte("id: timely")), s.SaveCycle(t.Context(), "test", played, c), s.SaveUpload(t.Context(), u), s.AcceptUpload(t.Context(), r, u.ID))
	if err = errors.Join(err, r.Submit("test", when)); err == nil {
		err = s.SubmitReport(t.Context(), r)
	}
	if err != nil {
		t.Fatal(err)
	}
	later := when.Add(time.Hour)
	at.now.Store(&later)
	return c.ID
}
