package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"reformboard/internal/files"
	"reformboard/internal/flow"
	"reformboard/internal/password"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
	"reformboard/internal/web"
)

// TestFirstDay opens the board before there is anything on it, and then a cycle
// in which nobody has reported: every page is there and says so.
func TestFirstDay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		kept, err := files.New(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		board := flow.New(s, kept)
		server := httptest.NewServer(web.New(board, web.Settings{Now: func() time.Time { return played }}).Handler())
		t.Cleanup(server.Close)
		admin := reform.User{ID: "admin", Name: "Admin", Role: reform.Administrator, Password: password.Hash("the first password")}
		if err := s.SaveUser(t.Context(), "test", played, admin); err != nil {
			t.Fatal(err)
		}
		visitor := (&site{Server: server}).visitor(t)
		visitor.post("/sign-in", url.Values{"name": {"admin"}, "password": {"the first password"}})
		if got := visitor.get("/"); got.status != http.StatusOK {
			t.Errorf("the empty board: got %d", got.status)
		} else {
			checkPage(t, "the empty board", got)
		}
		emptyCycle(t, s)
		for _, path := range []string{
			"/", "/cycles/c", "/cycles/c/ranking", "/cycles/c/movement", "/cycles/c/weak", "/cycles/c/completeness", "/cycles/c/completeness.csv", "/cycles/c/search?q=a", "/cycles/c/indicators/2.1", "/cycles/c/units/a",
			"/cycles/c/units/a/indicators/2.1", "/cycles/c/units/a/report", "/cycles/c/units/a/entry", "/cycles/c/ranking.xlsx", "/cycles/c/ranking.csv",
			"/cycles/c/units/a/scorecard.xlsx", "/cycles/c/units/a/scorecard.csv", "/cycles/c/units/a/form.xlsx",
		} {
			if got := visitor.get(path); got.status != http.StatusOK {
				t.Errorf("%s: got %d", path, got.status)
			} else if got.header.Get("Content-Disposition") == "" {
				checkPage(t, path, got)
			}
		}
	})
}

// emptyCycle stores a cycle of one unit that has not reported.
func emptyCycle(t *testing.T, s *store.Store) {
	t.Helper()
	f := decision766(t)
	units := []reform.Unit{{ID: "m", NameVI: "Bộ Thử"}, {ID: "a", Parent: "m", NameVI: "Đơn vị A", PeerGroup: "g"}}
	c := reform.Cycle{
		ID: "c", Body: "m", Framework: f.ID, Period: "2026-Q3", DataFrom: played, DataTo: played.AddDate(0, 3, 0),
		Opens: played.AddDate(0, 0, -1), Due: played.AddDate(0, 0, 1), Closes: played.AddDate(0, 0, 2),
	}
	for _, err := range []error{
		s.SaveFramework(t.Context(), "test", played, f, []byte("test")),
		s.SaveUnits(t.Context(), "test", played, units, []reform.PeerGroup{{ID: "g", NameVI: "Khối"}}),
		s.SaveCycle(t.Context(), "test", played, c),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
}
