package web

import (
	"io"

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
	if unit := c.Param("unit"); unit != "" {
		return s.board.Explained(c.Request.Context(), c.Param("cycle"), unit)
	}
	return s.board.Tally(c.Request.Context(), c.Param("cycle"))
}

func (s *Server) export(c *gin.Context, write exporter, of, ending, kind string) (download, error) {
	t, err := s.tallyOf(c)
	if err != nil {
		return download{}, err
	}
	name := t.Cycle.ID
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
	return s.board.ExplainedOn(c.Request.Context(), c.Param("cycle"), c.Param("unit"), on)
}

// receiptJSON is how one score came about, as data.
func (s *Server) receiptJSON(c *gin.Context) (download, error) {
	t, err := s.reasoned(c)
	if err != nil {
		return download{}, err
	}
	unit, node := c.Param("unit"), c.Param("indicator")
	return download{name: t.Cycle.ID + "_" + unit + "_" + node + ".json", kind: jsonType, write: func(w io.Writer) error {
		return export.ReceiptJSON(w, t, unit, node)
	}}, nil
}
