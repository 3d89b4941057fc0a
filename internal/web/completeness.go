package web

import (
	"fmt"
	"strconv"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/board"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/turnout"
	"reformboard/internal/reform"
)

func (s *Server) completeness(c *gin.Context) (frame.Page, error) {
	page, _, err := s.completenessOf(c)
	return page, err
}

// completenessCSV is the list of units as the address narrows it, all pages of it.
func (s *Server) completenessCSV(c *gin.Context) (download, error) {
	page, t, err := s.completenessOf(c)
	if err != nil {
		return download{}, err
	}
	return tableCSV(fileName(t)+"_completeness.csv", page.Units(s.voice(c), t)), nil
}

func (s *Server) completenessOf(c *gin.Context) (turnout.Completeness, *reform.Tally, error) {
	number, err := strconv.Atoi(c.DefaultQuery("page", "1"))
	if err != nil {
		return turnout.Completeness{}, nil, fmt.Errorf("%w: page %q", reform.ErrInvalid, c.Query("page"))
	}
	t, past, err := s.tallies(c)
	if err != nil {
		return turnout.Completeness{}, nil, err
	}
	page, err := turnout.NewCompleteness(s.voice(c), t, past, turnout.Query{
		Group: c.Query("group"), Status: c.Query("status"), Find: c.Query("find"), Sort: c.Query("sort"), Page: number,
	})
	return page, t, err
}

// search looks a name up among the units and indicators of a cycle.
func (s *Server) search(c *gin.Context) (frame.Page, error) {
	_, t, err := s.tallyOn(c, reform.SelfScored)
	if err != nil {
		return nil, err
	}
	return board.NewSearch(s.voice(c), t, c.Query("q")), nil
}
