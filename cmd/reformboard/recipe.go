package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"reformboard/internal/container"
	"reformboard/internal/flow/inspect"
	"reformboard/internal/keyfile"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
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
		faults, err := tried(c.Sample, k.by.Unmet)
		if err != nil {
			return err
		}
		if len(faults) > 0 {
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
	r, err := tried(c.Sample, func(sample []byte) (recipe.Recipe, error) { return inspect.Guess(sample, c.Sheet, &f) })
	if err != nil {
		return err
	}
	return writeTo(c.Output, func(w io.Writer) error {
		_, err := w.Write(r.YAML())
		return err
	})
}

// readRecipe reads a recipe file. What is wrong with it is printed, and an error.
func readRecipe(file string) (recipe.Recipe, error) {
	r, err := read(file, func(r io.Reader) (recipe.Recipe, error) { return recipe.Read(file, r) })
	if faults, ok := errors.AsType[keyfile.Faults](err); ok {
		err = listed(file, len(faults), faults)
	}
	return r, err
}

// tried does something with a sample. Why it cannot be read is printed, and an error.
func tried[T any](sample string, do func([]byte) (T, error)) (T, error) {
	content, err := os.ReadFile(sample)
	if err != nil {
		return *new(T), err
	}
	result, err := do(content)
	if refused, ok := errors.AsType[container.Refusal](err); ok {
		err = report(reform.English, sample, []reform.Finding{reform.Finding(refused)}, 0)
	}
	return result, err
}
