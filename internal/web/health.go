package web

import (
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/assets"
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
	content, err := s.assetOf(strings.TrimPrefix(c.Param("file"), "/"))
	if err != nil {
		s.fail(c, reform.ErrNotFound)
		return
	}
	c.Header("Cache-Control", "no-cache")
	if c.Query("v") != "" {
		c.Header("Cache-Control", "public, max-age=31536000, immutable")
	}
	content.send(c, content.kind)
}

// asset is a file that is part of the program.
type asset struct {
	packed
	kind string // content type
}

// assetOf packs a file when it is first asked for.
func (s *Server) assetOf(name string) (asset, error) {
	if known, ok := s.assets.Load(name); ok {
		return known.(asset), nil
	}
	content, err := assets.Read(name)
	if err != nil {
		return asset{}, err
	}
	kind := mime.TypeByExtension(path.Ext(name))
	if kind == "" {
		kind = http.DetectContentType(content)
	}
	made := asset{pack(content), kind}
	s.assets.Store(name, made)
	return made, nil
}
