// Package inspect reads reports as a board would, where there is no board: what a file
// says, what is wrong with it, and what it would earn.
//
// Its one rule: it decides nothing by itself. Flow says what a form of ours comes to, a
// recipe what another form says; here they are only given what a board would know.
package inspect

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"

	"reformboard/internal/flow"
	"reformboard/internal/locale"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
	"reformboard/internal/scrutiny"
	"reformboard/internal/workbook"
)

// Inspection is what all files of one call are read with. It wants a Language, and a
// Framework or where to find one.
type Inspection struct {
	Framework *reform.Framework                         // nil: as each workbook says
	Shipped   func(id string) (reform.Framework, error) // finds one that a workbook says; nil is as good as none
	Units     []reform.Unit                             // for their names and peer groups
	Unit      string                                    // whose reports they are to be; empty: as each workbook says
	Recipe    *recipe.Recipe                            // nil: they are forms of ours; wants a Framework
	Language  reform.Language                           // in which words of ours are looked for

	found map[string]*reform.Framework // by Shipped
	past  map[string][]scrutiny.Past   // by unit and source, newest first
}

// File is what came of one file. Beside an error it says whose the file is, as far as
// that was read.
type File struct {
	Form     workbook.Form
	Period   string        // as the form words it
	Before   reform.Period // that it was held against; empty: none
	Recipe   string        // by whose id it was read; empty: it is a form of ours
	Values   []reform.Value
	Findings []reform.Finding
	Owners   map[reform.Finding]string // of a form by Recipe: the unit in whose row it was found
	Names    map[string]reform.Words   // of the units of such a form
	Card     *reform.Scorecard         // what it would earn; nil: that cannot be told from the file alone
}

// Read reads one file. Its error is a container.Refusal where the file cannot be read, and
// wraps reform.ErrNotFound where nobody has the framework that it says.
func (n *Inspection) Read(content []byte) (File, error) {
	if n.Recipe != nil {
		return n.readForeign(content)
	}
	return n.readForm(content)
}

// Remember holds what is read from now on against a file of a period before.
func (n *Inspection) Remember(f File) error {
	period := f.Form.Cycle.Period
	if period == "" {
		return fmt.Errorf("%w: it does not say of which period it is", reform.ErrInvalid)
	}
	if n.past == nil {
		n.past = map[string][]scrutiny.Past{}
	}
	of := whose(f.Form)
	n.past[of] = append(n.past[of], scrutiny.Past{Period: period, Values: f.Values})
	slices.SortFunc(n.past[of], func(a, b scrutiny.Past) int { return cmp.Compare(b.Period, a.Period) })
	return nil
}

func whose(f workbook.Form) string { return f.Unit.ID + " " + string(f.Source) }

func (n *Inspection) readForm(content []byte) (File, error) {
	said, err := workbook.Whose(content)
	if err != nil {
		return File{}, err
	}
	f := File{Period: said.Period, Form: workbook.Form{
		Framework: reform.Framework{ID: said.Framework}, Unit: n.unit(said), Source: said.Source, Language: n.Language,
		Cycle: reform.Cycle{ID: said.Cycle, Framework: said.Framework, Period: periodOf(said)},
	}}
	framework, err := n.framework(said.Framework)
	if err != nil {
		return f, err
	}
	f.Form.Framework = *framework
	if len(framework.FiguresOf(f.Form.Source)) == 0 { // then the reader says that it is another's
		f.Form.Source = framework.Figures[0].Source
	}
	past := n.earlier(f.Form)
	d, err := flow.Check(content, f.Form, past...)
	f.Findings, f.Values, f.Card = d.Findings, d.Report.Values, d.After
	if len(past) > 0 && len(f.Values) > 0 {
		f.Before = past[0].Period
	}
	if !slices.ContainsFunc(n.Units, func(u reform.Unit) bool { return u.ID == f.Form.Unit.ID }) && len(n.Units) > 0 {
		f.Findings = append(f.Findings, reform.Finding{Problem: reform.UnknownUnit, Severity: reform.Warning, Found: f.Form.Unit.ID})
	}
	return f, err
}

// earlier is what the unit reported for periods before, as long as this one.
func (n *Inspection) earlier(form workbook.Form) []scrutiny.Past {
	return slices.DeleteFunc(slices.Clone(n.past[whose(form)]), func(p scrutiny.Past) bool {
		return p.Period >= form.Cycle.Period || len(p.Period) != len(form.Cycle.Period)
	})
}

// unit is whose report it is to be, by the name that the list of units has for it.
func (n *Inspection) unit(said workbook.Identity) reform.Unit {
	id := cmp.Or(n.Unit, said.Unit)
	if at := slices.IndexFunc(n.Units, func(u reform.Unit) bool { return u.ID == id }); at >= 0 {
		return n.Units[at]
	}
	if id == said.Unit {
		return reform.Unit{ID: id, NameVI: said.UnitName, NameEN: said.UnitName}
	}
	return reform.Unit{ID: id}
}

// framework is the one that was named, or that a workbook says it was made by.
func (n *Inspection) framework(id string) (*reform.Framework, error) {
	if n.Framework != nil {
		return n.Framework, nil
	}
	if f, ok := n.found[id]; ok {
		return f, nil
	}
	if n.Shipped == nil {
		return nil, fmt.Errorf("%w: framework %q", reform.ErrNotFound, id)
	}
	f, err := n.Shipped(id)
	if err != nil {
		return nil, err
	}
	if n.found == nil {
		n.found = map[string]*reform.Framework{}
	}
	n.found[id] = &f
	return &f, nil
}

var fourDigits = regexp.MustCompile(`\d{4}`)

// periodOf finds the period that a form words: its cycle may have any id. Empty: it
// words none that we know.
func periodOf(said workbook.Identity) reform.Period {
	if p := reform.Period(said.Cycle); p.Check() == nil {
		return p
	}
	year := reform.Period(fourDigits.FindString(said.Period))
	for _, months := range []int{12, 6, 3, 1} {
		for from := 0; from < 12 && year != ""; from += months {
			p := reform.PeriodOf(year.Start().AddDate(0, from, 0), months)
			if slices.ContainsFunc(reform.Languages, func(l reform.Language) bool { return locale.Period(l, p) == said.Period }) {
				return p
			}
		}
	}
	return ""
}
