package web

import (
	"fmt"
	"strconv"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/radar"
	"reformboard/internal/reform"
)

// weak answers what is weak among all units, those of a group, or in one.
func (s *Server) weak(c *gin.Context) (frame.Page, error) {
	figures, t, err := s.tallyOn(c, reform.SelfScored)
	if err != nil {
		return nil, err
	}
	view := radar.View{Area: c.Query("area"), Map: c.Query("map"), Only: c.Query("only"), All: c.Query("all") == "1"}
	if view.Page, err = strconv.Atoi(c.DefaultQuery("page", "1")); err != nil {
		return nil, fmt.Errorf("%w: page %q", reform.ErrInvalid, c.Query("page"))
	}
	of := reform.Scope{Group: c.Query("group"), Unit: c.Query("unit")}
	if of.Unit != "" {
		of.Group = ""
	}
	drawn, err := figures.Radar(c.Request.Context(), t, of, s.drawnAt(c))
	if err != nil {
		return nil, err
	}
	return radar.NewWeak(s.voice(c), t, drawn, view)
}
