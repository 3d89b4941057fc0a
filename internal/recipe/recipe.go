// Package recipe reads a form that people already fill in and that the board did not
// make, by a recipe that says where in it each figure stands.
//
// Its one rule: a value is taken only from a place that the recipe names and the form
// confirms; all else is a finding.
//
// A place is named by the words above it and beside it, never by its letter or number:
// columns may be moved, rows added, and what is no longer there is missed. What a cell
// says is for the caller to read, with the code that reads the board's own forms.
package recipe

import (
	"embed"
	"fmt"
	"io"
	"reflect"

	"reformboard/internal/keyfile"
	"reformboard/internal/reform"
)

// Recipe says how one form is read.
type Recipe struct {
	ID      string       `json:"id"`
	Version int          `json:"version"` // from 1; a form that changes its layout gets another
	Title   reform.Words `json:"title"`
	Origin  reform.Words `json:"origin,omitzero"`  // where the layout is known from
	Series  []string     `json:"series,omitempty"` // of frameworks whose figures it names; empty: any
	Sheet   Where        `json:"sheet,omitzero"`
	Rows    Rows         `json:"rows"`
	// Words that begin the label of a row, beside those that every form uses: a row
	// of totals, a row that only introduces others, a heading of a section.
	Totals   []string `json:"totals,omitempty"`
	Within   []string `json:"within,omitempty"`
	Sections []string `json:"sections,omitempty"`
	// Names are short forms inside names of units and what they stand for; "" where
	// the word may as well be left out. Beside the id of a unit stands the whole of what
	// the form calls it.
	Names map[string]string `json:"names,omitempty"`
	// Thousands is the mark between thousands in numbers written as text, "." or ",".
	// Empty: "1.234" is asked about.
	Thousands string     `json:"thousands,omitempty"`
	Columns   []Column   `json:"columns"`
	Checks    []string   `json:"checks,omitempty"` // "total = online + direct", "paid <= due", "share = paid / due"
	Sample    []Expected `json:"sample,omitempty"` // what a sample file comes to
}

// Where tells the form's sheet from others that have the same header.
type Where struct {
	Named []string `json:"named,omitempty"` // words on its tab or above its header; any of them will do
	Pick  Pick     `json:"pick,omitempty"`
}

// Pick is which of several sheets is read that all have the form's header.
type Pick string

const (
	Only  Pick = "" // there must be no other
	First Pick = "first"
	Last  Pick = "last"
)

// Rows is what the rows of a form are.
type Rows string

const (
	ByUnit  Rows = "unit"  // each row is a unit
	OfTotal Rows = "total" // the form is one unit's own, and its row of totals is read
)

// Column is one column of a form.
type Column struct {
	Name   string            `json:"name,omitempty"` // in Checks
	Header []string          `json:"header"`         // the words above it, from the top
	Or     [][]string        `json:"or,omitempty"`   // other words that mean the same
	Is     Role              `json:"is,omitempty"`
	Figure string            `json:"figure,omitempty"`
	Kind   reform.FigureKind `json:"kind,omitempty"` // of numbers that are no figure; empty: Count
	// Part is which of several entries in a cell is taken, from 1, where a cell says
	// "12 (85,7 %) / 1,7 điểm"; 0: the cell holds one.
	Part int `json:"part,omitempty"`
	// Optional is a column that some copies of the form lack.
	Optional bool `json:"optional,omitempty"`
}

// Role is what stands in a column.
type Role string

const (
	Numbers  Role = ""      // a figure, or numbers for Checks alone
	UnitName Role = "unit"  // who the row is about
	UnitCode Role = "code"  // the same, by id
	Label    Role = "label" // what a row of another kind is about
	Ignored  Role = "ignore"
)

// Expected is one value that a sample file comes to.
type Expected struct {
	Unit   string `json:"unit,omitempty"` // id; empty in a form of totals
	Figure string `json:"figure"`
	Is     string `json:"is"` // a number, a day, an option's id, or why there is none: not_applicable
}

var closed = map[reflect.Type][]string{
	reflect.TypeFor[Rows]():              {string(ByUnit), string(OfTotal)},
	reflect.TypeFor[Pick]():              {string(First), string(Last)},
	reflect.TypeFor[Role]():              {string(UnitName), string(UnitCode), string(Label), string(Ignored)},
	reflect.TypeFor[reform.FigureKind](): {string(reform.Count), string(reform.Number), string(reform.Percentage)},
}

// mostBytes is the largest recipe that is read: a form of 162 columns has a tenth.
const mostBytes = 256 << 10

// Read reads a recipe from a file of this name, YAML or JSON. A file with mistakes
// gives keyfile.Faults; any other error is a failure to read it at all.
func Read(name string, r io.Reader) (Recipe, error) {
	content, err := io.ReadAll(io.LimitReader(r, mostBytes+1))
	if err != nil {
		return Recipe{}, fmt.Errorf("read recipe %s: %w", name, err)
	}
	if len(content) > mostBytes {
		text := fmt.Sprintf("the file is larger than %d KiB: a recipe is a text of some KiB", mostBytes>>10)
		return Recipe{}, keyfile.Faults{{File: name, Line: 1, Column: 1, Text: text}}
	}
	var recipe Recipe
	file := keyfile.Read(name, content, closed, &recipe)
	if !file.Full() && file.Written("id") {
		check(file, recipe)
	}
	if faults := file.Faults(); len(faults) > 0 {
		return Recipe{}, faults
	}
	return recipe, nil
}

//go:embed forms/*.yaml
var forms embed.FS

// Forms lists the recipes that the board comes with, by their file names.
func Forms() ([]Recipe, error) {
	files, err := forms.ReadDir("forms")
	if err != nil {
		return nil, fmt.Errorf("list recipes: %w", err)
	}
	var all []Recipe
	for _, file := range files {
		content, err := forms.Open("forms/" + file.Name())
		if err != nil {
			return nil, fmt.Errorf("open recipe: %w", err)
		}
		recipe, err := Read(file.Name(), content)
		_ = content.Close() // it is embedded
		if err != nil {
			return nil, err
		}
		all = append(all, recipe)
	}
	return all, nil
}
