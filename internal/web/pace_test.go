package web_test

import (
	"flag"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"reformboard/internal/files"
	"reformboard/internal/flow"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/password"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/web"
)

var country = flag.String("country", "", "measure the pages of 3,500 units by 120 indicators by 12 cycles; kept in this file between runs")

// mostIndicators is of how many a framework may be.
const mostIndicators = 120

// served is a body that is served: how it is asked, what draws its pages, and what it is.
type served struct {
	*httptest.Server
	pages *web.Server
	board *flow.Board
}

// generated serves a generated body, whose file may be there already.
func generated(t testing.TB, path string, scale flowtest.Scale) served {
	t.Helper()
	_, missing := os.Stat(path)
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	kept, err := files.New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if missing != nil {
		if err := s.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		flowtest.Generate(t, s, path, flowtest.Large(mostIndicators), scale)
		u := reform.User{ID: "u", Name: "U", Role: reform.Administrator, Password: password.Hash("benchmark password")}
		if err := s.SaveUser(t.Context(), "bench", played, u); err != nil {
			t.Fatal(err)
		}
		t.Logf("generated in %v", time.Since(start).Round(time.Millisecond))
	}
	board := flow.New(s, kept)
	pages := web.New(board, web.Settings{Now: func() time.Time { return played }})
	server := httptest.NewServer(pages.Handler())
	t.Cleanup(server.Close)
	return served{server, pages, board}
}

// measured are the pages whose pace counts, each over several units or indicators.
func measured(scale flowtest.Scale, n int) map[string]string {
	cycle := "/cycles/" + string(flowtest.Newest)
	unit, indicator := flowtest.UnitID(n*37%scale.Units), fmt.Sprintf("%d.%d", 1+n%(mostIndicators/15), 1+n%15)
	return map[string]string{
		"overview": cycle, "ranking": fmt.Sprintf("%s/ranking?page=%d", cycle, 1+n), "group": fmt.Sprintf("%s/ranking?group=g%d", cycle, n%scale.Groups),
		"weak": fmt.Sprintf("%s/weak?group=g%d", cycle, n%scale.Groups), "weak of all": fmt.Sprintf("%s/weak?n=%d", cycle, n),
		"indicator": cycle + "/indicators/" + indicator, "scorecard": cycle + "/units/" + unit,
	}
}

// BenchmarkCountry measures each page of the largest body: what has been asked for already
// is left out, so that each request draws its page anew from what is known of the cycle.
func BenchmarkCountry(b *testing.B) {
	if *country == "" {
		b.Skip("SKIPPED: the largest body is measured only when asked for: -country FILE")
	}
	server := generated(b, *country, flowtest.Country)
	must(b, server.pages.DrawUp(b.Context())) // as from a start on
	committee := person{signedIn(b, server.Server), &site{Server: server.Server}, b}
	var memory runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&memory)
	b.Logf("the server holds %d MB", memory.HeapAlloc>>20)
	again := 0
	for _, name := range slices.Sorted(maps.Keys(measured(flowtest.Country, 0))) {
		b.Run(strings.ReplaceAll(name, " ", "_"), func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				again++
				path := measured(flowtest.Country, again)[name]
				start := time.Now()
				got := committee.get(path)
				took = append(took, time.Since(start))
				if got.status != http.StatusOK {
					b.Fatal(path, got.status)
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
			b.ReportMetric(float64(committee.weighWhole(measured(flowtest.Country, again)[name], map[string]int{}))/1000, "kB-sent")
		})
	}
}

// TestPagesGrowNoFasterThanTheBody draws every page of a body and of one ten times as
// large: what a page takes of memory tells, unlike time, the same on every machine.
func TestPagesGrowNoFasterThanTheBody(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: the race detector allocates by itself")
	}
	small, large := flowtest.Scale{Units: 40, Groups: 4, Cycles: 3}, flowtest.Scale{Units: 400, Groups: 4, Cycles: 3}
	spent := func(scale flowtest.Scale) map[string]float64 {
		server := generated(t, filepath.Join(t.TempDir(), "board.db"), scale).Server
		committee := person{signedIn(t, server), &site{Server: server}, t}
		found := map[string]float64{}
		for name, path := range measured(scale, 0) {
			n, sign := 0, "?"
			if strings.Contains(path, "?") {
				sign = "&"
			}
			found[name] = testing.AllocsPerRun(3, func() {
				n++ // another address: nothing that is kept can answer
				if got := committee.get(fmt.Sprintf("%s%sagain=%d", path, sign, n)); got.status != http.StatusOK {
					t.Fatal(path, got.status)
				}
			})
		}
		return found
	}
	few, many := spent(small), spent(large)
	times := float64(large.Units / small.Units)
	for name := range many {
		t.Logf("%-12s %7.0f allocations, %.1f times those of a body of a tenth", name, many[name], many[name]/few[name])
		if many[name] > 1.1*times*few[name] {
			t.Errorf("%s: %.0f allocations for %d units, %.0f for %d", name, few[name], small.Units, many[name], large.Units)
		}
	}
}
