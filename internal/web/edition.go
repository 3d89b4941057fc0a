package web

import (
	"fmt"
	"io"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/editions"
	"reformboard/dashboards/frame"
	"reformboard/internal/access"
	"reformboard/internal/flow/record"
	"reformboard/internal/reform"
)

// mostReason is the largest form of a proposal, in bytes.
const mostReason = 16 << 10

func (s *Server) editions(c *gin.Context) (frame.Page, error) {
	t, err := s.board.Tally(c.Request.Context(), c.Param("cycle"))
	if err != nil {
		return nil, err
	}
	waits, err := s.Record.Waiting(c.Request.Context(), t.Cycle.ID)
	if err != nil {
		return nil, err
	}
	people, _, err := s.peopleNow(c)
	if err != nil {
		return nil, err
	}
	may, err := s.mayOnBody(c, access.Publish, t.Cycle.Body)
	return editions.NewEditions(s.voice(c), editions.Shown{
		Tally: t, Editions: waits.Editions, Proposal: waits.Proposal, Digest: waits.Digest, Late: waits.Late,
		People: people, Visitor: visitorOf(c).ID, May: may,
	}), err
}

// mayOnBody reports whether the visitor may do more on a page than read it.
func (s *Server) mayOnBody(c *gin.Context, d access.Deed, body string) (bool, error) {
	_, units, err := s.peopleNow(c)
	return access.May(visitorOf(c), d, units, body), err
}

func (s *Server) propose(c *gin.Context) (string, error) {
	sent, err := fields(c, mostReason)
	if err != nil {
		return "", err
	}
	w := record.Wish{Cycle: c.Param("cycle"), Reason: sent.Get("reason"), By: visitorOf(c).ID, At: s.at(c)}
	_, err = s.Record.Propose(c.Request.Context(), w)
	return editions.URL(w.Cycle), err
}

func (s *Server) approve(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	consent := record.Consent{Cycle: c.Param("cycle"), Proposal: sent.Get("proposal"), By: visitorOf(c).ID, At: s.at(c)}
	p, err := s.Record.Approve(c.Request.Context(), consent)
	return editions.EditionURL(consent.Cycle, p.Number, ""), err
}

func (s *Server) withdraw(c *gin.Context) (string, error) {
	w := record.Wish{Cycle: c.Param("cycle"), By: visitorOf(c).ID, At: s.at(c)}
	return editions.URL(w.Cycle), s.Record.Withdraw(c.Request.Context(), w)
}

// publication finds the edition that the address names.
func (s *Server) publication(c *gin.Context) (reform.Publication, error) {
	number, err := strconv.Atoi(c.Param("edition"))
	if err != nil {
		return reform.Publication{}, fmt.Errorf("%w: edition %q", reform.ErrNotFound, c.Param("edition"))
	}
	return s.board.Store.Publication(c.Request.Context(), c.Param("cycle"), number)
}

func (s *Server) edition(c *gin.Context) (frame.Page, error) {
	p, err := s.publication(c)
	if err != nil {
		return nil, err
	}
	return s.editionPage(c, p, nil)
}

// editionPage shows an edition, and what a verification has just found.
func (s *Server) editionPage(c *gin.Context, p reform.Publication, found *reform.Verification) (frame.Page, error) {
	ctx := c.Request.Context()
	facts := editions.Facts{Edition: p, Found: found}
	told, err := s.Record.Published(ctx, p)
	if err != nil {
		return nil, err
	}
	facts.Signers, facts.Correction = told.Signers, told.Correction
	drawn, err := s.shelf.Board(ctx, p)
	if err != nil {
		return nil, err
	}
	if facts.Tally, err = drawn.TallyOn(ctx, p.Cycle, reform.Verified); err != nil {
		return nil, err
	}
	if facts.Beside.Published, facts.Beside.Restated, err = drawn.Before(ctx); err != nil {
		return nil, err
	}
	all, err := s.board.Store.Publications(ctx, p.Cycle)
	if err != nil {
		return nil, err
	}
	facts.Newest = len(all)
	var next *reform.Publication
	if p.Number < len(all) {
		next = &all[p.Number]
	}
	if facts.Late, err = s.Record.Late(ctx, p, next); err != nil {
		return nil, err
	}
	checks, err := s.board.Store.EventsOf(ctx, reform.EventAsk{Deed: reform.VerifiedDeed, Cycle: p.Cycle}, mostChecks)
	if err != nil {
		return nil, err
	}
	for _, e := range checks {
		if about, held := record.Held(e, p); about {
			facts.Checked, facts.Holds = &e, held
			break
		}
	}
	if facts.People, _, err = s.peopleNow(c); err != nil {
		return nil, err
	}
	if facts.Take, err = s.mayOnBody(c, access.SeeUnit, facts.Tally.Cycle.Body); err != nil {
		return nil, err
	}
	if facts.Verify, err = s.mayOnBody(c, access.Audit, facts.Tally.Cycle.Body); err != nil {
		return nil, err
	}
	return editions.NewEdition(s.voice(c), facts), nil
}

// mostChecks is among how many verifications in a cycle an edition's newest is looked for.
const mostChecks = 1000

// verifyEdition leads back to the page that says that all is well, or shows what is not.
func (s *Server) verifyEdition(c *gin.Context) (string, error) {
	p, err := s.publication(c)
	if err != nil {
		return "", err
	}
	v, err := s.Record.Verify(c.Request.Context(), p)
	if err != nil {
		return "", err
	}
	v.Publication = p
	if err := s.board.Store.SaveEvent(c.Request.Context(), record.Checked(v, visitorOf(c).ID, s.at(c))); err != nil {
		return "", err
	}
	if len(v.Discrepancies) == 0 {
		return editions.EditionURL(p.Cycle, p.Number, ""), nil
	}
	page, err := s.editionPage(c, p, &v)
	if err != nil {
		return "", err
	}
	s.write(c, http.StatusOK, page)
	return "", nil
}

func (s *Server) editionFile(c *gin.Context) (download, error) {
	p, err := s.publication(c)
	if err != nil {
		return download{}, err
	}
	return download{name: fmt.Sprintf("%s_%d.json", p.Cycle, p.Number), kind: jsonType, write: func(w io.Writer) error {
		file, err := s.board.Files.Open(p.SHA256)
		if err != nil {
			return err
		}
		defer file.Close()
		_, err = io.Copy(w, file)
		return err
	}}, nil
}
