package web

import (
	"fmt"
	"strings"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/appraisals"
	"reformboard/internal/reform"
)

// assign gives claims of a unit to one person, or back to everybody who may judge them.
func (s *Server) assign(c *gin.Context) (string, error) {
	sent, err := fields(c, mostText)
	if err != nil {
		return "", err
	}
	handed := appraisals.Handed{Claims: sent.Get("claims"), Person: sent.Get("person"), Text: strings.TrimSpace(sent.Get("text"))}
	a, ok := handed.Assignment()
	if !ok {
		return "", fmt.Errorf("%w: %q to %q", reform.ErrInvalid, handed.Claims, handed.Person)
	}
	a.Cycle, a.Unit = c.Param("cycle"), c.Param("unit")
	if a.Number, err = versionOf(sent.Get("seen")); err != nil {
		return "", err
	}
	if _, err = s.claims.Assign(c.Request.Context(), visitorOf(c), a, s.at(c)); err == nil {
		return appraisals.DocketURL(a.Cycle, a.Unit, ""), nil
	}
	if _, ok := s.objected(c, err); !ok {
		return "", err
	}
	page, fault := s.docketHanded(c, reform.Permit{}, handed, err)
	if fault == nil {
		s.write(c, objectionStatus(err), page)
	}
	return "", fault
}
