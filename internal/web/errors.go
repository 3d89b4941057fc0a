package web

import (
	"bytes"
	"context"
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards"
	"reformboard/dashboards/frame"
	"reformboard/internal/flow/accounts"
	"reformboard/internal/reform"
)

// statuses gives each kind of failure its status. What wraps none of them is a
// failure of ours: it is logged, and its text stays here.
var statuses = []struct {
	kind   error
	status int
}{
	{reform.ErrNotFound, http.StatusNotFound},
	{reform.ErrForbidden, http.StatusForbidden},
	{reform.ErrConflict, http.StatusConflict},
	{reform.ErrInvalid, http.StatusBadRequest},
	{errTooLarge, http.StatusRequestEntityTooLarge},
	{accounts.ErrWrong, http.StatusUnauthorized},
	{accounts.ErrExpired, http.StatusUnauthorized},
	{accounts.ErrTooOften, http.StatusTooManyRequests},
	{context.Canceled, statusGone},
}

// statusGone is for the log alone: the visitor did not wait for the answer.
const statusGone = 499

var errTooLarge = errors.New("too large")

func statusOf(err error) int {
	for _, s := range statuses {
		if errors.Is(err, s.kind) {
			return s.status
		}
	}
	return http.StatusInternalServerError
}

// told is an error with a sentence for the person, in the person's language.
type told struct {
	error
	sentence string
}

func (e told) Unwrap() error { return e.error }

// led says as well where to go from there.
type led struct {
	told
	onward frame.Link
}

func (e led) Unwrap() error { return e.told }

// fail shows the page that says what went wrong and what to do.
func (s *Server) fail(c *gin.Context, err error) {
	status, broken := statusOf(err), ending(c.Request.Context())
	if broken { // whatever came of that
		status, err = http.StatusServiceUnavailable, ErrEnding
		later(c.Writer.Header())
	}
	if status == http.StatusInternalServerError {
		s.Log.ErrorContext(c.Request.Context(), "failed", "path", c.Request.URL.Path, "error", err)
	}
	t, _ := errors.AsType[told](err)
	page := dashboards.NewError(s.voice(c), status, t.sentence)
	if l, ok := errors.AsType[led](err); ok {
		page.Onward = &l.onward
	}
	s.write(c, status, page)
	c.Abort()
}

// write renders a page to memory and then to the wire.
func (s *Server) write(c *gin.Context, status int, page frame.Page) {
	var text bytes.Buffer
	if err := dashboards.Render(&text, s.shell(c), page); err != nil {
		s.Log.ErrorContext(c.Request.Context(), "render", "path", c.Request.URL.Path, "error", err)
		c.String(http.StatusInternalServerError, "The page could not be drawn. Please tell the administrator the time and address.")
		return
	}
	content := text.Bytes()
	c.Writer.Header().Add("Vary", "Accept-Encoding")
	if len(content) > worthPacking && takesGzip(c.Request.Header) {
		c.Header("Content-Encoding", "gzip")
		content = compressed(content)
	}
	c.Data(status, htmlType, content)
}

const htmlType = "text/html; charset=utf-8"
