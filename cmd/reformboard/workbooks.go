package main

import (
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"reformboard/internal/bundle"
	"reformboard/internal/container"
	"reformboard/internal/reform"
)

// delivered is a file as it lies in a folder or in an archive.
type delivered struct {
	name    string // with the folder or archive that it was found in
	content []byte
	err     error // it was not read; of what somebody sent a container.Refusal
}

// unpackable is why an archive is not opened.
type unpackable struct{ reform.Finding }

func (unpackable) Error() string { return "the archive cannot be opened" }

var errNoWorkbook = errors.New("no workbook is in it")

// workbooks opens files one by one: one that is named, the spreadsheets of a folder, or
// all that a .zip holds.
func workbooks(paths ...string) iter.Seq[delivered] {
	return func(yield func(delivered) bool) {
		for _, path := range paths {
			for d := range filesAt(path) {
				if !yield(d) {
					return
				}
			}
		}
	}
}

func filesAt(path string) iter.Seq[delivered] {
	about, err := os.Stat(path)
	switch {
	case err != nil:
		return each("", bundle.File{Name: path, Read: func() ([]byte, error) { return nil, err }})
	case about.IsDir():
		return folder(path)
	case strings.EqualFold(filepath.Ext(path), ".zip"):
		return packed(path, about.Size())
	}
	return each("", single(path))
}

// each reads files when their turn comes.
func each(inside string, files ...bundle.File) iter.Seq[delivered] {
	return func(yield func(delivered) bool) {
		for _, f := range files {
			content, err := f.Read()
			if !yield(delivered{inside + f.Name, content, err}) {
				return
			}
		}
	}
}

// spreadsheets are the endings of files that people take for a report. Those that
// cannot be read are handed on as well: a refusal says what to do, silence does not.
var spreadsheets = []string{".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}

func folder(path string) iter.Seq[delivered] {
	entries, err := os.ReadDir(path)
	var files []bundle.File
	for _, e := range entries {
		if !e.IsDir() && !bundle.Litter(e.Name()) && slices.Contains(spreadsheets, strings.ToLower(filepath.Ext(e.Name()))) {
			files = append(files, single(filepath.Join(path, e.Name())))
		}
	}
	if err == nil && len(files) == 0 {
		err = errNoWorkbook
	}
	if err != nil {
		return each("", bundle.File{Name: path, Read: func() ([]byte, error) { return nil, err }})
	}
	return each("", files...)
}

func packed(path string, size int64) iter.Seq[delivered] {
	return func(yield func(delivered) bool) {
		archive, err := os.Open(path)
		if err != nil {
			yield(delivered{name: path, err: err})
			return
		}
		defer archive.Close()
		files, err := bundle.Open(io.NewSectionReader(archive, 0, size), size)
		if refused, ok := errors.AsType[container.Refusal](err); ok {
			err = unpackable{reform.Finding(refused)}
		}
		if err != nil {
			yield(delivered{name: path, err: err})
			return
		}
		each(path+"/", files...)(yield)
	}
}

// printed is a text that somebody sent, fit for one line of a terminal.
func printed(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "�"))
}
