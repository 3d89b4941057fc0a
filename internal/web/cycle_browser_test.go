package web_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"reformboard/internal/flow"
	"reformboard/internal/flow/record"
	"reformboard/internal/password"
	"reformboard/internal/reform"
	"reformboard/internal/store/storetest"
)

// TestWholeCycle drives a unit's figures through a cycle in a browser, each step by whoever
// has to do it: the officer reports, the appraiser judges, the head of the unit contests, the
// appraiser judges anew, the council settles, two administrators publish, the committee
// reads. Then the board is brought to the other database, and holds there.
func TestWholeCycle(t *testing.T) {
	program := chromium(t)
	t.Parallel()
	first, move := storetest.Moving(t)
	at := siteOf(t, first, 3)
	for _, u := range []reform.User{
		{ID: "head", Name: "Trần Thị Hoa", Role: reform.Head, Unit: silent},
		{ID: "council", Name: "Lê Quốc Cường", Role: reform.Council, Unit: "mau"},
		{ID: "second", Name: "Người Thứ Hai", Role: reform.Administrator},
	} {
		u.Password = password.Hash(u.ID + longSecret)
		must(t, first.SaveUser(t.Context(), "test", played, u))
	}
	b := openTab(t, at, program)

	b.signIn("officer")
	b.fillsInTheForm()
	b.typesTheRestIn()
	b.explainsAndSubmits()
	b.signOut()

	b.signIn("appraiser")
	cut := b.judgesAll()
	b.signOut()

	b.comesIn("head", "head"+longSecret)
	b.contests(cut)
	b.signOut()

	b.signIn("appraiser")
	b.cuts(cut, "0,5", "Đã đối chiếu thêm một nửa số hồ sơ")
	b.endsTheTurn("/end")
	b.signOut()

	b.comesIn("council", "council"+longSecret)
	b.cuts(cut, "0,75", "Hội đồng chấp nhận một phần hồ sơ")
	b.endsTheTurn("/end")
	b.endsTheTurn("/finish")
	b.reads("đã chốt")
	b.picture("docket-final")
	b.signOut()

	list := "/cycles/" + service + "/editions"
	b.signIn("administrator")
	b.visit(list)
	b.loads(chromedp.Click(chromedp.CSS(`form[action="` + list + `"] button`)))
	b.signOut()
	b.comesIn("second", "second"+longSecret)
	b.visit(list)
	b.loads(chromedp.Click(chromedp.CSS(`form[action="` + list + `/approve"] button`)))
	b.picture("edition")
	b.signOut()

	b.signIn("committee")
	b.visit("/cycles/" + service + "/units/" + silent + "/indicators/" + cut + "/thread")
	b.reads("0,25", "0,50", "0,75", "đã chốt")
	b.visit("/cycles/" + service + "/ranking?edition=1")
	b.reads("Cơ quan vùng Hoa Lan")
	b.nothingAmiss()

	holdsElsewhere(t, at, flow.New(move(), at.board.Files))
}

const longSecret = "-comes-in-2026"

// docketOf is the page of all claims of the officer's unit.
const docketOf = "/cycles/" + service + "/units/" + silent + "/appraisal"

// judgesAll cuts the first claim of the unit, accepts the others as reported, and ends the turn.
func (b tab) judgesAll() (cut string) {
	b.t.Helper()
	const most = 80
	for n := range most {
		b.visit(docketOf)
		if b.count("#owed a") == 0 {
			b.endsTheTurn("/end")
			return cut
		}
		b.loads(chromedp.Click(chromedp.CSS("#owed a")))
		if n == 0 {
			_, rest, _ := strings.Cut(b.address(), "/indicators/")
			cut, _, _ = strings.Cut(rest, "/")
			b.picture("claim")
			b.cuts(cut, "0,25", "Số hồ sơ chưa đủ căn cứ")
			continue
		}
		b.loads(chromedp.KeyEvent("1"))
	}
	b.t.Fatal("there is no end of claims")
	return ""
}

// cuts judges a claim down.
func (b tab) cuts(indicator, points, why string) {
	b.t.Helper()
	b.visit("/cycles/" + service + "/units/" + silent + "/indicators/" + indicator + "/appraisal")
	b.do(
		chromedp.Click(chromedp.CSS("#verdict-cut")), chromedp.SetValue(chromedp.CSS("#points"), points),
		chromedp.SetValue(chromedp.CSS("#ground"), "R07"), chromedp.SetValue(chromedp.CSS("#text"), why),
	)
	b.loads(chromedp.Click(chromedp.CSS(`.desk-form button[name="then"]`)))
}

// contests has the unit answer the cut, and ends its turn.
func (b tab) contests(cut string) {
	b.t.Helper()
	b.visit(docketOf)
	b.loads(chromedp.Click(chromedp.CSS("#owed a")))
	if !strings.Contains(b.address(), "/indicators/"+cut+"/thread") {
		b.t.Fatalf("the head of the unit is led to %s", b.address())
	}
	b.do(chromedp.Click(chromedp.CSS("#stance-contests")), chromedp.SetValue(chromedp.CSS("#text"), "Hồ sơ được lưu ở bộ phận một cửa của ba xã"))
	b.loads(chromedp.Click(chromedp.CSS(".desk-form button")))
	b.picture("thread")
	b.endsTheTurn("/end")
}

func (b tab) endsTheTurn(how string) {
	b.t.Helper()
	b.visit(docketOf)
	b.loads(chromedp.Click(chromedp.CSS(`form[action="` + docketOf + how + `"] button`)))
}

// holdsElsewhere verifies the edition and the log on another board with the same rows.
func holdsElsewhere(t *testing.T, at *site, board *flow.Board) {
	t.Helper()
	book := record.Book{Board: board}
	p, err := board.Store.Publication(t.Context(), service, 1)
	must(t, err)
	v, err := book.Verify(t.Context(), p)
	must(t, err)
	if len(v.Discrepancies) > 0 || len(v.Since) > 0 || v.Units == 0 || v.Values == 0 {
		t.Errorf("the edition on the other database: %+v", v)
	}
	found, err := book.VerifyLog(t.Context(), played)
	must(t, err)
	if len(found.Breaches) > 0 {
		t.Errorf("the log on the other database: %+v", found.Breaches)
	}
	for _, basis := range reform.Bases {
		here, err := at.board.TallyOn(t.Context(), service, basis)
		must(t, err)
		there, err := board.TallyOn(t.Context(), service, basis)
		must(t, err)
		if len(here.Overall.Standings) == 0 || !reflect.DeepEqual(here.Overall, there.Overall) {
			t.Errorf("%s: the ranking on the other database is %+v, want %+v", basis, there.Overall, here.Overall)
		}
	}
}
