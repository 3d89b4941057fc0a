package web

import (
	"fmt"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"reformboard/internal/reform"
)

// mostForm is the largest form without a file, in bytes: a name and a password.
const mostForm = 4 << 10

// fields reads a form without a file, of at most so many bytes.
//
// Note: gin's PostForm would also take files here, of any size and from anybody,
// and leave them in the machine's temporary folder.
func fields(c *gin.Context, most int64) (url.Values, error) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, most)
	if err := c.Request.ParseForm(); err != nil {
		return nil, fmt.Errorf("%w: the form: %w", reform.ErrInvalid, err)
	}
	return c.Request.PostForm, nil
}
