package framework

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"reformboard/internal/reform"
)

// Fault is something wrong in a framework file, and what to do about it.
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

// mostFaults are listed: nobody mends more in one go.
const mostFaults = 200

// reader collects what one file says and what is wrong with it.
type reader struct {
	file   string
	faults Faults
	at     map[string]*yaml.Node // where each part stands, by its path
}

// fault notes a fault at a path, or at the nearest part around it that is written.
// A part with one fault gets no second: the next is mostly a consequence.
func (r *reader) fault(path, format string, args ...any) {
	if len(r.faults) >= mostFaults || r.faulty(path) {
		return
	}
	n := r.place(path)
	r.faults = append(r.faults, Fault{r.file, n.Line, n.Column, clip(path), fmt.Sprintf(format, args...)})
}

func (r *reader) faulty(path string) bool {
	return slices.ContainsFunc(r.faults, func(f Fault) bool { return f.Path == path })
}

func (r *reader) place(path string) yaml.Node {
	for {
		if n := r.at[path]; n != nil {
			return *n
		}
		if path == "" {
			return yaml.Node{Line: 1, Column: 1}
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
}

func (r *reader) sorted() Faults {
	slices.SortStableFunc(r.faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Path, b.Path))
	})
	return r.faults
}

// clip shortens what a file says to what a message can carry.
func clip(s string) string {
	const most = 120
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most]) + "…"
}
