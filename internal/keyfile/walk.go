package keyfile

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// FaultInside notes a fault at a line and column, from 1, of the text that stands at
// a path. A text may have several.
func (f *File) FaultInside(path string, line, column int, text string) {
	n := f.at[path]
	if f.Full() || n == nil {
		return
	}
	line, column = f.locate(n, line, column)
	f.faults = append(f.faults, Fault{f.name, line, column, path, text})
}

// locate finds where in the file a line and column of a text stand.
//
// Note: YAML breaks, indents and folds white space as it likes, but no other letter;
// so those are counted, and what stands around them need not be understood.
func (f *File) locate(n *yaml.Node, line, column int) (int, int) {
	lines := strings.SplitAfter(n.Value, "\n")
	last := []rune(lines[min(line, len(lines))-1])
	before := strings.Join(lines[:min(line, len(lines))-1], "") + string(last[:min(column-1, len(last))])
	walk := walk{rest: f.from(n), style: n.Style, line: n.Line, column: n.Column}
	switch {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		walk.pass(bytes.IndexByte(walk.rest, '\n') + 1) // the mark: | or >
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		walk.pass(1)
	}
	for range visible(before) {
		walk.skip()
		walk.letter()
	}
	if visible(n.Value) > visible(before) { // else the place is the end
		walk.skip()
	}
	return walk.line, walk.column
}

// from is the file from a node on.
func (f *File) from(n *yaml.Node) []byte {
	rest := f.content
	for range n.Line - 1 {
		_, rest, _ = bytes.Cut(rest, []byte("\n"))
	}
	for range n.Column - 1 {
		_, size := utf8.DecodeRune(rest)
		rest = rest[size:]
	}
	return rest
}

// visible counts the letters of a text that are not white space.
func visible(text string) int {
	count := 0
	for _, letter := range text {
		if !unicode.IsSpace(letter) {
			count++
		}
	}
	return count
}

// walk goes through a text as it stands in the file.
type walk struct {
	rest         []byte
	style        yaml.Style
	line, column int // of the next letter
}

// pass goes over so many bytes.
func (w *walk) pass(bytes int) {
	for _, letter := range string(w.rest[:min(bytes, len(w.rest))]) {
		w.column++
		if letter == '\n' {
			w.line, w.column = w.line+1, 1
		}
	}
	w.rest = w.rest[min(bytes, len(w.rest)):]
}

// skip goes over white space, escaped or not.
func (w *walk) skip() {
	for len(w.rest) > 0 {
		letter, size := utf8.DecodeRune(w.rest)
		switch {
		case unicode.IsSpace(letter):
		case w.escaped() && strings.ContainsRune("nrtvf NLP_\r\n", rune(w.rest[1])):
			size = 2
		default:
			return
		}
		w.pass(size)
	}
}

// letter goes over one letter, escaped or not.
func (w *walk) letter() {
	_, size := utf8.DecodeRune(w.rest)
	switch {
	case w.escaped():
		size = 2 + map[byte]int{'x': 2, 'u': 4, 'U': 8}[w.rest[1]]
	case w.style&yaml.SingleQuotedStyle != 0 && bytes.HasPrefix(w.rest, []byte("''")):
		size = 2
	}
	w.pass(size)
}

func (w *walk) escaped() bool {
	return w.style&yaml.DoubleQuotedStyle != 0 && len(w.rest) > 1 && w.rest[0] == '\\'
}
