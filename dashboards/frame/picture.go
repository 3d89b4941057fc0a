package frame

import (
	"strconv"

	"reformboard/dashboards/assets"
)

// Width is that of a picture in pixels: as wide as a card of two in a row.
func (Chart) Width() int { return 640 }

// SmallWidth is that of a picture for a narrow window.
func (Chart) SmallWidth() int { return 360 }

// Height is that of the drawing in pixels.
func (c Chart) Height() int {
	if height := assets.Heights()[c.Size]; height > 0 {
		return height
	}
	return assets.Heights()[""]
}

// RowsSize is the height of a chart with so many rows; beyond twelve they come in
// steps.
func RowsSize(rows int) string {
	rows = max(rows, 1)
	for _, step := range []int{16, 20, 24, 32, 40} {
		if rows > 12 && rows <= step {
			return "rows-" + strconv.Itoa(step)
		}
	}
	return "rows-" + strconv.Itoa(min(rows, 40))
}

// PanelsSize is the height of so many panels, which stand side by side as there is
// room.
func PanelsSize(panels int) string { return "panels-" + strconv.Itoa(max(panels, 1)) }

// MostDots is how many units are drawn one by one; more weigh too much for a page,
// and say no more than quantiles do.
const MostDots = 150
