package locale

import (
	"strings"
	"testing"

	"reformboard/internal/reform"
)

// TestEveryChoiceOfAFrameworkHasWords fails for a new kind, method, policy or mode
// that nobody put into words.
func TestEveryChoiceOfAFrameworkHasWords(t *testing.T) {
	f := ruleFramework()
	for _, l := range reform.Languages {
		check := func(set, member, said string) {
			t.Helper()
			if said == "" || strings.ContainsAny(said, "⟦⟧") || strings.Contains(said, "<no value>") {
				t.Errorf("%s: %s %q says %q", l, set, member, said)
			}
		}
		said := func(r reform.Rule) string { return Rule(l, f, reform.Indicator{Max: reform.Point, Rule: r}) }
		for _, text := range append(constants(t, "RuleKind"), string(reform.Ratio)) {
			rule := fullRule()
			rule.Kind = reform.RuleKind(text)
			check("RuleKind", text, said(rule))
		}
		for _, text := range append(constants(t, "ZeroPolicy"), "") {
			check("ZeroPolicy", text, said(reform.Rule{Kind: reform.Ratio, Of: []string{"online"}, Over: []string{"all"}, IfZero: reform.ZeroPolicy(text)}))
			check("ZeroPolicy", text, said(reform.Rule{Kind: reform.Survey, IfZero: reform.ZeroPolicy(text)}))
		}
		for _, text := range append(constants(t, "Below"), "") {
			check("Below", text, said(reform.Rule{Kind: reform.Steps, Below: reform.Below(text)}))
		}
		for _, text := range constants(t, "NormMethod") {
			for _, lower := range []bool{false, true} {
				n := reform.Normalisation{Method: reform.NormMethod(text), Low: "1", High: "2", Target: "3", Reference: "u", Power: "2"}
				check("NormMethod", text, said(reform.Rule{Kind: reform.Normalised, Of: []string{"online"}, LowerIsBetter: lower, Scale: n}))
			}
		}
		for _, text := range constants(t, "Flat") {
			check("Flat", text, Flat(l, reform.Flat(text)))
		}
		for _, text := range append(constants(t, "Among"), "") {
			check("Among", text, said(reform.Rule{Kind: reform.Leader, Among: reform.Among(text)}))
		}
		for _, text := range constants(t, "Reapportion") {
			check("Reapportion", text, NotApplicable(l, f, reform.Reapportion(text)))
		}
		for _, text := range constants(t, "Fill") {
			check("Fill", text, Missing(l, reform.Fill(text)))
		}
		checkAreas(t, l, check)
		checkLevels(t, l, check)
	}
}

func checkAreas(t *testing.T, l reform.Language, check func(set, member, said string)) {
	t.Helper()
	equal := []reform.Indicator{{}, {}}
	for _, text := range append(constants(t, "AggregationMethod"), "") {
		how := reform.Aggregation{Method: reform.AggregationMethod(text), Power: "2"}
		check("AggregationMethod", text, Combine(l, reform.Area{Combine: how, Indicators: equal}))
		check("AggregationMethod", text, Combine(l, reform.Area{Combine: how, Indicators: []reform.Indicator{{Weight: "2"}, {Weight: "1"}}}))
	}
	for _, text := range constants(t, "NotPositive") {
		check("NotPositive", text, Combine(l, reform.Area{Combine: reform.Aggregation{Method: reform.Geometric, IfNotPositive: reform.NotPositive(text), Floor: "1"}}))
	}
	for _, text := range append(constants(t, "CoverBy"), "") {
		check("CoverBy", text, Combine(l, reform.Area{Combine: reform.Aggregation{Method: reform.Mean, Coverage: "0.65", CoverBy: reform.CoverBy(text)}}))
	}
}

func checkLevels(t *testing.T, l reform.Language, check func(set, member, said string)) {
	t.Helper()
	two := 2
	for _, text := range constants(t, "RoundingMode") {
		mode := reform.RoundingMode(text)
		check("RoundingMode", text, Rounding(l, &reform.Framework{Rounding: reform.Rounding{Mode: mode, Indicator: &two}}))
		check("RoundingMode", text, RoundedTo(l, &two, mode))
	}
	for _, text := range append(constants(t, "Ties"), "") {
		check("Ties", text, Ranks(l, reform.RankRule{Decimals: &two, Ties: reform.Ties(text)}))
	}
	for _, text := range append(constants(t, "Absence"), "") {
		check("Absence", text, Value(l, reform.Figure{}, "", reform.Absence(text)))
	}
	for _, text := range constants(t, "FigureKind") {
		check("FigureKind", text, Value(l, reform.Figure{Kind: reform.FigureKind(text)}, "2026-03-31", reform.Present))
	}
}

// fullRule has something in every field that a rule may use.
func fullRule() reform.Rule {
	return reform.Rule{
		Of: []string{"online", "post"}, Over: []string{"all"}, OverElse: &reform.Fallback{Figure: "events", DividedBy: "12"},
		Times: "k", TimesScore: "1.2", Inherits: true, FullAt: "0.9", NothingBelow: "0.5", Due: "2026-03-31", Each: reform.Point, Formula: "points * online",
		Steps: []reform.Step{{From: "0.5", Pay: "1"}}, Answers: []reform.AnswerPay{{Option: "yes", Pay: "1"}}, Items: []reform.Item{{Figure: "online", Pay: "1"}},
		Late: []reform.LateStep{{Days: 1, Pay: "0.5"}}, Scale: reform.Normalisation{Method: reform.MinMax, IfFlat: reform.FlatEarnsHalf},
		Alternatives: []reform.Alternative{{Rule: reform.Rule{Kind: reform.Constant}}},
	}
}

func TestScalesSpeakInPlainWords(t *testing.T) {
	of := []string{"online"}
	for _, c := range []struct {
		rule   reform.Rule
		vi, en string
	}{
		{
			reform.Rule{Kind: reform.Normalised, Of: of, Scale: reform.Normalisation{Method: reform.MinMax, From: "1", To: "100", IfFlat: reform.FlatSuppresses}},
			"Điểm = 1 + 99 × (x − min) / (max − min). x là “Hồ sơ trực tuyến”. min và max là x nhỏ nhất và lớn nhất trong tất cả các đơn vị (chuẩn hóa min-max). Khi mọi đơn vị có cùng giá trị: không chấm.",
			"Earns 1 + 99 × (x − min) / (max − min). x is “Online dossiers”. min and max are the least and the greatest x of all units (min-max normalisation). Where all have the same value there is no score.",
		},
		{
			reform.Rule{Kind: reform.Normalised, Of: of, LowerIsBetter: true, Scale: reform.Normalisation{Method: reform.Goalposts, Low: "20", High: "85", Power: "0.5"}},
			"Điểm = 10 × ((85 − x) / (85 − 20))^0,5. x là “Hồ sơ trực tuyến”. Thương số được giữ trong khoảng từ 0 đến 1.",
			"Earns 10 × ((85 − x) / (85 − 20))^0.5. x is “Online dossiers”. The quotient is held between 0 and 1.",
		},
		{
			reform.Rule{Kind: reform.Normalised, Of: of, LowerIsBetter: true, Scale: reform.Normalisation{Method: reform.ToTarget, Target: "5", Among: reform.AmongGroup}},
			"Điểm = 10 × (x − min) / ((−5) − min). x là “Hồ sơ trực tuyến” lấy dấu ngược lại, vì giá trị càng thấp càng tốt. min là x nhỏ nhất trong các đơn vị cùng khối (khoảng cách đến mục tiêu). Thương số nhiều nhất bằng 1.",
			"Earns 10 × (x − min) / ((−5) − min). x is “Online dossiers” with the opposite sign, since less is better. min is the least x of the units of the same peer group (distance to the target). The quotient is at most 1.",
		},
		{
			reform.Rule{Kind: reform.Normalised, Of: of, Scale: reform.Normalisation{Method: reform.ZScore, Mean: "100", Spread: "10"}},
			"Điểm = 100 + 10 × (x − trung bình) / độ lệch chuẩn. x là “Hồ sơ trực tuyến”. trung bình và độ lệch chuẩn (mẫu số n − 1) của x tính trên tất cả các đơn vị (điểm z).",
			"Earns 100 + 10 × (x − mean) / sd. x is “Online dossiers”. mean and sd are the mean and the standard deviation (with n − 1) of x over all units (z-score).",
		},
		{
			reform.Rule{Kind: reform.Leader, Of: of, Over: []string{"all"}, AtTarget: "0.6", Among: reform.AmongGroup, IfZero: reform.ZeroSuppresses},
			"6 điểm × r khi r không quá 1; khi r lớn hơn 1 được 6 điểm + 4 điểm × (r − 1) / (cao nhất − 1). r là “Hồ sơ trực tuyến” / “Hồ sơ tiếp nhận”; “cao nhất” là r lớn nhất trong các đơn vị cùng khối. Mẫu số bằng 0: không chấm, điểm tối đa vẫn tính trong tổng.",
			"6 points × r where r is at most 1; beyond that 6 points + 4 points × (r − 1) / (best − 1). r is “Online dossiers” / “Dossiers received”; “best” is the greatest r among the units of the same peer group. Denominator 0: no score, while the most points stay in the maximum.",
		},
	} {
		bothSay(t, reform.Indicator{ID: "1", Max: 10 * reform.Point, Rule: c.rule}, c.vi, c.en)
	}
}

func bothSay(t *testing.T, i reform.Indicator, vi, en string) {
	t.Helper()
	for l, want := range map[reform.Language]string{reform.Vietnamese: vi, reform.English: en} {
		if got := Rule(l, ruleFramework(), i); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", i.Rule.Kind, got, want)
		}
	}
}

func TestListsSpeakInPlainWords(t *testing.T) {
	items := []reform.Item{{Figure: "online", Pay: "1"}, {Figure: "post", Pay: "0.25"}}
	for _, c := range []struct {
		rule   reform.Rule
		vi, en string
	}{
		{
			reform.Rule{Kind: reform.Survey, Items: items},
			"2 điểm × (“Hồ sơ trực tuyến” × 100 % + “Hồ sơ qua bưu chính” × 25 %) / (“Hồ sơ trực tuyến” + “Hồ sơ qua bưu chính”). Mẫu số bằng 0: không chấm, điểm tối đa vẫn tính trong tổng.",
			"2 points × (“Online dossiers” × 100% + “Dossiers by post” × 25%) / (“Online dossiers” + “Dossiers by post”). Denominator 0: no score, while the most points stay in the maximum.",
		},
		{
			reform.Rule{Kind: reform.Checklist, Items: items, Inherits: true},
			"Cộng điểm của từng nội dung có thực hiện (số liệu lớn hơn 0): “Hồ sơ trực tuyến” được 2 điểm; “Hồ sơ qua bưu chính” được 0,5 điểm. Nội dung không áp dụng được bỏ ra và điểm của nội dung đó chia theo tỷ lệ cho các nội dung còn lại. Số liệu lấy của đơn vị cấp trên gần nhất đã báo cáo.",
			"The points of each thing that is there (above 0) add up: “Online dossiers” earns 2 points; “Dossiers by post” earns 0.5 points. What does not apply is left out, and its points go to the others in proportion. The figures are those of the nearest unit above that reported them.",
		},
		{
			reform.Rule{Kind: reform.Compared, Of: []string{"online", "post"}, Over: []string{"all"}, LowerIsBetter: true},
			"2 điểm khi (“Hồ sơ trực tuyến” + “Hồ sơ qua bưu chính”) nhỏ hơn “Hồ sơ tiếp nhận”; 1 điểm khi bằng nhau; 0 điểm khi lớn hơn.",
			"2 points where (“Online dossiers” + “Dossiers by post”) is less than “Dossiers received”; 1 point where they are equal; nothing where it is more.",
		},
		{
			reform.Rule{Kind: reform.Deadline, Of: []string{"plan"}, Due: "2026-03-31", Late: []reform.LateStep{{Days: 1, Pay: "0.5"}, {Days: 10, Pay: "0.2"}}},
			"Theo ngày “Có kế hoạch năm”, thời hạn 31/03/2026: đúng hạn: 2 điểm; chậm đến 1 ngày: 1 điểm; chậm đến 10 ngày: 0,4 điểm; chậm hơn hoặc không thực hiện: 0 điểm.",
			"By the day of “Yearly plan”, due on 31 Mar 2026: in time: 2 points; up to 1 day late: 1 point; up to 10 days late: 0.4 points; later or never: nothing.",
		},
		{
			reform.Rule{Kind: reform.Formula, Formula: `all > 0 ? min(points, figure("online") / all) : 0`},
			"Điểm = all > 0 ? min(points, figure(\"online\") / all) : 0, thấp nhất 0 điểm và nhiều nhất 2 điểm. Trong đó online là “Hồ sơ trực tuyến”; all là “Hồ sơ tiếp nhận”; points là điểm tối đa (2 điểm).",
			"The points are all > 0 ? min(points, figure(\"online\") / all) : 0, at least 0 points and at most 2 points. In it online is “Online dossiers”; all is “Dossiers received”; points is the most points (2 points).",
		},
		{
			reform.Rule{Kind: reform.Alternatives, Alternatives: []reform.Alternative{
				{Applies: reform.Applicability{Groups: []string{"cities"}, Figure: "post"}, Rule: reform.Rule{Kind: reform.Constant}},
				{Rule: reform.Rule{Kind: reform.Ratio, Of: []string{"online"}, Over: []string{"all"}, OverElse: &reform.Fallback{Figure: "events", DividedBy: "12"}, TimesScore: "9.9"}},
			}},
			"Áp dụng cách tính đầu tiên phù hợp với đơn vị: (1) khối cities, khi “Hồ sơ qua bưu chính” lớn hơn 0: Luôn được 2 điểm, không phụ thuộc số liệu. (2) các trường hợp còn lại: 2 điểm × “Hồ sơ trực tuyến” / “Hồ sơ tiếp nhận” × (điểm đạt của tiêu chí 9.9 / điểm tối đa của tiêu chí đó), nhiều nhất 2 điểm. Khi chưa có số liệu “Hồ sơ tiếp nhận”, lấy “Sự cố mất an toàn” / 12 để thay thế. Mẫu số bằng 0: được 0 điểm.",
			"The first of these that fits the unit: (1) peer group cities, where “Dossiers by post” is above 0: Always 2 points, whatever is reported. (2) all others: 2 points × “Online dossiers” / “Dossiers received” × (points earned by indicator 9.9 / its most points), at most 2 points. Where “Dossiers received” has not been reported, “Security incidents” / 12 stands in. Denominator 0: 0 points.",
		},
	} {
		bothSay(t, reform.Indicator{ID: "1", Max: 2 * reform.Point, Rule: c.rule}, c.vi, c.en)
	}
}

func TestAnIndicatorSaysWhereItDiffersFromItsFramework(t *testing.T) {
	i := reform.Indicator{Max: reform.Point, Rule: reform.Rule{Kind: reform.Constant}, NotApplicable: reform.ToSiblings, Missing: reform.FillLastPeriod}
	bothSay(
		t, i,
		"Luôn được 1 điểm, không phụ thuộc số liệu. Khi không áp dụng: điểm tối đa của tiêu chí được bỏ ra và điểm của các tiêu chí còn lại trong lĩnh vực được quy đổi về điểm tối đa của lĩnh vực. Khi chưa có số liệu: lấy giá trị kỳ trước của đơn vị để thay và ghi chú rõ.",
		"Always 1 point, whatever is reported. Where it does not apply, its most points are left out, and what the rest of its area earned is stretched to the area's maximum. Where it has not been reported, what the unit reported the period before stands in and is marked.",
	)
	i.NotApplicable, i.Missing = reform.Rescale, reform.FillNothing // as the framework says
	bothSay(t, i, "Luôn được 1 điểm, không phụ thuộc số liệu.", "Always 1 point, whatever is reported.")
}

func TestAreasSpeakInPlainWords(t *testing.T) {
	a := reform.Area{
		Max: 10 * reform.Point, Min: -2 * reform.Point, Capped: true, Indicators: []reform.Indicator{{Weight: "2"}}, Areas: []reform.Area{{}},
		Combine: reform.Aggregation{Method: reform.Harmonic, IfNotPositive: reform.RaiseToFloor, Floor: "0.5", Coverage: "0.65", CoverBy: reform.ByWeight},
	}
	for l, want := range map[reform.Language]string{
		reform.Vietnamese: "Trung bình điều hòa có trọng số của các phần: Σ w / Σ (w / x). Phần không có điểm được bỏ ra và trọng số được chia lại cho các phần còn lại. Phần nhỏ hơn 0,5 được tính bằng 0,5. Chỉ chấm khi các phần có điểm chiếm ít nhất 65 % trọng số áp dụng. Nhiều nhất 10 điểm và thấp nhất −2 điểm, dù các phần cộng lại vượt ngoài khoảng đó.",
		reform.English:    "Weighted harmonic mean of its parts: Σ w / Σ (w / x). Parts without a score leave, and the weights of the others are taken anew. A part of less than 0.5 counts as 0.5. It has a score only where parts of at least 65% of the weight that applies have one. At most 10 points and at least −2 points, whatever its parts come to.",
	} {
		if got := Combine(l, a); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	if got := Combine(reform.Vietnamese, reform.Area{Combine: reform.Aggregation{Method: reform.Geometric}, Indicators: []reform.Indicator{{}, {Weight: "1"}}}); !strings.HasPrefix(got, "Trung bình nhân của các phần.") {
		t.Errorf("parts of equal weight: got %s", got)
	}
}

func TestRanksAreSaid(t *testing.T) {
	three := 3
	for l, want := range map[reform.Language]string{
		reform.Vietnamese: "Tổng điểm được so sánh ở 3 chữ số thập phân. Đơn vị bằng điểm thì cùng nhận hạng trung bình (dấu =): 1; 2,5; 2,5; 4.",
		reform.English:    "Totals are compared at 3 decimals. Equal totals share the mean of their ranks (=): 1, 2.5, 2.5, 4.",
	} {
		if got := Ranks(l, reform.RankRule{Decimals: &three, Ties: reform.TiesAverage}); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestValuesAreWritten(t *testing.T) {
	choice := reform.Figure{Kind: reform.Choice, Options: []reform.Option{{ID: "y", Title: reform.Words{VI: "Có", EN: "Yes"}}}}
	for _, c := range []struct {
		figure  reform.Figure
		text    string
		absence reform.Absence
		vi, en  string
	}{
		{reform.Figure{Kind: reform.Number}, "1234.5", "", "1.234,5", "1,234.5"},
		{reform.Figure{Kind: reform.Percentage}, "97.5", "", "97,5 %", "97.5 %"},
		{reform.Figure{Kind: reform.Date}, "2026-03-31", "", "31/03/2026", "31 Mar 2026"},
		{choice, "y", "", "Có", "Yes"},
		{choice, "z", "", "z", "z"},
		{choice, "", reform.NoPractice, "không thực hiện", "no practice"},
		{reform.Figure{}, "", reform.NotApplicable, "không áp dụng", "not applicable"},
		{reform.Figure{}, "", "", "chưa báo cáo", "not reported"},
	} {
		if vi, en := Value(reform.Vietnamese, c.figure, c.text, c.absence), Value(reform.English, c.figure, c.text, c.absence); vi != c.vi || en != c.en {
			t.Errorf("%s %q: got %q and %q", c.figure.Kind, c.text, vi, en)
		}
	}
}

func TestTheMethodIsSaid(t *testing.T) {
	f := ruleFramework()
	f.ID, f.Title, f.Coverage = "f-1", reform.Words{VI: "Bộ mẫu", EN: "Sample set"}, "0.8"
	f.Grades = []reform.Grade{{Title: reform.Words{VI: "Tốt", EN: "Good"}, From: 80 * reform.Point}}
	said := map[string]string{}
	for _, fact := range Method(reform.English, f) {
		said[fact.Name] = fact.Says
	}
	for name, want := range map[string]string{
		"Framework":    "Sample set (f-1), 100 points at most, bonus left out",
		"Total":        "The points of the areas add up, bonus and penalty included. Where something does not apply, what was earned is stretched to 100 points; bonus and penalty are added as they are.",
		"Rounding":     "Nothing is rounded: exact fractions are added up.",
		"Not reported": "Where an indicator has not been reported, it earns nothing and its most points stay in the maximum.",
		"Ranking":      "Totals are compared as they are rounded. Equal totals share a rank (=) and the next rank is left out: 1, 2, 2, 4. Only units with figures for at least 80% of the applicable points are ranked.",
		"Grades":       "Good from 80 points",
	} {
		if said[name] != want {
			t.Errorf("%s\ngot  %s\nwant %s", name, said[name], want)
		}
	}
	if _, ok := said["Based on"]; ok {
		t.Error("a framework without an origin names one")
	}
}

func TestExamplesAndChangesAreSaid(t *testing.T) {
	f := ruleFramework()
	e := reform.Example{Given: map[string]string{"online": "70", "plan": "no_practice"}, Others: []reform.Decimal{"1.5", "2"}, Factor: "0.5", Group: "g", Earns: "1.5", Note: reform.Words{EN: "as decided", VI: "theo quyết định"}}
	silent := reform.Example{Given: map[string]string{"online": "not_reported"}, State: reform.NotSubmitted}
	for _, c := range []struct{ got, want string }{
		{Example(reform.English, f, e), "Example: “Online dossiers” = 70, “Yearly plan” = no practice, other units measure 1.5; 2, the other indicator earned 50% of its points, peer group g: 1.5 points. (as decided)"},
		{Example(reform.Vietnamese, f, silent), "Ví dụ: “Hồ sơ trực tuyến” = chưa báo cáo: chưa nộp số liệu."},
		{Change(reform.English, reform.Change{Kind: reform.Merged, From: []string{"1.1", "1.2"}, To: []string{"1"}, Note: reform.Words{EN: "one form"}}), "1.1, 1.2 → 1: merged (one form)"},
		{Change(reform.Vietnamese, reform.Change{Kind: reform.New, To: []string{"9"}}), "9: bổ sung mới"},
		{Weight(reform.English, reform.Aggregation{Method: reform.Mean}, ""), "weight 1"},
		{Weight(reform.English, reform.Aggregation{}, "2"), ""},
	} {
		if c.got != c.want {
			t.Errorf("got  %s\nwant %s", c.got, c.want)
		}
	}
}

// TestNoMessageIsWrittenTwice: a key in two files says whichever was read last.
func TestNoMessageIsWrittenTwice(t *testing.T) {
	files, err := messages.ReadDir("messages")
	if err != nil {
		t.Fatal(err)
	}
	first := map[string]string{}
	for _, f := range files {
		language := strings.SplitN(f.Name(), ".", 3)[1]
		for key := range read(t, f.Name()) {
			if other, taken := first[language+key]; taken {
				t.Errorf("%q stands in %s and in %s", key, other, f.Name())
			}
			first[language+key] = f.Name()
		}
	}
}
