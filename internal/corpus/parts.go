package corpus

import (
	"regexp"
	"strconv"
	"strings"

	"reformboard/internal/corpus/forge"
)

// parts are workbooks whose parts are lost, moved or point at each other wrongly.
func (l *list) parts() {
	const shared = "xl/sharedStrings.xml"
	path := strings.TrimPrefix(l.report, "xl/")
	sheetLine := regexp.MustCompile(`<Relationship [^>]*` + regexp.QuoteMeta(path) + `[^>]*>`).FindString(l.Text(forge.BookRels))
	id := attribute(sheetLine, "Id")
	points := func(target, mode string) file {
		return l.Swap(forge.BookRels, sheetLine, strings.TrimSuffix(forge.Relationship(id, "worksheet", target, mode), "/>")+">")
	}
	l.refused("no content types", "damaged|not_workbook", zipped(l.Without(forge.Types)))
	l.refused("no relationships", "damaged|not_workbook", zipped(l.Without(forge.MainRels)))
	l.refused("no workbook", "damaged|not_workbook", zipped(l.Without(forge.MainPart)))
	l.refused("no relationships of the workbook", "damaged", zipped(l.Without(forge.BookRels)))
	l.refused("no report sheet", "damaged", zipped(l.Without(l.report)))
	l.refused("no identity sheet's part", "damaged", zipped(l.Without(l.own)))
	l.refused("no shared texts", "damaged", zipped(l.Without(shared)))
	l.refused("no text in the shared texts", "damaged", zipped(l.With(shared, forge.Prolog+"<sst "+forge.SheetSpace+"/>")))
	l.either("no looks", "damaged", zipped(l.Without(forge.Styles)), nil)
	l.may(l.found("issued", "understood_as warning"))
	l.read("no theme, no properties", zipped(l.Without("xl/theme/theme1.xml").Without("docProps/app.xml").Without("docProps/core.xml")), nil)
	l.refused("a sheet without its relationship", "damaged", zipped(l.Swap(forge.BookRels, sheetLine, strings.Replace(sheetLine, id, "rId999", 1))))
	l.refused("a sheet that lies outside", "unsafe|damaged", zipped(points("http://127.0.0.1:9/sheet1.xml", "External")))
	l.refused("a sheet on another machine", "unsafe|damaged", zipped(points(`file://///may-khac/chung/sheet1.xml`, "External")))
	l.refused("a sheet that is the theme", "damaged", zipped(points("theme/theme1.xml", "")))
	l.either("a sheet above the archive", "unsafe|damaged", zipped(points("../../xl/"+path, "")), nil)
	l.read("an absolute path", zipped(points("/xl/"+path, "")), nil)
	l.either("a path with a detour", "damaged", zipped(points("../xl/"+path, "")), nil)
	l.either("a path with a dot", "damaged", zipped(points("./"+path, "")), nil)
	l.either("a path in other letters", "damaged", zipped(points(strings.ToUpper(path), "")), nil)
	l.read("a sheet kept elsewhere", zipped(points("other/place.xml", "").Without(l.report).Declared("xl/other/place.xml", forge.SheetType+"worksheet+xml", l.Text(l.report))), nil)
	l.read("a workbook kept elsewhere", zipped(l.Without(forge.MainPart).Without(forge.BookRels).With("xl/workbook2.xml", l.Text(forge.MainPart)).
		With("xl/_rels/workbook2.xml.rels", l.Text(forge.BookRels)).SwapAll(`xl/workbook.xml`, `xl/workbook2.xml`)), nil)
	l.either("two sheets in one part", "damaged|unsafe", zipped(l.Swap(forge.MainPart, "</sheets>", `<sheet name="Bản hai" sheetId="77" r:id="`+id+`"/></sheets>`)), nil)
	l.either("two sheets of one name", "damaged", zipped(l.SheetCalled(l.sheet, "sheet77", forge.SheetOf(`<row r="1"><c r="A1"><v>1</v></c></row>`), false)), nil)
	l.read("counts that lie", zipped(l.SwapAll(`uniqueCount="`, `uniqueCount="4294967295" was="`).SwapAll(`<mergeCells count="`, `<mergeCells count="99999999`)), nil)
	l.refused("a workbook that lies outside", "unsafe|damaged|not_workbook", zipped(l.With(forge.MainRels, forge.Relationships(forge.Relationship("rId1", "officeDocument", "http://127.0.0.1:9/workbook.xml", "External")))))
	decoy := l.set("received", number("9999"))
	l.either("a decoy under the usual name", "damaged|unsafe", zipped(decoy.With("xl/workbook2.xml", strings.ReplaceAll(l.Text(forge.MainPart), id+`"`, `rId99"`)).
		With("xl/_rels/workbook2.xml.rels", strings.Replace(l.Text(forge.BookRels), "</Relationships>", forge.Relationship("rId99", "worksheet", "worksheets/sheet99.xml", "")+"</Relationships>", 1)).
		Declared("xl/worksheets/sheet99.xml", forge.SheetType+"worksheet+xml", l.Text(l.report)).
		Swap(forge.Types, "</Types>", `<Override PartName="/xl/workbook2.xml" ContentType="`+forge.SheetType+`sheet.main+xml"/></Types>`).
		Swap(forge.MainRels, "xl/workbook.xml", "xl/workbook2.xml")), nil)
	l.misshapen()
	l.strings()
}

// misshapen are cells whose marks are wrong; a cell that cannot be read damages the file.
func (l *list) misshapen() {
	cell := func(attributes, inside string) maker { return zipped(l.set("received", typed{attributes, inside})) }
	for _, index := range []string{"-1", "99999", "4294967296", "abc", "1.5"} {
		l.refused("shared text number "+index, "damaged", cell(` t="s"`, "<v>"+index+"</v>"))
	}
	l.either("shared text without number", "damaged", cell(` t="s"`, "<v></v>"), map[string]string{"received": NotReported})
	l.refused("a shared text without number, elsewhere", "damaged", zipped(l.atEnd(`<row r="900"><c r="A900" t="s"><v>-1</v></c></row>`)))
	gone := map[string]string{"received": NotReported}
	l.either("a kind of cell nobody knows", "damaged", cell(` t="x"`, "<v>1</v>"), gone, l.found("received", "not_number"))
	l.either("a look that is not there", "damaged", zipped(l.Swap(l.report, l.cell(l.at("received")), l.element(l.at("received"), "99999", number("1234")))), map[string]string{"received": "1234"})
	l.either("a look below zero", "damaged", zipped(l.Swap(l.report, l.cell(l.at("received")), l.element(l.at("received"), "-1", number("1234")))), map[string]string{"received": "1234"})
	l.either("two values in one cell", "damaged", cell("", "<v>12</v><v>34</v>"), gone, l.found("received", "not_number error"))
	l.either("an element in a value", "damaged", cell("", "<v>12<b>3</b>4</v>"), gone, l.found("received", "not_number error"))
	l.either("a text and a value in one cell", "damaged", cell(` t="inlineStr"`, "<is><t>12</t></is><v>34</v>"), gone, l.found("received", "not_number error"))
	l.either("a value outside its cell", "damaged", zipped(l.inSheet(l.cell(l.at("received")), l.cell(l.at("received"))+"<v>77</v>")), nil)
	l.either("a cell outside its row", "damaged", zipped(l.inSheet("</sheetData>", `<c r="A900"><v>77</v></c></sheetData>`)), nil)
	l.either("rows outside the table", "damaged", zipped(l.inSheet("</sheetData>", `</sheetData><row r="900"><c r="A900"><v>77</v></c></row>`)), nil)
	l.either("two tables in one sheet", "damaged", zipped(l.inSheet("</sheetData>", `</sheetData><sheetData><row r="900"><c r="A900"><v>77</v></c></row></sheetData>`)), nil)
}

// strings are texts in each of the shapes that a file may give them.
func (l *list) strings() {
	read := func(name, figure, inside, want string) {
		l.read("text: "+name, zipped(l.set(figure, typed{` t="inlineStr"`, "<is>" + inside + "</is>"})), map[string]string{figure: want})
	}
	read("in runs", "signed", "<r><t>96</t></r><r><rPr><b/></rPr><t>,5</t></r>", "96.5")
	read("with its sound", "received", `<t>1234</t><rPh sb="0" eb="1"><t>5</t></rPh><phoneticPr fontId="1"/>`, "1234")
	read("with a return as Excel spells it", "received", "<t>1234_x000D_</t>", "1234")
	read("with a digit as Excel spells it", "received", "<t>_x0031_234</t>", "1234")
	read("kept with its blanks", "received", `<t xml:space="preserve">  1234  </t>`, "1234")
	l.read("text: a spelling that was meant", zipped(l.set("received", typed{` t="inlineStr"`, "<is><t>_x005F_x0031_234</t></is>"})),
		map[string]string{"received": NotReported}, l.found("received", "not_number error"))
	l.read("text: as a formula's result", zipped(l.set("signed", typed{` t="str"`, "<v>96,5</v>"})), map[string]string{"signed": "96.5"})
	l.read("text: shared, in runs, with its sound", func() []byte {
		const shared = "xl/sharedStrings.xml"
		f := l.texts(`<si><r><t>96</t></r><r><t xml:space="preserve">,5 </t></r><rPh sb="0" eb="1"><t>7</t></rPh></si>`)
		index := len(regexp.MustCompile(`<si[ />]`).FindAllString(l.Text(shared), -1))
		return l.from(f).set("signed", typed{` t="s"`, "<v>" + strconv.Itoa(index) + "</v>"}).Zip()
	}, map[string]string{"signed": "96.5"})
}
