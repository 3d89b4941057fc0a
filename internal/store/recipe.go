package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// newestRecipe is the newest version of each recipe.
const newestRecipe = "(id, version) IN (SELECT id, MAX(version) FROM recipes GROUP BY id)"

// Recipes lists the newest version of each recipe by id.
func (s *Store) Recipes(ctx context.Context) ([]reform.Recipe, error) {
	recipes, err := gorm.G[reform.Recipe](s.db).Where(newestRecipe).Order(s.dialect.bytewise("id")).Find(ctx)
	return recipes, wrap(err, "recipes")
}

// Recipe returns the newest version of a recipe.
func (s *Store) Recipe(ctx context.Context, id string) (reform.Recipe, error) {
	recipe, err := gorm.G[reform.Recipe](s.db).Where("id = ?", id).Order("version DESC").Take(ctx)
	return recipe, wrap(err, "recipe %s", id)
}

// RecipeByKey returns the version of a recipe that a Key names.
func (s *Store) RecipeByKey(ctx context.Context, key string) (reform.Recipe, error) {
	id, version, _ := strings.Cut(key, "@")
	number, err := strconv.Atoi(version)
	if err != nil {
		return reform.Recipe{}, fmt.Errorf("recipe %q: %w: it names no version", key, reform.ErrNotFound)
	}
	recipe, err := gorm.G[reform.Recipe](s.db).Where("id = ? AND version = ?", id, number).Take(ctx)
	return recipe, wrap(err, "recipe %s", key)
}

// SaveRecipe adds a version of a recipe. The store counts the Version itself; older
// ones stay, since what was read by them stays too.
func (s *Store) SaveRecipe(ctx context.Context, r reform.Recipe) error {
	if !utf8.ValidString(r.Text) || strings.ContainsRune(r.Text, 0) {
		return fmt.Errorf("save recipe %s: %w: it is not UTF-8 text", r.ID, reform.ErrInvalid)
	}
	utc(&r.At)
	event := reform.Event{At: r.At, By: r.By, Deed: reform.SavedDeed, Detail: "recipe " + r.ID}
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		held, err := gorm.G[reform.Recipe](tx).Where("id = ?", r.ID).Order("version DESC").Limit(1).Find(ctx)
		if err != nil {
			return err
		}
		r.Version = 1
		if len(held) > 0 {
			r.Version = held[0].Version + 1
		}
		return gorm.G[reform.Recipe](tx).Create(ctx, &r)
	})
	return wrap(err, "save recipe %s", r.ID)
}
