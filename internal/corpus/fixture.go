package corpus

import (
	"time"

	"reformboard/internal/reform"
)

// Language is that of the form.
const Language = reform.Vietnamese

// NotReported is what a figure says that has no value.
const NotReported = string(reform.NotReported)

// Unit is whose report the form is.
func Unit() reform.Unit {
	return reform.Unit{ID: "so-mau", NameVI: "Sở Mẫu (đơn vị giả định)", NameEN: "Sample office (invented)", PeerGroup: "khoi-mau", Simulated: true}
}

// Cycle is when it is asked for.
func Cycle() reform.Cycle {
	day := func(month time.Month, day int) time.Time { return time.Date(2026, month, day, 0, 0, 0, 0, time.UTC) }
	return reform.Cycle{
		ID: "mau-2026-q3", Body: "tinh-mau", Framework: "kho-mau", Period: "2026-Q3", DataFrom: day(6, 15), DataTo: day(9, 15),
		Opens: day(9, 10), Due: day(9, 20), Closes: day(9, 25),
	}
}

// Values is what the form says before anybody touches it.
func Values() []reform.Value {
	return []reform.Value{
		{Figure: "received", Text: "1200"},
		{Figure: "online", Text: "800"},
		{Figure: "paper", Text: "300"},
		{Figure: "signed", Text: "97.5"},
		{Figure: "days", Text: "2.5"},
		{Figure: "budget", Text: "1500.25"},
		{Figure: "plan", Text: "yes"},
		{Figure: "iso", Text: "no"},
		{Figure: "issued", Text: "2026-03-31"},
	}
}

func words(vi, en string) reform.Words { return reform.Words{VI: vi, EN: en} }

// Framework asks for one figure of every kind.
func Framework() reform.Framework {
	return reform.Framework{
		ID: "kho-mau", Series: "kho-mau", Title: words("Bộ chỉ số mẫu để thử tệp", "Sample index to try files with"), Sample: true,
		Short: words("Mẫu", "Sample"), Origin: words("Tự đặt để thử", "Invented for tests"),
		Max: 10 * reform.Point, Rounding: reform.Rounding{}, NotApplicable: reform.Rescale, Coverage: "0.5",
		Figures: figures(),
		Checks:  []reform.Check{{Parts: []string{"online", "paper"}, Whole: "received"}},
		Areas: []reform.Area{
			{ID: "tthc", Title: words("Thủ tục hành chính", "Procedures"), Max: 6 * reform.Point, Indicators: []reform.Indicator{
				{ID: "1.1", Title: words("Tỷ lệ hồ sơ trực tuyến", "Share online"), Max: 6 * reform.Point, Rule: reform.Rule{
					Kind: reform.Ratio, Of: []string{"online"}, Over: []string{"received"}, IfZero: reform.ZeroEarnsNothing,
				}},
			}},
			{ID: "dtdt", Title: words("Chính quyền số", "Digital government"), Max: 4 * reform.Point, Indicators: []reform.Indicator{
				{ID: "2.1", Title: words("Tỷ lệ văn bản ký số", "Share signed"), Max: 4 * reform.Point, Rule: reform.Rule{Kind: reform.Ratio, Of: []string{"signed"}}},
			}},
		},
	}
}

func figures() []reform.Figure {
	yesNo := []reform.Option{{ID: "yes", Title: words("Có", "Yes")}, {ID: "no", Title: words("Không", "No")}}
	dossiers := words("hồ sơ", "dossiers")
	figures := []reform.Figure{
		{ID: "received", Title: words("Tổng số hồ sơ đã tiếp nhận", "Dossiers received"), Kind: reform.Count, Unit: dossiers, Section: "tthc"},
		{ID: "online", Title: words("Trong đó: nộp trực tuyến", "Of these: online"), Kind: reform.Count, Unit: dossiers, Section: "tthc"},
		{ID: "paper", Title: words("Trong đó: nộp trực tiếp", "Of these: on paper"), Kind: reform.Count, Unit: dossiers, Section: "tthc", Optional: true},
		{ID: "signed", Title: words("Tỷ lệ văn bản điện tử được ký số", "Documents signed"), Kind: reform.Percentage, Decimals: 2, Section: "dtdt"},
		{ID: "days", Title: words("Thời gian giải quyết trung bình", "Mean days"), Kind: reform.Number, Decimals: 3, Least: "-5", Most: "100000", Section: "dtdt"},
		{ID: "budget", Title: words("Kinh phí đã dùng", "Money spent"), Kind: reform.Number, Decimals: 2, Unit: words("triệu đồng", "million dong"), Section: "dtdt"},
		{ID: "plan", Title: words("Đã ban hành kế hoạch năm", "Yearly plan issued"), Kind: reform.Choice, Options: yesNo, Section: "dtdt"},
		{ID: "iso", Title: words("Áp dụng TCVN ISO 9001:2015", "ISO 9001 applied"), Kind: reform.Choice, Options: yesNo, Optional: true, Section: "dtdt"},
		{ID: "issued", Title: words("Ngày ban hành kế hoạch", "Day the plan was issued"), Kind: reform.Date, Section: "dtdt"},
	}
	for i := range figures {
		figures[i].Source = reform.FromUnit
	}
	return figures
}
