package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"reformboard/internal/answer"
	"reformboard/internal/container"
	"reformboard/internal/keyfile"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

type recipes struct {
	Check recipeCheck `cmd:"" help:"Say everything that is wrong with a recipe, and try it on a sample."`
	Guess recipeGuess `cmd:"" help:"Propose a recipe for a form that people fill in already."`
}

type recipeCheck struct {
	File   string `arg:"" type:"existingfile" help:"Recipe: YAML or JSON."`
	Sample string `arg:"" optional:"" type:"existingfile" help:"The form that the recipe's “sample” is about: .xlsx."`

	Framework string          `help:"Framework of the sample: a file, or the id of one that comes with the program." placeholder:"FILE|ID"`
	Units     string          `type:"existingfile" help:"Units that the rows of the sample are." placeholder:"FILE"`
	Unit      string          `help:"Whose form the sample is." placeholder:"ID"`
	Language  reform.Language `aliases:"lang" help:"Language of words: ${enum}." enum:"vi,en" default:"vi"`
}

// Validate refuses what cannot be meant.
func (c *recipeCheck) Validate() error {
	if c.Sample != "" && c.Framework == "" {
		return errors.New("SAMPLE needs --framework: whose figures are they?")
	}
	return nil
}

// Run prints every fault with its file, line and path, and each value of the sample
// that is not as the recipe expects.
func (c *recipeCheck) Run() error {
	r, err := readRecipe(c.File)
	if err != nil {
		return err
	}
	if c.Sample != "" {
		k, err := (&check{Framework: c.Framework, Units: c.Units, Unit: c.Unit, Recipe: c.File, Language: c.Language}).checker()
		if err != nil {
			return err
		}
		book, err := readBook(c.Sample)
		if err != nil {
			return err
		}
		if faults := r.Test(book, k.named, k.whose(), answer.NewReader(c.Language).Cells(book)); len(faults) > 0 {
			return listed(c.File, len(faults), keyfile.Faults(faults))
		}
	}
	fmt.Printf("%s: %s version %d, %d columns, %d values expected\n", c.File, r.ID, r.Version, len(r.Columns), len(r.Sample))
	return nil
}

type recipeGuess struct {
	Sample string `arg:"" type:"existingfile" help:"A form that was filled in: .xlsx."`

	Framework string `required:"" help:"Whose figures are looked for: a file, or the id of a framework that comes with the program." placeholder:"FILE|ID"`
	Sheet     string `help:"Default: the first that says something."`
	Output    string `short:"o" help:"File to write; default: standard output." placeholder:"FILE" type:"path"`
}

// Help is what the command's --help says beneath its flags.
func (*recipeGuess) Help() string {
	return `Writes YAML, to be looked through and completed: id, title, and the figure of each
column that was not recognised. “reformboard recipe check” says what is missing.`
}

// Run writes the proposal.
func (c *recipeGuess) Run() error {
	f, err := frameworkNamed(c.Framework)
	if err != nil {
		return err
	}
	book, err := readBook(c.Sample)
	if err != nil {
		return err
	}
	var names []string
	for _, s := range book.Sheets {
		names = append(names, s.Name)
		if s.Name == c.Sheet || c.Sheet == "" && len(s.Cells) > 0 {
			return writeTo(c.Output, func(w io.Writer) error {
				_, err := w.Write(recipe.Guess(book, s.Name, &f).YAML())
				return err
			})
		}
	}
	return fmt.Errorf("%w: no sheet %q; there is %q", reform.ErrNotFound, c.Sheet, strings.Join(names, ", "))
}

// readRecipe reads a recipe file. What is wrong with it is printed, and an error.
func readRecipe(file string) (recipe.Recipe, error) {
	r, err := read(file, func(r io.Reader) (recipe.Recipe, error) { return recipe.Read(file, r) })
	if faults, ok := errors.AsType[keyfile.Faults](err); ok {
		err = listed(file, len(faults), faults)
	}
	return r, err
}

// readBook reads a workbook. Why it cannot be read is printed, and an error.
func readBook(file string) (*spreadsheet.Book, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	book, err := spreadsheet.Read(content, container.Received)
	if refused, ok := errors.AsType[container.Refusal](err); ok {
		err = report(reform.English, file, []reform.Finding{reform.Finding(refused)}, 0)
	}
	return book, err
}
