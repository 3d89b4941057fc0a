package frame

import (
	"strconv"

	"reformboard/internal/reform"
)

// Bar is a bar drawn in a table as SVG: lengths are attributes, since the pages
// allow no style attribute. The full length is 100.
type Bar struct{ Length string }

// BarOf is a part of a whole; nothing of nothing is an empty bar.
func BarOf(part, whole int) Bar {
	if whole <= 0 {
		return Bar{Length: "0"}
	}
	return Bar{Length: length(float64(part) / float64(whole))}
}

// PointsBar is some points of those that could be had.
func PointsBar(part, whole reform.Points) Bar { return BarOf(int(part), int(whole)) }

// length turns a share into tenths of a hundredth, kept inside the bar. It is
// only drawn, so a float64 does.
func length(share float64) string {
	return strconv.FormatFloat(min(max(share, 0), 1)*100, 'f', 1, 64)
}

// Tenths writes where something is drawn.
func Tenths(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }
