package corpus

import (
	"fmt"
	"strings"

	"reformboard/internal/corpus/forge"
)

// markup is XML that is none, and XML as odd as the standard allows.
func (l *list) markup() {
	sheet := l.Text(l.report)
	for name, text := range map[string]string{
		"an empty part": "", "blanks for a part": " \n ", "no element": forge.Prolog, "an unclosed element": strings.TrimSuffix(strings.TrimSpace(sheet), "</worksheet>"),
		"crossed elements": strings.Replace(sheet, "</sheetData>", "</sheetDate>", 1), "text behind the root": sheet + "more", "two roots": sheet + "<worksheet/>",
		"an end without a start": sheet + "</worksheet>", "half an element": sheet[:len(sheet)*2/3], "no quotes": strings.Replace(sheet, `r="1"`, "r=1", 1), "a zero byte": strings.Replace(sheet, "<sheetData>", "<sheetData>\x00", 1),
		"a control character":      strings.Replace(sheet, "<sheetData>", "<sheetData>\x08", 1),
		"no letter of UTF-8":       strings.Replace(sheet, "<sheetData>", "<sheetData>\xC3\x28", 1),
		"a letter spelt too long":  strings.Replace(sheet, "<sheetData>", "<sheetData>\xC0\xBC", 1),
		"the same attribute twice": strings.Replace(sheet, `<row r="1"`, `<row r="1" r="2"`, 1),
		"an open comment":          strings.Replace(sheet, "<sheetData>", "<sheetData><!-- ", 1),
		"an open CDATA":            strings.Replace(sheet, "<sheetData>", "<sheetData><![CDATA[", 1),
	} {
		l.refused("markup: "+name, "damaged", zipped(l.With(l.report, text)))
	}
	for name, text := range map[string]string{
		"a bare ampersand": "12 & 34", "an unknown entity": "12&nbsp;", "a zero byte by number": "12&#0;", "half a pair by number": "12&#xD800;",
		"a letter beyond the last": "12&#x110000;", "an open reference": "12&amp", "a control character by number": "12&#8;",
	} { // between the cells nobody reads it, in a cell it may not pass for a number
		l.either("markup: "+name, "damaged|unsafe entities", zipped(l.inSheet("<sheetData>", "<sheetData>"+text)), nil)
		l.either("markup: "+name+" in an answer", "damaged|unsafe entities", zipped(l.set("received", number(text))),
			map[string]string{"received": NotReported}, l.found("received", "not_number error"))
	}
	l.read("markup: comments", zipped(l.inSheet("<sheetData>", "<!-- <!DOCTYPE a> --><sheetData><!-- <row r=\"1\"> -->")), nil)
	l.read("markup: instructions", zipped(l.inSheet("<sheetData>", "<?mso x?><sheetData>")), nil)
	l.read("markup: line breaks everywhere", zipped(l.With(l.report, strings.ReplaceAll(sheet, "><", ">\r\n  <"))), nil)
	l.read("markup: single quotes", zipped(l.With(l.report, strings.ReplaceAll(sheet, `t="s"`, `t='s'`))), nil)
	l.read("markup: blanks in tags", zipped(l.With(l.report, strings.ReplaceAll(strings.ReplaceAll(sheet, "</c>", "</c >"), "</row>", "</row\n>"))), nil)
	l.read("markup: CDATA", zipped(l.set("received", number("<![CDATA[1234]]>"))), map[string]string{"received": "1234"})
	l.read("markup: a comment in a number", zipped(l.set("received", number("12<!-- x -->34"))), map[string]string{"received": "1234"})
	l.read("markup: digits by number", zipped(l.set("received", number("&#49;&#x32;34"))), map[string]string{"received": "1234"})
	l.read("markup: a DOCTYPE in words", zipped(l.set("paper", said("<!DOCTYPE a>"))), map[string]string{"paper": NotReported}, l.found("paper", "not_number error"))
	l.read("markup: a DOCTYPE in CDATA", zipped(l.set("paper", typed{` t="inlineStr"`, "<is><t><![CDATA[<!DOCTYPE a [<!ENTITY b 'c'>]>]]></t></is>"})),
		map[string]string{"paper": NotReported}, l.found("paper", "not_number error"))
	l.either("markup: elements of somebody else", "damaged", zipped(l.inSheet("<sheetData>", `<sheetData xmlns:f="urn:f"><f:row r="1"><f:c r="A1"><f:v>9</f:v></f:c></f:row>`)), nil)
	l.either("markup: another's namespace", "damaged|not_our_form|not_workbook", zipped(l.With(l.report, strings.ReplaceAll(sheet, "spreadsheetml/2006/main", "spreadsheetml/2099/other"))), nil)
	l.read("markup: a prefix on every element", zipped(l.prefixed()), nil)
	l.read("markup: sixty elements deep", zipped(l.nested(60)), nil)
	l.refused("markup: sixty-five elements deep", "too_much_inside depth", zipped(l.nested(65)))
	l.refused("markup: ten thousand elements deep", "too_much_inside depth", zipped(l.nested(10_000)))
	l.refused("markup: a million elements deep", "too_much_inside", zipped(l.nested(1_000_000)))
	l.refused("markup: ten thousand deep in the sheet", "too_much_inside depth", zipped(l.inSheet("</worksheet>", strings.Repeat("<extLst>", 10_000)+strings.Repeat("</extLst>", 10_000)+"</worksheet>")))
	l.refused("markup: a giant attribute", "too_much_inside|damaged", zipped(l.inSheet("<sheetData>", `<sheetData note="`+strings.Repeat("a", 64<<10+1)+`">`)))
	l.either("markup: a hundred thousand attributes", "too_much_inside|damaged", zipped(l.inSheet("<sheetData>", "<sheetData "+attributes(100_000)+">")), nil)
	l.either("markup: a giant name", "too_much_inside|damaged", zipped(l.inSheet("<sheetData>", "<"+strings.Repeat("a", 1<<20)+"/><sheetData>")), nil)
}

func attributes(count int) string {
	var text strings.Builder
	for i := range count {
		fmt.Fprintf(&text, `a%d="" `, i)
	}
	return text.String()
}

// nested adds a part of so many elements, each inside the one before.
func (l *list) nested(depth int) file {
	return l.With("customXml/item1.xml", forge.Prolog+strings.Repeat("<a>", depth)+strings.Repeat("</a>", depth))
}

// prefixed names every element of the spreadsheet with a prefix, as some programs do.
func (l *list) prefixed() file {
	f := l.file
	for _, p := range l.file {
		text := string(p.Content)
		if !strings.Contains(text, " "+forge.SheetSpace) {
			continue
		}
		text = strings.NewReplacer("</", "</x:", "<?", "<?", "<", "<x:").Replace(text)
		text = strings.NewReplacer("<x:mc:", "<mc:", "</x:mc:", "</mc:", "<x:x14:", "<x14:", "</x:x14:", "</x14:", "<x:xm:", "<xm:", "</x:xm:", "</xm:", " "+forge.SheetSpace, " "+strings.Replace(forge.SheetSpace, "xmlns", "xmlns:x", 1)).Replace(text)
		f = f.With(p.Name, text)
	}
	return f
}

// encodings are parts in other letters than UTF-8, or that say so.
func (l *list) encodings() {
	sheet := l.Text(l.report)
	_, body, _ := strings.Cut(sheet, "?>")
	as := func(encoding string) string { return `<?xml version="1.0" encoding="` + encoding + `"?>` + body }
	for _, encoding := range []string{"utf-7", "windows-1258", "windows-1252", "iso-8859-1", "koi8-r", "x-unknown", "ucs-4", "IBM037"} {
		l.refused("encoding: "+encoding, "unsafe encoding", zipped(l.With(l.report, as(encoding))))
	}
	l.refused("encoding: utf-7 in the workbook", "unsafe encoding", zipped(l.With(forge.MainPart, `<?xml version="1.0" encoding="utf-7"?>`+strings.TrimPrefix(l.Text(forge.MainPart), forge.Prolog))))
	l.refused("encoding: utf-16 by its word alone", "unsafe encoding|damaged", zipped(l.With(l.report, as("utf-16"))))
	little, big := forge.Wide("\uFEFF"+as("UTF-16")), forge.WideBig("\uFEFF"+as("UTF-16"))
	l.either("encoding: utf-16, low byte first", "unsafe encoding", zipped(l.With(l.report, little)), nil)
	l.either("encoding: utf-16, high byte first", "unsafe encoding", zipped(l.With(l.report, big)), nil)
	l.refused("encoding: utf-16 without its mark", "unsafe encoding|damaged", zipped(l.With(l.report, little[2:])))
	l.refused("encoding: a DOCTYPE hidden in utf-16", "unsafe", zipped(l.With(l.report, forge.Wide("\uFEFF<!DOCTYPE a [<!ENTITY b \"c\">]>"+body))))
	l.refused("encoding: a DOCTYPE hidden in utf-7", "unsafe", zipped(l.With(l.report, `<?xml version="1.0" encoding="utf-7"?>+ADw-!DOCTYPE a+AD4-`+body)))
	l.read("encoding: a mark of UTF-8", zipped(l.With(l.report, "\xEF\xBB\xBF"+sheet)), nil)
	l.read("encoding: utf-8 in small letters", zipped(l.With(l.report, as("utf-8"))), nil)
	l.read("encoding: as Python spells it", zipped(l.With(l.report, `<?xml version='1.0' encoding='utf8'?>`+body)), nil)
	l.read("encoding: utf8 in single quotes", zipped(l.With(l.report, `<?xml version='1.0' encoding='UTF-8' standalone='yes'?>`+body)), nil)
	l.read("encoding: no prolog", zipped(l.With(l.report, body)), nil)
}

// entities are parts that declare what their text means.
func (l *list) entities() {
	for _, p := range l.file {
		front, body, _ := strings.Cut(string(p.Content), "?>")
		l.refused("DOCTYPE in "+p.Name, "unsafe entities", zipped(l.With(p.Name, front+"?><!DOCTYPE a>"+body)))
	}
	for name, text := range map[string]string{
		"xl/comments1.xml": "<comments/>", "xl/drawings/vmlDrawing1.vml": "<xml/>", "xl/media/image1.svg": "<svg/>", "customXml/item1.xml": "<a/>",
		"xl/worksheets/_rels/sheet1.xml.rels": "<Relationships/>", "docProps/custom.xml": "<Properties/>", "xl/strange.bin": "<a/>",
	} {
		l.refused("DOCTYPE in "+name, "unsafe entities", zipped(l.With(name, forge.Prolog+"<!DOCTYPE a>"+text)))
	}
	head := func(declared, used string) maker {
		front, body, _ := strings.Cut(l.inSheet("<sheetData>", "<sheetData>"+used).Text(l.report), "?>")
		return zipped(l.With(l.report, front+"?><!DOCTYPE worksheet ["+declared+"]>"+body))
	}
	laughs := forge.Varied(10, func(i int) string {
		return fmt.Sprintf(`<!ENTITY %c "%s">`, 'b'+i, strings.Repeat(fmt.Sprintf("&%c;", 'a'+i), 10))
	})
	l.refused("a billion laughs", "unsafe entities", head(`<!ENTITY a "ha">`+laughs, "&k;"))
	l.refused("quadratic growth", "unsafe entities", head(`<!ENTITY a "`+strings.Repeat("a", 100_000)+`">`, strings.Repeat("&a;", 10_000)))
	l.refused("a file of the server", "unsafe entities", head(`<!ENTITY a SYSTEM "file:///etc/passwd">`, "&a;"))
	l.refused("a page of another server", "unsafe entities", head(`<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd"> %a;`, ""))
	l.refused("an outer DOCTYPE", "unsafe entities", func() []byte {
		front, body, _ := strings.Cut(l.Text(l.report), "?>")
		return l.With(l.report, front+`?><!DOCTYPE worksheet SYSTEM "http://127.0.0.1:9/a.dtd">`+body).Zip()
	})
	l.refused("a DOCTYPE in small letters", "unsafe|damaged", zipped(l.inSheet("<sheetData>", "<!doctype a><sheetData>")))
	l.refused("an entity in the middle", "unsafe|damaged", zipped(l.inSheet("<sheetData>", `<!ENTITY a "b"><sheetData>`)))
}
