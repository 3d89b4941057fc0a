package web

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"path"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"reformboard/internal/flow"
	"reformboard/internal/reform"
)

// mostMegabytes is the largest workbook taken, as people say it.
var mostMegabytes = strconv.Itoa(flow.MostBytes>>20) + " MB"

// mostDrained is how much of a file that is too large is still read and thrown
// away: a browser shows our answer only after it has sent everything.
const mostDrained = 256 << 20

// workbookIn reads the file that was sent, as it comes, without a copy on disk.
// Nothing of a file that is too large is kept.
func workbookIn(c *gin.Context) (name string, content []byte, err error) {
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
			return "", nil, fmt.Errorf("%w: the file did not arrive whole: %w", reform.ErrInvalid, err)
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
		return nil, fmt.Errorf("%w: the file did not arrive whole: %w", reform.ErrInvalid, err)
	}
	if len(content) <= flow.MostBytes {
		return content, nil
	}
	if _, err := io.CopyN(io.Discard, part, mostDrained); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: the file did not arrive whole: %w", reform.ErrInvalid, err)
	}
	return nil, errTooLarge
}

// plainName drops folders (some browsers send them) and control characters.
func plainName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, "_"))
}
