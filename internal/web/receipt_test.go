package web_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"reformboard/internal/htmltest"
)

// links are the addresses on a page under a selector, each once.
func (p person) links(path, selector string) []string {
	p.t.Helper()
	got := p.get(path)
	if got.status != http.StatusOK {
		p.t.Fatalf("%s: %d", path, got.status)
	}
	var all []string
	seen := map[string]bool{}
	htmltest.Parse(p.t, got.body).In(selector).Each(func(link htmltest.Page) {
		if to := link.Attr("href"); !seen[to] {
			seen[to], all = true, append(all, to)
		}
	})
	return all
}

// whyIsThreeClicksAway goes from each ranking to a unit's scorecard and from there to
// the receipt of every score on it; those of the other units on an indicator are as
// near.
func whyIsThreeClicksAway(t *testing.T, at *site) {
	committee := at.as(t, "committee")
	for _, cycle := range []string{service, egov, real766} {
		ranking := committee.links("/cycles/"+cycle, `.menu a[href$="/ranking"]`)[0]
		scorecard := committee.links(ranking, "#ranking tbody th a")[0]
		why := committee.links(scorecard, ".why, .why-link a")
		scores := len(committee.links(scorecard, ".scores th[scope=row] a"))
		if scores == 0 || len(why) < scores+1 { // one a score, and the total
			t.Errorf("%s: %d receipts for %d scores", scorecard, len(why), scores)
		}
		for _, receipt := range why {
			got := committee.get(receipt)
			if got.status != http.StatusOK || !strings.Contains(got.body, `class="card outcome"`) {
				t.Errorf("%s: %d", receipt, got.status)
			}
			checkPage(t, receipt, got)
		}
		indicator := committee.links(scorecard, ".scores th[scope=row] a")[0]
		if receipts := committee.links(indicator, "#units .why-link a"); len(receipts) == 0 || !strings.HasPrefix(receipts[0], "/cycles/"+cycle+"/units/") {
			t.Errorf("%s leads to %v", indicator, receipts)
		}
	}
}

// receiptIsThereAsData holds the file against the page.
func receiptIsThereAsData(t *testing.T, at *site) {
	committee := at.as(t, "committee")
	path := "/cycles/" + service + "/units/mau-v03/indicators/3.3"
	file := committee.links(path, ".exports a")[0]
	got := committee.get(file)
	var receipt struct {
		Unit, Node, Earned string
		Inputs             []struct{ Figure, Value, SHA256 string }
	}
	if err := json.Unmarshal([]byte(got.body), &receipt); err != nil || got.status != http.StatusOK {
		t.Fatalf("%s: %d, %v", file, got.status, err)
	}
	if receipt.Unit != "mau-v03" || receipt.Node != "3.3" || len(receipt.Inputs) == 0 {
		t.Errorf("got %+v", receipt)
	}
	shown := htmltest.Parse(t, committee.get(path).body).In(".outcome .big")
	if !strings.Contains(shown.Text(), strings.ReplaceAll(receipt.Earned, ".", ",")) && !strings.Contains(shown.Text(), receipt.Earned) {
		t.Errorf("the page says %s and the file %s", shown.Text(), receipt.Earned)
	}
	if missing := committee.get("/cycles/" + service + "/units/mau-v03/indicators/9.9/receipt.json"); missing.status != http.StatusNotFound {
		t.Errorf("an unknown indicator: %d", missing.status)
	}
}

func indicatorPagesAreAskedForByAddress(t *testing.T, at *site) {
	committee := at.as(t, "committee")
	page := "/cycles/" + service + "/indicators/2.1"
	for rest, want := range map[string]int{
		"?order=greatest&page=2": 200, "?group=nowhere": 404, "?order=best": 400, "?page=x": 400, "": 200,
	} {
		if got := committee.get(page + rest); got.status != want {
			t.Errorf("%s: got %d, want %d", rest, got.status, want)
		}
	}
	shown := htmltest.Parse(t, committee.get(page).body)
	shown.In("#chart-funnel")
	shown.In("#chart-rule")
}
