package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/appraisals"
	"reformboard/dashboards/frame"
	"reformboard/internal/access"
	judging "reformboard/internal/flow/appraisals"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// onClaim asks whether the visitor judges the unit that the address names.
func onClaim(s *Server, c *gin.Context) (access.Deed, string, error) {
	return onUnit(judges(visitorOf(c)))(s, c)
}

// byAny asks for the first of some deeds that the visitor may do: whose turn it is, the
// desk knows.
func byAny(deeds ...access.Deed) may {
	return func(s *Server, c *gin.Context) (access.Deed, string, error) {
		deed, unit, err := onUnit(deeds[0])(s, c)
		if err != nil {
			return deed, unit, err
		}
		_, units, err := s.peopleNow(c)
		for _, d := range deeds {
			if access.May(visitorOf(c), d, units, unit) {
				deed = d
				break
			}
		}
		return deed, unit, err
	}
}

// objected is what a person is told of an objection; false: it is something else.
func (s *Server) objected(c *gin.Context, err error) (string, bool) {
	o, ok := errors.AsType[reform.Objection](err)
	if !ok {
		return "", false
	}
	return locale.Objection(language(c), o, s.Zone), true
}

// objectionStatus is that of a page which says why something was not done. The page is
// there, whatever is not.
func objectionStatus(err error) int {
	if status := statusOf(err); status == http.StatusForbidden || status == http.StatusConflict {
		return status
	}
	if o, ok := errors.AsType[reform.Objection](err); ok && errors.Is(o, reform.ErrNotFound) {
		return http.StatusConflict
	}
	return http.StatusUnprocessableEntity
}

// matter is all that was said on the claims of the unit that the address names.
func (s *Server) matter(c *gin.Context) (*judging.Stand, appraisals.Matter, error) {
	ctx := c.Request.Context()
	t, err := s.board.Tally(ctx, c.Param("cycle"))
	if err != nil {
		return nil, appraisals.Matter{}, err
	}
	stand, err := s.claims.Stand(ctx, visitorOf(c), t.Cycle.ID, c.Param("unit"), s.at(c))
	if err != nil {
		return nil, appraisals.Matter{}, err
	}
	people, _, err := s.peopleNow(c)
	return stand, appraisals.Matter{Docket: &stand.Docket, Tally: t, Reviews: stand.Reviews, Permits: stand.Permits, People: people}, err
}

// proved is matter with what the unit has to show, for the pages of a single claim.
func (s *Server) proved(c *gin.Context) (*judging.Stand, appraisals.Matter, error) {
	stand, m, err := s.matter(c)
	if err == nil {
		m.Holding, err = s.holding(c, m.Tally.Cycle.ID, c.Param("unit"))
	}
	return stand, m, err
}

func (s *Server) claim(c *gin.Context) (frame.Page, error) {
	asked, err := askedOf(c.Request.URL.Query())
	if err != nil {
		return nil, err
	}
	return s.claimWith(c, asked, nil, nil)
}

// claimWith is where a claim is judged, with what was typed and why it was not taken.
func (s *Server) claimWith(c *gin.Context, asked appraisals.Asked, typed *appraisals.Typed, problem error) (frame.Page, error) {
	ctx, unit, indicator := c.Request.Context(), c.Param("unit"), c.Param("indicator")
	view, err := s.viewed(c, indicator)
	if err != nil {
		return nil, err
	}
	view.Asked, view.Typed, view.Problem = asked.Query(), typed, problem
	_, units, err := s.peopleNow(c)
	if err != nil {
		return nil, err
	}
	if view.Done, err = s.justJudged(c, view.Tally.Cycle, units); err != nil {
		return nil, err
	}
	next, err := s.claims.Next(ctx, visitorOf(c), s.askOf(c, view.Tally, asked), unit, indicator)
	if err != nil {
		return nil, err
	}
	if next != nil {
		view.Next = itemOf(next)
	}
	return appraisals.NewClaim(s.voice(c), view)
}

// justJudged is the visitor's own judgement that the address names as the last; nil: it
// names none.
func (s *Server) justJudged(c *gin.Context, cycle reform.Cycle, units []reform.Unit) (*reform.Appraisal, error) {
	item, err := appraisals.ParseItem(c.Query("judged"))
	if err != nil {
		return nil, nil //nolint:nilerr,nilnil // whatever else an address says
	}
	d, err := s.board.DocketOf(c.Request.Context(), cycle, units, item.Unit)
	if errors.Is(err, reform.ErrNotFound) {
		return nil, nil //nolint:nilnil // the same
	}
	if a, ok := d.InForce(item.Indicator); ok && a.By == visitorOf(c).ID {
		return &a, err
	}
	return nil, err
}

// viewed is a claim with all that is known of it, and why the visitor may not judge it.
func (s *Server) viewed(c *gin.Context, indicator string) (appraisals.View, error) {
	ctx, unit := c.Request.Context(), c.Param("unit")
	stand, m, err := s.proved(c)
	if err != nil {
		return appraisals.View{}, err
	}
	view := appraisals.View{Matter: m, Indicator: indicator, Judge: stand.Judge(indicator), Uploads: map[string]string{}}
	uploads, err := s.board.Store.Uploads(ctx, m.Tally.Cycle.ID, unit, reform.FromUnit)
	if err != nil {
		return view, err
	}
	for _, u := range uploads {
		view.Uploads[u.SHA256] = frame.UploadURL(u.ID)
	}
	past, err := s.board.Past(ctx, m.Tally, 1)
	if err != nil {
		return view, err
	}
	_, units, err := s.peopleNow(c)
	if err != nil {
		return view, err
	}
	for _, before := range past {
		d, err := s.board.DocketOf(ctx, before.Cycle, units, unit)
		if errors.Is(err, reform.ErrNotFound) {
			continue // it was no unit of that cycle
		}
		if err != nil {
			return view, err
		}
		view.Before, view.BeforeAll = before, &d
	}
	return view, nil
}

// mostText is the largest form with a few sentences, in bytes.
const mostText = 32 << 10

// judge keeps a judgement, and leads to the next claim.
func (s *Server) judge(c *gin.Context) (string, error) {
	sent, err := fields(c, mostText)
	if err != nil {
		return "", err
	}
	cycle, unit, indicator := c.Param("cycle"), c.Param("unit"), c.Param("indicator")
	query, err := url.ParseQuery(sent.Get("asked"))
	if err != nil {
		return "", fmt.Errorf("%w: asked %q", reform.ErrInvalid, sent.Get("asked"))
	}
	asked, err := askedOf(query)
	if err != nil {
		return "", err
	}
	a, err := judgement(c, sent)
	if err == nil {
		_, err = s.claims.Judge(c.Request.Context(), visitorOf(c), a, s.at(c))
	}
	if err != nil {
		if _, ok := s.objected(c, err); !ok {
			return "", err
		}
		typed := &appraisals.Typed{Verdict: sent.Get("verdict"), Points: sent.Get("points"), Ground: sent.Get("ground"), Text: sent.Get("text")}
		page, fault := s.claimWith(c, asked, typed, err)
		if fault == nil {
			s.write(c, objectionStatus(err), page)
		}
		return "", fault
	}
	judged := appraisals.Item{Unit: unit, Indicator: indicator}
	if sent.Get("then") == "stay" {
		return appraisals.AfterURL(cycle, judged, judged, asked.Query()), nil
	}
	if next, err := appraisals.ParseItem(sent.Get("next")); err == nil && next.Unit != "" {
		return appraisals.AfterURL(cycle, next, judged, asked.Query()), nil
	}
	return appraisals.QueueURL(cycle, "?"+asked.Query()), nil
}

// judgement is what a form says of a claim. What its verdict does not ask for is left
// out: a person changes their mind after typing.
func judgement(c *gin.Context, sent url.Values) (reform.Appraisal, error) {
	a := reform.Appraisal{
		Cycle: c.Param("cycle"), Unit: c.Param("unit"), Indicator: c.Param("indicator"), Verdict: reform.Verdict(sent.Get("verdict")),
		Text: sent.Get("text"),
	}
	if a.Verdict != reform.Accepted {
		a.Ground = sent.Get("ground")
	}
	var err error
	if a.Version, err = versionOf(sent.Get("seen")); err != nil {
		return a, err
	}
	if a.Report, err = versionOf(sent.Get("report")); err != nil {
		return a, err
	}
	if a.Verdict == reform.Cut {
		if a.Points, err = reform.ParsePoints(strings.ReplaceAll(strings.TrimSpace(sent.Get("points")), ",", ".")); err != nil {
			return a, reform.Objection{Obstacle: reform.PointsUnclear, Indicator: a.Indicator, Found: strings.TrimSpace(sent.Get("points"))}
		}
	}
	return a, nil
}

// versionOf reads the number of a version that a form has seen; none is 0.
func versionOf(text string) (int, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("%w: version %q", reform.ErrInvalid, text)
	}
	return n, nil
}

func (s *Server) thread(c *gin.Context) (frame.Page, error) { return s.threadWith(c, nil, nil) }

func (s *Server) threadWith(c *gin.Context, typed *appraisals.Typed, problem error) (frame.Page, error) {
	stand, m, err := s.proved(c)
	if err != nil {
		return nil, err
	}
	id := c.Param("indicator")
	reports, shows, err := s.mayShow(c, m.Tally.Cycle)
	if err != nil {
		return nil, err
	}
	return appraisals.NewThread(s.voice(c), appraisals.Talk{Matter: m, Indicator: id, Judge: stand.Judge(id), Answer: stand.Answer(id), MayShow: shows, MayReport: reports, Typed: typed, Problem: problem})
}

// answer keeps what a unit says to a judgement.
func (s *Server) answer(c *gin.Context) (string, error) {
	sent, err := fields(c, mostText)
	if err != nil {
		return "", err
	}
	e := reform.Explanation{Cycle: c.Param("cycle"), Unit: c.Param("unit"), Indicator: c.Param("indicator"), Stance: reform.Stance(sent.Get("stance")), Text: sent.Get("text")}
	if e.Appraisal, err = versionOf(sent.Get("seen")); err != nil {
		return "", err
	}
	if _, err = s.claims.Explain(c.Request.Context(), visitorOf(c), e, s.at(c)); err != nil {
		if _, ok := s.objected(c, err); !ok {
			return "", err
		}
		page, fault := s.threadWith(c, &appraisals.Typed{Verdict: sent.Get("stance"), Text: sent.Get("text")}, err)
		if fault == nil {
			s.write(c, objectionStatus(err), page)
		}
		return "", fault
	}
	return frame.ThreadURL(e.Cycle, e.Unit, e.Indicator), nil
}
