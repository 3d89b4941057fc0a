package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"reformboard/internal/password"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
	"reformboard/internal/web"
)

// object is what the address of a route names, and so what a rule is about.
type object string

const (
	nothing    object = "nothing"     // who is signed in or not is no matter
	oneself    object = "oneself"     // whoever is signed in
	noKey      object = "no key"      // the same, of what this board has no key for
	ownPlace   object = "own place"   // where whoever is signed in is
	noProvider object = "no provider" // a person, of what this board has no provider for
	mandate    object = "mandate"     // over a person, by its id
	somebody   object = "somebody"    // a person, by their sign-in name
	board      object = "board"       // a body's, by its cycle
	body       object = "body"        // a body, of which one must be
	oneUnit    object = "unit"        // in a cycle
	upload     object = "upload"      // of a unit, by its id
	attachment object = "attachment"  // the same
	exhibit    object = "evidence"    // a file that a unit shows, by its id
	batch      object = "batch"       // of a body, by its id
	recipe     object = "recipe"      // of nobody
	sample     object = "sample"      // a recipe or its sample, and no request here brings one
	bodyRecipe object = "body recipe" // in a cycle of a body
	edition    object = "edition"     // of a cycle
	frozen     object = "frozen"      // what an edition froze, which is of a whole body
	whole      object = "whole"       // all bodies
	spent      object = "spent"       // a body's, of what is no longer there to be done anything with
)

const (
	everybody  = "officer head appraiser council committee analyst administrator auditor"
	reporters  = "officer head administrator"
	loaders    = "administrator"
	explainers = "analyst administrator"
	admitters  = "administrator"
	publishers = "administrator"
	runners    = "administrator"
	auditors   = "administrator auditor"
	judges     = "appraiser council"
	watchers   = "council committee administrator auditor"
)

// rules say who may do what: the whole of it. A route without one fails.
var rules = map[string]struct {
	about object
	may   string
}{
	"GET /healthz":                 {nothing, everybody},
	"GET /assets/*file":            {nothing, everybody},
	"GET /sign-in":                 {nothing, everybody},
	"POST /sign-in":                {nothing, everybody},
	"POST /sign-out":               {nothing, everybody},
	"GET /sign-in/code":            {nothing, everybody},
	"POST /sign-in/code":           {nothing, everybody},
	"GET /sign-in/provider":        {nothing, everybody},
	"GET /sign-in/provider/return": {nothing, everybody},
	"GET /first-start":             {nothing, everybody},
	"POST /first-start":            {nothing, everybody},

	"GET /account":                  {oneself, everybody},
	"POST /account/password":        {oneself, everybody},
	"GET /account/device":           {noKey, everybody},
	"POST /account/device":          {oneself, everybody},
	"POST /account/recovery":        {oneself, everybody},
	"POST /account/sessions":        {oneself, everybody},
	"GET /people":                   {ownPlace, admitters},
	"POST /people":                  {ownPlace, admitters},
	"POST /people/list":             {ownPlace, admitters},
	"GET /people/list.csv":          {ownPlace, admitters},
	"GET /people/:person":           {somebody, admitters},
	"POST /people/:person":          {somebody, admitters},
	"POST /people/:person/reset":    {somebody, admitters},
	"POST /people/:person/sessions": {somebody, admitters},
	"POST /people/:person/passport": {noProvider, admitters},
	"GET /people/:person/rights":    {somebody, "administrator auditor"},
	"GET /rights.csv":               {ownPlace, "administrator auditor"},
	"POST /mandates/:mandate/grant": {mandate, admitters},
	"POST /mandates/:mandate/lapse": {mandate, admitters},
	"GET /rights":                   {ownPlace, "administrator auditor"},

	"GET /":                                    {oneself, everybody},
	"POST /notices":                            {oneself, everybody},
	"GET /receipts":                            {oneself, everybody},
	"GET /cycles/:cycle/calendar":              {board, everybody},
	"POST /cycles/:cycle/windows":              {body, runners},
	"POST /cycles/:cycle/windows/spread":       {body, runners},
	"POST /cycles/:cycle/extensions":           {body, runners},
	"GET /cycles/:cycle":                       {board, everybody},
	"GET /cycles/:cycle/ranking":               {board, everybody},
	"GET /cycles/:cycle/ranking.xlsx":          {board, everybody},
	"GET /cycles/:cycle/ranking.csv":           {board, everybody},
	"GET /cycles/:cycle/movement":              {board, everybody},
	"GET /cycles/:cycle/weak":                  {board, everybody},
	"GET /cycles/:cycle/completeness":          {board, everybody},
	"GET /cycles/:cycle/completeness.csv":      {board, everybody},
	"GET /cycles/:cycle/search":                {board, everybody},
	"GET /cycles/:cycle/method":                {board, everybody},
	"GET /cycles/:cycle/indicators/:indicator": {board, everybody},
	"GET /cycles/:cycle/compare":               {board, everybody},

	"GET /cycles/:cycle/units/:unit":                                    {oneUnit, everybody},
	"GET /cycles/:cycle/units/:unit/scorecard.xlsx":                     {oneUnit, everybody},
	"GET /cycles/:cycle/units/:unit/scorecard.csv":                      {oneUnit, everybody},
	"GET /cycles/:cycle/units/:unit/indicators/:indicator":              {oneUnit, everybody},
	"GET /cycles/:cycle/units/:unit/indicators/:indicator/receipt.json": {oneUnit, everybody},
	"GET /cycles/:cycle/units/:unit/report":                             {oneUnit, everybody},
	"GET /cycles/:cycle/units/:unit/form.xlsx":                          {oneUnit, everybody},
	"POST /cycles/:cycle/units/:unit/report":                            {oneUnit, reporters},
	"POST /cycles/:cycle/units/:unit/submit":                            {oneUnit, reporters},
	"GET /cycles/:cycle/units/:unit/entry":                              {oneUnit, reporters},
	"POST /cycles/:cycle/units/:unit/entry":                             {oneUnit, reporters},

	"GET /cycles/:cycle/units/:unit/evidence":                {oneUnit, everybody},
	"POST /cycles/:cycle/units/:unit/evidence":               {oneUnit, reporters},
	"POST /cycles/:cycle/units/:unit/citations":              {oneUnit, reporters},
	"GET /cycles/:cycle/units/:unit/evidence/:evidence/file": {exhibit, everybody},
	"GET /cycles/:cycle/units/:unit/evidence/:evidence/view": {exhibit, everybody},

	"GET /uploads/:upload":              {upload, everybody},
	"POST /uploads/:upload/accept":      {upload, reporters},
	"GET /uploads/:upload/file":         {upload, everybody},
	"GET /uploads/:upload/marked.xlsx":  {upload, everybody},
	"GET /uploads/:upload/carried.xlsx": {upload, everybody},
	"GET /attachments/:attachment":      {attachment, everybody},

	"GET /cycles/:cycle/forms.zip":    {body, loaders},
	"GET /cycles/:cycle/batches":      {body, loaders},
	"POST /cycles/:cycle/batches":     {body, loaders},
	"GET /batches/:batch":             {batch, loaders},
	"GET /batches/:batch/results.csv": {batch, loaders},

	"GET /cycles/:cycle/editions":                       {board, everybody},
	"POST /cycles/:cycle/editions":                      {body, publishers},
	"POST /cycles/:cycle/editions/approve":              {body, publishers},
	"POST /cycles/:cycle/editions/withdraw":             {spent, publishers},
	"GET /cycles/:cycle/editions/:edition":              {edition, everybody},
	"POST /cycles/:cycle/editions/:edition/verify":      {frozen, auditors},
	"GET /cycles/:cycle/editions/:edition/edition.json": {frozen, everybody},
	"GET /log":         {whole, auditors},
	"GET /log.csv":     {whole, auditors},
	"POST /log/verify": {whole, auditors},

	"GET /cycles/:cycle/appraisals":       {board, judges},
	"POST /cycles/:cycle/appraisals":      {board, judges},
	"POST /cycles/:cycle/appraisals/undo": {board, judges},
	"GET /cycles/:cycle/countermarks":     {board, "appraiser"},
	"GET /cycles/:cycle/agreement":        {board, watchers},
	"GET /cycles/:cycle/agreement.csv":    {board, watchers},
	"GET /cycles/:cycle/procedure":        {body, "administrator"},
	"POST /cycles/:cycle/procedure":       {body, "administrator"},
	"POST /cycles/:cycle/rules":           {body, "administrator"},
	"POST /cycles/:cycle/rules/grant":     {body, "administrator"},
	// Nothing has been judged yet: what is posted is of the first turn, in which appraisers
	// speak, and the council not.
	"GET /cycles/:cycle/units/:unit/indicators/:indicator/appraisal":    {oneUnit, judges},
	"POST /cycles/:cycle/units/:unit/indicators/:indicator/appraisal":   {oneUnit, "appraiser"},
	"GET /cycles/:cycle/units/:unit/indicators/:indicator/countermark":  {oneUnit, "appraiser"},
	"POST /cycles/:cycle/units/:unit/indicators/:indicator/countermark": {oneUnit, "appraiser"},
	"GET /cycles/:cycle/units/:unit/indicators/:indicator/thread":       {oneUnit, everybody},
	"POST /cycles/:cycle/units/:unit/indicators/:indicator/thread":      {oneUnit, "officer head"},
	"GET /cycles/:cycle/units/:unit/appraisal":                          {oneUnit, everybody},
	"POST /cycles/:cycle/units/:unit/appraisal/end":                     {oneUnit, "appraiser"},
	"POST /cycles/:cycle/units/:unit/appraisal/finish":                  {oneUnit, "council"},
	"POST /cycles/:cycle/units/:unit/appraisal/reopening":               {oneUnit, "council administrator"},
	"POST /cycles/:cycle/units/:unit/appraisal/exemption":               {oneUnit, "appraiser council administrator"},
	"POST /cycles/:cycle/units/:unit/appraisal/assign":                  {oneUnit, "council administrator"},
	"POST /cycles/:cycle/units/:unit/appraisal/grant":                   {oneUnit, "council administrator"},

	"GET /recipes":                             {recipe, explainers},
	"POST /recipes":                            {sample, explainers},
	"POST /recipes/sample":                     {recipe, explainers},
	"POST /recipes/file":                       {recipe, explainers},
	"GET /recipes/new":                         {sample, explainers},
	"POST /recipes/new":                        {sample, explainers},
	"GET /recipes/trial":                       {sample, explainers},
	"GET /recipes/:recipe":                     {recipe, explainers},
	"GET /recipes/:recipe/file":                {recipe, explainers},
	"GET /recipes/:recipe/sample":              {sample, explainers},
	"GET /cycles/:cycle/recipes/:recipe":       {bodyRecipe, loaders},
	"POST /cycles/:cycle/recipes/:recipe":      {bodyRecipe, loaders},
	"POST /cycles/:cycle/recipes/:recipe/keep": {bodyRecipe, loaders},
}

// The family that everybody of the matrix stands in, or above of.
const (
	parentUnit  = "mau-c01"
	ownUnit     = "mau-c01-a"
	childUnit   = "mau-c01-a-1"
	siblingUnit = "mau-c01-b"
	otherUnit   = "H21.20" // of another body
	unknownUnit = "nowhere"
)

// matrix is a site with that family, and what the addresses name.
type matrix struct {
	*site
	t        *testing.T
	uploads  map[string]string // by unit
	papers   map[string]string
	shown    map[string]string
	batch    string
	visitors map[string]person // by role and reach
	asked    int
}

// matrixPassword is everybody's.
const matrixPassword = "mưa rơi trên mái ngói cũ"

var matrixHash = sync.OnceValue(func() string { return password.Hash(matrixPassword) })

// reaches are where a role may be held: in the own unit, and everywhere.
var reaches = map[string]string{"own": ownUnit, "all": ""}

func newMatrix(t *testing.T, s *store.Store) *matrix {
	m := &matrix{site: newSite(t, s), t: t, uploads: map[string]string{}, papers: map[string]string{}, shown: map[string]string{}, visitors: map[string]person{}}
	units, err := s.Units(t.Context())
	must(t, err)
	groups, err := s.PeerGroups(t.Context())
	must(t, err)
	for _, u := range []reform.Unit{{ID: ownUnit, Parent: parentUnit}, {ID: childUnit, Parent: ownUnit}, {ID: siblingUnit, Parent: parentUnit}} {
		u.NameVI, u.PeerGroup, u.Place = u.ID, "departments", 90+len(units)
		units = append(units, u)
	}
	must(t, s.SaveUnits(t.Context(), "test", played, units, groups))
	admin := m.as(t, "administrator")
	for _, unit := range []string{parentUnit, ownUnit, childUnit, siblingUnit} {
		form := admin.get("/cycles/" + service + "/units/" + unit + "/form.xlsx")
		sent := admin.upload("/cycles/"+service+"/units/"+unit+"/report", "form.xlsx", []byte(form.body))
		m.uploads[unit] = strings.TrimPrefix(sent.header.Get("Location"), "/uploads/")
		m.papers[unit] = m.paper(t, unit)
		m.shown[unit] = m.prove(t, unit)
	}
	m.batch = strings.TrimPrefix(admin.load("/cycles/"+service+"/batches", "x.zip", archive(t, "x.xlsx", "no workbook")).header.Get("Location"), "/batches/")
	for _, unit := range []string{"", parentUnit, ownUnit, childUnit, siblingUnit} {
		must(t, s.AskMandate(t.Context(), reform.Mandate{
			ID: "mandate." + unit, Kind: reform.Promotion, Account: "new." + unit, Role: reform.Administrator, Unit: unit, AskedBy: "administrator", AskedAt: played,
		}))
		must(t, s.SaveUser(t.Context(), "test", played, reform.User{ID: "person." + unit, Name: "x", Role: reform.Analyst, Unit: unit, Password: "none"}))
	}
	for _, role := range reform.Roles {
		for reach, unit := range reaches {
			id := string(role) + "." + reach
			must(t, s.SaveUser(t.Context(), "test", played, reform.User{ID: id, Name: id, Role: role, Unit: unit, Password: matrixHash(), PasswordSince: played}))
			p := m.visitor(t)
			if got := p.post("/sign-in", url.Values{"name": {id}, "password": {matrixPassword}}); got.status != http.StatusSeeOther {
				t.Fatalf("%s could not sign in: %d", id, got.status)
			}
			m.visitors[id] = p
		}
	}
	m.publish(admin, m.visitors["administrator.all"])
	return m
}

// prove has a unit show a file, which need not be another one than other units show.
func (m *matrix) prove(t *testing.T, unit string) string {
	t.Helper()
	file := part{"evidence", "x.pdf", onePDF}
	m.as(t, "administrator").send(form(t, m.site, "/cycles/"+service+"/units/"+unit+"/evidence", evidenceParts("file", "x", file)...))
	all, err := m.board.Store.EvidenceOf(t.Context(), unit)
	must(t, err)
	return all[0].ID
}

// publish has two persons publish the cycle's first edition.
func (m *matrix) publish(first, second person) {
	list := "/cycles/" + service + "/editions"
	first.post(list, nil)
	id := second.get(list).page(m.t).In(`form[action="` + list + `/approve"] input[name="proposal"]`).Attr("value")
	if got := second.post(list+"/approve", url.Values{"proposal": {id}}); got.header.Get("Location") != list+"/1" {
		m.t.Fatalf("nothing was published: %d to %q", got.status, got.header.Get("Location"))
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// place is one address that a route may be asked at: what its parameters are, who may
// see what it names, and which of it is there.
type place struct {
	says   string
	names  map[string]string
	seenBy string // "own" and "all": whose reach holds it
	known  bool
}

// places lists where a route is asked: own, child, sibling, parent, another body's and
// unknown, as far as the route can tell them apart.
func (m *matrix) places(about object) []place {
	at := func(says, seenBy string, known bool, pairs ...string) place {
		names := map[string]string{"cycle": service, "indicator": "2.1", "edition": "1", "recipe": "06a-vpcp-kstt"}
		for i := 0; i < len(pairs); i += 2 {
			names[pairs[i]] = pairs[i+1]
		}
		return place{says, names, seenBy, known}
	}
	switch about {
	case board:
		return []place{at("own body", "own all", true), at("another body", "all", true, "cycle", real766, "indicator", "1.1"), at("unknown", "", false, "cycle", "none")}
	case spent:
		return []place{at("own body", "all", true)}
	case body, bodyRecipe:
		return []place{at("own body", "all", true), at("another body", "all", true, "cycle", real766), at("unknown", "", false, "cycle", "none")}
	case edition:
		return []place{at("own body's", "own all", true), at("another body's", "", false, "cycle", real766), at("unknown", "", false, "edition", "9")}
	case frozen:
		return []place{at("own body's", "all", true)}
	case whole:
		return []place{at("here", "all", true)}
	case oneUnit:
		return []place{
			at("own", "own all", true, "unit", ownUnit), at("child", "own all", true, "unit", childUnit),
			at("sibling", "all", true, "unit", siblingUnit), at("parent", "all", true, "unit", parentUnit),
			at("another body's", "all", true, "unit", otherUnit, "cycle", real766, "indicator", "1.1"),
			at("own, another body's cycle", "", false, "unit", ownUnit, "cycle", real766),
			at("own, unknown cycle", "", false, "unit", ownUnit, "cycle", "none"),
			at("another body's unit in this cycle", "", false, "unit", otherUnit),
			at("unknown", "", false, "unit", unknownUnit),
		}
	case upload, attachment:
		ids, name := m.uploads, string(about)
		if about == attachment {
			ids = m.papers
		}
		return []place{
			at("own", "own all", true, name, ids[ownUnit]), at("child", "own all", true, name, ids[childUnit]),
			at("sibling", "all", true, name, ids[siblingUnit]), at("parent", "all", true, name, ids[parentUnit]),
			at("unknown", "", false, name, unknownUnit),
		}
	case exhibit:
		return []place{
			at("own", "own all", true, "unit", ownUnit, "evidence", m.shown[ownUnit]), at("child", "own all", true, "unit", childUnit, "evidence", m.shown[childUnit]),
			at("sibling", "all", true, "unit", siblingUnit, "evidence", m.shown[siblingUnit]), at("parent", "all", true, "unit", parentUnit, "evidence", m.shown[parentUnit]),
			at("sibling's, as if it were the own", "", false, "unit", ownUnit, "evidence", m.shown[siblingUnit]),
			at("own, another body's cycle", "", false, "cycle", real766, "unit", ownUnit, "evidence", m.shown[ownUnit]),
			at("unknown", "", false, "unit", ownUnit, "evidence", unknownUnit),
		}
	case batch:
		return []place{at("own body's", "all", true, "batch", m.batch), at("unknown", "", false, "batch", unknownUnit)}
	case somebody, noProvider:
		return []place{
			at("own unit's", "own all", true, "person", "person."+ownUnit), at("child's", "own all", true, "person", "person."+childUnit),
			at("sibling's", "all", true, "person", "person."+siblingUnit), at("parent's", "all", true, "person", "person."+parentUnit),
			at("everywhere's", "all", true, "person", "person."), at("unknown", "", false, "person", unknownUnit),
		}
	case mandate:
		return []place{
			at("own unit's", "own all", true, "mandate", "mandate."+ownUnit), at("child's", "own all", true, "mandate", "mandate."+childUnit),
			at("sibling's", "all", true, "mandate", "mandate."+siblingUnit), at("parent's", "all", true, "mandate", "mandate."+parentUnit),
			at("everywhere's", "all", true, "mandate", "mandate."), at("unknown", "", false, "mandate", unknownUnit),
		}
	case recipe:
		return []place{at("any", "own all", true), at("unknown", "", false, "recipe", unknownUnit)}
	default:
		return []place{at("here", "own all", true)}
	}
}

// wanted is what a person is answered. Of what one may not see the answer is that of what
// there is not.
func wanted(about object, may, role, reach string, p place) int {
	allowed := strings.Contains(" "+may+" ", " "+role+" ")
	sees := strings.Contains(" "+p.seenBy+" ", " "+reach+" ")
	switch {
	case (about == recipe || about == sample) && !allowed:
		return http.StatusForbidden // of all recipes alike, whether they are there or not
	case about == noKey:
		return http.StatusNotFound
	case (about == ownPlace || about == somebody || about == noProvider || about == mandate) && !allowed:
		return http.StatusForbidden // of everybody alike, whether there is such a person or not
	case about == batch && !allowed:
		return http.StatusNotFound // nobody else sees a batch
	case !p.known || !sees || about == sample || about == noProvider:
		return http.StatusNotFound
	case !allowed:
		return http.StatusForbidden
	case about == spent:
		return http.StatusNotFound
	}
	return http.StatusOK
}

// TestAccessMatrix asks every route as every role, once within its own unit and once
// everywhere, at every place: with a real request, and on both databases.
func TestAccessMatrix(t *testing.T) {
	oneAfterTheOther(t)
	routes := web.Routes()
	for _, route := range routes {
		if !strings.HasPrefix(route, "GET ") && !strings.HasPrefix(route, "POST ") {
			t.Errorf("%s is asked in a way that browsers may send from elsewhere or nobody needs", route)
		}
	}
	for route := range rules {
		if !slices.Contains(routes, route) {
			t.Errorf("the rule for %s is for no route", route)
		}
	}
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		m := newMatrix(t, s)
		for _, route := range routes {
			rule, ok := rules[route]
			if !ok {
				t.Errorf("%s has no rule", route)
				continue
			}
			if rule.about != nothing {
				m.ask(route, rule.about, rule.may)
			}
		}
		t.Logf("%d requests", m.asked)
	})
}

func (m *matrix) ask(route string, about object, may string) {
	method, path, _ := strings.Cut(route, " ")
	stranger := m.visitor(m.t)
	for _, p := range m.places(about) {
		if !strings.Contains(path, ":recipe") && about == recipe && !p.known {
			continue
		}
		address := path
		for name, value := range p.names {
			address = strings.ReplaceAll(address+"/", ":"+name+"/", value+"/")
			address = strings.ReplaceAll(strings.TrimSuffix(address, "/"), ":"+name+".", value+".")
		}
		m.asked++
		if got := m.send(stranger, method, address); got.status != http.StatusSeeOther || !strings.HasPrefix(got.header.Get("Location"), "/sign-in") {
			m.t.Errorf("a stranger at %s %s: got %d to %q", method, address, got.status, got.header.Get("Location"))
		}
		for _, role := range reform.Roles {
			for reach := range reaches {
				who := string(role) + "." + reach
				m.asked++
				got, want := m.send(m.visitors[who], method, address), wanted(about, may, string(role), reach, p)
				if !isWanted(method, got, want, p.names["cycle"] == real766) {
					m.t.Errorf("%s at %s %s (%s): got %d to %q, want %d", who, method, address, p.says, got.status, got.header.Get("Location"), want)
				}
				if want == http.StatusNotFound && about != spent {
					m.likeUnknown(m.visitors[who], method, path, p, got)
				}
			}
		}
	}
}

// send asks, and holds what every answer says to the browser against what it has to say.
func (m *matrix) send(p person, method, address string) answer {
	p.t = m.t
	ask := func() answer { return p.get(address) }
	if method != http.MethodGet {
		ask = func() answer { return p.post(address, nil) }
	}
	got := ask()
	for name, want := range protections {
		if name == "Content-Security-Policy" && evidenceSent.MatchString(address) && got.status == http.StatusOK {
			want = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; form-action 'none'; base-uri 'none'"
		}
		if !strings.Contains(got.header.Get(name), want) {
			m.t.Errorf("%s %s: %d without %s: %s", method, address, got.status, name, want)
		}
	}
	if got.body != "" && got.header.Get("Content-Type") == "" {
		m.t.Errorf("%s %s: %d does not say what it is", method, address, got.status)
	}
	return got
}

// evidenceSent are the addresses of files that a unit has sent, which run nothing at all.
var evidenceSent = regexp.MustCompile(`/evidence/[^/]+/(file|view)$`)

// protections are what every answer tells the browser, whoever asks for whatever.
var protections = map[string]string{
	"Content-Security-Policy":      "default-src 'none'; script-src 'self'; style-src 'self'; ",
	"Cache-Control":                "no-", // store or, of pages that are asked for again each time, cache
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Referrer-Policy":              "same-origin",
	"X-Content-Type-Options":       "nosniff",
}

// isWanted reports whether an answer is the wanted one. A deed that may be done is done, or
// refused for what was sent with it, which is nothing, or because the cycle is closed.
func isWanted(method string, got answer, want int, closed bool) bool {
	if method == http.MethodGet || want != http.StatusOK {
		return got.status == want
	}
	refused := got.status == http.StatusNotFound || got.status == http.StatusForbidden && !closed || got.status == http.StatusUnauthorized
	return !refused && got.status < 500 && !strings.HasPrefix(got.header.Get("Location"), "/sign-in")
}

// likeUnknown holds a refusal against the answer of the same address with names that
// nobody ever gave: but for these, nothing may differ.
func (m *matrix) likeUnknown(p person, method, path string, at place, got answer) {
	invented := path
	typed := map[string]string{}
	for _, name := range []string{"cycle", "unit", "upload", "attachment", "evidence", "batch", "person", "mandate"} {
		if strings.Contains(path, ":"+name) {
			typed[at.names[name]] = "invented-" + name
			invented = strings.ReplaceAll(invented, ":"+name, "invented-"+name)
		}
	}
	for _, name := range []string{"indicator", "recipe", "edition"} {
		invented = strings.ReplaceAll(invented, ":"+name, at.names[name])
	}
	want := m.send(p, method, invented)
	shown := got.body
	for real, name := range typed {
		shown = strings.ReplaceAll(shown, real, name)
	}
	if got.status != want.status || shown != want.body || fmt.Sprint(got.header["Cache-Control"], got.header["Content-Type"]) != fmt.Sprint(want.header["Cache-Control"], want.header["Content-Type"]) {
		m.t.Errorf("%s %s (%s) can be told from %s: %d and %d", method, path, at.says, invented, got.status, want.status)
	}
}
