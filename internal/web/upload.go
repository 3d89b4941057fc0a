package web

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/reports"
	"reformboard/internal/flow"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// receive takes the workbook and leads to what was found in it.
func (s *Server) receive(c *gin.Context) (string, error) {
	if err := s.taking(c); err != nil {
		drain(c)
		return "", s.closed(c, err, "web.closed")
	}
	p, err := s.unpack(c)
	if err == nil && p.workbook == nil {
		err = fmt.Errorf("%w: no file was sent", reform.ErrInvalid)
	}
	if err != nil {
		return "", s.explained(c, err)
	}
	return s.handIn(c, flow.Delivery{Name: p.workbook.Name, SHA256: p.workbook.SHA256, Size: p.workbook.Size, Attachments: p.papers, Found: p.found})
}

// taking refuses what is sent when nobody may send it, before any of it is kept: the unit's
// window is not open, or where the address names no unit, none is.
func (s *Server) taking(c *gin.Context) error {
	ctx := c.Request.Context()
	cycle, err := s.board.Store.Cycle(ctx, c.Param("cycle"))
	if err != nil {
		return err
	}
	if id := c.Param("unit"); id != "" {
		unit, err := s.board.Store.Unit(ctx, id)
		if err != nil {
			return err
		}
		cycle = cycle.For(unit)
		intake, err := s.board.Intake(ctx, cycle, id, source(c))
		if err != nil {
			return err
		}
		return intake.Takes(cycle, s.at(c))
	}
	if phase := cycle.Phase(s.at(c)); phase != reform.Open {
		return fmt.Errorf("%w: cycle %s is %s", reform.ErrForbidden, cycle.ID, phase)
	}
	return nil
}

// handIn hands in what the address is about.
func (s *Server) handIn(c *gin.Context, d flow.Delivery) (string, error) {
	d.Cycle, d.Unit, d.Source, d.By, d.At = c.Param("cycle"), c.Param("unit"), source(c), visitorOf(c).ID, s.at(c)
	out, err := s.board.Receive(c.Request.Context(), d)
	if err != nil {
		return "", s.closed(c, err, "web.closed")
	}
	to := "/uploads/" + out.Upload.ID
	if out.Unchanged {
		to += "?same=1"
	}
	return to, nil
}

// upload shows what was found in an upload, and what it would change.
func (s *Server) upload(c *gin.Context) (frame.Page, error) {
	u, err := s.board.Store.Upload(c.Request.Context(), c.Param("upload"))
	if err != nil {
		return nil, err
	}
	return s.result(c, u, nil, reports.NotTurned)
}

func (s *Server) result(c *gin.Context, u reform.Upload, chosen flow.Chosen, turned reports.Turned) (frame.Page, error) {
	ctx := c.Request.Context()
	desk, err := s.desk(c, u.Cycle, u.Unit, u.Source)
	if err != nil {
		return nil, err
	}
	h := reports.Handed{Upload: u, Same: c.Query("same") != "", Turned: turned}
	if h.Versions, err = s.board.Store.ReportVersions(ctx, u.Cycle, u.Unit, u.Source); err != nil {
		return nil, err
	}
	if h.Attachments, err = s.cameWith(c, u); err != nil {
		return nil, err
	}
	switch {
	case u.Refused():
		if slices.ContainsFunc(u.Findings, anothers) {
			h.Carried, err = s.board.Carried(ctx, u)
		}
	case u.Version > 0:
		if at := slices.IndexFunc(h.Versions, func(r reform.Report) bool { return r.Version == u.Version }); at >= 0 {
			h.Report = &h.Versions[at]
		}
	default:
		var d reform.Difference
		d, err = s.board.Difference(ctx, u.ID, chosen)
		h.Difference = &d
	}
	return reports.NewUploadResult(s.voice(c), desk, h), err
}

// anothers reports whether a file was refused for what it is, and not for its state:
// what it says may be of use on the right form.
func anothers(f reform.Finding) bool {
	switch f.Problem {
	case reform.NotOurForm, reform.ForgedForm, reform.OtherUnit, reform.OtherCycle, reform.OtherFramework, reform.OtherSource:
		return true
	default:
		return false
	}
}

// cameWith are the papers that were sent together with an upload.
func (s *Server) cameWith(c *gin.Context, u reform.Upload) ([]reform.Attachment, error) {
	all, err := s.board.Store.Attachments(c.Request.Context(), u.Cycle, u.Unit, u.Source)
	return slices.DeleteFunc(all, func(a reform.Attachment) bool { return !a.At.Equal(u.At) || a.By != u.By }), err
}

// accept keeps what a person has chosen of an upload in the draft, and submits it if
// that was asked for. When somebody was faster the person looks again.
func (s *Server) accept(c *gin.Context) (string, error) {
	ctx := c.Request.Context()
	sent, err := fields(c, mostTyped)
	if err != nil {
		return "", err
	}
	u, err := s.board.Store.Upload(ctx, c.Param("upload"))
	if err != nil {
		return "", err
	}
	a := flow.Acceptance{Upload: u.ID, By: visitorOf(c).ID, At: s.at(c)}
	if a.Version, err = strconv.Atoi(sent.Get("version")); err != nil {
		return "", fmt.Errorf("%w: version %q", reform.ErrInvalid, sent.Get("version"))
	}
	if sent.Get("everything") == "" {
		a.Chosen = flow.Chosen{}
		for _, figure := range sent["figure"] {
			a.Chosen[figure] = true
		}
		if len(a.Chosen) == 0 && u.Version == 0 {
			return "", s.lookAgain(c, u, a.Chosen, reports.NothingOut)
		}
	}
	report, err := s.board.Accept(ctx, a)
	if errors.Is(err, reform.ErrConflict) {
		return "", s.lookAgain(c, u, a.Chosen, reports.Overtaken)
	}
	if err != nil {
		return "", s.closed(c, err, "officer.accept.closed")
	}
	if sent.Get("submit") != "" {
		seen := flow.Draft{Cycle: u.Cycle, Unit: u.Unit, Source: u.Source, Version: report.Version}
		// What does not get through is a draft, and the workspace says what it lacks.
		if _, err := s.board.Submit(ctx, seen, a.By, a.At); err != nil && statusOf(err) == http.StatusInternalServerError {
			return "", err
		}
	}
	return reportAt(u.Cycle, u.Unit, u.Source) + "#review", nil
}

// lookAgain shows an upload once more, with the choice that was made.
func (s *Server) lookAgain(c *gin.Context, u reform.Upload, chosen flow.Chosen, turned reports.Turned) error {
	page, err := s.result(c, u, chosen, turned)
	if err != nil {
		return err
	}
	status := http.StatusConflict
	if turned == reports.NothingOut {
		status = http.StatusBadRequest
	}
	s.write(c, status, page)
	return nil
}

// original gives what was received back exactly as it came.
func (s *Server) original(c *gin.Context) (download, error) {
	u, err := s.board.Store.Upload(c.Request.Context(), c.Param("upload"))
	if err != nil {
		return download{}, err
	}
	content, err := s.board.Files.Read(u.SHA256)
	if err != nil {
		return download{}, err
	}
	d := download{name: u.Name, kind: anyType, received: true}
	if d.name == "" {
		d.name = locale.Say(language(c), "officer.name", "Cycle", u.Cycle, "Unit", u.Unit)
	}
	d.write = func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	}
	return d, nil
}

// marked gives the file back with its mistakes marked.
func (s *Server) marked(c *gin.Context) (download, error) {
	u, err := s.board.Store.Upload(c.Request.Context(), c.Param("upload"))
	if err != nil {
		return download{}, err
	}
	d := download{name: strings.TrimSuffix(u.Name, ".xlsx") + locale.Say(language(c), "officer.marked"), kind: workbookType}
	d.write = func(w io.Writer) error {
		err := s.board.Mark(c.Request.Context(), w, u.ID, language(c))
		if err != nil && statusOf(err) == http.StatusInternalServerError {
			return told{err, locale.Say(language(c), "marking.failed")}
		}
		return err
	}
	return d, nil
}

// carried gives the right form with what could be moved from a file that was refused.
func (s *Server) carried(c *gin.Context) (download, error) {
	u, err := s.board.Store.Upload(c.Request.Context(), c.Param("upload"))
	if err != nil {
		return download{}, err
	}
	d := download{name: flow.FormName(u.Cycle, u.Unit, u.Source), kind: workbookType}
	d.write = func(w io.Writer) error { return s.board.Carry(c.Request.Context(), w, u.ID, language(c)) }
	return d, nil
}

// explained says what is wrong with a file that was not even taken in.
func (s *Server) explained(c *gin.Context, err error) error {
	if _, ok := errors.AsType[told](err); ok {
		return err
	}
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
func (s *Server) closed(c *gin.Context, err error, key string) error {
	if says, ok := s.objected(c, err); ok {
		return told{err, says}
	}
	switch {
	case errors.Is(err, reform.ErrForbidden):
		return told{err, locale.Say(language(c), key)}
	case errors.Is(err, reform.ErrConflict):
		return told{err, locale.Say(language(c), "web.conflict")}
	}
	return err
}
