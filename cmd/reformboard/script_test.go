package main

import (
	"context"
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
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("REFORMBOARD_DATA", env.WorkDir+"/data")
			return os.WriteFile(env.WorkDir+"/qd766-2022.yaml", frameworks, 0o600)
		},
	})
}
