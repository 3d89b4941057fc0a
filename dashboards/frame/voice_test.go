package frame_test

import (
	"testing"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

// Asia/Ho_Chi_Minh was GMT+8 in 1970, and has been GMT+7 since 1975.
func TestZoneIsNamedAsOfToday(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Ho_Chi_Minh")
	if err != nil {
		t.Fatal(err)
	}
	v := frame.Voice{Language: reform.Vietnamese, Zone: zone, Now: sample.Vietnamese.Now}
	if got := v.ZoneName(); got != "GMT+7" {
		t.Errorf("got %s, want GMT+7", got)
	}
}

func TestAWholeNumberNeverHidesWhatIsThereOrMissing(t *testing.T) {
	for percent, want := range map[reform.Percent]string{0: "0", 1: "<1", 49: "<1", 50: "1", 99_49: "99", 99_50: ">99", 99_99: ">99", 100_00: "100"} {
		if got := sample.Vietnamese.Whole(percent); got != want {
			t.Errorf("%s %%: got %q, want %q", percent.Decimal(), got, want)
		}
	}
}

func TestRanksFollowTheTieRule(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	for ties, want := range map[reform.Ties]string{"": "2", reform.TiesDense: "5", reform.TiesAverage: "2,5"} {
		tally.Framework.Ranks.Ties = ties
		if got := sample.Vietnamese.Rank(&tally.Framework, reform.Standing{Rank: 2, Dense: 5, Tied: 2}); got != want {
			t.Errorf("%q: got %s, want %s", ties, got, want)
		}
	}
}
