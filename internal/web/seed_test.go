package web_test

import (
	"io"
	"os"
	"path/filepath"
)

// openSeed opens one of the demonstration's texts.
func openSeed(name string) (io.ReadCloser, error) {
	return os.Open(filepath.Join("..", "..", "seed", filepath.FromSlash(name)))
}
