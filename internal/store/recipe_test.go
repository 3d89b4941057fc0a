package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func TestNewestVersionOfARecipeIsFollowed(t *testing.T) {
	first := reform.Recipe{
		ID: "06a", TitleVI: "Biểu số II.06a", TitleEN: "Form II.06a", Text: "id: 06a\n",
		SampleName: "mẫu.xlsx", SampleSHA256: "ab12", At: at, By: "an",
	}
	second, other := first, first
	second.Text, second.By, second.Version = "id: 06a\nheader: []\n", "binh", 7
	other.ID, other.SampleName, other.SampleSHA256 = "766-1", "", ""
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for _, r := range []reform.Recipe{other, first, second} {
			must(t, s.SaveRecipe(t.Context(), r))
		}
		got, err := s.Recipes(t.Context())
		must(t, err)
		newest, another := second, other
		newest.Version, newest.At = 2, stored
		another.Version, another.At = 1, stored
		if diff := cmp.Diff([]reform.Recipe{newest, another}, got); diff != "" {
			t.Error(diff)
		}
		one, err := s.Recipe(t.Context(), "06a")
		must(t, err)
		if diff := cmp.Diff(newest, one); diff != "" {
			t.Error(diff)
		}
		old, err := s.RecipeByKey(t.Context(), first.ID+"@1")
		must(t, err)
		earliest := first
		earliest.Version, earliest.At = 1, stored
		if diff := cmp.Diff(earliest, old); diff != "" || newest.Key() != "06a@2" {
			t.Errorf("%s: %s", newest.Key(), diff)
		}
		for _, key := range []string{"06a@3", "06a@", "06a", "", "@1"} {
			if _, err := s.RecipeByKey(t.Context(), key); !errors.Is(err, reform.ErrNotFound) {
				t.Errorf("%q: got %v, want not found", key, err)
			}
		}
		texts, err := s.Strings(t.Context(), "SELECT text FROM recipes WHERE id = '06a' ORDER BY version")
		must(t, err)
		if diff := cmp.Diff([]string{first.Text, second.Text}, texts); diff != "" {
			t.Errorf("the older version:\n%s", diff)
		}
		if _, err := s.Recipe(t.Context(), "nobody"); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("got %v, want not found", err)
		}
		for _, text := range []string{"a\x00", "\xff"} {
			broken := first
			broken.Text = text
			if err := s.SaveRecipe(t.Context(), broken); !errors.Is(err, reform.ErrInvalid) {
				t.Errorf("%q: got %v, want not valid", text, err)
			}
		}
	})
}
