// Package assets is what pages ask for beside themselves: our style and scripts, and the
// chart library and fonts that npm builds.
//
// Its one rule: whatever is served is embedded; no page names an address outside the
// server.
package assets

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"regexp"
	"strings"
)

// The dist folder holds what npm builds; on a fresh clone only its .gitignore,
// so that it can be embedded all the same.
//
//go:embed style charts script icon.svg all:dist
var embedded embed.FS

// written are the assets that stand in many files, one an idea: each is a folder's
// files, joined in the order of their names.
var written = map[string][]byte{"board.css": joined("style"), "charts.js": joined("charts"), "board.js": joined("script")}

// versions gives each file we write or build, but for fonts, a name for its
// content, so that browsers may keep it for ever.
var versions = contentHashes("board.css", "board.js", "charts.js", "icon.svg", "dist/echarts.js", "dist/fonts.css")

// Read returns an asset by the name under which it is asked for.
func Read(name string) ([]byte, error) {
	if content, ok := written[name]; ok {
		return content, nil
	}
	return embedded.ReadFile(name)
}

// Files holds what is served under /assets/ beside what is joined. An address with
// ?v= may be cached for ever.
func Files() fs.FS { return embedded }

// Ready reports whether the chart library and fonts have been built into
// the program. Without them pages show their tables and no charts.
func Ready() bool { return versions["dist/echarts.js"] != "" }

// joined is the files of a folder, less what only their readers here want: comments
// and indents, which weigh on every first visit.
func joined(folder string) []byte {
	files, err := embedded.ReadDir(folder)
	if err != nil {
		panic(err) // embedded by this very file
	}
	var all bytes.Buffer
	for _, f := range files {
		content, err := embedded.ReadFile(folder + "/" + f.Name())
		if err != nil {
			panic(err)
		}
		if strings.HasSuffix(f.Name(), ".css") {
			content = blockComment.ReplaceAll(content, nil)
		}
		for line := range bytes.Lines(content) {
			line = bytes.TrimSpace(line)
			if len(line) > 0 && !bytes.HasPrefix(line, []byte("//")) {
				all.Write(append(line, '\n'))
			}
		}
	}
	return all.Bytes()
}

var blockComment = regexp.MustCompile(`(?s)/\*.*?\*/`)

func contentHashes(names ...string) map[string]string {
	hashes := map[string]string{}
	for _, name := range names {
		content, err := Read(name)
		if err != nil {
			continue // not built yet
		}
		sum := sha256.Sum256(content)
		hashes[name] = hex.EncodeToString(sum[:6])
	}
	return hashes
}

// URL is the address of an asset, named by its content.
func URL(name string) string { return "/assets/" + name + "?v=" + versions[name] }
