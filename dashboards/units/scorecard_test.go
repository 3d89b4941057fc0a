package units_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/sample"
	"reformboard/dashboards/units"
	"reformboard/internal/reform"
)

func english() frame.Voice { return sample.Voice(reform.English) }

// TestUnitSentenceAgreesWithTheTally holds the sentence on top of every scorecard
// against what it is made from.
func TestUnitSentenceAgreesWithTheTally(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	for _, u := range tally.Units {
		around := gallery.Around(tally, u.ID)
		page, err := units.NewScorecard(english(), tally, u.ID, around)
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
	tally := sample.Tally("2026-Q3")
	page, err := units.NewScorecard(sample.Vietnamese, tally, "unit-08", gallery.Around(tally, "unit-08"))
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
	tally := sample.Tally("2026-Q3")
	many := gallery.Around(tally, "unit-08")
	for id := range many.Places {
		many.Places[id] = reform.Place{Rank: 9, Dense: 9, Tied: 2, Of: 10}
	}
	for unit, around := range map[string]units.Around{"unit-08": many, "unit-03": gallery.Around(tally, "unit-03"), "unit-21": gallery.Around(tally, "unit-21")} {
		page, err := units.NewScorecard(sample.Vietnamese, tally, unit, around)
		if err != nil {
			t.Fatal(err)
		}
		shown := gallery.Shown(t, page, nil)
		for id, p := range around.Places {
			named := slices.ContainsFunc(page.Weak.Lines, func(l units.PlaceLine) bool { return l.Indicator.Note == id }) ||
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

func TestWhoIsAloneIsNotCompared(t *testing.T) {
	tally := sample.Odd{Units: 1}.Tally("2026-Q3")
	card, err := units.NewScorecard(sample.Vietnamese, tally, "odd-00", gallery.Around(tally, "odd-00"))
	page := gallery.Shown(t, card, err)
	page.In(".standouts").HasText("Chưa so sánh được với khối")
	page.HasNo(".neighbours")
	if card.Says != "Xếp loại Trung bình, hạng 1/1 trong khối." || strings.Contains(card.AreaChart.Note, "trung vị") {
		t.Errorf("%q, %q", card.Says, card.AreaChart.Note)
	}
	tied := sample.Odd{Units: 12, Same: true}.Tally("2026-Q3")
	card, err = units.NewScorecard(sample.Vietnamese, tied, "odd-03", gallery.Around(tied, "odd-03"))
	gallery.Shown(t, card, err).In(".neighbours").HasText("Mọi đơn vị trong khối bằng điểm nhau")
	if len(card.Weak.Lines) != 0 || !strings.Contains(card.Says, "đồng hạng với 5 đơn vị khác") {
		t.Errorf("where all are equal: %q, and %d last places", card.Says, len(card.Weak.Lines))
	}
}

func TestScorecardBeginsWithWhatTheUnitCanMend(t *testing.T) {
	card, err := units.NewScorecard(sample.Vietnamese, sample.Tally("2026-Q3"), "unit-08", units.Around{})
	page := gallery.Shown(t, card.WithReports(sample.Vietnamese, "unit-08", reform.FromUnit), err)
	page.In(".easiest").HasCount("li", 5)
	if strings.Contains(page.In(".easiest").Text(), "5.1") {
		t.Error("a score withheld for want of anything to measure is offered as points to earn")
	}
	page.In(`a[href="/cycles/example-2026-Q3/units/unit-08/report?source=unit"]`)
}

func TestSilenceIsNotZeroOnTheScorecard(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	silent := slices.IndexFunc(tally.Scorecards, func(c reform.Scorecard) bool { return c.Submitted == nil })
	card, err := units.NewScorecard(sample.Vietnamese, tally, tally.Scorecards[silent].Unit, units.Around{})
	page := gallery.Shown(t, card, err)
	page.In(".headline-total").HasText("–/100")
	if got := card.AreaChart.Table.Rows[0][1].Text; got != frame.None {
		t.Errorf("an area nobody reported on shows %q, want a dash", got)
	}
}

func TestWhatIsOnlyWatchedClaimsNoTarget(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	watched := &tally.Framework.Areas[0].Indicators[0]
	watched.Max, watched.Rule.Kind = 0, reform.Information
	card, err := units.NewScorecard(sample.Vietnamese, tally, "unit-08", units.Around{})
	if err != nil {
		t.Fatal(err)
	}
	if got := card.Sections[0].Scores[0]; got.StateSays != "để theo dõi" || got.Target != frame.None || got.Earned != frame.None {
		t.Errorf("got %q, target %q, earned %q", got.StateSays, got.Target, got.Earned)
	}
}
