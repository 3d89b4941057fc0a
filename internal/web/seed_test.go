package web_test

import (
	"os"
	"testing"

	"reformboard/internal/framework"
	"reformboard/internal/reform"
)

// decision766 is the demonstration's framework of 24 indicators.
func decision766(t testing.TB) reform.Framework {
	t.Helper()
	source, err := os.Open("../../seed/frameworks/qd766-2022.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	f, err := framework.Read(source.Name(), source)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
