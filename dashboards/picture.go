package dashboards

import "reformboard/dashboards/assets"

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
