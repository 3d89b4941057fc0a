package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"reformboard/internal/container"
	"reformboard/internal/exchange"
	"reformboard/internal/flow"
	reading "reformboard/internal/framework"
	"reformboard/internal/indexfile"
	"reformboard/internal/reform"
	"reformboard/internal/revision"
)

type framework struct {
	Schema  frameworkSchema  `cmd:"" help:"Print the JSON Schema of framework files."`
	Check   frameworkCheck   `cmd:"" help:"Say everything that is wrong with a framework file."`
	Import  frameworkImport  `cmd:"" help:"Turn the flat table of a composite index into a framework file."`
	Export  frameworkExport  `cmd:"" help:"Write a framework in another form."`
	Compare frameworkCompare `cmd:"" help:"Say what differs between two editions."`
	Preview frameworkPreview `cmd:"" help:"Say whose total and rank in a past cycle would differ by a draft."`
	Store   frameworkStore   `cmd:"" help:"Store a framework; one that a cycle uses cannot be changed."`
}

type frameworkSchema struct{}

// Run prints the schema.
func (*frameworkSchema) Run() error {
	_, err := os.Stdout.Write(reading.Schema)
	return err
}

type frameworkCheck struct {
	File string `arg:"" type:"existingfile" help:"YAML, JSON, .xlsx, or the flat .csv of an index."`
}

// Run prints every fault with its file, line and path.
func (c *frameworkCheck) Run() error {
	f, _, err := readFramework(c.File)
	if err != nil {
		return err
	}
	points := ""
	if f.Max != 0 {
		points = fmt.Sprintf(", %s points", f.Max)
	}
	fmt.Printf("%s: %s, %d indicators over %d figures%s\n", c.File, f.ID, len(f.Indicators()), len(f.Figures), points)
	return nil
}

type frameworkImport struct {
	File   string `arg:"" type:"existingfile" help:"CSV with the columns code, parent, weight, agg, norm and perhaps low, high, power, direction, name, target, reference, min_coverage."`
	Output string `short:"o" help:"File to write; default: standard output." placeholder:"FILE" type:"path"`
}

// Help is what the command's --help says beneath its flags.
func (*frameworkImport) Help() string {
	return `A row a node, in any order; the root has no parent, a leaf no parts. An empty cell
may also be written -, NA, NaN or NULL. Text is UTF-8 with commas, semicolons or tabs.

  weight        relative inside the parent; empty: 1
  agg           of a node with parts: amean (empty), gmean, hmean, genmean, min, sum,
                copeland. gmean and hmean of a part of 0 or less are 0
  norm          of a leaf: none (empty), minmax, goalposts, scaled, zscore, rank,
                borda, prank, dist2targ, dist2ref, dist2max, fracmax
  low, high     the posts of goalposts and scaled; mean and spread of zscore, or else
                0 and 1; ends of the scale of minmax, or else 0 and 100, and of prank,
                dist2targ, dist2ref, dist2max, fracmax, or else 0 and 1
  power         exponent of goalposts, or else 1; of genmean
  direction     1, or -1 where less is better
  target        of dist2targ; empty: high, where low is empty
  reference     of dist2ref: the unit that all are measured against
  min_coverage  least share of a node's parts with a score, or else it has none

goalposts runs from 0 to 1 and is held there, scaled from 0 to 100 and beyond. What is
missing leaves, and the weights of the parts beside it are taken anew, level by level.`
}

// Run writes the framework file.
func (c *frameworkImport) Run() error {
	f, _, err := readFramework(c.File)
	if err != nil {
		return err
	}
	return writeTo(c.Output, func(w io.Writer) error { return exchange.WriteYAML(w, &f) })
}

type frameworkExport struct {
	File   string `arg:"" type:"existingfile" help:"YAML, JSON, .xlsx, or the flat .csv of an index."`
	Format string `help:"${enum}." enum:"yaml,json,xlsx" required:""`
	Output string `short:"o" help:"File to write; default: standard output." placeholder:"FILE" type:"path"`
}

// Validate keeps a workbook out of a terminal.
func (c *frameworkExport) Validate() error {
	if c.Format == "xlsx" && c.Output == "" {
		return errors.New("--format xlsx needs --output")
	}
	return nil
}

// Run writes the framework.
func (c *frameworkExport) Run() error {
	f, _, err := readFramework(c.File)
	if err != nil {
		return err
	}
	write := map[string]func(io.Writer, *reform.Framework) error{
		"yaml": exchange.WriteYAML, "json": exchange.WriteJSON, "xlsx": exchange.WriteWorkbook,
	}[c.Format]
	return writeTo(c.Output, func(w io.Writer) error { return write(w, &f) })
}

type frameworkCompare struct {
	Old string `arg:"" type:"existingfile" help:"The edition before: YAML, JSON, .xlsx, or the flat .csv of an index."`
	New string `arg:"" type:"existingfile" help:"The edition after."`
}

// Run prints a line for each thing that is not the same.
func (c *frameworkCompare) Run() error {
	before, _, err := readFramework(c.Old)
	if err != nil {
		return err
	}
	after, _, err := readFramework(c.New)
	if err != nil {
		return err
	}
	for _, d := range revision.Between(&before, &after) {
		fmt.Println(difference(d))
	}
	return nil
}

// difference is one line: what became of which noun, and its text before and after.
func difference(d revision.Difference) string {
	line := strings.Join(strings.Fields(fmt.Sprint(d.Kind, " ", d.Noun, " ", d.ID, " ", d.Key)), " ")
	if d.Before+d.After == "" {
		return line
	}
	switch d.Kind {
	case revision.Added:
		return line + ": " + d.After
	case revision.Removed:
		return line + ": " + d.Before
	case revision.Changed, revision.Moved:
	}
	return fmt.Sprintf("%s: %q → %q", line, d.Before, d.After)
}

type frameworkStore struct {
	File string `arg:"" type:"existingfile" help:"YAML or JSON."`
	By   string `help:"Who is responsible." default:"administrator"`
}

// Run stores the framework with its text exactly as it is.
func (c *frameworkStore) Run(ctx context.Context, s *settings) error {
	f, content, err := readFramework(c.File)
	if err != nil {
		return err
	}
	return s.onBoard(ctx, func(b *flow.Board) error { return b.Store.SaveFramework(ctx, c.By, clock(), f, content) })
}

// readFramework reads a framework in any of its forms, by the file's ending. The
// text is that of a framework file: a workbook or table is turned into one. What is
// wrong with the file is printed, and an error.
func readFramework(file string) (reform.Framework, []byte, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return reform.Framework{}, nil, err
	}
	f, text, err := understand(file, content)
	if refused, ok := errors.AsType[container.Refusal](err); ok {
		err = report(reform.English, file, []reform.Finding{reform.Finding(refused)}, 0)
	}
	if faults, ok := errors.AsType[reading.Faults](err); ok {
		err = listed(file, len(faults), faults)
	}
	return f, text, err
}

// listed prints faults, which already tell their place, and says how many they are.
func listed(file string, count int, faults error) error {
	fmt.Fprintln(os.Stderr, faults)
	return faulty(file, count)
}

func understand(file string, content []byte) (reform.Framework, []byte, error) {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".csv", ".tsv", ".txt":
		f, err := indexfile.Read(file, bytes.NewReader(content))
		if err != nil {
			return f, nil, err
		}
		var text bytes.Buffer
		err = exchange.WriteYAML(&text, &f)
		return f, text.Bytes(), err
	case ".xlsx":
		text, err := exchange.ReadWorkbook(file, bytes.NewReader(content))
		if err != nil {
			return reform.Framework{}, nil, err
		}
		content = text
		file += " (as YAML)"
	}
	f, err := reading.Read(file, bytes.NewReader(content))
	return f, content, err
}
