package workbook

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/container"
	"reformboard/internal/reform"
)

// cell is what stands in one cell, before anybody asks what it means.
type cell struct {
	reform.Origin
	text     string // as stored, not as shown
	number   bool   // stored as a number
	percent  bool   // a number shown as per cent: 0.975 is seen as 97.5 %
	date     bool   // a number shown as a day or a time
	seen     string // such a day or time, as shown
	from1904 bool   // days are counted from 1904, not 1900
	failure  bool   // #DIV/0! and its kin
	formula  string // what computes it
}

// opened is the file of a report.
type opened struct {
	file     *excelize.File
	lastRow  int
	formats  map[int]string // by style: the number format
	from1904 bool           // days are counted from 1904, not 1900
}

// text is the stored text of a cell; a cell that cannot be read damages the file.
func (o *opened) text(sheet, column string, row int) (string, error) {
	at := column + strconv.Itoa(row)
	text, err := o.file.GetCellValue(sheet, at)
	if err != nil {
		return "", container.Damaged(reform.Origin{Sheet: sheet, Cell: at}.String())
	}
	return text, nil
}

// cell reads all there is to know of a cell.
func (o *opened) cell(sheet, column string, row int) (cell, error) {
	at := column + strconv.Itoa(row)
	c := cell{Origin: reform.Origin{Sheet: sheet, Cell: at}}
	text, err := o.text(sheet, column, row)
	if err != nil {
		return c, err
	}
	kind, err := o.file.GetCellType(sheet, at)
	if err != nil {
		return c, container.Damaged(c.String())
	}
	style, err := o.file.GetCellStyle(sheet, at)
	if err != nil {
		return c, container.Damaged(c.String())
	}
	formula, err := o.file.GetCellFormula(sheet, at)
	if formula != "" || err != nil { // one that cannot be spelt is still a formula
		c.formula = "=" + strings.TrimPrefix(formula, "=")
	}
	c.text = text
	switch kind {
	case excelize.CellTypeError:
		c.failure = true
	case excelize.CellTypeBool:
		c.text = strings.NewReplacer("0", "FALSE", "1", "TRUE").Replace(text)
	case excelize.CellTypeNumber, excelize.CellTypeUnset:
		c.number = true
	default: // text in one of its shapes
	}
	if c.number && text != "" {
		format := o.format(style)
		c.percent, c.date = showsPercent(format), showsDate(format)
	}
	if c.date {
		c.from1904 = o.from1904
		if c.seen, err = o.file.GetCellValue(sheet, at, excelize.Options{}); err != nil {
			c.seen = text
		}
	}
	return c, nil
}

// shown is what a person sees in the cell, as far as a finding needs it.
func (c cell) shown() string {
	number, ok := stored(c.text, c.percent)
	switch {
	case c.date:
		return c.seen
	case !c.number || !ok || number == "":
		return c.text
	case c.percent:
		return number + " %"
	}
	return number
}

// format is the number format of a style: its code, or for the built-in ones
// their number.
func (o *opened) format(style int) string {
	if format, ok := o.formats[style]; ok {
		return format
	}
	format := ""
	if s, err := o.file.GetStyle(style); err == nil && s != nil {
		format = strconv.Itoa(s.NumFmt)
		if s.CustomNumFmt != nil {
			format = bare(*s.CustomNumFmt)
		}
	}
	o.formats[style] = format
	return format
}

// bare strips a format code of what it merely writes out: "text", \x and [red].
func bare(format string) string {
	var code strings.Builder
	until := rune(0)
	escaped := false
	for _, r := range format {
		switch {
		case escaped:
			escaped = false
		case until != 0:
			if r == until {
				until = 0
			}
		case r == '\\' || r == '_' || r == '*':
			escaped = true
		case r == '"':
			until = '"'
		case r == '[':
			until = ']'
		default:
			code.WriteRune(r)
		}
	}
	return code.String()
}

func showsPercent(format string) bool {
	return format == "9" || format == "10" || strings.Contains(format, "%")
}

func showsDate(format string) bool {
	if n, err := strconv.Atoi(format); err == nil {
		return n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 45 && n <= 47 || n >= 50 && n <= 58
	}
	return strings.ContainsAny(strings.ToLower(format), "dmyhs") && !strings.EqualFold(format, "standard")
}
