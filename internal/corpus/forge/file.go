// Package forge writes archives, workbooks and old containers that no program would
// write.
//
// Its one rule: every byte that a reader may trust can be made to lie.
package forge

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
)

// File is the parts of an archive in their order.
type File []Part

// Part is one file in an archive.
type Part struct {
	Name    string
	Content []byte
}

// Unzip takes an archive apart.
func Unzip(content []byte) File {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	must(err)
	var f File
	for _, Entry := range archive.File {
		from, err := Entry.Open()
		must(err)
		text, err := io.ReadAll(from)
		must(err)
		f = append(f, Part{Entry.Name, text})
	}
	return f
}

// Zip packs the parts as most programs do: deflated.
func (f File) Zip() []byte { return f.Pack(zip.Deflate) }

// Pack packs the parts by a method of package zip.
func (f File) Pack(method uint16) []byte {
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	for _, p := range f {
		to, err := w.CreateHeader(&zip.FileHeader{Name: p.Name, Method: method})
		must(err)
		_, err = to.Write(p.Content)
		must(err)
	}
	must(w.Close())
	return packed.Bytes()
}

// Text is what stands in a part.
func (f File) Text(name string) string {
	for _, p := range f {
		if p.Name == name {
			return string(p.Content)
		}
	}
	panic("forge: no part " + name)
}

// With returns the file with a part replaced, or added at its end.
func (f File) With(name, content string) File {
	changed := slices.Clone(f)
	for i, p := range changed {
		if p.Name == name {
			changed[i].Content = []byte(content)
			return changed
		}
	}
	return append(changed, Part{name, []byte(content)})
}

// Without returns the file less one part.
func (f File) Without(name string) File {
	return slices.DeleteFunc(slices.Clone(f), func(p Part) bool { return p.Name == name })
}

// Swap returns the file with one text replaced by another where it first stands in a part.
func (f File) Swap(name, before, after string) File {
	text := f.Text(name)
	if !strings.Contains(text, before) {
		panic("forge: " + name + " has no " + before)
	}
	return f.With(name, strings.Replace(text, before, after, 1))
}

// SwapAll replaces a text in every part.
func (f File) SwapAll(before, after string) File {
	changed := slices.Clone(f)
	for i, p := range changed {
		changed[i].Content = bytes.ReplaceAll(p.Content, []byte(before), []byte(after))
	}
	return changed
}

// Declared adds a part and says of what type it is.
func (f File) Declared(name, kind, content string) File {
	return f.With(name, content).Swap(Types, "</Types>", `<Override PartName="/`+name+`" ContentType="`+kind+`"/></Types>`)
}

// The parts that every workbook of the kit has.
const (
	Types    = "[Content_Types].xml"
	MainRels = "_rels/.rels"
	MainPart = "xl/workbook.xml"
	BookRels = "xl/_rels/workbook.xml.rels"
	Styles   = "xl/styles.xml"
)

// What XML parts begin with and are made of.
const (
	Prolog     = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	SheetSpace = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	RelSpace   = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relType    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	SheetType  = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// Related adds a relationship of the workbook.
func (f File) Related(id, kind, target, mode string) File {
	return f.Swap(BookRels, "</Relationships>", Relationship(id, kind, target, mode)+"</Relationships>")
}

// Relationship is one line of a part of relationships.
func Relationship(id, kind, target, mode string) string {
	if mode != "" {
		mode = ` TargetMode="` + mode + `"`
	}
	if !strings.Contains(kind, ":") {
		kind = relType + kind
	}
	return `<Relationship Id="` + id + `" Type="` + kind + `" Target="` + target + `"` + mode + `/>`
}

// SheetCalled adds a sheet to the workbook, before or behind the others.
func (f File) SheetCalled(name, id, content string, first bool) File {
	path := "worksheets/" + id + ".xml"
	f = f.Declared("xl/"+path, SheetType+"worksheet+xml", content).Related(id, "worksheet", path, "")
	line := `<sheet name="` + name + `" sheetId="` + strings.TrimPrefix(id, "sheet") + `" r:id="` + id + `"/>`
	if first {
		return f.Swap(MainPart, "<sheets>", "<sheets>"+line)
	}
	return f.Swap(MainPart, "</sheets>", line+"</sheets>")
}

// SheetOf is a worksheet with these rows.
func SheetOf(rows string) string {
	return Prolog + "<worksheet " + SheetSpace + " " + RelSpace + "><sheetData>" + rows + "</sheetData></worksheet>"
}

// Workbook is the least of one that is not a form of ours.
func Workbook(rows string) File {
	return File{
		{Types, []byte(Prolog + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + SheetType + `sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + SheetType + `worksheet+xml"/></Types>`)},
		{MainRels, []byte(Relationships(Relationship("rId1", "officeDocument", "xl/workbook.xml", "")))},
		{MainPart, []byte(Prolog + "<workbook " + SheetSpace + " " + RelSpace + `><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`)},
		{BookRels, []byte(Relationships(Relationship("rId1", "worksheet", "worksheets/sheet1.xml", "")))},
		{"xl/worksheets/sheet1.xml", []byte(SheetOf(rows))},
	}
}

// Relationships is such a part.
func Relationships(lines string) string {
	return Prolog + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + lines + `</Relationships>`
}

// must stops the kit at a mistake of its own.
func must(err error) {
	if err != nil {
		panic("forge: " + err.Error())
	}
}

// Archive is a file of names and texts, by turns.
func Archive(namesAndTexts ...string) File {
	var f File
	for i := 0; i < len(namesAndTexts); i += 2 {
		f = f.With(namesAndTexts[i], namesAndTexts[i+1])
	}
	return f
}
