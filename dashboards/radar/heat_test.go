package radar

import (
	"testing"

	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

// TestALargeBodyIsSeenFromAfar: 3,500 units and 120 indicators are never more than 60 × 60
// cells, and the page is quick.
func TestALargeBodyIsSeenFromAfar(t *testing.T) {
	tally := sample.Large(3500, 10, 12)
	radar := sample.Radar(tally, nil, reform.Scope{}, sample.Vietnamese.Now)
	for _, view := range []View{{}, {Map: MapAreas, Page: 2}, {Map: mapIndicators}, {Area: "7", Page: 59, All: true}} {
		weak, err := NewWeak(sample.Vietnamese, tally, radar, view)
		if err != nil {
			t.Fatal(err)
		}
		if rows, columns := len(weak.Heat.Rows), len(weak.Heat.Columns); rows > mostCells || columns > mostCells || rows == 0 || columns == 0 {
			t.Errorf("%+v: %d × %d cells", view, rows, columns)
		}
		if pages := len(weak.Heat.Pages); view != (View{}) && pages != 59 {
			t.Errorf("%+v: %d pages", view, pages)
		}
	}
	weak, _ := NewWeak(sample.Vietnamese, tally, radar, View{})
	if len(weak.Heat.Rows) != 20 || len(weak.Heat.Columns) != 10 {
		t.Errorf("at first sight: %d groups × %d areas", len(weak.Heat.Rows), len(weak.Heat.Columns))
	}
	last, _ := NewWeak(sample.Vietnamese, tally, radar, View{Area: "7", Page: 59})
	if len(last.Heat.Rows) != 3500-58*mostCells {
		t.Errorf("the last page has %d units", len(last.Heat.Rows))
	}
}
