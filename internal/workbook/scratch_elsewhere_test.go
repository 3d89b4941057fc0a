package workbook

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/corpus"
	"reformboard/internal/corpus/forge"
	"reformboard/internal/marking"
	"reformboard/internal/reform"
)

func TestAdorn(t *testing.T) {
	_ = os.MkdirAll("/tmp/adv/files", 0o700)
	form := corpusForm()
	content := written(t, form)
	must(t, os.WriteFile("/tmp/adv/files/form.xlsx", content, 0o600))
	for name, change := range adorned(t) {
		func() {
			defer func() {
				if r := recover(); r != nil {
					t.Errorf("%s: %v", name, r)
				}
			}()
			must(t, os.WriteFile("/tmp/adv/files/excelize-"+name+".xlsx", reopened(t, content, change), 0o600))
		}()
	}
}

func adorned(t *testing.T) map[string]func(b *excelize.File) {
	const s, d = "Báo cáo", "Số liệu phụ 2026"
	data := func(b *excelize.File) {
		_, err := b.NewSheet(d)
		must(t, err)
		must(t, b.SetSheetRow(d, "A1", &[]any{"Tháng", "Loại", "Số"}))
		for i := range 12 {
			must(t, b.SetSheetRow(d, fmt.Sprintf("A%d", i+2), &[]any{fmt.Sprint("T", i), []string{"A", "B"}[i%2], i * 10}))
		}
	}
	return map[string]func(b *excelize.File){
		"table": func(b *excelize.File) {
			data(b)
			must(t, b.AddTable(d, &excelize.Table{Range: "A1:C13", Name: "Bảng", StyleName: "TableStyleMedium2"}))
			must(t, b.AddSlicer(d, &excelize.SlicerOptions{Name: "Loại", Cell: "E1", TableSheet: d, TableName: "Bảng", Caption: "Loại"}))
		},
		"pivot": func(b *excelize.File) {
			data(b)
			must(t, b.AddPivotTable(&excelize.PivotTableOptions{DataRange: d + "!A1:C13", PivotTableRange: d + "!G2:M20",
				Rows: []excelize.PivotTableField{{Data: "Tháng"}}, Columns: []excelize.PivotTableField{{Data: "Loại"}}, Data: []excelize.PivotTableField{{Data: "Số", Subtotal: "Sum"}}}))
		},
		"charts": func(b *excelize.File) {
			data(b)
			c := &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Name: "'" + d + "'!$C$1", Categories: "'" + d + "'!$A$2:$A$13", Values: "'" + d + "'!$C$2:$C$13"}}}
			must(t, b.AddChart(s, "H9", c), b.AddChartSheet("Đồ thị", c))
			must(t, b.AddSparkline(s, &excelize.SparklineOptions{Location: []string{"G9"}, Range: []string{"'" + d + "'!C2:C13"}}))
			must(t, b.AddShape(s, &excelize.Shape{Cell: "H3", Type: "rect", Paragraph: []excelize.RichTextRun{{Text: "9999"}}}))
			must(t, b.AddComment(s, excelize.Comment{Cell: "E9", Author: "Cán bộ", Text: "Xem lại"}))
			must(t, b.AddFormControl(s, excelize.FormControl{Cell: "H20", Type: excelize.FormControlCheckBox, Text: "Đã xem", CellLink: "J1"}))
		},
		"looks": func(b *excelize.File) {
			pct, err := b.NewStyle(&excelize.Style{CustomNumFmt: ptr(`[Red]0.00\ %;-0.00" %"`)})
			must(t, err, b.SetCellStyle(s, "E13", "E13", pct), b.SetCellFloat(s, "E13", 0.975, -1, 64))
			day, err := b.NewStyle(&excelize.Style{CustomNumFmt: ptr(`[$-42A]dddd, dd "tháng" mm "năm" yyyy;@`)})
			must(t, err, b.SetCellStyle(s, "E18", "E18", day))
			money, err := b.NewStyle(&excelize.Style{CustomNumFmt: ptr(`_-* #,##0.00\ [$₫-42A]_-;\-* #,##0.00\ [$₫-42A]_-;_-* "-"??\ [$₫-42A]_-;_-@_-`)})
			must(t, err, b.SetCellStyle(s, "E15", "E15", money))
			f, err := b.NewConditionalStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Color: []string{"FEC7CE"}, Pattern: 1}, NumFmt: 10})
			must(t, err, b.SetConditionalFormat(s, "E9:E18", []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: ">", Format: &f, Value: "6"}, {Type: "data_bar", BarColor: "#638EC6", MinType: "min", MaxType: "max", Criteria: "="}}))
			must(t, b.SetCellRichText(s, "E16", []excelize.RichTextRun{{Text: "C", Font: &excelize.Font{Bold: true}}, {Text: "ó"}}))
		},
		"layout": func(b *excelize.File) {
			must(t, b.SetRowOutlineLevel(s, 9, 2), b.SetColOutlineLevel(s, "H", 3), b.AutoFilter(s, "A7:F18", []excelize.AutoFilterOptions{{Column: "E", Expression: "x > 0"}}))
			must(t, b.SetPanes(s, &excelize.Panes{Split: true, XSplit: 3270, YSplit: 1800, TopLeftCell: "N57", ActivePane: "bottomLeft"}))
			must(t, b.SetCellHyperLink(s, "C9", "https://tinh-mau.example/a?b=1&c=2", "External"), b.SetCellHyperLink(s, "C10", "'Hướng dẫn'!A1", "Location"))
			must(t, b.SetDocProps(&excelize.DocProperties{Creator: "Cán bộ"}), b.SetCustomProps(excelize.CustomProperty{Name: "Số", Value: "12"}))
			must(t, b.SetDefinedName(&excelize.DefinedName{Name: "Vùng", RefersTo: "'Báo cáo'!$E$9,'Báo cáo'!$E$11", Scope: s}), b.SetSheetVisible("Hướng dẫn", false))
			must(t, b.InsertPageBreak(s, "A12"), b.SetSheetName("Báo cáo", "Báo cáo tình hình quý III, 2026"))
			must(t, b.MoveSheet("Hướng dẫn", "Báo cáo tình hình quý III, 2026"))
		},
		"1904": func(b *excelize.File) {
			must(t, b.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: ptr(true)}))
			must(t, b.SetCellValue(s, "E18", 46112-1462))
		},
	}
}

func ptr[T any](v T) *T { return &v }

func TestDir(t *testing.T) {
	paths, _ := filepath.Glob("/tmp/adv/files/*.xlsx")
	form := corpusForm()
	_ = os.MkdirAll("/tmp/adv/marked", 0o700)
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			content, err := os.ReadFile(path)
			must(t, err)
			readsAsCorpus(t, path, content, form)
			// marked with two findings, read again, marked again, cleared
			got, _ := Read(content, form)
			var found []reform.Finding
			for i, figure := range []string{"received", "plan", "issued"} {
				v := valueOf(got, figure)
				g, _ := form.Framework.Figure(figure)
				found = append(found, reform.Finding{Origin: v.Origin, Figure: figure, Label: g.Title, Problem: reform.NotNumber, Severity: []reform.Severity{reform.Error, reform.Warning, reform.Error}[i], Found: v.Text})
			}
			marked := content
			for range 2 {
				var out bytes.Buffer
				if err := marking.Write(&out, marked, found, reform.Vietnamese); err != nil {
					t.Fatal(err)
				}
				marked = out.Bytes()
				readsAsCorpus(t, "marked", marked, form)
				if _, err := excelize.OpenReader(bytes.NewReader(marked)); err != nil {
					t.Error(err)
				}
			}
			must(t, os.WriteFile("/tmp/adv/marked/"+filepath.Base(path), marked, 0o600))
			var out bytes.Buffer
			must(t, marking.Write(&out, marked, nil, reform.Vietnamese))
			readsAsCorpus(t, "cleared", out.Bytes(), form)
			if bytes.Contains(out.Bytes(), []byte("Reformboard_Marks")) {
				t.Error("not cleared")
			}
		})
	}
	_ = corpus.NotReported
}

func findingsOf(t *testing.T, content []byte, form Form) []reform.Finding {
	got, _ := Read(content, form)
	var found []reform.Finding
	for i, figure := range []string{"received", "plan", "issued"} {
		v := valueOf(got, figure)
		g, _ := form.Framework.Figure(figure)
		found = append(found, reform.Finding{Origin: v.Origin, Figure: figure, Label: g.Title, Problem: reform.NotNumber, Severity: []reform.Severity{reform.Error, reform.Warning, reform.Error}[i], Found: v.Text})
	}
	return found
}

func TestMarkCleans(t *testing.T) {
	form := corpusForm()
	f := forge.Unzip(written(t, form))
	_ = os.MkdirAll("/tmp/adv/mclean", 0o700)
	n := 0
	for name, change := range cleans() {
		n++
		at := n
		t.Run(name, func(t *testing.T) {
			content := change(f).Zip()
			found := findingsOf(t, content, form)
			marked := content
			for range 2 {
				var out bytes.Buffer
				if err := marking.Write(&out, marked, found, reform.Vietnamese); err != nil {
					t.Fatal(err)
				}
				marked = out.Bytes()
				readsAsCorpus(t, "marked "+name, marked, form)
			}
			must(t, os.WriteFile("/tmp/adv/mclean/"+regexp.MustCompile("[^a-z]+").ReplaceAllString(name, "-")+".xlsx", marked, 0o600))
			_ = at; must(t, os.WriteFile("/tmp/adv/mclean/orig-"+regexp.MustCompile("[^a-z]+").ReplaceAllString(name, "-")+".xlsx", content, 0o600))
			var out bytes.Buffer
			must(t, marking.Write(&out, marked, nil, reform.Vietnamese))
			readsAsCorpus(t, "cleared "+name, out.Bytes(), form)
		})
	}
}

func TestMarkHostile(t *testing.T) {
	form := corpusForm()
	f := forge.Unzip(written(t, form))
	for _, h := range hostiles() {
		t.Run(h.name, func(t *testing.T) {
			content := noisy(h.make(f)).Zip()
			got, err := Read(content, form)
			must(t, err)
			if got.Refused() {
				t.Skip()
			}
			found := append(findingsOf(t, content, form), got.Findings...)
			took, used := measured(func() {
				var out bytes.Buffer
				err = marking.Write(&out, content, found, reform.Vietnamese)
			})
			t.Logf("%s: %v %d MiB %v", h.name, took.Round(1e6), used>>20, err)
			if err != nil || took > mostTime || used > mostMemory {
				t.Errorf("%v and %d MiB", took, used>>20)
			}
		})
	}
}

func TestMarkedByOffice(t *testing.T) {
	form := corpusForm()
	for _, dir := range []string{"/tmp/adv/mclo/", "/tmp/adv/mlo/"} {
		paths, _ := filepath.Glob(dir + "*.xlsx")
		for _, path := range paths {
			content, err := os.ReadFile(path)
			must(t, err)
			readsAsCorpus(t, path, content, form)
		}
	}
}

func TestSeeds(t *testing.T) {
	form := corpusForm()
	f := forge.Unzip(written(t, form))
	put := func(pkg, target, name, line string) {
		dir := "/tmp/adv/fuzz/" + pkg + "/" + target
		_ = os.MkdirAll(dir, 0o700)
		must(t, os.WriteFile(dir+"/"+name, []byte("go test fuzz v1\n"+line+"\n"), 0o600))
	}
	n := 0
	for _, change := range cleans() {
		n++
		file := change(f)
		name := fmt.Sprint("seed", n)
		content := file.Pack(0)
		put("container", "FuzzOpen", name, fmt.Sprintf("[]byte(%q)", content))
		put("workbook", "FuzzRead", name, fmt.Sprintf("[]byte(%q)", content))
		for _, p := range file {
			if p.Name == elsewhereReport {
				put("workbook", "FuzzReadSheet", name, fmt.Sprintf("string(%q)", p.Content))
				put("spreadsheet", "FuzzSheet", name, fmt.Sprintf("string(%q)", p.Content))
				put("patch", "FuzzParse", name, fmt.Sprintf("string(%q)", p.Content))
				put("markup", "FuzzScanner", name, fmt.Sprintf("string(%q)", p.Content))
			}
		}
	}
}
