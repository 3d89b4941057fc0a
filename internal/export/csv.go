package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"reformboard/internal/reform"
)

// The CSV is for programs: RFC 4180 with commas, CRLF and one header row, UTF-8
// with a byte order mark so that Excel reads Vietnamese right, numbers with a
// decimal point and no grouping, percentages as 97.5 for 97.5 %, times in RFC 3339,
// and column names that are the same in both languages. Empty is no number; what
// the file is about stands in columns of every row.
//
// Note: a comma for decimals would suit a Vietnamese Excel opened by a double
// click, and no other reader; the workbook is there for people.
const byteOrderMark = "\ufeff"

// RankingCSV writes the ranking of a peer group, or of all units where group is
// empty: a row a unit, those without a rank last.
func RankingCSV(w io.Writer, t *reform.Tally, group string, l reform.Language) error {
	ranking, ok := t.Ranking(group)
	if !ok {
		return fmt.Errorf("%w: no ranking of peer group %q", reform.ErrNotFound, group)
	}
	p := newTeller(t, l)
	rows := [][]string{p.rankingHeader()}
	for _, list := range [][]reform.Standing{ranking.Standings, ranking.Unranked} {
		for _, s := range list {
			rows = append(rows, p.rankingRow(s))
		}
	}
	if err := writeCSV(w, rows); err != nil {
		return fmt.Errorf("write ranking csv: %w", err)
	}
	return nil
}

// ScorecardCSV writes one unit's scores: a row an indicator.
func ScorecardCSV(w io.Writer, t *reform.Tally, unit string, l reform.Language) error {
	card, ok := t.Scorecard(unit)
	if !ok {
		return fmt.Errorf("%w: no scorecard of unit %q", reform.ErrNotFound, unit)
	}
	p := newTeller(t, l)
	rows := [][]string{append([]string{
		"area", "indicator", "title", "state", "measured_percent", "target_percent", "earned", "max", "recoverable", "unit", "unit_name",
	}, aboutColumns...)}
	for _, a := range t.Framework.AllAreas() {
		for _, i := range a.Indicators {
			rows = append(rows, p.scoreRow(a.Area, i, card))
		}
	}
	if err := writeCSV(w, rows); err != nil {
		return fmt.Errorf("write scorecard csv: %w", err)
	}
	return nil
}

// Entry is a cell of a table: a number, or else a text.
type Entry struct {
	Text   string
	Number reform.Decimal
}

// TableCSV writes a table as it stands on a page, its numbers exact.
func TableCSV(w io.Writer, header []string, rows [][]Entry) error {
	lines := [][]string{make([]string, len(header))}
	for n, text := range header {
		lines[0][n] = inert(text)
	}
	for _, row := range rows {
		line := make([]string, len(row))
		for n, e := range row {
			line[n] = string(e.Number)
			if e.Number == "" {
				line[n] = inert(e.Text)
			}
		}
		lines = append(lines, line)
	}
	if err := writeCSV(w, lines); err != nil {
		return fmt.Errorf("write table csv: %w", err)
	}
	return nil
}

// aboutColumns say in every row what the file is about.
var aboutColumns = []string{"as_of", "cycle", "period", "framework", "sample", "simulated", "edition"}

func (p *teller) about(unit string) []string {
	edition := "" // of the board as it stands
	if p.Edition != nil {
		edition = strconv.Itoa(p.Edition.Number)
	}
	return []string{
		p.stamp(&p.AsOf), inert(p.Cycle.ID), inert(string(p.Cycle.Period)), inert(p.Framework.ID),
		strconv.FormatBool(p.Framework.Sample), strconv.FormatBool(p.Body.Simulated || p.units[unit].Simulated), edition,
	}
}

// stamp writes a time; none is empty.
func (p *teller) stamp(at *time.Time) string {
	if at == nil || at.IsZero() {
		return ""
	}
	return at.In(p.AsOf.Location()).Format(time.RFC3339)
}

func (p *teller) rankingHeader() []string {
	header := []string{
		"rank", "tied", "unit", "unit_name", "group", "group_name", "total", "max", "grade", "moved",
		"coverage_percent", "submitted", "late", "reason",
	}
	for _, a := range p.Framework.Areas {
		header = append(header, "area_"+a.ID)
	}
	return append(header, aboutColumns...)
}

func (p *teller) rankingRow(s reform.Standing) []string {
	card, group := p.cards[s.Unit], p.units[s.Unit].PeerGroup
	row := []string{
		"", "", inert(s.Unit), inert(p.unit(s.Unit)), inert(group), inert(p.group(group)), "", p.Framework.Max.String(), "", "",
		string(s.Coverage.Decimal()), p.stamp(card.Submitted), strconv.FormatBool(card.Late), string(s.Reason),
	}
	if s.Rank > 0 {
		row[0], row[1], row[6], row[8] = string(s.Place(p.Framework.Ranks.Ties)), strconv.Itoa(s.Tied), s.Total.String(), inert(p.grade(s.Grade))
	}
	if s.Moved != nil {
		row[9] = strconv.Itoa(*s.Moved)
	}
	for _, a := range p.Framework.Areas {
		sum, _ := card.Subtotal(a.ID)
		earned := ""
		if areaState(a, card).Counts() || sum.Earned != 0 {
			earned = sum.Earned.String()
		}
		row = append(row, earned)
	}
	return append(row, p.about(s.Unit)...)
}

func (p *teller) scoreRow(a reform.Area, i reform.Indicator, card reform.Scorecard) []string {
	s, _ := card.Score(i.ID)
	state := string(s.State)
	if !i.Scored() {
		state = string(reform.Information)
	}
	row := []string{
		inert(a.ID), inert(i.ID), inert(p.words(i.Title)), state, "", "", "", "", "", inert(card.Unit), inert(p.unit(card.Unit)),
	}
	if ratio := s.Ratio(); ratio != nil {
		row[4] = string(reform.PercentOfShare(ratio).Decimal())
	}
	if i.Scored() && i.Rule.Measures() {
		row[5] = string(reform.PercentOfShare(i.Aim()).Decimal())
	}
	if i.Scored() && s.HasPoints() {
		row[6] = s.Earned.String()
	}
	if lost, ok := recoverable(s); ok && i.Scored() {
		row[7], row[8] = s.Max.String(), lost.String()
	}
	return append(row, p.about(card.Unit)...)
}

func writeCSV(w io.Writer, rows [][]string) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	return out.WriteAll(rows)
}

// inert keeps a text from being run as a formula by a spreadsheet: one that
// begins like a formula, full-width or after blanks too, gets an apostrophe.
// Numbers never come here, so a true minus keeps its sign.
func inert(text string) string {
	start := strings.TrimLeftFunc(text, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) })
	if strings.ContainsAny(first(start), "=+-@＝＋－＠") || strings.ContainsAny(first(text), "\t\r\n") {
		return "'" + text
	}
	return text
}

func first(text string) string {
	_, size := utf8.DecodeRuneInString(text)
	return text[:size]
}
