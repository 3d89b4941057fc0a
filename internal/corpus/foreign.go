package corpus

import (
	"archive/zip"
	"strings"

	"reformboard/internal/corpus/forge"
)

// constant makes the same file again and again.
func constant(content string) maker { return func() []byte { return []byte(content) } }

// zipped packs a file when it is asked for.
func zipped(f file) maker { return f.Zip }

// foreign are the files that are taken for workbooks by mistake.
func (l *list) foreign() {
	l.refused("empty", "empty_file", constant(""))
	l.refused("one byte", "not_workbook|text_table", constant("P"))
	l.refused("only blanks", "not_workbook|empty_file|text_table", constant(strings.Repeat(" \r\n", 200)))
	l.refused("only zero bytes", "not_workbook other|damaged", constant(strings.Repeat("\x00", 4096)))
	l.refused("pdf", "not_workbook pdf", constant("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<<>>\nendobj\n%%EOF"))
	l.refused("png", "not_workbook image", constant("\x89PNG\r\n\x1A\n\x00\x00\x00\rIHDR"))
	l.refused("jpeg", "not_workbook image", constant("\xFF\xD8\xFF\xE0\x00\x10JFIF\x00"))
	l.refused("rar", "not_workbook archive", constant("Rar!\x1A\x07\x01\x00"))
	l.refused("seven zip", "not_workbook archive", constant("7z\xBC\xAF\x27\x1C"))
	l.refused("gzip", "not_workbook archive", constant("\x1F\x8B\x08\x00\x00\x00\x00\x00"))
	l.refused("rich text", "not_workbook", constant(`{\rtf1\ansi\deff0 {\fonttbl {\f0 .VnTime;}} B\'e1o c\'e1o}`))
	table := "<table><tr><td>received</td><td>1200</td></tr></table></body></html>"
	l.refused("web page called xls", "not_workbook html", constant("<html><body>"+table))
	l.refused("web page of Office", "not_workbook html", constant("\xEF\xBB\xBF\r\n<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><body>"+table))
	l.refused("web page with a type", "not_workbook html", constant("<!DOCTYPE html>\n<html><body>"+table))
	l.refused("web archive", "not_workbook html|not_workbook text", constant("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\n\r\n<html>\r\n--x--"))
	l.refused("xml spreadsheet of 2003", "not_workbook xml|old_workbook", constant(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`))
	l.refused("flat open document", "open_document|not_workbook xml", constant(`<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>`))
	l.refused("plain text", "not_workbook text|text_table", constant("Kính gửi Sở Nội vụ, đơn vị xin gửi báo cáo.\n"))
	l.tables()
	l.packages()
	l.strangers()
}

// tables are texts that a program saved as "CSV" or "Unicode text".
func (l *list) tables() {
	for name, mark := range map[string]string{"commas": ",", "semicolons": ";", "tabs": "\t"} {
		text := strings.ReplaceAll("figure|Nội dung|Số liệu\r\nreceived|Tổng số hồ sơ|1200\r\nonline|Trực tuyến|800\r\n", "|", mark)
		l.refused("table with "+name, "text_table", constant(text))
		l.refused("table with "+name+" and a mark of UTF-8", "text_table", constant("\xEF\xBB\xBF"+text))
		l.refused("table with "+name+" in UTF-16", "text_table", constant(forge.Wide("\uFEFF"+text)))
	}
	l.refused("table in windows-1258", "text_table", constant("figure;S\xF4\xEC li\xEA\xF2u\r\nreceived;1200\r\nonline;800\r\n"))
}

// packages are archives of other programs.
func (l *list) packages() {
	office := func(name, kind string) maker {
		return zipped(forge.Archive(
			forge.Types, `<Types><Override PartName="/`+name+`" ContentType="application/vnd.openxmlformats-officedocument.`+kind+`.main+xml"/></Types>`,
			forge.MainRels, forge.Relationships(forge.Relationship("rId1", "officeDocument", name, "")),
			name, "<a/>",
		))
	}
	l.refused("docx", "not_workbook office", office("word/document.xml", "wordprocessingml.document"))
	l.refused("pptx", "not_workbook office", office("ppt/presentation.xml", "presentationml.presentation"))
	l.refused("xlsb", "not_workbook xlsb", zipped(forge.Archive(
		forge.Types, `<Types><Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>`,
		forge.MainRels, forge.Relationships(forge.Relationship("rId1", "officeDocument", "xl/workbook.bin", "")),
		"xl/workbook.bin", "\x83\x01\x00",
	)))
	open := func(kind string) maker {
		f := forge.Archive(
			"mimetype", "application/vnd.oasis.opendocument."+kind,
			"content.xml", "<office:document-content/>",
			"META-INF/manifest.xml", "<manifest/>",
		)
		return func() []byte { return f.Pack(zip.Store) }
	}
	l.refused("ods", "open_document", open("spreadsheet"))
	l.refused("ods template", "open_document", open("spreadsheet-template"))
	l.refused("odt", "not_workbook", open("text"))
	l.refused("pages of a telephone", "not_workbook archive", zipped(forge.Archive("Index/Document.iwa", "x", "Metadata/Properties.plist", "x")))
	l.refused("archive of papers", "not_workbook archive", zipped(forge.Archive("bao-cao.txt", "Báo cáo")))
	l.refused("archive with the form in it", "not_workbook archive", zipped(forge.Archive("Bao cao/so-mau.xlsx", string(l.content))))
	l.refused("archive of nothing", "not_workbook archive|empty_file|damaged", zipped(nil))
}

// strangers are workbooks, but not this form.
func (l *list) strangers() {
	l.refused("new workbook", "blank_workbook", zipped(forge.Workbook("")))
	l.refused("new workbook with looks only", "blank_workbook", zipped(forge.Workbook(`<row r="1" ht="30"><c r="A1" s="0"/><c r="B1"><v></v></c></row>`)))
	l.refused("workbook of blanks", "blank_workbook|not_our_form", zipped(forge.Workbook(`<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">  </t></is></c></row>`)))
	l.refused("somebody's workbook", "not_our_form", zipped(forge.Workbook(`<row r="1"><c r="A1"><v>1</v></c></row>`)))
	l.refused("the ids without the form", "not_our_form", zipped(forge.Workbook(`<row r="1"><c r="A1" t="inlineStr"><is><t>received</t></is></c><c r="B1"><v>5</v></c></row>`)))
}
