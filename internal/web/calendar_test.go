package web_test

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

// whoRunsTheCycleSetsItsDays has every role look at the calendar and try to change it.
func whoRunsTheCycleSetsItsDays(t *testing.T, at *site) {
	path := "/cycles/" + egov
	days := url.Values{"stage": {"first_appraisal"}, "group": {""}, "opens": {"2026-12-04T08:00"}, "due": {"2026-12-10T17:00"}, "grace": {"60"}, "closes": {"2026-12-12T17:00"}}
	more := url.Values{"stage": {"reporting"}, "unit": {silent}, "until": {"2026-12-09T17:00"}, "reason": {"Bão số 9 làm mất điện ba ngày"}}
	spread := url.Values{"first": {"2026-11-29T17:00"}, "last": {"2026-11-30T17:00"}}
	for _, role := range []string{"officer", "appraiser", "committee", "analyst", "administrator"} {
		person, runs := at.as(t, role), role == "administrator"
		if got := person.get(path + "/calendar"); got.status != http.StatusOK || strings.Contains(got.body, `action="`+path+`/extensions"`) != runs {
			t.Errorf("%s looks at the calendar: %d", role, got.status)
		}
		for to, sent := range map[string]url.Values{"/windows": days, "/extensions": more, "/windows/spread": spread} {
			want := http.StatusForbidden
			switch role {
			case "administrator":
				want = http.StatusSeeOther
			case "officer": // who sees but one of its units
				want = http.StatusNotFound
			}
			if got := person.post(path+to, sent); got.status != want {
				t.Errorf("%s at %s: got %d, want %d", role, to, got.status, want)
			}
		}
	}
	c, err := at.board.Store.Cycle(t.Context(), egov)
	if err != nil {
		t.Fatal(err)
	}
	unit, err := at.board.Store.Unit(t.Context(), silent)
	if err != nil {
		t.Fatal(err)
	}
	if w := c.Reports(unit); w.Extension == nil || w.Due.Format("2006-01-02T15:04") != "2026-12-09T17:00" {
		t.Errorf("%s has until %v", silent, w.Due)
	}
	if w, ok := c.Window(reform.FirstAppraisal, unit); !ok || w.Last().Format("15:04") != "18:00" {
		t.Errorf("first appraisal: %v", w)
	}
	officer := at.as(t, "officer")
	if got := officer.get("/").body; !strings.Contains(got, "được gia hạn") || !strings.Contains(got, "Bão số 9") {
		t.Error("the officer is not told")
	}
	htmltest.Parse(t, officer.get(path+"/units/"+silent+"/report").body).HasText("17:00 09/12/2026")
	htmltest.Parse(t, officer.get(path+"/calendar").body).HasText("Bão số 9")
}

// daysThatMakeNoSenseStayOnThePage holds that nothing is changed, and what was typed
// stays.
func daysThatMakeNoSenseStayOnThePage(t *testing.T, at *site) {
	person := at.as(t, "administrator")
	before, err := at.board.Store.BoardVersion(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	good := url.Values{"stage": {"reporting"}, "group": {""}, "opens": {"2026-12-04T08:00"}, "due": {"2026-12-10T17:00"}, "closes": {"2026-12-12T17:00"}}
	more := url.Values{"stage": {"reporting"}, "unit": {silent}, "until": {"2026-12-30T17:00"}, "reason": {"Bão số 9 làm mất điện ba ngày"}}
	for _, c := range []struct{ to, field, value, says string }{
		{"/windows", "due", "2026-12-03T17:00", "Thứ tự chưa đúng"},
		{"/windows", "due", "tomorrow", "Thời điểm chưa đúng"},
		{"/windows", "due", "9999-12-03T17:00", "Thời điểm chưa đúng"},
		{"/windows", "grace", "-1", "Thứ tự chưa đúng"},
		{"/windows", "grace", "99999999999999999999", "Thời điểm chưa đúng"},
		{"/windows", "grace", "43201", "Thời điểm chưa đúng"},
		{"/windows", "stage", "party", "Thứ tự chưa đúng"},
		{"/windows", "group", "nowhere", "chưa đặt thời hạn"},
		{"/windows", "drop", "1", "chưa đặt thời hạn"},
		{"/extensions", "until", "2026-01-01T00:00", "Chưa gia hạn"},
		{"/extensions", "reason", "mưa", "Chưa gia hạn"},
		{"/extensions", "stage", "council", "chưa đặt thời hạn"},
		{"/extensions", "unit", "nobody", "chưa đặt thời hạn"},
		{"/windows/spread", "first", "2026-12-03T17:00", "Thời điểm chưa đúng"},
	} {
		sent := url.Values{}
		from := good
		if c.to == "/extensions" {
			from = more
		}
		maps.Copy(sent, from)
		sent.Set(c.field, c.value)
		if got := person.post("/cycles/"+egov+c.to, sent); got.status != http.StatusBadRequest || !strings.Contains(got.body, c.says) {
			t.Errorf("%s %s=%s: got %d", c.to, c.field, c.value, got.status)
		}
	}
	if after, err := at.board.Store.BoardVersion(t.Context()); err != nil || after != before {
		t.Errorf("something was changed: %d, %v", after-before, err)
	}
}
