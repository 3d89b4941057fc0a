package keyfile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"reformboard/internal/reform"
)

// Fault is something wrong in a file, and what to do about it.
type Fault struct {
	File         string
	Line, Column int    // from 1
	Path         string // areas[2].indicators[0].max; empty: the file
	Text         string
}

// String is the fault on one line: file:line:column: path: text.
func (f Fault) String() string {
	place := fmt.Sprintf("%s:%d:%d: ", f.File, f.Line, f.Column)
	if f.Path != "" {
		place += f.Path + ": "
	}
	return place + f.Text
}

// Faults are all the faults of a file, from its first line to its last.
type Faults []Fault

// Error lists the faults, one a line.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.String()
	}
	return strings.Join(lines, "\n")
}

// Unwrap makes faults a mistake of the person who wrote the file.
func (f Faults) Unwrap() error { return reform.ErrInvalid }

func (f Faults) sound(path string) bool {
	return !slices.ContainsFunc(f, func(fault Fault) bool {
		rest, beneath := strings.CutPrefix(fault.Path, path)
		return beneath && (path == "" || rest == "" || strings.ContainsAny(rest[:1], ".["))
	})
}

// mostFaults are listed: nobody mends more in one go.
const mostFaults = 200

// Fault notes a fault at a path, or at the nearest part around it that is written.
// A part with one fault gets no second: the next is mostly a consequence.
func (f *File) Fault(path, format string, args ...any) {
	if f.Full() || f.faulty(path) {
		return
	}
	n := f.place(path)
	f.faults = append(f.faults, Fault{f.name, n.Line, n.Column, path, fmt.Sprintf(format, args...)})
}

func (f *File) faulty(path string) bool {
	return slices.ContainsFunc(f.faults, func(f Fault) bool { return f.Path == path })
}

func (f *File) place(path string) yaml.Node {
	for {
		if n := f.at[path]; n != nil {
			return *n
		}
		if path == "" {
			return yaml.Node{Line: 1, Column: 1}
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
}

// Full reports whether so many faults have been noted that more are not.
func (f *File) Full() bool { return len(f.faults) >= mostFaults }

// Faults are all the faults noted so far, from the first line to the last.
func (f *File) Faults() Faults {
	return slices.SortedStableFunc(slices.Values(f.faults), func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Path, b.Path))
	})
}

// Clip shortens what a file says to what a message can carry.
func Clip(s string) string {
	const most = 120
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most]) + "…"
}

// mostNoted faults are listed of a table: nobody mends more in one go.
const mostNoted = 200

// With adds a fault of a table, up to the most that are listed.
func (f Faults) With(one Fault) Faults {
	if len(f) >= mostNoted {
		return f
	}
	one.Path = Clip(one.Path)
	return append(f, one)
}

// Quote shows what a file says, shortened to what a message can carry.
func Quote(s string) string { return fmt.Sprintf("%q", Clip(s)) }
