package web_test

import (
	"net/http"
	"strings"
	"testing"

	"reformboard/internal/htmltest"
	"reformboard/internal/store/storetest"
)

// TestWhoMayCompareWhom asks for every unit in the address on its own.
func TestWhoMayCompareWhom(t *testing.T) {
	oneAfterTheOther(t)
	at := newSite(t, storetest.Open(t))
	compare := "/cycles/" + service + "/compare"
	for _, test := range []struct {
		who, query string
		want       int
	}{
		{"committee", "", http.StatusOK},
		{"committee", "?unit=mau-v03&unit=mau-v04", http.StatusOK},
		{"committee", "?unit=nobody", http.StatusOK},
		{"officer", "", http.StatusOK},
		{"officer", "?unit=" + silent, http.StatusOK},
		{"officer", "?unit=nobody", http.StatusOK},
		{"officer", "?unit=mau-v03", http.StatusOK},
		{"officer", "?unit=" + silent + "&unit=mau-v03", http.StatusOK},
		{"officer", "?unit=H21.20", http.StatusOK},
	} {
		if got := at.as(t, test.who).get(compare + test.query); got.status != test.want {
			t.Errorf("%s of %s: got %d, want %d", test.query, test.who, got.status, test.want)
		}
	}
	if got := at.as(t, "officer").get("/cycles/" + real766 + "/compare"); got.status != http.StatusNotFound {
		t.Errorf("another body: got %d", got.status)
	}
	nobody := at.as(t, "officer").get(compare + "?unit=nobody")
	for _, unit := range []string{"mau-v03", "H21.20"} { // the first may not be seen, the second is of another body
		if got := at.as(t, "officer").get(compare + "?unit=" + unit); strings.ReplaceAll(got.body, unit, "nobody") != nobody.body {
			t.Errorf("%s can be told from a unit that is not there", unit)
		}
	}

	officer := htmltest.Parse(t, at.as(t, "officer").get(compare).body)
	officer.In(".chosen").HasText("Cơ quan vùng Hoa Lan")
	officer.In(".chosen").HasCount(".letter", 1).HasNo("form, option")
	committee := htmltest.Parse(t, at.as(t, "committee").get(compare).body)
	committee.In(".chosen .empty")
	committee.In(`form.add option[value="` + silent + `"]`)
}

// TestNeighboursAreLinksOnlyForThoseWhoMayOpenThem compares what two people get at
// the same address.
func TestNeighboursAreLinksOnlyForThoseWhoMayOpenThem(t *testing.T) {
	oneAfterTheOther(t)
	at := siteOf(t, storetest.Open(t), 2)
	path := "/cycles/mau-dv-2026-q3/units/" + silent
	neighbour := `.neighbours a[href*="/units/"]:not([href*="/indicators/"])`
	officer := htmltest.Parse(t, at.as(t, "officer").get(path).body)
	officer.In(".neighbours tbody").HasCount("a", 0)
	officer.HasNo(neighbour).In(`.exports a[href="/cycles/mau-dv-2026-q3/compare?unit=` + silent + `"]`)
	htmltest.Parse(t, at.as(t, "committee").get(path).body).In(neighbour)
}
