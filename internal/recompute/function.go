package recompute

import (
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// function is what a function gives that officers use in a report.
func (r *Reckoner) function(home *spreadsheet.Sheet, t term) result {
	switch t.op {
	case "SUM", "AVERAGE", "MIN", "MAX", "COUNT", "PRODUCT":
		return r.gathered(home, t)
	case "IF", "IFERROR", "ISERROR", "ISBLANK":
		return r.chosen(home, t)
	case "AND", "OR", "NOT":
		return r.joined(home, t)
	}
	switch {
	case len(t.of) == 1 && t.op == "ABS":
		return r.counted(home, t.of[0], func(a result) result {
			if a.n.Sign() < 0 {
				return negative(a)
			}
			return a
		})
	case len(t.of) == 1 && t.op == "INT":
		return r.counted(home, t.of[0], func(a result) result { return stepped(a, floor) })
	case len(t.of) == 2:
		if round := roundings[t.op]; round != nil {
			return r.both(home, t.of[0], t.of[1], func(a, places result) result { return rounded(a, places, round) })
		}
	}
	return result{}
}

var roundings = map[string]func(reform.Fraction) reform.Fraction{
	"ROUND": nearest, "ROUNDUP": awayFromZero, "ROUNDDOWN": towardsZero,
}

func rounded(a, places result, round func(reform.Fraction) reform.Fraction) result {
	n, ok := whole(places, digits)
	if !ok {
		return result{}
	}
	return stepped(a, func(exact reform.Fraction) reform.Fraction { return toPlaces(exact, n, round) })
}

// gathered counts with many numbers. In cells that are referred to, texts and empty
// cells are passed over; as arguments of their own programs treat them differently.
func (r *Reckoner) gathered(home *spreadsheet.Sheet, t term) result {
	var numbers []result
	worst := number // of what was met: not known, or else an error, or else fine
	take := func(found result, loose bool) {
		switch {
		case found.kind == number:
			numbers = append(numbers, found)
		case loose && (found.kind == blank || found.kind == text):
		case found.kind == failed && t.op != "COUNT":
			worst = min(worst, failed) // not known stays not known
		default:
			worst = unknown
		}
	}
	for _, argument := range t.of {
		if argument.op != referenceOp {
			take(r.value(home, argument), false)
			continue
		}
		sheet, ok := r.sheet(home, argument)
		if !ok {
			return result{}
		}
		r.each(sheet, argument.place, func(found result) { take(found, true) })
	}
	if worst != number || r.lost {
		return result{kind: worst}
	}
	return combined(t.op, numbers)
}

func combined(name string, numbers []result) result {
	count := result{kind: number, n: reform.NewFraction(int64(len(numbers)), 1)}
	zero := result{kind: number}
	switch {
	case name == "COUNT":
		return count
	case name == "AVERAGE":
		sum := fold(numbers, zero, add)
		if sum.kind != number {
			return sum
		}
		return divide(sum, count)
	case name == "PRODUCT" && len(numbers) > 0: // of nothing: 0 in some programs, 1 in others
		return fold(numbers, one, multiply)
	case name == "PRODUCT":
		return result{}
	case len(numbers) == 0:
		return zero
	case name == "MIN":
		return fold(numbers[1:], numbers[0], func(a, b result) result { return extreme(a, b, -1) })
	case name == "MAX":
		return fold(numbers[1:], numbers[0], func(a, b result) result { return extreme(a, b, 1) })
	}
	return fold(numbers, zero, add)
}

func fold(numbers []result, whole result, join func(a, b result) result) result {
	for _, n := range numbers {
		if whole = join(whole, n); whole.kind != number {
			return whole
		}
	}
	return whole
}

// extreme is the one of two that lies further in a direction. Near each other, a
// program may have taken either.
func extreme(a, b result, direction int) result {
	slack := max(a.slack, b.slack)
	if b.n.Cmp(a.n) == direction {
		a = b
	}
	a.slack = slack
	return a
}

// chosen works out only what a program would: the branch not taken may divide by zero.
func (r *Reckoner) chosen(home *spreadsheet.Sheet, t term) result {
	switch {
	case t.op == "IF" && (len(t.of) == 2 || len(t.of) == 3):
		switch asked := r.condition(home, t.of[0]); {
		case asked.kind != truth:
			return asked
		case asked.holds:
			return r.value(home, t.of[1])
		case len(t.of) == 3:
			return r.value(home, t.of[2])
		}
	case t.op == "IFERROR" && len(t.of) == 2:
		if found := r.value(home, t.of[0]); found.kind != failed {
			return found
		}
		return r.value(home, t.of[1])
	case t.op == "ISERROR" && len(t.of) == 1:
		found := r.value(home, t.of[0])
		return known(found.kind == failed, found.kind != unknown)
	case t.op == "ISBLANK" && len(t.of) == 1 && t.of[0].op == referenceOp:
		found := r.value(home, t.of[0])
		return known(found.kind == blank, found.kind != unknown)
	}
	return result{}
}

// condition is a term that is asked whether it holds; a number holds unless it is 0.
func (r *Reckoner) condition(home *spreadsheet.Sheet, t term) result {
	found := r.value(home, t)
	switch found.kind {
	case truth, failed:
		return found
	case number, blank:
		found.kind = number
		return holds("<>", found, result{kind: number})
	case unknown, begun, text:
	}
	return result{}
}

// joined is AND, OR and NOT of comparisons. Every program works out all of them.
func (r *Reckoner) joined(home *spreadsheet.Sheet, t term) result {
	all, some := true, false
	for _, argument := range t.of {
		found := r.value(home, argument)
		if found.kind != truth {
			return result{}
		}
		all, some = all && found.holds, some || found.holds
	}
	switch {
	case t.op == "AND":
		return result{kind: truth, holds: all}
	case t.op == "OR":
		return result{kind: truth, holds: some}
	case len(t.of) == 1:
		return result{kind: truth, holds: !all}
	}
	return result{}
}
