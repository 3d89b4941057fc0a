package web_test

import (
	"encoding/base64"
	"encoding/csv"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"reformboard/internal/factor"
	"reformboard/internal/files"
	"reformboard/internal/flow"
	"reformboard/internal/flow/accounts"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
	"reformboard/internal/web"
)

// strictSite is the demonstration with second factors, which administrators must have.
func strictSite(t *testing.T, s *store.Store) *site {
	at := newSite(t, s)
	key, err := factor.NewKey(make([]byte, factor.KeySize))
	must(t, err)
	door := accounts.New(s, accounts.Settings{Key: &key, Required: []reform.Role{reform.Administrator}})
	at.Config.Handler = web.New(at.board, web.Settings{Now: func() time.Time { return *at.now.Load() }, Door: door}).Handler()
	return at
}

// newSiteOver is a board with nothing on it but what is there already.
func newSiteOver(t *testing.T, board *flow.Board, settings web.Settings) *site {
	at := &site{board: board, people: map[string]person{}}
	at.now.Store(&played)
	settings.Now = func() time.Time { return *at.now.Load() }
	at.Server = httptest.NewServer(web.New(board, settings).Handler())
	t.Cleanup(at.Close)
	return at
}

func (s *site) wait(d time.Duration) {
	later := s.now.Load().Add(d)
	s.now.Store(&later)
}

// signIn signs somebody in who is not of the demonstration, in a browser of their own.
func (s *site) signIn(t *testing.T, name, secret, to string) person {
	t.Helper()
	p := s.visitor(t)
	if got := p.post("/sign-in", url.Values{"name": {name}, "password": {secret}}); got.header.Get("Location") != to {
		t.Fatalf("%s: got %d to %q, want %q", name, got.status, got.header.Get("Location"), to)
	}
	return p
}

const administratorPassword = "demo-administrator-2026"

var sealedIn = regexp.MustCompile(`name="sealed" value="([^"]+)"`)

// enrolled gives somebody a second factor: what their device reads, and the recovery codes.
func (p person) enrolled(secret string) (seed string, codes []string) {
	p.t.Helper()
	page := p.get("/account/device")
	sealed := html.UnescapeString(sealedIn.FindStringSubmatch(page.body)[1])
	seed = strings.ReplaceAll(htmltest.Parse(p.t, page.body).In(".device code").Text(), "-", "")
	code, err := totp.GenerateCode(seed, *p.site.now.Load())
	must(p.t, err)
	for form, want := range map[string]int{"000000 " + secret: http.StatusUnprocessableEntity, code + " wrong": http.StatusUnprocessableEntity} {
		typed, word, _ := strings.Cut(form, " ")
		if got := p.post("/account/device", url.Values{"sealed": {sealed}, "code": {typed}, "password": {word}}); got.status != want || !strings.Contains(html.UnescapeString(got.body), sealed) {
			p.t.Errorf("%s: got %d", form, got.status)
		}
	}
	shown := p.post("/account/device", url.Values{"sealed": {sealed}, "code": {code}, "password": {secret}})
	htmltest.Parse(p.t, shown.body).In(".codes code").Each(func(c htmltest.Page) { codes = append(codes, c.Text()) })
	if len(codes) != 10 {
		p.t.Fatalf("got %d and %d codes", shown.status, len(codes))
	}
	return seed, codes
}

func TestAdministratorComesInByASecondFactor(t *testing.T) {
	oneAfterTheOther(t)
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		at := strictSite(t, s)
		admin := at.signIn(t, "administrator", administratorPassword, "/")
		for _, path := range []string{"/", "/people", "/cycles/" + service + "/ranking.csv", "/account"} {
			if got := admin.get(path); got.header.Get("Location") != "/account/device" {
				t.Errorf("without a second factor at %s: got %d to %q", path, got.status, got.header.Get("Location"))
			}
		}
		other := at.signIn(t, "administrator", administratorPassword, "/")
		seed, codes := admin.enrolled(administratorPassword)
		if got := admin.get("/people"); got.status != http.StatusOK {
			t.Errorf("with one: got %d", got.status)
		}
		if got := other.get("/people"); !strings.HasPrefix(got.header.Get("Location"), "/sign-in") {
			t.Errorf("a session begun without it goes on: %d", got.status)
		}
		at.wait(time.Minute)
		again := at.signIn(t, "administrator", administratorPassword, "/sign-in/code?to=%2F")
		if got := again.get("/people"); !strings.HasPrefix(got.header.Get("Location"), "/sign-in?") {
			t.Errorf("before the code: got %d", got.status)
		}
		code, err := totp.GenerateCode(seed, *at.now.Load())
		must(t, err)
		confirm := func(p person, typed string, want int) {
			t.Helper()
			if got := p.post("/sign-in/code?to=%2Fpeople", url.Values{"code": {typed}}); got.status != want {
				t.Errorf("%s: got %d, want %d", typed, got.status, want)
			}
		}
		confirm(again, "000000", http.StatusUnauthorized)
		confirm(again, code, http.StatusSeeOther)
		if got := again.get("/people"); got.status != http.StatusOK {
			t.Errorf("after the code: got %d", got.status)
		}
		replayed := at.signIn(t, "administrator", administratorPassword, "/sign-in/code?to=%2F")
		confirm(replayed, code, http.StatusUnauthorized)
		confirm(replayed, codes[0], http.StatusSeeOther)
		late := at.signIn(t, "administrator", administratorPassword, "/sign-in/code?to=%2F")
		at.wait(6 * time.Minute)
		if got := late.post("/sign-in/code", url.Values{"code": {codes[1]}}); got.header.Get("Location") != "/sign-in" {
			t.Errorf("who looked for the device for long: got %d to %q", got.status, got.header.Get("Location"))
		}
		if got := at.visitor(t).post("/sign-in/code", url.Values{"code": {codes[1]}}); got.header.Get("Location") != "/sign-in" {
			t.Errorf("a code without a password: got %d", got.status)
		}
	})
}

var onceIn = regexp.MustCompile(`<code>((?:[a-z2-7]{4}-){3}[a-z2-7]{4})</code>`)

func TestNewPersonChoosesAPasswordFirst(t *testing.T) {
	oneAfterTheOther(t)
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		at := newSite(t, s)
		admin := at.as(t, "administrator")
		form := url.Values{"id": {"binh"}, "name": {"Lê Bình"}, "role": {"officer"}, "unit": {silent}}
		handed := onceIn.FindStringSubmatch(admin.post("/people", form).body)
		if handed == nil {
			t.Fatal("no password was shown")
		}
		for says, got := range map[string]answer{
			"the same name again": admin.post("/people", form),
			"no name":             admin.post("/people", url.Values{"id": {"a b"}, "name": {"x"}, "role": {"officer"}}),
			"no role":             admin.post("/people", url.Values{"id": {"em"}, "name": {"x"}, "role": {"king"}}),
			"oneself":             admin.post("/people/administrator", url.Values{"name": {"x"}, "role": {"officer"}}),
		} {
			if got.status < 400 || got.status > 422 || !strings.Contains(got.body, `role="alert"`) {
				t.Errorf("%s: got %d", says, got.status)
			}
		}
		binh := at.signIn(t, "binh", handed[1], "/")
		for _, path := range []string{"/", "/cycles/" + service, "/account/device"} {
			if got := binh.get(path); got.header.Get("Location") != "/account" {
				t.Errorf("%s with a handed password: got %d to %q", path, got.status, got.header.Get("Location"))
			}
		}
		elsewhere := at.signIn(t, "binh", handed[1], "/")
		change := func(old, secret, again, want string) {
			t.Helper()
			got := binh.post("/account/password", url.Values{"old": {old}, "password": {secret}, "again": {again}})
			if got.header.Get("Location") != want || want == "" && (got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, `role="alert" id="problem"`)) {
				t.Errorf("%q: got %d to %q", secret, got.status, got.header.Get("Location"))
			}
		}
		change(handed[1], "short", "short", "")
		change(handed[1], matrixPassword, matrixPassword+"x", "")
		change("wrong", matrixPassword, matrixPassword, "")
		change(handed[1], matrixPassword, matrixPassword, "/account?changed=1")
		if got := binh.get("/"); got.status != http.StatusOK {
			t.Errorf("with a password of one's own: got %d", got.status)
		}
		if got := elsewhere.get("/"); !strings.HasPrefix(got.header.Get("Location"), "/sign-in") {
			t.Errorf("a session of the old password goes on: %d", got.status)
		}
		reset := onceIn.FindStringSubmatch(admin.post("/people/binh/reset", nil).body)
		if got := binh.get("/"); got.status != http.StatusSeeOther || reset == nil {
			t.Errorf("after a reset: got %d, %v", got.status, reset)
		}
		at.wait(accounts.OnceLasts)
		if got := at.visitor(t).post("/sign-in", url.Values{"name": {"binh"}, "password": {reset[1]}}); got.status != http.StatusUnauthorized {
			t.Errorf("a week later: got %d", got.status)
		}
		at.now.Store(&played)
	})
}

func TestListOfPeopleIsTakenInWhole(t *testing.T) {
	oneAfterTheOther(t)
	at := newSite(t, storetest.Open(t))
	admin := at.as(t, "administrator")
	send := func(text string) answer {
		return admin.send(form(t, at, "/people/list", part{name: "list", file: "people.csv", content: text}))
	}
	const header = "id,name,role,unit\n"
	faulty := send(header + "chi,=Chi,officer," + silent + "\nem,Em,king,\n")
	if faulty.status != http.StatusUnprocessableEntity || !strings.Contains(faulty.body, "king") || !strings.Contains(faulty.body, "3:3") {
		t.Errorf("got %d", faulty.status)
	}
	if got := admin.get("/people/chi"); got.status != http.StatusNotFound {
		t.Errorf("half of a faulty list was taken: %d", got.status)
	}
	taken := send(header + "chi,=Chi,officer," + silent + "\ncommittee,Ban,committee,\n")
	checkPage(t, "a list taken in", taken)
	page := htmltest.Parse(t, taken.body)
	page.In("[role=status]").HasText("Đã thêm 1 người mới; cập nhật 1 người đã có.")
	page.In("tbody").HasText("=Chi")
	file, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(page.In("a[download='passwords.csv']").Attr("href"), "data:text/csv;base64,"))
	must(t, err)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(file), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 2 || rows[1][0] != "chi" || rows[1][1] != "'=Chi" || taken.header.Get("Cache-Control") != "no-store" {
		t.Fatalf("got %q, %v", rows, err)
	}
	page.In("tbody").HasText(rows[1][4])
	at.signIn(t, "chi", rows[1][4], "/")
	if got := send(header + "chi,Chi,head," + silent + "\n"); got.header.Get("Location") != "/people?updated=1" {
		t.Errorf("an update: got %d to %q", got.status, got.header.Get("Location"))
	}
	if got := send("%PDF-1.7"); got.status != http.StatusUnprocessableEntity {
		t.Errorf("no list: got %d", got.status)
	}
	if got := admin.get("/people?flag=temporary&find=chi"); !strings.Contains(got.body, `href="/people/chi"`) || strings.Contains(got.body, `href="/people/committee"`) {
		t.Error("the list is not narrowed")
	}
	if blank := admin.get("/people/list.csv?lang=en"); !strings.Contains(blank.body, "id,name,role,unit,areas,disabled") {
		t.Errorf("an empty list: %q", blank.body)
	}
}

func TestSessionsAreSeenAndEnded(t *testing.T) {
	oneAfterTheOther(t)
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		at := newSite(t, s)
		first, second := at.signIn(t, "analyst", "demo-analyst-2026", "/"), at.signIn(t, "analyst", "demo-analyst-2026", "/")
		out := func(p person) bool {
			return strings.HasPrefix(p.get("/").header.Get("Location"), "/sign-in")
		}
		page := htmltest.Parse(t, first.get("/account").body)
		page.In("#sessions tbody").HasCount("tr", 2)
		first.post("/account/sessions", url.Values{"session": {page.In(`#sessions td button`).Attr("value")}})
		if out(first) || !out(second) {
			t.Error("not the other session was ended")
		}
		admin := at.as(t, "administrator")
		admin.post("/people/analyst/sessions", url.Values{"session": {"all"}})
		if !out(first) {
			t.Error("an administrator has not ended it")
		}
		first = at.signIn(t, "analyst", "demo-analyst-2026", "/")
		if got := first.get("/account").body; !strings.Contains(got, "127.0.0.1") {
			t.Error("nothing is said of the sign-in before")
		}
		at.wait(29 * time.Minute)
		if out(first) {
			t.Error("away for less than half an hour")
		}
		at.wait(30 * time.Minute)
		if !out(first) {
			t.Error("away for half an hour and still in")
		}
		lively := at.signIn(t, "analyst", "demo-analyst-2026", "/")
		for range 28 {
			at.wait(25 * time.Minute)
			if out(lively) {
				t.Fatal("out of a session that was never idle")
			}
		}
		at.wait(25 * time.Minute)
		if !out(lively) {
			t.Error("in for longer than a working day")
		}
		at.now.Store(&played)
		admin = at.signIn(t, "administrator", administratorPassword, "/")
		closed := at.signIn(t, "analyst", "demo-analyst-2026", "/")
		admin.post("/people/analyst", url.Values{"name": {"x"}, "role": {"analyst"}, "disabled": {"1"}})
		if !out(closed) {
			t.Error("a closed account is in")
		}
	})
}

func TestFirstAdministratorIsMadeInTheBrowser(t *testing.T) {
	s := storetest.Open(t)
	kept, err := files.New(t.TempDir())
	must(t, err)
	door := accounts.New(s, accounts.Settings{})
	at := newSiteOver(t, flow.New(s, kept), web.Settings{Door: door})
	code, err := door.Open(t.Context(), played)
	must(t, err)
	founder := at.visitor(t)
	if got := founder.get("/sign-in"); got.header.Get("Location") != "/first-start" {
		t.Errorf("got %d to %q", got.status, got.header.Get("Location"))
	}
	checkPage(t, "/first-start", founder.get("/first-start"))
	found := func(code, id, secret string) answer {
		return founder.post("/first-start", url.Values{"code": {code}, "id": {id}, "name": {"An"}, "password": {secret}, "again": {secret}})
	}
	for says, got := range map[string]answer{
		"another code": found("abcd", "an", matrixPassword), "a weak password": found(code, "an", "password"), "no name": found(code, "a b", matrixPassword),
	} {
		if got.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: got %d", says, got.status)
		}
	}
	if got := found(code, "an", matrixPassword); got.header.Get("Location") != "/" {
		t.Fatalf("got %d", got.status)
	}
	if got := founder.get("/people"); got.status != http.StatusOK {
		t.Errorf("the first administrator: got %d", got.status)
	}
	for _, got := range []answer{founder.get("/first-start"), found(code, "binh", matrixPassword)} {
		if got.status != http.StatusNotFound {
			t.Errorf("once more: got %d", got.status)
		}
	}
}

func TestWaitIsToldAndSoIsTheHandedPasswordsEnd(t *testing.T) {
	oneAfterTheOther(t)
	at := newSite(t, storetest.Open(t))
	visitor := at.visitor(t)
	var got answer
	for range reform.FreeTries + 1 {
		got = visitor.post("/sign-in", url.Values{"name": {"officer"}, "password": {"guess"}})
	}
	if got.status != http.StatusTooManyRequests || got.header.Get("Retry-After") != "1" || !strings.Contains(got.body, "1 giây") {
		t.Errorf("got %d, %q", got.status, got.header.Get("Retry-After"))
	}
}

func TestPeopleBeyondReachAreUnknown(t *testing.T) {
	oneAfterTheOther(t)
	at := newSite(t, storetest.Open(t))
	must(t, at.board.Store.SaveUser(t.Context(), "test", played, reform.User{ID: "cuc", Role: reform.Administrator, Unit: "mau-c", Password: matrixHash(), PasswordSince: played}))
	below := at.signIn(t, "cuc", matrixPassword, "/")
	page := below.get("/people")
	if strings.Contains(page.body, "/people/officer") || !strings.Contains(page.body, "/people/cuc") {
		t.Error("the list is not that of the reach")
	}
	htmltest.Parse(t, page.body).HasCount("#unit optgroup", 1)
	htmltest.Parse(t, at.as(t, "administrator").get("/people").body).HasCount("#unit optgroup", 2).HasCount("#unit > option", 1).
		HasCount(`#unit optgroup[label="Bộ Minh Họa (mô phỏng)"] option[value="mau-c01"]`, 1)
	var offered []string
	htmltest.Parse(t, page.body).In("#unit option").Each(func(o htmltest.Page) { offered = append(offered, o.Attr("value")) })
	if slices.Contains(offered, "") || slices.Contains(offered, "mau") || !slices.Contains(offered, "mau-c01") {
		t.Errorf("units that may be given: %v", offered)
	}
	for _, unit := range []string{"", "mau", "H21.20"} {
		if got := below.post("/people", url.Values{"id": {"new"}, "name": {"x"}, "role": {"administrator"}, "unit": {unit}}); got.status != http.StatusUnprocessableEntity {
			t.Errorf("a person over %q: got %d", unit, got.status)
		}
	}
}
