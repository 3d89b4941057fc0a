package board_test

import (
	"slices"
	"testing"
	"time"

	"reformboard/dashboards/board"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

func TestTheWayInSaysWhichDayIsNext(t *testing.T) {
	f := sample.Framework()
	cycle := func(period reform.Period, opens, due, closes int) board.CycleEntry {
		day := func(n int) time.Time { return time.Date(2026, 10, n, 10, 0, 0, 0, time.UTC) }
		return board.CycleEntry{Cycle: reform.Cycle{ID: string(period), Period: period, Opens: day(opens), Due: day(due), Closes: day(closes)}, Framework: &f, Body: reform.Unit{ID: "body"}, Units: 4, Reported: 1}
	}
	entries := []board.CycleEntry{cycle("2027-Q1", 25, 27, 29), cycle("2026-Q4", 10, 20, 24), cycle("2026-Q3", 1, 12, 18)}
	for _, c := range []struct {
		hour int // from the beginning of the month
		want string
		left []string
	}{
		{0, "Không có đợt nào đang nhận báo cáo.", []string{"mở sau 24 ngày", "mở sau 9 ngày", "mở sau chưa đầy 10 giờ"}},
		{24, "Hạn nộp gần nhất: 17:00 12/10/2026, còn 10 ngày (Quý III/2026 · Dịch vụ công).", []string{"mở sau 23 ngày", "mở sau 8 ngày", "còn 10 ngày"}},
		{12 * 24, "Hạn nộp gần nhất: 17:00 20/10/2026, còn 7 ngày (Quý IV/2026 · Dịch vụ công).", []string{"mở sau 12 ngày", "còn 7 ngày", "đã quá hạn, còn 5 ngày đến khi khóa"}},
		{21 * 24, "Đã quá hạn nộp; Quý IV/2026 · Dịch vụ công còn nhận báo cáo muộn đến khi khóa lúc 17:00 24/10/2026, còn 2 ngày.", []string{"mở sau 3 ngày", "đã quá hạn, còn 2 ngày đến khi khóa", ""}},
		{40 * 24, "Không có đợt nào đang nhận báo cáo.", []string{"", "", ""}},
	} {
		page := board.NewCycles(sample.Vietnamese, entries, time.Date(2026, 10, 1, c.hour, 0, 0, 0, time.UTC))
		if got := page.Bodies[0].Next; got != c.want {
			t.Errorf("hour %d: got %q, want %q", c.hour, got, c.want)
		}
		var left []string
		for _, line := range page.Bodies[0].Cycles {
			left = append(left, line.Left)
		}
		if !slices.Equal(left, c.left) {
			t.Errorf("hour %d: got %q, want %q", c.hour, left, c.left)
		}
	}
	gallery.Shown(t, board.NewCycles(sample.Vietnamese, entries, time.Date(2026, 10, 2, 0, 0, 0, 0, time.UTC)), nil).In(`a[href="/cycles/2026-Q3/completeness"]`).HasText("1/4")
}
