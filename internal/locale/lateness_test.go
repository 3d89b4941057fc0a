package locale

import (
	"strings"
	"testing"
	"time"

	"reformboard/internal/reform"
)

func TestLatenessIsSaidWithBothMoments(t *testing.T) {
	hanoi := time.FixedZone("+07", 7*60*60)
	due := time.Date(2026, 9, 30, 17, 0, 0, 0, hanoi)
	for _, c := range []struct {
		came   time.Time
		vi, en string
	}{
		{due, "nộp 17:00 30/09/2026, hạn 17:00 30/09/2026, đúng hạn", "came 17:00 30 Sep 2026, due 17:00 30 Sep 2026, in time"},
		{due.Add(time.Hour), "nộp 18:00 30/09/2026, hạn 17:00 30/09/2026, muộn trong ngày đến hạn, chưa đủ một ngày", "came 18:00 30 Sep 2026, due 17:00 30 Sep 2026, late on the very day, which is no whole day yet"},
		{due.Add(12 * time.Hour), "nộp 05:00 01/10/2026, hạn 17:00 30/09/2026, chậm 1 ngày", "came 05:00 1 Oct 2026, due 17:00 30 Sep 2026, 1 day late"},
		{due.AddDate(3, 0, 0), "nộp 17:00 30/09/2029, hạn 17:00 30/09/2026, chậm 1.096 ngày", "came 17:00 30 Sep 2029, due 17:00 30 Sep 2026, 1,096 days late"},
	} {
		late := reform.Window{Due: due}.Lateness(c.came, hanoi)
		if vi, en := Lateness(reform.Vietnamese, late), Lateness(reform.English, late); vi != c.vi || en != c.en {
			t.Errorf("got %q and %q", vi, en)
		}
	}
}

func TestEveryFactOfTheRecordIsExplained(t *testing.T) {
	for _, l := range reform.Languages {
		for _, fact := range reform.Facts {
			if got := Say(l, "fact."+string(fact)); strings.Contains(got, "⟦") {
				t.Errorf("%s: %s is not explained", l, fact)
			}
		}
		for _, source := range reform.Sources {
			if got := Say(l, "source."+string(source)); strings.Contains(got, "⟦") {
				t.Errorf("%s: source %s has no name", l, source)
			}
		}
	}
}
