package web

import (
	"fmt"
	"maps"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/recipes"
	"reformboard/internal/access"
	"reformboard/internal/flow"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// foreignIn is the form that an address or a page names.
func foreignIn(c *gin.Context, sent url.Values) flow.Foreign {
	return flow.Foreign{
		Cycle: c.Param("cycle"), Recipe: c.Param("recipe"), Unit: sent.Get("unit"), SHA256: sent.Get("file"), Name: plainName(sent.Get("name")),
	}
}

// foreign shows what a form of others would change.
func (s *Server) foreign(c *gin.Context) (frame.Page, error) {
	ctx, query := c.Request.Context(), c.Request.URL.Query()
	asked := foreignIn(c, query)
	sheaf, err := s.board.Foreign(ctx, asked)
	if err != nil {
		return nil, err
	}
	f := recipes.ForeignForm{
		Cycle: sheaf.Cycle, Framework: &sheaf.Framework, Recipe: recipes.KnownRecipe(sheaf.Known), Unit: asked.Unit,
		File: recipes.SampleFile{SHA256: asked.SHA256, Name: asked.Name}, Outside: sheaf.Outside,
		Findings: sheaf.Findings, Refused: sheaf.Refused, Kept: number(query.Get("kept")), Overtaken: number(query.Get("overtaken")),
	}
	for _, share := range sheaf.Shares {
		f.Shares = append(f.Shares, recipes.Share{
			Key: share.Key(), Unit: share.Unit, Source: share.Source, Given: share.Given, Alters: share.Alters(), Difference: share.Difference, Upload: share.Upload,
		})
	}
	if f.Body, err = s.board.Store.Unit(ctx, sheaf.Cycle.Body); err != nil {
		return nil, err
	}
	if f.Units, _, err = s.board.Reporting(ctx, sheaf.Cycle); err != nil {
		return nil, err
	}
	return recipes.NewForeign(s.voice(c), f), nil
}

// number is a number in an address of ours; -1: there is none.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return n
}

// receiveForeign takes a form of others in, and leads to what it would change.
func (s *Server) receiveForeign(c *gin.Context) (string, error) {
	if err := s.taking(c); err != nil {
		drain(c)
		return "", s.closed(c, err, "batch.closed")
	}
	p, err := s.unpack(c)
	if err == nil && p.workbook == nil {
		err = fmt.Errorf("%w: no file was sent", reform.ErrInvalid)
	}
	if err != nil {
		return "", s.explained(c, err)
	}
	return foreignAddress(c, p.workbook.SHA256, p.workbook.Name, p.typed.Get("unit"), nil), nil
}

func foreignAddress(c *gin.Context, sha, name, unit string, more url.Values) string {
	query := url.Values{"file": {sha}, "name": {name}}
	if unit != "" {
		query.Set("unit", unit)
	}
	maps.Copy(query, more)
	return "/cycles/" + url.PathEscape(c.Param("cycle")) + "/recipes/" + url.PathEscape(c.Param("recipe")) + "?" + query.Encode()
}

// keepForeign makes what was chosen of a form the drafts of its units.
func (s *Server) keepForeign(c *gin.Context) (string, error) {
	sent, err := fields(c, mostMapping)
	if err != nil {
		return "", err
	}
	seen := map[string]int{}
	for _, share := range sent["share"] {
		version, key, _ := strings.Cut(share, " ")
		if seen[key], err = strconv.Atoi(version); err != nil {
			return "", fmt.Errorf("%w: share %q", reform.ErrInvalid, share)
		}
	}
	if len(seen) == 0 {
		return "", told{fmt.Errorf("%w: nothing was chosen", reform.ErrInvalid), locale.Say(language(c), "recipes.nothing_chosen")}
	}
	if err := s.taking(c); err != nil {
		return "", s.closed(c, err, "batch.closed")
	}
	f := foreignIn(c, sent)
	kept, err := s.board.TakeForeign(c.Request.Context(), f, seen, visitorOf(c).ID, s.at(c))
	if err != nil {
		return "", s.closed(c, err, "batch.closed")
	}
	return foreignAddress(c, f.SHA256, f.Name, f.Unit, url.Values{"kept": {strconv.Itoa(kept.Drafts)}, "overtaken": {strconv.Itoa(kept.Overtaken)}}), nil
}

// onFile asks about the file of an upload. One that a recipe reads may hold what other
// units report: it is for who sent it, and for who handles all units' reports.
func onFile(s *Server, c *gin.Context) (access.Deed, string, error) {
	u, err := s.board.Store.Upload(c.Request.Context(), c.Param("upload"))
	if err != nil || u.Recipe == "" || u.By == visitorOf(c).ID {
		return access.SeeUnit, u.Unit, err
	}
	cycle, err := s.board.Store.Cycle(c.Request.Context(), u.Cycle)
	return access.Load, cycle.Body, err
}
