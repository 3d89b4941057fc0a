package workbook

import "github.com/xuri/excelize/v2"

// The type is that of Vietnamese administrative papers; the colours survive a
// grey printer: paper, a light band for headings, a warm ground to write on.
const (
	typeface = "Times New Roman"
	ink      = "1F2933"
	band     = "DCE6F1"
	soft     = "F1F5F9"
	answerBg = "FFF8DC"
	doubtBg  = "F9C270" // what has to be looked at again
	sparedBg = "E9ECEF" // what is not asked, or does not apply
	faint    = "5F6B76"
	line     = "8A99A8"
	alarm    = "B42318"
)

// styles are the styles of one workbook, by what they are for.
type styles struct {
	mark, title, name, text, centred, centredTop, hint int // above and below the table
	head, heading, wideHeading                         int // the table's first row, and the bands in it
	rowLooks                                               // of what is asked
	spared                                             rowLooks
	doubt, absent                                      int // laid over others by a condition
	cells                                              map[cellLook]int
	book                                               *excelize.File
	err                                                error
}

// rowLooks are the looks of one row of the table.
type rowLooks struct{ place, label, unit, help int }

// cellLook is how a cell with a value looks.
type cellLook struct {
	ground, ink, weight, format string // the format of a number; "" for text
	open                        bool   // may be written in
}

func newStyles(book *excelize.File) *styles {
	s := &styles{book: book, cells: map[cellLook]int{}}
	s.err = book.SetDefaultFont(typeface) // columns are measured in its digits
	s.mark = s.add(excelize.Style{Font: font(12, "bold", alarm), Alignment: at("center", 0)})
	s.title = s.add(excelize.Style{Font: font(15, "bold", ink), Alignment: at("center", 0)})
	s.name = s.add(excelize.Style{Font: font(12, "bold", ink), Alignment: at("center", 0)})
	s.text = s.add(excelize.Style{Font: font(12, "", ink), Alignment: at("left", 0)})
	s.centred = s.add(excelize.Style{Font: font(12, "", ink), Alignment: at("center", 0)})
	s.centredTop = s.add(excelize.Style{Font: font(12, "", ink), Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "top", WrapText: true}})
	s.hint = s.add(excelize.Style{Font: font(11, "italic", ink), Alignment: at("left", 0)})
	s.head = s.add(excelize.Style{Font: font(12, "bold", ink), Alignment: at("center", 0), Border: frame(), Fill: ground(band)})
	over := excelize.Style{Font: font(12, "bold", ink), Alignment: at("left", 1), Border: frame()[2:], Fill: ground(soft)}
	s.wideHeading = s.add(over)
	over.Alignment = &excelize.Alignment{Horizontal: "left", Indent: 1, Vertical: "center"}
	s.heading = s.add(over)
	s.rowLooks = s.rowOn("", ink)
	s.spared = s.rowOn(sparedBg, faint)
	s.doubt = s.condition(excelize.Style{Fill: ground(doubtBg)})
	s.absent = s.condition(excelize.Style{Font: &excelize.Font{Color: faint}, Fill: ground(sparedBg)})
	return s
}

// rowOn is the looks of a row on a ground; none is the paper's own.
func (s *styles) rowOn(colour, letters string) rowLooks {
	of := func(size float64, alignment *excelize.Alignment) int {
		style := excelize.Style{Font: font(size, "", letters), Alignment: alignment, Border: frame()}
		if colour != "" {
			style.Fill = ground(colour)
		}
		return s.add(style)
	}
	return rowLooks{
		place: of(12, at("center", 0)), label: of(12, at("left", 1)), unit: of(11, at("center", 0)), help: of(11, at("left", 1)),
	}
}

// answer is the style of a cell to be filled in: unlocked, on a warm ground.
func (s *styles) answer(format string) int {
	return s.cell(cellLook{ground: answerBg, ink: ink, weight: "bold", format: format, open: true})
}

// sparedAnswer is that of a cell that need not be filled in, and may.
func (s *styles) sparedAnswer(format string) int {
	return s.cell(cellLook{ground: sparedBg, ink: faint, weight: "bold", format: format, open: true})
}

// last is the style of what was said before: plain, and locked.
func (s *styles) last(format string) int { return s.cell(cellLook{ink: ink, format: format}) }

func (s *styles) sparedLast(format string) int {
	return s.cell(cellLook{ground: sparedBg, ink: faint, format: format})
}

func (s *styles) cell(look cellLook) int {
	if style, ok := s.cells[look]; ok {
		return style
	}
	style := excelize.Style{
		Font: font(12, look.weight, look.ink), Border: frame(), Alignment: at("right", 1),
		Protection: &excelize.Protection{Locked: !look.open},
	}
	if look.ground != "" {
		style.Fill = ground(look.ground)
	}
	if look.format == "" {
		style.Alignment = at("center", 0)
	} else {
		style.CustomNumFmt = &look.format
	}
	s.cells[look] = s.add(style)
	return s.cells[look]
}

func (s *styles) add(style excelize.Style) int {
	id, err := s.book.NewStyle(&style)
	if s.err == nil {
		s.err = err
	}
	return id
}

// condition is a style that a rule lays over a cell's own.
func (s *styles) condition(style excelize.Style) int {
	id, err := s.book.NewConditionalStyle(&style)
	if s.err == nil {
		s.err = err
	}
	return id
}

func font(size float64, weight, colour string) *excelize.Font {
	return &excelize.Font{Family: typeface, Size: size, Bold: weight == "bold", Italic: weight == "italic", Color: colour}
}

func at(side string, indent int) *excelize.Alignment {
	return &excelize.Alignment{Horizontal: side, Indent: indent, Vertical: "center", WrapText: true}
}

func ground(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

// frame is the four sides of a cell: left, right, top, bottom.
func frame() []excelize.Border {
	var sides []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		sides = append(sides, excelize.Border{Type: side, Color: line, Style: 1})
	}
	return sides
}
