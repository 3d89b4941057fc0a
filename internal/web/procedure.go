package web

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/appraisals"
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

func (s *Server) procedure(c *gin.Context) (frame.Page, error) {
	p, err := s.board.Store.Procedure(c.Request.Context(), c.Param("cycle"))
	if err != nil {
		return nil, err
	}
	return s.procedureWith(c, p, nil, reform.Permit{}, nil)
}

// procedureWith shows the procedure, and why what was sent of it, or of other rules, was
// not taken.
func (s *Server) procedureWith(c *gin.Context, p reform.Procedure, problem error, typed reform.Permit, refused error) (frame.Page, error) {
	ctx := c.Request.Context()
	rules := appraisals.Rules{Procedure: p, Saved: c.Query("saved") != "", Problem: problem}
	var err error
	if rules.Cycle, err = s.board.Store.Cycle(ctx, c.Param("cycle")); err != nil {
		return nil, err
	}
	if rules.Framework, err = s.board.Framework(ctx, rules.Cycle.Framework); err != nil {
		return nil, err
	}
	if rules.Body, err = s.board.Store.Unit(ctx, rules.Cycle.Body); err != nil {
		return nil, err
	}
	if rules.People, _, err = s.peopleNow(c); err != nil {
		return nil, err
	}
	if rules.Replacement, err = s.replacement(c, rules.Cycle); err != nil {
		return nil, err
	}
	rules.Replacement.Typed, rules.Replacement.Problem = typed, refused
	return appraisals.NewProcedure(s.voice(c), rules), nil
}

// setProcedure keeps the next version of how claims are judged in a cycle.
func (s *Server) setProcedure(c *gin.Context) (string, error) {
	sent, err := fields(c, mostText)
	if err != nil {
		return "", err
	}
	p, err := s.procedureOf(c, sent)
	if err != nil {
		return "", err
	}
	if err = p.Check(); err == nil {
		err = s.board.Store.SaveProcedure(c.Request.Context(), p)
	}
	if err == nil {
		return appraisals.ProcedureURL(p.Cycle) + "?saved=1", nil
	}
	if errors.Is(err, reform.ErrConflict) { // of two at once the second is told to look again
		err = reform.Objection{Obstacle: reform.SavedSince}
	}
	if _, ok := s.objected(c, err); !ok {
		return "", err
	}
	p.Version--
	page, fault := s.procedureWith(c, p, err, reform.Permit{}, nil)
	if fault == nil {
		s.write(c, objectionStatus(err), page)
	}
	return "", fault
}

// procedureOf reads the form; a turn of which nobody speaks is none.
func (s *Server) procedureOf(c *gin.Context, sent url.Values) (reform.Procedure, error) {
	p := reform.Procedure{
		Cycle: c.Param("cycle"), Final: reform.TurnKind(sent.Get("final")), Kin: sent.Get("kin") != "", Grounds: appraisals.ParseGrounds(sent.Get("grounds")),
		SavedAt: s.Now(), SavedBy: visitorOf(c).ID,
	}
	seen, err := versionOf(sent.Get("version"))
	if err != nil {
		return p, err
	}
	p.Version = seen + 1
	if p.Twice, err = strconv.Atoi(strings.TrimSpace(sent.Get("twice"))); err != nil {
		return p, fmt.Errorf("%w: share %q", reform.ErrInvalid, sent.Get("twice"))
	}
	if len(sent["kind"]) > appraisals.MostTurns {
		return p, fmt.Errorf("%w: %d turns", reform.ErrInvalid, len(sent["kind"]))
	}
	v := s.voice(c)
	for n, kind := range sent["kind"] {
		field := func(name string) string {
			if n < len(sent[name]) {
				return strings.TrimSpace(sent[name][n])
			}
			return ""
		}
		if kind == "" {
			continue
		}
		t := reform.Turn{ID: field("id"), Kind: reform.TurnKind(kind), Title: reform.Words{VI: field("vi"), EN: field("en")}}
		var errs [3]error
		t.Opens, errs[0] = appraisals.ParseTime(v, field("opens"))
		t.Due, errs[1] = appraisals.ParseTime(v, field("due"))
		t.Closes, errs[2] = appraisals.ParseTime(v, field("closes"))
		if err := errors.Join(errs[:]...); err != nil {
			return p, fmt.Errorf("%w: %w", reform.ErrInvalid, err)
		}
		p.Turns = append(p.Turns, t)
	}
	return p, nil
}
