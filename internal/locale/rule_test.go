package locale

import (
	"testing"

	"reformboard/internal/reform"
)

func ruleFramework() *reform.Framework {
	figure := func(id, vi, en string) reform.Figure {
		return reform.Figure{ID: id, Title: reform.Words{VI: vi, EN: en}}
	}
	choice := figure("plan", "Có kế hoạch năm", "Yearly plan")
	choice.Options = []reform.Option{
		{ID: "yes", Title: reform.Words{VI: "Có", EN: "Yes"}}, {ID: "late", Title: reform.Words{VI: "Ban hành muộn", EN: "Late"}},
	}
	return &reform.Framework{
		Max: 100 * reform.Point, NotApplicable: reform.Rescale,
		Figures: []reform.Figure{
			figure("online", "Hồ sơ trực tuyến", "Online dossiers"), figure("all", "Hồ sơ tiếp nhận", "Dossiers received"),
			figure("post", "Hồ sơ qua bưu chính", "Dossiers by post"), figure("k", "Hệ số đồng bộ", "Synchronisation"),
			figure("events", "Sự cố mất an toàn", "Security incidents"), choice,
		},
	}
}

func TestRulesSpeakInPlainWords(t *testing.T) {
	of, over := []string{"online"}, []string{"all"}
	steps := []reform.Step{{From: "0.9", Pay: "1"}, {From: "0.555", Pay: "0.5"}}
	answers := []reform.AnswerPay{{Option: "yes", Pay: "1"}, {Option: "late", Pay: "0.5"}}
	for _, c := range []struct {
		max, min reform.Points
		rule     reform.Rule
		vi, en   string
	}{
		{
			6 * reform.Point, 0,
			reform.Rule{Kind: reform.Ratio, Of: of, Over: over, FullAt: "0.8", IfZero: reform.ZeroEarnsFull},
			"6 điểm × (“Hồ sơ trực tuyến” / “Hồ sơ tiếp nhận”) / 80 %; từ 80 % trở lên được đủ 6 điểm. Mẫu số bằng 0: được đủ 6 điểm.",
			"6 points × (“Online dossiers” / “Dossiers received”) / 80%; from 80% on it earns all 6 points. Denominator 0: all 6 points.",
		},
		{
			1 * reform.Point, 0,
			reform.Rule{Kind: reform.Ratio, Of: []string{"online", "post"}, Over: over, Times: "k", NothingBelow: "0.905", IfZero: reform.ZeroSuppresses},
			"1 điểm × (“Hồ sơ trực tuyến” + “Hồ sơ qua bưu chính”) / “Hồ sơ tiếp nhận” × “Hệ số đồng bộ”, nhiều nhất 1 điểm. Dưới 90,5 % không được điểm. Mẫu số bằng 0: không chấm, điểm tối đa vẫn tính trong tổng.",
			"1 point × (“Online dossiers” + “Dossiers by post”) / “Dossiers received” × “Synchronisation”, at most 1 point. Below 90.5% it earns nothing. Denominator 0: no score, while the most points stay in the maximum.",
		},
		{
			3 * reform.Point, 0,
			reform.Rule{Kind: reform.Steps, Of: of, Over: over, Steps: steps, IfZero: reform.ZeroNotApplicable},
			"Theo bậc của tỷ lệ “Hồ sơ trực tuyến” / “Hồ sơ tiếp nhận”: từ 90 % được 3 điểm; từ 55,5 % được 1,5 điểm; dưới bậc cuối thì giảm dần theo tỷ lệ. Mẫu số bằng 0: không áp dụng; điểm tối đa của tiêu chí được bỏ ra và tổng điểm được quy đổi về thang 100 điểm.",
			"By steps of the ratio “Online dossiers” / “Dossiers received”: from 90% it earns 3 points; from 55.5% it earns 1.5 points; below the last step in proportion to it. Denominator 0: not applicable; its most points are left out, and the total is stretched to 100 points.",
		},
		{
			2 * reform.Point, 0,
			reform.Rule{Kind: reform.Answer, Of: []string{"plan"}, Answers: answers},
			"Theo câu trả lời cho “Có kế hoạch năm”: “Có” được 2 điểm; “Ban hành muộn” được 1 điểm.",
			"By the answer to “Yearly plan”: “Yes” earns 2 points; “Late” earns 1 point.",
		},
		{
			4 * reform.Point, 0,
			reform.Rule{Kind: reform.Deduction, Of: []string{"events"}, Each: reform.Point / 2},
			"4 điểm trừ đi 0,5 điểm × “Sự cố mất an toàn”, thấp nhất 0 điểm.",
			"4 points less 0.5 points × “Security incidents”, at least 0 points.",
		},
		{
			2 * reform.Point, 0,
			reform.Rule{Kind: reform.Counted, Of: []string{"unknown"}, Each: reform.Point},
			"1 điểm × “unknown”, nhiều nhất 2 điểm.", "1 point × “unknown”, at most 2 points.",
		},
		{
			0, -3 * reform.Point,
			reform.Rule{Kind: reform.Counted, Of: []string{"events"}, Each: -reform.Point},
			"Trừ 1 điểm × “Sự cố mất an toàn”, nhiều nhất trừ 3 điểm.",
			"Less 1 point × “Security incidents”, at most 3 points lost.",
		},
	} {
		i := reform.Indicator{ID: "1", Max: c.max, Min: c.min, Rule: c.rule}
		if got := Rule(reform.Vietnamese, ruleFramework(), i); got != c.vi {
			t.Errorf("%s\ngot  %s\nwant %s", c.rule.Kind, got, c.vi)
		}
		if got := Rule(reform.English, ruleFramework(), i); got != c.en {
			t.Errorf("%s\ngot  %s\nwant %s", c.rule.Kind, got, c.en)
		}
	}
}

func TestRoundingIsSaidLevelByLevel(t *testing.T) {
	two, one := 2, 1
	f := &reform.Framework{Rounding: reform.Rounding{Mode: reform.HalfUp, Indicator: &two, Total: &one}}
	for l, want := range map[reform.Language]string{
		reform.Vietnamese: "Điểm tiêu chí: làm tròn đến 2 chữ số thập phân; điểm lĩnh vực: không làm tròn thêm; tổng điểm: làm tròn đến 1 chữ số thập phân. Phần lẻ đúng một nửa được làm tròn lên (2,345 thành 2,35).",
		reform.English:    "Indicator: rounded to 2 decimals; area: not rounded further; total: rounded to 1 decimal. A half is rounded up (2.345 to 2.35).",
	} {
		if got := Rounding(l, f); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
