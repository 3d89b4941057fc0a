// Package valuelist reads the reported values of many units from one table, as an
// analyst keeps them: CSV text or a workbook, without forms or a board.
//
// Its one rule: a value is understood in one way or not at all. What could mean two
// things is a finding with its place and its remedy, and never a guess.
//
// A table is long or wide. A long one has the columns unit, figure and value, in any
// order and among any others; figure may also be called code, indicator or metric. A
// wide one begins with the column unit, followed by a column a figure; columns that
// describe a unit (name, group, parent, note) are passed over. A figure is named by
// its id, or by the id or code of an indicator that reads that one figure alone.
//
// Numbers have a decimal point and nothing between thousands; 3.2E+2 is 320. A
// choice is the id or title of an option, a date is written 2026-03-31. Instead of a
// value there may stand one of these words, in upper or lower case:
//
//	(empty), NA, not_reported                  nothing was reported
//	n/a, not_applicable, không áp dụng         it does not apply to the unit
//	no_practice, không có                      the unit has none of what is asked for: 0
//
// A row that is not there says as much as an empty value. NA is "missing", as
// statistical programs write it, and not "not applicable"; that is an answer only
// where the framework calls the figure optional. Published figures are often a
// float64 written out: more decimals than a form would take are taken, up to 40
// digits.
package valuelist

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"reformboard/internal/container"
	"reformboard/internal/reform"
	"reformboard/internal/table"
)

// MostValues are read from one table: some 2 GB of memory.
const MostValues = 10_000_000

// mostFindings are listed: nobody mends more in one go.
const mostFindings = 200

// List is what a table says. With Findings it is not to be used.
type List struct {
	Units    []string         // as the table first names them
	Reports  []reform.Report  // unit by unit; of units of which something is said
	Findings []reform.Finding // from the first line down
	More     int              // findings beyond those listed
	Doubts   []reform.Finding // parts that do not add up to their whole: used as they stand
}

// Read reads a table of values for the figures of a framework. What a unit says
// counts as submitted at the given moment; its own report is there even when all
// that is known of it comes from another source.
func Read(name string, r io.Reader, f *reform.Framework, at time.Time) (List, error) {
	v := &reader{
		names: namesOf(f), file: path.Base(name), at: at,
		units: map[string]int{}, unknown: map[string]bool{},
	}
	sum := sha256.New()
	content := io.TeeReader(r, sum)
	err := table.Read(name, content, v.fits, v.read)
	if refused, ok := errors.AsType[container.Refusal](err); ok {
		v.find(reform.Finding(refused))
		err = nil
	}
	if err == nil {
		_, err = io.Copy(io.Discard, content) // what a workbook has behind its end belongs to its hash
	}
	if err != nil {
		return List{}, fmt.Errorf("read values %s: %w", name, err)
	}
	v.repeated()
	v.checked(f)
	v.reports(hex.EncodeToString(sum.Sum(nil)))
	v.inOrder()
	return v.List, nil
}

// reader is a table being read.
type reader struct {
	List
	*table.Table
	*names
	file    string
	at      time.Time
	units   map[string]int   // by id: its place in Units
	said    [][]reform.Value // by that place: as the rows stand
	values  int
	unknown map[string]bool // figures nobody knows, each found once
}

// take notes what stands in a column for a unit and a figure; false: there are too
// many values.
func (v *reader) take(unit string, figure, column int) bool {
	text := v.Text(column)
	if v.figures[figure].Source == reform.FromRecord {
		if text != "" || v.Formula(column) != "" {
			v.findAt(column, reform.OwnRecord, text, "")
		}
		return true
	}
	if text == "" {
		if formula := v.Formula(column); formula != "" {
			v.findAt(column, reform.FormulaNoValue, formula, "")
		}
	}
	value, problem, wanted := v.kinds[figure].read(text, v.Day)
	if problem != "" {
		v.findAt(column, problem, text, wanted)
		return true
	}
	if v.values++; v.values > MostValues {
		v.find(reform.Finding{Origin: v.At(column), Problem: reform.TooMuchInside, Found: "values", Wanted: strconv.Itoa(MostValues)})
		return false
	}
	place := v.unit(unit)
	value.Unit, value.Version = v.Units[place], 1
	value.Figure, value.Source = v.figures[figure].ID, v.figures[figure].Source
	value.Origin = v.At(column)
	v.said[place] = append(v.said[place], value)
	return true
}

// unit finds a unit's place, and gives one to a new unit.
func (v *reader) unit(id string) int {
	place, known := v.units[id]
	if !known {
		id = strings.Clone(id) // and not its whole row
		place = len(v.Units)
		v.units[id] = place
		v.Units = append(v.Units, id)
		v.said = append(v.said, nil)
	}
	return place
}

func (v *reader) find(f reform.Finding) {
	if v.More++; v.More > 2*mostFindings { // counted, and no longer kept
		return
	}
	f.Severity = cmp.Or(f.Severity, reform.Error)
	f.Found = clip(f.Found)
	v.Findings = append(v.Findings, f)
}

func (v *reader) findAt(column int, problem reform.Problem, found, wanted string) {
	v.find(reform.Finding{Origin: v.At(column), Problem: problem, Found: found, Wanted: wanted})
}

// clip shortens what a table says to what a message can carry.
func clip(text string) string {
	const most = 120
	if letters := []rune(text); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return text
}

// repeated finds what is said twice of one figure of one unit, even if both times
// the same: one of the rows may have been meant for another.
func (v *reader) repeated() {
	unitOf := make([]int, len(v.figures)) // which unit a figure was last seen with, from 1
	first := make([]reform.Origin, len(v.figures))
	for place, said := range v.said {
		for _, value := range said {
			n := v.byName[value.Figure]
			if unitOf[n] != place+1 {
				unitOf[n], first[n] = place+1, value.Origin
				continue
			}
			v.find(reform.Finding{
				Origin: value.Origin, Problem: reform.RepeatedValue, Wanted: first[n].Cell,
				Found: value.Figure, Label: reform.Words{VI: value.Unit, EN: value.Unit},
			})
		}
	}
}

// reports sorts what was said by unit and source.
func (v *reader) reports(sha string) {
	for place, said := range v.said {
		if !slices.ContainsFunc(said, func(value reform.Value) bool { return value.Absence != reform.NotReported }) {
			continue
		}
		for _, source := range reform.Reporters {
			own := of(said, source)
			if len(own) == 0 && source != reform.FromUnit {
				continue
			}
			v.Reports = append(v.Reports, reform.Report{
				Unit: v.Units[place], Source: source, Version: 1, Status: reform.Submitted,
				File: v.file, SHA256: sha, SavedAt: v.at, SubmittedAt: &v.at, Values: own,
			})
		}
	}
	v.said = nil
}

// of picks the values of one source; mostly they are all of one.
func of(said []reform.Value, source reform.Source) []reform.Value {
	other := func(value reform.Value) bool { return value.Source != source }
	if !slices.ContainsFunc(said, other) {
		return said
	}
	var own []reform.Value
	for _, value := range said {
		if !other(value) {
			own = append(own, value)
		}
	}
	return own
}

// inOrder lists the findings as they stand in the table, up to the most that are.
func (v *reader) inOrder() {
	slices.SortStableFunc(v.Findings, func(a, b reform.Finding) int {
		lineA, columnA := place(a.Cell)
		lineB, columnB := place(b.Cell)
		return cmp.Or(cmp.Compare(lineA, lineB), cmp.Compare(len(columnA), len(columnB)), cmp.Compare(columnA, columnB))
	})
	v.Findings = v.Findings[:min(len(v.Findings), mostFindings)]
	v.More -= len(v.Findings)
}

// place takes B7 and 7:2 apart: line 7, and a column that sorts by its length first.
func place(cell string) (line int, column string) {
	number, column, ok := strings.Cut(cell, ":")
	if !ok {
		column = strings.TrimRight(cell, "0123456789")
		number = cell[len(column):]
	}
	line, _ = strconv.Atoi(number) // of our own making; a finding of the whole file has none
	return line, column
}
