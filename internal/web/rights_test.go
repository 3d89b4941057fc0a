package web_test

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"reformboard/internal/access"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// TestRightsOfAPersonAreThoseTheyHave holds the page against the rule itself, at every unit.
func TestRightsOfAPersonAreThoseTheyHave(t *testing.T) {
	oneAfterTheOther(t)
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		at := newSite(t, s)
		must(t, s.SaveUser(t.Context(), "test", played, reform.User{ID: "wide", Name: "Wide", Role: reform.Officer}))
		must(t, s.SaveUser(t.Context(), "test", played, reform.User{ID: "orphan", Name: "Orphan", Role: reform.Head, Unit: "gone"}))
		must(t, s.SaveUser(t.Context(), "test", played, reform.User{ID: "shut", Name: "Shut", Role: reform.Council, Disabled: true}))
		users, err := s.Users(t.Context())
		must(t, err)
		units, err := s.Units(t.Context())
		must(t, err)
		admin := at.as(t, "administrator")
		table, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(admin.get("/rights.csv").body, "\ufeff"))).ReadAll()
		must(t, err)
		flags := map[string]string{"wide": "quyền quá rộng", "orphan": "đơn vị không còn", "shut": "đã khóa"}
		for i, u := range users {
			line := table[i+1]
			if line[0] != u.ID || line[4] != flags[u.ID] {
				t.Errorf("line %d is %v", i, line)
			}
			page := admin.get("/people/" + u.ID + "/rights?unit=" + silent).page(t)
			for n, d := range access.Deeds {
				may := 0
				for _, unit := range units {
					if access.May(u, d, units, unit.ID) {
						may++
					}
				}
				row := page.In(".cards tbody tr").At(n)
				if says := row.In("td").At(0).Text(); (says == "được") != access.May(u, d, units, silent) {
					t.Errorf("%s, %s at the unit: %q", u.ID, d, says)
				}
				if says := row.In("td").At(1).Text(); (says == "không") != (may == 0) || may > 0 && !strings.Contains(says, ": "+strconv.Itoa(may)+" ") {
					t.Errorf("%s, %s: %q, and it is %d units", u.ID, d, says, may)
				}
				if got := line[5+n]; got != strconv.Itoa(may) {
					t.Errorf("%s, %s: %s in the file, and it is %d units", u.ID, d, got, may)
				}
			}
			if mark := page.In(".lead").Text(); !strings.HasSuffix(mark, flags[u.ID]) {
				t.Errorf("%s: %q", u.ID, mark)
			}
		}
	})
}

// TestRightsAreReadByThoseWhoLookAfterThem asks as an auditor of one unit, who admits nobody.
func TestRightsAreReadByThoseWhoLookAfterThem(t *testing.T) {
	oneAfterTheOther(t)
	at := newSite(t, storetest.Open(t))
	must(t, at.board.Store.SaveUser(t.Context(), "test", played, reform.User{ID: "kim", Name: "Kim", Role: reform.Auditor, Unit: silent, Password: matrixHash(), PasswordSince: played}))
	kim := at.signIn(t, "kim", matrixPassword, "/")
	page := kim.get("/rights").page(t)
	var shown []string
	page.In("#people tbody th a").Each(func(a htmltest.Page) { shown = append(shown, a.Attr("href")) })
	if !slices.Equal(shown, []string{"/people/kim/rights", "/people/officer/rights"}) {
		t.Errorf("the auditor of a unit is shown %v", shown)
	}
	seen := kim.get("/people/officer/rights?" + url.Values{"unit": {"mau-v03"}}.Encode())
	if seen.status != http.StatusOK || seen.page(t).Count(`a[href="/people/officer"]`) != 0 || seen.page(t).Count(`option[value="mau-v03"]`) != 0 {
		t.Errorf("got %d, or what is not the auditor's", seen.status)
	}
	if got := kim.get("/people/committee/rights"); got.status != http.StatusNotFound {
		t.Errorf("beyond the unit: got %d", got.status)
	}
}
