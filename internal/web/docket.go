package web

import (
	"crypto/rand"
	"errors"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/appraisals"
	"reformboard/dashboards/frame"
	"reformboard/internal/access"
	"reformboard/internal/reform"
)

// docket shows how far the claims of a unit have come.
func (s *Server) docket(c *gin.Context) (frame.Page, error) {
	return s.docketWith(c, reform.Permit{}, nil)
}

func (s *Server) docketWith(c *gin.Context, typed reform.Permit, problem error) (frame.Page, error) {
	return s.docketHanded(c, typed, appraisals.Handed{}, problem)
}

func (s *Server) docketHanded(c *gin.Context, typed reform.Permit, handed appraisals.Handed, problem error) (frame.Page, error) {
	stand, m, err := s.matter(c)
	if err != nil {
		return nil, err
	}
	sheet := appraisals.Sheet{
		Matter: m, Reader: visitorOf(c).ID, NextID: rand.Text(), Typed: typed, Problem: problem,
		End: stand.End, Finish: stand.Finish, Reopen: stand.Reopen, Exempt: stand.Exempt, Grant: stand.Grant, Judge: stand.Judge,
		Assign: stand.Assign, Given: stand.Given, Handed: handed,
	}
	if typed.ID != "" {
		sheet.NextID = typed.ID
	}
	_, units, err := s.peopleNow(c)
	if err != nil {
		return nil, err
	}
	for _, u := range m.People {
		if access.May(u, access.Appraise, units, c.Param("unit")) || access.May(u, access.Settle, units, c.Param("unit")) {
			sheet.Judges = append(sheet.Judges, u)
		}
	}
	slices.SortFunc(sheet.Judges, func(a, b reform.User) int { return strings.Compare(a.ID, b.ID) })
	if m.Tally.Cycle.Judged > 0 {
		if sheet.Totals, err = s.totals(c, m.Tally); err != nil {
			return nil, err
		}
	}
	return appraisals.NewDocket(s.voice(c), sheet)
}

// totals are what a unit comes to on each basis.
func (s *Server) totals(c *gin.Context, self *reform.Tally) ([]frame.Link, error) {
	v := s.voice(c)
	var links []frame.Link
	for _, on := range reform.Bases {
		t, err := s.board.TallyOn(c.Request.Context(), self.Cycle.ID, on)
		if err != nil {
			return nil, err
		}
		card, _ := t.Scorecard(c.Param("unit"))
		link := frame.Link{Text: v.Say("basis." + frame.BasisName(on)), Note: v.StateSays(card.State)}
		if card.State.Counts() {
			link.Note = v.Points(card.Total)
		}
		links = append(links, link)
	}
	return links, nil
}

// onward leads back to how far a unit has come, or says there why something was not done.
func (s *Server) onward(c *gin.Context, typed reform.Permit, err error) (string, error) {
	if err == nil {
		return appraisals.DocketURL(c.Param("cycle"), c.Param("unit"), ""), nil
	}
	if _, ok := s.objected(c, err); !ok {
		return "", err
	}
	page, fault := s.docketWith(c, typed, err)
	if fault == nil {
		s.write(c, objectionStatus(err), page)
	}
	return "", fault
}

func (s *Server) endTurn(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	seen, err := versionOf(sent.Get("seen"))
	if err == nil {
		_, err = s.claims.End(c.Request.Context(), visitorOf(c), c.Param("cycle"), c.Param("unit"), seen, s.at(c))
	}
	return s.onward(c, reform.Permit{}, err)
}

func (s *Server) finish(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	seen, err := versionOf(sent.Get("seen"))
	if err == nil {
		_, err = s.claims.Finish(c.Request.Context(), visitorOf(c), c.Param("cycle"), c.Param("unit"), seen, s.at(c))
	}
	return s.onward(c, reform.Permit{}, err)
}

func (s *Server) askReopening(c *gin.Context) (string, error) {
	return s.askFor(c, reform.Reopening)
}

func (s *Server) askExemption(c *gin.Context) (string, error) {
	return s.askFor(c, reform.Exemption)
}

// askFor keeps what somebody asks for against the ordinary course. Its id comes with the
// form, so that a second click asks for nothing more.
func (s *Server) askFor(c *gin.Context, kind reform.PermitKind) (string, error) {
	sent, err := fields(c, mostText)
	if err != nil {
		return "", err
	}
	p := reform.Permit{
		ID: sent.Get("id"), Kind: kind, Cycle: c.Param("cycle"), Unit: c.Param("unit"), Person: sent.Get("person"), Turn: sent.Get("turn"), Claims: sent["claim"],
		Number: strings.TrimSpace(sent.Get("number")), Day: sent.Get("day"), Signer: strings.TrimSpace(sent.Get("signer")), Text: sent.Get("text"),
	}
	if p.Review, err = versionOf(sent.Get("seen")); err != nil {
		return "", err
	}
	if !s.askedBefore(c, &p) {
		_, err = s.claims.Ask(c.Request.Context(), visitorOf(c), p, s.at(c))
	}
	return s.onward(c, p, err)
}

// askedBefore reports whether the visitor has asked for a permit with this id already: a
// second click. An id that is somebody else's, or none, is replaced.
func (s *Server) askedBefore(c *gin.Context, p *reform.Permit) bool {
	if p.ID == "" || len(p.ID) > mostID {
		p.ID = rand.Text()
	}
	known, err := s.board.Store.Permit(c.Request.Context(), p.ID)
	again := err == nil && known.AskedBy == visitorOf(c).ID && known.Cycle == p.Cycle && known.Kind == p.Kind && (p.Unit == "" || known.Unit == p.Unit)
	if !again && !errors.Is(err, reform.ErrNotFound) {
		p.ID = rand.Text()
	}
	return again
}

// grant is the second person's word.
func (s *Server) grant(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	p, err := s.board.Store.Permit(c.Request.Context(), sent.Get("permit"))
	if errors.Is(err, reform.ErrNotFound) || err == nil && (p.Cycle != c.Param("cycle") || p.Unit != c.Param("unit")) {
		return s.onward(c, reform.Permit{}, reform.Objection{Obstacle: reform.NoPermit})
	}
	if err == nil {
		_, err = s.claims.Grant(c.Request.Context(), visitorOf(c), p.ID, s.at(c))
	}
	return s.onward(c, reform.Permit{}, err)
}
