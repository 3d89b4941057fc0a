package workbook

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"reformboard/internal/corpus/forge"
	"reformboard/internal/reform"
)

// The parts of a written form.
const (
	reportInside = "xl/worksheets/sheet1.xml"
	sharedPart   = "xl/sharedStrings.xml"
)

// many is a text repeated with its number.
func many(count int, each func(i int) string) string {
	var all strings.Builder
	for i := range count {
		all.WriteString(each(i))
	}
	return all.String()
}

// shares adds one shared text, and says its number.
func shares(f forge.File, text string) (forge.File, int) {
	at := strings.Count(f.Text(sharedPart), "<si>")
	return f.Swap(sharedPart, "</sst>", "<si><t>"+text+"</t></si></sst>"), at
}

// atEnd adds rows beneath the report.
func atEnd(f forge.File, rows string) forge.File {
	return f.Swap(reportInside, "</sheetData>", rows+"</sheetData>")
}

// hostile is a file that would take long, or much memory, or come back as megabytes of
// findings, if it were let.
type hostile struct {
	name string
	make func(f forge.File) forge.File
}

func hostiles() []hostile {
	long := strings.Repeat("Ty le ho so ", 700_000) // 8 MB
	short := strings.Repeat("Tỷ lệ hồ sơ ", 2_700)  // 32,400 letters
	old := strings.Repeat("Sè hå s¬ nép trùc tuyÕn ", 100) + " zz\u00e4zz"
	return []hostile{
		{"a long label on every row", func(f forge.File) forge.File {
			f, at := shares(f, long[:7<<20])
			return atEnd(f, many(4_900, func(i int) string {
				return fmt.Sprintf(`<row r="%d"><c r="C%[1]d" t="s"><v>%d</v></c></row>`, 50+i, at)
			}))
		}},
		{"a label of 32,400 letters on every row", func(f forge.File) forge.File {
			f, at := shares(f, short)
			return atEnd(f, many(4_900, func(i int) string {
				return fmt.Sprintf(`<row r="%d"><c r="C%[1]d" t="s"><v>%d</v></c></row>`, 50+i, at)
			}))
		}},
		{"an old label on every row", func(f forge.File) forge.File {
			f, at := shares(f, old)
			return atEnd(f, many(4_900, func(i int) string {
				return fmt.Sprintf(`<row r="%d"><c r="C%[1]d" t="s"><v>%d</v></c></row>`, 50+i, at)
			}))
		}},
		{"a long answer on every row", func(f forge.File) forge.File {
			f, at := shares(f, long[:7<<20])
			f, id := shares(f, "online")
			f = withCell(f, "E10", ` t="s"`, fmt.Sprintf("<v>%d</v>", at))
			return atEnd(f, many(4_900, func(i int) string {
				return fmt.Sprintf(`<row r="%d"><c r="A%[1]d" t="s"><v>%d</v></c><c r="E%[1]d" t="s"><v>%d</v></c></row>`, 50+i, id, at)
			}))
		}},
		{"an answer of 32,400 letters on every row", func(f forge.File) forge.File {
			f, at := shares(f, short)
			f, id := shares(f, "online")
			f = withCell(f, "E10", ` t="s"`, fmt.Sprintf("<v>%d</v>", at))
			return atEnd(f, many(4_900, func(i int) string {
				return fmt.Sprintf(`<row r="%d"><c r="A%[1]d" t="s"><v>%d</v></c><c r="E%[1]d" t="s"><v>%d</v></c></row>`, 50+i, id, at)
			}))
		}},
		{"an old answer on every row", func(f forge.File) forge.File {
			f, at := shares(f, old)
			f, id := shares(f, "online")
			f = withCell(f, "E10", ` t="s"`, fmt.Sprintf("<v>%d</v>", at))
			return atEnd(f, many(4_900, func(i int) string {
				return fmt.Sprintf(`<row r="%d"><c r="A%[1]d" t="s"><v>%d</v></c><c r="E%[1]d" t="s"><v>%d</v></c></row>`, 50+i, id, at)
			}))
		}},
		{"long texts where the sheet is searched", func(f forge.File) forge.File {
			f, at := shares(f, short)
			f = f.SwapAll("Reformboard_Answers", "Other_Answers")
			row := many(40, func(int) string { return fmt.Sprintf(`<c t="s"><v>%d</v></c>`, at) })
			return f.SheetCalled("Khác", "sheet71", forge.SheetOf(many(4_900, func(int) string { return `<row>` + row + `</row>` })), true)
		}},
		{"200,000 texts where the sheet is searched", func(f forge.File) forge.File {
			f, at := shares(f, "Tỷ lệ hồ sơ nộp trực tuyến của phòng một cửa")
			f = f.SwapAll("Reformboard_Answers", "Other_Answers")
			row := many(40, func(int) string { return fmt.Sprintf(`<c t="s"><v>%d</v></c>`, at) })
			return f.SheetCalled("Khác", "sheet71", forge.SheetOf(many(4_900, func(int) string { return `<row>` + row + `</row>` })), true)
		}},
		{"a number of 32,000 digits, asked for by many formulas", func(f forge.File) forge.File {
			refs := strings.Repeat("Z50+", 2_000) + "1"
			rows := `<row r="50"><c r="Z50"><v>0.` + strings.Repeat("1", 32_000) + `</v></c></row>`
			f = atEnd(f, rows)
			for _, cell := range []string{"E9", "E10", "E11"} {
				f = withCell(f, cell, "", "<f>"+refs+"</f><v>5</v>")
			}
			return f
		}},
		{"equal texts of 32,000 letters compared by many formulas", func(f forge.File) forge.File {
			f, one := shares(f, long[:32_000])
			f, two := shares(f, long[:32_000])
			f = atEnd(f, fmt.Sprintf(`<row r="50"><c r="Y50" t="s"><v>%d</v></c><c r="Z50" t="s"><v>%d</v></c></row>`, one, two))
			compared := "IF(OR(" + strings.TrimSuffix(strings.Repeat("Y50=Z50,", 900), ",") + "),1,0)"
			for _, cell := range []string{"E9", "E10", "E11", "E13", "E14", "E15"} {
				f = withCell(f, cell, "", "<f>"+compared+"</f><v>5</v>")
			}
			return f
		}},
		{"merges for every row", func(f forge.File) forge.File {
			f, id := shares(f, "online")
			f = atEnd(f, many(4_900, func(i int) string {
				return fmt.Sprintf(`<row r="%d" hidden="1"><c r="A%[1]d" t="s"><v>%d</v></c><c r="E%[1]d"><v>800</v></c></row>`, 50+i, id)
			}))
			return f.Swap(reportInside, "</mergeCells>", many(4_900, func(i int) string { return fmt.Sprintf(`<mergeCell ref="E%d:E%d"/>`, 5_000-i, 5_010) })+"</mergeCells>")
		}},
		{"2,000 names", func(f forge.File) forge.File {
			return f.Swap(forge.MainPart, "<definedNames>", "<definedNames>"+many(1_980, func(i int) string {
				return fmt.Sprintf(`<definedName name="%s%d">%s</definedName>`, strings.Repeat("Tên", 50), i, strings.Repeat("'Báo cáo'!$A$1,", 500))
			}))
		}},
		{"5,000 relations", func(f forge.File) forge.File {
			return f.Swap(forge.BookRels, "</Relationships>", many(4_900, func(i int) string {
				return forge.Relationship(fmt.Sprint("x", i), "hyperlink", strings.Repeat("../a/", 2_000), "")
			})+"</Relationships>")
		}},
		{"a sheet name of 60,000 letters, and many findings", func(f forge.File) forge.File {
			name := strings.Repeat("T", 60_000)
			f = f.Swap(forge.MainPart, `name="Báo cáo"`, `name="`+name+`"`).SwapAll("&#39;Báo cáo&#39;", name)
			return atEnd(f, many(4_900, func(i int) string {
				return fmt.Sprintf(`<row r="%d"><c r="E%[1]d"><v>1</v></c></row>`, 50+i)
			})+`<row r="4990"><c r="A4990" t="inlineStr"><is><t>online</t></is></c></row>`)
		}},
		{"a row number of 60,000 letters", func(f forge.File) forge.File {
			return atEnd(f, `<row r="`+strings.Repeat("9", 60_000)+`"/>`)
		}},
		{"a cell place of 60,000 letters", func(f forge.File) forge.File {
			return atEnd(f, `<row r="60"><c r="`+strings.Repeat("A", 60_000)+`"/></row>`)
		}},
		{"a merge of 60,000 letters", func(f forge.File) forge.File {
			return f.Swap(reportInside, "</mergeCells>", `<mergeCell ref="`+strings.Repeat("A", 60_000)+`"/></mergeCells>`)
		}},
		{"a damaged part with a name of 60,000 letters", func(f forge.File) forge.File {
			return f.With(strings.Repeat("a", 60_000)+".xml", "<a")
		}},
		{"a figure's answer merged under a text of megabytes", func(f forge.File) forge.File {
			f, at := shares(f, long[:7<<20])
			f = withCell(f, "E9", ` t="s"`, fmt.Sprintf("<v>%d</v>", at))
			return f.Swap(reportInside, "</mergeCells>", `<mergeCell ref="E9:E11"/></mergeCells>`)
		}},
		{"a hidden row with a text of megabytes", func(f forge.File) forge.File {
			f, at := shares(f, long[:7<<20])
			f = withCell(f, "E9", ` t="s"`, fmt.Sprintf("<v>%d</v>", at))
			return f.Swap(reportInside, `<row r="9"`, `<row hidden="1" r="9"`)
		}},
		{"a label of megabytes beside an id", func(f forge.File) forge.File {
			f, at := shares(f, long[:7<<20])
			return withCell(f, "C9", ` t="s"`, fmt.Sprintf("<v>%d</v>", at))
		}},
		{"an identity of megabytes", func(f forge.File) forge.File {
			return f.Swap(sharedPart, "so-mau", long[:7<<20])
		}},
		{"parts of 24 MB in UTF-16", func(f forge.File) forge.File {
			return f.With("customXml/item1.xml", forge.Wide("\uFEFF<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>"+forge.Noise(200_000)+strings.Repeat("Việt", 2_800_000)+"</a>"))
		}},
		{"a report of 24 MB in UTF-16", func(f forge.File) forge.File {
			text := f.Swap(reportInside, "</worksheet>", "<!--"+forge.Noise(200_000)+strings.Repeat("Việt", 2_800_000)+"--></worksheet>").Text(reportInside)
			_, body, _ := strings.Cut(text, "?>")
			return f.With(reportInside, forge.Wide("\uFEFF<?xml version=\"1.0\" encoding=\"UTF-16\"?>"+body))
		}},
		{"two and a half sheets of 24 MB, all asked for", func(f forge.File) forge.File {
			cells := func(rows int) string {
				pad := strings.Repeat("x", 300)
				return many(rows, func(i int) string {
					return `<row>` + strings.Repeat(`<c t="inlineStr" a="`+pad+`"><is><t>`+pad+fmt.Sprint(i)+`</t></is></c>`, 8) + `</row>`
				})
			}
			f = f.SwapAll("Reformboard_Answers", "Other_Answers")
			for i, rows := range []int{4_500, 4_500, 1_600} {
				f = f.SheetCalled(fmt.Sprint("S", i), fmt.Sprint("sheet7", i), forge.SheetOf(cells(rows)), true)
			}
			return f
		}},
		{"200,000 cells with formulas and texts", func(f forge.File) forge.File {
			f = withCell(f, "E9", "", "<f>SUM(S!A1:AN4800)</f><v>1200</v>")
			row := strings.Repeat(`<c t="str"><f>SUM(S!A1:AN4800)+1</f><v>x</v></c>`, 40)
			return f.SheetCalled("S", "sheet71", forge.SheetOf(many(4_900, func(int) string { return `<row>` + row + `</row>` })), false)
		}},
		{"31 sheets that all bear our ids", func(f forge.File) forge.File {
			f, id := shares(f, "online")
			for i := range 26 {
				f = f.SheetCalled(fmt.Sprint("S", i), fmt.Sprint("sheet7", i), forge.SheetOf(many(3_500, func(r int) string {
					return fmt.Sprintf(`<row r="%d"><c r="A%[1]d" t="s"><v>%d</v></c><c r="E%[1]d"><v>%[1]d</v></c></row>`, r+1, id)
				})), false)
			}
			return f
		}},
		{"elements without cells", func(f forge.File) forge.File {
			return f.Swap(reportInside, "</worksheet>", "<extLst>"+strings.Repeat("<a/><b/>", 2_800_000)+"</extLst></worksheet>")
		}},
		{"attributes for megabytes", func(f forge.File) forge.File {
			row := "<row" + many(200, func(i int) string { return fmt.Sprintf(` a%d="&#49;&amp;"`, i) }) + "/>"
			return atEnd(f, strings.Repeat(row, 4_000))
		}},
		{"formats for megabytes", func(f forge.File) forge.File {
			return f.Swap(forge.Styles, "<cellXfs", many(60_000, func(i int) string {
				return fmt.Sprintf(`<numFmt numFmtId="%d" formatCode="%s"/>`, i+1000, strings.Repeat(`\x&quot;[0]`, 20))
			})+"<cellXfs")
		}},
		{"escapes for megabytes", func(f forge.File) forge.File {
			f, _ = shares(f, strings.Repeat("_x0041__x", 700_000))
			return f
		}},
		{"texts in millions of runs", func(f forge.File) forge.File {
			return f.Swap(sharedPart, "</sst>", "<si>"+strings.Repeat("<r><t>a</t></r>", 500_000)+"</si></sst>")
		}},
		{"combining marks without end", func(f forge.File) forge.File {
			f, at := shares(f, "a"+strings.Repeat("\u0323\u0301", 1_500_000))
			return withCell(f, "E9", ` t="s"`, fmt.Sprintf("<v>%d</v>", at))
		}},
	}
}

// noisy adds to large parts what packs badly, so that they are not refused for their
// ratio.
func noisy(f forge.File) forge.File {
	for _, p := range f {
		if len(p.Content) > 1<<20 && p.Content[0] == '<' {
			f = f.With(p.Name, string(p.Content)+"<!--"+forge.Noise(len(p.Content)/60)+"-->")
		}
	}
	return f
}

// withCell puts something else into a cell of the report.
func withCell(f forge.File, at, attributes, inside string) forge.File {
	text := f.Text(reportInside)
	from := strings.Index(text, `<c r="`+at+`"`)
	to := from + strings.Index(text[from:], "</c>") + len("</c>")
	return f.With(reportInside, text[:from]+`<c r="`+at+`"`+attributes+`>`+inside+`</c>`+text[to:])
}

// TestHostileFilesFromElsewhere reads files made against what once was quadratic, or
// kept, or repeated without end.
func TestHostileFilesFromElsewhere(t *testing.T) {
	form := corpusForm()
	f := forge.Unzip(written(t, form))
	for _, h := range hostiles() {
		t.Run(h.name, func(t *testing.T) {
			content := noisy(h.make(f)).Zip()
			var got Reading
			var err error
			took, used := measured(func() { got, err = Read(content, form) })
			if err != nil {
				t.Fatalf("a failure of ours: %v", err)
			}
			if took > mostTime || used > mostMemory {
				t.Errorf("%v and %d MiB", took, used>>20)
			}
			speak(t, got)
			size := 0
			for _, found := range got.Findings {
				size += len(found.Found) + len(found.Wanted) + len(found.Sheet)
			}
			if size > 2<<20 {
				t.Errorf("the findings have %d KiB", size>>10)
			}
		})
	}
}

// TestFilesThatSayTwoThings are refused: programs differ in which of them counts.
func TestFilesThatSayTwoThings(t *testing.T) {
	form := corpusForm()
	f := forge.Unzip(written(t, form))
	unchecked := f.Lay()
	unchecked.Entry(reportInside).Both(func(h *forge.Header) { h.CRC = 0 })
	for name, content := range map[string][]byte{
		"a checksum left out":        unchecked.Bytes(),
		"a row with a sign":          atEnd(f, `<row r="+31"><c r="E31"><v>7</v></c></row>`).Zip(),
		"a row of many digits":       atEnd(f, `<row r="0000000000031"><c r="E31"><v>7</v></c></row>`).Zip(),
		"two parts of shared texts":  f.With("xl/more.xml", f.Text(sharedPart)).Related("rId97", "sharedStrings", "more.xml", "").Zip(),
		"two parts of styles":        f.With("xl/more.xml", f.Text(forge.Styles)).Related("rId97", "styles", "more.xml", "").Zip(),
		"two workbooks":              f.With("xl/more.xml", f.Text(forge.MainPart)).Swap(forge.MainRels, "</Relationships>", forge.Relationship("rId97", "officeDocument", "xl/more.xml", "")+"</Relationships>").Zip(),
		"a truth that is none":       withCell(f, "E16", ` t="b"`, "<v>2</v>").Zip(),
		"half a letter in UTF-16":    f.With("customXml/item1.xml", "\xFF\xFE<\x00a\x00>\x00\x00\xD8<\x00/\x00a\x00>\x00").Zip(),
		"a sheet's name without end": f.Swap(forge.MainPart, `name="Hướng dẫn"`, `name="`+strings.Repeat("T", 5_000)+`"`).Zip(),
	} {
		got, err := Read(content, form)
		if err != nil || !got.Refused() || got.Findings[0].Problem != reform.Damaged {
			t.Errorf("%s: %v %+v", name, err, got.Findings)
		}
	}
}

// TestAReadingKeepsNoFile wants a reading to be as large as what it says: it may be held
// for thousands of files at once.
func TestAReadingKeepsNoFile(t *testing.T) {
	form := corpusForm()
	f := forge.Unzip(written(t, form))
	f = withCell(f, "E11", ` t="inlineStr"`, "<is><t>mười hai</t></is>")
	content := noisy(f.Swap(reportInside, "</worksheet>", "<!--"+strings.Repeat("x", 16<<20)+"--></worksheet>")).Zip()
	before := live()
	readings := make([]Reading, 8)
	for i := range readings {
		readings[i] = readForm(t, content, form)
	}
	if more := int64(live()) - int64(before); more > 4<<20 {
		t.Errorf("eight readings hold %d MiB", more>>20)
	}
	runtime.KeepAlive(readings)
}
