package dashboards

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

func english() frame.Voice { return sampleShell(reform.English, "").Voice }

// TestUnitSentenceAgreesWithTheTally holds the sentence on top of every scorecard
// against what it is made from.
func TestUnitSentenceAgreesWithTheTally(t *testing.T) {
	tally := sampleTally("2026-Q3")
	for _, u := range tally.Units {
		around := aroundOf(tally, u.ID)
		page, err := NewScorecard(english(), tally, u.ID, around)
		if err != nil {
			t.Fatal(err)
		}
		group, _ := tally.Ranking(u.PeerGroup)
		s, _ := group.Standing(u.ID)
		if s.Rank == 0 {
			if page.Says != "" || page.Unranked == "" {
				t.Errorf("%s has no rank: %q", u.ID, page.Says)
			}
			continue
		}
		last := 0
		for _, p := range around.Places {
			if p.Last() {
				last++
			}
		}
		want := []string{"rank " + strconv.Itoa(s.Rank) + " of " + strconv.Itoa(len(group.Standings))}
		if last > 0 {
			want = append(want, "last in its group on "+strconv.Itoa(last)+" indicator")
		}
		if s.Tied > 1 {
			want = append(want, "shared with")
		}
		for _, w := range want {
			if !strings.Contains(page.Says, w) {
				t.Errorf("%s: %q does not say %q", u.ID, page.Says, w)
			}
		}
		if (last > 0) != strings.Contains(page.Says, "last in its group") {
			t.Errorf("%s: %q, and last %d times", u.ID, page.Says, last)
		}
	}
}

func TestUnitSentenceNamesTheAreaFurthestBelow(t *testing.T) {
	tally := sampleTally("2026-Q3")
	page, err := NewScorecard(vietnamese, tally, "unit-08", aroundOf(tally, "unit-08"))
	if err != nil {
		t.Fatal(err)
	}
	if want := "Xếp loại Trung bình, hạng 10/10 trong khối, giữ hạng; thấp hơn trung vị khối nhiều nhất ở lĩnh vực 5 Mức độ hài lòng (49,6 %, trung vị 69,6 %); xếp cuối khối ở 4 tiêu chí."; page.Says != want {
		t.Errorf("got  %s\nwant %s", page.Says, want)
	}
	if page.AreaChart.Title != "Thấp hơn trung vị khối ở 5/5 lĩnh vực" {
		t.Errorf("the chart's message is %q", page.AreaChart.Title)
	}
}

// TestEveryLastPlaceIsNamed also where there are more than lines for them.
func TestEveryLastPlaceIsNamed(t *testing.T) {
	tally := sampleTally("2026-Q3")
	many := aroundOf(tally, "unit-08")
	for id := range many.Places {
		many.Places[id] = reform.Place{Rank: 9, Dense: 9, Tied: 2, Of: 10}
	}
	for unit, around := range map[string]Around{"unit-08": many, "unit-03": aroundOf(tally, "unit-03"), "unit-21": aroundOf(tally, "unit-21")} {
		page, err := NewScorecard(vietnamese, tally, unit, around)
		if err != nil {
			t.Fatal(err)
		}
		shown := shown(t, page, nil)
		for id, p := range around.Places {
			named := slices.ContainsFunc(page.Weak.Lines, func(l PlaceLine) bool { return l.Indicator.Note == id }) ||
				slices.ContainsFunc(page.Weak.Also, func(l frame.Link) bool { return l.Note == id })
			if p.Last() && !named {
				t.Errorf("%s is last in %s, and it is not said", unit, id)
			}
		}
		if unit == "unit-08" {
			shown.In(".standouts").HasText("Xếp cuối khối ở " + strconv.Itoa(len(many.Places)) + " tiêu chí").HasText("Cũng xếp cuối khối").HasText("2 đơn vị bằng điểm")
		}
	}
}

func TestNeighboursSayWhatIsMissing(t *testing.T) {
	tally := sampleTally("2026-Q3")
	group, _ := tally.Ranking("regions")
	for at, s := range group.Standings {
		card, _ := tally.Scorecard(s.Unit)
		next := neighbours(vietnamese, tally, card, group, func(string) bool { return at%2 == 0 })
		own := slices.IndexFunc(next.Rows, func(r NeighbourRow) bool { return r.Own })
		if own != min(at, nextTo) || len(next.Rows) != min(at, nextTo)+1+min(len(group.Standings)-1-at, nextTo) {
			t.Errorf("place %d: %d rows, its own is %d", at, len(next.Rows), own)
		}
		for n, row := range next.Rows {
			if linked := row.Unit.URL != ""; linked != (at%2 == 0 && n != own) {
				t.Errorf("%s: link %q", row.Unit.Text, row.Unit.URL)
			}
		}
		if at == 0 {
			if !strings.HasPrefix(next.Title, "Đứng đầu khối") || next.How != "" {
				t.Errorf("the first: %q, %q", next.Title, next.How)
			}
			continue
		}
		above := group.Standings[at-1]
		want := "Còn " + vietnamese.Points(above.Total-s.Total) + " điểm để lên hạng " + strconv.Itoa(above.Rank)
		if next.Title != want {
			t.Errorf("got %q, want %q", next.Title, want)
		}
	}
}

// TestTheIndicatorThatClosesTheGapCloses earns the points it names, and counts.
func TestTheIndicatorThatClosesTheGapCloses(t *testing.T) {
	tally := sampleTally("2026-Q3")
	card := reform.Scorecard{
		Unit: "unit-08", Earned: 40 * reform.Point, Max: 80 * reform.Point, Total: 50 * reform.Point,
		Scores: []reform.Score{
			{Indicator: "1.1", State: reform.Scored, Earned: 4 * reform.Point, Max: 6 * reform.Point},
			{Indicator: "1.4", State: reform.NotSubmitted, Max: 6 * reform.Point},
			{Indicator: "2.1", State: reform.UnderReview, Max: 14 * reform.Point},
		},
	}
	for missing, want := range map[string]string{
		"5":    "Thêm 4,00 trong 6,00 điểm còn thiếu ở tiêu chí này là đủ:", // 4 of 80 are 5 of 100
		"5.01": "Thêm 4,01 trong 6,00",                                      // 4.008, rounded up: less would not do
		"9":    "Không tiêu chí nào",                                        // 14 points are not in the unit's hands
	} {
		how, where := closes(vietnamese, tally, card, points(missing))
		if !strings.HasPrefix(how, want) || (where.Note == "1.4") != (missing != "9") {
			t.Errorf("%s: %q at %q", missing, how, where.Note)
		}
	}
	tally.Framework.Areas[0].Combine.Method = reform.Geometric
	if how, _ := closes(vietnamese, tally, card, reform.Point); how != "" {
		t.Errorf("points do not add up here, and it says %q", how)
	}
}

func TestMedianOfThePeers(t *testing.T) {
	tally := sampleTally("2026-Q3")
	card := func(earned reform.Points, state reform.State) *reform.Scorecard {
		return &reform.Scorecard{
			Subtotals: []reform.Subtotal{{Area: "1", State: state, Earned: earned, Max: 10}},
			Scores:    []reform.Score{{Indicator: "1.1", State: state, Earned: earned, Max: 10}},
		}
	}
	peers := []*reform.Scorecard{card(9, reform.Scored), card(0, reform.Zero), card(0, reform.NotSubmitted), card(2, reform.Scored)}
	if got := areaMedians(&tally.Framework, peers)["1"]; got.Cmp(reform.NewFraction(1, 5)) != 0 {
		t.Errorf("the median share is %s", got)
	}
	if got := indicatorMedians(&tally.Framework, peers)["1.1"]; got != 2 {
		t.Errorf("the median is %d", got)
	}
	peers = append(peers, card(5, reform.Scored))
	if got := areaMedians(&tally.Framework, peers)["1"]; got.Cmp(reform.NewFraction(7, 20)) != 0 {
		t.Errorf("the median of four is %s", got)
	}
	if got := areaMedians(&tally.Framework, peers[:3]); len(got) != 0 {
		t.Errorf("two units have a median: %v", got)
	}
}

func TestChangeIsSaidOnlyOfWhatMayBeCompared(t *testing.T) {
	now, was := sampleTally("2026-Q3"), sampleTally("2026-Q2")
	if got := scoresBefore(now, []*reform.Tally{was}, "unit-08"); len(got) < 20 {
		t.Errorf("of the same edition only %d are compared", len(got))
	}
	if got := scoresBefore(now, []*reform.Tally{sampleTally("2026-Q1")}, "unit-08"); got != nil {
		t.Error("a cycle missed is compared with the one before")
	}
	was.Framework.ID = "edition before"
	now.Framework.Changes = []reform.Change{
		{Kind: reform.Split, From: []string{"1.1"}, To: []string{"1.1", "1.2"}}, {Kind: reform.Reworded, From: []string{"3.2"}, To: []string{"3.1"}},
	}
	got := scoresBefore(now, []*reform.Tally{was}, "unit-08")
	if _, ok := got["1.1"]; ok {
		t.Error("an indicator that was split is compared")
	}
	if _, ok := got["3.1"]; ok {
		t.Error("indicators of 6 and of 4 points are compared")
	}
	if _, ok := got["1.4"]; !ok {
		t.Error("what did not change is not compared")
	}
	for _, test := range []struct {
		now, was reform.Points
		known    bool
		want     string
	}{{1, 0, false, frame.None}, {2 * reform.Point, reform.Point, true, "1,00"}, {0, reform.Point, true, "1,00"}, {1, 1, true, "="}} {
		if got := vietnamese.PointsMove(test.now, test.was, test.known); got.Text != test.want {
			t.Errorf("%+v: got %+v", test, got)
		}
	}
}

func TestTrendSaysHowTheTotalChanged(t *testing.T) {
	periods := []string{"I", "II", "III"}
	s := func(total reform.Points, rank int) reform.Standing {
		return reform.Standing{Total: total * reform.Point, Rank: rank}
	}
	for want, standings := range map[string][]reform.Standing{
		"Tổng điểm tăng 3,00 so với II": {s(1, 1), s(2, 1), s(5, 1)},
		"Tổng điểm giảm 1,00 so với I":  {s(6, 1), s(0, 0), s(5, 1)},
		"Tổng điểm bằng II":             {s(6, 1), s(5, 1), s(5, 1)},
		"Lần đầu được xếp hạng":         {s(0, 0), s(0, 0), s(5, 1)},
		"Kỳ này chưa được xếp hạng":     {s(1, 1), s(1, 1), s(0, 0)},
	} {
		if got := trendTitle(vietnamese, periods, standings); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestWhoIsAloneIsNotCompared(t *testing.T) {
	tally := odd{units: 1}.tally("2026-Q3")
	card, err := NewScorecard(vietnamese, tally, "odd-00", aroundOf(tally, "odd-00"))
	page := shown(t, card, err)
	page.In(".standouts").HasText("Chưa so sánh được với khối")
	page.HasNo(".neighbours")
	if card.Says != "Xếp loại Trung bình, hạng 1/1 trong khối." || strings.Contains(card.AreaChart.Note, "trung vị") {
		t.Errorf("%q, %q", card.Says, card.AreaChart.Note)
	}
	tied := odd{units: 12, same: true}.tally("2026-Q3")
	card, err = NewScorecard(vietnamese, tied, "odd-03", aroundOf(tied, "odd-03"))
	shown(t, card, err).In(".neighbours").HasText("Mọi đơn vị trong khối bằng điểm nhau")
	if len(card.Weak.Lines) != 0 || !strings.Contains(card.Says, "đồng hạng với 5 đơn vị khác") {
		t.Errorf("where all are equal: %q, and %d last places", card.Says, len(card.Weak.Lines))
	}
}
