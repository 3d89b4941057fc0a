package web

import (
	"io"
	"strconv"

	"github.com/gin-gonic/gin"

	"reformboard/internal/export"
	"reformboard/internal/reform"
)

const (
	workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	csvType      = "text/csv; charset=utf-8"
	jsonType     = "application/json; charset=utf-8"
)

// exporter writes one thing of a tally in one language.
type exporter func(w io.Writer, t *reform.Tally, of string, l reform.Language) error

func (s *Server) rankingWorkbook(c *gin.Context) (download, error) {
	return s.export(c, export.RankingWorkbook, c.Query("group"), "_ranking.xlsx", workbookType)
}

func (s *Server) rankingCSV(c *gin.Context) (download, error) {
	return s.export(c, export.RankingCSV, c.Query("group"), "_ranking.csv", csvType)
}

func (s *Server) scorecardWorkbook(c *gin.Context) (download, error) {
	return s.export(c, export.ScorecardWorkbook, c.Param("unit"), "_scorecard.xlsx", workbookType)
}

func (s *Server) scorecardCSV(c *gin.Context) (download, error) {
	return s.export(c, export.ScorecardCSV, c.Param("unit"), "_scorecard.csv", csvType)
}

// tallyOf explains the scores of the unit that is asked for, if one is.
func (s *Server) tallyOf(c *gin.Context) (*reform.Tally, error) {
	of, t, err := s.tallyOn(c, reform.SelfScored)
	if unit := c.Param("unit"); unit != "" && err == nil {
		return of.ExplainedOn(c.Request.Context(), c.Param("cycle"), unit, reform.SelfScored)
	}
	return t, err
}

// fileName is how the name of a file about a tally begins.
func fileName(t *reform.Tally) string {
	if t.Edition == nil {
		return t.Cycle.ID
	}
	return t.Cycle.ID + "_" + strconv.Itoa(t.Edition.Number)
}

func (s *Server) export(c *gin.Context, write exporter, of, ending, kind string) (download, error) {
	t, err := s.tallyOf(c)
	if err != nil {
		return download{}, err
	}
	name := fileName(t)
	if of != "" {
		name += "_" + of
	}
	return download{name: name + ending, kind: kind, write: func(w io.Writer) error {
		return write(w, t, of, language(c))
	}}, nil
}

// reasoned is the tally that explains the unit that is asked for, on the basis that is.
func (s *Server) reasoned(c *gin.Context) (*reform.Tally, error) {
	on, err := basis(c)
	if err != nil {
		return nil, err
	}
	of, err := s.figures(c)
	if err != nil {
		return nil, err
	}
	return of.ExplainedOn(c.Request.Context(), c.Param("cycle"), c.Param("unit"), on)
}

// receiptJSON is how one score came about, as data.
func (s *Server) receiptJSON(c *gin.Context) (download, error) {
	t, err := s.reasoned(c)
	if err != nil {
		return download{}, err
	}
	unit, node := c.Param("unit"), c.Param("indicator")
	return download{name: fileName(t) + "_" + unit + "_" + node + ".json", kind: jsonType, write: func(w io.Writer) error {
		return export.ReceiptJSON(w, t, unit, node)
	}}, nil
}
