package web_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"reformboard/dashboards/assets"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// everyPage is the site map as a committee member of the demonstration sees it.
var everyPage = []string{
	"/", "/receipts", "/receipts?code=1a2b-3c4d-5e6f", "/cycles/" + service + "/calendar", "/cycles/" + real766 + "/calendar", "/cycles/" + service + "/units/mau-v03/evidence", "/cycles/" + egov + "/units/" + silent + "/evidence?for=B1",
	"/cycles/" + service, "/cycles/" + egov, "/cycles/" + real766,
	"/cycles/" + service + "/ranking", "/cycles/" + egov + "/ranking?group=regions", "/cycles/" + real766 + "/ranking?page=99",
	"/cycles/" + service + "/ranking?view=classes&grade=good", "/cycles/" + egov + "/ranking?view=distance&sort=-met&find=cuc", "/cycles/" + service + "/ranking?by=3.3",
	"/cycles/" + service + "/movement", "/cycles/" + egov + "/movement?group=regions", "/cycles/" + real766 + "/movement",
	"/cycles/" + service + "/weak", "/cycles/" + egov + "/weak?group=institutes", "/cycles/" + real766 + "/weak",
	"/cycles/" + service + "/completeness", "/cycles/" + egov + "/completeness?status=repeated&find=v", "/cycles/" + real766 + "/completeness?sort=name",
	"/cycles/" + service + "/search?q=ho+so", "/cycles/" + egov + "/search?q=", "/cycles/" + real766 + "/search?q=zz",
	"/cycles/" + egov + "/weak?map=groups&only=systemic", "/cycles/" + egov + "/weak?area=C&map=areas&all=1", "/cycles/" + service + "/weak?unit=mau-v03&only=persistent",
	"/cycles/" + service + "/indicators/3.3", "/cycles/" + egov + "/indicators/F2", "/cycles/" + real766 + "/indicators/1.1",
	"/cycles/" + service + "/compare", "/cycles/" + egov + "/compare?unit=mau-v03", "/cycles/" + service + "/compare?unit=mau-v03&unit=mau-s02&unit=" + silent + "&sort=order",
	"/cycles/" + service + "/units/mau-v03", "/cycles/" + egov + "/units/" + silent, "/cycles/" + real766 + "/units/H21.20",
	"/cycles/" + service + "/units/mau-v03/indicators/3.3", "/cycles/" + egov + "/units/mau-h01/indicators/B1",
	"/cycles/" + real766 + "/units/H21.20/indicators/5.2", "/cycles/" + service + "/units/" + silent + "/indicators/2.1",
	"/cycles/" + service + "/units/mau-v03/report", "/cycles/" + egov + "/units/mau-v14/report", "/cycles/" + egov + "/units/mau-c01/report?source=survey",
	"/cycles/" + service + "/units/" + silent + "/report", "/cycles/" + real766 + "/units/H21.20/report",
	"/cycles/" + service + "/editions",
	"/cycles/" + service + "/units/mau-v03/appraisal", "/cycles/" + service + "/units/" + silent + "/appraisal", "/cycles/" + service + "/units/mau-v03/indicators/2.1/thread",
	"/cycles/" + service + "/agreement", "/cycles/" + real766 + "/agreement",
	"/account",
}

var (
	inlineScript = regexp.MustCompile(`<script(?:\s[^>]*)?>`)
	handler      = regexp.MustCompile(`\son[a-z]+=`)
	address      = regexp.MustCompile(`(?:src|href|action)="(?:https?:)?//[^"]*"`)
)

// TestEveryPage opens every page in both languages on both databases: it is
// there, it says everything in words, and nothing in it comes from elsewhere or
// runs on its own.
func TestEveryPage(t *testing.T) {
	oneAfterTheOther(t)
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		at := newSite(t, s)
		committee := at.as(t, "committee")
		for _, path := range everyPage {
			for _, lang := range []string{"vi", "en"} {
				committee.get("/?lang=" + lang)
				got := committee.get(path)
				if got.status != http.StatusOK || !strings.Contains(got.body, `<html lang="`+lang+`"`) {
					t.Errorf("%s in %s: %d", path, lang, got.status)
				}
				checkPage(t, path, got)
				if lang == "en" {
					chartsHaveNumbers(t, committee, path, got.body)
					chartsHavePictures(t, committee, path, got.body)
				}
			}
		}
	})
}

var (
	numbers  = regexp.MustCompile(`href="([^"]*[?;]csv=[^"]*)"`)
	pictures = regexp.MustCompile(`href="([^"]*[?;]svg=[^"]*)"`)
)

// chartsHaveNumbers takes the figures of every chart of a page home.
func chartsHaveNumbers(t *testing.T, p person, path, body string) {
	t.Helper()
	links := numbers.FindAllStringSubmatch(body, -1)
	if charts := strings.Count(body, `class="drawing `); len(links) != charts {
		t.Errorf("%s: %d charts and %d files of figures", path, charts, len(links))
	}
	for _, link := range links {
		got := p.get(html.UnescapeString(link[1]))
		if got.status != http.StatusOK || !strings.HasPrefix(got.body, "\ufeff") || strings.Count(got.body, "\r\n") < 2 {
			t.Errorf("%s: %s gives %d: %.80q", path, link[1], got.status, got.body)
		}
	}
}

// chartsHavePictures takes the drawing of every chart of a page home.
func chartsHavePictures(t *testing.T, p person, path, body string) {
	t.Helper()
	links, charts := pictures.FindAllStringSubmatch(body, -1), 0
	if assets.Ready() {
		charts = strings.Count(body, `class="drawing `)
	}
	if len(links) != charts || strings.Count(body, "<noscript><picture>") != charts {
		t.Errorf("%s: %d charts and %d files of pictures", path, charts, len(links))
	}
	for _, link := range links {
		got := p.get(html.UnescapeString(link[1]))
		if got.status != http.StatusOK || !strings.HasPrefix(got.body, "<svg ") || got.header.Get("Content-Type") != "image/svg+xml" {
			t.Errorf("%s: %s gives %d: %.80q", path, link[1], got.status, got.body)
		}
		checkPage(t, link[1], got)
	}
}

func checkPage(t *testing.T, path string, got answer) {
	t.Helper()
	if strings.Contains(got.body, "⟦") || strings.Contains(got.body, "<no value>") {
		t.Errorf("%s: something is not said", path)
	}
	for _, tag := range inlineScript.FindAllString(got.body, -1) {
		if !strings.Contains(tag, "src=") && !strings.Contains(tag, `type="application/json"`) {
			t.Errorf("%s: an inline script: %s", path, tag)
		}
	}
	if strings.Contains(got.body, " style=") || strings.Contains(got.body, "<style") || handler.MatchString(got.body) {
		t.Errorf("%s: a style or handler stands in the page", path)
	}
	if outside := address.FindString(got.body); outside != "" {
		t.Errorf("%s: leads outside: %s", path, outside)
	}
	policy := got.header.Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("%s: policy %q", path, policy)
	}
}

// errorsArePages shows what a person gets for an address that leads nowhere,
// a question that makes no sense, a unit that is somebody else's, and a page that is.
func errorsArePages(t *testing.T, at *site) {
	refused := at.visitor(t).post("/sign-in", url.Values{"name": {"officer"}, "password": {"wrong"}})
	if refused.status != http.StatusUnauthorized {
		t.Errorf("a wrong password: got %d", refused.status)
	}
	checkPage(t, "/sign-in with a wrong password", refused)
	officer := at.as(t, "officer")
	for path, want := range map[string]int{
		"/nowhere": 404, "/cycles/none": 404, "/cycles/" + service + "/ranking?page=x": 400, "/cycles/" + service + "/ranking?group=none": 404,
		"/cycles/" + service + "/ranking?by=9.9": 404, "/cycles/" + service + "/ranking?sort=luck": 404, "/cycles/" + service + "/movement?page=x": 400, "/cycles/" + service + "/movement?group=none": 404,
		"/cycles/" + service + "/indicators/9.9": 404, "/cycles/" + service + "/units/mau-v03": 404, "/cycles/" + real766: 404, "/recipes": 403,
		"/cycles/" + service + "/units/" + silent + "/indicators/9.9": 404, "/cycles/" + service + "/units/" + silent + "/report?source=rumour": 404,
		"/uploads/none": 404, "/assets/none.js": 404,
	} {
		got := officer.get(path)
		if got.status != want {
			t.Errorf("%s: got %d, want %d", path, got.status, want)
		}
		if path != "/assets/none.js" {
			checkPage(t, path, got)
		}
	}
}

func pageIsSentOnceAndThenOnlyWhenSomethingChanged(t *testing.T, at *site) {
	committee := at.as(t, "committee")
	path := "/cycles/" + egov + "/ranking"
	first := committee.get(path)
	again := func() answer {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, at.URL+path, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("If-None-Match", first.header.Get("ETag"))
		return committee.send(request)
	}
	if got := again(); got.status != http.StatusNotModified || got.body != "" {
		t.Errorf("nothing changed: got %d and %d bytes", got.status, len(got.body))
	}
	report, err := at.board.Store.Report(t.Context(), egov, "mau-v14", "unit")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := at.board.Submit(t.Context(), draftOf(report), "test", played); err != nil {
		t.Fatal(err)
	}
	if got := again(); got.status != http.StatusOK || got.header.Get("ETag") == first.header.Get("ETag") {
		t.Errorf("a report came in: got %d", got.status)
	}
}

func readersOfOneRoleShareAPageAndNotItsFrame(t *testing.T, at *site) {
	first := at.as(t, "committee")
	u, err := at.board.Store.User(t.Context(), "committee")
	if err != nil {
		t.Fatal(err)
	}
	u.ID, u.Name = "second", "Trần Thị Hai"
	if err := at.board.Store.SaveUser(t.Context(), "test", played, u); err != nil {
		t.Fatal(err)
	}
	second := at.visitor(t)
	second.post("/sign-in", url.Values{"name": {"second"}, "password": {"demo-committee-2026"}})
	path := "/cycles/" + egov + "/ranking"
	ours, theirs := first.get(path), second.get(path)
	if strings.Contains(ours.body, u.Name) || !strings.Contains(theirs.body, u.Name) || ours.header.Get("ETag") == theirs.header.Get("ETag") {
		t.Error("a reader sees another's name")
	}
	if strings.ReplaceAll(theirs.body, u.Name, "committee") != ours.body {
		t.Error("two readers of one role are told different things")
	}
	if officer := at.as(t, "officer").get("/"); !strings.Contains(officer.body, "/units/"+silent+"/report") || strings.Contains(first.get("/").body, "/units/"+silent+"/report") {
		t.Error("one role's page was handed to another")
	}
}
