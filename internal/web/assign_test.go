package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// TestWorkIsGivenToSomebodyElse in the browser's shoes, badly before it is done well.
func TestWorkIsGivenToSomebodyElse(t *testing.T) {
	oneAfterTheOther(t)
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		at := newSite(t, s)
		at.second(t)
		docket := "/cycles/" + service + "/units/" + judgedUnit + "/appraisal"
		council, to := at.people["council"], docket+"/assign"
		form := council.get(docket).form(t, "#assign form")
		const why = "Người được phân công đi vắng một tháng"
		for says, bad := range map[string]url.Values{
			"nobody": with(form, "text", why), "no such claims": with(form, "claims", "unit:x", "person", "second", "text", why), "no number": with(form, "seen", "x", "person", "second", "text", why),
		} {
			wants(t, says, council.post(to, bad), http.StatusBadRequest)
		}
		refused := wants(t, "of the unit", council.post(to, with(form, "person", "kin", "text", why)), http.StatusUnprocessableEntity).page(t)
		refused.In("#problem").HasText("họ thuộc đơn vị này")
		if refused.In("#assign-text").Text() != why {
			t.Error("what was typed is lost")
		}
		wants(t, "too short", council.post(to, with(form, "person", "second", "text", "vắng")), http.StatusUnprocessableEntity)
		wants(t, "no such area", council.post(to, with(form, "claims", "area:zz", "person", "second", "text", why)), http.StatusConflict)
		for range 2 { // a second click
			wants(t, "given", council.post(to, with(form, "person", "second", "text", why)), http.StatusSeeOther)
		}
		wants(t, "without having seen it", at.as(t, "administrator").post(to, with(form, "person", "appraiser", "text", why)), http.StatusConflict)
		council.get(docket).page(t).In("#assign tbody").HasText("Vũ Thị Lan").HasText(why)
		at.as(t, "officer").get("/cycles/" + service + "/units/mau-v03/appraisal").page(t).HasNo("#assign form")
		queue := "/cycles/" + service + "/appraisals"
		find := "find=" + url.QueryEscape(at.nameOf(t, judgedUnit))
		at.as(t, "appraiser").get(queue + "?" + find).page(t).HasNo(".desk-lines tbody tr")
		given := at.as(t, "appraiser").get(queue + "?flag=given&" + find).page(t)
		given.In(".desk-lines tbody tr").At(0).HasText("Đã giao cho Vũ Thị Lan")
		at.people["second"].get(queue + "?" + find).page(t).In(".desk-lines tbody tr")
		again := council.get(docket).form(t, "#assign form")
		wants(t, "given back", council.post(to, with(again, "person", "*", "text", why)), http.StatusSeeOther)
		at.as(t, "appraiser").get(queue + "?" + find).page(t).In(".desk-lines tbody tr")
	})
}
