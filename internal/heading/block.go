package heading

import (
	"slices"

	"reformboard/internal/locale"
	"reformboard/internal/spreadsheet"
)

// Limits of a header, far beyond any real form; they keep a hostile one cheap.
const (
	LastTop    = 100 // row in which a header may begin
	MostLevels = 8   // rows of a header
	MostWide   = 512 // columns of a form
	mostMerged = 2000
	mostSpread = 4 * MostLevels * MostWide // cells that merged ones cover; those of a header do not overlap
)

// Block is some rows of a sheet as a header: what stands above each column.
type Block struct {
	Sheet       *spreadsheet.Sheet
	Top, Bottom int
	Paths       [][]string // by column, from 1: the texts above it
}

// Read lists what stands above each column in some rows. With spread a heading that
// was not merged over its columns reaches as far as those to its right have none.
func Read(s *spreadsheet.Sheet, top, bottom int, spread bool) (Block, bool) {
	b := Block{Sheet: s, Top: top, Bottom: bottom, Paths: [][]string{nil}}
	var over []spreadsheet.Range
	for _, m := range s.Merged {
		if m.Row <= bottom && m.LastRow >= top {
			over = append(over, m)
		}
	}
	if len(over) > mostMerged {
		return b, false
	}
	texts := make([][MostWide + 1]string, bottom-top+1)
	wide := 0
	for row := top; row <= bottom; row++ {
		for _, c := range s.Row(row) {
			if c.Column <= MostWide {
				texts[row-top][c.Column] = locale.Tidy(c.Text)
				wide = max(wide, c.Column)
			}
		}
	}
	covered := 0
	for _, m := range over {
		covered += (min(m.LastRow, bottom) - max(m.Row, top) + 1) * max(0, min(m.LastColumn, MostWide)-m.Column+1)
		if covered > mostSpread {
			return b, false
		}
		text := locale.Tidy(s.Cell(m.Row, m.Column).Text)
		for row := max(m.Row, top); row <= min(m.LastRow, bottom); row++ {
			for column := m.Column; column <= min(m.LastColumn, MostWide); column++ {
				texts[row-top][column] = text
			}
		}
		wide = max(wide, min(m.LastColumn, MostWide))
	}
	if spread {
		reach(texts, wide)
	}
	for column := 1; column <= wide; column++ {
		var path []string
		for row := range texts {
			if text := texts[row][column]; text != "" && (len(path) == 0 || path[len(path)-1] != text) {
				path = append(path, text)
			}
		}
		b.Paths = append(b.Paths, path)
	}
	return b, true
}

// reach lets a heading with others beneath it stand above its neighbours as well that
// have others beneath them and none of their own.
func reach(texts [][MostWide + 1]string, wide int) {
	beneath := func(row, column int) bool {
		return slices.ContainsFunc(texts[row+1:], func(r [MostWide + 1]string) bool { return r[column] != "" })
	}
	for row := range len(texts) - 1 {
		for column := 2; column <= wide; column++ {
			if texts[row][column] == "" && beneath(row, column) && beneath(row, column-1) {
				texts[row][column] = texts[row][column-1]
			}
		}
	}
}

// End is the last row that headings reach down to.
func (b Block) End() int {
	end := b.Bottom
	for _, m := range b.Sheet.Merged {
		if m.Row <= b.Bottom && m.LastRow > b.Bottom && m.Row >= b.Top {
			end = max(end, min(m.LastRow, b.Top+MostLevels))
		}
	}
	return end
}
