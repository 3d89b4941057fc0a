package workbook

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// The conditions under which a spreadsheet itself paints a cell while it is filled in:
// amber what Read would ask about, grey what does not apply. They use functions that
// every spreadsheet program has, and change nothing that was typed.

// bounds are what a condition asks of the numbers in some cells, given by their rows.
type bounds struct {
	least, most reform.Decimal
	decimals    int
	rows        []int
}

// bound notes what the present row's answer is held against.
func (t *table) bound(g reform.Figure) {
	b := bounds{least: least(g), most: most(g), decimals: decimals(g)}
	switch g.Kind {
	case reform.Choice:
		return
	case reform.Date:
		b.least, b.most = reform.Decimal(strconv.Itoa(firstLikely)), reform.Decimal(strconv.Itoa(lastLikely))
	case reform.Count, reform.Number, reform.Percentage:
	}
	at := slices.IndexFunc(t.bounds, func(o bounds) bool {
		return o.least == b.least && o.most == b.most && o.decimals == b.decimals
	})
	if at < 0 {
		at, t.bounds = len(t.bounds), append(t.bounds, b)
	}
	t.bounds[at].rows = append(t.bounds[at].rows, t.row)
}

// writeConditions lays the conditions over the table: doubt comes before grey.
func (t *table) writeConditions() {
	first := strconv.Itoa(t.head + 1)
	answers := answerColumn + first + ":" + t.at(answerColumn)
	for _, b := range t.bounds {
		t.paint(cellsOf(answerColumn, b.rows), t.style.doubt, b.broken(answerColumn+strconv.Itoa(b.rows[0])))
	}
	for _, c := range t.Framework.Checks {
		if formula, ok := t.broken(c); ok {
			t.paint(answers, t.style.doubt, formula)
		}
	}
	answer := "TRIM($" + answerColumn + first + ")="
	t.paint(placeColumn+first+":"+t.at(t.layout().help), t.style.absent, "OR("+
		answer+quoted(locale.Say(reform.Vietnamese, "workbook.not_applicable"))+","+
		answer+quoted(locale.Say(reform.English, "workbook.not_applicable"))+")")
}

func (t *table) paint(cells string, look int, formula string) {
	t.keep(t.book.SetConditionalFormat(t.name, cells, []excelize.ConditionalFormatOptions{
		{Type: "formula", Criteria: formula, Format: &look},
	}))
}

// broken is true for a number in a cell that is outside its bounds or too fine.
func (b bounds) broken(cell string) string {
	is := []string{cell + "<" + string(b.least), "ABS(ROUND(" + cell + "," + strconv.Itoa(b.decimals) + ")-" + cell + ")>1E-9"}
	if b.most != "" {
		is = append(is, cell+">"+string(b.most))
	}
	return "AND(ISNUMBER(" + cell + "),OR(" + strings.Join(is, ",") + "))"
}

// broken is true for the numbers of a check's figures while the parts do not fit their
// whole. It finds the figures by their ids, so that sorted rows are held against the
// right ones. False when the form does not have them all.
func (t *table) broken(c reform.Check) (string, bool) {
	whole, column := c.Whole, answerColumn
	if c.Before {
		column = lastColumn
	}
	if t.answers[whole] == "" || c.Before && !t.beside() {
		return "", false
	}
	var named, sums, counts []string
	first := strconv.Itoa(t.head + 1)
	id := "$" + idColumn + first + "="
	for _, figure := range c.Parts {
		if t.answers[figure] == "" {
			return "", false
		}
		named = append(named, id+quoted(figure))
		sums = append(sums, t.sumOf(figure, answerColumn))
		counts = append(counts, t.countOf(figure, answerColumn))
	}
	if !c.Before {
		named = append(named, id+quoted(whole))
	}
	rest := "ROUND(" + strings.Join(sums, "+") + "-" + t.sumOf(whole, column) + ",6)"
	broken := rest + ">0"
	if c.Equal {
		broken = "OR(" + broken + ",AND(" + rest + "<0," + strings.Join(counts, "+") + "=" + strconv.Itoa(len(c.Parts)) + "))"
	}
	return "AND(ISNUMBER($" + answerColumn + first + "),OR(" + strings.Join(named, ",") + ")," + t.countOf(whole, column) + "=1," + broken + ")", true
}

// sumOf is the number that stands for a figure, 0 for none.
func (t *table) sumOf(figure, column string) string {
	return "SUMIF(" + t.all(idColumn) + "," + quoted(figure) + "," + t.all(column) + ")"
}

// countOf is 1 where a number stands for a figure.
func (t *table) countOf(figure, column string) string {
	return "COUNTIFS(" + t.all(idColumn) + "," + quoted(figure) + "," + t.all(column) + `,">=-1E+300")`
}

// all is a column of the table.
func (t *table) all(column string) string {
	return "$" + column + "$" + strconv.Itoa(t.head+1) + ":$" + column + "$" + strconv.Itoa(t.row)
}

// quoted is a text in a formula.
func quoted(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

// cellsOf lists the cells of some rows, neighbours as one range: "E9:E11 E14".
func cellsOf(column string, rows []int) string {
	var cells []string
	for from := 0; from < len(rows); {
		to := from
		for to+1 < len(rows) && rows[to+1] == rows[to]+1 {
			to++
		}
		cells = append(cells, column+strconv.Itoa(rows[from])+":"+column+strconv.Itoa(rows[to]))
		from = to + 1
	}
	return strings.Join(cells, " ")
}
