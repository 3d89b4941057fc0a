package standings_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/sample"
	"reformboard/dashboards/standings"
	"reformboard/internal/reform"
)

// moved makes the movement page of the sample's last quarter against the one before.
func moved(t *testing.T, now *reform.Tally, past []*reform.Tally, ask standings.MovementAsk) standings.Movement {
	t.Helper()
	page, err := standings.NewMovement(sample.Vietnamese, now, past, ask, gallery.Moved(past, past[len(past)-1], now, ask.Group))
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// TestPartsOnThePageComeToTheMovement reads every row as a person does.
func TestPartsOnThePageComeToTheMovement(t *testing.T) {
	now, past := sample.Changed(sample.Tally("2026-Q3"), sample.Past())
	page := moved(t, now, past, standings.MovementAsk{})
	if len(page.Rows) != 43 {
		t.Fatalf("%d rows, want 43: one has come, one has gone", len(page.Rows))
	}
	last := 99
	for _, r := range page.Rows {
		among, all := 0, 0
		for _, p := range r.Parts {
			among += whole(t, p.Places)
		}
		for _, p := range r.Peers {
			all += whole(t, p.Places)
		}
		if gained := whole(t, r.Before) - whole(t, r.Now); among+all != gained || whole(t, r.Gained) != gained {
			t.Errorf("%s: from %s to %s, parts %+v and %+v", r.Unit.Text, r.Before, r.Now, r.Parts, r.Peers)
		}
		if far := max(among, -among); far > last || r.Move.Kind != standings.MovementPartOf(sample.Vietnamese, among).Kind {
			t.Errorf("%s moved %d, after one that moved %d", r.Unit.Text, among, last)
		} else {
			last = far
		}
	}
}

func whole(t *testing.T, text string) int {
	t.Helper()
	var n int
	text = strings.TrimPrefix(strings.ReplaceAll(text, "−", "-"), "+")
	if err := json.Unmarshal([]byte(text), &n); err != nil {
		t.Fatalf("%q is no number", text)
	}
	return n
}

func TestTheMovementSentencesAgreeWithTheRows(t *testing.T) {
	page := moved(t, sample.Tally("2026-Q3"), sample.Past(), standings.MovementAsk{})
	counts := map[string]int{}
	for _, r := range page.Rows {
		counts[r.Move.Kind]++
	}
	drawn := gallery.Shown(t, page, nil)
	drawn.In(".lead").HasText("So với quý II/2026, trong 45 đơn vị").
		HasText(sample.Vietnamese.Count(counts["up"]) + " đơn vị tăng hạng").HasText(sample.Vietnamese.Count(counts["down"]) + " giảm hạng").HasText(sample.Vietnamese.Count(counts["same"]) + " giữ hạng")
	for _, kind := range []string{"up", "down"} {
		first := page.Rows[slices.IndexFunc(page.Rows, func(r standings.MovementRow) bool { return r.Move.Kind == kind })]
		if !strings.Contains(page.Chart.Title, first.Unit.Text) || !strings.Contains(page.Chart.Title, first.Move.Arrow+" "+first.Move.Text+" bậc") {
			t.Errorf("the title %q does not name %s", page.Chart.Title, first.Unit.Text)
		}
	}
	if len(page.Breaks) > 0 {
		t.Errorf("the edition has not changed: %v", page.Breaks)
	}
	drawn.HasNo("#joined").HasNo("#left").In(`.menu a[aria-current="page"]`).HasText("Biến động")
}

func TestAnotherEditionIsMarked(t *testing.T) {
	now, past := sample.Changed(sample.Tally("2026-Q3"), sample.Past())
	page := moved(t, now, past, standings.MovementAsk{})
	drawn := gallery.Shown(t, page, nil)
	drawn.In(".alert").HasText("Từ quý III/2026 áp dụng phiên bản sample-service-2 thay cho sample-service")
	if !strings.Contains(string(page.Chart.Option), `"xAxis":"Quý III/2026"`) || !strings.Contains(string(page.Chart.Option), "đổi phiên bản") {
		t.Error("the chart has no mark at the break")
	}
}

func TestWhoHasComeAndGoneIsNamedWithReason(t *testing.T) {
	now, past := sample.Changed(sample.Tally("2026-Q3"), sample.Past())
	drawn := gallery.Shown(t, moved(t, now, past, standings.MovementAsk{}), nil)
	drawn.In("#left").HasText("không còn trong danh sách đơn vị báo cáo").HasCount("li", 1)
	drawn.In("#joined").HasText("kỳ trước chưa xếp hạng: chưa đủ số liệu").HasCount("li", 1)
	drawn.In("#units .hint").HasText("có đơn vị không còn hoặc mới được xếp hạng")
}

func TestMovementFindsUnitsAndKeepsThem(t *testing.T) {
	page := moved(t, sample.Tally("2026-Q3"), sample.Past(), standings.MovementAsk{Group: "regions", Find: "quan ly", Own: "unit-08"})
	if len(page.Rows) != 1 || !page.Rows[0].Own {
		t.Errorf("found %+v", page.Rows)
	}
	if none := moved(t, sample.Tally("2026-Q3"), sample.Past(), standings.MovementAsk{Find: "zzz"}); len(none.Rows) > 0 || none.Chart == nil {
		t.Error("a search in vain empties the table and not the page")
	}
}

func TestTheChartNamesWhoMovedMostAndTheOwnUnit(t *testing.T) {
	now := sample.Tally("2026-Q3")
	page := moved(t, now, sample.Past(), standings.MovementAsk{Own: "unit-08"})
	var option struct {
		Series []struct {
			Name      string
			Data      []struct{ Value *int }
			LineStyle struct{ Type, Color string }
		}
		YAxis []struct{ Inverse bool }
	}
	if err := json.Unmarshal(page.Chart.Option, &option); err != nil {
		t.Fatal(err)
	}
	named := 0
	for _, s := range option.Series {
		if s.Name != "" {
			named++
		}
		if strings.HasPrefix(s.Name, "▼") != (s.LineStyle.Type == "dashed") {
			t.Errorf("%s is drawn %q", s.Name, s.LineStyle.Type)
		}
		if len(s.Data) != 3 {
			t.Errorf("%q has %d periods, want 3", s.Name, len(s.Data))
		}
	}
	if named < 14 || named > 15 || len(option.Series) != 45 || !option.YAxis[0].Inverse {
		t.Errorf("%d named of %d", named, len(option.Series))
	}
	if !strings.Contains(string(page.Chart.Option), "Quản lý tổng hợp") {
		t.Error("the reader's own unit is not named")
	}
}

// TestAMissingCycleIsAGap: a unit not ranked then has no rank, not the last one.
func TestAMissingCycleIsAGap(t *testing.T) {
	now, past := sample.Tally("2026-Q3"), sample.Past()
	absent := now.Overall.Standings[5].Unit
	past[0].Overall.Standings = slices.DeleteFunc(past[0].Overall.Standings, func(s reform.Standing) bool { return s.Unit == absent })
	page := moved(t, now, past, standings.MovementAsk{Own: absent})
	for _, row := range page.Chart.Table.Rows {
		if gap := row[1] == frame.NoCell; gap != (row[0].URL == frame.UnitURL(now.Cycle.ID, absent)) {
			t.Errorf("%s shows %+v for a cycle without a rank", row[0].Text, row[1])
		}
	}
	if !strings.Contains(string(page.Chart.Option), `"value":null`) {
		t.Error("the line has no gap")
	}
}

func TestMovementWithoutAnythingToCompare(t *testing.T) {
	first, err := standings.NewMovement(sample.Vietnamese, sample.Tally("2026-Q3"), nil, standings.MovementAsk{}, standings.Moved{})
	gallery.Shown(t, first, err).HasNo("figure").In(".empty").HasText("là kỳ đầu tiên")
	empty := sample.Empty()
	nobody, err := standings.NewMovement(sample.Vietnamese, empty, sample.Past(), standings.MovementAsk{}, standings.Moved{})
	gallery.Shown(t, nobody, err).HasNo("figure").In(".empty").HasText("Chưa có đơn vị nào được xếp hạng ở cả")
	now := sample.Tally("2026-Q3")
	same := moved(t, now, []*reform.Tally{now}, standings.MovementAsk{})
	if same.Chart.Title != "Không đơn vị nào đổi hạng so với kỳ trước" || same.Causes != "" {
		t.Errorf("all unchanged: %q, %q", same.Chart.Title, same.Causes)
	}
	if _, err := standings.NewMovement(sample.Vietnamese, now, nil, standings.MovementAsk{Group: "nowhere"}, standings.Moved{}); err == nil {
		t.Error("a group that there is none of has a page")
	}
}
