package web

import (
	"io"
	"mime"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

// forms hands out the form of every unit.
func (s *Server) forms(c *gin.Context) (download, error) {
	cycle, l := c.Param("cycle"), language(c)
	return download{name: cycle + ".zip", kind: "application/zip", write: func(w io.Writer) error {
		return s.board.WriteForms(c.Request.Context(), w, cycle, l)
	}}, nil
}

// stream answers with a download too large for memory.
func (s *Server) stream(question may, h func(*gin.Context) (download, error)) gin.HandlerFunc {
	return func(c *gin.Context) {
		if !s.enter(c) {
			return
		}
		err := s.ask(c, question)
		var d download
		if err == nil {
			d, err = h(c)
		}
		if err == nil {
			err = s.exported(c, d, nil)
		}
		if err != nil {
			s.fail(c, err)
			return
		}
		s.pour(c, d)
	}
}

// pour sends a download while it is made. What fails before the first byte is an error
// page, and later an answer that breaks off: nobody takes half a file for a whole one.
func (s *Server) pour(c *gin.Context, d download) {
	wire := http.NewResponseController(c.Writer)
	err := wire.SetWriteDeadline(time.Time{}) // thousands of forms over a slow line take longer than a page may
	if err == nil {
		err = d.write(&begun{c, d})
	}
	if err == nil {
		return
	}
	if !c.Writer.Written() {
		s.fail(c, err)
		return
	}
	s.Log.ErrorContext(c.Request.Context(), "failed", "path", c.Request.URL.Path, "error", err)
	// A deadline long past: the end of the answer, which would make it look whole, is
	// never sent.
	if err := wire.SetWriteDeadline(time.Unix(1, 0)); err != nil {
		s.Log.ErrorContext(c.Request.Context(), "break off", "error", err)
	}
}

// begun is a download that says what it is with its first byte.
type begun struct {
	c *gin.Context
	d download
}

func (b *begun) Write(p []byte) (int, error) {
	if !b.c.Writer.Written() {
		b.c.Header("Content-Type", b.d.kind)
		b.c.Header("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": b.d.name}))
	}
	return b.c.Writer.Write(p)
}
