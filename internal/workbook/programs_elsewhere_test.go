package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/corpus"
	"reformboard/internal/corpus/forge"
	"reformboard/internal/locale"
	"reformboard/internal/marking"
	"reformboard/internal/reform"
)

// officeSpaces are the vocabularies that an office of these days names.
const officeSpaces = ` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr xr2 xr3"` +
	` xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"` +
	` xmlns:xr2="http://schemas.microsoft.com/office/spreadsheetml/2015/revision2" xmlns:xr3="http://schemas.microsoft.com/office/spreadsheetml/2016/revision3" xr:uid="{00000000-0001-0000-0000-000000000000}" `

// cleans are the form as other programs write it. None may be refused.
func cleans() map[string]func(f forge.File) forge.File {
	sheet := func(before, after string) func(f forge.File) forge.File {
		return func(f forge.File) forge.File { return f.Swap(reportInside, before, after) }
	}
	part := func(name, content string) func(f forge.File) forge.File {
		return func(f forge.File) forge.File { return f.With(name, content) }
	}
	lastEmpty := `<row r="21"><c r="E21" s="6"/></row></sheetData>`
	return map[string]func(f forge.File) forge.File{
		"lists of another sheet, behind an empty cell": func(f forge.File) forge.File {
			return sheet("</sheetData>", lastEmpty)(f).Swap(reportInside, "</worksheet>", `<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">`+
				`<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list"><x14:formula1><xm:f>'Danh mục'!$B$1:$B$2</xm:f></x14:formula1><xm:sqref>E16</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>`)
		},
		"sparklines behind an empty cell": func(f forge.File) forge.File {
			return sheet("</sheetData>", lastEmpty)(f).Swap(reportInside, "</worksheet>", `<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" xmlns:x14="urn:x"><x14:sparklineGroups xmlns:xm="urn:m"><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>'Báo cáo'!E9:E11</xm:f><xm:sqref>H9</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst></worksheet>`)
		},
		"form controls with their anchors": sheet("</worksheet>", `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x14"><controls><mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="1025" name="Check"><controlPr><anchor xmlns:xdr="urn:xdr"><from><xdr:col>1</xdr:col><xdr:row>2</xdr:row></from><to><xdr:col>3</xdr:col><xdr:row>4</xdr:row></to></anchor></controlPr></control></mc:Choice></mc:AlternateContent></controls></mc:Choice></mc:AlternateContent></worksheet>`),
		"formats of rules with the same numbers": func(f forge.File) forge.File {
			f = f.Swap(reportInside, `<c r="E13" s="20"><v>97.5</v>`, `<c r="E13" s="900"><v>0.975</v>`)
			n := strings.Count(strings.Split(strings.SplitAfter(f.Text(forge.Styles), "<cellXfs")[1], "</cellXfs>")[0], "<xf ")
			f = f.Swap(reportInside, `s="900"`, fmt.Sprintf(`s="%d"`, n))
			f = f.Swap(forge.Styles, "</cellXfs>", `<xf numFmtId="199" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>`)
			if strings.Contains(f.Text(forge.Styles), "<numFmts") {
				f = f.Swap(forge.Styles, "</numFmts>", `<numFmt numFmtId="199" formatCode="0.00%"/></numFmts>`)
			} else {
				f = f.Swap(forge.Styles, "<fonts", `<numFmts count="1"><numFmt numFmtId="199" formatCode="0.00%"/></numFmts><fonts`)
			}
			return f.Swap(forge.Styles, "<dxf>", `<dxf><numFmt numFmtId="199" formatCode="General"/></dxf><dxf>`)
		},
		"a declaration over two lines": func(f forge.File) forge.File {
			return f.SwapAll(`<?xml version="1.0" encoding="UTF-8"?>`, "<?xml version='1.0'\r\n encoding='utf-8'\r\n\tstandalone='yes' ?>")
		},
		"marks of UTF-8 and CRLF everywhere": func(f forge.File) forge.File {
			for _, p := range f {
				f = f.With(p.Name, "\xEF\xBB\xBF"+strings.ReplaceAll(strings.ReplaceAll(string(p.Content), "\n", ""), "><", ">\r\n<"))
			}
			return f
		},
		"single quotes everywhere": func(f forge.File) forge.File {
			for _, p := range f {
				f = f.With(p.Name, regexp.MustCompile(`="([^"']*)"`).ReplaceAllString(string(p.Content), "='$1'"))
			}
			return f
		},
		"a line for each attribute": func(f forge.File) forge.File {
			return f.With(reportInside, regexp.MustCompile(` ([a-z]+)="`).ReplaceAllString(f.Text(reportInside), "\n\t$1 = \""))
		},
		"absolute targets": func(f forge.File) forge.File {
			return f.SwapAll(`Target="xl/workbook.xml"`, `Target="/xl/workbook.xml"`).SwapAll(`Target="worksheets/`, `Target="/xl/worksheets/`).SwapAll(`Target="styles`, `Target="/xl/styles`)
		},
		"targets with a backslash": func(f forge.File) forge.File { return f.SwapAll(`Target="worksheets/`, `Target="worksheets\`) },
		"targets with a dot":       func(f forge.File) forge.File { return f.SwapAll(`Target="worksheets/`, `Target="./worksheets/`) },
		"parts in other letters": func(f forge.File) forge.File {
			return renamed(f, "xl/worksheets/sheet1.xml", "XL/Worksheets/Sheet1.XML", false)
		},
		"a blank in a part's name": func(f forge.File) forge.File {
			return renamed(f, "xl/worksheets/sheet1.xml", "xl/worksheets/Sheet%201.xml", true)
		},
		"a blank in a part's name, plain": func(f forge.File) forge.File {
			return renamed(renamed(f, "xl/worksheets/sheet1.xml", "xl/worksheets/Sheet%201.xml", true), "xl/worksheets/Sheet%201.xml", "xl/worksheets/Sheet 1.xml", false)
		},
		"a sheet without number": func(f forge.File) forge.File {
			return renamed(f, "xl/worksheets/sheet1.xml", "xl/worksheets/sheet.xml", true)
		},
		"a workbook of another name": func(f forge.File) forge.File {
			return renamed(renamed(f, "xl/workbook.xml", "xl/Book.xml", true), "xl/_rels/workbook.xml.rels", "xl/_rels/Book.xml.rels", false)
		},
		"everything in one folder": func(f forge.File) forge.File {
			f = renamed(renamed(f, "xl/workbook.xml", "workbook.xml", true), "xl/_rels/workbook.xml.rels", "_rels/workbook.xml.rels", false)
			return f.SwapAll(`Target="xl/workbook.xml"`, `Target="workbook.xml"`).SwapAll(`Target="worksheets/`, `Target="xl/worksheets/`).SwapAll(`Target="styles`, `Target="xl/styles`).SwapAll(`Target="theme/`, `Target="xl/theme/`)
		},
		"types by ending": func(f forge.File) forge.File {
			return f.Swap(forge.Types, `ContentType="application/xml"`, `ContentType="`+forge.SheetType+`sheet.main+xml"`).Swap(forge.Types, `<Override PartName="/xl/workbook.xml" ContentType="`+forge.SheetType+`sheet.main+xml"></Override>`, "")
		},
		"no styles": func(f forge.File) forge.File {
			return bare(f).Without(forge.Styles).With(forge.BookRels, regexp.MustCompile(`<Relationship [^>]*styles.xml[^>]*></Relationship>`).ReplaceAllString(f.Text(forge.BookRels), ""))
		},
		"styles without looks": func(f forge.File) forge.File {
			return bare(f).Swap(reportInside, "<c r=\"A9\"", "<c r=\"A9\" s=\"0\"").With(forge.Styles, forge.Prolog+"<styleSheet "+forge.SheetSpace+"/>")
		},
		"only inline texts": inlinedTexts,
		"no places":         unplaced,
		"an office of these days": func(f forge.File) forge.File {
			return sheet("<worksheet ", "<worksheet"+officeSpaces)(f).Swap(reportInside, `<row r="9"`, `<row r="9" spans="1:6" x14ac:dyDescent="0.25"`).
				With("docMetadata/LabelInfo.xml", `<?xml version="1.0" encoding="utf-8" standalone="yes"?><clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"><clbl:label id="{1}" enabled="1" method="Standard" siteId="{2}" contentBits="0" removed="0"/></clbl:labelList>`).
				With("xl/persons/person.xml", `<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><person displayName="Cán bộ" id="{1}"/></personList>`).
				With("xl/threadedComments/threadedComment1.xml", `<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="E9"><text>9999</text></threadedComment></ThreadedComments>`).
				With("xl/richData/rdrichvalue.xml", `<rvData xmlns="http://schemas.microsoft.com/office/spreadsheetml/2017/richdata"><rv s="0"><v>-2146826252</v></rv></rvData>`).
				With("xl/webextensions/taskpanes.xml", `<wetp:taskpanes xmlns:wetp="urn:x"/>`).With("xl/volatileDependencies.xml", "<volTypes "+forge.SheetSpace+`><volType type="realTimeData"><main first="x"><tp t="s"><v>1</v><tr r="A1" s="1"/></tp></main></volType></volTypes>`).
				With("xl/featurePropertyBag/featurePropertyBag.xml", "<FeaturePropertyBags/>").With("xl/tables/table1.xml", "<table "+forge.SheetSpace+"/>").With("xl/slicers/slicer1.xml", "<slicers/>")
		},
		"a dynamic array":         sheet(`<c r="E9" s="19"><v>1200</v></c>`, `<c r="E9" s="19" cm="1" vm="1"><f t="array" ref="E9" aca="1" ca="1">_xlfn._xlws.SORT(1200)</f><v>1200</v></c>`),
		"an extension in a cell":  sheet(`<c r="E9" s="19"><v>1200</v></c>`, `<c r="E9" s="19"><v>1200</v><extLst><ext uri="x"><a xmlns="urn:a">5</a></ext></extLst></c>`),
		"texts with their blanks": func(f forge.File) forge.File { return f.SwapAll("<t>", `<t xml:space="preserve">`) },
		"values with blanks":      sheet(`<v>1200</v>`, "<v xml:space=\"preserve\">\n 1200\t</v>"),
		"how texts are pronounced": func(f forge.File) forge.File {
			return f.SwapAll("</si>", `<rPh sb="0" eb="1"><t>ア</t></rPh><phoneticPr fontId="1" type="noConversion"/></si>`)
		},
		"an item in another spelling":   part("customXml/item1.xml", forge.Wide("\uFEFF<?xml version=\"1.0\" encoding=\"utf-16\"?><DataMashup xmlns=\"http://schemas.microsoft.com/DataMashup\">AAAA</DataMashup>")),
		"an item with a long attribute": part("xl/drawings/vmlDrawing1.vml", `<xml xmlns:v="urn:v"><v:shape gfxdata="`+strings.Repeat("UEsDB", 20_000)+`"/></xml>`),
		"what a Mac leaves": func(f forge.File) forge.File {
			return f.With("__MACOSX/._workbook.xlsx", "\x00\x05\x16\x07\x00\x02").With(".DS_Store", "\x00\x00\x00\x01Bud1")
		},
		"what a Mac leaves beside parts": func(f forge.File) forge.File {
			return f.With("__MACOSX/xl/._workbook.xml", "\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        ")
		},
		"settings of a printer": func(f forge.File) forge.File {
			return f.With("xl/printerSettings/printerSettings1.bin", forge.Wide("<Máy in>")+"\x01\x04\x00\x06\xdc")
		},
		"empty texts among the shared": func(f forge.File) forge.File {
			return f.Swap(sharedPart, "</sst>", "<si/><si><t/></si><si><t></t></si></sst>")
		},
		"a CDATA text": func(f forge.File) forge.File { return f.SwapAll("<t>Có</t>", "<t><![CDATA[Có]]></t>") },
		"a picture in lines": func(f forge.File) forge.File {
			return f.With("xl/media/image1.svg", `<?xml version="1.0" encoding="UTF-8" standalone="no"?><svg xmlns="http://www.w3.org/2000/svg"/>`)
		},
		"a name of the whole sheet": func(f forge.File) forge.File {
			return f.Swap(forge.MainPart, "</definedNames>", `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'Báo cáo'!$A$7:$F$18</definedName><definedName name="Lỗi" comment="x">#REF!</definedName><definedName name="Hằng">0.1</definedName><definedName name="Chữ">"a!b"</definedName></definedNames>`)
		},
		"names with rows": func(f forge.File) forge.File {
			return f.SwapAll("$E:$E", "$E$1:$E$1048576").SwapAll("$A:$A", "$A$1:$A$1048576").SwapAll("$C:$C", "$C$1:$C$1048576")
		},
		"a chart in front": func(f forge.File) forge.File {
			return f.Declared("xl/chartsheets/sheet1.xml", forge.SheetType+"chartsheet+xml", forge.Prolog+"<chartsheet "+forge.SheetSpace+"><sheetViews/></chartsheet>").
				Related("rId96", "chartsheet", "chartsheets/sheet1.xml", "").Swap(forge.MainPart, "<sheets>", `<sheets><sheet name="Biểu đồ" sheetId="96" r:id="rId96"/>`)
		},
		"a relation said twice": func(f forge.File) forge.File {
			return f.Related("rId97", "sharedStrings", "sharedStrings.xml", "").Related("rId98", "styles", "styles.xml", "")
		},
		"the sheet called 🙂 [1] 'a' & b": func(f forge.File) forge.File {
			return f.With(forge.MainPart, strings.ReplaceAll(strings.ReplaceAll(f.Text(forge.MainPart), `name="Báo cáo"`, `name="🙂 (1) 'a' &amp; b"`), "&#39;Báo cáo&#39;", "'🙂 (1) ''a'' &amp; b'"))
		},
	}
}

// bare leaves the looks of cells out.
func bare(f forge.File) forge.File {
	for _, p := range f {
		if strings.HasPrefix(p.Name, "xl/worksheets/sheet") {
			f = f.With(p.Name, regexp.MustCompile(` s="\d+"`).ReplaceAllString(string(p.Content), ""))
		}
	}
	return f
}

func inlinedTexts(f forge.File) forge.File {
	var texts []string
	for _, found := range regexp.MustCompile(`(?s)<si>(.*?)</si>`).FindAllStringSubmatch(f.Text(sharedPart), -1) {
		texts = append(texts, found[1])
	}
	for _, p := range f {
		if strings.HasPrefix(p.Name, "xl/worksheets/sheet") {
			f = f.With(p.Name, regexp.MustCompile(` t="s"><v>(\d+)</v>`).ReplaceAllStringFunc(string(p.Content), func(cell string) string {
				at := 0
				_, _ = fmt.Sscanf(cell, ` t="s"><v>%d</v>`, &at)
				return ` t="inlineStr"><is>` + texts[at] + `</is>`
			}))
		}
	}
	f = f.With(forge.BookRels, regexp.MustCompile(`<Relationship [^>]*sharedStrings.xml[^>]*></Relationship>`).ReplaceAllString(f.Text(forge.BookRels), ""))
	return f.Without(sharedPart)
}

// unplaced leaves out where rows and cells are, as far as they follow each other.
func unplaced(f forge.File) forge.File {
	text := regexp.MustCompile(`<row r="\d+"`).ReplaceAllString(f.Text(reportInside), "<row")
	text = regexp.MustCompile(`(<c r="B[1-8]")`).ReplaceAllString(text, "<c/><c")
	text = regexp.MustCompile(`<c r="B\d+"`).ReplaceAllString(text, "<c")
	text = regexp.MustCompile(`<c r="[A-F]\d+"`).ReplaceAllString(text, "<c")
	return f.With(reportInside, text)
}

// renamed renames a part in the archive and, if asked, where it is referred to.
func renamed(f forge.File, from, to string, everywhere bool) forge.File {
	var changed forge.File
	for _, p := range f {
		if p.Name == from {
			p.Name = to
		}
		changed = append(changed, p)
	}
	if everywhere {
		base := func(name string) string { return strings.TrimPrefix(name, "xl/") }
		changed = changed.SwapAll(`"/`+from+`"`, `"/`+to+`"`).SwapAll(`"`+from+`"`, `"`+to+`"`).SwapAll(`"`+base(from)+`"`, `"`+base(to)+`"`)
	}
	return changed
}

func TestCleanFilesOfOtherPrograms(t *testing.T) {
	form := corpusForm()
	f := forge.Unzip(written(t, form))
	for name, change := range cleans() {
		t.Run(name, func(t *testing.T) {
			file := change(f)
			for kind, content := range map[string][]byte{"": file.Zip(), "stored ": file.Pack(zip.Store)} {
				readsAsCorpus(t, kind+name, content, form)
			}
		})
	}
}

// readsAsCorpus wants a file to say what the form said, and nothing to be doubted.
func readsAsCorpus(t *testing.T, name string, content []byte, form Form) {
	t.Helper()
	got, err := Read(bytes.Clone(content), form)
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range got.Findings {
		unseen := found.Figure == "issued" && strings.Contains(name, "styles") // nothing shows a day as one
		if found.Severity != reform.Note && !unseen {
			t.Errorf("%s: %s %q %s %q", name, found.Problem, found.Found, found.Cell, found.Wanted)
		}
	}
	for _, want := range corpus.Values() {
		if v := valueOf(got, want.Figure); v.Text != want.Text {
			t.Errorf("%s: %s says %q, and not %q", name, want.Figure, v.Text, want.Text)
		}
	}
}

// TestCleanFilesAreMarkedAndCleared marks each of them twice, and takes the marks away.
func TestCleanFilesAreMarkedAndCleared(t *testing.T) {
	form := corpusForm()
	f := forge.Unzip(written(t, form))
	for name, change := range cleans() {
		t.Run(name, func(t *testing.T) {
			content := change(f).Zip()
			var findings []reform.Finding
			for _, figure := range []string{"received", "plan"} {
				v := valueOf(readForm(t, content, form), figure)
				findings = append(findings, reform.Finding{Origin: v.Origin, Figure: figure, Problem: reform.NotNumber, Severity: reform.Error, Found: v.Text})
			}
			for _, found := range [][]reform.Finding{findings, findings, nil} {
				var marked bytes.Buffer
				if err := marking.Write(&marked, content, found, reform.Vietnamese); err != nil {
					t.Fatal(err)
				}
				content = marked.Bytes()
				readsAsCorpus(t, name, content, form)
				book, err := excelize.OpenReader(bytes.NewReader(content))
				if err != nil {
					t.Fatal(err)
				}
				listed := slices.Contains(book.GetSheetList(), locale.Say(reform.Vietnamese, "marking.sheet"))
				if listed != (found != nil) {
					t.Errorf("%d findings, and the sheets %v", len(found), book.GetSheetList())
				}
			}
		})
	}
}
