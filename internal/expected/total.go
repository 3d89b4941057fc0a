package expected

import (
	"strconv"

	"reformboard/internal/reform"
)

// total writes all areas, and adds them up: bonus and penalty areas count in the total
// and never in the maximum.
func (w *writer) total(sheet *Sheet) error {
	var inside, outside, all parts
	for _, a := range w.Framework.Areas {
		n := w.area(sheet, a)
		all = append(all, n)
		if a.Outside {
			outside = append(outside, n)
		} else {
			inside = append(inside, n)
		}
	}
	c, own := w.gathered(all), w.gathered(inside)
	c.withheld = "0"
	c.reason = w.cell("IF(" + own.reason + "=1," + c.reason + "," + own.reason + ")")
	main, beside := w.added(inside), w.added(outside)
	if w.Framework.NotApplicable == reform.Rescale {
		top := strconv.FormatInt(int64(w.Framework.Max/w.unit), 10)
		c.decimals = reform.PointDecimals
		main = w.stretched(main, "AND("+own.max+">0,"+c.left+"=0)", top, own.max)
	}
	c.amount = amount{
		whole{text: w.cell(main.parts.text + "+" + beside.parts.text), bound: most},
		w.cell(main.slack + "+" + beside.slack),
	}
	if main.slack == "0" && beside.slack == "0" {
		c.slack = "0"
	}
	sheet.Total = w.finish(&c, w.Framework.Rounding.Total)
	return w.err
}
