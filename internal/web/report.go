package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/exhibit"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/reports"
	"reformboard/internal/access"
	"reformboard/internal/flow"
	"reformboard/internal/reform"
)

// report is where a source's report is made: form, upload, draft, submission.
func (s *Server) report(c *gin.Context) (frame.Page, error) {
	desk, err := s.desk(c, c.Param("cycle"), c.Param("unit"), source(c))
	if err != nil {
		return nil, err
	}
	papers, err := s.papers(c.Request.Context(), desk)
	return reports.NewWorkspace(s.voice(c), desk, papers, s.at(c)), err
}

// desk is what every page about one report begins with.
func (s *Server) desk(c *gin.Context, cycle, unit string, src reform.Source) (reports.Desk, error) {
	ctx := c.Request.Context()
	form, err := s.board.Form(ctx, cycle, unit, src)
	if err != nil {
		return reports.Desk{}, err
	}
	body, err := s.board.Store.Unit(ctx, form.Cycle.Body)
	if err != nil {
		return reports.Desk{}, err
	}
	people, units, err := s.peopleNow(c)
	if err != nil {
		return reports.Desk{}, err
	}
	intake, err := s.board.Intake(ctx, form.Cycle, unit, src)
	return reports.Desk{
		Locked: intake.Locked, Mends: intake.Mends, Cycle: form.Cycle, Framework: &form.Framework, Body: body, Unit: form.Unit, Source: src, People: people,
		ReadOnly: !access.May(visitorOf(c), access.For(src), units, unit),
	}, err
}

// papers are what lies on a desk.
func (s *Server) papers(ctx context.Context, d reports.Desk) (p reports.Papers, err error) {
	cycle, unit := d.Cycle.ID, d.Unit.ID
	versions, err := s.board.Store.ReportVersions(ctx, cycle, unit, d.Source)
	if err != nil {
		return p, err
	}
	if at := slices.IndexFunc(versions, func(r reform.Report) bool { return r.Status == reform.Submitted }); at >= 0 {
		p.Submitted = &versions[at]
	}
	if p.Uploads, err = s.board.Store.Uploads(ctx, cycle, unit, d.Source); err != nil {
		return p, err
	}
	if p.Attachments, err = s.board.Store.Attachments(ctx, cycle, unit, d.Source); err != nil {
		return p, err
	}
	if len(versions) > 0 {
		if err = s.layOut(ctx, d, &p); err != nil {
			return p, err
		}
	}
	p.Pending, err = s.pending(ctx, p)
	return p, err
}

// layOut adds the newest version, what it would earn, and what it has to explain.
func (s *Server) layOut(ctx context.Context, d reports.Desk, p *reports.Papers) error {
	latest, err := s.board.Store.Report(ctx, d.Cycle.ID, d.Unit.ID, d.Source)
	if err != nil {
		return err
	}
	expected, err := s.board.Expected(ctx, latest)
	p.Latest, p.Expected = &latest, &expected
	if err == nil && latest.Status == reform.Draft {
		p.Doubtful, err = s.board.Doubtful(ctx, latest)
	}
	return err
}

// pending is the newest upload that waits to be kept, unless its sender has sent
// another since.
func (s *Server) pending(ctx context.Context, p reports.Papers) (*reports.Pending, error) {
	later := map[string]bool{}
	for _, u := range p.Uploads {
		if u.Refused() {
			continue
		}
		if u.Version == 0 && !later[u.By] {
			d, err := s.board.Difference(ctx, u.ID, nil)
			return &reports.Pending{Upload: u, Changes: len(d.Alterations)}, err
		}
		later[u.By] = true
	}
	return nil, nil //nolint:nilnil // nothing is pending
}

func (s *Server) form(c *gin.Context) (download, error) {
	cycle, unit, l := c.Param("cycle"), c.Param("unit"), language(c)
	d := download{name: flow.FormName(cycle, unit, source(c)), kind: workbookType}
	d.write = func(w io.Writer) error {
		return s.board.WriteForm(c.Request.Context(), w, cycle, unit, source(c), l)
	}
	return d, nil
}

// submit makes the draft the person saw the unit's word. Who is asked for reasons, or
// to look again, finds what was typed still there.
func (s *Server) submit(c *gin.Context) (string, error) {
	sent, err := fields(c, mostTyped)
	if err != nil {
		return "", err
	}
	seen := flow.Draft{Cycle: c.Param("cycle"), Unit: c.Param("unit"), Source: source(c), Reasons: map[string]string{}}
	if seen.Version, err = strconv.Atoi(sent.Get("version")); err != nil {
		return "", fmt.Errorf("%w: version %q", reform.ErrInvalid, sent.Get("version"))
	}
	for name := range sent {
		if figure, ok := strings.CutPrefix(name, "reason."); ok {
			seen.Reasons[figure] = strings.TrimSpace(sent.Get(name))
		}
	}
	_, err = s.board.Submit(c.Request.Context(), seen, visitorOf(c).ID, s.at(c))
	if errors.Is(err, flow.ErrUnproved) {
		return exhibit.URL(seen.Cycle, seen.Unit) + "?unproved=1", nil
	}
	if errors.Is(err, reform.ErrInvalid) || errors.Is(err, reform.ErrConflict) {
		return "", s.askAgain(c, seen, err)
	}
	return reportAt(seen.Cycle, seen.Unit, seen.Source), s.closed(c, err, "officer.submit.closed")
}

// askAgain shows the workspace with the reasons as they were typed.
func (s *Server) askAgain(c *gin.Context, seen flow.Draft, why error) error {
	desk, err := s.desk(c, seen.Cycle, seen.Unit, seen.Source)
	if err != nil {
		return err
	}
	papers, err := s.papers(c.Request.Context(), desk)
	if err != nil {
		return err
	}
	papers.Tried = &reports.Tried{Reasons: seen.Reasons}
	if errors.Is(why, reform.ErrConflict) {
		papers.Tried.Newer = papers.Latest
	}
	s.write(c, statusOf(why), reports.NewWorkspace(s.voice(c), desk, papers, s.at(c)))
	return nil
}

// reportAt is the address of the workspace.
func reportAt(cycle, unit string, src reform.Source) string {
	return "/cycles/" + url.PathEscape(cycle) + "/units/" + url.PathEscape(unit) + "/report?source=" + url.QueryEscape(string(src))
}
