package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"

	"reformboard/internal/container"
	"reformboard/internal/flow"
	"reformboard/internal/locale"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
	"reformboard/internal/scrutiny"
	"reformboard/internal/unitlist"
	"reformboard/internal/workbook"
	"reformboard/seed"
)

// checker is what all files of one call are read with.
type checker struct {
	*check
	named  *reform.Framework            // of --framework; nil: as each workbook says
	known  map[string]*reform.Framework // of those that come with the program; nil: there is none
	units  []reform.Unit
	recipe *recipe.Recipe             // nil: they are the board's own forms
	before map[string][]scrutiny.Past // by unit and source, newest first
}

// checked is what came of one file.
type checked struct {
	name     string
	failure  string // why it could not be opened; empty: it was
	form     workbook.Form
	period   string        // as the form words it
	before   reform.Period // that it was held against; empty: none
	recipe   string
	values   []reform.Value
	findings []reform.Finding
	owners   map[reform.Finding]string // of a form by recipe: the unit in whose row it was found
	names    map[string]reform.Words   // of the units of such a form
	card     *reform.Scorecard         // what it would earn; nil: that cannot be told from the file alone
	marked   string
}

// status is clean, withFindings or unreadable.
func (f *checked) status() int {
	status := clean
	if f.failure != "" {
		return unreadable
	}
	for _, found := range f.findings {
		switch found.Severity {
		case reform.Refused:
			return unreadable
		case reform.Error, reform.Warning:
			status = withFindings
		case reform.Note:
		}
	}
	return status
}

func (c *check) checker() (*checker, error) {
	k := &checker{check: c, known: map[string]*reform.Framework{}, before: map[string][]scrutiny.Past{}}
	if c.Framework != "" {
		f, err := frameworkNamed(c.Framework)
		if err != nil {
			return nil, err
		}
		k.named = &f
	}
	if c.Units != "" {
		list, err := read(c.Units, func(r io.Reader) (unitlist.List, error) { return unitlist.ReadGroups(c.Units, r) })
		if err != nil {
			return nil, err
		}
		if err := report(c.Language, c.Units, list.Findings, 0); err != nil {
			return nil, err
		}
		k.units = list.Units
	}
	if c.Recipe != "" {
		r, err := recipeNamed(c.Recipe)
		if err != nil {
			return nil, err
		}
		if k.recipe = &r; r.Rows == recipe.ByUnit && len(k.units) == 0 {
			return nil, fmt.Errorf("%w: each row of %s is a unit: list them with --units", reform.ErrInvalid, r.ID)
		}
	}
	return k, k.readBefore()
}

// frameworkNamed reads a framework file, or finds the framework that comes with the
// program.
func frameworkNamed(name string) (reform.Framework, error) {
	if _, err := os.Stat(name); err == nil {
		f, _, err := readFramework(name)
		return f, err
	}
	return seed.Framework(name)
}

// readBefore reads what was reported a period before.
func (k *checker) readBefore() error {
	if k.Before == "" {
		return nil
	}
	for w := range workbooks(k.Before) {
		f := k.read(w)
		if f.failure != "" {
			return fmt.Errorf("%w: --before: %s: %s", reform.ErrInvalid, f.name, f.failure)
		}
		if f.status() == unreadable {
			text, mend := locale.Finding(k.Language, f.findings[0])
			return fmt.Errorf("%w: --before: %s: %s %s", reform.ErrInvalid, f.name, text, mend)
		}
		period := f.form.Cycle.Period
		if period == "" {
			return fmt.Errorf("%w: --before: %s does not say of which period it is", reform.ErrInvalid, f.name)
		}
		k.before[whose(f.form)] = append(k.before[whose(f.form)], scrutiny.Past{Period: period, Values: f.values})
	}
	for _, past := range k.before {
		slices.SortFunc(past, func(a, b scrutiny.Past) int { return cmp.Compare(b.Period, a.Period) })
	}
	return nil
}

func whose(f workbook.Form) string { return f.Unit.ID + " " + string(f.Source) }

// read reads one file. No file, whatever it holds, keeps the others from being read.
func (k *checker) read(w delivered) (f checked) {
	f.name = printed(w.name)
	defer func() {
		if stumble := recover(); stumble != nil {
			f.failure = k.say("failed", "Why", fmt.Sprint(stumble))
		}
	}()
	err := w.err
	if err == nil && k.recipe != nil {
		err = k.readForeign(&f, w.content)
	} else if err == nil {
		err = k.readForm(&f, w.content)
	}
	refused, isRefusal := errors.AsType[container.Refusal](err)
	archive, isArchive := errors.AsType[unpackable](err)
	switch {
	case isArchive:
		f.failure = locale.Archive(k.Language, archive.Finding)
	case isRefusal:
		f.findings = append(f.findings, reform.Finding(refused))
	case errors.Is(err, os.ErrNotExist):
		f.failure = k.say("missing")
	case errors.Is(err, os.ErrPermission):
		f.failure = k.say("forbidden")
	case errors.Is(err, errNoWorkbook):
		f.failure = k.say("empty")
	case errors.Is(err, reform.ErrNotFound):
		f.failure = k.say("no_framework", "Framework", f.form.Framework.ID)
	case err != nil:
		f.failure = k.say("failed", "Why", printed(err.Error()))
	}
	return f
}

func (k *checker) say(key string, pairs ...any) string {
	return locale.Say(k.Language, "checked."+key, pairs...)
}

// readForm reads a form of the board's own.
func (k *checker) readForm(f *checked, content []byte) error {
	said, err := workbook.Whose(content)
	if err != nil {
		return err
	}
	f.period, f.form = said.Period, workbook.Form{
		Framework: reform.Framework{ID: said.Framework}, Unit: k.unit(said), Source: said.Source, Language: k.Language,
		Cycle: reform.Cycle{ID: said.Cycle, Framework: said.Framework, Period: periodOf(said)},
	}
	framework, err := k.framework(said.Framework)
	if err != nil {
		return err
	}
	f.form.Framework = *framework
	if len(framework.FiguresOf(f.form.Source)) == 0 { // then the reader says that it is another's
		f.form.Source = framework.Figures[0].Source
	}
	past := k.earlier(f.form)
	d, err := flow.Check(content, f.form, past...)
	f.findings, f.values, f.card = d.Findings, d.Report.Values, d.After
	if len(past) > 0 && len(f.values) > 0 {
		f.before = past[0].Period
	}
	if !slices.ContainsFunc(k.units, func(u reform.Unit) bool { return u.ID == f.form.Unit.ID }) && len(k.units) > 0 {
		f.findings = append(f.findings, reform.Finding{Problem: reform.UnknownUnit, Severity: reform.Warning, Found: f.form.Unit.ID})
	}
	return err
}

// earlier is what the unit reported for periods before, as long as this one.
func (k *checker) earlier(form workbook.Form) []scrutiny.Past {
	return slices.DeleteFunc(slices.Clone(k.before[whose(form)]), func(p scrutiny.Past) bool {
		return p.Period >= form.Cycle.Period || len(p.Period) != len(form.Cycle.Period)
	})
}

// unit is whose report it is to be, by the name that the list of units has for it.
func (k *checker) unit(said workbook.Identity) reform.Unit {
	id := cmp.Or(k.Unit, said.Unit)
	if at := slices.IndexFunc(k.units, func(u reform.Unit) bool { return u.ID == id }); at >= 0 {
		return k.units[at]
	}
	if id == said.Unit {
		return reform.Unit{ID: id, NameVI: said.UnitName, NameEN: said.UnitName}
	}
	return reform.Unit{ID: id}
}

// framework is the one that was named, or that a workbook says it was made by.
func (k *checker) framework(id string) (*reform.Framework, error) {
	if k.named != nil {
		return k.named, nil
	}
	if f, ok := k.known[id]; ok {
		return f, nil
	}
	f, err := seed.Framework(id)
	if err != nil {
		return nil, err
	}
	k.known[id] = &f
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
