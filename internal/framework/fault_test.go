package framework_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"reformboard/internal/framework"
)

var update = flag.Bool("update", false, "rewrite the faults that testdata/faults*.txt expect")

// TestFaults changes a good file as each section of its faults says: lines after
// "-" are replaced by those after "+", and the lines after "=" are its faults.
func TestFaults(t *testing.T) {
	for good, path := range map[string]string{
		small: "testdata/faults.txt",
		rules: "testdata/faults-rules.txt",
		index: "testdata/faults-index.txt",
	} {
		testFaults(t, good, path)
	}
}

func testFaults(t *testing.T, good, path string) {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	base := text(t, good)
	for i, section := range archive.Files {
		t.Run(section.Name, func(t *testing.T) {
			was, is, want := parts(string(section.Data))
			if n := strings.Count(base, was); was == "" || n != 1 {
				t.Fatalf("the lines to be changed stand %d times in %s, want once", n, good)
			}
			got := faults(t, filepath.Base(good), strings.Replace(base, was, is, 1))
			if *update {
				archive.Files[i].Data = []byte(prefixed("-", was) + prefixed("+", is) + prefixed("=", got))
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(archive), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func faults(t *testing.T, name, content string) string {
	t.Helper()
	_, err := framework.Read(name, strings.NewReader(content))
	var faults framework.Faults
	if !errors.As(err, &faults) {
		t.Fatalf("got %v, want faults", err)
	}
	return faults.Error() + "\n"
}

func parts(section string) (was, is, want string) {
	for line := range strings.Lines(section) {
		switch line[0] {
		case '-':
			was += line[1:]
		case '+':
			is += line[1:]
		case '=':
			want += line[1:]
		}
	}
	return was, is, want
}

func prefixed(mark, lines string) string {
	marked := ""
	for line := range strings.Lines(lines) {
		marked += mark + line
	}
	return marked
}

func TestFaultsHaveAnEnd(t *testing.T) {
	_, err := framework.Read("f.yaml", strings.NewReader(strings.Repeat("nonsense: 1\n", 50_000)+"figures: ["+strings.Repeat("{a: b},", 900)+"]"))
	var faults framework.Faults
	if !errors.As(err, &faults) || len(faults) != 200 {
		t.Errorf("got %d faults, want 200", len(faults))
	}
}
