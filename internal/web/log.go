package web

import (
	"fmt"
	"runtime/debug"

	"github.com/gin-gonic/gin"
)

// logged writes one line a request: never a query, a cookie or a body.
func (s *Server) logged(c *gin.Context) {
	start := s.Now()
	c.Next()
	s.Log.InfoContext(c.Request.Context(), "request",
		"method", c.Request.Method, "path", c.Request.URL.Path, "status", c.Writer.Status(),
		"bytes", c.Writer.Size(), "took", s.Now().Sub(start), "user", c.GetString(userKey))
}

// recovered answers for a bug of ours that would have ended the program. Gin's own
// words about it would hold the visitor's cookies.
func (s *Server) recovered(c *gin.Context, fault any) {
	s.fail(c, fmt.Errorf("panic: %v\n%s", fault, debug.Stack()))
}
