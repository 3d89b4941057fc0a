package dashboards_test

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reformboard/dashboards/assets"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

var into = flag.String("gallery", "", "write every page with sample data into this folder")

// galleryFolder is where pages are written: the folder that was named, or one that goes
// with the test.
func galleryFolder(t testing.TB) string {
	if *into == "" {
		return t.TempDir()
	}
	return *into
}

// TestGallery writes the pages as files that a browser can open, to be kept when
// a folder is named.
func TestGallery(t *testing.T) {
	folder := galleryFolder(t)
	for _, l := range reform.Languages {
		for _, s := range gallery.All(t, sample.Voice(l)) {
			html := strings.ReplaceAll(gallery.Render(t, l, s), "/assets/", "../assets/")
			write(t, filepath.Join(folder, string(l), s.Name+".html"), []byte(html))
		}
	}
	err := fs.WalkDir(assets.Files(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := assets.Read(path)
		write(t, filepath.Join(folder, "assets", path), content)
		return err
	})
	for _, name := range []string{"board.css", "board.js", "charts.js"} {
		content, err := assets.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(folder, "assets", name), content)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func write(t testing.TB, path string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
}
