package web_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"reformboard/internal/flow/record"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// before is the quarter before service, of the same body and series.
const before = "mau-dv-2026-q3"

// publish has two administrators publish a cycle at a moment.
func (s *site) publish(t *testing.T, cycle, reason string, at time.Time) {
	t.Helper()
	k := &record.Book{Board: s.board}
	p, err := k.Propose(t.Context(), record.Wish{Cycle: cycle, Reason: reason, By: "administrator", At: at})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.Approve(t.Context(), record.Consent{Cycle: cycle, Proposal: p.ID, By: "second", At: at}); err != nil {
		t.Fatal(err)
	}
}

// later moves the clock on, by so much that everybody has to sign in again.
func (s *site) later(t *testing.T, until time.Time) {
	t.Helper()
	s.now.Store(&until)
	s.people = map[string]person{}
	s.staff(t)
}

// revise has a unit submit its report again, with other numbers.
func (s *site) revise(t *testing.T, cycle, unit string) {
	t.Helper()
	r, err := s.board.Store.Report(t.Context(), cycle, unit, reform.FromUnit)
	if err != nil {
		t.Fatal(err)
	}
	r.Version, r.Status, r.SubmittedAt, r.SubmittedBy = r.Version+1, reform.Draft, nil, ""
	for n := range r.Values {
		if r.Values[n].Absence == reform.Present {
			r.Values[n].Text, r.Values[n].Since = "1", r.Version
		}
	}
	u := reform.Upload{ID: fmt.Sprint(cycle, unit, r.Version), Cycle: cycle, Unit: unit, Source: r.Source, SHA256: r.SHA256, Name: r.File, At: *s.now.Load(), By: "officer"}
	for _, do := range []func() error{
		func() error { return s.board.Store.SaveUpload(t.Context(), u) },
		func() error { return s.board.Store.AcceptUpload(t.Context(), r, u.ID) },
		func() error { return r.Submit("officer", u.At) },
		func() error { return s.board.Store.SubmitReport(t.Context(), r) },
	} {
		if err := do(); err != nil {
			t.Fatal(err)
		}
	}
}

const (
	aUnit      = "mau-v03"
	anotherOne = "mau-v04"
)

// ofAnEdition are pages and files of a cycle, as they ask for an edition or a day.
func ofAnEdition(ask string) []string {
	base := "/cycles/" + service
	pages := []string{
		base + "?", base + "/ranking?", base + "/ranking?view=classes&", base + "/ranking?view=distance&", base + "/ranking?by=1.1&", base + "/movement?", base + "/weak?",
		base + "/weak?unit=" + aUnit + "&", base + "/completeness?", base + "/search?q=m&", base + "/method?", base + "/indicators/1.1?",
		base + "/compare?unit=" + aUnit + "&unit=" + anotherOne + "&", base + "/units/" + aUnit + "?", base + "/units/" + aUnit + "/indicators/total?", base + "/units/" + aUnit + "/indicators/1.1?",
		base + "/ranking.xlsx?", base + "/ranking.csv?", base + "/completeness.csv?", base + "/units/" + aUnit + "/scorecard.xlsx?", base + "/units/" + aUnit + "/scorecard.csv?",
		base + "/units/" + aUnit + "/indicators/1.1/receipt.json?", base + "/weak?csv=chart-recoverable&", base + "/weak?svg=chart-recoverable&",
	}
	for n := range pages {
		pages[n] += ask
	}
	return pages
}

// TestAnAddressWithAnEditionNeverChanges opens pages and files of an edition, changes all
// that they could be drawn from, and opens them again: with an empty memory, too.
func TestAnAddressWithAnEditionNeverChanges(t *testing.T) {
	oneAfterTheOther(t)
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		at := siteOf(t, s, 2)
		at.staff(t)
		day := played.AddDate(0, 0, 1)
		at.publish(t, before, "", day)
		at.publish(t, service, "", day.Add(time.Hour))
		committee := at.as(t, "committee")
		first := map[string]answer{}
		for _, path := range ofAnEdition("edition=1") {
			first[path] = committee.get(path)
			if got := first[path]; got.status != http.StatusOK {
				t.Errorf("%s: got %d", path, got.status)
			}
		}
		banner := first["/cycles/"+service+"/ranking?edition=1"].page(t).In("#edition")
		banner.HasText("bản công bố số 1").HasText("23/11/2026")

		later := day.AddDate(0, 2, 0)
		at.later(t, later)
		committee = at.as(t, "committee")
		for _, cycle := range []string{before, service} {
			at.revise(t, cycle, aUnit)
			at.revise(t, cycle, anotherOne)
			at.publish(t, cycle, "Số liệu của hai xã nhập nhầm", later)
		}
		unit, err := s.Unit(t.Context(), aUnit)
		unit.NameVI = "Vụ Đổi Tên"
		if err := errors.Join(err, s.SaveUnits(t.Context(), "test", later, []reform.Unit{unit}, nil)); err != nil {
			t.Fatal(err)
		}
		for path, want := range first {
			if got := committee.get(path); got.status != want.status || got.body != want.body {
				t.Errorf("%s is another page now (%d bytes, %d before)", path, len(got.body), len(want.body))
			}
		}
		now, was := committee.get("/cycles/"+service+"/ranking"), first["/cycles/"+service+"/ranking?edition=1"]
		now.page(t).HasNo("#edition")
		second := committee.get("/cycles/" + service + "/ranking?edition=2")
		if now.page(t).In("tbody").Text() == was.page(t).In("tbody").Text() || second.page(t).In("tbody").Text() == was.page(t).In("tbody").Text() {
			t.Error("the board as it stands shows what the first edition did: nothing was changed here")
		}
		onDays(t, at, day, later)
		page := committee.get("/cycles/" + service + "/editions/1").page(t)
		page.In("#late").HasText("2 báo cáo đến muộn").HasText("đã đưa vào bản số 2").HasCount("tbody tr", 2)
		page.In("#ranks").HasText("bản công bố số 1 của quý III/2026").HasText("cùng một bộ chỉ số").HasCount(`tbody a[href*="?edition=1"]`, page.Count("#ranks tbody tr"))
		committee.get("/cycles/" + service + "/editions/2").page(t).HasNo("#late").In("#ranks").HasText("bản công bố số 2 của quý III/2026")
	})
}

// onDays asks for the edition in force on a day.
func onDays(t *testing.T, at *site, first, second time.Time) {
	t.Helper()
	committee, ranking := at.as(t, "committee"), "/cycles/"+service+"/ranking"
	for ask, want := range map[string]string{
		"date=" + first.Format(time.DateOnly): "số 1", "date=" + first.AddDate(0, 0, 9).Format(time.DateOnly): "số 1",
		"date=" + second.AddDate(0, 0, -1).Format(time.DateOnly): "số 1", "date=" + second.Format(time.DateOnly): "số 2", "edition=2&date=2000-01-01": "số 2",
	} {
		page := committee.get(ranking + "?" + ask).page(t)
		page.In("#edition").HasText("bản công bố " + want)
		number := want[len(want)-1:]
		page.HasCount(`.menu nav a[href="/cycles/`+service+`/weak?edition=`+number+`"]`, 1)
	}
	for ask, want := range map[string]string{
		"edition=3": "không có bản công bố số 3", "date=" + first.AddDate(0, 0, -1).Format(time.DateOnly): "chưa có bản công bố nào",
	} {
		page := committee.get(ranking + "?" + ask).page(t)
		page.In("main").HasText(want).HasCount(`a[href="/cycles/`+service+`/editions"]`, 1)
	}
	committee.get(ranking + "?date=23/11/2026").page(t).In("main").HasText("“23/11/2026” không phải là ngày")
	nowhere := committee.get("/cycles/none/ranking?edition=3").page(t)
	nowhere.In("main").HasNo(`a[href$="/editions"]`)
	for ask, want := range map[string]int{
		"date=" + first.AddDate(0, 0, -1).Format(time.DateOnly): http.StatusNotFound, "edition=3": http.StatusNotFound, "edition=0": http.StatusNotFound,
		"edition=-1": http.StatusNotFound, "edition=x": http.StatusNotFound, "edition=1%00": http.StatusNotFound, "date=23/11/2026": http.StatusBadRequest,
	} {
		for _, path := range []string{ranking, ranking + ".csv", "/cycles/" + service + "/units/" + aUnit} {
			if got := committee.get(path + "?" + ask); got.status != want {
				t.Errorf("%s?%s: got %d, want %d", path, ask, got.status, want)
			}
		}
	}
	// An edition lets nobody see what the board does not.
	officer := at.as(t, "officer")
	for _, path := range ofAnEdition("edition=1") {
		live, frozen := officer.get(strings.TrimRight(strings.TrimSuffix(path, "edition=1"), "?&")), officer.get(path)
		if live.status != frozen.status {
			t.Errorf("an officer at %s: got %d, and %d on the board as it stands", path, frozen.status, live.status)
		}
	}
}

// TestPagesOfAnEditionLeadToPagesOfIt follows every link from one page of an edition to
// the next.
func TestPagesOfAnEditionLeadToPagesOfIt(t *testing.T) {
	oneAfterTheOther(t)
	at := siteOf(t, storetest.Open(t), 2)
	at.staff(t)
	at.publish(t, service, "", played.AddDate(0, 0, 1))
	committee := at.as(t, "committee")
	ours := regexp.MustCompile(`^/(editions|log|calendar)|/(report|appraisal|thread)$`)
	elsewhere := func(path string) bool { // what an edition has no page for
		rest := strings.TrimPrefix(path, "/cycles/"+service)
		return rest == path || ours.MatchString(rest)
	}
	waiting, seen, shapes := ofAnEdition("edition=1")[:16], map[string]bool{}, map[string]bool{}
	for len(waiting) > 0 {
		path := waiting[0]
		waiting = waiting[1:]
		if seen[path] {
			continue
		}
		seen[path] = true
		got := committee.get(path)
		if got.status != http.StatusOK || strings.Contains(got.header.Get("Content-Type"), "csv") {
			if got.status != http.StatusOK {
				t.Errorf("%s: got %d", path, got.status)
			}
			continue
		}
		page := got.page(t)
		for _, link := range append(attrs(page, "a[href]:not(#edition a)", "href"), optionLinks(page)...) {
			to, err := url.Parse(link)
			if err != nil {
				t.Errorf("%s leads to %q", path, link)
				continue
			}
			if to.Path == "" || elsewhere(to.Path) {
				continue
			}
			to.Fragment = ""
			shape := shapeOf(to)
			if shapes[shape] { // one of a kind will do
				continue
			}
			shapes[shape] = true
			if to.Query().Get("edition") != "1" {
				t.Errorf("%s leads out of the edition, to %s", path, link)
				continue
			}
			waiting = append(waiting, to.String())
		}
		for _, action := range attrs(page, `form[method="get"]:not(:has(input[name="edition"][value="1"]))`, "action") {
			if !elsewhere(action) {
				t.Errorf("%s: the form to %s leads out of the edition", path, action)
			}
		}
	}
	if len(seen) < 60 {
		t.Errorf("only %d pages were found", len(seen))
	}
}

// attrs are those of all elements of a page that a selector finds.
func attrs(page htmltest.Page, selector, name string) (found []string) {
	if page.Count(selector) > 0 {
		page.In(selector).Each(func(p htmltest.Page) { found = append(found, p.Attr(name)) })
	}
	return found
}

// optionLinks are the addresses in a page's charts.
func optionLinks(page htmltest.Page) (links []string) {
	const options = `script[type="application/json"]`
	if page.Count(options) == 0 {
		return nil
	}
	page.In(options).Each(func(p htmltest.Page) {
		for _, part := range strings.Split(p.Text(), `"/cycles/`)[1:] {
			end := strings.IndexByte(part, '"')
			links = append(links, strings.ReplaceAll("/cycles/"+part[:max(end, 0)], `\u0026`, "&"))
		}
	})
	return links
}

// shapeOf is what kind of page an address asks for.
func shapeOf(to *url.URL) string {
	parts := strings.Split(to.Path, "/")
	for n := range parts {
		if n > 0 && (parts[n-1] == "units" || parts[n-1] == "indicators") {
			parts[n] = "*"
		}
	}
	var asked []string
	for name := range to.Query() {
		if name != "lang" {
			asked = append(asked, name)
		}
	}
	slices.Sort(asked)
	return strings.Join(parts, "/") + "?" + strings.Join(asked, "&")
}
