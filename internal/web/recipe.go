package web

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/recipes"
	"reformboard/internal/access"
	"reformboard/internal/container"
	"reformboard/internal/flow"
	"reformboard/internal/keyfile"
	"reformboard/internal/locale"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
)

// onRecipes asks whether the visitor says how forms are read; that is about no unit but
// the visitor's own.
func onRecipes(_ *Server, c *gin.Context) (access.Deed, string, error) {
	return access.Explain, visitorOf(c).Unit, nil
}

// notIDs are the pages that stand where a recipe's own would.
var notIDs = []string{"new", "trial"}

// recipes lists them all.
func (s *Server) recipes(c *gin.Context) (frame.Page, error) {
	known, err := s.board.Recipes(c.Request.Context())
	if err != nil {
		return nil, err
	}
	frameworks, err := s.board.Store.Frameworks(c.Request.Context())
	if err != nil {
		return nil, err
	}
	people, _, err := s.peopleNow(c)
	all := make([]recipes.KnownRecipe, len(known))
	for i, k := range known {
		all[i] = recipes.KnownRecipe(k)
	}
	return recipes.NewRecipes(s.voice(c), all, frameworks, people), err
}

// recipe shows one, and tries it on its sample.
func (s *Server) recipe(c *gin.Context) (frame.Page, error) {
	ctx := c.Request.Context()
	known, err := s.board.Recipe(ctx, c.Param("recipe"))
	if err != nil {
		return nil, err
	}
	facts := recipes.RecipeFacts{Bodies: map[string]reform.Unit{}}
	if facts.People, facts.Units, err = s.peopleNow(c); err != nil {
		return nil, err
	}
	if facts.Cycles, err = s.cyclesFor(c, known.Form, facts.Units); err != nil {
		return nil, err
	}
	for _, u := range facts.Units {
		facts.Bodies[u.ID] = u
	}
	frameworks, err := s.board.Store.Frameworks(ctx)
	if err != nil {
		return nil, err
	}
	if at := slices.IndexFunc(frameworks, func(f reform.Framework) bool { return fits(known.Form, f) }); at >= 0 {
		facts.Framework = &frameworks[at]
	}
	if facts.Framework != nil && known.Kept.SampleSHA256 != "" {
		sample := flow.Sample{SHA256: known.Kept.SampleSHA256, Framework: facts.Framework.ID}
		sketch, err := s.board.Sketch(ctx, sample, &known.Form, language(c))
		if _, refused := errors.AsType[container.Refusal](err); err != nil && !refused && !errors.Is(err, reform.ErrNotFound) {
			return nil, err
		}
		if err == nil {
			facts.Result = &sketch.Result
		}
	}
	return recipes.NewRecipe(s.voice(c), recipes.KnownRecipe(known), facts), nil
}

// fits reports whether a recipe is for a framework: for its series or, where it is for
// any, for its figures.
func fits(r recipe.Recipe, f reform.Framework) bool {
	if len(r.Series) > 0 {
		return slices.Contains(r.Series, f.Series)
	}
	return slices.ContainsFunc(r.Columns, func(c recipe.Column) bool {
		_, ok := f.Figure(c.Figure)
		return ok
	})
}

// cyclesFor lists the open cycles in which the visitor may follow a recipe.
func (s *Server) cyclesFor(c *gin.Context, r recipe.Recipe, units []reform.Unit) ([]reform.Cycle, error) {
	all, err := s.board.Store.Cycles(c.Request.Context())
	if err != nil {
		return nil, err
	}
	var open []reform.Cycle
	for _, cycle := range all {
		if cycle.Phase(s.at(c)) != reform.Open || !access.May(visitorOf(c), access.Load, units, cycle.Body) {
			continue
		}
		f, err := s.board.Store.Framework(c.Request.Context(), cycle.Framework)
		if err != nil {
			return nil, err
		}
		if fits(r, f) {
			open = append(open, cycle)
		}
	}
	return open, nil
}

// recipeFile takes a recipe home.
func (s *Server) recipeFile(c *gin.Context) (download, error) {
	known, err := s.board.Recipe(c.Request.Context(), c.Param("recipe"))
	return download{name: known.Kept.ID + ".yaml", kind: "application/yaml", write: func(w io.Writer) error {
		_, err := io.WriteString(w, known.Kept.Text)
		return err
	}}, err
}

// recipeSample takes the sample of a recipe home.
func (s *Server) recipeSample(c *gin.Context) (download, error) {
	known, err := s.board.Recipe(c.Request.Context(), c.Param("recipe"))
	if err != nil {
		return download{}, err
	}
	content, err := s.board.Sampled(known.Kept.SampleSHA256)
	return download{name: known.Kept.SampleName, kind: "application/octet-stream", received: true, write: func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	}}, err
}

// sampleForm takes a sample in, and leads to where its columns are explained.
func (s *Server) sampleForm(c *gin.Context) (string, error) {
	p, err := s.unpack(c)
	if err == nil && p.workbook == nil {
		err = fmt.Errorf("%w: no file was sent", reform.ErrInvalid)
	}
	if err != nil {
		return "", s.explained(c, err)
	}
	at := recipes.SampleFile{SHA256: p.workbook.SHA256, Name: p.workbook.Name, Framework: p.typed.Get("framework")}
	if _, err := s.sketch(c, at, nil); err != nil {
		return "", err
	}
	return at.URL("/recipes/new"), nil
}

// uploadRecipe takes a recipe in that was written elsewhere, and leads to what it does.
func (s *Server) uploadRecipe(c *gin.Context) (string, error) {
	p, err := s.unpack(c)
	switch {
	case errors.Is(err, errTooLarge) && p.recipe != nil && p.workbook == nil:
		return "", told{err, locale.Say(language(c), "recipes.file.large", "Most", strconv.Itoa(mostRecipe>>10)+" KB")}
	case err == nil && p.recipe == nil:
		err = fmt.Errorf("%w: no file was sent", reform.ErrInvalid)
	}
	if err != nil {
		return "", s.explained(c, err)
	}
	at := recipes.SampleFile{Text: p.recipe.SHA256, Name: p.recipe.Name}
	if p.workbook != nil {
		at.SHA256, at.Name, at.Framework = p.workbook.SHA256, p.workbook.Name, p.typed.Get("framework")
	}
	return at.URL("/recipes/trial"), nil
}

// sampleIn is the sample that an address or a form names.
func sampleIn(sent url.Values) recipes.SampleFile {
	return recipes.SampleFile{
		SHA256: sent.Get("sample"), Name: plainName(sent.Get("name")), Framework: sent.Get("framework"),
		Sheet: sent.Get("sheet"), Recipe: sent.Get("recipe"), Text: sent.Get("text"),
	}
}

// sketch tries a recipe on a sample; nil: what is guessed of it.
func (s *Server) sketch(c *gin.Context, at recipes.SampleFile, r *recipe.Recipe) (flow.Sketch, error) {
	sample := flow.Sample{SHA256: at.SHA256, Name: at.Name, Framework: at.Framework, Sheet: at.Sheet, Within: visitorOf(c).Unit}
	sketch, err := s.board.Sketch(c.Request.Context(), sample, r, language(c))
	if refused, ok := errors.AsType[container.Refusal](err); ok {
		text, mend := locale.Finding(language(c), reform.Finding(refused))
		err = told{fmt.Errorf("%w: %w", reform.ErrInvalid, err), text + " " + mend}
	}
	return sketch, err
}

// tryRecipe shows what a recipe says, before anybody saves it.
func (s *Server) tryRecipe(c *gin.Context) (frame.Page, error) {
	at := sampleIn(c.Request.URL.Query())
	text, err := s.board.Sampled(at.Text)
	if err != nil {
		return nil, err
	}
	trial := recipes.Trial{Sample: at}
	trial.Recipe, err = recipe.Read(at.Name, bytes.NewReader(text))
	if faults, ok := errors.AsType[keyfile.Faults](err); ok {
		trial.Faults = faults
		return recipes.NewRecipeTrial(s.voice(c), trial), nil
	}
	if err != nil {
		return nil, err
	}
	known, err := s.board.Recipe(c.Request.Context(), trial.Recipe.ID)
	if err != nil && !errors.Is(err, reform.ErrNotFound) {
		return nil, err
	}
	trial.Version = known.Kept.Version
	if at.SHA256 != "" {
		sketch, err := s.sketch(c, at, &trial.Recipe)
		if err != nil {
			return nil, err
		}
		trial.Result, trial.Framework, trial.Units = &sketch.Result, &sketch.Framework, sketch.Units
	}
	return recipes.NewRecipeTrial(s.voice(c), trial), nil
}

// saveRecipe keeps what was tried as the newest version, and its sample as its test.
func (s *Server) saveRecipe(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	at := sampleIn(sent)
	text, err := s.board.Sampled(at.Text)
	if err != nil {
		return "", err
	}
	r := reform.Recipe{Text: string(text), By: visitorOf(c).ID, At: s.at(c)}
	if at.SHA256 != "" {
		if _, err := s.board.Sampled(at.SHA256); err != nil {
			return "", err
		}
		r.SampleName, r.SampleSHA256 = at.Name, at.SHA256
	}
	form, err := recipe.Read(at.Name, bytes.NewReader(text))
	if _, faulty := errors.AsType[keyfile.Faults](err); faulty {
		return at.URL("/recipes/trial"), nil
	}
	if slices.Contains(notIDs, form.ID) {
		err = told{fmt.Errorf("%w: id %q", reform.ErrInvalid, form.ID), locale.Say(language(c), "recipes.problem.id", "ID", form.ID)}
	}
	if err != nil {
		return "", err
	}
	id, err := s.board.SaveRecipe(c.Request.Context(), r)
	return "/recipes/" + url.PathEscape(id), err
}
