// Package corpus makes the workbooks that officers, their programs and attackers
// send: damaged, odd and hostile ones, each with what must come of it.
//
// Its one rule: what must come of a file is decided by what a person needs, never by
// what the readers under test do.
package corpus

import (
	"fmt"
	"slices"
	"strings"

	"reformboard/internal/reform"
)

// Case is one file and what must come of it.
type Case struct {
	Name string
	Make func() []byte // makes the file; some are large, and are not held together
	// Refused lists the reasons for which the file may be refused: a Problem, or a
	// Problem and the word that tells what was found ("unsafe macros").
	Refused []string
	// Values is what each figure must say when the file is read: a number, a day, an
	// option's id or an Absence; "801|not_reported" where both are right. Nil: nothing
	// may be read, the file must be refused.
	Values map[string]string
	Want   []Want // the findings when it is read. Beside them only notes may be found, and what is in May
	May    []Want
}

// Want is a finding that must be there.
type Want struct {
	Figure   string
	Cell     string // empty: any
	Problems []reform.Problem
	Severity reform.Severity // empty: any
}

// Met reports whether a finding is the one that is wanted.
func (w Want) Met(f reform.Finding) bool {
	for _, problem := range w.Problems {
		if f.Problem == problem && f.Figure == w.Figure && (w.Cell == "" || w.Cell == f.Cell) &&
			(w.Severity == "" || w.Severity == f.Severity) {
			return true
		}
	}
	return false
}

// Cases makes the whole corpus out of a form of Framework that was written for Unit
// and Cycle with Values in it, and of other forms, each with the problem for which it
// is not ours. They come in the order of their names.
func Cases(form []byte, others map[reform.Problem][]byte) []Case {
	l := &list{form: newForm(form)}
	l.foreign()
	l.compounds()
	l.archives()
	l.liars()
	l.names()
	l.bombs()
	l.markup()
	l.encodings()
	l.entities()
	l.numbering()
	l.floods()
	l.parts()
	l.dangers()
	l.programs()
	l.answers()
	l.days()
	l.formulas()
	l.cells()
	l.rows()
	l.columns()
	l.sheets()
	l.identities(others)
	slices.SortFunc(l.cases, func(a, b Case) int { return strings.Compare(a.Name, b.Name) })
	return l.cases
}

// list collects cases.
type list struct {
	form
	cases []Case
}

// maker makes a file when it is asked for.
type maker = func() []byte

// refused adds a file that must be refused, for one of the reasons: "damaged",
// "unsafe names|damaged".
func (l *list) refused(name, reasons string, file maker) {
	l.cases = append(l.cases, Case{Name: name, Make: file, Refused: strings.Split(reasons, "|")})
}

// read adds a file that must be read. Says is what differs from Values in it.
func (l *list) read(name string, file maker, says map[string]string, want ...Want) {
	l.cases = append(l.cases, Case{Name: name, Make: file, Values: l.saying(says), Want: want})
}

// either adds a file that may be refused, but if it is read, then right.
func (l *list) either(name, reasons string, file maker, says map[string]string, want ...Want) {
	l.cases = append(l.cases, Case{Name: name, Make: file, Refused: strings.Split(reasons, "|"), Values: l.saying(says), Want: want})
}

// may lets the last case find more than it must.
func (l *list) may(want ...Want) {
	last := &l.cases[len(l.cases)-1]
	last.May = append(last.May, want...)
}

func (l *list) saying(says map[string]string) map[string]string {
	all := map[string]string{}
	for _, value := range Values() {
		all[value.Figure] = value.Text
	}
	for figure, text := range says {
		if _, ok := all[figure]; !ok {
			panic("corpus: no figure " + figure)
		}
		all[figure] = text
	}
	return all
}

// found is a finding about a figure, in its answer cell: "not_number|too_many_digits
// error"; without a severity, any will do.
func (l *list) found(figure, problem string) Want {
	problems, severity, _ := strings.Cut(problem, " ")
	want := Want{Figure: figure, Cell: l.at(figure), Severity: reform.Severity(severity)}
	for p := range strings.SplitSeq(problems, "|") {
		want.Problems = append(want.Problems, reform.Problem(p))
	}
	return want
}

// somewhere is the same finding in whichever cell.
func (l *list) somewhere(figure, problem string) Want {
	want := l.found(figure, problem)
	want.Cell = ""
	return want
}

// must stops the kit at a mistake of its own.
func must(err error) {
	if err != nil {
		panic(fmt.Sprintf("corpus: %v", err))
	}
}
