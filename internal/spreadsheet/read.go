package spreadsheet

import (
	"path"
	"slices"
	"strings"

	"reformboard/internal/container"
	"reformboard/internal/markup"
	"reformboard/internal/reform"
)

// Read reads all cells of a file. What is wrong with it is a container.Refusal.
func Read(content []byte, most container.Limits) (*Book, error) {
	book, err := Open(content, most)
	if err != nil {
		return nil, err
	}
	return book, book.FillAll()
}

// Open looks through all of a file and reads what its sheets share, but no cells yet:
// most files have sheets that nobody asks about.
func Open(content []byte, most container.Limits) (*Book, error) {
	archive, err := container.Open(content, most)
	if err != nil {
		return nil, err
	}
	r := &reader{archive: archive, most: most.Text, left: most.Text}
	r.book.reader = r
	main, ok := r.main()
	if !ok {
		return nil, container.Damaged("workbook")
	}
	if err := r.workbook(main); err != nil {
		return nil, err
	}
	return &r.book, nil
}

// FillAll reads the cells of all sheets.
func (b *Book) FillAll() error {
	for i := range b.Sheets {
		if err := b.Fill(&b.Sheets[i]); err != nil {
			return err
		}
	}
	return nil
}

// Fill reads the cells of one sheet of the book, once.
func (b *Book) Fill(s *Sheet) error {
	if s.part == "" {
		return nil // read before, or without cells
	}
	part := s.part
	s.part = ""
	return b.reader.sheet(s, part)
}

// reader puts a Book together from the parts of a file.
type reader struct {
	archive *container.Archive
	book    Book
	sheets  []sheetPart
	texts   []string // shared by cells
	formats []string // by style; none: the file has no styles
	most    int      // bytes of text in all cells
	left    int      // of them
}

// sheetPart is where a sheet of the book is kept.
type sheetPart struct{ id, name string }

// relation is what one part has to do with another.
type relation struct{ kind, target string }

// main finds the part that lists the sheets.
func (r *reader) main() (string, bool) {
	target, ok := only(r.relations(""), "officeDocument")
	return target, ok && target != ""
}

// only finds the part of a kind; empty: there is none. False: there are several, and
// programs differ in which of them counts.
func only(relations map[string]relation, kind string) (target string, ok bool) {
	for _, r := range relations {
		switch {
		case r.kind != kind:
		case target != "" && target != r.target:
			return "", false
		default:
			target = r.target
		}
	}
	return target, true
}

// relations lists what a part refers to inside the file, by id. The empty name is
// the file's own.
func (r *reader) relations(name string) map[string]relation {
	dir, base := path.Split(name)
	text, _, _ := r.archive.Part(dir + "_rels/" + base + ".rels")
	found := map[string]relation{}
	_ = walk(text, func(e *markup.Scanner) error { // looked through before: what cannot be read refers to nothing
		if e.Name != "Relationship" || attribute(e, "TargetMode") == "External" {
			return nil
		}
		target := strings.ReplaceAll(attribute(e, "Target"), `\`, "/") // as some programs have it
		if !strings.HasPrefix(target, "/") {
			target = path.Join(dir, target)
		}
		found[attribute(e, "Id")] = relation{path.Base(attribute(e, "Type")), strings.TrimPrefix(path.Clean(target), "/")}
		return nil
	})
	return found
}

// mostName is the longest name of a sheet, in bytes: programs take 31 letters, or some
// more. It stands in every finding.
const mostName = 1 << 10

// workbook reads the list of sheets, then what cells share, then the cells.
func (r *reader) workbook(main string) error {
	text, _, ok := r.archive.Part(main)
	if !ok {
		return container.Damaged(main)
	}
	if err := r.directory(text); err != nil || slices.ContainsFunc(r.book.Sheets, func(s Sheet) bool { return len(s.Name) > mostName }) {
		return container.Damaged(main)
	}
	relations := r.relations(main)
	for _, kind := range []string{"sharedStrings", "styles"} {
		target, ok := only(relations, kind)
		if !ok {
			return container.Damaged(kind)
		}
		if err := r.shared(relation{kind, target}); err != nil {
			return container.Damaged(target)
		}
	}
	for i, part := range r.sheets {
		relation, ok := relations[part.id]
		if !ok {
			return container.Damaged(part.name)
		}
		if relation.kind != "worksheet" {
			continue // of charts or dialogues
		}
		_, said, found := r.archive.Part(relation.target)
		if !found {
			return container.Damaged(part.name)
		}
		r.book.Sheets[i].part, r.book.Sheets[i].Says = relation.target, said
	}
	return nil
}

// directory reads which sheets there are, and the names of their ranges.
func (r *reader) directory(text string) error {
	var name *Name
	scanner := markup.New(text)
	for {
		kind, err := scanner.Next()
		switch {
		case err != nil || kind == markup.Nothing:
			return err
		case kind == markup.Text && name != nil:
			said, err := scanner.Content()
			if err != nil {
				return err
			}
			name.RefersTo += said
		case kind != markup.Start:
			name = nil
		default:
			name = r.listed(scanner)
		}
	}
}

// listed takes one element of the list; the text of a name is still to come.
func (r *reader) listed(e *markup.Scanner) *Name {
	switch e.Name {
	case "workbookPr":
		r.book.From1904 = yes(attribute(e, "date1904"))
	case "sheet":
		state := attribute(e, "state")
		r.book.Sheets = append(r.book.Sheets, Sheet{Name: attribute(e, "name"), Hidden: state != "" && state != "visible"})
		r.sheets = append(r.sheets, sheetPart{attribute(e, "id"), attribute(e, "name")})
	case "definedName":
		scope, scoped := number(attribute(e, "localSheetId"))
		name := Name{Name: attribute(e, "name")}
		if scoped {
			name.Scope = "?" // of a sheet that is not there
			if scope < len(r.book.Sheets) {
				name.Scope = r.book.Sheets[scope].Name
			}
		}
		r.book.Names = append(r.book.Names, name)
		return &r.book.Names[len(r.book.Names)-1]
	}
	return nil
}

// shared reads what the cells of all sheets refer to.
func (r *reader) shared(to relation) error {
	text, _, ok := r.archive.Part(to.target)
	switch {
	case to.kind == "sharedStrings" && ok:
		return r.strings(text)
	case to.kind == "styles" && ok:
		return r.styles(text)
	}
	return nil
}

// walk calls see at the start of each element.
func walk(text string, see func(e *markup.Scanner) error) error {
	if text == "" {
		return nil
	}
	scanner := markup.New(text)
	for {
		kind, err := scanner.Next()
		if err == nil && kind == markup.Start {
			err = see(scanner)
		}
		if err != nil || kind == markup.Nothing {
			return err
		}
	}
}

// attribute is what an element says by a name; empty: nothing.
func attribute(e *markup.Scanner, name string) string {
	for _, a := range e.Attributes {
		if a.Name == name {
			value, err := a.Value()
			if err == nil {
				return value
			}
		}
	}
	return ""
}

// number reads a small index.
func number(text string) (int, bool) {
	if text == "" || len(text) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

func yes(text string) bool { return text == "1" || text == "true" }

// refuse names a cell that cannot be read.
func refuse(sheet, cell string) error {
	return container.Damaged(reform.Origin{Sheet: sheet, Cell: cell}.String())
}
