package gallery

import (
	"strconv"
	"strings"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/recipes"
	"reformboard/dashboards/sample"
	"reformboard/internal/keyfile"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
)

func recipeSamples(v frame.Voice, t *reform.Tally) []Page {
	v = Open(v, t)
	people := map[string]reform.User{"canbo": {ID: "canbo", Name: "Nguyễn Văn Mẫu"}}
	r, d, result := sample.Recipe(), sample.Draft(t), sample.Result(t)
	kept := reform.Recipe{
		ID: r.ID, Version: 2, TitleVI: r.Title.VI, TitleEN: r.Title.EN, SampleName: "Biểu 06a quý II, " + strings.Repeat("rất dài ", 12) + ".xlsx",
		SampleSHA256: "ab12", At: t.Cycle.Opens, By: "canbo",
	}
	made, shipped := recipes.KnownRecipe{Kept: kept, Form: r}, recipes.KnownRecipe{Kept: reform.Recipe{ID: "qd766", TitleVI: "Theo dõi chỉ tiêu (20 cột)", TitleEN: "Tracking (20 columns)"}, Form: r}
	broken := recipes.KnownRecipe{Kept: kept, Form: recipe.Recipe{ID: "old"}}
	broken.Kept.ID = "old"
	frameworks := []reform.Framework{t.Framework}
	facts := recipes.RecipeFacts{Framework: &t.Framework, Units: t.Units, People: people, Cycles: []reform.Cycle{t.Cycle}, Bodies: map[string]reform.Unit{t.Body.ID: t.Body}, Result: &result}
	file := recipes.SampleFile{SHA256: "ab12", Name: kept.SampleName, Framework: t.Framework.ID, Text: "cd34"}
	making := recipes.Making{Sample: file, Sheets: []string{"Biểu 06a", "Hướng dẫn"}, Framework: &t.Framework, Units: t.Units, Draft: d, Guessed: true}
	headless, wrong := making, making
	headless.Draft = recipe.Draft{Sheet: "Hướng dẫn"}
	wrong.Guessed, wrong.Problems = false, []string{v.Say("recipes.problem.unit"), v.Say("recipes.problem.id", "ID", "Biểu 06a")}
	trial := recipes.Trial{Sample: file, Recipe: r, Version: 2, Framework: &t.Framework, Units: t.Units, Result: &result}
	faulty := recipes.Trial{Sample: file, Faults: []keyfile.Fault{{Line: 6, Column: 7, Path: "rows", Text: `no word “units” here: write "unit" or "total"`}}}
	nothing := trial
	nothing.Result = &recipe.Result{Findings: []reform.Finding{{Problem: reform.OtherForm, Severity: reform.Refused, Label: r.Title}}}
	return append([]Page{
		{"recipes", recipes.NewRecipes(v, []recipes.KnownRecipe{made, broken, shipped}, frameworks, people)},
		{"recipes-empty", recipes.NewRecipes(v, nil, nil, nil)},
		{"recipe", recipes.NewRecipe(v, made, facts)},
		{"recipe-shipped", recipes.NewRecipe(v, shipped, recipes.RecipeFacts{})},
		{"recipe-making", recipes.NewRecipeMaking(v, making)},
		{"recipe-making-wrong", recipes.NewRecipeMaking(v, wrong)},
		{"recipe-making-headless", recipes.NewRecipeMaking(v, headless)},
		{"recipe-trial", recipes.NewRecipeTrial(v, trial)},
		{"recipe-trial-faults", recipes.NewRecipeTrial(v, faulty)},
		{"recipe-trial-nothing", recipes.NewRecipeTrial(v, nothing)},
		{"recipe-trial-untried", recipes.NewRecipeTrial(v, recipes.Trial{Sample: recipes.SampleFile{Text: "cd34"}, Recipe: r})},
	}, foreignSamples(v, t, made)...)
}

func foreignSamples(v frame.Voice, t *reform.Tally, known recipes.KnownRecipe) []Page {
	figure := func(id string) reform.Figure { f, _ := t.Framework.Figure(id); return f }
	form := recipes.ForeignForm{
		Cycle: t.Cycle, Framework: &t.Framework, Body: t.Body, Recipe: known, Units: t.Units, Kept: -1,
		File: recipes.SampleFile{SHA256: "ab12", Name: "Biểu 06a quý III.xlsx"}, Outside: t.Units[40:42], Findings: sample.Result(t).Findings[1:4],
	}
	for n, u := range t.Units[9:15] {
		share := recipes.Share{Key: "unit " + u.ID, Unit: u, Source: reform.FromUnit, Given: 2, Alters: n != 2 && n != 3}
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
			share.Difference.Findings = sample.Upload(t).Findings[:2]
		}
		form.Shares = append(form.Shares, share)
	}
	empty, refused, one, done, closed := form, form, form, form, v
	empty.File, empty.Shares = recipes.SampleFile{}, nil
	refused.Shares, refused.Outside, refused.Refused = nil, nil, true
	refused.Findings = []reform.Finding{{Problem: reform.OtherForm, Severity: reform.Refused, Label: known.Form.Title}}
	one.Recipe.Form.Rows, one.Shares, one.Unit = recipe.OfTotal, form.Shares[:1], t.Units[9].ID
	done.Kept, done.Overtaken, done.Shares = 4, 1, form.Shares[2:3]
	closed.Now = t.Cycle.Closes.Add(time.Hour)
	return []Page{
		{"foreign", recipes.NewForeign(v, form)},
		{"foreign-empty", recipes.NewForeign(v, empty)},
		{"foreign-refused", recipes.NewForeign(v, refused)},
		{"foreign-total", recipes.NewForeign(v, one)},
		{"foreign-kept", recipes.NewForeign(v, done)},
		{"foreign-closed", recipes.NewForeign(closed, form)},
	}
}
