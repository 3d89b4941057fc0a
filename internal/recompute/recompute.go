// Package recompute works out what a formula in a cell gives, when it is of the plain
// kind that officers write: sums, shares, rounding, a choice between two.
//
// Its one rule: it says a number only when every spreadsheet program would; whatever
// programs see differently, or it does not know, has no answer.
package recompute

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// How much work is done, whatever the workbook.
const (
	mostCells   = 10_000  // looked at, and counted with, for one formula
	mostOfBook  = 200_000 // the same for all formulas of a workbook
	mostDepth   = 32      // of formulas that rest on formulas
	mostLetters = 8_192   // of one formula, as programs have it
)

// Reckoner recomputes the formulas of one workbook, each of them once.
type Reckoner struct {
	book  *spreadsheet.Book
	known map[place]result
	left  int  // cells to look at for the present formula
	all   int  // and for all the others
	depth int  // of the present cell below the formula asked for
	lost  bool // a limit was passed, or a formula rests on itself: nothing is known
}

type place struct {
	sheet       *spreadsheet.Sheet
	row, column int
}

// New returns a Reckoner for a workbook, which must not change after that.
func New(book *spreadsheet.Book) *Reckoner {
	return &Reckoner{book: book, known: map[place]result{}, all: mostOfBook}
}

// Value returns the number that the formula of a cell gives. It is the cell's own
// number: 0.975 where a format shows 97.5 %. False: not every program says the same
// number, or none, or it would take too long to tell.
func (r *Reckoner) Value(sheet string, c spreadsheet.Cell) (reform.Fraction, bool) {
	home, ok := r.book.Sheet(sheet)
	if !ok || c.Formula == "" || r.all <= 0 {
		return reform.Fraction{}, false
	}
	r.left, r.depth, r.lost = min(mostCells, r.all), 0, false
	given := r.left
	found := r.computed(home, c)
	r.all -= given - max(r.left, 0)
	if r.lost {
		clear(r.known) // what was cut short is not what it gives
		return reform.Fraction{}, false
	}
	if found.kind == blank { // a lone reference to nothing shows 0
		return reform.Fraction{}, true
	}
	sure := found.kind == number && found.slack <= tolerance(found.n.Float())/2
	return found.n, sure
}

// Agrees reports whether the result that a cell keeps is the number that its formula
// gives, but for the noise of computing with floating point.
func Agrees(stored string, value reform.Fraction) bool {
	kept, ok := leaf(stored)
	if !ok {
		return false
	}
	apart := math.Abs(kept.n.Sub(value).Float())
	return apart <= tolerance(value.Float())
}

// tolerance is how far a kept result may be from the exact one: a billionth of it,
// and near zero what is left over when equal numbers are subtracted.
func tolerance(value float64) float64 { return max(math.Abs(value)*1e-9, 1e-12) }

// cell is what a place holds for those that refer to it. What a formula gives counts
// before what was kept of it.
func (r *Reckoner) cell(sheet *spreadsheet.Sheet, c spreadsheet.Cell) result {
	if !r.spend(1) {
		return result{}
	}
	if c.Formula == "" {
		return constant(c)
	}
	if r.depth++; r.depth > mostDepth {
		r.lost = true
	}
	found := r.computed(sheet, c)
	r.depth--
	switch found.kind {
	case failed, number, text, truth:
		return found
	case unknown, begun, blank: // programs differ in what a formula of nothing gives
	}
	if c.Kind == spreadsheet.Empty {
		return result{}
	}
	return constant(c)
}

// computed is what the formula of a cell gives.
func (r *Reckoner) computed(sheet *spreadsheet.Sheet, c spreadsheet.Cell) result {
	at := place{sheet, c.Row, c.Column}
	if found, seen := r.known[at]; seen {
		r.lost = r.lost || found.kind == begun
		return found
	}
	text, plain := strings.CutPrefix(c.Formula, "=")
	if r.lost || !plain || len(text) > mostLetters || !r.spend(1+len(text)/64) {
		return result{}
	}
	whole, ok := parse(text)
	if !ok {
		return result{}
	}
	r.known[at] = result{kind: begun}
	found := r.value(sheet, whole)
	r.known[at] = found
	return found
}

// spend takes from what work is left. Reading 64 letters of a formula is as much as
// looking at a cell.
func (r *Reckoner) spend(cells int) bool {
	r.left -= cells
	r.lost = r.lost || r.left < 0
	return !r.lost
}

// constant is what a cell says by itself.
func constant(c spreadsheet.Cell) result {
	switch c.Kind {
	case spreadsheet.Empty:
		return result{kind: blank}
	case spreadsheet.Number:
		n, _ := leaf(c.Text)
		return n
	case spreadsheet.Text:
		if isDay(c.Text) { // programs count with it when the file says it is a day
			return result{}
		}
		return result{kind: text, text: c.Text}
	case spreadsheet.Bool:
		return result{} // some programs add it up, others do not
	case spreadsheet.Failure:
		return result{kind: failed}
	}
	return result{}
}

func isDay(text string) bool {
	return len(text) >= len("2026-03-31") && text[4] == '-' && text[7] == '-'
}

// longest is more letters than a program writes of a number; another may be read as
// often as formulas speak of it.
const longest = 400

// digits is how many a spreadsheet shows and compares by.
const digits = 15

// leaf reads a number as a spreadsheet shows it, to 15 digits. What a file says beyond
// them is left over from computing, and how programs go on with it is not known.
func leaf(stored string) (result, bool) {
	if len(stored) > longest {
		return result{}, false
	}
	rest := strings.Trim(stored, "0123456789+-.")
	if rest == "" && len(stored) <= digits && strings.ContainsAny(stored, "0123456789") {
		if n, ok := reform.Decimal(stored).Fraction(); ok {
			return result{kind: number, n: n}, true
		}
	}
	if strings.Trim(rest, "eE") != "" {
		return result{}, false
	}
	v, err := strconv.ParseFloat(stored, 64)
	if err != nil || !ordinary(v) {
		return result{}, false
	}
	shown := strconv.FormatFloat(v, 'e', digits-1, 64)
	exact, ok := new(big.Rat).SetString(shown)
	if !ok {
		return result{}, false
	}
	slack := 0.0
	if again, err := strconv.ParseFloat(shown, 64); err != nil || again != v {
		slack = noise * math.Abs(v)
	}
	return result{kind: number, n: reform.FractionOf(exact), slack: slack}, true
}
