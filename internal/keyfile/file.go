// Package keyfile reads a file of keys and values, YAML or JSON, into nouns, and
// knows where in the file each part of them stands.
//
// Its one rule: nothing is guessed, and whatever is wrong is said at once. A key
// that is unknown, missing or written twice, a word outside its closed set and a
// number that has lost its digits are faults, each with its line, column and path
// and with what to do about it; whoever judges what was read adds faults of meaning
// at the same paths.
//
// The keys are the json tags of the nouns; a tag without omitempty or omitzero is a
// key that must be written.
package keyfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"
)

// mostMarks bounds the memory that a hostile file takes: it has no more parts than
// twice its commas, brackets and lines. A real one of 4 MiB has half of these.
const mostMarks = 500_000

// File is what one file says and what is wrong with it.
type File struct {
	name    string
	content []byte
	isJSON  bool
	words   map[reflect.Type][]string // of closed sets
	faults  Faults
	unread  int                    // how many of them are of the reading
	at      map[string]*yaml.Node  // where each part stands, by its path
	known   map[reflect.Type][]Key // of the nouns met so far
	hints   int                    // given so far
}

// Read reads the content of a file into what noun points at. Of the types in words,
// only those words are taken.
func Read(name string, content []byte, words map[reflect.Type][]string, noun any) *File {
	f := &File{
		name: name, content: bytes.TrimPrefix(content, []byte("\ufeff")), words: words,
		at: map[string]*yaml.Node{}, known: map[reflect.Type][]Key{},
	}
	if root := f.parse(); root != nil {
		f.read(root, reflect.ValueOf(noun).Elem(), "")
	}
	f.unread = len(f.faults)
	return f
}

// Written reports whether a part stands in the file.
func (f *File) Written(path string) bool { return f.at[path] != nil }

// ReadWell reports whether all keys at and beneath a path could be read, so that
// what follows from them can be judged.
func (f *File) ReadWell(path string) bool { return f.faults[:f.unread].sound(path) }

// Sound reports whether no fault has been noted at and beneath a path.
func (f *File) Sound(path string) bool { return f.faults.sound(path) }

// parse returns the one document in the file, or nil after saying why there is none.
func (f *File) parse() *yaml.Node {
	marks := 0
	for _, mark := range []string{"\n", ",", "[", "{"} {
		marks += bytes.Count(f.content, []byte(mark))
	}
	switch {
	case marks > mostMarks:
		f.Fault("", "the file has more than %d lines, commas and brackets, far more than any real one", mostMarks)
		return nil
	case bytes.HasPrefix(bytes.TrimSpace(f.content), []byte("{")) && json.Valid(f.content):
		f.isJSON = true
		return newTokens(f.content).node()
	}
	documents := yaml.NewDecoder(bytes.NewReader(f.content))
	var first, second yaml.Node
	err := documents.Decode(&first)
	if errors.Is(err, io.EOF) {
		f.Fault("", "the file is empty")
		return nil
	}
	if err == nil {
		err = documents.Decode(&second)
	}
	switch {
	case err == nil:
		f.at[""] = &second
		f.Fault("", "a second document begins here: a file holds one")
		return nil
	case !errors.Is(err, io.EOF):
		f.unreadable(err)
		return nil
	}
	return first.Content[0]
}

// unreadable turns a syntax error ("yaml: line 3: …") into a fault. The YAML reader
// names the line it was on, or the one before, and none for the first.
func (f *File) unreadable(err error) {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	node := yaml.Node{Line: 1, Column: 1}
	if _, scanErr := fmt.Sscanf(text, "line %d:", &node.Line); scanErr == nil {
		_, text, _ = strings.Cut(text, ": ")
	}
	f.at[""] = &node
	f.Fault("", "this is not YAML, here or on the next line: %s", text)
}
