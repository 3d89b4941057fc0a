package expected

import (
	"strconv"

	"reformboard/internal/reform"
)

// rounded is an amount rounded to so many decimals, in units of the last of them, and
// the condition that it cannot be told: the ends of the gap round apart. An amount that
// is not exact lies within its gap, and at neither end.
func (w *writer) rounded(a amount, decimals int) (units, unsure string) {
	unit := power(reform.PointDecimals-decimals) * w.fine
	u, half := strconv.FormatInt(unit, 10), strconv.FormatInt(unit/2, 10)
	v := w.keep(a.parts).text
	up := w.cell("INT((" + v + "+" + half + ")/" + u + ")")
	odd := v + "<0"
	if w.Framework.Rounding.Mode == reform.HalfEven {
		odd = up + "-2*INT(" + up + "/2)=1"
	}
	tie := "AND(" + a.slack + "=0," + v + "+" + half + "=" + up + "*" + u + "," + odd + ")"
	units = w.cell(up + "-IF(" + tie + ",1,0)")
	if a.slack == "0" {
		return units, "FALSE"
	}
	return units, w.cell("AND(" + a.slack + ">0,INT((" + v + "+" + a.slack + "-1+" + half + ")/" + u + ")<>" + up + ")")
}

// settled is an amount as a level rounds it, if at all, with what to show of it:
// otherwise, so many decimals.
func (w *writer) settled(a amount, decimals *int, otherwise int) (after amount, points string, shown int, unsure string) {
	shown = otherwise
	if decimals != nil {
		shown = *decimals
	}
	units, unsure := w.rounded(a, shown)
	points = units + "/" + strconv.FormatInt(power(shown), 10)
	if decimals != nil {
		unit := strconv.FormatInt(power(reform.PointDecimals-shown)*w.fine, 10)
		a = amount{whole{text: "(" + units + "*" + unit + ")", bound: most}, "0"}
	}
	return a, points, shown, unsure
}

// stretched multiplies an amount by one whole number over another, where a condition
// holds. With p and r the whole part of parts/by and the rest, p·times + r·times/by is
// the same in small numbers.
func (w *writer) stretched(a amount, condition, times, by string) amount {
	times, by = w.cell("IF("+condition+","+times+",1)"), w.cell("IF("+condition+","+by+",1)")
	v := w.keep(a.parts).text
	part := w.cell("INT(" + v + "/" + by + ")")
	rest := w.cell("(" + v + "-" + by + "*" + part + ")*" + times)
	more := w.cell("INT(" + rest + "/" + by + ")")
	missing := "IF(" + rest + ">" + by + "*" + more + ",1,0)"
	if a.slack != "0" {
		missing += "-INT(-" + a.slack + "*" + times + "/" + by + ")"
	}
	return amount{whole{text: w.cell(part + "*" + times + "+" + more), bound: most}, w.cell(missing)}
}
