package export

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/reform"
)

// The palette: one blue hue for amounts, dark ink, and greys. What a colour says
// is also said by a word or a hatch, so that a grey print loses nothing.
const (
	ink   = "1F2937"
	muted = "4B5563"
	white = "FFFFFF"
	line  = "BFC7D1"
	pale  = "EEF3F8"
	band  = "D6E4F0"
	blue  = "2171B5"
	rust  = "9A3412"
)

// The hatches, by Excel's numbers for them.
const (
	lightUp   = 14
	lightGrid = 15
	dots      = 18
)

const (
	left   = "left"
	centre = "center"
	right  = "right"
)

// font is found on every office machine and has every Vietnamese letter.
const font = "Arial"

// look is how a cell looks. Equal looks share one style of the workbook.
type look struct {
	size   float64 // points; 0: 10
	bold   bool
	italic bool
	ink    string
	fill   string
	hatch  int // a hatch in the fill's colour instead of a plain fill
	box    bool
	wrap   bool
	turned bool // reads upwards, for narrow columns
	align  string
	format string // of a number
}

var (
	title   = look{size: 15, bold: true, ink: ink}
	remark  = look{size: 9, ink: muted, wrap: true}
	mark    = look{bold: true, ink: rust, fill: line, hatch: lightUp, box: true, align: centre}
	heading = look{bold: true, ink: ink, fill: band, box: true, wrap: true, align: centre}
	section = look{size: 11, bold: true, ink: ink}
	text    = look{ink: ink, box: true, wrap: true, align: left}
	middle  = look{ink: ink, box: true, wrap: true, align: centre}
	label   = look{bold: true, ink: muted, box: true, wrap: true, fill: pale, align: right}
	number  = look{ink: ink, box: true, align: right}
)

// states has the look of each of the six kinds of cell: apart by fill, by hatch
// where no score is, and always by what they say.
var states = map[reform.State]look{
	reform.Scored:       {ink: ink, box: true, align: right},
	reform.Zero:         {ink: rust, bold: true, box: true, align: right},
	reform.NotAsked:     {ink: muted, fill: "E5E7EB", box: true, align: centre, size: 9},
	reform.NotSubmitted: {ink: rust, fill: "E3C9B4", hatch: lightUp, box: true, align: centre, size: 9, italic: true},
	reform.UnderReview:  {ink: ink, fill: "9CA3AF", hatch: dots, box: true, align: centre, size: 9, italic: true},
	reform.Suppressed:   {ink: ink, fill: "D1D5DB", hatch: lightGrid, box: true, align: centre, size: 9},
}

// tones darken with the share earned, at the limits the weakness list uses.
var tones = []struct {
	below reform.Percent
	fill  string
	ink   string
}{
	{50_00, "EFF3FF", ink},
	{80_00, "BDD7E7", ink},
	{100_00, "6BAED6", ink},
	{reform.Percent(1) << 62, blue, white},
}

// tone colours a scored cell by its share of the most points.
func tone(share reform.Percent) look {
	k := states[reform.Scored]
	for _, t := range tones {
		if share < t.below {
			k.fill, k.ink = t.fill, t.ink
			break
		}
	}
	return k
}

func (k look) as(format string) look { k.format = format; return k }

func (k look) filled(fill string) look { k.fill, k.hatch = fill, 0; return k }

func (k look) strong() look { k.bold = true; return k }

func (k look) upwards() look { k.turned = true; return k }

func (k look) aligned(align string) look { k.align = align; return k }

// decimalFormat shows so many decimals, never an exponent.
func decimalFormat(decimals int) string {
	if decimals == 0 {
		return "0"
	}
	return "0." + strings.Repeat("0", decimals)
}

const (
	percentFormat = "0.00%"
	momentFormat  = `hh:mm dd/mm/yyyy`
	tiedFormat    = `0"="`
	movedFormat   = `"▲"0;"▼"0;"–"`
)

// style writes the look in excelize's terms.
func (k look) style() *excelize.Style {
	if k.size == 0 {
		k.size = 10
	}
	s := &excelize.Style{
		Font:      &excelize.Font{Family: font, Size: k.size, Bold: k.bold, Italic: k.italic, Color: k.ink},
		Alignment: &excelize.Alignment{Vertical: centre, Horizontal: k.align, WrapText: k.wrap || k.turned},
	}
	// Text stands off the line. Numbers do not: LibreOffice indents some and not
	// others of one column.
	if k.align == left || k.align == right && k.wrap {
		s.Alignment.Indent = 1
	}
	if k.turned {
		s.Alignment.TextRotation, s.Alignment.Vertical = 90, "bottom"
	}
	if k.fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: max(1, k.hatch), Color: []string{k.fill}}
	}
	if k.box {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: line, Style: 1})
		}
	}
	if k.format != "" {
		s.CustomNumFmt = &k.format
	}
	return s
}
