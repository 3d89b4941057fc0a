package web_test

import (
	"net/http"
	"strings"
	"testing"

	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
	"reformboard/internal/store/storetest"
)

// TestPagesSayOnWhoseWordTheyStand cuts one claim to nothing: the board, the scorecard
// and the receipt say so on the verified basis, lead from one basis to the next and
// keep to it; as reported everything is as it was.
func TestPagesSayOnWhoseWordTheyStand(t *testing.T) {
	oneAfterTheOther(t)
	at := siteOf(t, storetest.Open(t), 1)
	tally, err := at.board.Tally(t.Context(), service)
	if err != nil {
		t.Fatal(err)
	}
	unit := tally.Overall.Standings[0].Unit
	d, err := at.board.Docket(t.Context(), service, unit)
	if err != nil {
		t.Fatal(err)
	}
	claim := d.Claims[0].Indicator.ID
	committee := at.as(t, "committee")
	card := "/cycles/" + service + "/units/" + unit
	receipt := card + "/indicators/" + claim
	if page := htmltest.Parse(t, committee.get(card).body); page.Count(".tabs a[href*=basis]") != 0 {
		t.Error("nobody has judged anything, and another basis is offered")
	}
	committee.get("/cycles/" + service + "/ranking?basis=verified").page(t).In(".scope").HasText("Chưa tiêu chí nào được thẩm định")
	before := committee.get(card).body
	a := reform.Appraisal{
		Cycle: service, Unit: unit, Indicator: claim, Version: 1, Turn: "first", Report: d.Report.Version,
		Verdict: reform.Cut, Ground: "R07", Text: "Không đối chiếu được với sổ theo dõi", By: "mai", At: played,
	}
	if err := at.board.Store.SaveAppraisals(t.Context(), []reform.Appraisal{a}); err != nil {
		t.Fatal(err)
	}
	total := func(path string) string {
		t.Helper()
		got := committee.get(path)
		if got.status != http.StatusOK {
			t.Fatalf("%s: %d", path, got.status)
		}
		return htmltest.Parse(t, got.body).In(".headline-total dd").Text()
	}
	self, verified := total(card), total(card+"?basis=verified")
	if self == verified || self != htmltest.Parse(t, before).In(".headline-total dd").Text() {
		t.Errorf("self-scored %q, verified %q", self, verified)
	}
	if first := total(card + "?basis=first"); first != verified {
		t.Errorf("after the first turn %q, verified %q", first, verified)
	}
	page := htmltest.Parse(t, committee.get(card+"?basis=verified").body)
	if kept := page.Count(`.why[href$="basis=verified"]`); kept == 0 || page.In(`.tabs a[aria-current]`).Text() != "Đã thẩm định" {
		t.Errorf("%d receipts keep to the basis", kept)
	}
	ranking := htmltest.Parse(t, committee.get("/cycles/"+service+"/ranking?basis=verified&group=").body)
	if !strings.Contains(ranking.In(".scope").Text(), "Theo kết quả thẩm định") || ranking.Count(`#ranking tbody th a[href$="basis=verified"]`) == 0 {
		t.Error("the verified board does not say so, or does not keep to it")
	}
	on := htmltest.Parse(t, committee.get(receipt+"?basis=verified").body)
	if text := on.In(".decisions").Text(); !strings.Contains(text, "R07") || !strings.Contains(text, "sổ theo dõi") {
		t.Errorf("the receipt says %q", text)
	}
	if sides := on.Count(".sides dd"); sides != len(reform.Bases) {
		t.Errorf("%d sides", sides)
	}
	for _, path := range []string{card, receipt, "/cycles/" + service + "/ranking"} {
		if got := committee.get(path + "?basis=rumour"); got.status != http.StatusBadRequest {
			t.Errorf("%s on a basis there is not: %d", path, got.status)
		}
	}
}
