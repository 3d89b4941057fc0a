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

// generated serves a generated body, whose file may be there already.
func generated(t testing.TB, path string, scale flowtest.Scale) (*httptest.Server, *flow.Board) {
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
	server := httptest.NewServer(web.New(board, web.Settings{Now: func() time.Time { return played }}).Handler())
	t.Cleanup(server.Close)
	return server, board
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
	server, board := generated(b, *country, flowtest.Country)
	if err := board.DrawUp(b.Context(), 7, played); err != nil { // as a server does from its start on
		b.Fatal(err)
	}
	committee := person{signedIn(b, server), &site{Server: server}, b}
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
		server, _ := generated(t, filepath.Join(t.TempDir(), "board.db"), scale)
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
