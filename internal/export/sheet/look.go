package sheet

import "github.com/xuri/excelize/v2"

// font is found on every office machine and has every Vietnamese letter.
const font = "Arial"

const (
	ink  = "1F2937"
	line = "BFC7D1"
)

// Look is how a cell looks. Equal looks share one style of the workbook.
type Look struct {
	Size   float64 // points; 0: 10
	Bold   bool
	Italic bool
	Ink    string // as RRGGBB, like all colours; empty: dark
	Fill   string
	Hatch  Hatch // in the fill's colour, instead of a plain fill
	Box    bool
	Wrap   bool
	Turned bool // reads upwards, for narrow columns
	Align  Side
	Format string // of a number
}

// Hatch is a pattern, by Excel's number for it.
type Hatch int

// The hatches that differ on grey paper.
const (
	LightUp   Hatch = 14
	LightGrid Hatch = 15
	Dots      Hatch = 18
)

// Side is where in its cell a value stands; empty: as its type does.
type Side string

// The sides, in the format's own words.
const (
	Left   Side = "left"
	Centre Side = "center"
	Right  Side = "right"
)

// Of is a cell of this look.
func (k Look) Of(value any) Cell { return Cell{value, k} }

// As shows numbers in another format.
func (k Look) As(format string) Look { k.Format = format; return k }

// Filled has a plain ground of this colour.
func (k Look) Filled(colour string) Look { k.Fill, k.Hatch = colour, 0; return k }

// Strong is bold.
func (k Look) Strong() Look { k.Bold = true; return k }

// Upwards reads from the bottom to the top.
func (k Look) Upwards() Look { k.Turned = true; return k }

// Aligned stands on another side.
func (k Look) Aligned(side Side) Look { k.Align = side; return k }

func (k Look) size() float64 {
	if k.Size == 0 {
		return 10
	}
	return k.Size
}

// style writes the look in excelize's terms.
func (k Look) style() *excelize.Style {
	if k.Ink == "" {
		k.Ink = ink
	}
	s := &excelize.Style{
		Font:      &excelize.Font{Family: font, Size: k.size(), Bold: k.Bold, Italic: k.Italic, Color: k.Ink},
		Alignment: &excelize.Alignment{Vertical: "center", Horizontal: string(k.Align), WrapText: k.Wrap || k.Turned},
	}
	// Text stands off the line. Numbers do not: LibreOffice indents some and not
	// others of one column.
	if k.Align == Left || k.Align == Right && k.Wrap {
		s.Alignment.Indent = 1
	}
	if k.Turned {
		s.Alignment.TextRotation, s.Alignment.Vertical = 90, "bottom"
	}
	if k.Fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: max(1, int(k.Hatch)), Color: []string{k.Fill}}
	}
	if k.Box {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: line, Style: 1})
		}
	}
	if k.Format != "" {
		s.CustomNumFmt = &k.Format
	}
	return s
}
