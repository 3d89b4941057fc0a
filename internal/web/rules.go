package web

import (
	"crypto/rand"
	"errors"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/appraisals"
	"reformboard/internal/reform"
)

// replacement is what there is to replace the rules of a cycle by, and what waits for a
// second person.
func (s *Server) replacement(c *gin.Context, cycle reform.Cycle) (r appraisals.Replacement, err error) {
	ctx := c.Request.Context()
	r = appraisals.Replacement{Reader: visitorOf(c).ID, NextID: rand.Text(), Granted: c.Query("rules") != ""}
	if r.Frameworks, err = s.board.Store.Frameworks(ctx); err != nil {
		return r, err
	}
	if r.Permits, err = s.board.Store.Permits(ctx, cycle.ID); err != nil {
		return r, err
	}
	waits := ""
	for _, p := range r.Permits { // the newest last
		if p.Kind == reform.NewRules && p.GrantedBy == "" && p.Was == cycle.Framework {
			waits = p.Framework
		}
	}
	if waits == "" {
		return r, nil
	}
	draft, err := s.board.Framework(ctx, waits)
	if err == nil {
		r.Now, r.Then, err = s.board.Preview(ctx, cycle.ID, *draft)
	}
	return r, err
}

// askRules keeps what one person asks for: other rules for a cycle.
func (s *Server) askRules(c *gin.Context) (string, error) {
	sent, err := fields(c, mostText)
	if err != nil {
		return "", err
	}
	p := reform.Permit{
		ID: sent.Get("id"), Kind: reform.NewRules, Cycle: c.Param("cycle"), Framework: sent.Get("framework"),
		Number: sent.Get("number"), Day: sent.Get("day"), Signer: sent.Get("signer"), Text: sent.Get("text"),
	}
	if !s.askedBefore(c, &p) {
		err = s.Record.AskRules(c.Request.Context(), p, visitorOf(c).ID, s.at(c))
	}
	return s.toRules(c, "#rules", p, err)
}

// grantRules is the second person's word.
func (s *Server) grantRules(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	err = s.Record.GrantRules(c.Request.Context(), c.Param("cycle"), sent.Get("permit"), visitorOf(c).ID, s.at(c))
	if errors.Is(err, reform.ErrNotFound) {
		err = reform.Objection{Obstacle: reform.NoPermit}
	}
	return s.toRules(c, "?rules=1#rules", reform.Permit{}, err)
}

// toRules leads back to where the rules stand, or says there why something was not done.
func (s *Server) toRules(c *gin.Context, rest string, typed reform.Permit, err error) (string, error) {
	if err == nil {
		return appraisals.ProcedureURL(c.Param("cycle")) + rest, nil
	}
	if _, ok := s.objected(c, err); !ok {
		return "", err
	}
	p, fault := s.board.Store.Procedure(c.Request.Context(), c.Param("cycle"))
	if fault != nil {
		return "", fault
	}
	page, fault := s.procedureWith(c, p, nil, typed, err)
	if fault == nil {
		s.write(c, objectionStatus(err), page)
	}
	return "", fault
}
