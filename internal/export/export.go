// Package export writes what the board shows as files that people keep: a ranking
// or a unit's scorecard, as an Excel workbook to read and print and as CSV for
// other programs.
//
// Its one rule: it adds nothing of its own. Every number comes from the Tally and
// stands in its cell as that number; the same Tally gives the same bytes, on every
// machine and from either database; and no text can become a formula.
package export

import (
	"fmt"
	"io"

	"reformboard/internal/export/sheet"
	"reformboard/internal/reform"
)

// RankingWorkbook writes the ranking of a peer group, or of all units where group
// is empty: the ranking, its chart, every score behind it, and the method.
func RankingWorkbook(w io.Writer, t *reform.Tally, group string, l reform.Language) error {
	ranking, ok := t.Ranking(group)
	if !ok {
		return fmt.Errorf("%w: no ranking of peer group %q", reform.ErrNotFound, group)
	}
	p := newTeller(t, l)
	board := p.rankingSheet(ranking)
	sheets := []*sheet.Sheet{board.sheet}
	if len(ranking.Standings) > 0 {
		sheets = append(sheets, p.chartSheet(ranking, board))
	}
	sheets = append(sheets, p.matrixSheet(ranking), p.methodSheet())
	if err := p.book(p.rankingTitle(ranking)).Write(w, sheets); err != nil {
		return fmt.Errorf("write ranking workbook: %w", err)
	}
	return nil
}

// ScorecardWorkbook writes one unit's scorecard: its scores, how each of them came
// about, and the method. The Tally must hold that unit's scorecard explained.
func ScorecardWorkbook(w io.Writer, t *reform.Tally, unit string, l reform.Language) error {
	card, ok := t.Scorecard(unit)
	if !ok {
		return fmt.Errorf("%w: no scorecard of unit %q", reform.ErrNotFound, unit)
	}
	p := newTeller(t, l)
	receipts, err := p.receiptsSheet(card)
	if err != nil {
		return err
	}
	sheets := []*sheet.Sheet{p.scorecardSheet(card), receipts, p.methodSheet()}
	if err := p.book(p.scorecardTitle(card)).Write(w, sheets); err != nil {
		return fmt.Errorf("write scorecard workbook: %w", err)
	}
	return nil
}
