package corpus

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/corpus/forge"
	"reformboard/internal/reform"
)

// sheets are what people do to whole sheets.
func (l *list) sheets() {
	renamed := l.With(forge.MainPart, strings.ReplaceAll(strings.ReplaceAll(l.Text(forge.MainPart), `name="`+l.sheet+`"`, `name="Sao lưu 'mới' 2026"`), "&#39;"+l.sheet+"&#39;", "&#39;Sao lưu &#39;&#39;mới&#39;&#39; 2026&#39;"))
	l.read("the sheet renamed", zipped(renamed), nil)
	l.read("the sheet renamed, its names forgotten", zipped(l.Swap(forge.MainPart, `name="`+l.sheet+`"`, `name="Sheet1"`)), nil)
	l.read("the sheet called as ours", zipped(l.Swap(forge.MainPart, `name="`+l.sheet+`"`, `name="reformboard 2"`)), nil)
	other := forge.SheetOf(`<row r="1"><c r="A1" t="inlineStr"><is><t>received</t></is></c><c r="B1"><v>9</v></c></row>`)
	l.read("a sheet in front", zipped(l.SheetCalled("Ghi chú", "sheet71", other, true)), nil)
	l.read("a sheet behind", zipped(l.SheetCalled("Ghi chú", "sheet71", other, false)), nil)
	l.read("sheets in another order", zipped(l.With(forge.MainPart, turned(l.Text(forge.MainPart)))), nil)
	l.read("the sheet copied", zipped(l.SheetCalled("Bản sao", "sheet72", l.Text(l.report), false)), nil)
	l.read("the sheet copied, other answers in the copy", zipped(l.SheetCalled("Bản sao", "sheet72", l.set("received", number("1300")).Text(l.report), false)), nil, l.somewhere("received", "repeated_figure"))
	l.read("the sheet copied, and the copy filled in", zipped(l.from(l.SheetCalled("Bản sao", "sheet72", l.Text(l.report), false)).set("received", typed{})),
		map[string]string{"received": NotReported + "|1200"}, l.somewhere("received", "blank|repeated_figure"))
	l.read("the sheet hidden", zipped(l.Swap(forge.MainPart, `name="`+l.sheet+`"`, `name="`+l.sheet+`" state="hidden"`)), nil)
	l.read("the sheet protected by a password", l.on(func(book *excelize.File, sheet string) error {
		return book.ProtectSheet(sheet, &excelize.SheetProtectionOptions{Password: "mat-khau", AlgorithmName: "SHA-512"})
	}), nil)
	l.read("saved by a library", l.on(func(*excelize.File, string) error { return nil }), nil)
	l.refused("the sheet copied to a new workbook", "not_our_form", zipped(forge.Workbook("").With("xl/worksheets/sheet1.xml", forge.SheetOf(strings.Join(rowElement.FindAllString(inlined(l.form), -1), "")))))
	l.either("the sheet emptied", "not_our_form", zipped(l.With(l.report, forge.SheetOf(""))), l.nothing())
	l.mayMiss()
	l.either("the report deleted", "not_our_form|damaged", l.on(func(book *excelize.File, sheet string) error { return book.DeleteSheet(sheet) }), l.nothing())
	l.mayMiss()
	l.refused("the identity deleted", "not_our_form", l.on(func(book *excelize.File, _ string) error { return book.DeleteSheet(l.sheetOf(l.own)) }))
	l.refused("the identity emptied", "not_our_form|forged_form", zipped(l.With(l.own, forge.SheetOf(""))))
	names := regexp.MustCompile(`(?s)<definedNames>.*?</definedNames>`).FindString(l.Text(forge.MainPart))
	l.read("names lost", zipped(l.Swap(forge.MainPart, names, "")), nil)
	l.read("names broken", zipped(l.With(forge.MainPart, regexp.MustCompile(`>[^<]*</definedName>`).ReplaceAllString(l.Text(forge.MainPart), ">#REF!</definedName>"))), nil)
	l.either("names that point far away", "not_our_form|damaged", zipped(l.With(forge.MainPart, regexp.MustCompile(`\$[A-Z]+(\$\d+)?:\$[A-Z]+(\$\d+)?</definedName>`).ReplaceAllString(l.Text(forge.MainPart), "$$XFD:$$XFD</definedName>"))), nil)
	l.may(Want{Problems: []reform.Problem{reform.ByLabel}, Severity: reform.Warning})
	l.read("lists deleted", zipped(l.With(forge.MainPart, regexp.MustCompile(`<sheet name="Danh mục"[^>]*>`).ReplaceAllString(l.Text(forge.MainPart), `<sheet name="Khác" sheetId="3" r:id="`+attribute(regexp.MustCompile(`<sheet name="Danh mục"[^>]*>`).FindString(l.Text(forge.MainPart)), "r:id")+`">`))), nil)
}

// nothing is a report without answers.
func (l *list) nothing() map[string]string {
	says := map[string]string{}
	for figure := range l.row {
		says[figure] = NotReported
	}
	return says
}

// mayMiss lets the last case say that rows are gone, of every figure.
func (l *list) mayMiss() {
	for _, figure := range slices.Sorted(maps.Keys(l.row)) {
		l.may(l.somewhere(figure, "missing_row|blank"))
	}
}

var sheetLines = regexp.MustCompile(`(?s)<sheet [^>]*?(?:/>|></sheet>)`)

// turned lists the sheets from the last to the first. The names of one sheet alone
// count from the first: they go.
func turned(workbook string) string {
	lines := sheetLines.FindAllString(workbook, -1)
	at := len(lines)
	workbook = sheetLines.ReplaceAllStringFunc(workbook, func(string) string { at--; return lines[at] })
	return regexp.MustCompile(`<definedName localSheetId[^>]*>[^<]*</definedName>`).ReplaceAllString(workbook, "")
}

// sheetOf finds the name of the sheet that a part keeps.
func (f form) sheetOf(part string) string {
	for _, line := range sheetLines.FindAllString(f.Text(forge.MainPart), -1) {
		if name := attribute(line, "name"); f.partOf(name) == part {
			return name
		}
	}
	panic("corpus: no sheet in " + part)
}

// inlined is the report sheet with its shared texts written out.
func inlined(f form) string {
	book := opened(f.content)
	defer func() { _ = book.Close() }()
	return regexp.MustCompile(`(?s)<c r="([A-Z]+\d+)"([^>]*) t="s"[^>]*>.*?</c>`).ReplaceAllStringFunc(f.Text(f.report), func(cell string) string {
		at := attribute(cell[:strings.Index(cell, ">")+1], "r")
		text, err := book.GetCellValue(f.sheet, at)
		must(err)
		t := said(text)
		return `<c r="` + at + `"` + t.attributes + ">" + t.inside + "</c>"
	})
}

// identities are forms of others, and forms whose word about themselves was changed.
func (l *list) identities(others map[reform.Problem][]byte) {
	for _, problem := range slices.Sorted(maps.Keys(others)) {
		content := others[problem]
		l.refused("form: "+string(problem), string(problem), func() []byte { return content })
	}
	line := func(content []byte, change func(book *excelize.File, sheet, key, row string)) maker {
		return func() []byte {
			return changedIn(content, func(book *excelize.File) {
				sheet := l.sheetOf(l.own)
				rows, err := book.GetRows(sheet)
				must(err)
				for i, row := range rows {
					change(book, sheet, row[0], strconv.Itoa(i+1))
				}
			})
		}
	}
	say := func(key, value string) func(*excelize.File, string, string, string) {
		return func(book *excelize.File, sheet, found, row string) {
			if found == key {
				must(book.SetCellStr(sheet, "B"+row, value))
			}
		}
	}
	if other := others[reform.OtherUnit]; other != nil {
		l.refused("form: another unit's, renamed", "forged_form", line(other, say("unit", Unit().ID)))
	}
	if other := others[reform.OtherCycle]; other != nil {
		l.refused("form: another cycle's, renamed", "forged_form", line(other, say("cycle", Cycle().ID)))
	}
	l.refused("form: renamed to another unit", "forged_form|other_unit", line(l.content, say("unit", "so-khac")))
	if other := others[reform.OtherUnit]; other != nil {
		l.refused("form: another unit's, with a second line", "forged_form|other_unit", func() []byte {
			return changedIn(other, func(book *excelize.File) {
				must(book.InsertRows(l.sheetOf(l.own), 1, 1))
				must(book.SetSheetRow(l.sheetOf(l.own), "A1", &[]string{"unit", Unit().ID}))
			})
		})
	}
	l.refused("form: without its signature", "forged_form", line(l.content, func(book *excelize.File, sheet, key, row string) {
		if key == "signature" {
			must(book.SetCellStr(sheet, "A"+row, ""))
			must(book.SetCellStr(sheet, "B"+row, ""))
		}
	}))
	l.refused("form: a signature of nothing", "forged_form", line(l.content, say("signature", strings.Repeat("0", 64))))
	l.refused("form: no signature at all", "forged_form", line(l.content, say("signature", "")))
	l.refused("form: the key of a line lost", "forged_form|not_our_form", line(l.content, func(book *excelize.File, sheet, key, row string) {
		if key == "unit" {
			must(book.SetCellStr(sheet, "A"+row, "don vi"))
		}
	}))
	l.read("form: words of the unit changed", line(l.content, func(book *excelize.File, sheet, key, row string) {
		if key == "unit" {
			must(book.SetCellStr(sheet, "C"+row, "Tên khác"))
		}
	}), nil)
}
