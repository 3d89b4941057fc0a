package seed

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"reformboard/internal/reform"
)

func TestShippedFrameworksAreFoundByTheirIDs(t *testing.T) {
	paths, err := filepath.Glob("frameworks/*.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("%v, %v", paths, err)
	}
	for _, path := range paths {
		id := strings.TrimSuffix(filepath.Base(path), ".yaml")
		if f, err := Framework(id); err != nil || f.ID != id {
			t.Errorf("%s: got %q, %v", path, f.ID, err)
		}
	}
	for _, id := range []string{"", "none", "../seed", "/gtmi", `..\gtmi`, "*"} {
		if _, err := Framework(id); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("%q: got %v", id, err)
		}
	}
}
