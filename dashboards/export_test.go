package dashboards

import (
	"bytes"
	"html/template"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Pages lists every page of every room by its zero value.
func Pages() []frame.Page {
	var all []frame.Page
	for _, room := range rooms {
		all = append(all, room.Pages...)
	}
	return all
}

// DrawWith draws a page with a template of the tests.
func DrawWith(l reform.Language, file string, page frame.Page) (Body, error) {
	whole := template.Must(templates[l]["error"].Clone())
	template.Must(whole.ParseFiles(file))
	var content bytes.Buffer
	err := whole.ExecuteTemplate(&content, "page", page)
	return Body{frame.HeadOf(page), template.HTML(content.String()), whole.Lookup("layout.html")}, err
}
