package main

import (
	"bytes"
	"context"
	"fmt"
	"os"

	"reformboard/internal/flow"
	reading "reformboard/internal/framework"
	"reformboard/internal/reform"
)

type framework struct {
	Schema frameworkSchema `cmd:"" help:"Print the JSON Schema of framework files."`
	Check  frameworkCheck  `cmd:"" help:"Say everything that is wrong with a framework file."`
	Store  frameworkStore  `cmd:"" help:"Store a framework; one that a cycle uses cannot be changed."`
}

type frameworkSchema struct{}

// Run prints the schema.
func (*frameworkSchema) Run() error {
	_, err := os.Stdout.Write(reading.Schema)
	return err
}

type frameworkCheck struct {
	File string `arg:"" type:"existingfile"`
}

// Run prints every fault with its file, line and path.
func (c *frameworkCheck) Run() error {
	f, _, err := readFramework(c.File)
	if err != nil {
		return err
	}
	fmt.Printf("%s: %s, %d indicators over %d figures, %s points\n", c.File, f.ID, len(f.Indicators()), len(f.Figures), f.Max)
	return nil
}

type frameworkStore struct {
	File string `arg:"" type:"existingfile"`
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

func readFramework(file string) (reform.Framework, []byte, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return reform.Framework{}, nil, err
	}
	f, err := reading.Read(file, bytes.NewReader(content))
	return f, content, err
}
