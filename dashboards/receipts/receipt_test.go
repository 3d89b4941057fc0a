package receipts_test

import (
	"errors"
	"regexp"
	"testing"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/receipts"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

func TestWaterfallSaysWhereMostIsMissing(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	area, err := receipts.NewReceipt(sample.Vietnamese, tally, "unit-08", "3", nil)
	if err != nil {
		t.Fatal(err)
	}
	card, _ := tally.Scorecard("unit-08")
	s, _ := card.Score("3.4")
	sub, _ := card.Subtotal("3")
	want := "Thiếu nhiều nhất ở 3.4  Tỷ lệ hồ sơ thanh toán trực tuyến: " + sample.Vietnamese.Points(s.Max-s.Earned) + " trong " + sample.Vietnamese.Points(sub.Max-sub.Earned) + " điểm còn thiếu"
	if area.Fall.Title != want {
		t.Errorf("got %q, want %q", area.Fall.Title, want)
	}
	none, err := receipts.NewReceipt(sample.Vietnamese, tally, "unit-08", "5.1", nil)
	if err != nil || none.Fall != nil {
		t.Errorf("without a score there is no way down: %+v, %v", none.Fall, err)
	}
}

func TestReceiptStandsBesideTheCycleBefore(t *testing.T) {
	now, before := sample.Tally("2026-Q3"), sample.Tally("2026-Q2")
	points := func(tally *reform.Tally, node string) reform.Points {
		card, _ := tally.Scorecard("unit-08")
		if s, ok := card.Score(node); ok {
			return s.Earned
		}
		if s, ok := card.Subtotal(node); ok {
			return s.Earned
		}
		return card.Total
	}
	for _, node := range []string{"3.4", "3", "total"} {
		page, err := gallery.Receipt(sample.Vietnamese, now, before, node, nil)
		if err != nil {
			t.Fatal(err)
		}
		earned := points(before, node)
		if page.Earlier.Earned != sample.Vietnamese.Points(earned) || page.Earlier.Receipt != "/cycles/example-2026-Q2/units/unit-08/indicators/"+node {
			t.Errorf("%s: got %+v", node, page.Earlier)
		}
		if want, _ := sample.Vietnamese.Change(points(now, node) - earned); page.Earlier.Change != want {
			t.Errorf("%s: moved by %s, want %s", node, page.Earlier.Change, want)
		}
		gallery.Shown(t, page, nil).In(".earlier").HasText("Quý II/2026").HasText(page.Earlier.Earned)
	}
	silent, err := gallery.Receipt(sample.Vietnamese, now, sample.Empty(), "3.4", nil)
	if err != nil || silent.Earlier.Earned != frame.None || silent.Earlier.Change != "" || silent.Earlier.State != reform.NotSubmitted {
		t.Errorf("silence is not zero: %+v, %v", silent.Earlier, err)
	}
	before.Scorecards = nil
	if fresh, _ := gallery.Receipt(sample.Vietnamese, now, before, "3.4", nil); fresh.Earlier != nil {
		t.Errorf("a unit that was not there: %+v", fresh.Earlier)
	}
}

// TestLatenessLeadsToTheCalendar shows an indicator that reads the record: both moments and
// the days between them, and where the due time is set. What was published leads nowhere:
// the days of today may be others.
func TestLatenessLeadsToTheCalendar(t *testing.T) {
	tally := sample.Late("2026-Q3")
	for _, edition := range []*reform.Publication{nil, {Number: 1}} {
		tally.Edition = edition
		page, err := receipts.NewReceipt(sample.Vietnamese, tally, sample.Explained, "5.6", nil)
		if err != nil || len(page.Inputs) != 1 {
			t.Fatalf("got %+v, %v", page.Inputs, err)
		}
		row, want := page.Inputs[0], "/cycles/example-2026-Q3/calendar"
		if edition != nil {
			want = ""
		}
		if !regexp.MustCompile(`^nộp \d\d:\d\d \d\d/\d\d/2026, hạn 09:00 28/09/2026, chậm `+row.Value+` ngày$`).MatchString(row.File) || row.Value == "0" || row.Upload != want {
			t.Errorf("got %+v", row)
		}
		on := gallery.Shown(t, page, nil)
		on.In("table.lines").HasText(row.File)
		if edition == nil {
			on.In(`table.lines a[href="` + want + `"]`)
		}
	}
}

func TestReceiptsLeadToTheirNeighbours(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	for node, want := range map[string][2]string{"1.1": {"", "1.2"}, "3.1": {"2.4", "3.2"}, "5.5": {"5.4", ""}, "3": {}, "total": {}} {
		page, err := receipts.NewReceipt(sample.Vietnamese, tally, "unit-08", node, nil)
		if err != nil || page.Previous.Note != want[0] || page.Next.Note != want[1] {
			t.Errorf("%s: got %q and %q, want %q, %v", node, page.Previous.Note, page.Next.Note, want, err)
		}
		on := gallery.Shown(t, page, nil)
		on.In(`.onwards a[href="/cycles/example-2026-Q3/units/unit-08"]`)
		on.In(`.exports a[href="/cycles/example-2026-Q3/units/unit-08/indicators/` + node + `/receipt.json"]`)
	}
}

func TestReceiptFillsTheFiguresIn(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	receipt, err := receipts.NewReceipt(sample.Vietnamese, tally, "unit-08", "3.4", []reform.Upload{sample.Upload(tally)})
	page := gallery.Shown(t, receipt, err)
	card, _ := tally.Scorecard("unit-08")
	score, _ := card.Score("3.4")
	page.In(".steps").HasText(score.Working.Inputs[0].Text + " ÷ " + score.Working.Inputs[1].Text).HasText(score.Working.Exact.RatString())
	page.In(".steps tr:last-child").HasText("làm tròn đến 2 chữ số").HasText(sample.Vietnamese.Points(score.Earned))
	page.In(`a[href="/uploads/7KQ2M"]`).HasText("bao-cao-quy-III.xlsx")
	page.In("code").HasText("'Số liệu'!D14")
}

func TestReceiptWithoutAScoreHasNoSum(t *testing.T) {
	receipt, err := receipts.NewReceipt(sample.Vietnamese, sample.Tally("2026-Q3"), "unit-08", "5.1", nil)
	gallery.Shown(t, receipt, err).HasNo(".steps").In(".outcome").HasText("–").HasText("không phát sinh")
}

func TestReceiptOfAnAreaShowsItsParts(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	receipt, err := receipts.NewReceipt(sample.Vietnamese, tally, "unit-08", "3", nil)
	page := gallery.Shown(t, receipt, err)
	page.In(".parts tbody").HasCount("tr", 5)
	page.In(`.parts a[href="/cycles/example-2026-Q3/units/unit-08/indicators/3.4"]`)
	page.In(`.lead a[href="/cycles/example-2026-Q3/units/unit-08/indicators/total"]`)
	total, err := receipts.NewReceipt(sample.Vietnamese, tally, "unit-08", "total", nil)
	card, _ := tally.Scorecard("unit-08")
	page = gallery.Shown(t, total, err)
	page.In(".parts tbody").HasCount("tr", 5)
	page.In(".big").HasText(sample.Vietnamese.Points(card.Total))
}

func TestAReceiptNeedsAnExplainedScorecard(t *testing.T) {
	if _, err := receipts.NewReceipt(sample.Vietnamese, sample.Tally("2026-Q3"), "unit-09", "3.4", nil); err == nil || errors.Is(err, reform.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}
