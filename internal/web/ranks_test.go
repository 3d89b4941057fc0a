package web_test

import (
	"encoding/csv"
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"reformboard/internal/htmltest"
	"reformboard/internal/store/storetest"
)

// TestPagesAndExportsGiveOneRank reads the rank of every unit as each place says it: the
// CSV, the ranking's pages in two orders, the movement page and the scorecards.
func TestPagesAndExportsGiveOneRank(t *testing.T) {
	oneAfterTheOther(t)
	at := siteOf(t, storetest.Open(t), 2)
	committee := at.as(t, "committee")
	tally, err := at.board.Tally(t.Context(), service)
	if err != nil {
		t.Fatal(err)
	}
	for place, group := range []string{"", tally.Groups[0].ID} {
		with := "?" + url.Values{"group": {group}}.Encode()
		get := func(rest string) string { return committee.get("/cycles/" + service + rest).body }
		listed := listedRanks(t, get("/ranking.csv"+with))
		if len(listed) < 3 {
			t.Fatalf("%q: only %d units in the CSV", group, len(listed))
		}
		same(t, "the ranking", listed, shownRanks(t, get("/ranking"+with), "#ranking tbody tr", ".rank"))
		same(t, "the ranking by name", listed, shownRanks(t, get("/ranking"+with+"&sort=unit"), "#ranking tbody tr", ".rank"))
		scorecards := map[string]string{}
		for unit := range listed {
			words := htmltest.Parse(t, get("/units/"+unit)).In(".headline dd").At(3 - place).Text()
			scorecards[unit], _, _ = strings.Cut(words, "/")
		}
		same(t, "the scorecards", listed, bareRanks(scorecards))
		moved := shownRanks(t, get("/movement"+with), ".movement tbody tr", "td.total")
		for unit := range listed {
			if _, compared := moved[unit]; !compared {
				delete(listed, unit)
			}
		}
		if len(moved) < 3 {
			t.Errorf("%q: only %d units on the movement page", group, len(moved))
		}
		same(t, "the movement page", listed, moved)
	}
}

func same(t *testing.T, where string, want, got map[string]string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s ranks %d units, the CSV %d", where, len(got), len(want))
	}
	for unit, rank := range want {
		if got[unit] != rank {
			t.Errorf("%s: %s is %q, in the CSV %q", where, unit, got[unit], rank)
		}
	}
}

// listedRanks are the ranks of a CSV by unit.
func listedRanks(t *testing.T, text string) map[string]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for n, name := range rows[0] {
		column[name] = n
	}
	ranks := map[string]string{}
	for _, row := range rows[1:] {
		if rank := row[column["rank"]]; rank != "" {
			ranks[row[column["unit"]]] = rank
		}
	}
	return ranks
}

var inUnit = regexp.MustCompile(`/units/([^/?]+)$`)

// shownRanks are the ranks of a table's rows by the unit that each row leads to.
func shownRanks(t *testing.T, body, rows, cell string) map[string]string {
	t.Helper()
	ranks := map[string]string{}
	htmltest.Parse(t, body).In(rows).Each(func(row htmltest.Page) {
		unit := inUnit.FindStringSubmatch(html.UnescapeString(row.In("th a").Attr("href")))
		if len(unit) == 2 {
			ranks[unit[1]] = row.In(cell).Text()
		}
	})
	return bareRanks(ranks)
}

// bareRanks are ranks without the mark of a tie.
func bareRanks(ranks map[string]string) map[string]string {
	for unit, rank := range ranks {
		ranks[unit] = strings.TrimSuffix(strings.TrimSpace(rank), "=")
	}
	return ranks
}
