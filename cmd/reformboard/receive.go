package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"reformboard/internal/bundle"
	"reformboard/internal/container"
	"reformboard/internal/flow"
	"reformboard/internal/flow/batches"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

type receive struct {
	Paths  []string        `arg:"" name:"path" help:"Workbooks, folders with all below them, or .zip archives."`
	Cycle  string          `help:"The cycle they are for; empty: as each workbook says." placeholder:"ID"`
	Source reform.Source   `help:"Whose reports they are; empty: as each workbook says." placeholder:"unit|survey"`
	Submit bool            `help:"Submit those without mistakes and without values to be explained."`
	By     string          `help:"Who is responsible." default:"administrator"`
	Lang   reform.Language `help:"${enum}." enum:"vi,en" default:"vi"`
}

// Run takes the workbooks as the board's page does. Its status is 0 when all were taken, 1
// when something is to be mended or explained, 2 when a file was not taken at all.
func (c *receive) Run(ctx context.Context, s *settings) error {
	return s.onBoard(ctx, func(b *flow.Board) error {
		files, done, err := c.files()
		defer done()
		if err != nil {
			return err
		}
		list := list{receive: c, to: os.Stdout, files: files, waiting: map[int]reform.BatchItem{}, counts: map[reform.Fate]int{}}
		l := batches.Load{Cycle: c.Cycle, Source: c.Source, By: c.By, At: clock(), Submit: c.Submit, Files: files}
		if err := batches.Take(ctx, b, l, list.add); err != nil {
			return err
		}
		return list.end()
	})
}

// files lists what the paths name. Archives stay open until done is called.
func (c *receive) files() (files []bundle.File, done func(), err error) {
	var open []io.Closer
	done = func() {
		for _, o := range open {
			_ = o.Close() // was only read
		}
	}
	for _, path := range c.Paths {
		about, err := os.Stat(path)
		if err != nil {
			return nil, done, err
		}
		if about.IsDir() {
			files, err = below(path, files)
		} else if strings.EqualFold(filepath.Ext(path), ".zip") {
			files, open, err = c.unpacked(path, about.Size(), files, open)
		} else {
			files = append(files, single(path))
		}
		if err != nil {
			return nil, done, err
		}
	}
	if len(files) == 0 {
		return nil, done, fmt.Errorf("%w: there is no file in %s", reform.ErrInvalid, strings.Join(c.Paths, ", "))
	}
	return files, done, nil
}

func (c *receive) unpacked(path string, size int64, files []bundle.File, open []io.Closer) ([]bundle.File, []io.Closer, error) {
	archive, err := os.Open(path)
	if err != nil {
		return nil, open, err
	}
	inside, err := bundle.Open(archive, size)
	if refused, ok := errors.AsType[container.Refusal](err); ok {
		err = outcome{2, fmt.Errorf("%s: %s", path, locale.Archive(c.Lang, reform.Finding(refused)))}
	}
	return append(files, inside...), append(open, archive), err
}

func single(path string) bundle.File {
	return bundle.File{Name: filepath.ToSlash(path), Read: func() ([]byte, error) {
		file, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(io.LimitReader(file, container.MostBytes+1)) // one more tells that it is too large
		return content, errors.Join(err, file.Close())
	}}
}

// below lists the files of a folder and all below it.
func below(dir string, files []bundle.File) ([]bundle.File, error) {
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && !bundle.Litter(d.Name()) {
			files = append(files, single(path))
		}
		return err
	})
	return files, err
}

// list prints what came of the files in their order, each as soon as those before it have
// been printed.
type list struct {
	*receive
	to      io.Writer
	files   []bundle.File
	waiting map[int]reform.BatchItem // by place
	printed int
	counts  map[reform.Fate]int
}

func (l *list) add(item reform.BatchItem) error {
	l.waiting[item.Place] = item
	for {
		next, ok := l.waiting[l.printed+1]
		if !ok {
			return nil
		}
		delete(l.waiting, next.Place)
		l.printed++
		l.counts[next.Fate()]++
		if err := l.print(next); err != nil {
			return err
		}
	}
}

func (l *list) print(item reform.BatchItem) error {
	says := locale.Fate(l.Lang, item)
	if item.Unit != "" {
		says = item.Unit + ": " + says
	}
	for _, f := range item.Findings {
		text, mend := locale.Finding(l.Lang, f)
		says += "\n    " + text + " " + mend
	}
	_, err := fmt.Fprintf(l.to, "%s: %s\n", printed(item.Name), says)
	return err
}

// end prints what there was of each kind, and says how it went.
func (l *list) end() error {
	_, err := fmt.Fprintln(l.to, locale.Say(l.Lang, "receive.summary", "Count", len(l.files), "Files", len(l.files), "HandedIn", l.counts[reform.HandedIn],
		"Drafted", l.counts[reform.Drafted], "Faulty", l.counts[reform.Faulty], "Silent", l.counts[reform.Silent], "Unread", l.counts[reform.Unread], "Unclaimed", l.counts[reform.Unclaimed]))
	switch {
	case err != nil:
		return err
	case l.counts[reform.Unread]+l.counts[reform.Unclaimed] > 0:
		return outcome{status: 2}
	case l.counts[reform.Faulty]+l.counts[reform.Silent] > 0:
		return outcome{status: 1}
	}
	return nil
}
