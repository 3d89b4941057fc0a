package workbook

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// lineHeight is one line of 12 point type in points, with its leading.
const lineHeight = 16.0

// mostHeight is the tallest row that Excel knows, in points.
const mostHeight = 409.0

// fit is the height of a row whose texts stand in columns of these widths. It is
// reckoned here because a row of wrapped text does not grow by itself before a
// person touches it, and merged cells never do.
func fit(texts ...wrapped) float64 {
	height := lineHeight
	for _, t := range texts {
		height = max(height, float64(lines(t))*lineHeight*t.size/12)
	}
	return min(height+4, mostHeight)
}

// wrapped is a text in a column: the width in digits of the default font (7
// pixels each), the size of the type in points.
type wrapped struct {
	text  string
	width float64
	size  float64
	bold  bool
}

// lines counts the lines of a text broken at its spaces.
func lines(t wrapped) int {
	room := t.width*7 - 15             // the cell's own margins and one indent
	em := t.size * 4 / 3 * 1.02 / 1000 // pixels a thousandth of the type's size, a little to spare
	if t.bold {
		em *= 1.08
	}
	count := 0
	for paragraph := range strings.SplitSeq(norm.NFD.String(t.text), "\n") {
		count++
		used := 0.0
		for word := range strings.FieldsSeq(paragraph) {
			width := float64(wordWidth(word)) * em
			if used > 0 && used+250*em+width > room {
				count, used = count+1, 0
			}
			for width > room {
				count, width = count+1, width-room
			}
			used += 250*em + width
		}
	}
	return count
}

// wordWidth adds up the letters in thousandths of the type's size: Times, whose
// letters come in few widths. Marks stand by themselves here and take no room.
func wordWidth(word string) int {
	width := 0
	for _, r := range word {
		switch {
		case unicode.Is(unicode.Mn, r):
		case strings.ContainsRune("fijlt.,;:'()!/|-", r):
			width += 300
		case strings.ContainsRune("mwMW%—…", r):
			width += 850
		case unicode.IsUpper(r):
			width += 710
		case strings.ContainsRune("aceszr", r):
			width += 450
		default:
			width += 500
		}
	}
	return width
}
