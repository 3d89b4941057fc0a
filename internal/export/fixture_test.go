package export

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"strconv"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/ranking"
	"reformboard/internal/reform"
	"reformboard/internal/score"
)

func w(vi, en string) reform.Words { return reform.Words{VI: vi, EN: en} }

// fixtureFramework has every rule kind and every zero policy, a nested area, a
// penalty area and indicators that leave each of the six states.
func fixtureFramework() reform.Framework {
	two := 2
	count := func(id, vi, en string) reform.Figure {
		return reform.Figure{ID: id, Title: w(vi, en), Kind: reform.Count, Unit: w("hồ sơ", "dossiers"), Source: reform.FromUnit, Optional: true}
	}
	survey := reform.Figure{ID: "satisfied", Title: w("Mức độ hài lòng", "Satisfaction"), Kind: reform.Percentage, Source: reform.FromSurvey, Decimals: 2}
	plan := reform.Figure{ID: "plan", Title: w("Ban hành kế hoạch năm", "Yearly plan issued"), Kind: reform.Choice, Source: reform.FromUnit, Options: []reform.Option{
		{ID: "yes", Title: w("Đúng hạn", "In time")}, {ID: "late", Title: w("Muộn", "Late")}, {ID: "no", Title: w("Không", "No")},
	}}
	ratio := func(of, over string, zero reform.ZeroPolicy) reform.Rule {
		return reform.Rule{Kind: reform.Ratio, Of: []string{of}, Over: []string{over}, IfZero: zero}
	}
	online := ratio("online", "received", reform.ZeroNotApplicable)
	online.FullAt = "0.8"
	indicator := func(id string, most reform.Points, rule reform.Rule, vi, en string) reform.Indicator {
		return reform.Indicator{ID: id, Title: w(vi, en), Max: most * reform.Point, Rule: rule}
	}
	return reform.Framework{
		ID: "mau-2026", Series: "mau", Sample: true, Max: 100 * reform.Point,
		Title: w("Bộ chỉ số mẫu đánh giá phục vụ người dân và chính phủ điện tử", "Sample index of public service and e-government"),
		Short: w("Phục vụ người dân", "Public service"), Origin: w("Bộ chỉ số dựng để kiểm thử, không dựa trên văn bản nào", "Made up for tests"),
		Rounding: reform.Rounding{Mode: reform.HalfUp, Indicator: &two, Total: &two}, NotApplicable: reform.Rescale, Coverage: "0.6",
		Grades: []reform.Grade{
			{ID: "a", Title: w("Xuất sắc", "Excellent"), From: 90 * reform.Point},
			{ID: "b", Title: w("Tốt", "Good"), From: 80 * reform.Point},
			{ID: "c", Title: w("Khá", "Fair"), From: 65 * reform.Point},
			{ID: "d", Title: w("Trung bình", "Average"), From: 50 * reform.Point},
			{ID: "e", Title: w("Yếu", "Weak"), From: -10 * reform.Point},
		},
		GradesNote: w("Thang xếp loại dùng để minh hoạ.", "Bands for illustration."),
		Figures: []reform.Figure{
			count("received", "Số hồ sơ tiếp nhận trong kỳ", "Dossiers received"), count("on_time", "Số hồ sơ giải quyết đúng hạn", "Dossiers handled in time"),
			count("online", "Số hồ sơ nộp trực tuyến", "Dossiers sent online"), count("petitions", "Số phản ánh, kiến nghị tiếp nhận", "Petitions received"),
			count("answered", "Số phản ánh, kiến nghị trả lời đúng hạn", "Petitions answered in time"), count("paid", "Số hồ sơ thanh toán trực tuyến", "Dossiers paid online"),
			count("due", "Số hồ sơ phải nộp phí, lệ phí", "Dossiers with a fee"), count("incidents", "Số sự cố mất an toàn thông tin", "Security incidents"),
			count("ideas", "Số sáng kiến được công nhận", "Recognised ideas"), survey, plan,
		},
		Areas: []reform.Area{
			{ID: "A", Title: w("Giải quyết thủ tục hành chính", "Procedures"), Max: 60 * reform.Point, Areas: []reform.Area{
				{ID: "A1", Title: w("Tiến độ", "Timeliness"), Max: 35 * reform.Point, Indicators: []reform.Indicator{
					indicator("A1.1", 30, ratio("on_time", "received", reform.ZeroEarnsNothing), "Tỷ lệ hồ sơ giải quyết đúng hạn", "Dossiers handled in time"),
					indicator("A1.2", 5, reform.Rule{Kind: reform.Answer, Of: []string{"plan"}, Answers: []reform.AnswerPay{{Option: "yes", Pay: "1"}, {Option: "late", Pay: "0.5"}, {Option: "no", Pay: "0"}}}, "Ban hành kế hoạch cải cách hành chính năm", "Yearly plan"),
				}},
				{ID: "A2", Title: w("Trực tuyến", "Online"), Max: 25 * reform.Point, Indicators: []reform.Indicator{
					indicator("A2.1", 15, online, "Tỷ lệ hồ sơ nộp trực tuyến toàn trình", "Dossiers sent online"),
					indicator("A2.2", 10, reform.Rule{Kind: reform.Steps, Of: []string{"paid"}, Over: []string{"due"}, IfZero: reform.ZeroSuppresses, Steps: []reform.Step{{From: "0.9", Pay: "1"}, {From: "0.5", Pay: "0.5"}}}, "Tỷ lệ thanh toán trực tuyến phí, lệ phí", "Fees paid online"),
				}},
			}},
			{ID: "B", Title: w("Phản ánh, kiến nghị", "Petitions"), Max: 15 * reform.Point, Indicators: []reform.Indicator{
				indicator("B1", 15, ratio("answered", "petitions", reform.ZeroEarnsFull), "Tỷ lệ phản ánh, kiến nghị được trả lời đúng hạn", "Petitions answered in time"),
				indicator("B2", 0, reform.Rule{Kind: reform.Information, Of: []string{"petitions"}}, "Số phản ánh, kiến nghị", "Petitions"),
			}},
			{ID: "C", Title: w("Hài lòng, an toàn", "Satisfaction and security"), Max: 25 * reform.Point, Indicators: []reform.Indicator{
				indicator("C1", 15, reform.Rule{Kind: reform.Ratio, Of: []string{"satisfied"}, FullAt: "0.9"}, "Mức độ hài lòng của người dân, tổ chức", "Satisfaction"),
				indicator("C2", 8, reform.Rule{Kind: reform.Deduction, Of: []string{"incidents"}, Each: 2 * reform.Point}, "An toàn thông tin", "Security"),
				indicator("C3", 2, reform.Rule{Kind: reform.Constant}, "Chứng thực bản sao điện tử", "Certified copies"),
			}},
			{ID: "D", Title: w("Thưởng, trừ", "Bonus and penalty"), Max: 2 * reform.Point, Outside: true, Indicators: []reform.Indicator{
				{ID: "D1", Title: w("Sáng kiến được công nhận", "Recognised ideas"), Max: 2 * reform.Point, Rule: reform.Rule{Kind: reform.Counted, Of: []string{"ideas"}, Each: reform.Point / 2}},
				{ID: "D2", Title: w("Sự cố nghiêm trọng", "Grave incidents"), Min: -3 * reform.Point, Rule: reform.Rule{Kind: reform.Counted, Of: []string{"incidents"}, Each: -reform.Point}},
			}},
		},
	}
}

// naughty is what a hostile name would be.
const naughty = `=HYPERLINK("http://example.com","bấm")&"<b>"`

// hanoi is a zone seven hours ahead, whatever the machine's time zones.
func hanoi() *time.Location { return time.FixedZone("", 7*3600) }

// fixture is a cycle of 18 units in two groups, all invented: the unit numbered 4
// ties with 3, 15 is late, 16 reports nothing measurable, 17 too little, 18 not at
// all, and 5 has a hostile name.
func fixture(t testing.TB) *reform.Tally {
	t.Helper()
	return fixtureOf(t, 18)
}

// mostExplained is how many scorecards of a fixture, from the first, are explained.
const mostExplained = 18

func fixtureOf(t testing.TB, units int) *reform.Tally {
	t.Helper()
	opens := time.Date(2026, 10, 1, 1, 0, 0, 0, time.UTC)
	tally := &reform.Tally{
		AsOf:      opens.AddDate(0, 0, 11).Add(90 * time.Minute).In(hanoi()),
		Framework: fixtureFramework(),
		Body:      reform.Unit{ID: "than", NameVI: "Tỉnh Thử Nghiệm", NameEN: "Trial Province", Simulated: true},
		Groups:    []reform.PeerGroup{{ID: "so", NameVI: "Khối sở, ban, ngành", NameEN: "Departments"}, {ID: "xa", NameVI: "Khối xã, phường", NameEN: "Communes"}},
		Cycle: reform.Cycle{
			ID: "than-2026-Q3", Framework: "mau-2026", Period: "2026-Q3", DataFrom: opens.AddDate(0, -3, 0), DataTo: opens,
			Opens: opens, Due: opens.AddDate(0, 0, 10), Closes: opens.AddDate(0, 0, 20),
			NoteVI: "Số liệu do chương trình sinh ra để kiểm thử, không phải của cơ quan nào.", NoteEN: "Generated for tests.",
		},
	}
	var reports []reform.Report
	for n := 1; n <= units; n++ {
		u := reform.Unit{ID: fmt.Sprintf("u%03d", n), NameVI: fmt.Sprintf("Đơn vị mô phỏng số %d", n), NameEN: fmt.Sprintf("Simulated unit %d", n), PeerGroup: "so", Simulated: true}
		if n%2 == 0 {
			u.PeerGroup = "xa"
		}
		if n == 5 {
			u.NameVI, u.NameEN = naughty, naughty
		}
		tally.Units = append(tally.Units, u)
		if n != 18 {
			reports = append(reports, fixtureReports(n, u, opens)...)
		}
	}
	cards := scored(t, tally, reports)
	tally.Scorecards = cards
	tally.Overall = ranked(&tally.Framework, "", cards)
	for _, g := range tally.Groups {
		var own []reform.Scorecard
		for i, c := range cards {
			if tally.Units[i].PeerGroup == g.ID {
				own = append(own, c)
			}
		}
		tally.ByGroup = append(tally.ByGroup, ranked(&tally.Framework, g.ID, own))
	}
	return tally
}

// scored scores the units of a tally, and explains the first of them.
func scored(t testing.TB, tally *reform.Tally, reports []reform.Report) []reform.Scorecard {
	t.Helper()
	m, err := score.Prepare(&tally.Framework)
	if err != nil {
		t.Fatal(err)
	}
	in := score.Input{Cycle: tally.Cycle, Units: tally.Units, Reports: reports}
	cards, err := m.Cycle(in)
	if err != nil {
		t.Fatal(err)
	}
	for n := range cards[:min(mostExplained, len(cards))] {
		if cards[n], err = m.Explain(in, cards[n].Unit); err != nil {
			t.Fatal(err)
		}
	}
	return cards
}

// ranked moves the units against a made-up ranking before.
func ranked(f *reform.Framework, group string, cards []reform.Scorecard) reform.Ranking {
	now := ranking.Of(f, group, cards)
	before := reform.Ranking{}
	for i, s := range now.Standings {
		if i == 6 {
			continue // a newcomer
		}
		s.Total = reform.Points((i * 7) % 11)
		before.Standings = append(before.Standings, s)
	}
	ranking.Move(&now, before)
	return now
}

func fixtureReports(n int, u reform.Unit, opens time.Time) []reform.Report {
	if n == 4 {
		n = 3 // and so ties with it
	}
	at := opens.AddDate(0, 0, 3).Add(time.Duration(n) * time.Hour)
	if n == 15 {
		at = opens.AddDate(0, 0, 11)
	}
	report := reform.Report{
		Unit: u.ID, Source: reform.FromUnit, Version: 1, Status: reform.Submitted, SubmittedAt: &at,
		File: "bao-cao-" + u.ID + ".xlsx", SHA256: fmt.Sprintf("%x", sha256.Sum256([]byte(u.ID))),
	}
	received := 400 + n*37
	row := 5
	say := func(figure string, value int) {
		report.Values = append(report.Values, reform.Value{
			Figure: figure, Text: strconv.Itoa(value), Origin: reform.Origin{Sheet: "Số liệu", Cell: "D" + strconv.Itoa(row)},
		})
		row++
	}
	if n == 16 {
		received = 0
	}
	say("received", received)
	say("petitions", n%3)
	say("incidents", n%4)
	if n == 17 {
		return []reform.Report{report}
	}
	say("on_time", received*max(5, 100-n*3)/100)
	say("online", received*min(100, 20+n*4)/100)
	say("answered", min(n%3, 1))
	say("due", received/(1+n%2*1000))
	say("paid", received/(1+n%2*1000)*n/18)
	say("ideas", n%5)
	option := []string{"yes", "late", "no"}[n%3]
	report.Values = append(report.Values, reform.Value{Figure: "plan", Text: option, Origin: reform.Origin{Sheet: "Số liệu", Cell: "D20"}})
	if n%5 == 0 {
		return []reform.Report{report} // the survey has not come yet
	}
	survey := reform.Report{Unit: u.ID, Source: reform.FromSurvey, Version: 1, Status: reform.Submitted, SubmittedAt: &at, File: "khao-sat.xlsx", SHA256: report.SHA256}
	survey.Values = []reform.Value{{Figure: "satisfied", Text: fmt.Sprintf("%d.5", 98-n*2%60), Origin: reform.Origin{Sheet: "Khảo sát", Cell: "C" + strconv.Itoa(n)}}}
	return []reform.Report{report, survey}
}

// written runs an export and returns its bytes.
func written(t testing.TB, to func(io.Writer) error) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := to(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// opened runs an export and opens the workbook again.
func opened(t testing.TB, to func(io.Writer) error) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(written(t, to)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}
