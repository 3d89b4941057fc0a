package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"reformboard/internal/flow/flowtest"
	"reformboard/internal/htmltest"
	"reformboard/internal/password"
	"reformboard/internal/reform"
)

// BenchmarkQueuePage judges one claim after the other of 3,500 units by 120 indicators, and
// asks each time for the queue, for the claim that is next and for who has reported: 95 of
// 100 of each are to be there within 100 ms. With -country the body is kept between runs.
func BenchmarkQueuePage(b *testing.B) {
	path := *country
	if path == "" {
		path = filepath.Join(b.TempDir(), "board.db")
	}
	server := generated(b, path, flowtest.Country)
	must(b, server.board.Store.Migrate(b.Context()))
	for _, u := range []reform.User{{ID: "judge", Role: reform.Appraiser}, {ID: "other", Role: reform.Appraiser, Areas: []string{"1"}}} {
		u.Password = password.Hash("benchmark password")
		must(b, server.board.Store.SaveUser(b.Context(), "bench", played, u))
	}
	judge := (&site{Server: server.Server}).visitor(b)
	if got := judge.post("/sign-in", url.Values{"name": {"judge"}, "password": {"benchmark password"}}); got.status != http.StatusSeeOther {
		b.Fatal(got.status)
	}
	cycle := "/cycles/" + string(flowtest.Newest)
	took := map[string][]time.Duration{}
	ask := func(name, path string) answer {
		began := time.Now()
		got := judge.get(path)
		if took[name] = append(took[name], time.Since(began)); got.status != http.StatusOK {
			b.Fatal(name, got.status)
		}
		return got
	}
	began := time.Now()
	must(b, server.pages.DrawUp(b.Context())) // as from a start on
	b.Logf("drawn up in %v", time.Since(began).Round(time.Millisecond))
	n := 0
	for b.Loop() {
		n++
		link := htmltest.Parse(b, ask("queue", fmt.Sprintf("%s/appraisals?n=%d", cycle, n)).body).In(".desk-lines tbody tr th a").At(0).Attr("href")
		form := htmltest.Parse(b, ask("claim", link).body).In(".desk-form")
		sent := url.Values{"verdict": {"accepted"}, "then": {"next"}}
		form.In(`input[type="hidden"]`).Each(func(p htmltest.Page) { sent.Add(p.Attr("name"), p.Attr("value")) })
		began := time.Now()
		to, _, _ := strings.Cut(link, "?")
		if got := judge.post(to, sent); got.status != http.StatusSeeOther {
			b.Fatal(got.status)
		}
		took["judge"] = append(took["judge"], time.Since(began))
		ask("completeness", fmt.Sprintf("%s/completeness?n=%d", cycle, n))
	}
	for name, all := range took {
		slices.Sort(all)
		b.ReportMetric(float64(all[len(all)*95/100].Microseconds())/1000, "ms-p95-"+strings.ReplaceAll(name, " ", "-"))
	}
}
