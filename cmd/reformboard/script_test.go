package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"reformboard": func() {
		os.Exit(run(context.Background(), os.Args[1:]))
	}})
}

// TestScripts runs the commands of testdata/script and holds what they print
// against what stands there.
func TestScripts(t *testing.T) {
	frameworks, err := os.ReadFile("../../seed/frameworks/qd766-2022.yaml")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:  "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"answer": answerForm, "exits": exits, "fill": fill, "packed": packInto, "table": tabled},
		Setup: func(env *testscript.Env) error {
			env.Setenv("REFORMBOARD_DATA", env.WorkDir+"/data")
			return errors.Join(
				os.WriteFile(env.WorkDir+"/qd766-2022.yaml", frameworks, 0o600),
				os.WriteFile(env.WorkDir+"/readme.sh", readme(t, "score"), 0o600),
				os.WriteFile(env.WorkDir+"/check.sh", readme(t, "check"), 0o600),
				os.CopyFS(env.WorkDir+"/seed/frameworks", os.DirFS("../../seed/frameworks")),
			)
		},
	})
}

// readme is README's example of a command, to be run in a shell.
func readme(t *testing.T, command string) []byte {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for block := range bytes.SplitSeq(text, []byte("```")) {
		if bytes.Contains(block, []byte("\nreformboard "+command+" ")) {
			return block
		}
	}
	t.Fatalf("README has no example of reformboard %s", command)
	return nil
}
