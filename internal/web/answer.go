package web

import (
	"bytes"
	"io"
	"mime"
	"net/http"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards"
	"reformboard/dashboards/frame"
)

// open answers with a page that anybody may see.
func (s *Server) open(h func(*gin.Context) (frame.Page, error)) gin.HandlerFunc {
	return func(c *gin.Context) {
		s.remember(c)
		page, err := h(c)
		if err != nil {
			s.fail(c, err)
			return
		}
		s.write(c, http.StatusOK, page)
	}
}

// page answers with a page that is kept for its reader until the board changes, or
// with the numbers or the picture of one of its charts. A kept page needs no second
// question: the same role and unit, the same board.
func (s *Server) page(question may, h func(*gin.Context) (frame.Page, error)) gin.HandlerFunc {
	numbers := s.file(question, func(c *gin.Context) (download, error) { return s.chartCSV(c, h) })
	return func(c *gin.Context) {
		if c.Query("csv") != "" {
			numbers(c)
			return
		}
		s.remember(c)
		if !s.enter(c) {
			return
		}
		version, err := s.board.Store.BoardVersion(c.Request.Context())
		if err != nil {
			s.fail(c, err)
			return
		}
		reader, made, kind := visitorOf(c), s.framed, htmlType
		key := pageKey{bodyKey{
			version: version, minute: s.at(c).Unix() / 60, path: c.Request.URL.RequestURI(),
			language: language(c), role: reader.Role, unit: reader.Unit,
		}, reader.ID}
		picture := c.Query("svg")
		if picture != "" {
			key.user, made, kind = "", s.pictured, svgType // no frame, nobody's name
		}
		page, ok := s.pages.find(key)
		if !ok {
			text, err := made(c, key.bodyKey, question, h)
			if err != nil {
				s.fail(c, err)
				return
			}
			page = pack(text)
			s.pages.keep(key, page, page.size()+len(key.path))
		}
		if picture != "" {
			c.Header("Content-Disposition", mime.FormatMediaType("inline", map[string]string{"filename": picture + ".svg"}))
		}
		c.Header("Cache-Control", "private, no-cache")
		page.send(c, kind)
	}
}

// framed puts a person's frame around a body that may have been drawn for others.
func (s *Server) framed(c *gin.Context, key bodyKey, question may, h func(*gin.Context) (frame.Page, error)) ([]byte, error) {
	body, ok := s.bodies.find(key)
	if !ok {
		var err error
		if body, err = s.drawn(c, question, h); err != nil {
			return nil, err
		}
		s.bodies.keep(key, body, body.Size()+len(key.path))
	}
	var text bytes.Buffer
	err := dashboards.Frame(&text, s.shell(c), body)
	return text.Bytes(), err
}

func (s *Server) drawn(c *gin.Context, question may, h func(*gin.Context) (frame.Page, error)) (dashboards.Body, error) {
	if err := s.ask(c, question); err != nil {
		return dashboards.Body{}, err
	}
	page, err := h(c)
	if err != nil {
		return dashboards.Body{}, err
	}
	return dashboards.Draw(language(c), page)
}

// download is a file under the name a person will find it by.
type download struct {
	name     string
	kind     string // content type
	received bool   // it is as somebody handed it in, and not what the board made of it
	write    func(io.Writer) error
}

// file answers with a download. It is written to memory first, so that a failure
// half way is an error page and not half a file.
func (s *Server) file(question may, h func(*gin.Context) (download, error)) gin.HandlerFunc {
	return func(c *gin.Context) {
		if !s.enter(c) {
			return
		}
		var content bytes.Buffer
		err := s.ask(c, question)
		d := download{}
		if err == nil {
			d, err = h(c)
		}
		if err == nil {
			err = d.write(&content)
		}
		if err == nil {
			err = s.exported(c, d, content.Bytes())
		}
		if err != nil {
			s.fail(c, err)
			return
		}
		c.Header("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": d.name}))
		c.Data(http.StatusOK, d.kind, content.Bytes())
	}
}

// asked lets a handler answer for itself, once its question has been put.
func (s *Server) asked(question may, h gin.HandlerFunc) gin.HandlerFunc {
	return func(c *gin.Context) {
		if !s.enter(c) {
			return
		}
		if err := s.ask(c, question); err != nil {
			s.fail(c, err)
			return
		}
		h(c)
	}
}

// deed does something and leads to the page that shows what came of it. An empty
// address means that the answer has been written.
func (s *Server) deed(question may, h func(*gin.Context) (string, error)) gin.HandlerFunc {
	return func(c *gin.Context) {
		if question != nil {
			if !s.enter(c) {
				return
			}
			if err := s.ask(c, question); err != nil {
				s.fail(c, err)
				return
			}
		}
		to, err := h(c)
		if err != nil {
			s.fail(c, err)
			return
		}
		if to != "" {
			c.Redirect(http.StatusSeeOther, to)
		}
	}
}

// enter finds the visitor, or answers itself: who has a duty is led there first.
func (s *Server) enter(c *gin.Context) bool {
	user, known, err := s.visitor(c)
	if err != nil {
		s.fail(c, err)
		return false
	}
	to := signInURL(c)
	if known {
		to = s.duty(c, user)
	}
	if to != "" {
		c.Redirect(http.StatusSeeOther, to)
	}
	return to == ""
}

// ask puts the question of a route, if it has one.
func (s *Server) ask(c *gin.Context, question may) error {
	if question == nil {
		return nil
	}
	return s.allowed(c, question)
}
