package web

import (
	"bytes"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards"
	"reformboard/internal/reform"
)

// health answers whether the server and its database are there.
func (s *Server) health(c *gin.Context) {
	if err := s.board.Store.Ping(c.Request.Context()); err != nil {
		s.Log.ErrorContext(c.Request.Context(), "health", "error", err)
		c.String(http.StatusServiceUnavailable, "the database does not answer\n")
		return
	}
	c.String(http.StatusOK, "ok\n")
}

// asset serves our style and script, the fonts and the chart library. What is
// asked for by the name of its content never changes.
func (s *Server) asset(c *gin.Context) {
	name := strings.TrimPrefix(c.Param("file"), "/")
	content, err := dashboards.Asset(name)
	if err != nil {
		s.fail(c, reform.ErrNotFound)
		return
	}
	c.Header("Cache-Control", "no-cache")
	if c.Query("v") != "" {
		c.Header("Cache-Control", "public, max-age=31536000, immutable")
	}
	http.ServeContent(c.Writer, c.Request, name, time.Time{}, bytes.NewReader(content))
}
