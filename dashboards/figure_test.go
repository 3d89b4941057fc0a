package dashboards_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"reformboard/dashboards"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/radar"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

// TestALongFigureShowsItsFirstNumbers: the file has all, and the page says so. Those of the
// file alone are worked out when it is asked for.
func TestALongFigureShowsItsFirstNumbers(t *testing.T) {
	for rows, shown := range map[int]int{50: 50, 51: 50} {
		v := frame.Voice{Language: reform.English, Path: "/"}
		worked := 0
		table := frame.TableOf(frame.Columns([]string{"Unit"}), rows, func(n int) []frame.Cell {
			worked++
			return []frame.Cell{{Text: fmt.Sprint("u", n)}}
		})
		if worked != shown {
			t.Errorf("%d rows of %d are worked out for a page that shows %d", worked, rows, shown)
		}
		page := radar.Weak{Chart: v.Chart(frame.Chart{ID: "c", Kind: "bars", Table: table, Option: []byte("{}")})}
		var text bytes.Buffer
		if err := dashboards.Render(&text, dashboards.Shell{Voice: v}, page); err != nil {
			t.Fatal(err)
		}
		doc := htmltest.Parse(t, text.String())
		if got := doc.Count("#c tbody tr"); got != shown {
			t.Errorf("of %d rows the page shows %d", rows, got)
		}
		if line := doc.In("#c .summary-line").Text(); strings.Contains(line, "first 50 of 51 rows") != (rows > shown) {
			t.Errorf("of %d rows the page says %q", rows, line)
		}
		chart, err := frame.ChartOf(page, "c")
		if err != nil {
			t.Fatal(err)
		}
		for n, row := range chart.Table.All() {
			if row[0].Text != fmt.Sprint("u", n) {
				t.Errorf("row %d of %d is of %s", n, rows, row[0].Text)
			}
		}
		if got := len(chart.Table.All()); got != rows {
			t.Errorf("the file has %d rows of %d", got, rows)
		}
	}
}
