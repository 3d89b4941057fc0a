package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"

	"reformboard/internal/flow/record"
	"reformboard/internal/reform"
)

type verify struct {
	Edition string `arg:"" help:"CYCLE/NUMBER, or the file of an edition."`
	By      string `help:"Who is responsible." default:"administrator"`
	Alone   bool   `help:"With a file: use no database, and work everything out from the file."`
}

// mostShown is how many discrepancies are printed.
const mostShown = 100

// Run holds an edition against what it was made from.
func (c *verify) Run(ctx context.Context, s *settings) error {
	text, err := os.ReadFile(c.Edition)
	file := err == nil
	if c.Alone && !file {
		return fmt.Errorf("read the file of an edition: %w", err)
	}
	if c.Alone {
		v, _, err := record.Alone(text)
		if err != nil {
			return err
		}
		return told(v)
	}
	return s.onRecord(ctx, func(k *record.Book) error {
		v, err := c.verify(ctx, k, file, text)
		if err != nil {
			return err
		}
		return told(v)
	})
}

func (c *verify) verify(ctx context.Context, k *record.Book, file bool, text []byte) (reform.Verification, error) {
	if file {
		return k.VerifyFile(ctx, text)
	}
	cut := strings.LastIndex(c.Edition, "/")
	number, err := strconv.Atoi(c.Edition[cut+1:])
	if cut < 0 || err != nil {
		return reform.Verification{}, fmt.Errorf("%w: %q is neither a file nor CYCLE/NUMBER", reform.ErrInvalid, c.Edition)
	}
	p, err := k.Board.Store.Publication(ctx, c.Edition[:cut], number)
	if err != nil {
		return reform.Verification{}, err
	}
	v, err := k.Verify(ctx, p)
	if err == nil {
		err = k.Board.Store.SaveEvent(ctx, record.Checked(v, c.By, clock()))
	}
	return v, err
}

// told prints what came of it; discrepancies end the command with status 1.
func told(v reform.Verification) error {
	for n, d := range v.Discrepancies {
		if n == mostShown {
			fmt.Fprintf(os.Stderr, "and %d more\n", len(v.Discrepancies)-n)
			break
		}
		fmt.Fprintln(os.Stderr, d)
	}
	p := v.Publication
	if n := len(v.Discrepancies); n > 0 {
		return fmt.Errorf("%w: the edition does not hold in %d places (sha256 %s)", reform.ErrInvalid, n, p.SHA256)
	}
	fmt.Printf("edition %d of %s holds: %d scorecards and their rankings worked out anew, %d values compared\nsha256 %s\nlog %d:%s\n",
		p.Number, p.Cycle, v.Units, v.Values, p.SHA256, p.AnchorSeq, p.AnchorHash)
	for _, d := range v.Since {
		fmt.Println("changed since, by a deed in the log:", d)
	}
	return nil
}
