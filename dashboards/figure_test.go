package dashboards

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

// TestALongFigureShowsItsFirstNumbers: the file has all, and the page says so.
func TestALongFigureShowsItsFirstNumbers(t *testing.T) {
	for rows, shown := range map[int]int{mostNumbers: mostNumbers, mostNumbers + 1: mostNumbers} {
		v := Voice{Language: reform.English, Path: "/"}
		table := Table{Columns: columns([]string{"Unit"})}
		for n := range rows {
			table.Rows = append(table.Rows, []Cell{{Text: fmt.Sprint("u", n)}})
		}
		page := Weak{Chart: v.chart(Chart{ID: "c", Kind: "bars", Table: table, Option: []byte("{}")})}
		var text bytes.Buffer
		if err := Render(&text, Shell{Voice: v}, page); err != nil {
			t.Fatal(err)
		}
		doc := htmltest.Parse(t, text.String())
		if got := doc.Count("#c tbody tr"); got != shown {
			t.Errorf("of %d rows the page shows %d", rows, got)
		}
		if line := doc.In("#c .summary-line").Text(); strings.Contains(line, "first 100 of 101 rows") != (rows > shown) {
			t.Errorf("of %d rows the page says %q", rows, line)
		}
		if chart, err := ChartOf(page, "c"); err != nil || len(chart.Table.Rows) != rows {
			t.Errorf("the file has %d rows of %d: %v", len(chart.Table.Rows), rows, err)
		}
	}
}
