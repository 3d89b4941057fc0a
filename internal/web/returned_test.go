package web_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"reformboard/internal/flow"
	"reformboard/internal/flow/appraisals"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// TestReturnedClaimIsMendedThoughReportingIsLocked leads the unit from its home to a new
// report of what was returned, and takes none before that and none after it is final; each
// side finds on its home what waits for it.
func TestReturnedClaimIsMendedThoughReportingIsLocked(t *testing.T) {
	oneAfterTheOther(t)
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		at := newSite(t, s)
		at.bench(t)
		unit := "/cycles/" + service + "/units/" + judgedUnit
		appraiser, head, council := at.as(t, "appraiser"), at.people["head"], at.people["council"]
		appraiser.get("/").page(t).In(`.work a[href="/cycles/` + service + `/appraisals"]`)
		judge := func(indicator string, verdict reform.Verdict) {
			t.Helper()
			a := reform.Appraisal{Cycle: service, Unit: judgedUnit, Indicator: indicator, Verdict: verdict, By: "appraiser", At: played, Turn: "first", Version: 1, Report: 1}
			if verdict == reform.Returned {
				a.Ground, a.Text = "R01", "Thiếu biên bản của tháng 8"
			}
			must(t, s.SaveAppraisals(t.Context(), []reform.Appraisal{a}))
		}
		closed, err := s.Cycle(t.Context(), service)
		must(t, err)
		closed.Due, closed.Closes = played, played
		must(t, s.SaveCycle(t.Context(), "administrator", played, closed))
		units, err := s.Units(t.Context())
		must(t, err)
		d, err := at.board.DocketOf(t.Context(), closed, units, judgedUnit)
		must(t, err)
		returned := d.Claims[0].Indicator.ID
		if _, err := at.handsIn(t, d.Report); !errors.Is(err, reform.ErrForbidden) {
			t.Errorf("locked, and nothing returned: %v", err)
		}
		for _, c := range d.Claims {
			judge(c.Indicator.ID, map[bool]reform.Verdict{true: reform.Returned, false: reform.Accepted}[c.Indicator.ID == returned])
		}
		head.get("/").page(t).In(`.work a[href="` + unit + `/report?source=unit"]`)
		head.get("/").page(t).In(".work").HasText("1 tiêu chí bị trả lại")
		thread := unit + "/indicators/" + returned + "/thread"
		head.get(thread).page(t).In(`#answer a[href="` + unit + `/report?source=unit"]`)
		at.as(t, "committee").get(thread).page(t).In("#answer").HasText("nộp lại báo cáo").HasNo("a.button")
		head.get(unit + "/report").page(t).In("#judging").HasText("trả lại")
		head.get(unit + "/report").page(t).In(`form[action="` + unit + `/report?source=unit"]`)
		report, err := at.handsIn(t, d.Report)
		must(t, err)
		if report.Version != d.Report.Version+1 {
			t.Errorf("the mended report is version %d", report.Version)
		}
		if page := head.get(thread).page(t).In("#answer"); strings.Contains(page.Text(), "bị trả lại") {
			t.Error("what was mended still waits for the unit")
		}
		again := reform.Appraisal{Cycle: service, Unit: judgedUnit, Indicator: returned, Verdict: reform.Accepted, Version: 1, Report: report.Version}
		_, err = appraisals.New(at.board).Judge(t.Context(), reform.User{ID: "appraiser", Role: reform.Appraiser, Unit: "mau"}, again, played)
		must(t, err)
		docket := unit + "/appraisal"
		wants(t, "end", appraiser.post(docket+"/end", url.Values{"seen": {"0"}}), http.StatusSeeOther)
		if _, err := at.handsIn(t, report); !obstacle(err, reform.UnderWay) {
			t.Errorf("judged, and nothing returned: %v", err)
		}
		council.get("/").page(t).In(`.work a[href="` + docket + `"]`)
		council.get("/").page(t).In(".work").HasText("chờ chốt điểm")
		wants(t, "finish", council.post(docket+"/finish", url.Values{"seen": {"1"}}), http.StatusSeeOther)
		page := head.get(unit + "/report").page(t)
		page.In("#judging").HasText("Điểm đã chốt")
		page.HasNo(".drop")
		got := wants(t, "sent when it is final", head.upload(unit+"/report", "x.xlsx", []byte("PK")), http.StatusForbidden)
		got.page(t).In("main").HasText("Điểm đã chốt")
	})
}

func obstacle(err error, want reform.Obstacle) bool {
	o, ok := errors.AsType[reform.Objection](err)
	return ok && o.Obstacle == want
}

// handsIn has the head of a unit change a figure of a report, and hand it in.
func (s *site) handsIn(t *testing.T, seen reform.Report) (reform.Report, error) {
	t.Helper()
	content, err := json.Marshal(flow.Entry{Version: seen.Version, Typed: map[string]string{seen.Values[0].Figure: seen.Values[0].Text + "0"}})
	must(t, err)
	out, err := s.board.Receive(t.Context(), flow.Delivery{Cycle: seen.Cycle, Unit: seen.Unit, Source: seen.Source, By: "head", At: played, Content: content})
	if err != nil {
		return seen, err
	}
	_, err = s.board.Accept(t.Context(), flow.Acceptance{Upload: out.Upload.ID, Version: seen.Version, By: "head", At: played})
	must(t, err)
	reasons := map[string]string{}
	for _, v := range seen.Values {
		reasons[v.Figure] = "Đã đối chiếu với sổ theo dõi của đơn vị"
	}
	return s.board.Submit(t.Context(), flow.Draft{Cycle: seen.Cycle, Unit: seen.Unit, Source: seen.Source, Version: seen.Version + 1, Reasons: reasons}, "head", played)
}
