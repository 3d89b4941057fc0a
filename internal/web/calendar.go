package web

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/calendar"
	"reformboard/dashboards/frame"
	"reformboard/internal/access"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// calendar says when the stages of a cycle are open, and for whom.
func (s *Server) calendar(c *gin.Context) (frame.Page, error) {
	about, err := s.aboutDays(c)
	return calendar.NewCalendar(s.voice(c), about), err
}

func (s *Server) aboutDays(c *gin.Context) (a calendar.About, err error) {
	ctx := c.Request.Context()
	if a.Cycle, err = s.board.Store.Cycle(ctx, c.Param("cycle")); err != nil {
		return a, err
	}
	f, err := s.board.Store.Framework(ctx, a.Cycle.Framework)
	if err != nil {
		return a, err
	}
	a.Framework = &f
	if a.Body, err = s.board.Store.Unit(ctx, a.Cycle.Body); err != nil {
		return a, err
	}
	if a.Units, a.Groups, err = s.board.Reporting(ctx, a.Cycle); err != nil {
		return a, err
	}
	people, units, err := s.peopleNow(c)
	a.People, a.Runs = people, access.May(visitorOf(c), access.Run, units, a.Cycle.Body)
	return a, err
}

// setWindow sets the days of one stage for one peer group or all, or takes them away.
func (s *Server) setWindow(c *gin.Context) (string, error) {
	return s.setDays(c, func(a calendar.About, sent url.Values) ([]reform.Window, error) {
		w := reform.Window{Stage: reform.Stage(sent.Get("stage")), PeerGroup: sent.Get("group"), Dropped: sent.Get("drop") != ""}
		if w.Dropped {
			held, ok := a.Cycle.Window(w.Stage, reform.Unit{PeerGroup: w.PeerGroup})
			if !ok || held.PeerGroup == "" {
				return nil, fmt.Errorf("%w: group %q has no days of its own", reform.ErrNotFound, w.PeerGroup)
			}
			held.Dropped = true
			return []reform.Window{held}, nil
		}
		if w.PeerGroup != "" && !holds(a.Groups, w.PeerGroup) {
			return nil, fmt.Errorf("%w: group %q", reform.ErrNotFound, w.PeerGroup)
		}
		err := s.moments(sent, map[string]*time.Time{"opens": &w.Opens, "due": &w.Due, "closes": &w.Closes})
		if minutes := sent.Get("grace"); err == nil && minutes != "" {
			var n int
			n, err = strconv.Atoi(minutes)
			w.Grace = time.Duration(n) * time.Minute
			if err != nil || n > mostGrace {
				err = errNoMoment
			}
		}
		return []reform.Window{w}, err
	})
}

// mostGrace is how many minutes a window may have: thirty days.
const mostGrace = 30 * 24 * 60

func holds(groups []reform.PeerGroup, id string) bool {
	for _, g := range groups {
		if g.ID == id {
			return true
		}
	}
	return false
}

// spreadWindows spreads the due times of reporting over the peer groups.
func (s *Server) spreadWindows(c *gin.Context) (string, error) {
	return s.setDays(c, func(a calendar.About, sent url.Values) ([]reform.Window, error) {
		var first, last time.Time
		if err := s.moments(sent, map[string]*time.Time{"first": &first, "last": &last}); err != nil {
			return nil, err
		}
		if last.Before(first) {
			return nil, fmt.Errorf("%w: the last group is due before the first", reform.ErrInvalid)
		}
		var groups []string
		for _, g := range a.Groups {
			groups = append(groups, g.ID)
		}
		return reform.Stagger(a.Cycle.Reports(reform.Unit{}), groups, first, last), nil
	})
}

// setDays saves the windows that were asked for, or says on the page why not.
func (s *Server) setDays(c *gin.Context, asked func(calendar.About, url.Values) ([]reform.Window, error)) (string, error) {
	sent, err := fields(c, mostTyped)
	if err != nil {
		return "", err
	}
	about, err := s.aboutDays(c)
	if err != nil {
		return "", err
	}
	windows, err := asked(about, sent)
	if err == nil {
		err = s.board.Store.SaveWindows(c.Request.Context(), visitorOf(c).ID, s.at(c), about.Cycle.ID, windows)
	}
	return s.onCalendar(c, about, sent, err, "calendar.problem.order")
}

// extend gives one unit more time.
func (s *Server) extend(c *gin.Context) (string, error) {
	sent, err := fields(c, mostTyped)
	if err != nil {
		return "", err
	}
	about, err := s.aboutDays(c)
	if err != nil {
		return "", err
	}
	e := reform.Extension{
		ID: rand.Text(), Cycle: about.Cycle.ID, Stage: reform.Stage(sent.Get("stage")), Unit: sent.Get("unit"),
		Reason: strings.TrimSpace(sent.Get("reason")), At: s.at(c), By: visitorOf(c).ID,
	}
	if err = s.moments(sent, map[string]*time.Time{"until": &e.Until}); err == nil {
		err = fmt.Errorf("%w: unit %q", reform.ErrNotFound, e.Unit)
		for _, u := range about.Units {
			if u.ID == e.Unit {
				err = about.Cycle.Extend(u, e)
			}
		}
	}
	if err == nil {
		err = s.board.Store.SaveExtension(c.Request.Context(), e)
	}
	return s.onCalendar(c, about, sent, err, "calendar.problem.extend")
}

// onCalendar leads back to the calendar, or shows it with what was sent and why nothing
// was done.
func (s *Server) onCalendar(c *gin.Context, a calendar.About, sent url.Values, err error, problem string) (string, error) {
	switch {
	case err == nil:
		return frame.CycleURL(a.Cycle.ID, "/calendar"), nil
	case errors.Is(err, errNoMoment):
		problem = "calendar.problem.time"
	case errors.Is(err, reform.ErrNotFound):
		problem = "calendar.problem.stage"
	case !errors.Is(err, reform.ErrInvalid):
		return "", err
	}
	a.Problem, a.Sent = locale.Say(language(c), problem), sent.Get
	s.write(c, http.StatusBadRequest, calendar.NewCalendar(s.voice(c), a))
	return "", nil
}

var errNoMoment = fmt.Errorf("%w: no moment", reform.ErrInvalid)

// moments reads fields as times of the board's zone.
func (s *Server) moments(sent url.Values, to map[string]*time.Time) error {
	for name, at := range to {
		t, err := time.ParseInLocation(calendar.Layout, sent.Get(name), s.Zone)
		if err != nil || t.Year() < 2000 || t.Year() > 2200 {
			return errNoMoment
		}
		*at = t.UTC()
	}
	return nil
}
