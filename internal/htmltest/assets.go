package htmltest

import (
	"os"
	"testing"
)

// NeedsAssets skips a test aloud where what npm builds is not there, and fails it where
// REQUIRE_ASSETS is set, as in CI.
func NeedsAssets(t testing.TB, ready bool) {
	t.Helper()
	if ready {
		return
	}
	if os.Getenv("REQUIRE_ASSETS") != "" {
		t.Fatal("the assets are not built: make assets")
	}
	t.Skip("SKIPPED: the assets are not built: make assets")
}
