package corpus

import (
	"fmt"
	"strings"

	"reformboard/internal/corpus/forge"
)

// dangers hold what a report has no use for: programs, objects, ways out.
func (l *list) dangers() {
	const macroType = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
	plain := forge.SheetType + "sheet.main+xml"
	l.refused("xlsm", "unsafe macros", zipped(l.Swap(forge.Types, plain, macroType).With("xl/vbaProject.bin", "\xCC\x61").Related("rId90", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin", "")))
	l.refused("xlsm without its macros", "unsafe macros", zipped(l.Swap(forge.Types, plain, macroType)))
	l.refused("xltm", "unsafe macros", zipped(l.Swap(forge.Types, plain, "application/vnd.ms-excel.template.macroEnabled.main+xml")))
	l.refused("xlam", "unsafe macros", zipped(l.Swap(forge.Types, plain, "application/vnd.ms-excel.addin.macroEnabled.main+xml")))
	l.refused("macros under another name", "unsafe macros", zipped(l.With("xl/media/image1.bin", "\xCC\x61").Related("rId90", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "media/image1.bin", "")))
	l.refused("macros of Excel 4", "unsafe macros", zipped(l.Declared("xl/macrosheets/sheet1.xml", "application/vnd.ms-excel.macrosheet+xml", forge.SheetOf(""))))
	l.refused("signed macros", "unsafe macros", zipped(l.With("xl/vbaProject.bin", "x").With("xl/vbaProjectSignature.bin", "x")))
	l.refused("controls", "unsafe controls", zipped(l.With("xl/activeX/activeX1.xml", "<a/>").With("xl/activeX/activeX1.bin", "x")))
	l.refused("an embedded object", "unsafe embedded", zipped(l.With("xl/embeddings/oleObject1.bin", forge.CompoundMark)))
	l.refused("an embedded workbook", "unsafe embedded", zipped(l.With("xl/embeddings/Microsoft_Excel_Worksheet.xlsx", "PK")))
	l.refused("links to other workbooks", "unsafe links", zipped(l.Declared("xl/externalLinks/externalLink1.xml", forge.SheetType+"externalLink+xml", "<externalLink "+forge.SheetSpace+"/>").
		With("xl/externalLinks/_rels/externalLink1.xml.rels", forge.Relationships(forge.Relationship("rId1", "externalLinkPath", `file:///\\may-khac\chung\bang.xlsx`, "External"))).
		Related("rId91", "externalLink", "externalLinks/externalLink1.xml", "")))
	l.refused("a command in a link", "unsafe links", zipped(l.Declared("xl/externalLinks/externalLink1.xml", forge.SheetType+"externalLink+xml", "<externalLink "+forge.SheetSpace+`><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>`)))
	l.refused("data connections", "unsafe connections", zipped(l.Declared("xl/connections.xml", forge.SheetType+"connections+xml", "<connections "+forge.SheetSpace+`><connection id="1" type="4"/></connections>`)))
	l.refused("a table asked of a server", "unsafe connections", zipped(l.With("xl/queryTables/queryTable1.xml", "<queryTable "+forge.SheetSpace+"/>")))
	l.refused("a data model", "unsafe connections", zipped(l.With("xl/model/item.data", "x")))
	l.either("a picture of another server", "unsafe", zipped(l.With("xl/drawings/drawing1.xml", "<xdr:wsDr xmlns:xdr=\"urn:x\"/>").
		With("xl/drawings/_rels/drawing1.xml.rels", forge.Relationships(forge.Relationship("rId1", "image", "http://127.0.0.1:9/a.png", "External")))), nil)
	rels := "xl/worksheets/_rels/" + l.report[strings.LastIndex(l.report, "/")+1:] + ".rels"
	for name, target := range map[string]string{"a page": "https://tinh-mau.example/van-ban/12", "a mailbox": "mailto:so-mau@tinh-mau.example", "another machine": `file:///\\may-khac\chung\cong-van.pdf`} {
		l.read("a hyperlink to "+name, zipped(l.With(rels, forge.Relationships(forge.Relationship("rId95", "hyperlink", target, "External"))).
			Swap(l.report, "</worksheet>", `<hyperlinks><hyperlink ref="`+l.in(l.labels, "plan")+`" r:id="rId95"/></hyperlinks></worksheet>`)), nil)
	}
	for _, formula := range []string{
		`WEBSERVICE("http://127.0.0.1:9/")`, `cmd|'/c calc'!A0`, `HYPERLINK("http://127.0.0.1:9/","x")`, `[1]Sheet1!$A$1`, `'\\may-khac\chung\[bang.xlsx]Sheet1'!A1`,
		`INDIRECT("A1")`, `RTD("x",,"y")`, `IMAGE("http://127.0.0.1:9/a.png")`, `FILTERXML("&lt;a/&gt;","//a")`, `EXEC("calc")`, `CALL("Kernel32","WinExec","JCJ","calc",0)`,
	} {
		l.read("formula "+formula, zipped(l.set("received", typed{"", "<f>" + formula + "</f><v>1234</v>"})), map[string]string{"received": "1234"}, l.found("received", "formula_cell"))
	}
	l.either("a name that is a command", "unsafe", zipped(l.Swap(forge.MainPart, "</definedNames>", `<definedName name="Auto_Open" function="1" vbProcedure="1">cmd|'/c calc'!A0</definedName></definedNames>`)), nil)
	l.read("very hidden sheet", zipped(l.veryHidden()), nil)
}

func (l *list) veryHidden() file {
	f := l.SheetCalled("Ẩn", "sheet88", forge.SheetOf(`<row r="1"><c r="A1"><v>1</v></c></row>`), false)
	return f.Swap(forge.MainPart, `r:id="sheet88"/>`, `r:id="sheet88" state="veryHidden"/>`)
}

// programs are forms as other programs save them: none may be refused.
func (l *list) programs() {
	l.read("a template", zipped(l.Swap(forge.Types, forge.SheetType+"sheet.main+xml", forge.SheetType+"template.main+xml")), nil)
	l.read("macros that are only declared", zipped(l.Swap(forge.Types, "</Types>", `<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>`)), nil)
	l.read("strict Open XML", zipped(l.strict()), nil)
	l.read("Excel of these days", zipped(l.recent()), nil)
	l.read("LibreOffice, rows to the last", zipped(l.atEnd(fmt.Sprintf(`<row r="%d" customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false"/>`, lastRow))), nil)
	l.read("WPS", zipped(l.With("docProps/custom.xml", forge.Prolog+`<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>`).
		With("xl/cellimages.xml", forge.Prolog+`<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"/>`).With("customXml/item1.xml", "<a/>").With("xl/woinfo.xml", "<a/>")), nil)
	l.read("comments and their shapes", zipped(l.With("xl/comments1.xml", forge.Prolog+"<comments "+forge.SheetSpace+`><authors><author>Cán bộ</author></authors></comments>`).
		With("xl/drawings/vmlDrawing1.vml", `<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><div>Ghi chú<br></div></v:shape></xml>`).
		With("xl/threadedComments/threadedComment1.xml", "<a/>").With("xl/persons/person.xml", "<a/>")), nil)
	l.read("pictures, print settings, a chart", zipped(l.With("xl/media/image1.emf", "\x01\x00\x00\x00<\xFF").With("xl/printerSettings/printerSettings1.bin", forge.Wide("<Máy in>\x00")).
		With("docProps/thumbnail.wmf", "\xD7\xCD\xC6\x9A").With("xl/charts/chart1.xml", "<c/>")), nil)
	l.read("signed by its sender", zipped(l.With("_xmlsignatures/origin.sigs", "").With("_xmlsignatures/sig1.xml", `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>`)), nil)
	l.read("rubbish that Excel left", zipped(l.With("[trash]/0000.dat", "\xFF\xFF\xFF")), nil)
	l.read("a pivot table beside it", zipped(l.With("xl/pivotTables/pivotTable1.xml", "<a/>").With("xl/pivotCache/pivotCacheDefinition1.xml", "<a/>")), nil)
	l.read("a chart for a sheet", zipped(l.Declared("xl/chartsheets/sheet1.xml", forge.SheetType+"chartsheet+xml", forge.Prolog+"<chartsheet "+forge.SheetSpace+"><sheetViews/></chartsheet>").
		Related("rId96", "chartsheet", "chartsheets/sheet1.xml", "").Swap(forge.MainPart, "</sheets>", `<sheet name="Biểu đồ" sheetId="96" r:id="rId96"/></sheets>`)), nil)
	l.read("a structure behind a password", zipped(l.Swap(forge.MainPart, "<bookViews>", `<workbookProtection workbookPassword="CC1A" lockStructure="1"/><bookViews>`)), nil)
}

// strict is the same workbook in the namespaces of ISO 29500's strict half.
func (l *list) strict() file {
	return l.SwapAll("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main").
		SwapAll("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships").
		Swap(forge.MainPart, "<workbook ", `<workbook conformance="strict" `)
}

// recent is the form with what Excel 365 adds to a file.
func (l *list) recent() file {
	return l.inSheet("<worksheet ", `<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{00000000-0001-0000-0000-000000000000}" `).
		Swap(l.report, `<row r="1"`, `<row r="1" spans="1:9" x14ac:dyDescent="0.25" thickBot="1"`).
		Swap(l.report, "</worksheet>", `<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="0"/></ext></extLst></worksheet>`).
		Swap(forge.MainPart, "<bookViews>", `<mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="C:\Users\can-bo\"/></mc:Choice></mc:AlternateContent><bookViews>`).
		With("xl/calcChain.xml", forge.Prolog+"<calcChain "+forge.SheetSpace+`><c r="A1" i="1"/></calcChain>`).With("xl/metadata.xml", forge.Prolog+"<metadata "+forge.SheetSpace+"/>").
		With("customXml/item1.xml", `<a/>`).With("customXml/itemProps1.xml", "<a/>").With("customXml/_rels/item1.xml.rels", forge.Relationships(""))
}
