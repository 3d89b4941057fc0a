package expected

import (
	"bytes"
	"slices"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/officetest"
	"reformboard/internal/reform"
)

// fill is one form with what stands in its cells, and what package score makes of it.
type fill struct {
	name  string
	form  Form
	cells map[string]any // by figure: a number or a text as a person leaves it
	card  reform.Scorecard
	loose bool // may say Later
}

// shown is what the spreadsheet program shows of a node.
type shown struct {
	state  State
	has    bool
	points string // in ten-thousandths of a point
	left   int
}

const rowsOfHelpers = 400

func helperAt(n int) string {
	column, _ := excelize.ColumnNumberToName(1 + n/rowsOfHelpers)
	return column + strconv.Itoa(1+n%rowsOfHelpers)
}

// fillsInABook keeps the program's memory small.
const fillsInABook = 15

// recalculated writes the forms of some fills into workbooks, without any value in a
// formula's cell, lets LibreOffice calculate them, and reads back what it shows.
func recalculated(t *testing.T, fills []fill) []map[string]shown {
	t.Helper()
	var books [][]byte
	all := make([]map[string]shown, len(fills))
	var places [][]map[string][4]string
	for some := range slices.Chunk(fills, fillsInABook) {
		book := excelize.NewFile()
		var of []map[string][4]string
		for n := range some {
			of = append(of, writeFill(t, book, n, &some[n]))
		}
		var content bytes.Buffer
		if err := book.Write(&content); err != nil {
			t.Fatal(err)
		}
		places, books = append(places, of), append(books, content.Bytes())
	}
	calculated := officetest.Convert(t, "xlsx", books...)
	for b, of := range places {
		read, err := excelize.OpenReader(bytes.NewReader(calculated[b]))
		if err != nil {
			t.Fatal(err)
		}
		for n, nodes := range of {
			got := map[string]shown{}
			for id, at := range nodes {
				got[id] = readShown(t, read, "E"+strconv.Itoa(n), at)
			}
			all[b*fillsInABook+n] = got
		}
		if err := read.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// writeFill writes the answers and the formulas of one fill, and returns where what is
// shown of each node stands.
func writeFill(t *testing.T, book *excelize.File, n int, one *fill) map[string][4]string {
	t.Helper()
	answers, formulas := "R"+strconv.Itoa(n), "E"+strconv.Itoa(n)
	keep := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, sheet := range []string{answers, formulas} {
		_, err := book.NewSheet(sheet)
		keep(err)
	}
	row := 0
	for _, g := range one.form.Framework.FiguresOf(one.form.Source) {
		row++
		keep(book.SetCellStr(answers, "A"+strconv.Itoa(row), g.ID))
		if value := one.cells[g.ID]; value != nil {
			keep(book.SetCellValue(answers, "B"+strconv.Itoa(row), value))
		}
	}
	one.form.IDs, one.form.Answers = answers+"!$A:$A", answers+"!$B:$B"
	sheet, err := Write(one.form, helperAt)
	keep(err)
	for k, formula := range sheet.Helpers {
		keep(book.SetCellFormula(formulas, helperAt(k), formula))
	}
	next := len(sheet.Helpers)
	put := func(formula string) string {
		at := helperAt(next)
		next++
		keep(book.SetCellFormula(formulas, at, formula))
		return at
	}
	places := map[string][4]string{}
	note := func(id string, node Node) {
		places[id] = [4]string{put(node.State), put(node.Has), put("ROUND((" + node.Points + ")*10000,0)"), put(node.Left)}
	}
	for id, node := range sheet.Indicators {
		note("i:"+id, node)
	}
	for id, node := range sheet.Areas {
		note("a:"+id, node)
	}
	note("total", sheet.Total)
	return places
}

func readShown(t *testing.T, book *excelize.File, sheet string, at [4]string) shown {
	t.Helper()
	var texts [4]string
	for k, cell := range at {
		text, err := book.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		texts[k] = text
	}
	state, err := strconv.Atoi(texts[0])
	if err != nil {
		formula, _ := book.GetCellFormula(sheet, at[0])
		t.Fatalf("%s!%s shows %q: %s", sheet, at[0], texts[0], formula)
	}
	left, err := strconv.Atoi(texts[3])
	if err != nil {
		t.Fatalf("%s!%s shows %q", sheet, at[3], texts[3])
	}
	return shown{state: State(state), has: texts[1] == "1", points: texts[2], left: left}
}
