package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
	"reformboard/internal/robust"
	scoring "reformboard/internal/score"
	"reformboard/internal/unitlist"
	"reformboard/internal/valuelist"
)

type score struct {
	Framework string `arg:"" type:"existingfile" help:"Framework: YAML, JSON, .xlsx, or the flat .csv of a composite index."`
	Values    string `arg:"" type:"existingfile" help:"Values: CSV or .xlsx with the columns unit, figure, value, or with unit and a column a figure."`

	Units    string          `type:"existingfile" help:"Units, in the order wanted: CSV or .xlsx with the columns unit, group, and perhaps parent, name. Default: those of VALUES, without groups." placeholder:"FILE"`
	Before   string          `type:"existingfile" help:"Values of the period before, for a framework that fills in what is missing from there." placeholder:"FILE"`
	Format   string          `help:"csv, json or xlsx. Default: as the ending of --output says, or else csv." placeholder:"FORMAT" enum:",csv,json,xlsx" default:""`
	RankAt   *int            `help:"Decimals at which scores are compared to be ranked. Default: as the framework says." placeholder:"N"`
	Receipt  string          `help:"Print how a unit's scores came about, or only that of an indicator, area, facet or \"total\"." placeholder:"UNIT[/CODE]"`
	Robust   int             `help:"Draw weights, normalisation and averaging so often, leaving parts out, and add how the rank of the total fares." placeholder:"DRAWS"`
	Seed     uint64          `help:"Seed of the draws." default:"1"`
	Top      int             `help:"How many places are the top, of which top_share speaks." default:"10"`
	Draws    string          `help:"With --robust: write every draw to this file, and what the draws are made on beside it, with -field in the name." placeholder:"FILE" type:"path"`
	Explain  bool            `help:"Add the rule in words, the score before rounding as an exact fraction, and the rounding."`
	Diagnose bool            `help:"Write a row for each indicator instead: spread, share of units with all points, correlations with its area and the total, weight and share of the total's variance, and what to look at."`
	Lang     reform.Language `help:"Language of words: ${enum}." enum:"vi,en" default:"vi"`
	Output   string          `short:"o" help:"File to write; default: standard output." placeholder:"FILE" type:"path"`
}

// Help is what the command's --help says beneath its flags.
func (*score) Help() string {
	return `Scores units by a framework, without a database or a server.

VALUES may say instead of a value, in upper or lower case:
  nothing at all, NA, not_reported         nothing was reported
  n/a, not_applicable, không áp dụng       it does not apply to the unit
  no_practice, không có                    the unit has none of what is asked for

A figure goes by its id, or by the id or code of an indicator that reads it alone.
Numbers have a decimal point, and no mark between thousands.

Each unit has a row for every area, indicator and facet, and one for the total:
  unit, code   the code is the framework's own where it has one, or else the id
  state        scored, zero, not_applicable, not_submitted, under_review,
               suppressed; information for what is never scored
  score        as the framework rounds it; where it does not, exact up to 15
               decimals, and a half goes to the even digit; empty: there is none
  maximum      most points of what applies; empty on a scale without an end
  rank         among all units with a score; equals share a rank
  group_rank   within the unit's group; empty without --units or a group

Exit status: 0 done; 1 something in the files is wrong, each fault with its place on
standard error; 2 called wrongly.`
}

// Validate refuses what cannot be meant.
func (c *score) Validate() error {
	switch {
	case c.RankAt != nil && (*c.RankAt < 0 || *c.RankAt > exactDecimals):
		return fmt.Errorf("--rank-at is a number of decimals from 0 to %d", exactDecimals)
	case c.Robust < 0 || c.Robust > robust.MostDraws:
		return fmt.Errorf("--robust asks for 1 to %d draws", robust.MostDraws)
	case c.Draws != "" && c.Robust == 0:
		return errors.New("--draws needs --robust")
	case c.Top < 1:
		return errors.New("--top is at least 1")
	case c.Receipt != "" && c.format() == "xlsx":
		return errors.New("--receipt writes text, or with --format json data")
	case c.format() == "xlsx" && c.Output == "":
		return errors.New("--format xlsx needs --output")
	}
	return nil
}

// format is what is written: as said, or as the file's ending says.
func (c *score) format() string {
	if ending := strings.TrimPrefix(filepath.Ext(c.Output), "."); c.Format == "" && (ending == "json" || ending == "xlsx") {
		return ending
	}
	if c.Format == "" {
		return "csv"
	}
	return c.Format
}

// Run scores and writes.
func (c *score) Run() error {
	f, _, err := readFramework(c.Framework)
	if err != nil {
		return err
	}
	in, err := c.input(&f)
	if err != nil {
		return err
	}
	if len(in.Units) == 0 {
		return fmt.Errorf("%w: no unit stands in %s: nothing to score", reform.ErrInvalid, cmp.Or(c.Units, c.Values))
	}
	how := (*scoring.Method).Cycle
	if c.Explain {
		how = (*scoring.Method).ExplainAll
	}
	s, err := scoreAll(&f, in, how)
	if err != nil {
		return err
	}
	for _, said := range s.withheld(c.Lang) {
		fmt.Fprintf(os.Stderr, "%s: %s\n", c.Framework, said)
	}
	if c.RankAt != nil {
		f.Ranks.Decimals = c.RankAt
	}
	if c.Receipt != "" {
		return writeTo(c.Output, func(w io.Writer) error { return c.receipts(w, s) })
	}
	if c.Diagnose {
		t, err := s.diagnosis()
		if err != nil {
			return err
		}
		return writeTo(c.Output, func(w io.Writer) error { return t.write(w, c.format()) })
	}
	if err := c.draw(s); err != nil {
		return err
	}
	language := c.Lang
	if !c.Explain {
		language = ""
	}
	return writeTo(c.Output, func(w io.Writer) error { return s.table(language).write(w, c.format()) })
}

// moment is when all values count as reported: nobody is late here, and the same
// files give the same bytes on any day.
var moment = time.Unix(0, 0).UTC()

// input reads values and units. What is wrong with any of them is printed, and an
// error.
func (c *score) input(f *reform.Framework) (scoring.Input, error) {
	in := scoring.Input{Cycle: reform.Cycle{ID: name(c.Values), Framework: f.ID, Due: moment}}
	values, wrong := c.read(c.Values, f)
	in.Reports = values.Reports
	if c.Before != "" {
		before, err := c.read(c.Before, f)
		in.Before = before.Reports
		wrong = errors.Join(wrong, err)
	}
	if c.Units == "" {
		for _, id := range values.Units {
			in.Units = append(in.Units, reform.Unit{ID: id, NameVI: id, Place: len(in.Units) + 1})
		}
		return in, wrong
	}
	units, err := read(c.Units, func(r io.Reader) (unitlist.List, error) { return unitlist.ReadGroups(c.Units, r) })
	if err != nil {
		return in, errors.Join(wrong, err)
	}
	wrong = errors.Join(wrong, report(c.Lang, c.Units, units.Findings, 0))
	if len(units.Findings) == 0 {
		// Whoever names the units scores those, and may leave others out; but a code that
		// was mistyped must not go unsaid.
		_ = report(c.Lang, c.Values, strangers(units.Units, values.Reports), 0)
	}
	in.Units, in.Above = standing(units.Units), units.Units
	return in, wrong
}

// read reads a table of values.
func (c *score) read(file string, f *reform.Framework) (valuelist.List, error) {
	values, err := read(file, func(r io.Reader) (valuelist.List, error) { return valuelist.Read(file, r, f, moment) })
	if err != nil {
		return values, err
	}
	_ = report(c.Lang, file, values.Doubts, 0) // said, and scored as they stand
	return values, report(c.Lang, file, values.Findings, values.More)
}

// standing leaves out the units that only stand above others: where units have
// groups, one without a group is in the tree and neither reports nor is ranked.
func standing(units []reform.Unit) []reform.Unit {
	grouped := false
	above := map[string]bool{}
	for _, u := range units {
		grouped = grouped || u.PeerGroup != ""
		above[u.Parent] = true
	}
	var all []reform.Unit
	for _, u := range units {
		if u.NameVI == "" {
			u.NameVI = u.ID
		}
		if !grouped || u.PeerGroup != "" || !above[u.ID] {
			all = append(all, u)
		}
	}
	return all
}

// strangers finds units of which values speak and the list of units does not.
func strangers(units []reform.Unit, reports []reform.Report) []reform.Finding {
	known := map[string]bool{}
	for _, u := range units {
		known[u.ID] = true
	}
	var found []reform.Finding
	for _, r := range reports {
		if !known[r.Unit] && len(r.Values) > 0 {
			known[r.Unit] = true
			found = append(found, reform.Finding{
				Origin: r.Values[0].Origin, Problem: reform.UnknownUnit, Severity: reform.Warning, Found: r.Unit,
			})
		}
	}
	return found
}

// read opens a file for a reader that does not.
func read[T any](file string, how func(io.Reader) (T, error)) (T, error) {
	opened, err := os.Open(file)
	if err != nil {
		var none T
		return none, err
	}
	defer opened.Close()
	return how(opened)
}

// report prints findings, one a line, and returns that there were some.
func report(l reform.Language, file string, found []reform.Finding, more int) error {
	for _, f := range found {
		text, mend := locale.Finding(l, f)
		fmt.Fprintf(os.Stderr, "%s: %s %s\n", place(file, f.Origin), text, mend)
	}
	if len(found) == 0 {
		return nil
	}
	return faulty(file, len(found)+more)
}

// faulty says that a file is not valid, after what is wrong with it was printed.
func faulty(file string, count int) error {
	if count == 1 {
		return fmt.Errorf("%w: 1 fault in %s", reform.ErrInvalid, file)
	}
	return fmt.Errorf("%w: %d faults in %s", reform.ErrInvalid, count, file)
}

// place is where in a file something stands: file:line:column of a text, file: and
// the cell of a workbook.
func place(file string, o reform.Origin) string {
	switch {
	case o.Cell == "":
		return file
	case strings.Contains(o.Cell, ":"):
		return file + ":" + o.Cell
	}
	return file + ": " + o.String()
}

// name is a file's name without folder and ending.
func name(file string) string {
	base := filepath.Base(file)
	return strings.TrimSuffix(base, filepath.Ext(base))
}
