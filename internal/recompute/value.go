package recompute

import (
	"slices"

	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// value is what a term gives in a formula of a sheet.
func (r *Reckoner) value(home *spreadsheet.Sheet, t term) result {
	if !r.spend(1) {
		return result{}
	}
	switch t.op {
	case constantOp:
		return t.known
	case referenceOp:
		return r.referred(home, t)
	case "=", "<>", "<", "<=", ">", ">=":
		return holds(t.op, r.value(home, t.of[0]), r.value(home, t.of[1]))
	case "+", "-", "*", "/", "^":
		return r.arithmetic(home, t)
	case "%":
		return r.counted(home, t.of[0], func(a result) result { return divide(a, hundred) })
	case negateOp:
		return r.counted(home, t.of[0], negative)
	}
	return r.function(home, t)
}

var hundred = result{kind: number, n: reform.NewFraction(100, 1)}

// referred is what the one cell of a reference holds. What a range gives beside an
// operator depends on the program.
func (r *Reckoner) referred(home *spreadsheet.Sheet, t term) result {
	sheet, ok := r.sheet(home, t)
	if !ok || t.spread {
		return result{}
	}
	return r.cell(sheet, sheet.Cell(t.place.Row, t.place.Column))
}

func (r *Reckoner) sheet(home *spreadsheet.Sheet, t term) (*spreadsheet.Sheet, bool) {
	if t.sheet == "" {
		return home, true
	}
	return r.book.Sheet(t.sheet)
}

// counted counts with the number that a term gives. An empty cell counts as 0; no
// program need see a number in a text.
func (r *Reckoner) counted(home *spreadsheet.Sheet, t term, count func(result) result) result {
	switch found := r.value(home, t); found.kind {
	case number:
		return count(found)
	case blank:
		return count(result{kind: number})
	case failed:
		return found
	case unknown, begun, text, truth:
	}
	return result{}
}

func (r *Reckoner) arithmetic(home *spreadsheet.Sheet, t term) result {
	if t.op == "^" {
		r.spend(mostPower)
	}
	return r.both(home, t.of[0], t.of[1], func(a, b result) result {
		switch t.op {
		case "+":
			return add(a, b)
		case "-":
			return add(a, negative(b))
		case "*":
			return multiply(a, b)
		case "/":
			return divide(a, b)
		}
		return power(a, b)
	})
}

func (r *Reckoner) both(home *spreadsheet.Sheet, left, right term, count func(a, b result) result) result {
	return r.counted(home, left, func(a result) result {
		return r.counted(home, right, func(b result) result { return count(a, b) })
	})
}

// holds compares. Texts are only known to be equal letter for letter, or one of them
// empty: about case and accents programs differ.
func holds(sign string, a, b result) result {
	a, b = asOther(a, b), asOther(b, a)
	switch {
	case a.kind == failed && (b.kind == failed || b.kind == number || b.kind == text),
		b.kind == failed && (a.kind == number || a.kind == text):
		return result{kind: failed}
	case a.kind == number && b.kind == number:
		order, sure := compare(a, b)
		return verdict(sign, order, sure)
	case sign != "=" && sign != "<>":
		return result{}
	case a.kind == text && b.kind == text:
		if a.text == b.text {
			return verdict(sign, 0, true)
		}
		return verdict(sign, 1, a.text == "" || b.text == "")
	case a.kind == text && b.kind == number, a.kind == number && b.kind == text:
		return verdict(sign, 1, true)
	}
	return result{}
}

// asOther turns an empty cell into the nothing of what it is compared with.
func asOther(a, other result) result {
	switch {
	case a.kind != blank:
		return a
	case other.kind == text:
		return result{kind: text}
	}
	return result{kind: number}
}

func verdict(sign string, order int, sure bool) result {
	switch sign {
	case "=":
		return known(order == 0, sure)
	case "<>":
		return known(order != 0, sure)
	case "<":
		return known(order < 0, sure)
	case "<=":
		return known(order <= 0, sure)
	case ">":
		return known(order > 0, sure)
	}
	return known(order >= 0, sure)
}

func known(holds, sure bool) result {
	if !sure {
		return result{}
	}
	return result{kind: truth, holds: holds}
}

// each hands on what the cells of a reference hold, those that say something.
func (r *Reckoner) each(sheet *spreadsheet.Sheet, within spreadsheet.Range, use func(result)) {
	row, column := within.Row, within.Column
	for at := from(sheet, row, column); at < len(sheet.Cells) && !r.lost; {
		c := sheet.Cells[at]
		switch {
		case c.Row > within.LastRow:
			return
		case c.Column > within.LastColumn:
			r.spend(1)
			at = from(sheet, c.Row+1, within.Column)
		case c.Column < within.Column:
			r.spend(1)
			at = from(sheet, c.Row, within.Column)
		default:
			use(r.cell(sheet, c))
			at++
		}
	}
}

// from is the first cell at a place or after it, as a sheet is read.
func from(sheet *spreadsheet.Sheet, row, column int) int {
	at, _ := slices.BinarySearchFunc(sheet.Cells, place{row: row, column: column}, func(c spreadsheet.Cell, p place) int {
		if c.Row != p.row {
			return c.Row - p.row
		}
		return c.Column - p.column
	})
	return at
}
