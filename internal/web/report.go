package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards"
	"reformboard/internal/access"
	"reformboard/internal/flow"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// report is where a source's report is made: form, upload, draft, submission.
func (s *Server) report(c *gin.Context) (dashboards.Page, error) {
	ctx, cycle, unit := c.Request.Context(), c.Param("cycle"), c.Param("unit")
	desk, err := s.desk(c, cycle, unit, source(c))
	if err != nil {
		return nil, err
	}
	papers, err := s.papers(ctx, cycle, unit, source(c))
	if err != nil {
		return nil, err
	}
	return dashboards.NewReportWorkspace(s.voice(c), desk, papers, s.Now()), nil
}

// desk is what every page about one report begins with.
func (s *Server) desk(c *gin.Context, cycle, unit string, src reform.Source) (dashboards.Desk, error) {
	ctx := c.Request.Context()
	form, err := s.board.Form(ctx, cycle, unit, src)
	if err != nil {
		return dashboards.Desk{}, err
	}
	body, err := s.board.Body(ctx, form.Cycle.Body)
	if err != nil {
		return dashboards.Desk{}, err
	}
	mayHandIn, err := s.mayHandIn(c, unit, src)
	return dashboards.Desk{Cycle: form.Cycle, Framework: &form.Framework, Body: body, Unit: form.Unit, Source: src, ReadOnly: !mayHandIn}, err
}

// mayHandIn asks package access whether forms are to be shown to this visitor.
func (s *Server) mayHandIn(c *gin.Context, unit string, src reform.Source) (bool, error) {
	units, err := s.board.Store.Units(c.Request.Context())
	return access.May(visitorOf(c), access.For(src), units, unit), err
}

func (s *Server) papers(ctx context.Context, cycle, unit string, src reform.Source) (dashboards.Papers, error) {
	var p dashboards.Papers
	versions, err := s.board.Store.ReportVersions(ctx, cycle, unit, src)
	if err != nil {
		return p, err
	}
	for i := range versions {
		if versions[i].Status == reform.Submitted {
			p.Submitted = &versions[i]
			break
		}
	}
	if p.Uploads, err = s.board.Store.Uploads(ctx, cycle, unit, src); err != nil || len(versions) == 0 {
		return p, err
	}
	latest, err := s.board.Store.Report(ctx, cycle, unit, src)
	if err != nil {
		return p, err
	}
	expected, err := s.board.Expected(ctx, latest)
	p.Latest, p.Expected = &latest, &expected
	return p, err
}

func (s *Server) form(c *gin.Context) (download, error) {
	cycle, unit, l := c.Param("cycle"), c.Param("unit"), language(c)
	d := download{name: fileName(cycle, unit, source(c)), kind: workbookType}
	d.write = func(w io.Writer) error {
		return s.board.WriteForm(c.Request.Context(), w, cycle, unit, source(c), l)
	}
	return d, nil
}

// fileName is unique among all forms, so that two of them can lie in one folder.
func fileName(cycle, unit string, src reform.Source) string {
	name := cycle + "_" + unit
	if src != reform.FromUnit {
		name += "_" + string(src)
	}
	return name + ".xlsx"
}

// receive takes the workbook and leads to what was found in it.
func (s *Server) receive(c *gin.Context) (string, error) {
	name, content, err := workbookIn(c)
	if err != nil {
		return "", s.explained(c, err)
	}
	out, err := s.board.Receive(c.Request.Context(), flow.Delivery{
		Cycle: c.Param("cycle"), Unit: c.Param("unit"), Source: source(c),
		By: visitorOf(c).ID, At: s.Now(), Name: name, Content: content,
	})
	if err != nil {
		return "", s.closed(c, err)
	}
	to := "/uploads/" + out.Upload.ID
	if out.Unchanged {
		to += "?same=1"
	}
	return to, nil
}

// submit makes the draft the person saw the unit's word.
func (s *Server) submit(c *gin.Context) (string, error) {
	sent, err := fields(c)
	if err != nil {
		return "", err
	}
	version, err := strconv.Atoi(sent.Get("version"))
	if err != nil {
		return "", fmt.Errorf("%w: version %q", reform.ErrInvalid, sent.Get("version"))
	}
	seen := flow.Draft{Cycle: c.Param("cycle"), Unit: c.Param("unit"), Source: source(c), Version: version}
	if _, err = s.board.Submit(c.Request.Context(), seen, visitorOf(c).ID, s.Now()); err != nil {
		return "", s.closed(c, err)
	}
	return "/cycles/" + url.PathEscape(seen.Cycle) + "/units/" + url.PathEscape(seen.Unit) + "/report?source=" + url.QueryEscape(string(seen.Source)), nil
}

// upload shows what was found in a workbook.
func (s *Server) upload(c *gin.Context) (dashboards.Page, error) {
	ctx := c.Request.Context()
	u, err := s.board.Store.Upload(ctx, c.Param("upload"))
	if err != nil {
		return nil, err
	}
	desk, err := s.desk(c, u.Cycle, u.Unit, u.Source)
	if err != nil {
		return nil, err
	}
	var report *reform.Report
	if u.Version > 0 {
		r, err := s.board.Store.ReportVersion(ctx, u.Cycle, u.Unit, u.Source, u.Version)
		if err != nil {
			return nil, err
		}
		report = &r
	}
	novelty := dashboards.Novelty(c.Query("same") == "")
	return dashboards.NewUploadResult(s.voice(c), desk, u, report, novelty), nil
}

// original gives the workbook back exactly as it was received.
func (s *Server) original(c *gin.Context) (download, error) {
	u, err := s.board.Store.Upload(c.Request.Context(), c.Param("upload"))
	if err != nil {
		return download{}, err
	}
	content, err := s.board.Files.Read(u.SHA256)
	if err != nil {
		return download{}, err
	}
	d := download{name: u.Name, kind: "application/octet-stream"}
	d.write = func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	}
	return d, nil
}

// explained says what is wrong with a file that was not even taken in.
func (s *Server) explained(c *gin.Context, err error) error {
	problem := reform.EmptyFile
	switch {
	case errors.Is(err, errTooLarge):
		problem = reform.TooLarge
	case !errors.Is(err, reform.ErrInvalid):
		return err
	}
	text, mend := locale.Finding(language(c), reform.Finding{Problem: problem, Wanted: mostMegabytes})
	return told{err, text + " " + mend}
}

// closed puts into words that a cycle takes nothing now, or that somebody else
// was faster.
func (s *Server) closed(c *gin.Context, err error) error {
	switch statusOf(err) {
	case http.StatusForbidden:
		return told{err, locale.Say(language(c), "web.closed")}
	case http.StatusConflict:
		return told{err, locale.Say(language(c), "web.conflict")}
	}
	return err
}
