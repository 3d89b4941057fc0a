package sample

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
	"reformboard/internal/score"
	"reformboard/internal/weakness"
)

// The sample is a body with 48 invented units in five peer groups, judged on 24
// indicators, with ties, units without a rank, long names and all six states.

// Hanoi is where the sample is, without a database of zones.
var Hanoi = time.FixedZone("", 7*60*60)

// Voice speaks of the sample's last quarter, twelve days after its end.
func Voice(l reform.Language) frame.Voice {
	return frame.Voice{Language: l, Zone: Hanoi, Now: Tally("2026-Q3").AsOf, Path: "/cycles/example-2026-Q3?group=regions"}
}

// Vietnamese is the voice that most tests read.
var Vietnamese = Voice(reform.Vietnamese)

// Words says something in both languages.
func Words(vi, en string) reform.Words { return reform.Words{VI: vi, EN: en} }

// Points reads a number of points; one that is none stops the test.
func Points(s string) reform.Points {
	p, err := reform.ParsePoints(s)
	if err != nil {
		panic(err)
	}
	return p
}

var areas = []struct {
	title      reform.Words
	indicators []reform.Words
	max        []string
}{
	{Words("Công khai, minh bạch trong giải quyết thủ tục", "Openness in handling procedures"), []reform.Words{
		Words("Tỷ lệ thủ tục được công bố đúng hạn", "Procedures announced on time"),
		Words("Tỷ lệ thủ tục được cập nhật, công khai đúng hạn", "Procedures publicised on time"),
		Words("Tỷ lệ thủ tục công khai đầy đủ nội dung theo quy định", "Procedures with all required content"),
		Words("Tỷ lệ hồ sơ được đồng bộ lên Cổng quốc gia", "Dossiers synchronised with the national portal"),
	}, []string{"6", "4", "2", "6"}},
	{Words("Tiến độ giải quyết", "Timeliness"), []reform.Words{
		Words("Tỷ lệ hồ sơ giải quyết đúng hạn và trước hạn", "Dossiers settled on time or early"),
		Words("Số hồ sơ quá hạn chưa có văn bản xin lỗi", "Overdue dossiers without an apology"),
		Words("Tỷ lệ hồ sơ được tiếp nhận trong ngày làm việc", "Dossiers received within the working day"),
		Words("Thời gian giải quyết trung bình so với quy định", "Mean handling time against the rule"),
	}, []string{"14", "2", "2", "2"}},
	{Words("Dịch vụ công trực tuyến", "Online services"), []reform.Words{
		Words("Tỷ lệ dịch vụ công trực tuyến có phát sinh hồ sơ", "Online services with dossiers"),
		Words("Tỷ lệ hồ sơ nộp trực tuyến toàn trình", "Dossiers filed fully online"),
		Words("Tỷ lệ hồ sơ nộp trực tuyến một phần", "Dossiers filed partly online"),
		Words("Tỷ lệ hồ sơ thanh toán trực tuyến", "Dossiers paid online"),
		Words("Tỷ lệ thủ tục có yêu cầu nghĩa vụ tài chính được thanh toán trực tuyến", "Procedures with fees that can be paid online"),
	}, []string{"4", "6", "2", "6", "4"}},
	{Words("Số hóa hồ sơ và tái sử dụng dữ liệu", "Digitisation and re-use of data"), []reform.Words{
		Words("Tỷ lệ số hóa hồ sơ, giấy tờ khi tiếp nhận", "Papers digitised on receipt"),
		Words("Tỷ lệ cấp kết quả giải quyết điện tử", "Results issued electronically"),
		Words("Tỷ lệ số hóa kết quả còn hiệu lực", "Valid results digitised"),
		Words("Tỷ lệ hồ sơ tái sử dụng thông tin, dữ liệu số hóa", "Dossiers that re-use digitised data"),
		Words("Mức độ kết nối cơ sở dữ liệu dùng chung", "Connection to shared databases"),
		Words("Số giấy tờ phải nộp lại", "Papers asked for twice"),
	}, []string{"4", "6", "4", "4", "2", "2"}},
	{Words("Mức độ hài lòng", "Satisfaction"), []reform.Words{
		Words("Tỷ lệ xử lý phản ánh, kiến nghị đúng hạn", "Petitions answered on time"),
		Words("Mức độ hài lòng trong xử lý phản ánh, kiến nghị", "Satisfaction with answers"),
		Words("Mức độ hài lòng trong giải quyết hồ sơ", "Satisfaction with handling"),
		Words("Điểm khảo sát xã hội học", "Survey score"),
		Words("Công khai kết quả đánh giá", "Results made public"),
	}, []string{"6", "4", "4", "2", "2"}},
}

// Framework is five areas of 24 indicators, 100 points in all.
func Framework() reform.Framework {
	two := 2
	f := reform.Framework{
		ID: "sample-service", Series: "service", Sample: true, Max: 100 * reform.Point, Coverage: "0.8", NotApplicable: reform.Rescale,
		Title: Words("Bộ chỉ số phục vụ người dân, doanh nghiệp (mẫu)", "Service index (sample)"), Short: Words("Dịch vụ công", "Service delivery"),
		Rounding:   reform.Rounding{Mode: reform.HalfUp, Indicator: &two},
		GradesNote: Words("Ngưỡng xếp loại là của bộ chỉ số mẫu, không có trong văn bản gốc.", "The grade bands belong to the sample and stand in no decision."),
		Grades: []reform.Grade{
			{ID: "excellent", Title: Words("Xuất sắc", "Excellent"), From: 90 * reform.Point},
			{ID: "good", Title: Words("Tốt", "Good"), From: 80 * reform.Point},
			{ID: "fair", Title: Words("Khá", "Fair"), From: 65 * reform.Point},
			{ID: "average", Title: Words("Trung bình", "Average"), From: 50 * reform.Point},
			{ID: "weak", Title: Words("Yếu", "Weak")},
		},
	}
	for a, area := range areas {
		made := reform.Area{ID: strconv.Itoa(a + 1), Title: area.title}
		for n, title := range area.indicators {
			id := fmt.Sprintf("%d.%d", a+1, n+1)
			i := reform.Indicator{
				ID: id, Title: title, Max: Points(area.max[n]), Target: "0.8",
				Rule: reform.Rule{Kind: reform.Ratio, Of: []string{id + ".of"}, Over: []string{id + ".over"}, FullAt: "0.9", IfZero: reform.ZeroSuppresses},
			}
			source := reform.FromUnit
			if id == "5.4" {
				source = reform.FromSurvey
			}
			f.Figures = append(f.Figures,
				reform.Figure{ID: id + ".of", Title: Words("Số đạt: "+title.VI, "Met: "+title.EN), Kind: reform.Count, Unit: Words("hồ sơ", "dossiers"), Source: source, Section: made.ID, Optional: n == 2},
				reform.Figure{ID: id + ".over", Title: Words("Tổng số: "+title.VI, "All: "+title.EN), Kind: reform.Count, Unit: Words("hồ sơ", "dossiers"), Source: source, Section: made.ID})
			made.Max += i.Max
			made.Indicators = append(made.Indicators, i)
		}
		f.Areas = append(f.Areas, made)
	}
	return f
}

// Groups are the five peer groups of the sample.
var Groups = []reform.PeerGroup{
	{ID: "departments", NameVI: "Khối cơ quan tham mưu", NameEN: "Advisory departments"},
	{ID: "agencies", NameVI: "Khối cục chuyên ngành", NameEN: "Specialised agencies"},
	{ID: "regions", NameVI: "Khối chi cục khu vực", NameEN: "Regional branches"},
	{ID: "centres", NameVI: "Khối đơn vị sự nghiệp", NameEN: "Service centres"},
	{ID: "schools", NameVI: "Khối học viện, trường", NameEN: "Academies and schools"},
}

// Units are the 48 units of the sample; the eighth has a very long name.
func Units() []reform.Unit {
	var units []reform.Unit
	names := [][2]string{{"Vụ Tham mưu", "Advisory department"}, {"Cục Chuyên ngành", "Specialised agency"}, {"Chi cục Khu vực", "Regional branch"}, {"Trung tâm Dịch vụ", "Service centre"}, {"Học viện Mẫu", "Sample academy"}}
	for n := range 48 {
		g := n % len(Groups)
		place := strconv.Itoa(n/len(Groups) + 1)
		unit := reform.Unit{ID: fmt.Sprintf("unit-%02d", n+1), Parent: "body", NameVI: names[g][0] + " " + place, NameEN: names[g][1] + " " + place, PeerGroup: Groups[g].ID, Place: n, Simulated: true}
		if n == 7 {
			unit.NameVI = "Chi cục Quản lý tổng hợp và Phối hợp liên ngành Khu vực miền núi, biên giới và hải đảo số 2"
			unit.NameEN = "Regional branch 2 for general management and coordination in mountain, border and island areas"
		}
		units = append(units, unit)
	}
	return units
}

// Tally draws up one quarter; the same quarter always gives the same tally.
func Tally(period reform.Period) *reform.Tally {
	f := Framework()
	start := period.Start()
	t := &reform.Tally{
		AsOf: period.End().AddDate(0, 0, 12).Add(90 * time.Minute), Framework: f, Units: Units(), Groups: Groups,
		Body: reform.Unit{ID: "body", NameVI: "Tổng cục Ví dụ", NameEN: "Example Directorate", Simulated: true},
		Cycle: reform.Cycle{
			ID: "example-" + string(period), Body: "body", Framework: f.ID, Period: period, Opens: start.AddDate(0, 2, 15), Due: period.End().AddDate(0, 0, 5).Add(10 * time.Hour), Closes: period.End().AddDate(0, 0, 15),
			NoteVI: "mô phỏng, không phải số liệu của cơ quan có thật", NoteEN: "simulated, of no real body",
		},
	}
	quarters := start.Year()*4 + int(start.Month())/3
	var reports []reform.Report
	for n, u := range t.Units {
		reports = append(reports, Reports(t, n, u, quarters)...)
	}
	t.Scorecards = Cards(t, reports)
	t.Overall = Ranking(t, "")
	for _, g := range t.Groups {
		t.ByGroup = append(t.ByGroup, Ranking(t, g.ID))
	}
	t.Weaknesses = weakness.Of(&t.Framework, t.Scorecards)
	return t
}

// Explained is the unit whose scorecard is explained in every sample.
const Explained = "unit-08"

// Cards scores the reports of a tally, one of them explained.
func Cards(t *reform.Tally, reports []reform.Report) []reform.Scorecard {
	m, err := score.Prepare(&t.Framework)
	if err != nil {
		panic(err)
	}
	in := score.Input{Cycle: t.Cycle, Units: t.Units, Reports: reports, Zone: Hanoi}
	cards, err := m.Cycle(in)
	if err != nil {
		panic(err)
	}
	for n := range cards {
		if cards[n].Unit == Explained {
			if cards[n], err = m.Explain(in, Explained); err != nil {
				panic(err)
			}
		}
	}
	return cards
}

// Reports is what one unit and the survey say: two units nothing, one too
// little, some late, and two the same.
func Reports(t *reform.Tally, n int, u reform.Unit, quarter int) []reform.Report {
	same := n
	if n == 27 { // a tie
		same = 26
	}
	random := rand.New(rand.NewPCG(uint64(same), uint64(quarter)))
	at := t.Cycle.Due.Add(-time.Duration(random.IntN(200)) * time.Hour)
	if n%13 == 4 {
		at = t.Cycle.Due.Add(50 * time.Hour)
	}
	own := reform.Report{Unit: u.ID, Source: reform.FromUnit, SubmittedAt: &at, File: "bao-cao-quy-III.xlsx", SHA256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}
	survey := reform.Report{Unit: u.ID, Source: reform.FromSurvey, SubmittedAt: &at}
	strength := 0.55 + 0.4*float64((same*29)%48)/48 + 0.02*random.Float64() + float64(quarter%8)/200
	for _, i := range t.Framework.Indicators() {
		values := valuesOf(i, same, strength, random)
		switch {
		case i.ID == "5.4":
			survey.Values = append(survey.Values, values...)
		case n == 20 && i.ID < "3": // says nothing of the first areas
		default:
			own.Values = append(own.Values, values...)
		}
	}
	switch {
	case n == 11 || n == 30:
		return []reform.Report{survey}
	case same%3 == 0:
		return []reform.Report{own} // the survey has not come yet
	}
	return []reform.Report{own, survey}
}

func valuesOf(i reform.Indicator, n int, strength float64, random *rand.Rand) []reform.Value {
	over := 40 + random.IntN(900)
	share := min(1, max(0, strength+0.3*(random.Float64()-0.5)))
	switch i.ID { // weak everywhere
	case "3.4", "4.4":
		share *= 0.45
	case "4.1":
		share *= 0.7
	}
	of := int(share * float64(over))
	value := func(figure string, number int) reform.Value {
		return reform.Value{Figure: i.ID + figure, Text: strconv.Itoa(number), Origin: reform.Origin{Sheet: "Số liệu", Cell: "D" + strconv.Itoa(7+n%20)}}
	}
	switch {
	case i.ID == "2.3" && n%5 == 4, i.ID == "3.5" && n%7 == 2:
		return []reform.Value{{Figure: i.ID + ".of", Absence: reform.NotApplicable}, {Figure: i.ID + ".over", Absence: reform.NotApplicable}}
	case i.ID == "5.1" && n%6 == 1:
		of, over = 0, 0 // nothing to measure
	case i.ID == "4.6" && n%8 == 3:
		of = 0
	}
	return []reform.Value{value(".of", of), value(".over", over)}
}

// Ranking ranks a peer group, or all units, with movements of many kinds.
func Ranking(t *reform.Tally, group string) reform.Ranking {
	r := reform.Ranking{Group: group}
	for n, c := range t.Scorecards {
		if group != "" && t.Units[n].PeerGroup != group {
			continue
		}
		s := reform.Standing{Unit: c.Unit, Total: c.Total, Exact: c.Exact, Grade: c.Grade, Coverage: c.Coverage}
		switch {
		case c.Submitted == nil:
			s.Reason = reform.NoReport
			r.Unranked = append(r.Unranked, s)
		case c.Coverage < 80_00:
			s.Reason = reform.TooFew
			r.Unranked = append(r.Unranked, s)
		default:
			if moved := (n*7)%11 - 5; n%9 != 8 {
				s.Moved = &moved
			}
			r.Standings = append(r.Standings, s)
		}
	}
	slices.SortStableFunc(r.Standings, func(a, b reform.Standing) int { return cmp.Compare(b.Total, a.Total) })
	for n := range r.Standings {
		s := &r.Standings[n]
		s.Rank = 1
		for _, other := range r.Standings {
			if other.Total > s.Total {
				s.Rank++
			}
			if other.Total == s.Total {
				s.Tied++
			}
		}
	}
	return r
}

// Empty is a cycle in which nobody has reported yet.
func Empty() *reform.Tally {
	t := Tally("2026-Q4")
	t.AsOf = time.Time{}
	t.Overall = reform.Ranking{}
	for n := range t.ByGroup {
		t.ByGroup[n] = reform.Ranking{Group: t.ByGroup[n].Group}
	}
	t.Scorecards = Cards(t, nil)
	for _, u := range t.Units {
		s := reform.Standing{Unit: u.ID, Reason: reform.NoReport}
		t.Overall.Unranked = append(t.Overall.Unranked, s)
		for g := range t.ByGroup {
			if t.ByGroup[g].Group == u.PeerGroup {
				t.ByGroup[g].Unranked = append(t.ByGroup[g].Unranked, s)
			}
		}
	}
	t.Weaknesses = weakness.Of(&t.Framework, t.Scorecards)
	return t
}

// Index is a cycle under a framework that uses what the others do not: weights,
// means, examples, facets, and changes.
func Index() *reform.Tally {
	t := Tally("2026-Q3")
	f := &t.Framework
	f.Areas[0].Combine = reform.Aggregation{Method: reform.Geometric, IfNotPositive: reform.RaiseToFloor, Floor: "0.1", Coverage: "0.65"}
	first := &f.Areas[0].Indicators[0]
	first.Weight, first.Code, first.Applies.Groups = "2", "TTHC-01", []string{"agencies"}
	first.Examples = []reform.Example{{Given: map[string]string{"1.1.of": "45", "1.1.over": "50"}, Earns: "6"}}
	f.Areas[1].Indicators[0].Rule = reform.Rule{Kind: reform.Formula, Formula: `points * figure("2.1.of") / max(figure("2.1.over"), 1)`}
	f.Areas[1].Areas = []reform.Area{{ID: "2.9", Title: Words("Phần lồng", "A part inside"), Max: reform.Point, Indicators: []reform.Indicator{{ID: "2.9.1", Title: Words("Có mặt", "There"), Max: reform.Point, Rule: reform.Rule{Kind: reform.Constant}}}}}
	f.Facets = []reform.Facet{{ID: "online", Title: Words("Trực tuyến", "Online"), Of: []string{"3.1", "3.2"}}}
	f.Checks = []reform.Check{{Parts: []string{"1.1.of"}, Whole: "1.1.over"}, {Parts: []string{"1.1.of"}, Whole: "2.1.of", Before: true}}
	f.Changes = []reform.Change{{Kind: reform.Split, From: []string{"3.2"}, To: []string{"3.2", "3.3"}}}
	return t
}
