package web_test

import (
	"net/http"
	"strings"
	"testing"

	"reformboard/dashboards/assets"
)

// chartIsAPictureToo asks for drawings as a page without JavaScript does.
func chartIsAPictureToo(t *testing.T, at *site) {
	committee, officer := at.as(t, "committee"), at.as(t, "officer")
	const page = "/cycles/" + service
	picture := page + "?svg=chart-grades"
	if got := at.visitor(t).get(picture); got.status != http.StatusSeeOther {
		t.Errorf("a stranger gets %d", got.status)
	}
	if !assets.Ready() {
		if got := committee.get(picture + "&lang=en"); got.status != http.StatusNotFound || !strings.Contains(got.body, "no chart library") {
			t.Errorf("without the library: %d", got.status)
		}
		return
	}
	for path, want := range map[string]int{page + "?svg=chart-none": 404, page + "/ranking?svg=chart-grades": 404, "/nowhere?svg=chart-grades": 404} {
		if got := committee.get(path); got.status != want || !strings.HasPrefix(got.header.Get("Content-Type"), "text/html") {
			t.Errorf("%s: got %d as %s, want %d", path, got.status, got.header.Get("Content-Type"), want)
		}
	}
	first := committee.get(picture + "&lang=vi")
	if first.status != http.StatusOK || first.header.Get("Content-Disposition") != `inline; filename=chart-grades.svg` {
		t.Fatalf("got %d, %v", first.status, first.header)
	}
	if got := officer.get("/cycles/" + real766 + "?svg=chart-grades"); got.status != http.StatusNotFound {
		t.Errorf("somebody else's body: got %d", got.status)
	}
	narrow, english := committee.get(picture+"&lang=vi&narrow=1"), committee.get(picture+"&lang=en")
	if !strings.Contains(first.body, `width="640"`) || !strings.Contains(narrow.body, `width="360"`) || english.body == first.body {
		t.Error("width and language make no difference")
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, at.URL+picture+"&lang=vi", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("If-None-Match", first.header.Get("ETag"))
	if again := committee.send(request); again.status != http.StatusNotModified {
		t.Errorf("the same picture is sent again: %d", again.status)
	}
}
