// Package dashboards is what people see: a Go type and a template of the same
// name for each page.
//
// Its one rule: it never fetches anything. A page is made by its New function
// from nouns that the caller already holds, with every number, date and sentence
// ready; its template knows only range, if and with.
//
// To add a page: a type that embeds Head, its New function, a template named for
// the type in lower case, its line in pages, and its sample in the tests.
package dashboards

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"strings"

	"reformboard/dashboards/assets"
	"reformboard/internal/reform"
)

// Page is one of the types of this package that embed Head.
type Page interface{ head() Head }

// pages lists every page by its zero value.
var pages = []Page{
	SignIn{},
	Error{},
	Cycles{},
	Overview{},
	Completeness{},
	Search{},
	Ranking{},
	Movement{},
	Weak{},
	Indicator{},
	Scorecard{},
	Compare{},
	Receipt{},
	Method{},
	ReportWorkspace{},
	ReportEntry{},
	UploadResult{},
	Batches{},
	Batch{},
	Recipes{},
	Recipe{},
	RecipeMaking{},
	RecipeTrial{},
	Foreign{},
}

// Shell is what every page shows around its content.
type Shell struct {
	Voice
	User *reform.User // nil: nobody is signed in
}

// Body is a page drawn without its frame: the same for all who may see the same.
type Body struct {
	head    Head
	content template.HTML
	layout  *template.Template
}

// Size is about how many bytes the body takes.
func (b Body) Size() int { return len(b.content) }

// frame is what the layout is filled with.
type frame struct {
	Shell
	Head
	Content template.HTML
}

//go:embed *.html
var files embed.FS

// templates holds a parsed template for each language and page.
var templates = parse()

// parse stops the program over a template that does not parse: our own bug.
func parse() map[reform.Language]map[string]*template.Template {
	all := map[reform.Language]map[string]*template.Template{}
	for _, l := range reform.Languages {
		all[l] = map[string]*template.Template{}
		functions := template.FuncMap{"T": Voice{Language: l}.Say, "asset": assets.URL}
		around := template.Must(template.New("").Funcs(functions).ParseFS(files, "layout.html", "parts.html"))
		for _, page := range pages {
			name := nameOf(page)
			whole := template.Must(around.Clone())
			template.Must(whole.ParseFS(files, name+".html"))
			all[l][name] = whole
		}
	}
	return all
}

// nameOf is the page's type in lower case.
func nameOf(page Page) string { return strings.ToLower(reflect.TypeOf(page).Name()) }

// Draw draws a page without its frame. It is nearly all of a page's cost.
func Draw(l reform.Language, page Page) (Body, error) {
	whole, ok := templates[l][nameOf(page)]
	if !ok {
		return Body{}, fmt.Errorf("draw %T in language %q: no template", page, l)
	}
	var memory bytes.Buffer
	if err := whole.ExecuteTemplate(&memory, "page", page); err != nil {
		return Body{}, fmt.Errorf("draw %T: %w", page, err)
	}
	content := template.HTML(memory.String()) //nolint:gosec // a template has just escaped it
	return Body{page.head(), content, whole.Lookup("layout.html")}, nil
}

// Frame writes a body with what stands around it for one person. Nothing is
// written when it fails.
func Frame(w io.Writer, shell Shell, body Body) error {
	var memory bytes.Buffer
	if err := body.layout.Execute(&memory, frame{shell, body.head, body.content}); err != nil {
		return fmt.Errorf("frame %q: %w", body.head.Title, err)
	}
	_, err := memory.WriteTo(w)
	return err
}

// Render draws and frames a page in the shell's language.
func Render(w io.Writer, shell Shell, page Page) error {
	body, err := Draw(shell.Language, page)
	if err != nil {
		return err
	}
	return Frame(w, shell, body)
}

// Switch links to the same page in each language.
func (s Shell) Switch() []Link {
	links := make([]Link, 0, len(reform.Languages))
	for _, l := range reform.Languages {
		links = append(links, Link{Text: strings.ToUpper(string(l)), URL: s.here("lang", string(l)), Current: l == s.Language})
	}
	return links
}

// UserLine says who is signed in and as what.
func (s Shell) UserLine() string {
	name := s.User.Name
	if name == "" {
		name = s.User.ID
	}
	return name + " · " + s.Say("role."+string(s.User.Role))
}

// OwnReport links an officer to the report of the officer's own unit.
func (f frame) OwnReport() *Link {
	if f.User == nil || f.Context == nil || f.User.Role != reform.Officer || f.User.Unit == "" {
		return nil
	}
	own := reportURL(f.Context.Cycle, f.User.Unit, reform.FromUnit)
	return &Link{Text: f.Say("page.menu.report"), URL: own, Current: strings.HasPrefix(f.Path, strings.SplitN(own, "?", 2)[0])}
}

// Seek is where units and indicators are looked up by name: on every page of a cycle
// but the one that has its own field for it. Whoever may read a page of a cycle may
// see its board.
func (f frame) Seek() *Link {
	if f.User == nil || f.Context == nil {
		return nil
	}
	to := cycleURL(f.Context.Cycle, "/search")
	if strings.SplitN(f.Path, "?", 2)[0] == to {
		return nil
	}
	return &Link{Text: f.Say("page.search.label"), URL: to}
}

// ClockLine says whose clock the times are.
func (s Shell) ClockLine() string { return s.Say("page.clock", "Zone", s.zoneName()) }

// ChartsReady reports whether the built chart library is part of this program.
func (s Shell) ChartsReady() bool { return assets.Ready() }
