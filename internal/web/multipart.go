package web

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"unicode"

	"github.com/gin-gonic/gin"

	"reformboard/internal/flow"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// mostMegabytes is the largest workbook taken, as people say it.
var mostMegabytes = strconv.Itoa(flow.MostBytes>>20) + " MB"

// What a form with files may hold.
const (
	mostTyped      = 512 << 10 // bytes of everything that was typed
	mostPapers     = 20
	mostPaperBytes = 20 << 20
	mostRecipe     = 256 << 10
)

// mostDrained is how much of a request that is too large is still read and thrown
// away: a browser shows our answer only after it has sent everything.
const mostDrained = 512 << 20

// parcel is a form with files. The files are kept already: they went to the disk as
// they came, in whatever order, and none was ever whole in memory.
type parcel struct {
	typed    url.Values
	workbook *reform.Attachment // nil: none came
	recipe   *reform.Attachment // the same
	papers   []reform.Attachment
	found    []reform.Finding // of papers that were left out: the rest of the form is taken
	left     int64            // bytes that may still be typed
}

// unpack keeps the files of a form. Nobody sees what is kept of a form that is refused.
func (s *Server) unpack(c *gin.Context) (parcel, error) {
	p := parcel{typed: url.Values{}, left: mostTyped}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, mostDrained)
	parts, err := c.Request.MultipartReader()
	if err != nil {
		return p, fmt.Errorf("%w: no form was sent: %w", reform.ErrInvalid, err)
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return p, nil
		}
		if err == nil {
			err = s.take(c, &p, part)
		} else {
			err = cut(err)
		}
		if err != nil {
			drain(c)
			return p, err
		}
	}
}

// drain takes what else a request holds.
func drain(c *gin.Context) { _, _ = io.Copy(io.Discard, c.Request.Body) } // who does not send it will not read the answer

// take takes one part of a form.
func (s *Server) take(c *gin.Context, p *parcel, part *multipart.Part) error {
	name := plainName(part.FileName())
	switch {
	case part.FileName() == "" && part.Header.Get("Content-Type") == "":
		text, err := io.ReadAll(&upTo{part, p.left})
		p.left -= int64(len(text))
		p.typed.Add(part.FormName(), strings.ToValidUTF8(string(text), "�"))
		return err
	case part.FileName() == "": // a field for files in which none was chosen
		return nil
	case part.FormName() == "workbook" && p.workbook == nil:
		kept, err := s.kept(name, part, flow.MostBytes)
		p.workbook = &kept
		return err
	case part.FormName() == "recipe" && p.recipe == nil:
		kept, err := s.kept(name, part, mostRecipe)
		p.recipe = &kept
		return err
	case part.FormName() == "evidence":
		return s.takePaper(c, p, name, part)
	}
	return fmt.Errorf("%w: an unknown file %q", reform.ErrInvalid, part.FormName())
}

// takePaper keeps what supports a report, whatever it is.
func (s *Server) takePaper(c *gin.Context, p *parcel, name string, part io.Reader) error {
	if len(p.papers)+len(p.found) == mostPapers {
		return told{errTooLarge, locale.Say(language(c), "officer.evidence.many", "Name", name, "Most", mostPapers)}
	}
	kept, err := s.kept(name, part, mostPaperBytes)
	leftOut := reform.Finding{Problem: reform.ProofEmpty, Severity: reform.Warning, Found: name}
	switch {
	case errors.Is(err, errTooLarge):
		leftOut.Problem, leftOut.Wanted = reform.ProofLarge, strconv.Itoa(mostPaperBytes>>20)
	case err != nil:
		return err
	case kept.Size > 0:
		p.papers = append(p.papers, kept)
		return nil
	}
	p.found = append(p.found, leftOut)
	return nil
}

func (s *Server) kept(name string, r io.Reader, most int64) (reform.Attachment, error) {
	sha, size, err := s.board.Files.KeepFrom(&upTo{r, most}, mostDrained)
	return reform.Attachment{SHA256: sha, Name: name, Size: size}, err
}

// upTo reads so many bytes, and fails when there are more.
type upTo struct {
	from io.Reader
	left int64
}

func (r *upTo) Read(p []byte) (int, error) {
	n, err := r.from.Read(p)
	if r.left -= int64(n); r.left < 0 {
		return 0, errTooLarge
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = cut(err)
	}
	return n, err
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
// the reading direction, and all that goes beyond a file's name. It is never empty.
func plainName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	left := mostNamed
	name = strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) || left == 0 {
			return -1
		}
		left--
		return r
	}, strings.ToValidUTF8(name, "_"))
	if strings.TrimSpace(name) == "" {
		return "_"
	}
	return name
}
