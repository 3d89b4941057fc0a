package flow

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"reformboard/internal/answer"
	"reformboard/internal/container"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// Known is a recipe that the board can follow.
type Known struct {
	Kept reform.Recipe // Version 0: it comes with the program, and nobody has used it yet
	Form recipe.Recipe // without Columns where its text cannot be read any more
}

// Recipes lists the newest version of each recipe: those that people have made, and
// then those that come with the program.
func (b *Board) Recipes(ctx context.Context) ([]Known, error) {
	kept, err := b.Store.Recipes(ctx)
	if err != nil {
		return nil, err
	}
	shipped, err := recipe.Forms()
	if err != nil {
		return nil, err
	}
	var all []Known
	for _, row := range kept {
		form, err := recipe.Read(row.ID, strings.NewReader(row.Text))
		if err != nil {
			form = recipe.Recipe{ID: row.ID, Title: row.Title()}
		}
		all = append(all, Known{row, form})
	}
	for _, r := range shipped {
		if !slices.ContainsFunc(kept, func(k reform.Recipe) bool { return k.ID == r.ID }) {
			row := reform.Recipe{ID: r.ID, TitleVI: r.Title.VI, TitleEN: r.Title.EN, Text: string(r.YAML())}
			all = append(all, Known{row, r})
		}
	}
	return all, nil
}

// Recipe finds a recipe by its id.
func (b *Board) Recipe(ctx context.Context, id string) (Known, error) {
	all, err := b.Recipes(ctx)
	if err != nil {
		return Known{}, err
	}
	at := slices.IndexFunc(all, func(k Known) bool { return k.Kept.ID == id })
	if at < 0 {
		return Known{}, fmt.Errorf("%w: recipe %q", reform.ErrNotFound, id)
	}
	return all[at], nil
}

// SaveRecipe keeps a text as the newest version of its recipe; the same once more is no
// change. What is wrong with it are keyfile.Faults.
func (b *Board) SaveRecipe(ctx context.Context, r reform.Recipe) (string, error) {
	form, err := recipe.Read(r.SampleName, strings.NewReader(r.Text))
	if err != nil {
		return "", err
	}
	r.ID, r.TitleVI, r.TitleEN = form.ID, form.Title.VI, form.Title.EN
	newest, err := b.Store.Recipe(ctx, r.ID)
	if err == nil && newest.Text == r.Text && newest.SampleSHA256 == r.SampleSHA256 {
		return r.ID, nil
	}
	if err != nil && !errors.Is(err, reform.ErrNotFound) {
		return "", err
	}
	return r.ID, b.Store.SaveRecipe(ctx, r)
}

// Sample is a form that was filled in, for a recipe to be made and tried on. The file
// is kept.
type Sample struct {
	SHA256    string
	Name      string
	Framework string // whose figures it has
	Sheet     string // empty: the one that looks most like a form
	Within    string // the unit beneath which its rows are looked for; empty: any
}

// Sketch is a recipe being made, with all that a person needs to complete it.
type Sketch struct {
	recipe.Draft
	Sample    Sample
	Sheets    []string // that say something
	Framework reform.Framework
	Units     []reform.Unit
}

// Sketch tries a recipe on a sample; nil: what is guessed of it. Its error is a
// container.Refusal when the sample cannot be read.
func (b *Board) Sketch(ctx context.Context, s Sample, r *recipe.Recipe, l reform.Language) (Sketch, error) {
	k := Sketch{Sample: s}
	var err error
	if k.Framework, err = b.Store.Framework(ctx, s.Framework); err != nil {
		return k, err
	}
	if k.Units, err = b.Store.Units(ctx); err != nil {
		return k, err
	}
	if s.Within != "" {
		k.Units = reform.Subtree(k.Units, s.Within)
	}
	content, err := b.Sampled(s.SHA256)
	if err != nil {
		return k, err
	}
	err = b.turns.take(ctx, int64(len(content)), func() error {
		book, err := spreadsheet.Read(content, container.Received)
		if err != nil {
			return err //nolint:wrapcheck // a Refusal is a finding on its way
		}
		read := answer.NewReader(l).Cells(book)
		for _, sheet := range book.Sheets {
			if len(sheet.Cells) == 0 {
				continue
			}
			k.Sheets = append(k.Sheets, sheet.Name)
			if s.Sheet != "" && s.Sheet != sheet.Name || s.Sheet == "" && len(k.Columns) > 0 {
				continue
			}
			k.Draft = recipe.NewDraft(book, sheet.Name, &k.Framework, k.Units, read, r)
		}
		return nil
	})
	return k, err
}

// Sampled reads a kept file by what a page's address says.
func (b *Board) Sampled(sha string) ([]byte, error) {
	content, err := b.Files.Read(sha)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		return nil, fmt.Errorf("%w: file %q", reform.ErrNotFound, sha)
	}
	return content, err
}
