package web

import (
	"errors"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/agreement"
	"reformboard/dashboards/appraisals"
	"reformboard/dashboards/frame"
	"reformboard/internal/access"
	twice "reformboard/internal/flow/agreement"
	"reformboard/internal/reform"
)

// onPart asks about the visitor's own part of the cycle that the address names, or all of
// it where they stand in no part.
func onPart(d access.Deed) may {
	return func(s *Server, c *gin.Context) (access.Deed, string, error) {
		_, unit, err := onQueue(s, c)
		return d, unit, err
	}
}

// tray is a cycle with what is asked of all pages about second marks.
func (s *Server) tray(c *gin.Context) (agreement.Tray, error) {
	ctx := c.Request.Context()
	var tray agreement.Tray
	var err error
	if tray.Tally, err = s.board.Tally(ctx, c.Param("cycle")); err != nil {
		return tray, err
	}
	if tray.Procedure, err = s.board.Store.Procedure(ctx, tray.Tally.Cycle.ID); err != nil {
		return tray, err
	}
	tray.People, _, err = s.peopleNow(c)
	return tray, err
}

// countermarks lists what waits for the visitor to be judged a second time.
func (s *Server) countermarks(c *gin.Context) (frame.Page, error) {
	ctx, who := c.Request.Context(), visitorOf(c)
	tray, err := s.tray(c)
	if err != nil {
		return nil, err
	}
	cycle := tray.Tally.Cycle.ID
	all, err := s.seconds.Waiting(ctx, who, cycle)
	if err != nil {
		return nil, err
	}
	standing, err := s.seconds.Standing(ctx, cycle, all, agreement.Rows)
	if err != nil {
		return nil, err
	}
	tray.All = len(all)
	if len(all) <= agreement.Rows {
		tray.All = len(standing) // all of them were looked at
	}
	for _, i := range standing {
		tray.Items = append(tray.Items, agreement.Item{Unit: i.Unit, Indicator: i.Indicator, Since: i.Since})
	}
	if tray.Pairs, err = s.seconds.Theirs(ctx, who, cycle); err != nil {
		return nil, err
	}
	return agreement.NewCountermarks(s.voice(c), tray), nil
}

func (s *Server) countermark(c *gin.Context) (frame.Page, error) {
	return s.countermarkWith(c, nil, nil)
}

// countermarkWith is where a claim is judged a second time, with what was typed and why it
// was not taken.
func (s *Server) countermarkWith(c *gin.Context, typed *appraisals.Typed, problem error) (frame.Page, error) {
	ctx, who := c.Request.Context(), visitorOf(c)
	view, err := s.viewed(c, c.Param("indicator"))
	if err != nil {
		return nil, err
	}
	sight, err := s.seconds.Look(ctx, who, view.Tally.Cycle.ID, c.Param("unit"), c.Param("indicator"))
	if err != nil {
		return nil, err
	}
	view.Judge, view.Typed, view.Problem = sight.Mark, typed, problem
	blind := appraisals.Blind{View: view, Pair: sight.Pair}
	waiting, err := s.seconds.Waiting(ctx, who, view.Tally.Cycle.ID)
	if err != nil {
		return nil, err
	}
	blind.Left = len(waiting)
	return appraisals.NewBlind(s.voice(c), blind)
}

// remark keeps what a second person judges, and shows what the first did.
func (s *Server) remark(c *gin.Context) (string, error) {
	sent, err := fields(c, mostText)
	if err != nil {
		return "", err
	}
	a, err := judgement(c, sent)
	if err == nil {
		_, err = s.seconds.Mark(c.Request.Context(), visitorOf(c), reform.Countermark{
			Cycle: a.Cycle, Unit: a.Unit, Indicator: a.Indicator, Report: a.Report, Verdict: a.Verdict, Points: a.Points, Ground: a.Ground, Text: a.Text,
		}, s.at(c))
	}
	if err == nil {
		return frame.CountermarkURL(a.Cycle, a.Unit, a.Indicator), nil
	}
	if _, ok := s.objected(c, err); !ok {
		return "", err
	}
	typed := &appraisals.Typed{Verdict: sent.Get("verdict"), Points: sent.Get("points"), Ground: sent.Get("ground"), Text: sent.Get("text")}
	page, fault := s.countermarkWith(c, typed, err)
	if fault == nil {
		s.write(c, objectionStatus(err), page)
	}
	return "", fault
}

func (s *Server) agreement(c *gin.Context) (frame.Page, error) {
	report, err := s.agreed(c)
	if err != nil {
		return nil, err
	}
	return agreement.NewAgreement(s.voice(c), report), nil
}

func (s *Server) agreementCSV(c *gin.Context) (download, error) {
	report, err := s.agreed(c)
	if err != nil {
		return download{}, err
	}
	return tableCSV(fileName(report.Tally)+"_agreement.csv", report.Numbers(s.voice(c))), nil
}

// agreed is how far those agree who judge, as far as the visitor may see.
func (s *Server) agreed(c *gin.Context) (agreement.Report, error) {
	ctx, who := c.Request.Context(), visitorOf(c)
	report := agreement.Report{Fewest: twice.FewestPairs}
	var err error
	if report.Tray, err = s.tray(c); err != nil {
		return report, err
	}
	cycle := report.Tally.Cycle
	m, err := s.seconds.Measured(ctx, who, cycle.ID)
	if err != nil {
		return report, err
	}
	v := s.voice(c)
	report.Judged, report.All, report.Pairs = m.Judged, m.All, m.Wide
	for _, a := range m.Areas {
		report.Areas = append(report.Areas, agreement.Measured{ID: a.Area.ID, Title: v.Words(a.Area.Title), Agreement: a.Agreement})
	}
	for _, couple := range m.Couples {
		report.Couples = append(report.Couples, agreement.Measured{ID: couple.One, Title: couple.Other, Agreement: couple.Agreement})
	}
	lot, err := s.board.Store.Lot(ctx, cycle.ID)
	if errors.Is(err, reform.ErrNotFound) {
		return report, nil // nobody has judged yet
	}
	if err != nil {
		return report, err
	}
	_, units, err := s.peopleNow(c)
	if err != nil {
		return report, err
	}
	report.Lot = &lot
	report.Show, err = s.seconds.May(ctx, who, cycle, units)
	return report, err
}
