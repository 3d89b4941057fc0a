// Package framework reads a framework file: the rules by which units are scored,
// written in YAML, or in JSON, by the people who know them.
//
// Its one rule: a file is taken whole or not at all, and whatever is wrong with
// it is said at once, each fault with its line and what to do about it.
//
// Package keyfile reads the keys, which are the json tags of the nouns in package
// reform; here it is judged what they say. Schema says the same to an editor. A
// framework of which a worked example comes out otherwise is refused like any other
// mistake.
package framework

import (
	_ "embed"
	"fmt"
	"io"

	"reformboard/internal/keyfile"
	"reformboard/internal/reform"
)

// Schema is the JSON Schema (draft 2020-12) of a framework file.
//
//go:embed schema.json
var Schema []byte

// MostBytes is the largest framework file that is read: an index of 700 indicators
// has a tenth of it.
const MostBytes = 4 << 20

// Fault is something wrong in a framework file, and what to do about it.
type Fault = keyfile.Fault

// Faults are all the faults of a file, from its first line to its last.
type Faults = keyfile.Faults

// Read reads a framework from a file of this name. A file with mistakes gives
// Faults; any other error is a failure to read it at all.
func Read(name string, r io.Reader) (reform.Framework, error) {
	content, err := io.ReadAll(io.LimitReader(r, MostBytes+1))
	if err != nil {
		return reform.Framework{}, fmt.Errorf("read framework %s: %w", name, err)
	}
	if len(content) > MostBytes {
		text := fmt.Sprintf("the file is larger than %d KiB: a framework is a text of some dozen KiB", MostBytes>>10)
		return reform.Framework{}, Faults{{File: name, Line: 1, Column: 1, Text: text}}
	}
	var f reform.Framework
	file := keyfile.Read(name, content, closed, &f)
	if !file.Full() && file.Written("id") {
		check(file, f)
	}
	if faults := file.Faults(); len(faults) > 0 {
		return reform.Framework{}, faults
	}
	return f, nil
}
