package web_test

import (
	"database/sql"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"reformboard/internal/htmltest"
	"reformboard/internal/password"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// staff gives the demonstration a second person who may publish, one who may for another
// body only, and an auditor.
func (s *site) staff(t *testing.T) {
	t.Helper()
	for _, u := range []reform.User{
		{ID: "second", Name: "Người Thứ Hai", Role: reform.Administrator},
		{ID: "auditor", Role: reform.Auditor},
		{ID: "body auditor", Role: reform.Auditor, Unit: "mau"},
	} {
		u.Password = password.Hash("demo-" + u.ID + "-2026")
		if err := s.board.Store.SaveUser(t.Context(), "test", played, u); err != nil {
			t.Fatal(err)
		}
		p := s.visitor(t)
		if got := p.post("/sign-in", url.Values{"name": {u.ID}, "password": {"demo-" + u.ID + "-2026"}}); got.status != http.StatusSeeOther {
			t.Fatalf("%s could not sign in: %d", u.ID, got.status)
		}
		s.people[u.ID] = p
	}
}

func (a answer) page(t *testing.T) htmltest.Page { return htmltest.Parse(t, a.body) }

// TestEditionIsPublishedByTwoAndVerified goes the whole way in the browser's shoes, on both
// databases.
func TestEditionIsPublishedByTwoAndVerified(t *testing.T) {
	oneAfterTheOther(t)
	storetest.EachBehind(t, func(t *testing.T, s *store.Store, behind *sql.DB) {
		at := newSite(t, s)
		at.staff(t)
		list := "/cycles/" + service + "/editions"
		first, second, committee := at.as(t, "administrator"), at.people["second"], at.as(t, "committee")
		committee.get(list).page(t).HasNo("main form").In("main").HasText("Chưa công bố bản nào")
		for path, form := range map[string]url.Values{list: nil, list + "/approve": {"proposal": {"x"}}, list + "/withdraw": nil, list + "/1/verify": nil} {
			if got := committee.post(path, form); got.status != http.StatusForbidden {
				t.Errorf("the committee posts to %s: got %d", path, got.status)
			}
		}
		if got := first.post(list, nil); got.status != http.StatusSeeOther || got.header.Get("Location") != list {
			t.Fatalf("propose: got %d to %q", got.status, got.header.Get("Location"))
		}
		own := first.get(list).page(t)
		own.In("main").HasText("Người đề nghị không được tự duyệt")
		own.HasNo(`form[action="` + list + `/approve"]`)
		id := second.get(list).page(t).In(`form[action="` + list + `/approve"] input[name="proposal"]`).Attr("value")
		if got := first.post(list+"/approve", url.Values{"proposal": {id}}); got.status != http.StatusForbidden {
			t.Errorf("who proposed approves: got %d", got.status)
		}
		if got := second.post(list+"/approve", url.Values{"proposal": {"another"}}); got.status != http.StatusConflict {
			t.Errorf("a proposal that nobody made: got %d", got.status)
		}
		edition := list + "/1"
		for range 2 { // a second click
			if got := second.post(list+"/approve", url.Values{"proposal": {id}}); got.header.Get("Location") != edition {
				t.Fatalf("approve: got %d to %q", got.status, got.header.Get("Location"))
			}
		}
		committee.get(list).page(t).In("main").HasText("Bản số 1").HasText("Người Thứ Hai")
		committee.get(edition).page(t).HasNo(`form[action="` + edition + `/verify"]`).In("main").HasText("chưa được kiểm tra lại")
		auditor := at.people["auditor"]
		if got := auditor.post(edition+"/verify", nil); got.header.Get("Location") != edition {
			t.Errorf("verify: got %d to %q: %s", got.status, got.header.Get("Location"), got.page(t).In("main").Text())
		}
		committee.get(edition).page(t).In(".verdict-good").HasText("khớp")
		if got := committee.get(edition + "/edition.json"); got.status != http.StatusOK || !strings.HasPrefix(got.body, `{"format":"reformboard edition 1"`) {
			t.Errorf("the file: got %d", got.status)
		}
		if got := at.as(t, "officer").get(edition + "/edition.json"); got.status != http.StatusNotFound {
			t.Errorf("the file, for an officer: got %d", got.status)
		}
		for _, path := range []string{list + "/2", list + "/x", list + "/0", "/cycles/none/editions"} {
			if got := committee.get(path); got.status != http.StatusNotFound {
				t.Errorf("%s: got %d", path, got.status)
			}
		}
		// A row altered by hand is named, on the edition's page and on the log's.
		if _, err := behind.ExecContext(t.Context(), "UPDATE report_values SET text = '1' WHERE cycle = '"+service+"' AND unit = 'mau-v03' AND text <> ''"); err != nil {
			t.Fatal(err)
		}
		found := auditor.post(edition+"/verify", nil).page(t)
		found.In(".verdict-bad").HasText("Không khớp ở")
		found.In("#found").HasText("Giá trị kê khai")
		auditor.post("/log/verify", nil).page(t).In("#found").HasText("report/" + service + "/mau-v03/unit/")
		committee.get(edition).page(t).In(".verdict-bad").HasText("không khớp")
	})
}

func TestLogIsReadByWhomItConcerns(t *testing.T) {
	oneAfterTheOther(t)
	at := newSite(t, storetest.Open(t))
	at.staff(t)
	for who, want := range map[string]int{"administrator": http.StatusOK, "committee": http.StatusForbidden, "officer": http.StatusNotFound, "analyst": http.StatusForbidden} {
		for _, path := range []string{"/log", "/log.csv"} {
			if got := at.as(t, who).get(path); got.status != want {
				t.Errorf("%s reads %s: got %d, want %d", who, path, got.status, want)
			}
		}
	}
	if got := at.people["body auditor"].get("/log"); got.status != http.StatusNotFound {
		t.Errorf("an auditor of one body: got %d", got.status)
	}
	auditor := at.people["auditor"]
	seq := at.head(t)
	page := auditor.get("/log?deed=signed_in&by=auditor").page(t)
	page.In("#log tbody").HasCount("tr", 1).HasText("đăng nhập")
	events := at.since(t, seq)
	if len(events) != 1 || events[0].Deed != reform.ConsultedDeed || events[0].By != "auditor" || !strings.HasPrefix(events[0].Detail, "deed=signed_in&by=auditor") {
		t.Errorf("got %v", events)
	}
	auditor.get("/log").page(t).In("#log tbody").HasCount("tr", 100)
	if got := auditor.get("/log?cycle=" + service + "&unit=mau-v03&from=2000-01-01&to=2100-01-01").page(t).In("#log tbody").Text(); !strings.Contains(got, "nộp báo cáo") || strings.Contains(got, "đăng nhập") {
		t.Errorf("got %s", got)
	}
	auditor.get("/log?to=2000-01-01").page(t).In("main").HasText("Không có sự kiện nào phù hợp")
	for _, bad := range []string{"/log?from=yesterday", "/log?before=x", "/log?before=-1"} {
		if got := auditor.get(bad); got.status != http.StatusBadRequest {
			t.Errorf("%s: got %d", bad, got.status)
		}
	}
	file := auditor.get("/log.csv?deed=refused")
	if file.status != http.StatusOK || !strings.HasPrefix(file.body, "seq,at,by,deed,cycle,unit,detail,subject,content,before,hash\n") {
		t.Errorf("got %d: %.80s", file.status, file.body)
	}
	if got := auditor.post("/log/verify", nil); got.header.Get("Location") != "/log" {
		t.Errorf("verify: got %d: %s", got.status, got.page(t).In("main").Text())
	}
	auditor.get("/log").page(t).In(".verdict-good").HasText("nguyên vẹn")
	if got := at.as(t, "committee").post("/log/verify", nil); got.status != http.StatusForbidden {
		t.Errorf("the committee verifies the log: got %d", got.status)
	}
}
