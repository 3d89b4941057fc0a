package web

import (
	"mime"
	"net/http"

	"github.com/gin-gonic/gin"

	"reformboard/internal/access"
)

// anyType is said of what others sent: nobody's word about it is believed, and a
// browser saves it and never opens it here.
const anyType = "application/octet-stream"

// attachment sends a paper that came with a report, a little at a time.
func (s *Server) attachment(c *gin.Context) {
	a, err := s.board.Store.Attachment(c.Request.Context(), c.Param("attachment"))
	if err != nil {
		s.fail(c, err)
		return
	}
	content, err := s.board.Files.Open(a.SHA256)
	if err != nil {
		s.fail(c, err)
		return
	}
	defer content.Close()
	if err := s.exported(c, download{name: a.Name + ", sha256 " + a.SHA256, received: true}, nil); err != nil {
		s.fail(c, err)
		return
	}
	c.DataFromReader(http.StatusOK, a.Size, anyType, content, map[string]string{
		"Content-Disposition": mime.FormatMediaType("attachment", map[string]string{"filename": a.Name}),
	})
}

// onAttachment asks about the unit whose report a paper came with.
func onAttachment(s *Server, c *gin.Context) (access.Deed, string, error) {
	a, err := s.board.Store.Attachment(c.Request.Context(), c.Param("attachment"))
	return access.SeeUnit, a.Unit, err
}
