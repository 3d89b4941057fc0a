package patch

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"reformboard/internal/markup"
)

// File is a workbook's file: its parts, and what is to change in them.
type File struct {
	files []*zip.File
	texts map[string]string // changed and new ones
	gone  map[string]bool
	fresh []string // new ones, in their order
	docs  map[string]*Document
	links map[string]*Relations // by the part that they are of
	types *Document             // [Content_Types].xml
}

const typesPart = "[Content_Types].xml"

// Open reads the list of a file's parts. The gate has looked through all of them.
func Open(content []byte) (*File, error) {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, err
	}
	unpacked := uint64(0)
	for _, file := range archive.File {
		if strings.HasSuffix(file.Name, ".xml") {
			unpacked += file.UncompressedSize64
		}
	}
	if unpacked > mostUnpacked {
		return nil, fmt.Errorf("%d MB to change within", unpacked>>20)
	}
	p := &File{files: archive.File, texts: map[string]string{}, gone: map[string]bool{}}
	return p, p.Settle()
}

// mostUnpacked is more than a workbook has that people fill in by hand; a part is in
// memory several times over while it is changed.
const mostUnpacked = 16 << 20

// Settle makes what was changed the text of the parts, to change it again.
func (p *File) Settle() error {
	for _, name := range slices.Sorted(maps.Keys(p.docs)) {
		if d := p.docs[name]; d.Touched() {
			p.Put(name, d.String())
		}
	}
	p.docs, p.links = map[string]*Document{}, map[string]*Relations{}
	var err error
	p.types, err = p.Document(typesPart)
	return err
}

func (p *File) file(name string) *zip.File {
	for _, f := range p.files {
		if strings.EqualFold(f.Name, name) && !p.gone[f.Name] {
			return f
		}
	}
	return nil
}

// Has reports whether there is a part of this name.
func (p *File) Has(name string) bool { return p.texts[name] != "" || p.file(name) != nil }

// Text reads a part: one in UTF-16 too, as the text that it is.
func (p *File) Text(name string) (string, error) {
	if text, ok := p.texts[name]; ok {
		return text, nil
	}
	var part bytes.Buffer
	if err := p.read(name, &part); err != nil {
		return "", err
	}
	if text, err := markup.Check(part.Bytes()); err == nil {
		return text, nil
	}
	return part.String(), nil // boxes may be drawn in no XML
}

// read reads an old part to its end; the gate has bounded it. A part may have
// megabytes, so that room is taken once.
func (p *File) read(name string, to *bytes.Buffer) error {
	f := p.file(name)
	if f == nil {
		return fmt.Errorf("there is no part %s", name)
	}
	from, err := f.Open()
	if err != nil {
		return err
	}
	to.Grow(int(min(f.UncompressedSize64, 64<<20)) + bytes.MinRead)
	_, err = io.Copy(to, from) //nolint:gosec // the gate has unpacked it within bounds
	return err
}

// Document reads a part once; what is changed in it is written at the end.
func (p *File) Document(name string) (*Document, error) {
	if d, ok := p.docs[name]; ok {
		return d, nil
	}
	var part bytes.Buffer
	if text, ok := p.texts[name]; ok {
		part.WriteString(text)
	} else if err := p.read(name, &part); err != nil {
		return nil, err
	}
	d, err := Parse(part.Bytes())
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	p.docs[name] = d
	return d, nil
}

// Put writes a part that may be new.
func (p *File) Put(name, text string) {
	if p.file(name) == nil && p.texts[name] == "" {
		p.fresh = append(p.fresh, name)
	}
	p.texts[name] = text
}

// Drop takes a part away, with what it refers to and what is said of it.
func (p *File) Drop(name string) {
	p.remove(name)
	p.undeclare(name)
	p.remove(relationsPart(name))
	delete(p.links, name)
}

func (p *File) undeclare(name string) {
	for _, o := range p.types.Root.All("Override") {
		if strings.EqualFold(o.Attribute("PartName"), "/"+name) {
			p.types.Cut(o)
		}
	}
}

func (p *File) remove(name string) {
	if f := p.file(name); f != nil {
		name = f.Name
		p.gone[name] = true
	}
	delete(p.docs, name)
	delete(p.texts, name)
	p.fresh = slices.DeleteFunc(p.fresh, func(fresh string) bool { return fresh == name })
}

// Free is a name that no part has: base with the first number that is not taken.
func (p *File) Free(base, ending string) string {
	for n := 1; ; n++ {
		if name := base + strconv.Itoa(n) + ending; !p.Has(name) {
			return name
		}
	}
}

// Declare says what a new part is, in place of what may be said of one that is gone:
// of two words about a part, programs call the file damaged.
func (p *File) Declare(name, kind string) {
	p.undeclare(name)
	p.types.Add(p.types.Root, `<Override PartName="/`+Escape(name)+`" ContentType="`+kind+`"/>`)
}

// DeclareEnding says what parts with this ending are, if nothing says so.
func (p *File) DeclareEnding(ending, kind string) {
	for _, e := range p.types.Root.All("Default") {
		if strings.EqualFold(e.Attribute("Extension"), ending) {
			return
		}
	}
	text := `<Default Extension="` + ending + `" ContentType="` + kind + `"/>`
	if len(p.types.Root.Inside) > 0 {
		p.types.Before(p.types.Root.Inside[0], text)
	} else {
		p.types.Add(p.types.Root, text)
	}
}

// Write writes the file: the old parts in their order, then the new ones.
func (p *File) Write(w io.Writer) error {
	if err := p.Settle(); err != nil {
		return err
	}
	out := zip.NewWriter(w)
	for _, f := range p.files {
		text, changed := p.texts[f.Name]
		switch {
		case p.gone[f.Name]:
		case strings.HasSuffix(f.Name, "/"): // some programs pack the nothing in a folder, which is not to be copied
			if _, err := out.Create(f.Name); err != nil {
				return err
			}
		case changed:
			if err := writePart(out, f.Name, text); err != nil {
				return err
			}
		default:
			if err := out.Copy(f); err != nil {
				return err
			}
		}
	}
	for _, name := range p.fresh {
		if err := writePart(out, name, p.texts[name]); err != nil {
			return err
		}
	}
	return out.Close()
}

func writePart(out *zip.Writer, name, text string) error {
	part, err := out.Create(name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(part, text)
	return err
}

// Relations are what one part refers to.
type Relations struct {
	parts *File
	of    string // the part
	doc   *Document
	next  int // of the numbers that new ids bear
}

// Relation is one line of them: its id, the last word of its kind, and the part.
type Relation struct{ ID, Kind, Target string }

// relationsPart is the part that says what a part refers to; the empty name is the
// file's own.
func relationsPart(of string) string {
	dir, base := path.Split(of)
	return dir + "_rels/" + base + ".rels"
}

const noRelations = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
	`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>`

// Relations reads what a part refers to.
func (p *File) Relations(of string) (*Relations, error) {
	if r, ok := p.links[of]; ok {
		return r, nil
	}
	r := &Relations{parts: p, of: of, next: 1}
	var err error
	if name := r.part(); p.Has(name) {
		r.doc, err = p.Document(name)
	} else {
		r.doc, err = Parse([]byte(noRelations))
	}
	p.links[of] = r
	return r, err
}

// part is the part that the relations stand in.
func (r *Relations) part() string {
	name := relationsPart(r.of)
	if f := r.parts.file(name); f != nil {
		return f.Name
	}
	return name
}

// List lists what lies inside the file.
func (r *Relations) List() []Relation {
	var list []Relation
	for _, e := range r.doc.Root.All("Relationship") {
		if e.Attribute("TargetMode") != "External" {
			list = append(list, Relation{e.Attribute("Id"), path.Base(e.Attribute("Type")), r.resolve(e.Attribute("Target"))})
		}
	}
	return list
}

// resolve names the part that a target means, as the file spells it.
func (r *Relations) resolve(target string) string {
	target = strings.ReplaceAll(target, `\`, "/") // as some programs have it
	if !strings.HasPrefix(target, "/") {
		target = path.Join(path.Dir(r.of), target)
	}
	name := strings.TrimPrefix(path.Clean(target), "/")
	if f := r.parts.file(name); f != nil {
		return f.Name
	}
	if plain, err := url.PathUnescape(name); err == nil && r.parts.file(plain) != nil {
		return r.parts.file(plain).Name
	}
	return name
}

// Target is the part that an id means; empty: none.
func (r *Relations) Target(id string) string {
	for _, l := range r.List() {
		if l.ID == id {
			return l.Target
		}
	}
	return ""
}

// First is the first part of a kind; empty: there is none.
func (r *Relations) First(kind string) string {
	for _, l := range r.List() {
		if l.Kind == kind {
			return l.Target
		}
	}
	return ""
}

// Drop refers to a part no more. What refers to nothing is no part.
func (r *Relations) Drop(target string) {
	left := r.doc.Root.Inside[:0]
	for _, e := range r.doc.Root.Inside {
		if e.Attribute("TargetMode") != "External" && r.resolve(e.Attribute("Target")) == target {
			r.doc.Cut(e)
		} else {
			left = append(left, e)
		}
	}
	if r.doc.Root.Inside = left; len(left) == 0 {
		r.parts.remove(r.part())
	}
}

// Add refers to another part and returns the id.
func (r *Relations) Add(kind, target string) string {
	id := ""
	for taken := true; taken; r.next++ {
		id = "rIdReformboard" + strconv.Itoa(r.next)
		taken = r.Target(id) != ""
	}
	r.parts.docs[r.part()] = r.doc // which may be new
	r.doc.Add(r.doc.Root, `<Relationship Id="`+id+`" Type="`+kind+`" Target="/`+Escape(target)+`"/>`)
	return id
}
