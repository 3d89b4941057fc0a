package workbook

import (
	"time"

	"reformboard/internal/reform"
)

// testForm is a small form with every kind of figure, invented throughout.
func testForm(values ...reform.Value) Form {
	day := func(month time.Month, day, hour int) time.Time {
		return time.Date(2026, month, day, hour, 0, 0, 0, time.UTC)
	}
	return Form{
		Framework: testFramework(),
		Cycle: reform.Cycle{
			ID: "mau-2026-q3", Body: "bo-mau", Framework: "mau-1", Period: "2026-Q3", DataFrom: day(6, 15, 0), DataTo: day(9, 15, 0),
			Opens: day(9, 10, 0), Due: day(9, 20, 17), Closes: day(9, 25, 17),
		},
		Unit: reform.Unit{
			ID: "don-vi-7", NameVI: "Trung tâm Lưu trữ, Số hóa và Hỗ trợ kỹ thuật nghiệp vụ vùng Đông Bắc (đơn vị giả định)",
			NameEN: "North-East Centre for Archives (invented)", PeerGroup: "khoi-1", Simulated: true,
		},
		Group:    reform.PeerGroup{ID: "khoi-1", NameVI: "Khối đơn vị sự nghiệp", NameEN: "Service units"},
		Source:   reform.FromUnit,
		Language: reform.Vietnamese,
		Values:   values,
	}
}

func testFramework() reform.Framework {
	words := func(vi, en string) reform.Words { return reform.Words{VI: vi, EN: en} }
	yes, no := reform.Option{ID: "yes", Title: words("Có", "Yes")}, reform.Option{ID: "no", Title: words("Không", "No")}
	return reform.Framework{
		ID: "mau-1", Title: words("Bộ chỉ số Chính phủ điện tử và cải cách hành chính áp dụng cho các đơn vị trực thuộc", "E-government index of the body's own units"),
		Sample: true,
		Figures: []reform.Figure{
			{
				ID: "received", Title: words("Tổng số hồ sơ thủ tục hành chính đã tiếp nhận trong kỳ, gồm cả hồ sơ kỳ trước chuyển sang", "Dossiers received"),
				Help: words("Đếm cả hồ sơ trực tuyến, trực tiếp và qua dịch vụ bưu chính công ích.", "All channels."),
				Kind: reform.Count, Unit: words("hồ sơ", "dossiers"), Source: reform.FromUnit, Section: "tthc",
			},
			{
				ID: "online", Title: words("Trong đó: hồ sơ nộp trực tuyến toàn trình", "Of these: online"),
				Kind: reform.Count, Unit: words("hồ sơ", "dossiers"), Source: reform.FromUnit, Section: "tthc",
			},
			{
				ID: "paper", Title: words("Trong đó: hồ sơ nộp trực tiếp", "Of these: on paper"),
				Kind: reform.Count, Unit: words("hồ sơ", "dossiers"), Source: reform.FromUnit, Section: "tthc", Optional: true,
			},
			{
				ID: "signed", Title: words("Tỷ lệ văn bản điện tử được ký số", "E-signed documents"), Kind: reform.Percentage,
				Source: reform.FromUnit, Section: "cpdt", Decimals: 2,
			},
			{
				ID: "iso", Title: words("Có áp dụng hệ thống quản lý chất lượng TCVN ISO 9001:2015", "ISO 9001 applied"),
				Help: words("Tính khi chứng nhận hoặc công bố còn hiệu lực đến hết ngày chốt số liệu.", ""),
				Kind: reform.Choice, Source: reform.FromUnit, Section: "cpdt", Options: []reform.Option{yes, no}, Optional: true,
			},
			{
				ID: "plan", Title: words("Ban hành kế hoạch cải cách hành chính năm", "Yearly plan issued"),
				Kind: reform.Choice, Source: reform.FromUnit, Options: []reform.Option{yes, no},
			},
			{
				ID: "days", Title: words("Thời gian giải quyết trung bình", "Mean days"), Kind: reform.Number, Decimals: 3, Least: "-5", Most: "365",
				Unit: words("ngày làm việc", "working days"), Source: reform.FromUnit, Section: "tthc",
			},
			{
				ID: "issued", Title: words("Ngày ban hành kế hoạch", "Day the plan was issued"), Kind: reform.Date,
				Source: reform.FromUnit, Section: "cpdt",
			},
			{
				ID: "renewed", Title: words("Ngày ban hành lại", "Day it was issued anew"), Kind: reform.Date,
				Source: reform.FromUnit, Section: "cpdt", Optional: true,
			},
			{ID: "happy", Title: words("Mức độ hài lòng", "Satisfaction"), Kind: reform.Percentage, Source: reform.FromSurvey, Decimals: 2},
		},
		Checks: []reform.Check{{Parts: []string{"online", "paper"}, Whole: "received"}},
		Areas: []reform.Area{
			{ID: "tthc", Title: words("Cải cách thủ tục hành chính", "Administrative procedures"), Indicators: []reform.Indicator{
				{ID: "1.1", Title: words("Tỷ lệ hồ sơ nộp trực tuyến", "Share online"), Rule: reform.Rule{Kind: reform.Ratio, Of: []string{"online"}, Over: []string{"received"}}},
			}},
			{ID: "cpdt", Title: words("Xây dựng và phát triển Chính phủ điện tử, Chính phủ số", "E-government"), Indicators: []reform.Indicator{
				{ID: "2.1", Title: words("Tỷ lệ văn bản điện tử được ký số", "Share signed"), Rule: reform.Rule{Kind: reform.Ratio, Of: []string{"signed"}}},
				{ID: "2.3", Title: words("Ban hành đúng hạn", "Issued on time"), Rule: reform.Rule{Kind: reform.Deadline, Of: []string{"issued"}, Due: "2026-03-31"}},
				{ID: "2.2", Title: words("Áp dụng ISO", "ISO"), Rule: reform.Rule{Kind: reform.Answer, Of: []string{"iso"}}},
			}},
		},
	}
}
