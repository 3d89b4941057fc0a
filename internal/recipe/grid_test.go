package recipe

import (
	"strconv"
	"strings"

	"reformboard/internal/spreadsheet"
)

// bookOf makes a workbook of text: a sheet begins with "== name", its cells stand
// between bars. "<" is merged with the cell to its left, "^" with the one above; a
// number in quotes is text.
func bookOf(text string) *spreadsheet.Book {
	var book spreadsheet.Book
	for part := range strings.SplitSeq("\n"+strings.TrimSpace(text), "\n== ") {
		name, lines, _ := strings.Cut(part, "\n")
		if strings.TrimSpace(lines) == "" {
			continue
		}
		sheet := sheetOf(strings.Split(strings.TrimRight(lines, "\n"), "\n"))
		sheet.Name, sheet.Hidden = strings.CutSuffix(name, " (hidden)")
		book.Sheets = append(book.Sheets, sheet)
	}
	return &book
}

func sheetOf(lines []string) spreadsheet.Sheet {
	var s spreadsheet.Sheet
	cells := make([][]string, len(lines))
	for i, line := range lines {
		for text := range strings.SplitSeq(line, "|") {
			cells[i] = append(cells[i], strings.ReplaceAll(strings.TrimSpace(text), `\n`, "\n"))
		}
	}
	at := func(row, column int) string {
		if row < len(cells) && column < len(cells[row]) {
			return cells[row][column]
		}
		return ""
	}
	for row := range cells {
		for column, text := range cells[row] {
			if text == "" || text == "<" || text == "^" {
				continue
			}
			s.Cells = append(s.Cells, cellOf(row+1, column+1, text))
			last := [2]int{row, column}
			for at(row, last[1]+1) == "<" {
				last[1]++
			}
			for at(last[0]+1, column) == "^" {
				last[0]++
			}
			if last != [2]int{row, column} {
				s.Merged = append(s.Merged, spreadsheet.Range{Row: row + 1, Column: column + 1, LastRow: last[0] + 1, LastColumn: last[1] + 1})
			}
		}
	}
	return s
}

func cellOf(row, column int, text string) spreadsheet.Cell {
	c := spreadsheet.Cell{Row: row, Column: column, Kind: spreadsheet.Text, Text: strings.Trim(text, `"`)}
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		c.Kind = spreadsheet.Number
	}
	if share, ok := strings.CutPrefix(text, "%"); ok { // shown as per cent
		c.Kind, c.Text, c.Format = spreadsheet.Number, share, "0%"
	}
	if strings.HasPrefix(text, "#") {
		c.Kind = spreadsheet.Failure
	}
	return c
}
