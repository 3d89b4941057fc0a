package dashboards

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
)

// The dist folder holds what npm builds; on a fresh clone only its .gitignore,
// so that it can be embedded all the same.
//
//go:embed assets/board.css assets/board.js assets/icon.svg all:assets/dist
var embedded embed.FS

// versions gives each file we write or build, but for fonts, a name for its
// content, so that browsers may keep it for ever.
var versions = contentHashes("board.css", "board.js", "icon.svg", "dist/echarts.js", "dist/fonts.css")

// Assets holds the style, script, fonts and chart library to be served under
// /assets/. An address with ?v= may be cached for ever.
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

func contentHashes(names ...string) map[string]string {
	hashes := map[string]string{}
	for _, name := range names {
		content, err := fs.ReadFile(Assets(), name)
		if err != nil {
			continue // not built yet
		}
		sum := sha256.Sum256(content)
		hashes[name] = hex.EncodeToString(sum[:6])
	}
	return hashes
}

func assetURL(name string) string { return "/assets/" + name + "?v=" + versions[name] }
