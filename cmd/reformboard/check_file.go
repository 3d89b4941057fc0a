package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"reformboard/internal/container"
	"reformboard/internal/flow/inspect"
	"reformboard/internal/locale"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
	"reformboard/internal/unitlist"
	"reformboard/seed"
)

// checker is what all files of one call are read with.
type checker struct {
	*check
	by inspect.Inspection
}

// checked is what came of one file.
type checked struct {
	inspect.File
	name    string
	failure string // why it could not be opened; empty: it was
	marked  string
}

// status is clean, withFindings or unreadable.
func (f *checked) status() int {
	status := clean
	if f.failure != "" {
		return unreadable
	}
	for _, found := range f.Findings {
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
	k := &checker{check: c, by: inspect.Inspection{Shipped: seed.Framework, Unit: c.Unit, Language: c.Language}}
	if c.Framework != "" {
		f, err := frameworkNamed(c.Framework)
		if err != nil {
			return nil, err
		}
		k.by.Framework = &f
	}
	if c.Units != "" {
		list, err := read(c.Units, func(r io.Reader) (unitlist.List, error) { return unitlist.ReadGroups(c.Units, r) })
		if err != nil {
			return nil, err
		}
		if err := report(c.Language, c.Units, list.Findings, 0); err != nil {
			return nil, err
		}
		k.by.Units = list.Units
	}
	if c.Recipe != "" {
		r, err := recipeNamed(c.Recipe)
		if err != nil {
			return nil, err
		}
		if k.by.Recipe = &r; r.Rows == recipe.ByUnit && len(k.by.Units) == 0 {
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

// recipeNamed reads a recipe, or finds the one that comes with the program. What is
// wrong with a file is printed, and an error.
func recipeNamed(name string) (recipe.Recipe, error) {
	if _, err := os.Stat(name); err == nil {
		return readRecipe(name)
	}
	shipped, err := recipe.Forms()
	if err != nil {
		return recipe.Recipe{}, err
	}
	if at := slices.IndexFunc(shipped, func(r recipe.Recipe) bool { return r.ID == name }); at >= 0 {
		return shipped[at], nil
	}
	return recipe.Recipe{}, fmt.Errorf("%w: no recipe %q comes with the program", reform.ErrNotFound, name)
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
			text, mend := locale.Finding(k.Language, f.Findings[0])
			return fmt.Errorf("%w: --before: %s: %s %s", reform.ErrInvalid, f.name, text, mend)
		}
		if err := k.by.Remember(f.File); err != nil {
			return fmt.Errorf("--before: %s: %w", f.name, err)
		}
	}
	return nil
}

// read reads one file. No file, whatever it holds, keeps the others from being read.
func (k *checker) read(w delivered) (f checked) {
	f.name = printed(w.name)
	defer func() {
		if stumble := recover(); stumble != nil {
			f.failure = k.say("failed", "Why", fmt.Sprint(stumble))
		}
	}()
	err := w.err
	if err == nil {
		f.File, err = k.by.Read(w.content)
	}
	refused, isRefusal := errors.AsType[container.Refusal](err)
	archive, isArchive := errors.AsType[unpackable](err)
	switch {
	case isArchive:
		f.failure = locale.Archive(k.Language, archive.Finding)
	case isRefusal:
		f.Findings = append(f.Findings, reform.Finding(refused))
	case errors.Is(err, os.ErrNotExist):
		f.failure = k.say("missing")
	case errors.Is(err, os.ErrPermission):
		f.failure = k.say("forbidden")
	case errors.Is(err, errNoWorkbook):
		f.failure = k.say("empty")
	case errors.Is(err, reform.ErrNotFound):
		f.failure = k.say("no_framework", "Framework", f.Form.Framework.ID)
	case err != nil:
		f.failure = k.say("failed", "Why", printed(err.Error()))
	}
	return f
}

func (k *checker) say(key string, pairs ...any) string {
	return locale.Say(k.Language, "checked."+key, pairs...)
}
