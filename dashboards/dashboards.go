// Package dashboards is what people see: a room for each subject, and what stands around
// every page of it.
//
// Its one rule: it never fetches anything. A page is made by its New function
// from nouns that the caller already holds, with every number, date and sentence
// ready; its template knows only range, if and with.
//
// A room is a package of pages: a Go type, its New function and a template, all of one
// name that no other room has. Rooms do not know each other; what two of them need
// stands in package frame. To add a page: these three in its room, its line in the
// room's list, its sample in package gallery, and its test beside it. To add a room: its
// line in the table of rooms.
package dashboards

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"strings"

	"reformboard/dashboards/account"
	"reformboard/dashboards/agreement"
	"reformboard/dashboards/appraisals"
	"reformboard/dashboards/assets"
	"reformboard/dashboards/batches"
	"reformboard/dashboards/board"
	"reformboard/dashboards/calendar"
	"reformboard/dashboards/editions"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/indicators"
	"reformboard/dashboards/journal"
	"reformboard/dashboards/locker"
	"reformboard/dashboards/people"
	"reformboard/dashboards/radar"
	"reformboard/dashboards/receipts"
	"reformboard/dashboards/recipes"
	"reformboard/dashboards/reports"
	"reformboard/dashboards/standings"
	"reformboard/dashboards/turnout"
	"reformboard/dashboards/units"
	"reformboard/internal/reform"
)

// Shell is what every page shows around its content.
type Shell struct {
	frame.Voice
	User *reform.User // nil: nobody is signed in
}

// Body is a page drawn without its frame: the same for all who may see the same.
type Body struct {
	head    frame.Head
	content template.HTML
	layout  *template.Template
}

// Size is about how many bytes the body takes.
func (b Body) Size() int { return len(b.content) }

// framed is what the layout is filled with.
type framed struct {
	Shell
	frame.Head
	Content template.HTML
}

//go:embed *.html
var files embed.FS

// rooms lists every room; the first is the door.
var rooms = []frame.Room{
	{Pages: []frame.Page{SignIn{}, Error{}}, Templates: files},
	board.Room,
	calendar.Room,
	turnout.Room,
	standings.Room,
	radar.Room,
	indicators.Room,
	units.Room,
	receipts.Room,
	reports.Room,
	locker.Room,
	appraisals.Room,
	agreement.Room,
	batches.Room,
	recipes.Room,
	editions.Room,
	journal.Room,
	account.Room,
	people.Room,
}

// templates holds a parsed template for each language and page.
var templates = parse()

// parse stops the program over a template that does not parse: our own bug.
func parse() map[reform.Language]map[string]*template.Template {
	all := map[reform.Language]map[string]*template.Template{}
	for _, l := range reform.Languages {
		all[l] = map[string]*template.Template{}
		functions := template.FuncMap{"T": frame.Voice{Language: l}.Say, "asset": assets.URL}
		around := template.Must(template.New("").Funcs(functions).ParseFS(frame.Parts, "*.html"))
		template.Must(around.ParseFS(files, "layout.html"))
		for _, room := range rooms {
			for _, page := range room.Pages {
				name := nameOf(page)
				whole := template.Must(around.Clone())
				template.Must(whole.ParseFS(room.Templates, name+".html"))
				all[l][name] = whole
			}
		}
	}
	return all
}

// nameOf is the page's type in lower case.
func nameOf(page frame.Page) string { return strings.ToLower(reflect.TypeOf(page).Name()) }

// Draw draws a page without its frame. It is nearly all of a page's cost.
func Draw(l reform.Language, page frame.Page) (Body, error) {
	whole, ok := templates[l][nameOf(page)]
	if !ok {
		return Body{}, fmt.Errorf("draw %T in language %q: no template", page, l)
	}
	var memory bytes.Buffer
	if err := whole.ExecuteTemplate(&memory, "page", page); err != nil {
		return Body{}, fmt.Errorf("draw %T: %w", page, err)
	}
	content := template.HTML(memory.String()) //nolint:gosec // a template has just escaped it
	return Body{frame.HeadOf(page), content, whole.Lookup("layout.html")}, nil
}

// Frame writes a body with what stands around it for one person. Nothing is
// written when it fails.
func Frame(w io.Writer, shell Shell, body Body) error {
	var memory bytes.Buffer
	if err := body.layout.Execute(&memory, framed{shell, body.head, body.content}); err != nil {
		return fmt.Errorf("frame %q: %w", body.head.Title, err)
	}
	_, err := memory.WriteTo(w)
	return err
}

// Render draws and frames a page in the shell's language.
func Render(w io.Writer, shell Shell, page frame.Page) error {
	body, err := Draw(shell.Language, page)
	if err != nil {
		return err
	}
	return Frame(w, shell, body)
}
