// Package patch changes single elements in the parts of a workbook's file.
//
// Its one rule: what nobody changes keeps every byte. Parts that are not touched are
// copied as they were packed, and in a part that is touched all stays but the elements
// that are named.
package patch

import (
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"reformboard/internal/markup"
)

// Document is one part of a workbook: its text, where its elements stand in it, and
// what is to change. What is cut can still be looked at until the file is settled.
type Document struct {
	Root  *Element
	text  string
	edits []edit
	count int // of elements
}

// mostElements keeps a part of nothing but elements from taking a gigabyte.
const mostElements = 200_000

// Element is an element and where it stands.
type Element struct {
	Name       string // without its prefix
	Inside     []*Element
	prefix     string
	attributes []xml.Attr
	from, open int // the start tag
	shut, to   int // the end tag; both are open where the tag ends itself
	changed    bool
	tail       string // to stand before the end tag
}

// edit puts a text in the place of a part of a document.
type edit struct {
	from, to int
	text     string
}

// Parse reads a part. What stands within sheetData is passed over: the cells are the
// officer's, and no mark stands among them.
func Parse(part []byte) (*Document, error) {
	text, err := markup.Check(part)
	if err != nil {
		return nil, err
	}
	if declaration, rest, ok := strings.Cut(text, "?>"); ok && strings.Contains(strings.ToLower(declaration), "us-ascii") {
		text = `<?xml version="1.0" encoding="UTF-8"?>` + rest // marks speak Vietnamese
	}
	d := &Document{text: text}
	var open []*Element
	for at := d.declared(); ; {
		passed, err := d.read(&open, at)
		if err != nil {
			return nil, err
		}
		if passed < 0 {
			break
		}
		at = passed
	}
	if d.Root == nil || len(open) > 0 {
		return nil, errors.New("an element does not end")
	}
	return d, nil
}

// declared is where the declaration ends. The gate has looked at it, and the library
// knows no version but 1.0 and no spelling of UTF-8 but one.
func (d *Document) declared() int {
	text := strings.TrimPrefix(d.text, "\uFEFF")
	if !strings.HasPrefix(text, "<?xml") {
		return 0
	}
	return strings.Index(d.text, "?>") + len("?>")
}

// read reads from a place to the end, and returns -1, or to the cells of a sheet, and
// returns where they end.
func (d *Document) read(open *[]*Element, at int) (int, error) {
	decoder := xml.NewDecoder(strings.NewReader(d.text[at:]))
	for {
		from := at + int(decoder.InputOffset())
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			return -1, nil
		}
		if err != nil {
			return 0, err
		}
		to := at + int(decoder.InputOffset())
		switch t := token.(type) {
		case xml.StartElement:
			if d.count++; d.count > mostElements {
				return 0, errors.New("more elements than anybody's looks and rules need")
			}
			e := &Element{prefix: t.Name.Space, Name: t.Name.Local, attributes: slices.Clone(t.Attr), from: from, open: to}
			d.begin(*open, e)
			*open = append(*open, e)
			if e.Name == "sheetData" && d.text[to-2] != '/' {
				if end := strings.LastIndex(d.text, "</"+e.full()); end >= to {
					return end, nil
				}
			}
		case xml.EndElement:
			if len(*open) == 0 {
				return 0, errors.New("an element ends that did not begin")
			}
			e := (*open)[len(*open)-1]
			e.shut, e.to = from, to
			*open = (*open)[:len(*open)-1]
		}
	}
}

func (d *Document) begin(open []*Element, e *Element) {
	if len(open) > 0 {
		parent := open[len(open)-1]
		parent.Inside = append(parent.Inside, e)
	} else if d.Root == nil {
		d.Root = e
	}
}

func (e *Element) full() string { return full(e.prefix, e.Name) }

func full(prefix, name string) string {
	if prefix == "" {
		return name
	}
	return prefix + ":" + name
}

// Child is the first element of this name within e; nil: there is none.
func (e *Element) Child(name string) *Element {
	if e == nil {
		return nil
	}
	for _, c := range e.Inside {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// All are the elements of this name within e.
func (e *Element) All(name string) []*Element {
	if e == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(e.Inside), func(c *Element) bool { return c.Name != name })
}

// Attribute is what an attribute without a prefix says.
func (e *Element) Attribute(name string) string {
	for _, a := range e.attributes {
		if a.Name.Space == "" && a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// Relation is the id of the relation that e names: r:id, whatever r is called.
func (e *Element) Relation() string {
	for _, a := range e.attributes {
		if a.Name.Space != "" && a.Name.Space != "xmlns" && a.Name.Local == "id" {
			return a.Value
		}
	}
	return ""
}

// Set changes an attribute; empty takes it away.
func (e *Element) Set(name, value string) {
	e.changed = true
	at := slices.IndexFunc(e.attributes, func(a xml.Attr) bool { return a.Name.Space == "" && a.Name.Local == name })
	switch {
	case value == "" && at >= 0:
		e.attributes = slices.Delete(e.attributes, at, at+1)
	case at >= 0:
		e.attributes[at].Value = value
	case value != "":
		e.attributes = append(e.attributes, xml.Attr{Name: xml.Name{Local: name}, Value: value})
	}
}

// Content is the text within e, its references resolved.
func (d *Document) Content(e *Element) string {
	var said strings.Builder
	decoder := xml.NewDecoder(strings.NewReader(d.text[e.open:e.shut]))
	for {
		token, err := decoder.RawToken()
		if err != nil {
			return said.String()
		}
		if letters, ok := token.(xml.CharData); ok {
			said.Write(letters)
		}
	}
}

// Raw is e as it is written.
func (d *Document) Raw(e *Element) string { return d.text[e.from:e.to] }

// Cut takes an element out.
func (d *Document) Cut(e *Element) { d.edits = append(d.edits, edit{e.from, e.to, ""}) }

// Before puts new elements before another. All new elements are written without a
// prefix.
func (d *Document) Before(e *Element, elements ...string) {
	d.edits = append(d.edits, edit{e.from, e.from, d.owned(elements)})
}

// After puts new elements behind another.
func (d *Document) After(e *Element, elements ...string) {
	d.edits = append(d.edits, edit{e.to, e.to, d.owned(elements)})
}

// Add puts new elements last into another.
func (d *Document) Add(into *Element, elements ...string) { into.tail += d.owned(elements) }

func (d *Document) owned(elements []string) string {
	var said strings.Builder
	for _, e := range elements {
		said.WriteString(d.Own(e))
	}
	return said.String()
}

// Own makes a new element belong to the document's own vocabulary, which some programs
// write with a prefix. What it holds then belongs to it too.
func (d *Document) Own(text string) string {
	if d.Root.prefix == "" {
		return text
	}
	at := strings.IndexAny(text, " />")
	return text[:at] + ` xmlns="` + d.Namespace() + `"` + text[at:]
}

// Namespace is the vocabulary of the document.
func (d *Document) Namespace() string {
	for _, a := range d.Root.attributes {
		if a.Name.Space == "xmlns" && a.Name.Local == d.Root.prefix || d.Root.prefix == "" && a.Name.Space == "" && a.Name.Local == "xmlns" {
			return a.Value
		}
	}
	return ""
}

// Touched reports whether anything is to change.
func (d *Document) Touched() bool {
	edits := len(d.edits)
	d.Root.Walk(func(e *Element) {
		if e.changed || e.tail != "" {
			edits++
		}
	})
	return edits > 0
}

// Walk visits an element and all that it holds.
func (e *Element) Walk(visit func(*Element)) {
	visit(e)
	for _, c := range e.Inside {
		c.Walk(visit)
	}
}

// String is the document as changed.
func (d *Document) String() string {
	edits := slices.Clone(d.edits)
	d.Root.Walk(func(e *Element) {
		ends := e.to == e.open
		switch {
		case ends && e.tail != "":
			edits = append(edits, edit{e.from, e.open, e.tag() + e.tail + "</" + e.full() + ">"})
			return
		case ends && e.changed:
			edits = append(edits, edit{e.from, e.open, strings.TrimSuffix(e.tag(), ">") + "/>"})
		case e.changed:
			edits = append(edits, edit{e.from, e.open, e.tag()})
		}
		if e.tail != "" {
			edits = append(edits, edit{e.shut, e.shut, e.tail})
		}
	})
	slices.SortStableFunc(edits, func(a, b edit) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	var said strings.Builder
	said.Grow(len(d.text))
	at := 0
	for _, e := range edits {
		if e.from < at { // within what was cut
			continue
		}
		said.WriteString(d.text[at:e.from])
		said.WriteString(e.text)
		at = e.to
	}
	said.WriteString(d.text[at:])
	return said.String()
}

// tag is the start tag of e.
func (e *Element) tag() string {
	var said strings.Builder
	said.WriteString("<" + e.full())
	for _, a := range e.attributes {
		fmt.Fprintf(&said, ` %s="%s"`, full(a.Name.Space, a.Name.Local), Escape(a.Value))
	}
	return said.String() + ">"
}

// Escape writes a text so that it stands in XML.
func Escape(text string) string {
	var said strings.Builder
	_ = xml.EscapeText(&said, []byte(text)) // a Builder takes all
	return said.String()
}
