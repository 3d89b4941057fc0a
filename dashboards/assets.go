package dashboards

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
//go:embed assets/style assets/charts assets/script assets/icon.svg all:assets/dist
var embedded embed.FS

// written are the assets that stand in many files, one an idea: each is a folder's
// files, joined in the order of their names.
var written = map[string][]byte{"board.css": joined("style"), "charts.js": joined("charts"), "board.js": joined("script")}

// versions gives each file we write or build, but for fonts, a name for its
// content, so that browsers may keep it for ever.
var versions = contentHashes("board.css", "board.js", "charts.js", "icon.svg", "dist/echarts.js", "dist/fonts.css")

// Asset returns an asset by the name under which it is asked for.
func Asset(name string) ([]byte, error) {
	if content, ok := written[name]; ok {
		return content, nil
	}
	return fs.ReadFile(Assets(), name)
}

// Assets holds what is served under /assets/ beside what is joined. An address with
// ?v= may be cached for ever.
func Assets() fs.FS {
	sub, err := fs.Sub(embedded, "assets")
	if err != nil {
		panic(err) // the folder is embedded by this very file
	}
	return sub
}

// AssetsReady reports whether the chart library and fonts have been built into
// the program. Without them pages show their tables and no charts.
func AssetsReady() bool { return versions["dist/echarts.js"] != "" }

// joined is the files of a folder, less what only their readers here want: comments
// and indents, which weigh on every first visit.
func joined(folder string) []byte {
	files, err := fs.ReadDir(Assets(), folder)
	if err != nil {
		panic(err) // embedded by this very file
	}
	var all bytes.Buffer
	for _, f := range files {
		content, err := fs.ReadFile(Assets(), folder+"/"+f.Name())
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
		content, err := Asset(name)
		if err != nil {
			continue // not built yet
		}
		sum := sha256.Sum256(content)
		hashes[name] = hex.EncodeToString(sum[:6])
	}
	return hashes
}

func assetURL(name string) string { return "/assets/" + name + "?v=" + versions[name] }
