package web

import (
	"crypto/rand"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/exhibit"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/locker"
	"reformboard/internal/access"
	"reformboard/internal/locale"
	"reformboard/internal/proof"
	"reformboard/internal/reform"
)

// locker shows what a unit has to show in a cycle.
func (s *Server) locker(c *gin.Context) (frame.Page, error) {
	about, err := s.shown(c)
	about.Sent = map[string]string{"for": c.Query("for")}
	about.Unproved = c.Query("unproved") != ""
	if i, ok := indicatorOf(about, c.Query("already")); ok {
		about.Already = i
	}
	return locker.NewLocker(s.voice(c), about), err
}

// indicatorOf finds what an address names, if it names any.
func indicatorOf(a locker.About, id string) (reform.Indicator, bool) {
	if a.Framework == nil {
		return reform.Indicator{}, false
	}
	return a.Framework.Indicator(id)
}

// shown is what the locker of the unit in the address holds.
func (s *Server) shown(c *gin.Context) (a locker.About, err error) {
	ctx, unit := c.Request.Context(), c.Param("unit")
	form, err := s.board.Form(ctx, c.Param("cycle"), unit, reform.FromUnit)
	if err != nil {
		return a, err
	}
	a = locker.About{Cycle: form.Cycle, Framework: &form.Framework, Unit: form.Unit}
	if a.Open, err = s.takesEvidence(c, form.Cycle, form.Unit); err != nil {
		return a, err
	}
	if a.Body, err = s.board.Store.Unit(ctx, form.Cycle.Body); err != nil {
		return a, err
	}
	_, units, err := s.peopleNow(c)
	if err != nil {
		return a, err
	}
	a.May = access.May(visitorOf(c), access.Report, units, unit)
	a.Holding, err = s.holding(c, form.Cycle.ID, unit)
	return a, err
}

// holding is all that a unit has to show in a cycle, as far as the visitor may know.
func (s *Server) holding(c *gin.Context, cycle, unit string) (h exhibit.Holding, err error) {
	ctx := c.Request.Context()
	h.At = exhibit.URL(cycle, unit)
	if h.Evidence, err = s.board.Store.EvidenceOf(ctx, unit); err != nil {
		return h, err
	}
	if h.Citations, err = s.board.Store.Citations(ctx, cycle, unit); err != nil {
		return h, err
	}
	_, units, err := s.peopleNow(c)
	if err != nil {
		return h, err
	}
	h.Shared, err = s.sharedWith(c, unit, units)
	return h, err
}

// takesEvidence reports whether a unit may add to what it shows: while it reports, while
// it answers to its appraisers, and while it mends what they returned.
func (s *Server) takesEvidence(c *gin.Context, cycle reform.Cycle, unit reform.Unit) (bool, error) {
	for _, stage := range []reform.Stage{reform.ReportingStage, reform.ExplanationStage} {
		if w, ok := cycle.Window(stage, unit); ok && w.Phase(s.at(c)) == reform.Open {
			return true, nil
		}
	}
	d, err := s.board.Store.Docket(c.Request.Context(), cycle.ID, unit.ID)
	if err != nil {
		return false, err
	}
	turn, ok := d.Turn()
	return d.Mends() || ok && turn.Kind == reform.Answering && turn.Open(s.at(c)) == nil, nil
}

// mayShow reports whether the visitor reports for the unit in the address, and may show
// more for it now.
func (s *Server) mayShow(c *gin.Context, cycle reform.Cycle) (reports, shows bool, err error) {
	_, units, err := s.peopleNow(c)
	at := slices.IndexFunc(units, func(u reform.Unit) bool { return u.ID == c.Param("unit") })
	if err != nil || at < 0 || !access.May(visitorOf(c), access.Report, units, units[at].ID) {
		return false, false, err
	}
	shows, err = s.takesEvidence(c, cycle, units[at])
	return true, shows, err
}

// sharedWith names the other units that show the same files, to whom may see those units:
// a unit is not told what others hand in.
func (s *Server) sharedWith(c *gin.Context, unit string, units []reform.Unit) (map[string][]string, error) {
	shared, err := s.board.Store.SharedFiles(c.Request.Context(), unit)
	if err != nil || len(shared) == 0 {
		return nil, err
	}
	reach := access.Reach(visitorOf(c), access.SeeUnit, units)
	named := map[string][]string{}
	for _, u := range units {
		for sha, others := range shared {
			if reach[u.ID] && slices.Contains(others, u.ID) {
				named[sha] = append(named[sha], u.Name().In(language(c)))
			}
		}
	}
	return named, nil
}

// prove takes a file, a reference or an explanation, and shows it for an indicator.
func (s *Server) prove(c *gin.Context) (string, error) {
	about, err := s.shown(c)
	if err == nil && !about.Open {
		err = fmt.Errorf("%w: nothing is taken now", reform.ErrForbidden)
	}
	if err != nil {
		drain(c)
		return "", s.closed(c, err, "locker.closed")
	}
	p, err := s.unpack(c)
	if err != nil {
		return "", s.explained(c, err)
	}
	e := reform.Evidence{
		ID: rand.Text(), Unit: about.Unit.ID, Kind: reform.EvidenceKind(p.typed.Get("kind")), At: s.at(c), By: visitorOf(c).ID,
	}
	about.Sent = map[string]string{}
	for name, to := range map[string]*string{
		"title": &e.Title, "number": &e.Number, "issuer": &e.Issuer, "page": &e.Page, "dated": &e.Dated, "valid_from": &e.ValidFrom, "valid_to": &e.ValidTo, "replaces": &e.Replaces,
	} {
		*to = strings.TrimSpace(p.typed.Get(name))
		about.Sent[name] = *to
	}
	about.Sent["for"] = p.typed.Get("for")
	citation, err := cited(about, p.typed.Get("for"))
	if err == nil && e.Kind == reform.FileEvidence {
		err = s.lookThrough(&e, p)
	}
	if err == nil {
		err = s.board.Store.SaveEvidence(c.Request.Context(), e, citation)
	}
	return s.inLocker(c, about, citation, err)
}

var errOneFile = fmt.Errorf("%w: one file is sent at a time", reform.ErrInvalid)

// lookThrough takes a file if it is one that may be opened. What is refused lies among
// the kept files by its hash, and nothing leads to it.
func (s *Server) lookThrough(e *reform.Evidence, p parcel) error {
	if len(p.papers)+len(p.found) != 1 {
		return errOneFile
	}
	if len(p.found) > 0 {
		return proof.Refused(p.found[0])
	}
	papers := p.papers
	content, err := s.board.Files.Read(papers[0].SHA256)
	if err != nil {
		return err
	}
	if e.Type, err = proof.Look(content); err != nil {
		return err //nolint:wrapcheck // it is a finding on its way
	}
	e.SHA256, e.Size, e.Name = papers[0].SHA256, papers[0].Size, proof.Name(papers[0].Name, e.Type)
	return nil
}

// cited reads which indicator something is shown for, and as which of the proofs asked.
func cited(a locker.About, text string) (reform.Citation, error) {
	indicator, asked, _ := strings.Cut(text, "/")
	i, ok := a.Framework.Indicator(indicator)
	if !ok || asked != "" && !slices.ContainsFunc(i.Evidence, func(p reform.Proof) bool { return p.ID == asked }) {
		return reform.Citation{}, fmt.Errorf("%w: indicator %q", reform.ErrNotFound, text)
	}
	return reform.Citation{Cycle: a.Cycle.ID, Unit: a.Unit.ID, Indicator: indicator, Proof: asked}, nil
}

// cite shows what the unit has for another indicator, or shows it no more.
func (s *Server) cite(c *gin.Context) (string, error) {
	sent, err := fields(c, mostTyped)
	if err != nil {
		return "", err
	}
	about, err := s.shown(c)
	if err == nil && !about.Open {
		err = fmt.Errorf("%w: nothing is taken now", reform.ErrForbidden)
	}
	if err != nil {
		return "", s.closed(c, err, "locker.closed")
	}
	about.Sent = map[string]string{"for": sent.Get("for")}
	citation, err := cited(about, sent.Get("for"))
	if err == nil {
		citation.Evidence, citation.Withdrawn = sent.Get("evidence"), sent.Get("withdraw") != ""
		citation.At, citation.By = s.at(c), visitorOf(c).ID
		err = s.board.Store.SaveCitation(c.Request.Context(), citation)
	}
	return s.inLocker(c, about, citation, err)
}

// inLocker leads back to the indicator, or shows what was typed and why it was not taken.
func (s *Server) inLocker(c *gin.Context, a locker.About, citation reform.Citation, err error) (string, error) {
	refused, isRefused := errors.AsType[proof.Refused](err)
	wrong, isWrong := errors.AsType[reform.WrongEvidence](err)
	at := exhibit.URL(a.Cycle.ID, a.Unit.ID)
	switch {
	case err == nil:
		return at + "#i-" + citation.Indicator, nil
	case errors.Is(err, reform.ErrConflict): // the second click
		return at + "?" + url.Values{"already": {citation.Indicator}}.Encode() + "#already", nil
	case isWrong && wrong.Field != "kind":
		a.Field, a.Wrong = wrong.Field, locale.Say(language(c), "locker.problem."+wrong.Field)
	case isRefused:
		a.Field, a.Problem = "file", reform.Finding(refused)
	case errors.Is(err, errOneFile):
		a.Field, a.Wrong = "file", locale.Say(language(c), "locker.problem.file")
	case errors.Is(err, reform.ErrNotFound):
		a.Wrong = locale.Say(language(c), "locker.problem.for")
	case errors.Is(err, reform.ErrInvalid):
		a.Wrong = locale.Say(language(c), "locker.problem.kind")
	default:
		return "", err
	}
	s.write(c, http.StatusBadRequest, locker.NewLocker(s.voice(c), a))
	return "", nil
}

// shownTypes are what a browser is told of files that it may show.
var shownTypes = map[reform.FileType]string{reform.PDF: "application/pdf", reform.PNG: "image/png", reform.JPEG: "image/jpeg"}

// quiet lets a file that is shown load nothing, run nothing and be framed by our own
// pages alone, where it is looked at beside what it is shown for.
//
// Note: the word sandbox would be the stronger one, but browsers then refuse to show a
// PDF. What could run in one was refused when it came, and a browser's own viewer gives
// it neither cookies nor pages of this server.
const quiet = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; form-action 'none'; base-uri 'none'"

// viewEvidence has the browser show a picture or a PDF.
func (s *Server) viewEvidence(c *gin.Context) {
	s.sendEvidence(c, func(e reform.Evidence) (kind, way, policy string) {
		kind, policy = shownTypes[e.Type], quiet
		if e.Type != reform.PDF {
			policy += "; sandbox"
		}
		return kind, "inline", policy
	})
}

// evidenceFile gives a file out to be saved.
func (s *Server) evidenceFile(c *gin.Context) {
	s.sendEvidence(c, func(reform.Evidence) (kind, way, policy string) { return anyType, "attachment", quiet + "; sandbox" })
}

// sendEvidence sends a file of the unit in the address, a little at a time, and logs that.
func (s *Server) sendEvidence(c *gin.Context, how func(reform.Evidence) (kind, way, policy string)) {
	e, err := s.board.Store.Evidence(c.Request.Context(), c.Param("evidence"))
	if err == nil && (e.Unit != c.Param("unit") || e.Kind != reform.FileEvidence) {
		err = fmt.Errorf("%w: evidence %q", reform.ErrNotFound, e.ID)
	}
	kind, way, policy := how(e)
	if err == nil && kind == "" {
		err = fmt.Errorf("%w: files of type %s are not shown", reform.ErrNotFound, e.Type)
	}
	if err == nil {
		err = s.logReading(c, e)
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	content, err := s.board.Files.Open(e.SHA256)
	if err != nil {
		s.fail(c, err)
		return
	}
	defer content.Close()
	c.Header("Content-Security-Policy", policy)
	c.DataFromReader(http.StatusOK, e.Size, kind, content, map[string]string{
		"Content-Disposition": mime.FormatMediaType(way, map[string]string{"filename": e.Name}),
	})
}

// logReading notes who has opened which file, before it is sent.
func (s *Server) logReading(c *gin.Context, e reform.Evidence) error {
	return s.witness(c, reform.Event{Deed: reform.DownloadedDeed, Cycle: c.Param("cycle"), Unit: e.Unit, Detail: "evidence " + e.ID + ", sha256 " + e.SHA256})
}
