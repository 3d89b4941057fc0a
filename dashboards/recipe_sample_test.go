package dashboards

import (
	"strconv"
	"strings"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/heading"
	"reformboard/internal/keyfile"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
)

// sampleRecipe reads a form with a column for each of some figures.
func sampleRecipe() recipe.Recipe {
	r := recipe.Recipe{
		ID: "06a-mau", Version: 2, Title: words("Biểu 06a: Tình hình, kết quả giải quyết thủ tục hành chính (mẫu)", "Form 06a: handling of procedures (sample)"),
		Origin: words("Bố cục theo Thông tư 01/2020/TT-VPCP", "Layout after Circular 01/2020/TT-VPCP"), Series: []string{"service"}, Rows: recipe.ByUnit,
		Names: map[string]string{"UBND": "", "VP": "Văn phòng", "Cục CN2": "unit-07"}, Checks: []string{"(3) = (4) + (5)", "(4) <= (3)"},
		Columns: []recipe.Column{
			{Header: []string{"STT"}, Or: [][]string{{"TT"}}, Is: recipe.Ignored},
			{Header: []string{"Đơn vị giải quyết"}, Is: recipe.UnitName},
			{Header: []string{"Số lượng hồ sơ tiếp nhận", "Tổng số"}, Name: "3", Figure: "1.1.over"},
			{Header: []string{"Số lượng hồ sơ tiếp nhận", "Trong kỳ", "Trực tuyến"}, Name: "4", Figure: "1.1.of"},
			{Header: []string{"Số lượng hồ sơ tiếp nhận", "Trong kỳ", "Trực tiếp, dịch vụ bưu chính"}, Name: "5"},
			{Header: []string{"Tỷ lệ"}, Name: "6", Kind: reform.Percentage},
		},
	}
	for n := range 12 {
		r.Sample = append(r.Sample, recipe.Expected{Unit: "unit-" + strconv.Itoa(10+n), Figure: "1.1.over", Is: strconv.Itoa(100 + n)})
	}
	return r
}

func sampleResult(t *reform.Tally) recipe.Result {
	result := recipe.Result{Sheet: "Biểu 06a"}
	at := func(column string, row int) reform.Origin {
		return reform.Origin{Sheet: "Biểu 06a", Cell: column + strconv.Itoa(row)}
	}
	for n := range 12 {
		u := t.Units[9+n]
		values := []reform.Value{
			{Unit: u.ID, Figure: "1.1.over", Text: strconv.Itoa(100 + n), Origin: at("D", 8+n)},
			{Unit: u.ID, Figure: "1.1.of", Text: strconv.Itoa(60 + n), Origin: at("E", 8+n)},
		}
		if n == 4 {
			values[1].Text, values[1].Absence = "", reform.NotReported
		}
		result.Reports = append(result.Reports, reform.Report{Unit: u.ID, Source: reform.FromUnit, Values: values})
	}
	result.Findings = []reform.Finding{
		{Origin: at("C", 9), Problem: reform.UnderstoodAs, Severity: reform.Note, Found: "TT Dịch vụ số 2", Wanted: "Trung tâm Dịch vụ 2"},
		{Origin: at("C", 20), Problem: reform.UnknownUnit, Severity: reform.Error, Found: "Chi cục Khu vực Hai (cũ)", Wanted: "Chi cục Khu vực 2"},
		{Origin: at("C", 21), Problem: reform.AmbiguousUnit, Severity: reform.Error, Found: "Trung tâm Dịch vụ", Wanted: "Trung tâm Dịch vụ 1 (unit-04); Trung tâm Dịch vụ 2 (unit-09)"},
		{Origin: at("D", 22), Problem: reform.NotTheSum, Severity: reform.Warning, Found: "1266", Wanted: "1265"},
		{Origin: at("E", 12), Figure: "1.1.of", Label: sampleTitle(t, "1.1.of"), Problem: reform.Blank, Severity: reform.Note},
	}
	return result
}

func sampleDraft(t *reform.Tally) recipe.Draft {
	d := recipe.Draft{Recipe: sampleRecipe(), Sheet: "Biểu 06a", Result: sampleResult(t)}
	for n, c := range d.Recipe.Columns {
		d.Columns = append(d.Columns, heading.Column{
			Letter: string(rune('B' + n)), Path: c.Header, Numbering: "(" + strconv.Itoa(n+1) + ")", Samples: []string{strconv.Itoa(100 + n), strconv.Itoa(200 + n), strconv.Itoa(300 + n)},
		})
	}
	d.Columns[1].Samples = []string{"Chi cục Khu vực 1", "TT Dịch vụ số 2", "Học viện Mẫu 3"}
	d.Columns[2].Numbering = "(3)=(4)+(5)"
	d.Columns = append(
		d.Columns, heading.Column{Letter: "H", Samples: []string{"7"}},
		heading.Column{Letter: "I", Path: []string{"Tỷ lệ"}, Samples: []string{"97,5 %"}},
		heading.Column{Letter: "J", Path: []string{strings.Repeat("Kết quả giải quyết ", 9), "Ghi chú"}, Samples: []string{strings.Repeat("rất dài ", 20)}},
	)
	d.Rules = []recipe.Rule{{Text: "(3) = (4) + (5)", Kept: 12}, {Text: "(4) <= (3)", Kept: 11, Broken: 1}}
	d.Recipe.Checks = append(d.Recipe.Checks, "D <= 100%")
	return d
}

func recipeSamples(v frame.Voice, t *reform.Tally) []sampled {
	v = open(v, t)
	people := map[string]reform.User{"canbo": {ID: "canbo", Name: "Nguyễn Văn Mẫu"}}
	r, d, result := sampleRecipe(), sampleDraft(t), sampleResult(t)
	kept := reform.Recipe{
		ID: r.ID, Version: 2, TitleVI: r.Title.VI, TitleEN: r.Title.EN, SampleName: "Biểu 06a quý II, " + strings.Repeat("rất dài ", 12) + ".xlsx",
		SampleSHA256: "ab12", At: t.Cycle.Opens, By: "canbo",
	}
	made, shipped := KnownRecipe{kept, r}, KnownRecipe{reform.Recipe{ID: "qd766", TitleVI: "Theo dõi chỉ tiêu (20 cột)", TitleEN: "Tracking (20 columns)"}, r}
	broken := KnownRecipe{kept, recipe.Recipe{ID: "old"}}
	broken.Kept.ID = "old"
	frameworks := []reform.Framework{t.Framework}
	facts := RecipeFacts{Framework: &t.Framework, Units: t.Units, People: people, Cycles: []reform.Cycle{t.Cycle}, Bodies: map[string]reform.Unit{t.Body.ID: t.Body}, Result: &result}
	sample := SampleFile{SHA256: "ab12", Name: kept.SampleName, Framework: t.Framework.ID, Text: "cd34"}
	making := Making{Sample: sample, Sheets: []string{"Biểu 06a", "Hướng dẫn"}, Framework: &t.Framework, Units: t.Units, Draft: d, Guessed: true}
	headless, wrong := making, making
	headless.Draft = recipe.Draft{Sheet: "Hướng dẫn"}
	wrong.Guessed, wrong.Problems = false, []string{v.Say("recipes.problem.unit"), v.Say("recipes.problem.id", "ID", "Biểu 06a")}
	trial := Trial{Sample: sample, Recipe: r, Version: 2, Framework: &t.Framework, Units: t.Units, Result: &result}
	faulty := Trial{Sample: sample, Faults: []keyfile.Fault{{Line: 6, Column: 7, Path: "rows", Text: `no word “units” here: write "unit" or "total"`}}}
	nothing := trial
	nothing.Result = &recipe.Result{Findings: []reform.Finding{{Problem: reform.OtherForm, Severity: reform.Refused, Label: r.Title}}}
	return append([]sampled{
		{"recipes", NewRecipes(v, []KnownRecipe{made, broken, shipped}, frameworks, people)},
		{"recipes-empty", NewRecipes(v, nil, nil, nil)},
		{"recipe", NewRecipe(v, made, facts)},
		{"recipe-shipped", NewRecipe(v, shipped, RecipeFacts{})},
		{"recipe-making", NewRecipeMaking(v, making)},
		{"recipe-making-wrong", NewRecipeMaking(v, wrong)},
		{"recipe-making-headless", NewRecipeMaking(v, headless)},
		{"recipe-trial", NewRecipeTrial(v, trial)},
		{"recipe-trial-faults", NewRecipeTrial(v, faulty)},
		{"recipe-trial-nothing", NewRecipeTrial(v, nothing)},
		{"recipe-trial-untried", NewRecipeTrial(v, Trial{Sample: SampleFile{Text: "cd34"}, Recipe: r})},
	}, foreignSamples(v, t, made)...)
}

func foreignSamples(v frame.Voice, t *reform.Tally, known KnownRecipe) []sampled {
	figure := func(id string) reform.Figure { f, _ := t.Framework.Figure(id); return f }
	form := ForeignForm{
		Cycle: t.Cycle, Framework: &t.Framework, Body: t.Body, Recipe: known, Units: t.Units, Kept: -1,
		File: SampleFile{SHA256: "ab12", Name: "Biểu 06a quý III.xlsx"}, Outside: t.Units[40:42], Findings: sampleResult(t).Findings[1:4],
	}
	for n, u := range t.Units[9:15] {
		share := Share{Key: "unit " + u.ID, Unit: u, Source: reform.FromUnit, Given: 2, Alters: n != 2 && n != 3}
		share.Difference.Newest.Version = n
		for m, id := range []string{"1.1.of", "1.1.over"} {
			a := reform.Alteration{
				Figure: figure(id), Old: reform.Value{Absence: reform.NotReported},
				New: reform.Value{Text: strconv.Itoa(1060 + n + 40*m), Origin: reform.Origin{Sheet: "Biểu 06a", Cell: "E" + strconv.Itoa(8+n)}},
			}
			if n%2 == 0 {
				a.Old = reform.Value{Text: strconv.Itoa(1000 + n)}
			}
			if n != 2 {
				share.Difference.Alterations = append(share.Difference.Alterations, a)
			}
		}
		switch n {
		case 2:
			share.Upload = reform.Upload{ID: "7KQ2M", Version: 4}
		case 3:
			share.Difference.Alterations[0].Left = true
			share.Difference.Findings = sampleUpload(t).Findings[:2]
		}
		form.Shares = append(form.Shares, share)
	}
	empty, refused, one, done, closed := form, form, form, form, v
	empty.File, empty.Shares = SampleFile{}, nil
	refused.Shares, refused.Outside, refused.Refused = nil, nil, true
	refused.Findings = []reform.Finding{{Problem: reform.OtherForm, Severity: reform.Refused, Label: known.Form.Title}}
	one.Recipe.Form.Rows, one.Shares, one.Unit = recipe.OfTotal, form.Shares[:1], t.Units[9].ID
	done.Kept, done.Overtaken, done.Shares = 4, 1, form.Shares[2:3]
	closed.Now = t.Cycle.Closes.Add(time.Hour)
	return []sampled{
		{"foreign", NewForeign(v, form)},
		{"foreign-empty", NewForeign(v, empty)},
		{"foreign-refused", NewForeign(v, refused)},
		{"foreign-total", NewForeign(v, one)},
		{"foreign-kept", NewForeign(v, done)},
		{"foreign-closed", NewForeign(closed, form)},
	}
}
