package web_test

import (
	"maps"
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

const judgedUnit = "mau-v03"

// bench signs those in who judge and answer for one unit.
func (s *site) bench(t *testing.T) {
	t.Helper()
	for _, u := range []reform.User{
		{ID: "council", Name: "Lê Quốc Cường", Role: reform.Council, Unit: "mau"},
		{ID: "head", Name: "Trần Thị Hoa", Role: reform.Head, Unit: judgedUnit},
		{ID: "kin", Name: "Đỗ Văn Kin", Role: reform.Appraiser, Unit: "mau", Home: judgedUnit},
	} {
		u.Password = password.Hash("demo-" + u.ID + "-2026-x")
		must(t, s.board.Store.SaveUser(t.Context(), "test", played, u))
		p := s.visitor(t)
		if got := p.post("/sign-in", url.Values{"name": {u.ID}, "password": {"demo-" + u.ID + "-2026-x"}}); got.status != http.StatusSeeOther {
			t.Fatalf("%s could not sign in: %d", u.ID, got.status)
		}
		s.people[u.ID] = p
	}
}

// form is what a form of a page would send as it stands.
func (a answer) form(t *testing.T, selector string) url.Values {
	t.Helper()
	sent := url.Values{}
	a.page(t).In(selector).In(`input[type="hidden"]`).Each(func(p htmltest.Page) { sent.Add(p.Attr("name"), p.Attr("value")) })
	return sent
}

func with(form url.Values, pairs ...string) url.Values {
	sent := maps.Clone(form)
	for n := 0; n < len(pairs); n += 2 {
		sent.Set(pairs[n], pairs[n+1])
	}
	return sent
}

func wants(t *testing.T, says string, got answer, status int) answer {
	t.Helper()
	if got.status != status {
		t.Errorf("%s: got %d to %q, want %d: %s", says, got.status, got.header.Get("Location"), status, got.page(t).In("body").Text())
	}
	return got
}

// TestClaimIsJudgedFromTheQueueToFinal goes the whole way in the browser's shoes, with
// every form sent badly before it is sent well, on both databases.
func TestClaimIsJudgedFromTheQueueToFinal(t *testing.T) {
	oneAfterTheOther(t)
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		at := newSite(t, s)
		at.bench(t)
		cut := at.cutsAndAccepts(t)
		at.answers(t, cut)
		at.settles(t, cut)
	})
}

// cutsAndAccepts has the appraiser judge every claim of a unit, one of them down.
func (s *site) cutsAndAccepts(t *testing.T) (cut string) {
	t.Helper()
	appraiser, queue := s.as(t, "appraiser"), "/cycles/"+service+"/appraisals"
	page := appraiser.get(queue + "?find=" + url.QueryEscape(s.nameOf(t, judgedUnit))).page(t)
	link := page.In(`.desk-lines tbody tr th a`).Attr("href")
	address, _, _ := strings.Cut(link, "?")
	claim := appraiser.get(link)
	form := claim.form(t, ".desk-form")
	if form.Get("asked") == "" || form.Get("next") == "" || form.Get("seen") != "0" {
		t.Fatalf("the form holds %v", form)
	}
	long := "Số hồ sơ chưa đủ căn cứ"
	for says, bad := range map[string]url.Values{
		"nothing chosen":     form,
		"no such verdict":    with(form, "verdict", "withdrawn"),
		"no points":          with(form, "verdict", "cut", "ground", "R07", "text", long),
		"points in words":    with(form, "verdict", "cut", "points", "hai", "ground", "R07", "text", long),
		"points above all":   with(form, "verdict", "cut", "points", "1000", "ground", "R07", "text", long),
		"points below none":  with(form, "verdict", "cut", "points", "-1", "ground", "R07", "text", long),
		"no ground":          with(form, "verdict", "cut", "points", "0,25", "text", long),
		"a ground of nobody": with(form, "verdict", "returned", "ground", "R77", "text", long),
		"fourteen letters":   with(form, "verdict", "cut", "points", "0,25", "ground", "R07", "text", "mười bốn chữ á"),
	} {
		got := wants(t, says, appraiser.post(address, bad), http.StatusUnprocessableEntity)
		got.page(t).In("#problem[role=alert]")
		if text := bad.Get("text"); got.page(t).In("#text").Text() != text || got.page(t).In("#points").Attr("value") != bad.Get("points") {
			t.Errorf("%s: what was typed is lost", says)
		}
	}
	for says, bad := range map[string]url.Values{"no version": with(form, "verdict", "accepted", "seen", "x"), "no page": with(form, "verdict", "accepted", "asked", "page=x"), "below none": with(form, "report", "-1")} {
		wants(t, says, appraiser.post(address, bad), http.StatusBadRequest)
	}
	good := with(form, "verdict", "cut", "points", "0,25", "ground", "R07", "text", long, "then", "next")
	for range 2 { // a second click
		if to := wants(t, "cut", appraiser.post(address, good), http.StatusSeeOther).header.Get("Location"); to == address || !strings.Contains(to, "/appraisal?find=") {
			t.Errorf("after it the appraiser is led to %q", to)
		}
	}
	stale := wants(t, "seen before it was judged", appraiser.post(address, with(form, "verdict", "returned", "ground", "R01", "text", "Thiếu báo cáo của tháng 8")), http.StatusConflict)
	stale.page(t).In("#problem").HasText("chấm 0,25 điểm").HasText("vẫn còn bên dưới")
	if stale.page(t).In("#text").Text() != "Thiếu báo cáo của tháng 8" || stale.form(t, ".desk-form").Get("seen") != "1" {
		t.Error("what was typed is lost, or it would be sent over what was not seen")
	}
	wants(t, "another report than there is", appraiser.post(address, with(form, "seen", "1", "report", "99", "verdict", "accepted")), http.StatusConflict).page(t).In("#problem").HasText("báo cáo mới")

	docket := "/cycles/" + service + "/units/" + judgedUnit + "/appraisal"
	wants(t, "claims are owed", appraiser.post(docket+"/end", url.Values{"seen": {"0"}}), http.StatusConflict).page(t).In("#problem")
	for n := 0; ; n++ {
		owed := appraiser.get(docket).page(t)
		if owed.Count("#owed a") == 0 {
			break
		}
		if n > 60 {
			t.Fatal("it does not end")
		}
		to := owed.In("#owed a").At(0).Attr("href")
		wants(t, "accept", appraiser.post(to, with(appraiser.get(to).form(t, ".desk-form"), "verdict", "accepted", "points", "3", "ground", "R07", "text", "x")), http.StatusSeeOther)
	}
	wants(t, "who belongs to the unit", s.people["kin"].post(address, with(form, "seen", "1", "verdict", "accepted")), http.StatusForbidden).page(t).In("#problem").HasText("Bạn thuộc đơn vị này")
	s.people["kin"].get(address).page(t).HasNo(".desk-form")
	for range 2 {
		wants(t, "end", appraiser.post(docket+"/end", url.Values{"seen": {"0"}}), http.StatusSeeOther)
	}
	id, err := url.PathUnescape(strings.TrimSuffix(address[strings.LastIndex(address, "/indicators/")+len("/indicators/"):], "/appraisal"))
	must(t, err)
	return id
}

func (s *site) nameOf(t *testing.T, unit string) string {
	t.Helper()
	u, err := s.board.Store.Unit(t.Context(), unit)
	must(t, err)
	return u.NameVI
}

// answers has the unit contest the cut, and the appraiser judge it anew.
func (s *site) answers(t *testing.T, cut string) {
	t.Helper()
	docket, thread := "/cycles/"+service+"/units/"+judgedUnit+"/appraisal", "/cycles/"+service+"/units/"+judgedUnit+"/indicators/"+cut+"/thread"
	head := s.people["head"]
	head.get("/cycles/" + service).page(t).In(`.menu a[href="` + docket + `"]`).HasText("Giải trình")
	page := head.get(docket).page(t)
	if page.Count("#owed a") != 1 || page.In("#owed a").Attr("href") != thread {
		t.Fatalf("owed: %s", page.In("main").Text())
	}
	sent := head.get(thread).form(t, ".desk-form")
	for says, bad := range map[string]url.Values{
		"no stance": sent, "no such stance": with(sent, "stance", "maybe"), "too short": with(sent, "stance", "contests", "text", "không"),
		"no version": with(sent, "stance", "agrees", "seen", "x"),
	} {
		status := http.StatusUnprocessableEntity
		if bad.Get("seen") == "x" {
			status = http.StatusBadRequest
		}
		if got := wants(t, says, head.post(thread, bad), status); status == http.StatusUnprocessableEntity && got.page(t).In("#text").Text() != bad.Get("text") {
			t.Errorf("%s: what was typed is lost", says)
		}
	}
	wants(t, "another judgement than there is", head.post(thread, with(sent, "stance", "agrees", "seen", "7")), http.StatusConflict)
	wants(t, "the appraiser answers", s.as(t, "appraiser").post(thread, with(sent, "stance", "agrees")), http.StatusForbidden)
	wants(t, "the officer of another unit", s.as(t, "officer").get(thread), http.StatusNotFound)
	why := "Hồ sơ được lưu ở bộ phận một cửa của ba xã"
	for range 2 {
		wants(t, "contest", head.post(thread, with(sent, "stance", "contests", "text", why)), http.StatusSeeOther)
	}
	head.get(thread).page(t).In(".said-line").HasCount(".said-answered", 1).HasText(why).HasText("R07")
	closed, err := s.board.Store.Cycle(t.Context(), service)
	must(t, err)
	closed.Due, closed.Closes = played, played
	must(t, s.board.Store.SaveCycle(t.Context(), "administrator", played, closed))
	add := strings.TrimSuffix(thread[:strings.Index(thread, "/indicators/")], "/") + "/evidence"
	if to := head.get(thread).page(t).In("#evidence .buttons a").Attr("href"); to != add+"?for="+cut+"#add" {
		t.Errorf("who answers is led to %q to show more", to)
	}
	paper := []part{{name: "for", content: cut + "/"}, {name: "kind", content: "reference"}, {name: "title", content: "Sổ giao nhận"}, {name: "number", content: "12/BB"}, {name: "issuer", content: "Đảng ủy"}, {name: "dated", content: "2026-01-02"}}
	wants(t, "show more", head.send(form(t, s, add, paper...)), http.StatusSeeOther)
	s.as(t, "committee").get(thread).page(t).In("#evidence").HasText("Sổ giao nhận").HasNo(".buttons")
	wants(t, "end", head.post(docket+"/end", url.Values{"seen": {"1"}}), http.StatusSeeOther)
	wants(t, "show more when it is the appraiser's turn", head.send(form(t, s, add, paper...)), http.StatusForbidden)
	head.get(thread).page(t).In("#evidence").HasNo(".buttons")
	s.as(t, "appraiser").get(strings.TrimSuffix(thread, "/thread") + "/appraisal").page(t).In("#evidence").HasText("Sổ giao nhận").HasText("12/BB")
	appraiser, claim := s.as(t, "appraiser"), strings.TrimSuffix(thread, "/thread")+"/appraisal"
	appraiser.get(thread).page(t).In(`#answer a[href="` + claim + `"]`)
	again := appraiser.get(claim).form(t, ".desk-form")
	wants(t, "judge anew", appraiser.post(claim, with(again, "verdict", "cut", "points", "0.5", "ground", "R07", "text", "Đã đối chiếu thêm một nửa số hồ sơ")), http.StatusSeeOther)
	wants(t, "end", appraiser.post(docket+"/end", url.Values{"seen": {"2"}}), http.StatusSeeOther)
}

// settles has the council judge, make it final, and reopen it by an order of two persons.
func (s *site) settles(t *testing.T, cut string) {
	t.Helper()
	unit := "/cycles/" + service + "/units/" + judgedUnit
	docket, claim, thread := unit+"/appraisal", unit+"/indicators/"+cut+"/appraisal", unit+"/indicators/"+cut+"/thread"
	council, admin := s.people["council"], s.as(t, "administrator")
	form := council.get(claim).form(t, ".desk-form")
	wants(t, "finish too early", council.post(docket+"/finish", url.Values{"seen": {"3"}}), http.StatusConflict)
	wants(t, "settle", council.post(claim, with(form, "verdict", "cut", "points", "0,75", "ground", "R07", "text", "Hội đồng chấp nhận một phần hồ sơ")), http.StatusSeeOther)
	wants(t, "end", council.post(docket+"/end", url.Values{"seen": {"3"}}), http.StatusSeeOther)
	council.get(docket).page(t).In(`form[action="` + docket + `/finish"] input[name="seen"]`)
	wants(t, "the appraiser finishes", s.as(t, "appraiser").post(docket+"/finish", url.Values{"seen": {"4"}}), http.StatusForbidden)
	for range 2 {
		wants(t, "finish", council.post(docket+"/finish", url.Values{"seen": {"4"}}), http.StatusSeeOther)
	}
	page := s.as(t, "committee").get(thread).page(t)
	page.In(".page-head .mark").HasText("đã chốt")
	page.In(".sides").HasText("0,25").HasText("0,50").HasText("0,75").HasText("Điểm chốt")
	page.HasNo("main form")
	wants(t, "judge what is final", council.post(claim, with(form, "seen", "3", "verdict", "accepted")), http.StatusForbidden).page(t).In("#problem").HasText("đã chốt")

	order := council.get(docket).form(t, "#reopen form")
	order = with(order, "turn", "council", "claim", cut, "number", "27/QĐ-HĐTĐ", "day", "2026-11-20", "signer", "Nguyễn Văn Minh", "text", "Bổ sung biên bản giao nhận")
	for name, bad := range map[string]string{"number": " ", "day": "20/11/2026", "signer": "", "text": "thiếu", "turn": "answer", "claim": "none", "seen": "1"} {
		if got := council.post(docket+"/reopening", with(order, name, bad, "id", "bad-"+name)); got.status != http.StatusUnprocessableEntity && got.status != http.StatusConflict {
			t.Errorf("an order with %s %q: got %d", name, bad, got.status)
		} else if name != "number" && got.page(t).In("#reopen input[name=number]").Attr("value") != "27/QĐ-HĐTĐ" {
			t.Errorf("an order with %s %q: what was typed is lost", name, bad)
		}
	}
	for range 2 {
		wants(t, "ask", council.post(docket+"/reopening", order), http.StatusSeeOther)
	}
	council.get(docket).page(t).In("#permits tbody").HasCount("tr", 1)
	council.get(docket).page(t).HasNo("#permits form")
	id := order.Get("id")
	wants(t, "who asked grants", council.post(docket+"/grant", url.Values{"permit": {id}}), http.StatusForbidden)
	wants(t, "what nobody asked for", admin.post(docket+"/grant", url.Values{"permit": {"none"}}), http.StatusConflict)
	wants(t, "another unit's", admin.post("/cycles/"+service+"/units/mau-s02/appraisal/grant", url.Values{"permit": {id}}), http.StatusConflict)
	admin.get(docket).page(t).In(`#permits button[value="` + id + `"]`)
	for range 2 {
		wants(t, "grant", admin.post(docket+"/grant", url.Values{"permit": {id}}), http.StatusSeeOther)
	}
	s.as(t, "committee").get(thread).page(t).In(".page-head").HasText("27/QĐ-HĐTĐ")
	council.get(claim).page(t).In(".desk-form")
}

// TestCleanClaimsAreAcceptedTogetherAndUndone ticks a page of the queue, and takes it back.
func TestCleanClaimsAreAcceptedTogetherAndUndone(t *testing.T) {
	oneAfterTheOther(t)
	at := newSite(t, storetest.Open(t))
	at.bench(t)
	queue := "/cycles/" + service + "/appraisals"
	appraiser := at.as(t, "appraiser")
	page := appraiser.get(queue + "?flag=clean")
	sent := page.form(t, ".difference form")
	page.page(t).In(`.desk-lines input[name="item"]`).Each(func(p htmltest.Page) { sent.Add("item", p.Attr("value")) })
	if len(sent["item"]) != 50 {
		t.Fatalf("%d may be ticked", len(sent["item"]))
	}
	none := with(sent)
	none["item"] = nil
	wants(t, "nothing ticked", appraiser.post(queue, none), http.StatusUnprocessableEntity).page(t).In("#problem").HasText("Chưa chọn")
	wants(t, "no bulk", appraiser.post(queue, with(sent, "bulk", "")), http.StatusUnprocessableEntity)
	wants(t, "no item", appraiser.post(queue, with(sent, "item", "%zz")), http.StatusBadRequest)
	wants(t, "an item that does not wait", appraiser.post(queue, with(sent, "item", "i=2.1&r=1&u=nowhere&v=0")), http.StatusConflict)
	wants(t, "the council", at.people["council"].post(queue, sent), http.StatusConflict)
	var to string
	for range 2 {
		to = wants(t, "accept", appraiser.post(queue, sent), http.StatusSeeOther).header.Get("Location")
	}
	done := appraiser.get(to).page(t)
	done.In(".done").HasText("Đã chấp nhận 50 tiêu chí")
	bulk := done.In(`.done button[name="bulk"]`).Attr("value")
	at.people["kin"].get(to).page(t).HasNo(".done")
	wants(t, "somebody else undoes it", at.people["kin"].post(queue+"/undo", url.Values{"bulk": {bulk}}), http.StatusUnprocessableEntity)
	undone := wants(t, "undo", appraiser.post(queue+"/undo", url.Values{"bulk": {bulk}}), http.StatusSeeOther)
	appraiser.get(undone.header.Get("Location")).page(t).In(".done").HasText("Đã hoàn tác 50 tiêu chí")
	wants(t, "undo again", appraiser.post(queue+"/undo", url.Values{"bulk": {bulk}}), http.StatusUnprocessableEntity)
	// Who belongs to a unit is told what is left to others, and why.
	kin := at.people["kin"].get(queue + "?flag=conflict").page(t)
	kin.In(".desk-lines tbody").HasText("Bạn thuộc đơn vị này")
	kin.HasNo(`.desk-lines input`)
	for _, bad := range []string{"?page=0", "?page=x", "?page=99999999999"} {
		wants(t, bad, appraiser.get(queue+bad), http.StatusBadRequest)
	}
	for _, odd := range []string{"?page=900000", "?flag=nonsense", "?indicator=none", "?find=zzz"} {
		wants(t, odd, appraiser.get(queue+odd), http.StatusOK).page(t).In("main").HasText("Không có tiêu chí nào phù hợp")
	}
}

// TestProcedureIsSet changes how claims are judged in a cycle.
func TestProcedureIsSet(t *testing.T) {
	oneAfterTheOther(t)
	at := newSite(t, storetest.Open(t))
	admin, path := at.as(t, "administrator"), "/cycles/"+egov+"/procedure"
	page := admin.get(path)
	page.page(t).In(".page-head")
	form := url.Values{
		"version": {page.page(t).In(`input[name="version"]`).Attr("value")}, "final": {"settle"}, "kin": {"1"}, "twice": {"10"}, "grounds": {"A1 | Sai số liệu | Wrong figures\nR99 | Lý do khác | Another reason"},
		"kind": {"appraise", "", "settle"}, "id": {"first", "", "council"}, "vi": {"Tổ thẩm định", "", ""}, "en": {"Panel", "", ""},
		"opens": {"2026-12-01T08:00", "", ""}, "due": {"2026-12-10T17:00", "", ""}, "closes": {"", "", ""},
	}
	for says, bad := range map[string]url.Values{
		"no turn": with(form, "kind", ""), "no grounds": with(form, "grounds", " \n"), "who finishes": with(form, "final", "answer"), "an answer first": with(form, "kind", "answer"), "no id": with(form, "id", ""),
		"more than all": with(form, "twice", "101"), "less than none": with(form, "twice", "-1"),
	} {
		wants(t, says, admin.post(path, bad), http.StatusUnprocessableEntity).page(t).In("#problem")
	}
	wants(t, "a day that is none", admin.post(path, with(form, "opens", "tomorrow")), http.StatusBadRequest)
	wants(t, "a part of a per cent", admin.post(path, with(form, "twice", "2,5")), http.StatusBadRequest)
	wants(t, "set", admin.post(path, form), http.StatusSeeOther)
	wants(t, "set over what was not seen", admin.post(path, form), http.StatusConflict).page(t).In("#problem").HasText("Có người vừa lưu")
	p, err := at.board.Store.Procedure(t.Context(), egov)
	must(t, err)
	if len(p.Turns) != 2 || p.Twice != 10 || p.Turns[0].Due.Hour() != 17 || !p.Kin || len(p.Grounds) != 2 || p.Grounds[0].Title.EN != "Wrong figures" || !p.Grounds[1].Title.Empty() {
		t.Errorf("kept: %+v", p)
	}
	saved := admin.get(path + "?saved=1").page(t)
	saved.In(".done")
	saved.In("#vi-0")
	if got := saved.In("#twice").Attr("value"); got != "10" {
		t.Errorf("the share is shown as %q", got)
	}
	at.as(t, "appraiser").get("/cycles/" + egov + "/appraisals").page(t).In(".page-head .scope").HasText("Tổ thẩm định: mở 08:00")
	wants(t, "the committee", at.as(t, "committee").get(path), http.StatusForbidden)
}
