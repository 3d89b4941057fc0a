package marking

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"reformboard/internal/patch"
)

// SheetName is the defined name by which our list of findings is known again,
// whatever its sheet is called by then.
const SheetName = "Reformboard_Marks"

// directory is the part that lists the sheets.
type directory struct {
	parts *patch.File
	name  string
	doc   *patch.Document
	links *patch.Relations
	tabs  []tab
}

// tab is one sheet: its name, its part and the kind of it.
type tab struct {
	element          *patch.Element
	name, part, kind string
}

func openDirectory(p *patch.File) (*directory, error) {
	top, err := p.Relations("")
	if err != nil {
		return nil, err
	}
	w := &directory{parts: p, name: top.First("officeDocument")}
	if w.doc, err = p.Document(w.name); err != nil {
		return nil, err
	}
	if w.links, err = p.Relations(w.name); err != nil {
		return nil, err
	}
	kinds := map[string]patch.Relation{}
	for _, r := range w.links.List() {
		kinds[r.ID] = r
	}
	for _, e := range w.doc.Root.Child("sheets").All("sheet") {
		r := kinds[e.Relation()]
		w.tabs = append(w.tabs, tab{e, e.Attribute("name"), r.Target, r.Kind})
	}
	if len(w.tabs) == 0 {
		return nil, errors.New("there is no sheet")
	}
	return w, nil
}

// vocabulary is that of relations: the format has two.
func (w *directory) vocabulary() string {
	if strings.Contains(w.doc.Namespace(), "purl.oclc.org") {
		return "http://purl.oclc.org/ooxml/officeDocument/relationships"
	}
	return "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
}

func (w *directory) kind(name string) string { return w.vocabulary() + "/" + name }

// ours are the places of our lists among the sheets. A sheet that a person copied is
// ours too.
func (w *directory) ours() []int {
	var places []int
	for _, n := range w.names() {
		if n.Attribute("name") != SheetName {
			continue
		}
		sheet, _, _ := strings.Cut(w.doc.Content(n), "!")
		sheet = strings.ReplaceAll(strings.Trim(sheet, "'="), "''", "'")
		for i, t := range w.tabs {
			if strings.EqualFold(t.name, sheet) && !slices.Contains(places, i) {
				places = append(places, i)
			}
		}
	}
	return places
}

func (w *directory) names() []*patch.Element {
	return w.doc.Root.Child("definedNames").All("definedName")
}

// remove takes sheets away, with their parts and names.
func (w *directory) remove(places []int) error {
	if len(places) == 0 {
		return nil
	}
	if len(places) == len(w.tabs) {
		return errors.New("no sheet but our list is left")
	}
	for _, i := range places {
		t := w.tabs[i]
		links, err := w.parts.Relations(t.part)
		if err != nil {
			return err
		}
		for _, r := range links.List() {
			w.parts.Drop(r.Target)
		}
		w.links.Drop(t.part)
		w.parts.Drop(t.part)
		w.doc.Cut(t.element)
	}
	left := 0
	for _, n := range w.names() {
		at, scoped := number(n.Attribute("localSheetId"))
		switch before := slices.Index(places, at); {
		case n.Attribute("name") == SheetName, scoped && before >= 0:
			w.doc.Cut(n)
			continue
		case scoped:
			w.scope(n, at, -count(places, at))
		}
		left++
	}
	if left == 0 {
		w.doc.Cut(w.doc.Root.Child("definedNames"))
	}
	return w.open(places)
}

// count is how many places lie before one.
func count(places []int, at int) int {
	before := 0
	for _, place := range places {
		if place < at {
			before++
		}
	}
	return before
}

// scope moves a name that belongs to one sheet.
func (w *directory) scope(n *patch.Element, at, by int) {
	if by != 0 {
		n.Set("localSheetId", strconv.Itoa(at+by))
	}
}

// open opens the workbook at the sheet that it had open, or else at the first one
// that is not hidden, once some sheets are gone.
func (w *directory) open(gone []int) error {
	view := w.doc.Root.Child("bookViews").Child("workbookView")
	if view == nil {
		return nil
	}
	active, _ := number(view.Attribute("activeTab"))
	if slices.Contains(gone, active) {
		active = slices.IndexFunc(w.tabs, func(t tab) bool {
			return t.element.Attribute("state") == "" && !slices.Contains(gone, slices.Index(w.tabs, t))
		})
	}
	view.Set("firstSheet", "")
	if active < 0 || active >= len(w.tabs) {
		view.Set("activeTab", "")
		return nil
	}
	view.Set("activeTab", strconv.Itoa(active-count(gone, active)))
	return w.selected(w.tabs[active].part, "1")
}

// selected says whether a sheet is open: "1", or nothing.
func (w *directory) selected(part, is string) error {
	text, err := w.parts.Text(part)
	if err != nil || is == "" && !strings.Contains(text, "tabSelected") {
		return err
	}
	d, err := w.parts.Document(part)
	if err != nil {
		return err
	}
	for _, v := range d.Root.Child("sheetViews").All("sheetView") {
		if v.Attribute("tabSelected") != is {
			v.Set("tabSelected", is)
		}
	}
	return nil
}

// insert puts a new sheet before all others and opens the workbook at it. Two open
// sheets would be written to at once.
func (w *directory) insert(title, part string) error {
	for _, t := range w.tabs {
		if t.part == "" {
			continue
		}
		if err := w.selected(t.part, ""); err != nil {
			return err
		}
	}
	highest := 0
	for _, t := range w.tabs {
		id, _ := number(t.element.Attribute("sheetId"))
		highest = max(highest, id)
	}
	id := w.links.Add(w.kind("worksheet"), part)
	w.doc.Before(w.tabs[0].element, fmt.Sprintf(`<sheet xmlns:r="%s" name="%s" sheetId="%d" r:id="%s"/>`,
		w.vocabulary(), patch.Escape(title), highest+1, id))
	for _, n := range w.names() {
		if at, scoped := number(n.Attribute("localSheetId")); scoped {
			w.scope(n, at, 1)
		}
	}
	view := w.doc.Root.Child("bookViews").Child("workbookView")
	if view != nil {
		view.Set("activeTab", "0")
		view.Set("firstSheet", "")
	}
	return nil
}

// define adds names. Those that come with a meaning belong to the first sheet.
func (w *directory) define(names ...[2]string) {
	var written []string
	for _, n := range names {
		local := ""
		if strings.HasPrefix(n[0], "_xlnm.") {
			local = ` localSheetId="0"`
		}
		if n[0] != printTitles {
			local += ` hidden="1"`
		}
		written = append(written, `<definedName name="`+n[0]+`"`+local+`>`+patch.Escape(n[1])+`</definedName>`)
	}
	if list := w.doc.Root.Child("definedNames"); list != nil {
		w.doc.Add(list, written...)
		return
	}
	after := w.doc.Root.Child("sheets")
	for _, other := range []string{"functionGroups", "externalReferences"} {
		if e := w.doc.Root.Child(other); e != nil {
			after = e
		}
	}
	w.doc.After(after, "<definedNames>"+strings.Join(written, "")+"</definedNames>")
}

// freeTitle is a title that no sheet bears.
func (w *directory) freeTitle(title string) string {
	for n := 2; ; n++ {
		taken := slices.ContainsFunc(w.tabs, func(t tab) bool { return strings.EqualFold(t.name, title) })
		if !taken {
			return title
		}
		base, _, _ := strings.Cut(title, " (")
		title = base + " (" + strconv.Itoa(n) + ")"
	}
}

// quoted is a sheet's name as a formula writes it.
func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'!" }

func number(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil
}
