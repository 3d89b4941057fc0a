package web

import (
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/board"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/indicators"
	"reformboard/dashboards/receipts"
	"reformboard/dashboards/units"
	"reformboard/internal/access"
	"reformboard/internal/flow"
	"reformboard/internal/reform"
)

// cycles is the way in: every cycle of the bodies the visitor belongs to, the
// newest first. Who can see one body only and has one open cycle is a click away.
func (s *Server) cycles(c *gin.Context) (board.Cycles, error) {
	ctx := c.Request.Context()
	all, err := s.board.Store.Cycles(ctx)
	if err != nil {
		return board.Cycles{}, err
	}
	units, err := s.board.Store.Units(ctx)
	if err != nil {
		return board.Cycles{}, err
	}
	var entries []board.CycleEntry
	for _, body := range units {
		if body.Parent != "" || !access.May(visitorOf(c), access.SeeBoard, units, body.ID) {
			continue
		}
		for _, cycle := range all {
			if cycle.Body != body.ID {
				continue
			}
			entry, err := s.entry(c, cycle, body, units)
			if err != nil {
				return board.Cycles{}, err
			}
			entries = append(entries, entry)
		}
	}
	return board.NewCycles(s.voice(c), entries, s.at(c)), nil
}

func (s *Server) entry(c *gin.Context, cycle reform.Cycle, body reform.Unit, units []reform.Unit) (board.CycleEntry, error) {
	f, err := s.board.Store.Framework(c.Request.Context(), cycle.Framework)
	if err != nil {
		return board.CycleEntry{}, err
	}
	reported, err := s.board.Store.Reported(c.Request.Context(), cycle.ID)
	if err != nil {
		return board.CycleEntry{}, err
	}
	e := board.CycleEntry{Cycle: cycle, Framework: &f, Body: body, Reported: reported}
	if u := visitorOf(c); access.May(u, access.Report, units, u.Unit) {
		e.Reporter = u.Unit
	}
	for _, u := range reform.Subtree(units, body.ID) {
		if u.PeerGroup != "" {
			e.Units++
		}
	}
	return e, nil
}

// pastShown is how many earlier cycles a trend looks back on: with the current
// quarter, two years.
const pastShown = 7

func (s *Server) tallies(c *gin.Context) (*reform.Tally, []*reform.Tally, error) {
	return s.talliesOn(c, reform.SelfScored)
}

// talliesOn are a cycle and those before it, on one basis.
func (s *Server) talliesOn(c *gin.Context, on reform.Basis) (*reform.Tally, []*reform.Tally, error) {
	of, t, err := s.tallyOn(c, on)
	if err != nil {
		return nil, nil, err
	}
	past, err := of.Past(c.Request.Context(), t, pastShown)
	return t, past, err
}

func (s *Server) overview(c *gin.Context) (frame.Page, error) {
	t, past, err := s.tallies(c)
	if err != nil {
		return nil, err
	}
	siblings, err := s.siblings(c, t)
	if err != nil {
		return nil, err
	}
	return board.NewOverview(s.voice(c), t, past, siblings), nil
}

// siblings are the cycles of the same body and period: the other rankings. An edition knows
// of none, since others may come.
func (s *Server) siblings(c *gin.Context, t *reform.Tally) ([]board.Sibling, error) {
	if t.Edition != nil {
		return nil, nil
	}
	cycles, err := s.board.Store.Cycles(c.Request.Context())
	if err != nil {
		return nil, err
	}
	var found []board.Sibling
	for _, other := range cycles {
		if other.Body != t.Cycle.Body || other.Period != t.Cycle.Period {
			continue
		}
		f, err := s.board.Store.Framework(c.Request.Context(), other.Framework)
		if err != nil {
			return nil, err
		}
		found = append(found, board.Sibling{Cycle: other, Framework: &f})
	}
	slices.SortFunc(found, func(a, b board.Sibling) int {
		return strings.Compare(b.Framework.Series, a.Framework.Series)
	})
	return found, nil
}

func (s *Server) method(c *gin.Context) (frame.Page, error) {
	_, t, err := s.tallyOn(c, reform.SelfScored)
	if err != nil {
		return nil, err
	}
	return indicators.NewMethod(s.voice(c), t), nil
}

func (s *Server) indicator(c *gin.Context) (frame.Page, error) {
	t, past, err := s.tallies(c)
	if err != nil {
		return nil, err
	}
	about := indicators.About{Past: past, Group: c.Query("group"), Order: indicators.UnitOrder(c.Query("order"))}
	if about.Page, err = pageNumber(c); err != nil {
		return nil, err
	}
	about.Funnel = flow.Funnel(t, c.Param("indicator"))
	if i, ok := t.Framework.Indicator(c.Param("indicator")); ok {
		if about.Curve, err = flow.Curve(&t.Framework, i); err != nil {
			return nil, err
		}
	}
	return indicators.NewIndicator(s.voice(c), t, c.Param("indicator"), about)
}

func (s *Server) scorecard(c *gin.Context) (frame.Page, error) {
	on, err := basis(c)
	if err != nil {
		return nil, err
	}
	t, past, err := s.talliesOn(c, on)
	if err != nil {
		return nil, err
	}
	reach, err := s.reach(c)
	if err != nil {
		return nil, err
	}
	unit := c.Param("unit")
	page, err := units.NewScorecard(s.voice(c), t, unit, units.Around{Past: past, Places: flow.Places(t, unit), May: reach})
	if err != nil {
		return nil, err
	}
	for _, source := range reform.Reporters {
		if t.Edition == nil && len(t.Framework.FiguresOf(source)) > 0 {
			page = page.WithReports(s.voice(c), unit, source)
		}
	}
	if len(t.Framework.FiguresOf(reform.FromUnit)) > 0 {
		page = page.WithAppraisal(s.voice(c), unit)
	}
	return page, nil
}

// reach says whose scorecards the visitor may open.
func (s *Server) reach(c *gin.Context) (func(unit string) bool, error) {
	_, units, err := s.peopleNow(c)
	if err != nil {
		return nil, err
	}
	reached := access.Reach(visitorOf(c), access.SeeUnit, units)
	return func(unit string) bool { return reached[unit] }, nil
}

// compare sets units side by side; who belongs to a unit begins with that.
func (s *Server) compare(c *gin.Context) (frame.Page, error) {
	of, t, err := s.tallyOn(c, reform.SelfScored)
	if err != nil {
		return nil, err
	}
	past, err := of.Past(c.Request.Context(), t, 1)
	if err != nil {
		return nil, err
	}
	reach, err := s.reach(c)
	if err != nil {
		return nil, err
	}
	ask := units.Comparison{Units: c.QueryArray("unit"), Group: c.Query("group"), Sort: c.Query("sort"), Past: past, May: reach}
	if _, reports := t.Unit(visitorOf(c).Unit); reports && len(ask.Units) == 0 {
		ask.Units = []string{visitorOf(c).Unit}
	}
	return units.NewCompare(s.voice(c), t, ask), nil
}

func (s *Server) receipt(c *gin.Context) (frame.Page, error) {
	t, err := s.reasoned(c)
	if err != nil {
		return nil, err
	}
	uploads, err := s.uploads(c)
	if err != nil {
		return nil, err
	}
	page, err := receipts.NewReceipt(s.voice(c), t, c.Param("unit"), c.Param("indicator"), uploads)
	if err != nil {
		return nil, err
	}
	u, _ := t.Unit(c.Param("unit"))
	claims, err := s.board.Claims(c.Request.Context(), t.Framework.ID, u.PeerGroup)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(claims, func(claim reform.Claim) bool { return claim.Indicator.ID == c.Param("indicator") }) {
		page = page.WithThread(t.Cycle.ID)
	}
	of, err := s.figures(c)
	if err != nil {
		return nil, err
	}
	past, err := of.Past(c.Request.Context(), t, 1)
	if err != nil {
		return nil, err
	}
	for _, before := range past {
		page = page.WithBefore(s.voice(c), before)
	}
	if len(page.Bases) == 0 {
		return page, nil
	}
	var sides []*reform.Tally
	for _, on := range reform.Bases {
		side, err := s.board.TallyOn(c.Request.Context(), t.Cycle.ID, on)
		if err != nil {
			return nil, err
		}
		sides = append(sides, side)
	}
	return page.WithSides(s.voice(c), sides), nil
}

// uploads are the workbooks received about a unit, whoever sent them.
func (s *Server) uploads(c *gin.Context) ([]reform.Upload, error) {
	var all []reform.Upload
	for _, source := range reform.Reporters {
		some, err := s.board.Store.Uploads(c.Request.Context(), c.Param("cycle"), c.Param("unit"), source)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}
