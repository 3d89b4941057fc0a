package corpus

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"reformboard/internal/corpus/forge"
)

// lastRow is the last row of every spreadsheet program.
const lastRow = 1_048_576

// numbering are rows and cells that say a wrong place, or none.
func (l *list) numbering() {
	for _, number := range []string{"231999999999940", "99999999999999999999", "18446744073709551617", "1048577", "0", "-1", "abc", "1.5", "+5", " 5", "1e3", ""} {
		row := func(r string) string { return `<row r="` + r + `"><c t="inlineStr"><is><t>x</t></is></c></row>` }
		l.refused("row "+strconv.Quote(number), "damaged|too_much_inside", zipped(l.atEnd(row(number))))
		l.refused("cell in row "+strconv.Quote(number), "damaged|too_much_inside", zipped(l.atEnd(`<row r="900"><c r="A`+number+`"><v>1</v></c></row>`)))
	}
	for _, cell := range []string{"7", "é7", "A1:B2", "R1C1", "$", "ZZZZZ900", "XFE900", "a b900"} {
		l.refused("cell "+strconv.Quote(cell), "damaged|too_much_inside", zipped(l.atEnd(`<row r="900"><c r="`+cell+`"><v>1</v></c></row>`)))
	}
	first := `<row r="` + strconv.Itoa(l.row["received"]) + `">`
	l.refused("row twice", "damaged", zipped(l.atEnd(first+`<c r="`+l.at("received")+`"><v>9</v></c></row>`)))
	l.refused("cell twice", "damaged", zipped(l.inSheet(l.cell(l.at("received")), l.cell(l.at("received"))+`<c r="`+l.at("received")+`"><v>9</v></c>`)))
	l.refused("cell in another's row", "damaged", zipped(l.inSheet(l.cell(l.at("received")), `<c r="`+l.at("online")+`"><v>9</v></c>`)))
	l.either("cells in disorder", "damaged", zipped(l.backwards()), nil)
	l.either("rows in disorder", "damaged", zipped(l.disordered()), nil)
	l.read("no numbers on rows and cells", zipped(l.unnumbered()), nil)
	l.either("a cell in small letters", "damaged", zipped(l.inSheet(`r="`+l.at("received")+`"`, `r="`+strings.ToLower(l.at("received"))+`"`)), nil)
	l.either("a cell with signs of a fixed place", "damaged", zipped(l.inSheet(`r="`+l.at("received")+`"`, `r="$`+l.answer+"$"+strconv.Itoa(l.row["received"])+`"`)), nil)
	l.read("sizes that lie", zipped(l.With(l.report, regexp.MustCompile(`<dimension ref="[^"]*"`).ReplaceAllString(l.Text(l.report), `<dimension ref="A1:XFD1048576"`))), nil)
	l.read("sizes that say one cell", zipped(l.With(l.report, regexp.MustCompile(`<dimension ref="[^"]*"`).ReplaceAllString(l.Text(l.report), `<dimension ref="A1"`))), nil)
	l.read("sizes that say nothing", zipped(l.With(l.report, regexp.MustCompile(`<dimension ref="[^"]*"`).ReplaceAllString(l.Text(l.report), `<dimension ref="rubbish"`))), nil)
}

// backwards puts an answer in front of the other cells of its row.
func (l *list) backwards() file {
	cell := l.cell(l.at("received"))
	start := regexp.MustCompile(`<row r="` + strconv.Itoa(l.row["received"]) + `"[^>]*>`).FindString(l.Text(l.report))
	return l.inSheet(cell, "").Swap(l.report, start, start+cell)
}

var rowElement = regexp.MustCompile(`(?s)<row r="(\d+)"[^>]*?(?:/>|>.*?</row>)`)

// disordered puts the first row last.
func (l *list) disordered() file {
	first := rowElement.FindString(l.Text(l.report))
	return l.from(l.inSheet(first, "")).atEnd(first)
}

// unnumbered leaves out all places, as the standard allows, and fills the gaps.
func (l *list) unnumbered() file {
	next := 1
	text := rowElement.ReplaceAllStringFunc(l.Text(l.report), func(row string) string {
		at, err := strconv.Atoi(rowElement.FindStringSubmatch(row)[1])
		must(err)
		gap := strings.Repeat("<row/>", at-next)
		next = at + 1
		column := 1
		return gap + regexp.MustCompile(`<c r="([A-Z])\d+"`).ReplaceAllStringFunc(strings.Replace(row, ` r="`+strconv.Itoa(at)+`"`, "", 1), func(cell string) string {
			to := int(cell[6]-'A') + 1
			gap := strings.Repeat("<c/>", to-column)
			column = to + 1
			return gap + "<c"
		})
	})
	return l.With(l.report, text)
}

// floods have more of something than any report.
func (l *list) floods() {
	cells := func(rows, columns int, text string) string {
		var all strings.Builder
		for row := range rows {
			fmt.Fprintf(&all, `<row r="%d">%s</row>`, 1000+row, strings.Repeat(text, columns))
		}
		return all.String()
	}
	last := func(inside string) string {
		return fmt.Sprintf(`<row r="%d" ht="15" customHeight="1">%s</row>`, lastRow, inside)
	}
	l.read("the last row has a height", zipped(l.atEnd(last(""))), nil)
	l.either("the last row has empty cells with looks", "too_much_inside row", zipped(l.atEnd(last(`<c r="A1048576" s="0"/>`))), nil)
	l.refused("the last row says something", "too_much_inside row", zipped(l.atEnd(last(`<c r="A1048576"><v>1</v></c>`))))
	l.either("a million empty rows", "too_much_inside row", func() []byte {
		return l.atEnd(forge.Varied(1_000_000, func(i int) string { return `<row r="` + strconv.Itoa(2000+i) + `"/>` })).Zip()
	}, nil)
	l.refused("six thousand rows", "too_much_inside row", zipped(l.atEnd(cells(6_000, 1, "<c><v>1</v></c>"))))
	l.refused("a cell in the last column", "too_much_inside column", zipped(l.inSheet(l.cell(l.at("received")), l.cell(l.at("received"))+`<c r="XFD`+strconv.Itoa(l.row["received"])+`"><v>1</v></c>`)))
	l.either("looks up to the last column", "too_much_inside column", zipped(l.atEnd(`<row r="900"><c r="XFD900" s="0"/></row>`)), nil)
	l.read("columns with looks up to the last", zipped(l.inSheet("</cols>", `<col min="20" max="16384" width="9" style="0"/></cols>`)), nil)
	l.read("nearly 200,000 cells", func() []byte {
		return l.SheetCalled("Phụ lục", "sheet73", forge.SheetOf(cells(3_900, 50, "<c><v>1</v></c>")), false).Zip()
	}, nil)
	l.read("nearly 100,000 texts", func() []byte {
		return l.texts(forge.Varied(99_000, func(i int) string {
			return "<si><t>Đơn vị số " + forge.Spread(i) + forge.Spread(i+7) + "</t></si>"
		})).Zip()
	}, nil)
	l.refused("more than 200,000 cells", "too_much_inside c", zipped(l.atEnd(cells(2_000, 101, "<c><v>1</v></c>"))))
	l.refused("a thousand rows with one far cell", "too_much_inside", zipped(l.atEnd(farCells())))
	l.repeats()
}

// repeats have the same thing over and over.
func (l *list) repeats() {
	l.refused("thirty-one sheets", "too_much_inside sheet", func() []byte { return l.manySheets(31 - 4).Zip() })
	l.read("thirty sheets", func() []byte { return l.manySheets(30 - strings.Count(l.Text(forge.MainPart), "<sheet ")).Zip() }, nil)
	l.refused("five thousand sheets", "too_much_inside", func() []byte {
		return l.Swap(forge.MainPart, "</sheets>", strings.Repeat(`<sheet name="x" sheetId="99" r:id="rId1"/>`, 5_000)+"</sheets>").Zip()
	})
	l.either("sixty-five thousand looks", "too_much_inside xf", func() []byte {
		return l.Swap(forge.Styles, "</cellXfs>", forge.Varied(65_000, func(i int) string {
			return `<xf numFmtId="` + strconv.Itoa(i%50) + `" fontId="` + forge.Spread(i)[:3] + `"/>`
		})+"</cellXfs>").Zip()
	}, nil)
	l.refused("a hundred thousand merges", "too_much_inside mergeCell", func() []byte { return l.merged(100_000) })
	l.refused("a hundred thousand and one texts", "too_much_inside si", func() []byte {
		return l.texts(forge.Varied(100_001, func(i int) string { return "<si><t>" + forge.Spread(i) + "</t></si>" })).Zip()
	})
	l.refused("nine megabytes of texts", "too_much_inside", func() []byte {
		return l.texts(forge.Varied(310, func(i int) string { return "<si><t>" + forge.Spread(i) + forge.Noise(30_000) + "</t></si>" })).Zip()
	})
	l.refused("a hundred thousand names", "too_much_inside definedName", func() []byte {
		return l.Swap(forge.MainPart, "</definedNames>", forge.Varied(100_000, func(i int) string {
			return `<definedName name="ten_` + forge.Spread(i) + `">` + forge.Spread(i+7) + `</definedName>`
		})+"</definedNames>").Zip()
	})
	l.either("a hundred thousand relationships", "too_much_inside Relationship", func() []byte {
		return l.Swap(forge.BookRels, "</Relationships>", forge.Varied(100_000, func(i int) string {
			return forge.Relationship("x"+forge.Spread(i), "theme", "theme/"+forge.Spread(i+7)+".xml", "")
		})+"</Relationships>").Zip()
	}, nil)
	l.either("a hundred thousand drop-downs", "too_much_inside dataValidation", func() []byte {
		return l.inSheet("</dataValidations>", forge.Varied(100_000, func(i int) string {
			return `<dataValidation type="whole" sqref="A` + strconv.Itoa(i+1) + `"><formula1>` + forge.Spread(i) + `</formula1></dataValidation>`
		})+"</dataValidations>").Zip()
	}, nil)
	l.either("a hundred thousand runs in one text", "too_much_inside", zipped(l.set("received", typed{` t="inlineStr"`, "<is>" + strings.Repeat("<r><t>1</t></r>", 100_000) + "</is>"})),
		map[string]string{"received": NotReported}, l.found("received", "not_number|too_many_digits error"))
	l.either("a formula of a megabyte", "too_much_inside", zipped(l.set("received", typed{"", "<f>" + strings.Repeat("1+", 500_000) + "1</f><v>1200</v>"})), nil)
	l.may(l.found("received", "formula_differs|formula_cell"))
	l.either("a formula of a million brackets", "too_much_inside", zipped(l.set("received", typed{"", "<f>" + strings.Repeat("(", 500_000) + "1" + strings.Repeat(")", 500_000) + "</f><v>1200</v>"})), nil)
	l.may(l.found("received", "formula_differs|formula_cell"))
}

// farCells are few cells that a library would fill up to millions.
func farCells() string {
	var rows strings.Builder
	for row := 1000; row < 2000; row++ {
		fmt.Fprintf(&rows, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, row, row)
	}
	return rows.String()
}

func (l *list) manySheets(count int) file {
	f := l.file
	for i := range count {
		f = f.SheetCalled(fmt.Sprintf("Phụ lục %d", i), fmt.Sprintf("sheet%d", 100+i), forge.SheetOf(`<row r="1"><c r="A1"><v>1</v></c></row>`), false)
	}
	return f
}

func (l *list) merged(count int) []byte {
	var merges strings.Builder
	for i := range count {
		fmt.Fprintf(&merges, `<mergeCell ref="H%d:I%d"/>`, 100+i, 100+i)
	}
	return l.inSheet("</mergeCells>", merges.String()+"</mergeCells>").Zip()
}

// texts adds shared texts that no cell shows.
func (l *list) texts(text string) file {
	const shared = "xl/sharedStrings.xml"
	return l.Swap(shared, "</sst>", text+"</sst>")
}
