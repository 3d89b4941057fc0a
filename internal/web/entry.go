package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/reports"
	"reformboard/internal/flow"
	"reformboard/internal/reform"
)

// entryPage is where a report is typed in.
func (s *Server) entryPage(c *gin.Context) (frame.Page, error) {
	ctx, src := c.Request.Context(), source(c)
	desk, err := s.desk(c, c.Param("cycle"), c.Param("unit"), src)
	if err != nil {
		return nil, err
	}
	sheet, err := s.sheet(c, c.Query("upload"))
	if err != nil {
		return nil, err
	}
	form, err := s.board.Form(ctx, desk.Cycle.ID, desk.Unit.ID, src)
	if err != nil {
		return nil, err
	}
	sheet.Period, sheet.Before, err = s.board.Before(ctx, form)
	return reports.NewEntry(s.voice(c), desk, sheet), err
}

// sheet is what the fields hold: the newest version, or what was typed before over the
// version that was the newest then.
func (s *Server) sheet(c *gin.Context, upload string) (reports.Sheet, error) {
	ctx, cycle, unit, src := c.Request.Context(), c.Param("cycle"), c.Param("unit"), source(c)
	sheet := reports.Sheet{Unchanged: c.Query("unchanged") != ""}
	if upload == "" {
		newest, err := s.board.Store.Report(ctx, cycle, unit, src)
		if errors.Is(err, reform.ErrNotFound) {
			err = nil
		}
		sheet.Report = newest
		return sheet, err
	}
	u, err := s.board.Store.Upload(ctx, upload)
	if err != nil {
		return sheet, err
	}
	if u.Cycle != cycle || u.Unit != unit || u.Source != src || u.Name != "" {
		return sheet, fmt.Errorf("%w: upload %s was not typed in here", reform.ErrNotFound, upload)
	}
	before, err := s.board.Entry(u)
	if err != nil {
		return sheet, err
	}
	sheet.Typed, sheet.Findings = before.Typed, u.Findings
	sheet.Report, err = s.typedOver(c, before.Version)
	return sheet, err
}

// typedOver is the version that an entry page showed.
func (s *Server) typedOver(c *gin.Context, version int) (reform.Report, error) {
	if version == 0 {
		return reform.Report{}, nil
	}
	return s.board.Store.ReportVersion(c.Request.Context(), c.Param("cycle"), c.Param("unit"), source(c), version)
}

// typeIn takes what was changed on the entry page, as a file would be taken.
func (s *Server) typeIn(c *gin.Context) (string, error) {
	if err := s.taking(c); err != nil {
		drain(c)
		return "", s.closed(c, err, "web.closed")
	}
	p, err := s.unpack(c)
	if err != nil {
		return "", s.explained(c, err)
	}
	entry := flow.Entry{}
	if entry.Version, err = strconv.Atoi(p.typed.Get("version")); err != nil {
		return "", fmt.Errorf("%w: version %q", reform.ErrInvalid, p.typed.Get("version"))
	}
	over, err := s.typedOver(c, entry.Version)
	if err != nil {
		return "", err
	}
	desk, err := s.desk(c, c.Param("cycle"), c.Param("unit"), source(c))
	if err != nil {
		return "", err
	}
	entry.Typed = changed(language(c), desk, over, p.typed)
	if len(entry.Typed) == 0 && len(p.papers)+len(p.found) == 0 {
		return c.Request.URL.Path + "?" + url.Values{"source": {string(desk.Source)}, "unchanged": {"1"}}.Encode(), nil
	}
	content, err := json.Marshal(entry)
	if err != nil {
		return "", err
	}
	return s.handIn(c, flow.Delivery{Content: content, Attachments: p.papers, Found: p.found})
}

// changed are the fields that do not hold what the page put into them.
func changed(l reform.Language, desk reports.Desk, over reform.Report, typed url.Values) map[string]string {
	fields := map[string]string{}
	for _, g := range desk.Framework.FiguresOf(desk.Source) {
		text, sent := typed["figure."+g.ID]
		value, _ := over.Value(g.ID)
		if sent && strings.TrimSpace(text[0]) != reports.Typed(l, g, value) {
			fields[g.ID] = strings.TrimSpace(text[0])
		}
	}
	return fields
}
