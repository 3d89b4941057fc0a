package sample

import (
	"strconv"
	"strings"

	"reformboard/internal/heading"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
)

// Recipe reads a form with a column for each of some figures.
func Recipe() recipe.Recipe {
	r := recipe.Recipe{
		ID: "06a-mau", Version: 2, Title: Words("Biểu 06a: Tình hình, kết quả giải quyết thủ tục hành chính (mẫu)", "Form 06a: handling of procedures (sample)"),
		Origin: Words("Bố cục theo Thông tư 01/2020/TT-VPCP", "Layout after Circular 01/2020/TT-VPCP"), Series: []string{"service"}, Rows: recipe.ByUnit,
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

// Result is what the recipe reads from its form, findings and all.
func Result(t *reform.Tally) recipe.Result {
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
		{Origin: at("E", 12), Figure: "1.1.of", Label: Title(t, "1.1.of"), Problem: reform.Blank, Severity: reform.Note},
	}
	return result
}

// Draft is the recipe as it is being made.
func Draft(t *reform.Tally) recipe.Draft {
	d := recipe.Draft{Recipe: Recipe(), Sheet: "Biểu 06a", Result: Result(t)}
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
