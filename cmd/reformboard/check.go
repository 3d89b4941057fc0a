package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"reformboard/internal/reform"
)

type check struct {
	Workbooks []string `arg:"" name:"workbook" help:"Reports: .xlsx, a folder of them, or a .zip."`

	Framework string          `help:"Framework: a file, or the id of one that comes with the program. Default: as each workbook says." placeholder:"FILE|ID"`
	Units     string          `type:"existingfile" help:"Units, for their names and peer groups: CSV or .xlsx, as for “reformboard units”." placeholder:"FILE"`
	Unit      string          `help:"Whose reports they are to be. Default: as each workbook says." placeholder:"ID"`
	Before    string          `help:"What the same units reported a period before: a workbook, a folder or a .zip." placeholder:"WORKBOOK"`
	Recipe    string          `help:"Read a form that is not the board's own, by a recipe: a file, or the id of one that comes with the program." placeholder:"FILE|ID"`
	JSON      bool            `name:"json" help:"Write JSON instead of text."`
	Marked    string          `help:"Write each workbook with its mistakes marked to this folder." placeholder:"DIR"`
	Language  reform.Language `aliases:"lang" help:"Language of words: ${enum}." enum:"vi,en" default:"vi"`
}

// Help is what the command's --help says beneath its flags.
func (*check) Help() string {
	return `Reads reports as the board would, without a board: what was read, what is wrong and
how to mend it, and what the report would earn. Nothing is stored or sent.

Of a folder all .xlsx are read; .xlsm, .xlsb, .xls and .ods too, to say why they cannot
be. Of a .zip all files are. Whether a form was signed by a board is not checked: the key is there.
Peers are not known here; values are held against --before alone, and one another.

--marked writes NAME to DIR for every workbook that could be read, and never over a
file that is another's or was changed since it was written.

--recipe wants --framework, and --units where each row is a unit, or else --unit.

JSON is an array with an object a file, which has every one of these keys:
  file, status    its name; 0, 1 or 2 as below
  failure         why it could not be opened; empty: it was
  unit, unit_name, cycle, period, framework, source, before, recipe
                  whose it is, the period that it was held against, and the recipe
                  by which it was read; empty: not told, or none
  signature       "not checked"
  asked, read     how many figures, and of how many it says something
  expected        null, or total, maximum (null: no end), state, not_submitted,
                  under_review: the last two count indicators left out of the total
  values          unit, source, figure, value, absence, sheet, cell
  findings        severity (refused, error, warning, note), problem, unit, figure, label,
                  sheet, cell, found, wanted, other, text, mend
  marked          the marked copy; empty: none was written
Numbers are in quotes, with a decimal point, in all their digits.

Exit status: 0 nothing is wrong, notes apart; 1 errors or warnings were found; 2 a file
could not be read, or called wrongly. Of several files the worst counts.`
}

// Validate refuses what cannot be meant.
func (c *check) Validate() error {
	if c.Recipe != "" && c.Framework == "" {
		return errors.New("--recipe needs --framework: whose figures are they?")
	}
	if c.Recipe != "" && c.Before != "" {
		return errors.New("--before is for the board's own forms, and not for --recipe")
	}
	return nil
}

// Exit statuses of what was read.
const (
	clean = iota
	withFindings
	unreadable
)

// Run reads all files and says what came of them.
func (c *check) Run() error {
	k, err := c.checker()
	if err != nil {
		return outcome{unreadable, err}
	}
	marks, err := openMarks(c.Marked)
	if err != nil {
		return outcome{unreadable, err}
	}
	var out teller = &textWriter{w: os.Stdout, language: c.Language, before: c.Before != ""}
	if c.JSON {
		out = &jsonWriter{w: os.Stdout, language: c.Language}
	}
	worst, lost := clean, error(nil)
	for w := range workbooks(c.Workbooks...) {
		file := k.read(w)
		if c.Marked != "" && file.status() != unreadable {
			if file.marked, err = marks.write(w, file.Findings, c.Language); err != nil {
				lost = errors.Join(lost, err)
			}
		}
		worst = max(worst, file.status())
		if err := out.file(file); err != nil {
			return outcome{unreadable, err}
		}
	}
	if err := errors.Join(out.end(), lost, marks.close()); err != nil {
		return outcome{unreadable, err}
	}
	if worst == clean {
		return nil
	}
	return outcome{status: worst}
}

// teller says what came of files, one after the other.
type teller interface {
	file(f checked) error
	end() error
}

// jsonWriter writes an array as its parts come.
type jsonWriter struct {
	w        io.Writer
	language reform.Language
	begun    bool
}

func (j *jsonWriter) file(f checked) error {
	before := ",\n"
	if !j.begun {
		before, j.begun = "[\n", true
	}
	if _, err := io.WriteString(j.w, before); err != nil {
		return err
	}
	out := json.NewEncoder(j.w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(f.record(j.language))
}

func (j *jsonWriter) end() error {
	if !j.begun {
		_, err := fmt.Fprintln(j.w, "[]")
		return err
	}
	_, err := fmt.Fprintln(j.w, "]")
	return err
}
