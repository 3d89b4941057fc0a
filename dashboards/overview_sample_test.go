package dashboards

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// overviewSamples are the overview with much to show, and before the due day.
func overviewSamples(v frame.Voice, now *reform.Tally, before []*reform.Tally) []sampled {
	early := v
	early.Now = now.Cycle.Due.Add(-50 * time.Hour)
	return []sampled{
		{"overview-wide", NewOverview(v, wideTally(), before, nil)},
		{"overview-early", NewOverview(early, silentTally("unit-02", "unit-08", "unit-19"), nil, nil)},
		{"overview-one", NewOverview(v, oneUnit(), nil, nil)},
		{"overview-tied", NewOverview(v, allTied(), before, nil)},
	}
}

// silentTally is the sample in which some more units have not reported, and nobody
// was late.
func silentTally(ids ...string) *reform.Tally {
	t := sampleTally("2026-Q3")
	for n := range t.Scorecards {
		c := &t.Scorecards[n]
		if slices.Contains(ids, c.Unit) {
			c.Submitted = nil
		}
		c.Late = false
	}
	t.Overall = sampleRanking(t, "")
	for n, g := range t.Groups {
		t.ByGroup[n] = sampleRanking(t, g.ID)
	}
	return t
}

// wideTally is the sample with 34 peer groups of long names and 150 indicators.
func wideTally() *reform.Tally {
	t := sampleTally("2026-Q3")
	t.Groups, t.ByGroup = nil, nil
	for n := range 34 {
		t.Groups = append(t.Groups, reform.PeerGroup{
			ID: fmt.Sprintf("g%02d", n), NameVI: fmt.Sprintf("Khối đơn vị trực thuộc các vùng kinh tế trọng điểm phía Nam %d", n+1), NameEN: fmt.Sprintf("Units of the southern economic regions and islands, group %d", n+1),
		})
	}
	for n := range t.Units {
		t.Units[n].PeerGroup = t.Groups[n%34].ID
		t.Units[n].NameVI = fmt.Sprintf("Chi cục Quản lý tổng hợp và Phối hợp liên ngành Khu vực %d", n+1)
	}
	for _, g := range t.Groups {
		t.ByGroup = append(t.ByGroup, sampleRanking(t, g.ID))
	}
	area, weaknesses := &t.Framework.Areas[0], t.Weaknesses
	for n := range 126 {
		i := area.Indicators[n%4]
		i.ID, i.Title.VI = fmt.Sprintf("9.%d", n+1), strings.Repeat("Tỷ lệ thủ tục hành chính ", 4)+fmt.Sprint(n+1)
		area.Indicators = append(area.Indicators, i)
		w := weaknesses[n%len(weaknesses)]
		w.Indicator = i.ID
		t.Weaknesses = append(t.Weaknesses, w)
	}
	slices.SortStableFunc(t.Weaknesses, func(a, b reform.Weakness) int { return int(b.Recoverable - a.Recoverable) })
	return t
}
