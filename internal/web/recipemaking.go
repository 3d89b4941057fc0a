package web

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/recipes"
	"reformboard/internal/flow"
	"reformboard/internal/keyfile"
	"reformboard/internal/locale"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
)

// newRecipe is where a person says what the columns of a sample are.
func (s *Server) newRecipe(c *gin.Context) (frame.Page, error) {
	at := sampleIn(c.Request.URL.Query())
	base, err := s.begun(c, at)
	if err != nil {
		return nil, err
	}
	sketch, err := s.sketch(c, at, base)
	if err != nil {
		return nil, err
	}
	if base == nil {
		title := strings.TrimSuffix(at.Name, path.Ext(at.Name))
		sketch.Recipe.ID, sketch.Recipe.Title.VI = slug(title), title
	}
	return s.making(c, at, sketch, base == nil, nil), nil
}

func (s *Server) making(c *gin.Context, at recipes.SampleFile, k flow.Sketch, guessed bool, problems []string) frame.Page {
	return recipes.NewRecipeMaking(s.voice(c), recipes.Making{
		Sample: at, Sheets: k.Sheets, Framework: &k.Framework, Units: k.Units, Draft: k.Draft, Guessed: guessed, Problems: problems,
	})
}

// begun is the recipe that a person goes on with: what was written last, or the one that
// is being changed. Nil: there is none.
func (s *Server) begun(c *gin.Context, at recipes.SampleFile) (*recipe.Recipe, error) {
	switch {
	case at.Text != "":
		text, err := s.board.Sampled(at.Text)
		if err != nil {
			return nil, err
		}
		r, err := recipe.Read(at.Name, bytes.NewReader(text))
		return &r, err
	case at.Recipe != "":
		known, err := s.board.Recipe(c.Request.Context(), at.Recipe)
		return &known.Form, err
	}
	return nil, nil //nolint:nilnil // nobody has begun
}

// slug makes an id of a name.
func slug(name string) string {
	id := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower(locale.Fold(name)))
	parts := strings.FieldsFunc(id, func(r rune) bool { return r == '-' })
	const most = 40
	id = strings.Join(parts, "-")
	return strings.Trim(id[:min(len(id), most)], "-")
}

// mostMapping is the largest form about a sample: some hundred columns and names.
const mostMapping = 512 << 10

// mapRecipe makes a recipe of what a person has said, and leads to its trial. While
// something in it cannot be meant the page stays as it was filled in.
func (s *Server) mapRecipe(c *gin.Context) (string, error) {
	sent, err := fields(c, mostMapping)
	if err != nil {
		return "", err
	}
	at := sampleIn(sent)
	base, err := s.begun(c, at)
	if err != nil {
		return "", err
	}
	sketch, err := s.sketch(c, at, base)
	if err != nil {
		return "", err
	}
	m := mapping{Sketch: sketch, sent: sent, language: language(c), carried: base != nil}
	r := m.recipe()
	if known, err := s.board.Recipe(c.Request.Context(), r.ID); err == nil {
		r.Version = known.Kept.Version + 1
	}
	problems := m.problems(r)
	if sketch, err = s.sketch(c, at, &r); err != nil {
		return "", err
	}
	if len(problems) > 0 {
		s.write(c, http.StatusBadRequest, s.making(c, at, sketch, false, problems))
		return "", nil
	}
	r.Sample = r.Expected(sketch.Result)
	if at.Text, err = s.board.Files.Keep(r.YAML()); err != nil {
		return "", err
	}
	return at.URL("/recipes/trial"), nil
}

// mapping is what a person has said of a sample.
type mapping struct {
	flow.Sketch
	sent     url.Values
	language reform.Language
	carried  bool // the sketch is of a recipe that was there before
	wrong    []string
}

func (m *mapping) recipe() recipe.Recipe {
	r := m.Recipe
	r.ID, r.Sample, r.Version = strings.TrimSpace(m.sent.Get("id")), nil, 1
	r.Title.VI = locale.Tidy(m.sent.Get("title_vi"))
	r.Title.EN = locale.Tidy(m.sent.Get("title_en"))
	if r.Title.EN == "" {
		r.Title.EN = r.Title.VI
	}
	r.Rows, r.Thousands = recipe.Rows(m.sent.Get("rows")), m.sent.Get("thousands")
	r.Totals, r.Within, r.Sections = linesOf(m.sent.Get("totals")), linesOf(m.sent.Get("within")), linesOf(m.sent.Get("sections"))
	r.Sheet = recipe.Where{Named: linesOf(m.sent.Get("named")), Pick: recipe.Pick(m.sent.Get("pick"))}
	r.Checks = append(slices.Clone(m.sent["rule"]), linesOf(m.sent.Get("checks"))...)
	r.Columns = m.columns()
	r.Names = m.names()
	return r
}

// linesOf lists what was typed, one thing a line.
func linesOf(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = locale.Tidy(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// columns are those of the sample as they were chosen, and those of a recipe that the
// sample lacks.
func (m *mapping) columns() []recipe.Column {
	var columns []recipe.Column
	used := map[int]bool{}
	for _, seen := range m.Columns {
		choice := m.sent.Get("column-" + seen.Letter)
		if choice == "" {
			continue
		}
		c := recipe.Column{Header: seen.Path}
		if at := m.Recipe.Column(seen.Path); at >= 0 {
			c, used[at] = m.Recipe.Columns[at], true
		}
		columns = append(columns, chosen(c, choice, seen.Letter))
	}
	for i, c := range m.Recipe.Columns {
		if m.carried && !used[i] {
			columns = append(columns, c)
		}
	}
	return columns
}

// chosen is a column as a person has chosen it.
func chosen(c recipe.Column, choice, letter string) recipe.Column {
	figure, isFigure := strings.CutPrefix(choice, "figure:")
	c.Is, c.Figure = recipe.Numbers, figure
	if !isFigure {
		c.Figure = ""
	}
	switch choice {
	case "check", "share":
		if c.Kind = ""; choice == "share" {
			c.Kind = reform.Percentage
		}
	default:
		if c.Kind = ""; !isFigure {
			c.Is, c.Name, c.Part = recipe.Role(choice), "", 0
			return c
		}
	}
	if c.Name == "" {
		c.Name = letter
	}
	return c
}

// names are the short forms, and the units that names were said to be.
func (m *mapping) names() map[string]string {
	if !m.sent.Has("short") {
		return m.Recipe.Names
	}
	names := map[string]string{}
	for _, line := range linesOf(m.sent.Get("short")) {
		form, board, _ := strings.Cut(line, "=")
		if form = strings.TrimSpace(form); form != "" {
			names[form] = strings.TrimSpace(board)
		}
	}
	for place := 1; m.sent.Has("called-" + strconv.Itoa(place)); place++ {
		name, typed := m.sent.Get("called-"+strconv.Itoa(place)), strings.TrimSpace(m.sent.Get("meant-"+strconv.Itoa(place)))
		if typed == "" {
			continue
		}
		id := m.unit(typed)
		if id == "" {
			m.wrong = append(m.wrong, m.say("meant", "Typed", typed, "Name", name))
			continue
		}
		names[name] = id
	}
	if len(names) == 0 {
		return nil
	}
	return names
}

// unit finds the unit that was chosen from the list, “name [id]”, or typed.
func (m *mapping) unit(typed string) string {
	if open := strings.LastIndex(typed, "["); open >= 0 && strings.HasSuffix(typed, "]") {
		typed = typed[open+1 : len(typed)-1]
	}
	var found []string
	for _, u := range m.Units {
		if u.ID == typed {
			return u.ID
		}
		if locale.Same(u.NameVI, typed) || locale.Same(u.NameEN, typed) {
			found = append(found, u.ID)
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return ""
}

func (m *mapping) say(key string, pairs ...any) string {
	return locale.Say(m.language, "recipes.problem."+key, pairs...)
}

// problems says what cannot be meant, in the words of the page.
func (m *mapping) problems(r recipe.Recipe) []string {
	found := m.wrong
	if m.sent.Get("looked") == "" {
		found = append(found, m.say("looked"))
	}
	if slices.Contains(notIDs, r.ID) {
		found = append(found, m.say("id", "ID", r.ID))
	}
	_, err := recipe.Read(r.ID, bytes.NewReader(r.YAML()))
	faults, _ := errors.AsType[keyfile.Faults](err)
	for _, f := range faults {
		if text := m.problem(r, f); !slices.Contains(found, text) {
			found = append(found, text)
		}
	}
	return found
}

func (m *mapping) problem(r recipe.Recipe, f keyfile.Fault) string {
	var place int
	switch {
	case f.Path == "id":
		return m.say("id", "ID", r.ID)
	case f.Path == "columns" && !slices.ContainsFunc(r.Columns, func(c recipe.Column) bool { return c.Is == recipe.Numbers }):
		return m.say("numbers")
	case f.Path == "columns":
		return m.say("unit")
	case scans(f.Path, "columns[%d].figure", &place):
		return m.say("figure", "Figure", m.figure(r.Columns[place].Figure), "Letters", m.letters(r.Columns[place].Figure))
	case scans(f.Path, "checks[%d]", &place):
		return m.say("check", "Check", r.Checks[place])
	}
	return m.say("other", "Fault", f.Path+": "+f.Text)
}

func scans(text, format string, into *int) bool {
	n, err := fmt.Sscanf(text, format, into)
	return err == nil && n == 1
}

func (m *mapping) figure(id string) string {
	g, _ := m.Framework.Figure(id)
	return g.Title.In(m.language)
}

// letters are the columns that were chosen to be one figure.
func (m *mapping) letters(figure string) string {
	var letters []string
	for _, seen := range m.Columns {
		if m.sent.Get("column-"+seen.Letter) == "figure:"+figure {
			letters = append(letters, seen.Letter)
		}
	}
	return strings.Join(letters, ", ")
}
