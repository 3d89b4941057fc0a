package web_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"reformboard/dashboards"
	"reformboard/internal/flow"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
	"reformboard/internal/web"
	"reformboard/seed"
)

// site is the whole board with some of the demonstration on it.
type site struct {
	*httptest.Server
	board  *flow.Board
	now    atomic.Pointer[time.Time]
	people map[string]person // signed in before
}

var played = time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)

const (
	service = "mau-dv-2026-q4"
	egov    = "mau-cpdt-2026-q4"
	real766 = "gialai-766-2026"
	silent  = "mau-v05" // the demonstration officer's unit: nothing reported yet
)

// oneAfterTheOther leaves out of the race pass a test that asks for page after page
// and runs nothing at once: the detector has nothing to see there, and takes minutes. As
// such a test has a board of its own, and measures nothing, it runs beside others.
func oneAfterTheOther(t *testing.T) {
	t.Helper()
	t.Parallel()
	if testing.Short() {
		t.Skip("SKIPPED: page after page, and nothing at once, is not for the race detector")
	}
}

func newSite(t testing.TB, s *store.Store) *site { return siteOf(t, s, 1) }

// siteOf plays so many quarters in.
func siteOf(t testing.TB, s *store.Store, quarters int) *site {
	t.Helper()
	at := &site{board: playedIn(t, s, quarters), people: map[string]person{}}
	at.now.Store(&played)
	settings := web.Settings{Now: func() time.Time { return *at.now.Load() }, Zone: time.UTC}
	for _, a := range seed.Accounts {
		settings.Demo = append(settings.Demo, dashboards.DemoSignIn{Name: a.Name, Password: a.Password, Role: a.Role, Unit: a.Unit})
	}
	at.Server = httptest.NewServer(web.New(at.board, settings).Handler())
	t.Cleanup(at.Close)
	return at
}

// person is somebody's browser: cookies, and no following of redirections.
type person struct {
	*http.Client
	site *site
	t    testing.TB
}

func (s *site) visitor(t testing.TB) person {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return person{client, s, t}
}

// as signs one of the demonstration's people in.
func (s *site) as(t testing.TB, name string) person {
	t.Helper()
	if p, ok := s.people[name]; ok {
		p.t = t
		return p
	}
	p := s.visitor(t)
	for _, a := range seed.Accounts {
		if a.Name == name {
			answer := p.post("/sign-in", url.Values{"name": {name}, "password": {a.Password}})
			if answer.status != http.StatusSeeOther {
				t.Fatalf("%s could not sign in: %d", name, answer.status)
			}
		}
	}
	s.people[name] = p
	return p
}

type answer struct {
	status int
	header http.Header
	body   string
}

func (p person) get(path string) answer {
	p.t.Helper()
	request, err := http.NewRequestWithContext(p.t.Context(), http.MethodGet, p.site.URL+path, http.NoBody)
	if err != nil {
		p.t.Fatal(err)
	}
	return p.send(request)
}

func (p person) post(path string, form url.Values) answer {
	p.t.Helper()
	request, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, p.site.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return p.send(request)
}

// upload sends a file as the form of the report page does.
func (p person) upload(path, name string, content []byte) answer {
	p.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	file, err := form.CreateFormFile("workbook", name)
	if err == nil {
		_, err = file.Write(content)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		p.t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, p.site.URL+path, &body)
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("Content-Type", form.FormDataContentType())
	return p.send(request)
}

// keep accepts all of an upload, over a version; sent is the answer to the upload.
func (p person) keep(sent answer, version int) answer {
	p.t.Helper()
	return p.post(sent.header.Get("Location")+"/accept", url.Values{"version": {strconv.Itoa(version)}, "everything": {"1"}})
}

func (p person) send(request *http.Request) answer {
	p.t.Helper()
	response, err := p.Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, string(body)}
}

// TestSite plays the demonstration in once and has everybody try it, the cycle's
// end last.
func TestSite(t *testing.T) {
	at := newSite(t, storetest.Open(t))
	for _, try := range []struct {
		says string
		test func(*testing.T, *site)
	}{
		{"errors are pages", errorsArePages},
		{"who may hand in", whoMayHandIn},
		{"who has reported is told to all", whoHasReportedIsToldToAll},
		{"what is looked for is found from anywhere", whatIsLookedForIsFoundFromAnywhere},
		{"everybody finds their work", everybodyFindsTheirWork},
		{"who holds a code may check it", whoHoldsACodeMayCheckIt},
		{"who may explain forms", whoMayExplainForms},
		{"requests from other sites are refused", requestsFromOtherSitesAreRefused},
		{"recipes with mistakes are not saved", recipesWithMistakesAreNotSaved},
		{"samples that cannot be read say why", samplesThatCannotBeReadSayWhy},
		{"what is chosen wrongly stays on the page", whatIsChosenWronglyStaysOnThePage},
		{"why is three clicks away", whyIsThreeClicksAway},
		{"a receipt is there as data", receiptIsThereAsData},
		{"pages of an indicator are asked for by address", indicatorPagesAreAskedForByAddress},
		{"signing in", signingIn},
		{"who signs in and out is in the log", whoSignsInAndOutIsInTheLog},
		{"what leaves the board is in the log", whatLeavesTheBoardIsInTheLog},
		{"a page is sent once, and then only when something changed", pageIsSentOnceAndThenOnlyWhenSomethingChanged},
		{"content is sent as it is taken", contentIsSentAsItIsTaken},
		{"pages are light", pagesAreLight},
		{"assets are asked for once", assetsAreAskedForOnce},
		{"readers of one role share a page and not its frame", readersOfOneRoleShareAPageAndNotItsFrame},
		{"a chart is a picture too", chartIsAPictureToo},
		{"bad uploads are explained and kept", badUploadsAreExplainedAndKept},
		{"a file of a hundred megabytes gets an answer", fileOfAHundredMegabytesGetsAnAnswer},
		{"mistakes in cells", mistakesInCells},
		{"the name of a file is one line that reads as it is", nameOfAFileIsOneLineThatReadsAsItIs},
		{"headers from outside are not believed", headersFromOutsideAreNotBelieved},
		{"a huge form is refused", hugeFormIsRefused},
		{"only a known proxy is believed about addresses", onlyAKnownProxyIsBelievedAboutAddresses},
		{"behind TLS cookies and pages stay there", behindTLSCookiesAndPagesStayThere},
		{"the log holds nothing that was typed", logHoldsNothingThatWasTyped},
		{"a stranger locks nobody out", strangerLocksNobodyOut},
		{"a request is decided by when it came", aRequestIsDecidedByWhenItCame},
		{"days that make no sense stay on the page", daysThatMakeNoSenseStayOnThePage},
		{"who runs the cycle sets its days", whoRunsTheCycleSetsItsDays},
		{"what is shown is looked through", whatIsShownIsLookedThrough},
		{"who may see and change evidence", whoMaySeeAndChangeEvidence},
		{"a disabled account is out at once", disabledAccountIsOutAtOnce},
		{"the officer is told that the cycle is locked", officerIsToldThatTheCycleIsLocked},
		{"guessing is slowed down", guessingIsSlowedDown},
		{"strangers do not fill the log", strangersDoNotFillTheLog},
	} {
		t.Run(try.says, func(t *testing.T) { try.test(t, at) })
	}
}
