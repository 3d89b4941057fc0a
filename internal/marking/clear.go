package marking

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"reformboard/internal/patch"
	"reformboard/internal/spreadsheet"
)

// clear takes away all that an earlier marking put into the file.
func clear(p *patch.File) error {
	w, err := openDirectory(p)
	if err != nil {
		return err
	}
	if err := w.remove(w.ours()); err != nil {
		return err
	}
	for _, t := range w.tabs {
		if t.kind != "worksheet" || !p.Has(t.part) {
			continue
		}
		if err := clearSheet(p, t.part); err != nil {
			return err
		}
	}
	return p.Settle()
}

func clearSheet(p *patch.File, part string) error {
	text, err := p.Text(part)
	if err != nil {
		return err
	}
	if strings.Contains(text, author) {
		d, err := p.Document(part)
		if err != nil {
			return err
		}
		clearRules(d)
	}
	return clearComments(p, part)
}

// clearRules cuts our rules, and what held nothing else.
func clearRules(d *patch.Document) {
	for _, group := range d.Root.All("conditionalFormatting") {
		rules := group.All("cfRule")
		ours := 0
		for _, rule := range rules {
			if f := rule.Child("formula"); f != nil && strings.Contains(d.Content(f), tag) {
				ours++
				d.Cut(rule)
			}
		}
		if ours > 0 && ours == len(rules) {
			d.Cut(group)
		}
	}
}

// clearComments takes our comments away, and their boxes; where no other is left, the
// parts that held them.
func clearComments(p *patch.File, part string) error {
	links, err := p.Relations(part)
	if err != nil {
		return err
	}
	name := links.First("comments")
	if name == "" || !p.Has(name) {
		return nil
	}
	text, err := p.Text(name)
	if err != nil || !strings.Contains(text, author) {
		return err
	}
	comments, err := p.Document(name)
	if err != nil {
		return err
	}
	cells, left := clearList(comments)
	if left == 0 {
		links.Drop(name)
		p.Drop(name)
	}
	return clearBoxes(p, part, cells)
}

// clearList cuts our comments and says in which cells they were and how many others
// are left. They are known by how they begin: LibreOffice forgets who wrote a comment.
func clearList(d *patch.Document) (cells []string, left int) {
	for _, c := range d.Root.Child("commentList").All("comment") {
		if !strings.HasPrefix(strings.TrimSpace(d.Content(c)), opening) {
			left++
			continue
		}
		cells = append(cells, c.Attribute("ref"))
		d.Cut(c)
	}
	authors := d.Root.Child("authors").All("author")
	if last := len(authors) - 1; last >= 0 && d.Content(authors[last]) == author {
		d.Cut(authors[last])
	}
	return cells, left
}

// What a program writes of the box of a comment, in a language that is not always
// XML: so it is looked through as text.
var (
	boxes    = regexp.MustCompile(`(?s)<v:shape[ >].*?</v:shape>`)
	boxPlace = regexp.MustCompile(`(?s)<x:Row>\s*(\d+)\s*</x:Row>.*?<x:Column>\s*(\d+)\s*</x:Column>`)
)

func clearBoxes(p *patch.File, part string, cells []string) error {
	links, err := p.Relations(part)
	if err != nil {
		return err
	}
	d, err := p.Document(part)
	if err != nil {
		return err
	}
	drawing := d.Root.Child("legacyDrawing")
	if drawing == nil {
		return nil
	}
	name := links.Target(drawing.Relation())
	if name == "" || !p.Has(name) {
		return nil
	}
	text, err := p.Text(name)
	if err != nil {
		return err
	}
	text = boxes.ReplaceAllStringFunc(text, func(box string) string {
		at := boxPlace.FindStringSubmatch(box)
		if at == nil || !strings.Contains(box, `"Note"`) {
			return box
		}
		row, _ := strconv.Atoi(at[1])
		column, _ := strconv.Atoi(at[2])
		if slices.Contains(cells, spreadsheet.Address(row+1, column+1)) {
			return ""
		}
		return box
	})
	if boxes.MatchString(text) || strings.Contains(text, "<v:group") {
		p.Put(name, text)
		return nil
	}
	links.Drop(name)
	p.Drop(name)
	d.Cut(drawing)
	return nil
}
