package web

import (
	"errors"
	"slices"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/reports"
	"reformboard/internal/flow/duties"
	"reformboard/internal/reform"
)

// work is the page after signing in: what the visitor owes and is told, and the cycles.
func (s *Server) work(c *gin.Context) (frame.Page, error) {
	cycles, err := s.cycles(c)
	if err != nil {
		return nil, err
	}
	home, err := s.home(c)
	return cycles.WithWork(s.voice(c), home.Tasks, home.Notices), err
}

func (s *Server) home(c *gin.Context) (duties.Home, error) {
	_, units, err := s.peopleNow(c)
	if err != nil {
		return duties.Home{}, err
	}
	return duties.Of(c.Request.Context(), duties.Desks{Desk: s.claims, Twice: s.seconds}, duties.Person{User: visitorOf(c), Now: s.at(c), Zone: s.Zone, Units: units})
}

// see notes that the visitor has read one notice, or all: of those there are, whatever
// was sent.
func (s *Server) see(c *gin.Context) (string, error) {
	sent, err := fields(c, mostTyped)
	if err != nil {
		return "", err
	}
	home, err := s.home(c)
	if err != nil {
		return "", err
	}
	var keys []string
	for _, n := range home.Notices {
		if !n.Read && (sent.Get("all") != "" || slices.Contains(sent["notice"], n.Key)) {
			keys = append(keys, n.Key)
		}
	}
	return "/#inbox", s.board.Store.SaveSeenNotices(c.Request.Context(), visitorOf(c).ID, s.at(c), keys)
}

// mostCode is the longest code that is looked for, however it is spaced.
const mostCode = 40

// code says what a receipt's code is the code of, to anybody who is signed in: whoever
// has the code has seen the receipt.
func (s *Server) code(c *gin.Context) (frame.Page, error) {
	typed := c.Query("code")
	if typed == "" || len(typed) > mostCode {
		return reports.NewReceiptCode(s.voice(c), typed[:min(len(typed), mostCode)], nil), nil
	}
	ctx := c.Request.Context()
	report, err := s.board.Store.ReportOfCode(ctx, typed)
	if errors.Is(err, reform.ErrNotFound) {
		return reports.NewReceiptCode(s.voice(c), typed, nil), nil
	}
	if err != nil {
		return nil, err
	}
	r := reports.Receipt{Report: report}
	newest, err := s.board.Store.SubmittedReport(ctx, report.Cycle, report.Unit, report.Source)
	if err != nil {
		return nil, err
	}
	r.Newest = newest.Version
	if r.Cycle, err = s.board.Store.Cycle(ctx, report.Cycle); err != nil {
		return nil, err
	}
	if r.Unit, err = s.board.Store.Unit(ctx, report.Unit); err != nil {
		return nil, err
	}
	f, err := s.board.Store.Framework(ctx, r.Cycle.Framework)
	r.Framework = &f
	return reports.NewReceiptCode(s.voice(c), typed, &r), err
}
