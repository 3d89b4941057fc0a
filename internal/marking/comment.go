package marking

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"reformboard/internal/patch"
	"reformboard/internal/spreadsheet"
)

// comment writes a comment on each cell. A cell that bears the officer's own keeps it,
// and its findings are in the list alone.
func (l *list) comment(w *directory, sheet *patch.Document, part string, items []item) error {
	links, err := w.parts.Relations(part)
	if err != nil {
		return err
	}
	comments, err := w.comments(links)
	if err != nil {
		return err
	}
	taken := map[string]bool{}
	for _, c := range comments.Root.Child("commentList").All("comment") {
		taken[c.Attribute("ref")] = true
	}
	by := authorIn(comments)
	var written []string
	var drawn strings.Builder
	said := map[string][]item{}
	var cells []string
	for _, i := range items {
		at := spreadsheet.Address(i.anchor.Row, i.anchor.Column)
		if taken[at] {
			continue
		}
		if said[at] == nil {
			cells = append(cells, at)
		}
		said[at] = append(said[at], i)
	}
	if len(cells) == 0 {
		return nil
	}
	boxes, err := w.openBoxes(links, sheet)
	if err != nil {
		return err
	}
	for _, at := range cells {
		text, lines := l.commentText(said[at])
		written = append(written, fmt.Sprintf(`<comment ref="%s" authorId="%d">%s</comment>`, at, by, text))
		boxes.add(&drawn, said[at][0].anchor, lines)
	}
	comments.Add(comments.Root.Child("commentList"), written...)
	boxes.write(drawn.String())
	return nil
}

const noComments = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
	`<comments xmlns="%s"><authors></authors><commentList></commentList></comments>`

// comments are those of a sheet, or the beginning of some.
func (w *directory) comments(links *patch.Relations) (*patch.Document, error) {
	name := links.First("comments")
	if name == "" {
		name = w.parts.Free("xl/comments", ".xml")
		links.Add(w.kind("comments"), name)
	}
	if !w.parts.Has(name) {
		w.parts.Put(name, fmt.Sprintf(noComments, w.doc.Namespace()))
		w.parts.Declare(name, "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml")
	}
	return w.parts.Document(name)
}

// authorIn is our number among those who comment.
func authorIn(d *patch.Document) int {
	all := d.Root.Child("authors").All("author")
	for i, a := range all {
		if d.Content(a) == author {
			return i
		}
	}
	d.Add(d.Root.Child("authors"), "<author>"+author+"</author>")
	return len(all)
}

// How wide a comment is, in pixels and in letters of its type.
const (
	commentWidth   = 288
	commentLetters = 46
	commentLine    = 16 // pixels
)

// commentText is what a comment says of the findings of one cell, and in how many
// lines.
func (l *list) commentText(items []item) (text string, lines int) {
	text = run(opening, true)
	lines = 2
	for _, i := range items {
		said, mend := i.text, i.mend
		text += run("\n"+l.say("comment."+grades[i.Severity].key)+" ", true) + run(said+"\n"+mend, false)
		lines += wrapped(said, commentLetters-8) + wrapped(mend, commentLetters)
	}
	return "<text>" + text + "</text>", lines
}

// run is a piece of text in the type that comments have everywhere.
func run(text string, bold bool) string {
	weight := ""
	if bold {
		weight = "<b/>"
	}
	return `<r><rPr>` + weight + `<sz val="9"/><color indexed="81"/><rFont val="Tahoma"/><family val="2"/></rPr><t xml:space="preserve">` + plain(text) + `</t></r>`
}

// boxed are the boxes that comments open in, drawn in a part of their own.
type boxed struct {
	parts      *patch.File
	name, text string
	names      string // of vocabularies, where the part as a whole lacks one
	id         int    // the last that a box bears
}

var boxNames = []string{
	`xmlns:v="urn:schemas-microsoft-com:vml"`, `xmlns:o="urn:schemas-microsoft-com:office:office"`, `xmlns:x="urn:schemas-microsoft-com:office:excel"`,
}

const noBoxes = `<xml %s>` +
	`<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>`

const boxType = `<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">` +
	`<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`

const boxShape = `<v:shape%s id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;margin-top:1.5pt;width:%dpx;height:%dpx;z-index:1;visibility:hidden" ` +
	`fillcolor="#FFFFE1" o:insetmode="auto"><v:fill color2="#FFFFE1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>` +
	`<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>` +
	`<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`

var boxID = regexp.MustCompile(`_x0000_s(\d{1,9})"`)

// openBoxes finds where the sheet's boxes are drawn, or begins to draw some.
func (w *directory) openBoxes(links *patch.Relations, sheet *patch.Document) (*boxed, error) {
	b := &boxed{parts: w.parts, id: 1024}
	if e := sheet.Root.Child("legacyDrawing"); e != nil {
		b.name = links.Target(e.Relation())
	}
	if b.name == "" || !w.parts.Has(b.name) {
		b.name = w.parts.Free("xl/drawings/vmlDrawing", ".vml")
		w.parts.Put(b.name, fmt.Sprintf(noBoxes, strings.Join(boxNames, " ")))
		w.parts.DeclareEnding("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
		addDrawing(sheet, w.vocabulary(), links.Add(w.kind("vmlDrawing"), b.name))
	}
	var err error
	if b.text, err = w.parts.Text(b.name); err != nil {
		return nil, err
	}
	for _, name := range boxNames {
		if !strings.Contains(b.text, name) {
			b.names = " " + strings.Join(boxNames, " ")
		}
	}
	for _, id := range boxID.FindAllStringSubmatch(b.text, -1) {
		n, _ := strconv.Atoi(id[1])
		b.id = max(b.id, n)
	}
	return b, nil
}

// What stands behind the drawing of boxes in a sheet.
var afterDrawing = []string{
	"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
	"AlternateContent", // which holds one of them
}

func addDrawing(d *patch.Document, vocabulary, id string) {
	text := `<legacyDrawing xmlns:r="` + vocabulary + `" r:id="` + id + `"/>`
	for _, e := range d.Root.Inside {
		if slices.Contains(afterDrawing, e.Name) {
			d.Before(e, text)
			return
		}
	}
	d.Add(d.Root, text)
}

func (b *boxed) add(to *strings.Builder, at spreadsheet.Range, lines int) {
	b.id++
	fmt.Fprintf(to, boxShape, b.names, b.id, commentWidth, lines*commentLine, at.Row-1, at.Column-1)
}

func (b *boxed) write(drawn string) {
	end := strings.LastIndex(b.text, "</xml>")
	if end < 0 {
		end = len(b.text)
	}
	if !strings.Contains(b.text, `id="_x0000_t202"`) {
		drawn = boxType + drawn
	}
	b.parts.Put(b.name, b.text[:end]+drawn+b.text[end:])
}
