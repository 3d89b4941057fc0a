package web_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"reformboard/internal/flow"
	"reformboard/internal/framework"
	"reformboard/internal/published"
	"reformboard/internal/reform"
	"reformboard/internal/unitlist"
	"reformboard/internal/workbook"
)

// publishedBody is a body of real units with what was published of them, in one cycle
// or several.
type publishedBody struct {
	name      string // of the test
	framework string // its file in testdata
	units     []reform.Unit
	groups    []reform.PeerGroup
	cycles    []publishedCycle
}

// publishedCycle holds the published figures of a cycle by unit, and the ranks and
// totals that are to come of them.
type publishedCycle struct {
	reform.Cycle
	figures map[string]map[string]string
	ranks   map[string]string
	totals  map[string]string
}

const (
	listOf149 = "766/766_gialai_149units_20260917.csv"
	listOf14  = "766/766_gialai_agencies_2026.csv"
	provinces = "766/766_provinces_2026.csv"
	monthly   = "766/766_gialai_monthly_2026.csv"
)

// snapshot is a cycle of what the Portal showed on one day.
func snapshot(id, body, framework string, period reform.Period, day time.Time) publishedCycle {
	year := time.Date(day.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	date := day.Format("2/1/2006")
	return publishedCycle{
		Cycle: reform.Cycle{
			ID: id, Body: body, Framework: framework, Period: period, DataFrom: year, DataTo: day.AddDate(0, 0, 1),
			Opens: day, Due: day.AddDate(0, 0, 10).Add(10 * time.Hour), Closes: day.AddDate(0, 0, 20).Add(10 * time.Hour), // 17:00 in Viet Nam
			NoteVI: "Cổng Dịch vụ công quốc gia, số liệu công khai ngày " + date + ". Thời điểm nộp và hạn nộp do bản trình diễn đặt ra.",
			NoteEN: "National Public Service Portal of Viet Nam, public figures of " + day.Format("2 January 2006") + ". Times of submission and due times were set for the demonstration.",
		},
		figures: map[string]map[string]string{}, ranks: map[string]string{}, totals: map[string]string{},
	}
}

func date(month time.Month, day int) time.Time {
	return time.Date(2026, month, day, 0, 0, 0, 0, time.UTC)
}

// wholeProvince is the list of 149 units of one province, which has totals only.
func wholeProvince(t testing.TB) publishedBody {
	agencies := agencies(t)
	body := publishedBody{name: "149 units", framework: "published-totals", units: agencies.Units[:1:1]}
	body.groups = append(agencies.Groups,
		reform.PeerGroup{ID: "ward", NameVI: "Phường", NameEN: "Wards", Place: 2}, reform.PeerGroup{ID: "commune", NameVI: "Xã", NameEN: "Communes", Place: 3})
	c := snapshot("gialai-149", "H21", "published-totals", "2026", date(9, 17))
	for _, row := range published.Rows(t, listOf149) {
		u := reform.Unit{ID: row["unit_code"], Parent: "H21", PeerGroup: row["unit_kind"], Place: len(body.units), NameVI: row["unit_name_short"]}
		switch row["unit_kind"] {
		case "agency":
			u = inList(agencies, u.ID)
			u.Place = len(body.units)
		case "commune":
			u.NameVI = "Xã " + u.NameVI
		}
		body.units = append(body.units, u)
		c.figures[u.ID] = map[string]string{"total": row["total_score"]}
		c.ranks[u.ID], c.totals[u.ID] = row["standard_rank_1224"], row["total_score"]
	}
	body.cycles = []publishedCycle{c}
	return body
}

// twoDays are the totals of 14 agencies on two days.
func twoDays(t testing.TB) publishedBody {
	agencies := agencies(t)
	body := publishedBody{name: "14 agencies on two days", framework: "published-totals", units: agencies.Units, groups: agencies.Groups}
	first := snapshot("gialai-14-09", "H21", "published-totals", "2026-09", date(9, 17))
	second := snapshot("gialai-14-10", "H21", "published-totals", "2026-10", date(10, 10))
	for _, row := range published.Rows(t, listOf149) {
		if row["unit_kind"] == "agency" {
			first.figures[row["unit_code"]] = map[string]string{"total": row["total_score"]}
			first.totals[row["unit_code"]] = row["total_score"]
		}
	}
	for _, row := range published.Rows(t, listOf14) {
		second.figures[row["unit_code"]] = map[string]string{"total": row["total_score"]}
		second.ranks[row["unit_code"]], second.totals[row["unit_code"]] = row["group_rank"], row["total_score"]
	}
	body.cycles = []publishedCycle{first, second}
	return body
}

// allProvinces are the points of 34 provinces in six groups.
func allProvinces(t testing.TB) publishedBody {
	body := publishedBody{
		name: "34 provinces", framework: "published-groups",
		units:  []reform.Unit{{ID: "provinces", NameVI: "Các tỉnh, thành phố", NameEN: "Provinces and cities"}},
		groups: []reform.PeerGroup{{ID: "provinces", NameVI: "Tỉnh, thành phố trực thuộc Trung ương", NameEN: "Provinces and centrally run cities"}},
	}
	c := snapshot("provinces-2026", "provinces", "published-groups", "2026", date(10, 10))
	for _, row := range published.Rows(t, provinces) {
		id := row["unit_code"]
		body.units = append(body.units, reform.Unit{ID: id, Parent: "provinces", PeerGroup: "provinces", NameVI: row["unit_name"], Place: len(body.units)})
		c.figures[id] = map[string]string{}
		for _, group := range []string{"CKMB_18", "TDGQ_20", "ONLINE_12", "TTTT_10", "MDSH_22", "MDHL_18"} {
			c.figures[id][group] = row[group]
		}
		c.ranks[id], c.totals[id] = row["rank"], row["total_score"]
	}
	body.cycles = []publishedCycle{c}
	return body
}

// oneProvince is what was published of one province month by month.
func oneProvince(t testing.TB) publishedBody {
	body := publishedBody{
		name: "one province by month", framework: "published-months",
		units: []reform.Unit{
			{ID: "provinces", NameVI: "Các tỉnh, thành phố", NameEN: "Provinces and cities"},
			{ID: "H21", Parent: "provinces", PeerGroup: "provinces", NameVI: "UBND tỉnh Gia Lai", NameEN: "People's Committee of Gia Lai Province", Place: 1},
		},
		groups: []reform.PeerGroup{{ID: "provinces", NameVI: "Tỉnh, thành phố trực thuộc Trung ương", NameEN: "Provinces and centrally run cities"}},
	}
	for n, row := range published.Rows(t, monthly) {
		if row["average_score"] == "" {
			continue // the months to come
		}
		first := date(time.Month(n+1), 1)
		c := snapshot("gialai-"+first.Format("2006-01"), "provinces", "published-months", reform.Period(first.Format("2006-01")), first.AddDate(0, 1, 0))
		c.DataFrom, c.DataTo = first, first.AddDate(0, 1, 0)
		c.figures["H21"] = map[string]string{"average_score": row["average_score"], "on_time_pct": row["on_time_pct"]}
		c.ranks["H21"], c.totals["H21"] = "1", row["average_score"]
		body.cycles = append(body.cycles, c)
	}
	return body
}

// agencies is the province with its 14 agencies under their whole names.
func agencies(t testing.TB) unitlist.List {
	t.Helper()
	content, err := os.ReadFile("../../seed/gialai/units.csv")
	if err != nil {
		t.Fatal(err)
	}
	list, err := unitlist.Read("units.csv", content)
	if err != nil || len(list.Findings) > 0 {
		t.Fatal(err, list.Findings)
	}
	return list
}

func inList(list unitlist.List, id string) reform.Unit {
	for _, u := range list.Units {
		if u.ID == id {
			return u
		}
	}
	return reform.Unit{}
}

// play fills a board with the body by the front door: a workbook for each unit and cycle.
func (b *publishedBody) play(t testing.TB, board *flow.Board) {
	t.Helper()
	source, err := os.ReadFile(filepath.Join("testdata", b.framework+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := framework.Read(b.framework, bytes.NewReader(source))
	if err == nil {
		err = board.Store.SaveFramework(t.Context(), "test", played, f, source)
	}
	if err == nil {
		err = board.Store.SaveUnits(t.Context(), "test", played, b.units, b.groups)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range b.cycles {
		if err := board.Store.SaveCycle(t.Context(), "test", played, c.Cycle); err != nil {
			t.Fatal(err)
		}
		for unit, figures := range c.figures {
			handIn(t, board, c.Cycle, unit, figures)
		}
	}
}

// handIn fills the unit's form in, sends it and submits it.
func handIn(t testing.TB, board *flow.Board, c reform.Cycle, unit string, figures map[string]string) {
	t.Helper()
	form, err := board.Form(t.Context(), c.ID, unit, reform.FromUnit)
	if err != nil {
		t.Fatal(err)
	}
	form.Values = nil
	for figure, text := range figures {
		form.Values = append(form.Values, reform.Value{Figure: figure, Text: text})
	}
	var content bytes.Buffer
	if err := workbook.Write(&content, form); err != nil {
		t.Fatal(err)
	}
	at := c.Opens.Add(2 * time.Hour)
	out, taken, err := board.Take(t.Context(), flow.Delivery{
		Cycle: c.ID, Unit: unit, Source: reform.FromUnit, By: "test", At: at, Name: c.ID + "_" + unit + ".xlsx", Content: content.Bytes(),
	})
	if err != nil || taken == nil {
		t.Fatalf("%s was not read: %v %+v", unit, err, out.Upload.Findings)
	}
	draft := draftOf(*taken)
	draft.Reasons = map[string]string{}
	doubtful, err := board.Doubtful(t.Context(), *taken)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range doubtful {
		draft.Reasons[f.Figure] = "Số liệu công bố, đã đối chiếu với nguồn khi nạp."
	}
	if _, err := board.Submit(t.Context(), draft, "test", at); err != nil {
		t.Fatal(err)
	}
}
