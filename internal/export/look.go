package export

import (
	"strings"

	"reformboard/internal/export/sheet"
	"reformboard/internal/reform"
)

// The palette: one blue hue for amounts, and greys. What a colour says
// is also said by a word or a hatch, so that a grey print loses nothing.
const (
	muted = "4B5563"
	white = "FFFFFF"
	grey  = "BFC7D1"
	pale  = "EEF3F8"
	band  = "D6E4F0"
	blue  = "2171B5"
	rust  = "9A3412"
)

var (
	title   = sheet.Look{Size: 15, Bold: true}
	remark  = sheet.Look{Size: 9, Ink: muted, Wrap: true}
	mark    = sheet.Look{Bold: true, Ink: rust, Fill: grey, Hatch: sheet.LightUp, Box: true, Align: sheet.Centre}
	heading = sheet.Look{Bold: true, Fill: band, Box: true, Wrap: true, Align: sheet.Centre}
	section = sheet.Look{Size: 11, Bold: true}
	text    = sheet.Look{Box: true, Wrap: true, Align: sheet.Left}
	middle  = sheet.Look{Box: true, Wrap: true, Align: sheet.Centre}
	label   = sheet.Look{Bold: true, Ink: muted, Box: true, Wrap: true, Fill: pale, Align: sheet.Right}
	number  = sheet.Look{Box: true, Align: sheet.Right}
)

// states has the look of each of the six kinds of cell: apart by fill, by hatch
// where no score is, and always by what they say.
var states = map[reform.State]sheet.Look{
	reform.Scored:       {Box: true, Align: sheet.Right},
	reform.Zero:         {Ink: rust, Bold: true, Box: true, Align: sheet.Right},
	reform.NotAsked:     {Ink: muted, Fill: "E5E7EB", Box: true, Align: sheet.Centre, Size: 9},
	reform.NotSubmitted: {Ink: rust, Fill: "E3C9B4", Hatch: sheet.LightUp, Box: true, Align: sheet.Centre, Size: 9, Italic: true},
	reform.UnderReview:  {Fill: "9CA3AF", Hatch: sheet.Dots, Box: true, Align: sheet.Centre, Size: 9, Italic: true},
	reform.Suppressed:   {Fill: "D1D5DB", Hatch: sheet.LightGrid, Box: true, Align: sheet.Centre, Size: 9},
}

// tones darken with the share earned, at the limits the weakness list uses.
var tones = []struct {
	below reform.Percent
	fill  string
	ink   string
}{
	{50_00, "EFF3FF", ""},
	{80_00, "BDD7E7", ""},
	{100_00, "6BAED6", ""},
	{reform.Percent(1) << 62, blue, white},
}

// tone colours a scored cell by its share of the most points.
func tone(share reform.Percent) sheet.Look {
	k := states[reform.Scored]
	for _, t := range tones {
		if share < t.below {
			k.Fill, k.Ink = t.fill, t.ink
			break
		}
	}
	return k
}

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
	tiedEnding    = `"="`
	movedFormat   = `"▲"0;"▼"0;"–"`
)
