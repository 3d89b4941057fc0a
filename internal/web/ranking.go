package web

import (
	"fmt"
	"strconv"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/standings"
	"reformboard/internal/flow"
	"reformboard/internal/reform"
)

func (s *Server) ranking(c *gin.Context) (frame.Page, error) {
	on, err := basis(c)
	if err != nil {
		return nil, err
	}
	of, t, err := s.tallyOn(c, on)
	if err != nil {
		return nil, err
	}
	page, err := pageNumber(c)
	if err != nil {
		return nil, err
	}
	ask := standings.RankingAsk{
		Group: c.Query("group"), View: c.Query("view"), By: c.Query("by"), Sort: c.Query("sort"),
		Grade: c.Query("grade"), Find: c.Query("find"), Page: page, Own: visitorOf(c).Unit,
	}
	with := standings.Ranked{}
	if _, ok := t.Ranking(ask.Group); !ok {
		return nil, fmt.Errorf("%w: ranking of %q", reform.ErrNotFound, ask.Group)
	}
	if ask.By != "" {
		by, err := s.board.RankingBy(t, ask.Group, ask.By)
		if err != nil {
			return nil, err
		}
		with.By = &by
		return standings.NewRanking(s.voice(c), t, ask, with)
	}
	if with.Movements, err = of.Movements(c.Request.Context(), t, ask.Group); err != nil {
		return nil, err
	}
	if with.Trust, err = of.Trust(c.Request.Context(), t, ask.Group); err != nil {
		return nil, err
	}
	return standings.NewRanking(s.voice(c), t, ask, with)
}

func (s *Server) movement(c *gin.Context) (frame.Page, error) {
	t, past, err := s.tallies(c)
	if err != nil {
		return nil, err
	}
	page, err := pageNumber(c)
	if err != nil {
		return nil, err
	}
	ask := standings.MovementAsk{Group: c.Query("group"), Find: c.Query("find"), Page: page, Own: visitorOf(c).Unit}
	of, err := s.figures(c)
	if err != nil {
		return nil, err
	}
	movements, err := of.Movements(c.Request.Context(), t, ask.Group)
	if err != nil {
		return nil, err
	}
	moved := standings.Moved{Movements: movements, Courses: flow.Courses(t, past, ask.Group)}
	return standings.NewMovement(s.voice(c), t, past, ask, moved)
}

// pageNumber is the page of a long list that is asked for: the first unless the address
// says so.
func pageNumber(c *gin.Context) (int, error) {
	page, err := strconv.Atoi(c.DefaultQuery("page", "1"))
	if err != nil {
		return 0, fmt.Errorf("%w: page %q", reform.ErrInvalid, c.Query("page"))
	}
	return page, nil
}

// basis is on whose word the address wants scores: the units' own unless it says so.
func basis(c *gin.Context) (reform.Basis, error) {
	asked := c.DefaultQuery("basis", frame.BasisName(reform.SelfScored))
	for _, b := range reform.Bases {
		if frame.BasisName(b) == asked {
			return b, nil
		}
	}
	return "", fmt.Errorf("%w: basis %q", reform.ErrInvalid, asked)
}
