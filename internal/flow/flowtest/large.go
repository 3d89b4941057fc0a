package flowtest

import (
	"strconv"

	"reformboard/internal/reform"
)

// perArea is how many indicators an area of a large framework has.
const perArea = 15

// Large is a framework of so many indicators in areas of fifteen: shares of what the
// area counts, and now and then a percentage with a target, steps, or a choice.
func Large(indicators int) reform.Framework {
	two := 2
	f := reform.Framework{
		ID: "large", Series: "large", Sample: true, Title: reform.Words{VI: "Bộ chỉ số mẫu cỡ lớn", EN: "Large sample index"},
		Short: reform.Words{VI: "Cỡ lớn", EN: "Large"}, Origin: reform.Words{VI: "Tạo ra để thử", EN: "Generated for tests"},
		NotApplicable: reform.Rescale, Missing: reform.FillNothing, Coverage: "0.5",
		Rounding: reform.Rounding{Mode: reform.HalfUp, Indicator: &two},
		Grades: []reform.Grade{
			{ID: "good", Title: reform.Words{VI: "Tốt", EN: "Good"}},
			{ID: "fair", Title: reform.Words{VI: "Khá", EN: "Fair"}},
			{ID: "weak", Title: reform.Words{VI: "Yếu", EN: "Weak"}},
		},
		GradesNote: reform.Words{VI: "Mức xếp loại để thử.", EN: "Grades for tests."},
	}
	for from := 0; from < indicators; from += perArea {
		f.Areas = append(f.Areas, area(&f, len(f.Areas)+1, min(perArea, indicators-from)))
		f.Max += f.Areas[len(f.Areas)-1].Max
	}
	f.Grades[0].From, f.Grades[1].From = f.Max/100*80, f.Max/100*65
	return f
}

func area(f *reform.Framework, n, indicators int) reform.Area {
	id := strconv.Itoa(n)
	a := reform.Area{ID: id, Title: reform.Words{VI: "Lĩnh vực cải cách số " + id, EN: "Field of reform " + id}}
	whole := reform.Figure{
		ID: "whole_" + id, Kind: reform.Count, Source: reform.FromUnit, Section: id, Unit: reform.Words{VI: "hồ sơ", EN: "dossiers"},
		Title: reform.Words{VI: "Tổng số hồ sơ đã tiếp nhận của lĩnh vực " + id, EN: "Dossiers received in field " + id},
	}
	f.Figures = append(f.Figures, whole)
	for k := range indicators {
		number := strconv.Itoa(k + 1)
		i := reform.Indicator{
			ID: id + "." + number, Max: reform.Points(1+k%3) * reform.Point / 2, Target: "0.8",
			Title: reform.Words{VI: "Tỷ lệ thủ tục hành chính giải quyết đúng hạn, nhóm " + id + "." + number, EN: "Procedures completed on time, group " + id + "." + number},
		}
		g := reform.Figure{
			ID: "figure_" + id + "_" + number, Kind: reform.Percentage, Most: "100", Decimals: 1, Source: reform.FromUnit, Section: id,
			Unit: reform.Words{VI: "%", EN: "%"}, Title: reform.Words{VI: "Tỷ lệ của nhóm " + id + "." + number, EN: "Share of group " + id + "." + number},
		}
		switch k % perArea {
		case 3:
			i.Rule = reform.Rule{Kind: reform.Ratio, Of: []string{g.ID}, FullAt: "0.9"}
		case 6, 9:
			i.Rule = reform.Rule{Kind: reform.Steps, Of: []string{g.ID}, Below: reform.BelowNothing, Steps: []reform.Step{{From: "0.9", Pay: "1"}, {From: "0.7", Pay: "0.6"}, {From: "0.5", Pay: "0.3"}}}
		case 12:
			g.Kind, g.Most, g.Decimals, g.Unit = reform.Choice, "", 0, reform.Words{}
			g.Options = []reform.Option{{ID: "yes", Title: reform.Words{VI: "Có", EN: "Yes"}}, {ID: "no", Title: reform.Words{VI: "Không", EN: "No"}}}
			i.Rule = reform.Rule{Kind: reform.Answer, Of: []string{g.ID}, Answers: []reform.AnswerPay{{Option: "yes", Pay: "1"}, {Option: "no", Pay: "0"}}}
		default:
			g.Kind, g.Most, g.Decimals, g.Unit = reform.Count, "", 0, whole.Unit
			i.Rule = reform.Rule{Kind: reform.Ratio, Of: []string{g.ID}, Over: []string{whole.ID}, IfZero: reform.ZeroEarnsNothing}
			f.Checks = append(f.Checks, reform.Check{Parts: []string{g.ID}, Whole: whole.ID})
		}
		f.Figures = append(f.Figures, g)
		a.Indicators = append(a.Indicators, i)
		a.Max += i.Max
	}
	return a
}
