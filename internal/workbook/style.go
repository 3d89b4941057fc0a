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
	line     = "8A99A8"
	alarm    = "B42318"
)

// styles are the styles of one workbook, by what they are for.
type styles struct {
	mark, title, name, text, centred, hint, note int // above and below the table
	head, heading, wideHeading                   int // the table's first row, and the bands in it
	place, label, help                           int
	answers                                      map[string]int // by number format; "" for text
	book                                         *excelize.File
	err                                          error
}

func newStyles(book *excelize.File) *styles {
	s := &styles{book: book, answers: map[string]int{}}
	s.err = book.SetDefaultFont(typeface) // columns are measured in its digits
	s.mark = s.add(excelize.Style{Font: font(12, "bold", alarm), Alignment: at("center", 0)})
	s.title = s.add(excelize.Style{Font: font(15, "bold", ink), Alignment: at("center", 0)})
	s.name = s.add(excelize.Style{Font: font(12, "bold", ink), Alignment: at("center", 0)})
	s.text = s.add(excelize.Style{Font: font(12, "", ink), Alignment: at("left", 0)})
	s.centred = s.add(excelize.Style{Font: font(12, "", ink), Alignment: at("center", 0)})
	s.hint = s.add(excelize.Style{Font: font(11, "italic", ink), Alignment: at("left", 0)})
	s.note = s.add(excelize.Style{Font: font(12, "italic", ink), Alignment: at("center", 0)})
	s.head = s.add(excelize.Style{Font: font(12, "bold", ink), Alignment: at("center", 0), Border: frame(), Fill: ground(band)})
	over := excelize.Style{Font: font(12, "bold", ink), Alignment: at("left", 1), Border: frame()[2:], Fill: ground(soft)}
	s.wideHeading = s.add(over)
	over.Alignment = &excelize.Alignment{Horizontal: "left", Indent: 1, Vertical: "center"}
	s.heading = s.add(over)
	s.place = s.add(excelize.Style{Font: font(12, "", ink), Alignment: at("center", 0), Border: frame()})
	s.label = s.add(excelize.Style{Font: font(12, "", ink), Alignment: at("left", 1), Border: frame()})
	s.help = s.add(excelize.Style{Font: font(11, "", ink), Alignment: at("left", 1), Border: frame()})
	return s
}

// answer is the style of a cell to be filled in: unlocked, on a warm ground.
func (s *styles) answer(format string) int {
	if style, ok := s.answers[format]; ok {
		return style
	}
	style := excelize.Style{
		Font: font(12, "bold", ink), Border: frame(), Fill: ground(answerBg),
		Alignment: at("right", 1), Protection: &excelize.Protection{Locked: false},
	}
	if format == "" {
		style.Alignment = at("center", 0)
	} else {
		style.CustomNumFmt = &format
	}
	s.answers[format] = s.add(style)
	return s.answers[format]
}

func (s *styles) add(style excelize.Style) int {
	id, err := s.book.NewStyle(&style)
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
