package web

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"strconv"
	"strings"
	"unicode"

	"github.com/gin-gonic/gin"

	"reformboard/internal/flow"
	"reformboard/internal/reform"
)

// mostMegabytes is the largest workbook taken, as people say it.
var mostMegabytes = strconv.Itoa(flow.MostBytes>>20) + " MB"

// mostDrained is how much of a request that is too large is still read and thrown
// away: a browser shows our answer only after it has sent everything.
const mostDrained = 256 << 20

// workbookIn reads the file that was sent, as it comes, without a copy on disk.
// Nothing of a file that is too large is kept.
func workbookIn(c *gin.Context) (name string, content []byte, err error) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, mostDrained)
	parts, err := c.Request.MultipartReader()
	if err != nil {
		return "", nil, fmt.Errorf("%w: no file was sent: %w", reform.ErrInvalid, err)
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return "", nil, fmt.Errorf("%w: no file was sent", reform.ErrInvalid)
		}
		if err != nil {
			return "", nil, cut(err)
		}
		if part.FormName() == "workbook" && part.FileName() != "" {
			content, err = within(part)
			return plainName(part.FileName()), content, err
		}
	}
}

func within(part *multipart.Part) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(part, flow.MostBytes+1))
	if err != nil {
		return nil, cut(err)
	}
	if len(content) <= flow.MostBytes {
		return content, nil
	}
	if _, err := io.Copy(io.Discard, part); err != nil {
		return nil, cut(err)
	}
	return nil, errTooLarge
}

// cut says why a request ended before its time: there, or here.
func cut(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return errTooLarge
	}
	return fmt.Errorf("%w: the file did not arrive whole: %w", reform.ErrInvalid, err)
}

// mostNamed is the longest name a file can have on any common system, in characters.
const mostNamed = 255

// plainName drops folders (some browsers send them), what cannot be seen or turns
// the reading direction, and all that goes beyond a file's name.
func plainName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	left := mostNamed
	return strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) || left == 0 {
			return -1
		}
		left--
		return r
	}, strings.ToValidUTF8(name, "_"))
}
