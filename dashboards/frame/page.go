package frame

import (
	"embed"
	"io/fs"
)

// Page is what people see at an address: a type that embeds Head, and a template of
// its name in lower case.
type Page interface{ head() Head }

// Room is the pages about one subject.
type Room struct {
	Pages     []Page // each by its zero value
	Templates fs.FS
}

// Parts are the templates that pages have in common.
//
//go:embed parts.html
var Parts embed.FS
