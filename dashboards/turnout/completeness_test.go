package turnout_test

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/sample"
	"reformboard/dashboards/turnout"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

func completeness(t *testing.T, v frame.Voice, tally *reform.Tally, past []*reform.Tally, q turnout.Query) (turnout.Completeness, htmltest.Page) {
	t.Helper()
	page, err := turnout.NewCompleteness(v, tally, past, q)
	return page, gallery.Shown(t, page, err)
}

// onlyLate are the sample's cycles in which the named units alone were late, and
// everybody else in time.
func onlyLate(cycles map[reform.Period][]string) (last *reform.Tally, past []*reform.Tally) {
	for _, p := range []reform.Period{"2026-Q1", "2026-Q2", "2026-Q3"} {
		t := sample.Tally(p)
		for n := range t.Scorecards {
			c := &t.Scorecards[n]
			at := t.Cycle.Due.Add(-time.Hour)
			if c.Late = slices.Contains(cycles[p], c.Unit); c.Late {
				at = t.Cycle.Due.Add(25 * time.Hour)
			}
			c.Submitted = &at
		}
		past = append(past, t)
	}
	return past[2], past[:2]
}

func TestWhoIsLateAgainIsToldFromWhoIsLateOnce(t *testing.T) {
	last, past := onlyLate(map[reform.Period][]string{"2026-Q1": {"unit-01", "unit-02"}, "2026-Q2": {"unit-01"}, "2026-Q3": {"unit-03"}})
	page, drawn := completeness(t, sample.Vietnamese, last, past, turnout.Query{Status: "repeated"})
	if len(page.Rows) != 1 || page.Rows[0].Unit.URL != frame.UnitURL(last.Cycle.ID, "unit-01") || page.Rows[0].Faults != "2/3" {
		t.Errorf("got %+v", page.Rows)
	}
	var says []string
	for _, c := range page.Rows[0].Cells {
		says = append(says, c.Mark+" "+c.Says)
	}
	if got, want := strings.Join(says, "; "), "+2 Quý I/2026: nộp muộn, muộn 2 ngày; +2 Quý II/2026: nộp muộn, muộn 2 ngày; ✓ Quý III/2026: đúng hạn"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	drawn.In(".says").HasText("1 đơn vị chậm từ 2 trong 3 kỳ gần nhất trở lên; chậm nhiều nhất là Vụ Tham mưu 1: 2 kỳ.")
	drawn.In(".turns td.turn-late span.unseen").At(0).HasText("muộn 2 ngày")
	late, _ := completeness(t, sample.Vietnamese, last, past, turnout.Query{Status: "late"})
	if len(late.Rows) != 1 || late.Rows[0].Unit.URL != frame.UnitURL(last.Cycle.ID, "unit-03") {
		t.Errorf("late now: got %+v", late.Rows)
	}
}

func TestSilenceGoesByTheDay(t *testing.T) {
	tally := sample.Silent("unit-02") // with the two that are silent in every sample
	for _, c := range []struct {
		now   time.Time
		is    reform.Timeliness
		alert bool
		title string
	}{
		{tally.Cycle.Due, reform.NotYetDue, false, "45/48 đơn vị đã nộp, chưa đơn vị nào chậm"},
		{tally.Cycle.Due.Add(time.Second), reform.Overdue, true, "3/48 đơn vị nộp muộn hoặc để quá hạn, nhiều nhất ở Khối cục chuyên ngành: 2"},
		{tally.Cycle.Closes, reform.NeverCame, true, "3/48 đơn vị nộp muộn hoặc để quá hạn, nhiều nhất ở Khối cục chuyên ngành: 2"},
	} {
		v := sample.Vietnamese
		v.Now = c.now
		page, drawn := completeness(t, v, tally, nil, turnout.Query{Status: "missing"})
		if len(page.Rows) != 3 || page.Rows[0].Is != c.is || page.Tiles[2].Alert != c.alert || page.Tiles[2].Value != "3" {
			t.Errorf("%s: got %d rows, %+v, %+v", c.is, len(page.Rows), page.Rows, page.Tiles[2])
		}
		drawn.HasCount(".turns td.turn-"+string(c.is), 3)
		if page.Chart.Title != c.title {
			t.Errorf("%s: the chart says %q, want %q", c.is, page.Chart.Title, c.title)
		}
	}
}

func TestAUnitThatWasNotThereIsNotLate(t *testing.T) {
	last, past := onlyLate(nil)
	past[0] = sample.Without(past[0], "unit-01")
	page, _ := completeness(t, sample.Vietnamese, last, past, turnout.Query{Find: "Vụ tham mưu 1"})
	row := page.Rows[0]
	if row.Cells[0].Is != reform.NotYetUnit || row.Faults != "0/2" {
		t.Errorf("got %+v", row)
	}
}

func TestAllOfThePageSpeaksOfTheGroupChosen(t *testing.T) {
	page, drawn := completeness(t, sample.Vietnamese, sample.Tally("2026-Q3"), nil, turnout.Query{Group: "schools"})
	drawn.In(".says").HasText("0 chưa nộp, 1 nộp muộn")
	if page.Tiles[0].Of != "9" || page.Chart.Title != "1/9 đơn vị nộp muộn hoặc để quá hạn" || page.Shown != "9/9 đơn vị" {
		t.Errorf("got %+v, %q, %q", page.Tiles[0], page.Chart.Title, page.Shown)
	}
}

func TestTheMatrixLooksBackOnEightCycles(t *testing.T) {
	var past []*reform.Tally
	for range 11 {
		past = append(past, sample.Tally("2026-Q2"))
	}
	page, drawn := completeness(t, sample.Vietnamese, sample.Tally("2026-Q3"), past, turnout.Query{})
	if len(page.Periods) != 8 || page.Periods[7] != "Quý III/2026" {
		t.Errorf("got %v", page.Periods)
	}
	drawn.HasCount(".turns tbody tr:first-child td.turn", 8)
}

func TestTheListIsFoundSortedAndPaged(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	for name, c := range map[string]struct {
		query turnout.Query
		rows  int
		first string
	}{
		"what is owed comes first":  {turnout.Query{}, 48, "unit-12"},
		"as the body lists them":    {turnout.Query{Sort: "listed"}, 48, "unit-01"},
		"by name":                   {turnout.Query{Sort: "name"}, 48, "unit-03"},
		"fewest figures first":      {turnout.Query{Sort: "coverage"}, 48, "unit-12"},
		"without accents":           {turnout.Query{Find: "  hoc VIEN ", Sort: "listed"}, 9, "unit-05"},
		"by id":                     {turnout.Query{Find: "unit-08"}, 1, "unit-08"},
		"of one group":              {turnout.Query{Group: "schools", Sort: "listed"}, 9, "unit-05"},
		"all conditions together":   {turnout.Query{Group: "schools", Status: "late", Find: "1"}, 1, "unit-05"},
		"a page beyond the last is": {turnout.Query{Sort: "listed", Page: 9}, 48, "unit-01"},
	} {
		page, _ := completeness(t, sample.Vietnamese, tally, nil, c.query)
		if len(page.Rows) != c.rows || page.Rows[0].Unit.URL != frame.UnitURL(tally.Cycle.ID, c.first) {
			t.Errorf("%s: got %d rows from %s", name, len(page.Rows), page.Rows[0].Unit.URL)
		}
	}
	for n := range 160 {
		u := tally.Units[n%48]
		u.ID = fmt.Sprintf("more-%03d", n)
		tally.Units = append(tally.Units, u)
	}
	page, drawn := completeness(t, sample.Vietnamese, tally, nil, turnout.Query{Find: "more", Page: 2})
	if len(page.Rows) != 60 || len(page.Pages) != 2 {
		t.Errorf("got %d rows on the second of %d pages", len(page.Rows), len(page.Pages))
	}
	drawn.In(`.pages a[href="/cycles/example-2026-Q3/completeness?find=more&page=2"][aria-current]`)
	drawn.In(`a[download][href="/cycles/example-2026-Q3/completeness.csv?find=more"]`)
	if units := page.Units(sample.Vietnamese, tally); len(units.Rows) != 160 || len(units.Columns) != len(units.Rows[0]) {
		t.Errorf("the file has %d rows, %d columns and %d cells a row", len(units.Rows), len(units.Columns), len(units.Rows[0]))
	}
}

func TestAnUnknownFilterIsRefused(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	for q, want := range map[turnout.Query]error{{Group: "nowhere"}: reform.ErrNotFound, {Status: "rumour"}: reform.ErrInvalid, {Sort: "rumour"}: reform.ErrInvalid} {
		if _, err := turnout.NewCompleteness(sample.Vietnamese, tally, nil, q); !errors.Is(err, want) {
			t.Errorf("%+v: got %v", q, err)
		}
	}
}

// TestTheTurnoutChartCountsEveryUnitOnce holds drawing and table against the units.
func TestTheTurnoutChartCountsEveryUnitOnce(t *testing.T) {
	for name, tally := range map[string]*reform.Tally{"sample": sample.Tally("2026-Q3"), "34 groups": sample.Wide(), "empty": sample.Empty(), "one unit": sample.One()} {
		for _, l := range reform.Languages {
			v := frame.Voice{Language: l, Zone: sample.Hanoi, Now: tally.Cycle.Due.Add(time.Hour)}
			page, err := turnout.NewCompleteness(v, tally, nil, turnout.Query{})
			if err != nil {
				t.Fatal(err)
			}
			faults, most := 0, map[string]int{}
			for n, c := range tally.Scorecards {
				if c.Submitted == nil || c.Late {
					faults++
					most[tally.Units[n].PeerGroup]++
				}
			}
			greatest := 0
			for _, n := range most {
				greatest = max(greatest, n)
			}
			units := 0
			for _, row := range page.Chart.Table.Rows {
				sum := 0
				for _, cell := range row[1 : len(row)-1] {
					sum += int(cell.Number.Rat().Num().Int64())
				}
				if all := int(row[len(row)-1].Number.Rat().Num().Int64()); all != sum {
					t.Errorf("%s: %s has %d units and %d answers", name, row[0].Text, all, sum)
				}
				units += sum
			}
			if units != len(tally.Units) || len(page.Chart.Table.Rows) != len(tally.Groups) {
				t.Errorf("%s: the table counts %d units in %d groups", name, units, len(page.Chart.Table.Rows))
			}
			numbers := regexp.MustCompile(`\d+(?:[.,]\d+)*`).FindAllString(page.Chart.Title, -1)
			switch {
			case faults == 0:
				if strings.Contains(page.Chart.Title, v.Count(len(tally.Units))+"/") {
					t.Errorf("%s: %q", name, page.Chart.Title)
				}
			case numbers[0] != v.Count(faults), numbers[1] != v.Count(len(tally.Units)), len(most) > 1 && numbers[len(numbers)-1] != v.Count(greatest):
				t.Errorf("%s in %s: %q, want %d of %d, at most %d", name, l, page.Chart.Title, faults, len(tally.Units), greatest)
			}
		}
	}
}

// TestEachUnitIsHeldAgainstItsOwnWindow gives one group later days and one unit more time:
// at the same moment their silence is no fault.
func TestEachUnitIsHeldAgainstItsOwnWindow(t *testing.T) {
	tally := sample.Empty()
	c := &tally.Cycle
	longer, group := tally.Units[0], tally.Units[1].PeerGroup
	for _, u := range tally.Units {
		if u.PeerGroup != group {
			longer = u
		}
	}
	c.Windows = []reform.Window{{Stage: reform.ReportingStage, PeerGroup: group, Opens: c.Opens, Due: c.Due.AddDate(0, 0, 2), Closes: c.Closes.AddDate(0, 0, 2)}}
	c.Extensions = []reform.Extension{{Stage: reform.ReportingStage, Unit: longer.ID, Until: c.Due.AddDate(0, 0, 3), Reason: "Bão làm mất điện ba ngày"}}
	v := sample.Vietnamese
	v.Now = c.Due.AddDate(0, 0, 1)
	page, err := turnout.NewCompleteness(v, tally, nil, turnout.Query{Sort: "listed"})
	if err != nil {
		t.Fatal(err)
	}
	said := map[reform.Timeliness]int{}
	for n, row := range page.Rows {
		u := tally.Units[n]
		want := reform.Overdue
		if u.PeerGroup == group || u.ID == longer.ID {
			want = reform.NotYetDue
		}
		if row.Is != want || (row.Longer != "") != (u.ID == longer.ID) {
			t.Errorf("%s of %s: got %s, %q", u.ID, u.PeerGroup, row.Is, row.Longer)
		}
		said[row.Is]++
	}
	if said[reform.Overdue] == 0 || said[reform.NotYetDue] < 2 {
		t.Errorf("got %v", said)
	}
}
