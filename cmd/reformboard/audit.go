package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"reformboard/internal/flow"
	"reformboard/internal/flow/record"
	"reformboard/internal/reform"
)

type audit struct {
	Verify auditVerify `cmd:"" help:"Check the log: against itself, the places where its head was written down, and the rows it vouches for."`
	Head   auditHead   `cmd:"" help:"Print the newest event: time, number and hash, to be written down elsewhere."`
}

type auditVerify struct {
	Known []string `help:"A head that stands on paper, as NUMBER:HASH; 12 digits of the hash are enough." placeholder:"NUMBER:HASH"`
}

// Run names whatever does not hold.
func (c *auditVerify) Run(ctx context.Context, s *settings) error {
	var onPaper []reform.Anchor
	for _, text := range c.Known {
		a, err := known(text)
		if err != nil {
			return err
		}
		onPaper = append(onPaper, a)
	}
	return s.onRecord(ctx, func(k *record.Book) error {
		log, err := k.VerifyLog(ctx, clock(), onPaper...)
		if err != nil {
			return err
		}
		for _, b := range log.Breaches {
			fmt.Fprintln(os.Stderr, b.Error())
		}
		if n := len(log.Breaches); n > 0 {
			return fmt.Errorf("%w: the log does not hold in %d places; %d events were walked", reform.ErrInvalid, n, log.Head.Seq)
		}
		fmt.Printf("%d events, each bound to the one before; %d heads written down; the rows of %d subjects are as they were written\n", log.Head.Seq, log.Anchors, log.Subjects)
		for _, i := range log.Found {
			fmt.Printf("%d of them stood here before the log vouched for rows: as they were found, from event %d on (%s)\n", i.Found, i.Seq, i.At.UTC().Format(time.RFC3339))
		}
		fmt.Println(log.Head)
		return nil
	})
}

// leastHash is how many digits of a hash nobody meets by chance.
const leastHash = 12

// known reads a head from paper.
func known(text string) (reform.Anchor, error) {
	number, hash, _ := strings.Cut(text, ":")
	seq, err := strconv.ParseInt(number, 10, 64)
	hash = strings.ToLower(strings.ReplaceAll(hash, " ", ""))
	if err != nil || seq < 1 || len(hash) < leastHash || strings.Trim(hash, "0123456789abcdef") != "" {
		return reform.Anchor{}, fmt.Errorf("%w: %q is no head: write NUMBER:HASH, with at least %d digits of the hash", reform.ErrInvalid, text, leastHash)
	}
	return reform.Anchor{Seq: seq, Hash: hash, At: clock()}, nil
}

type auditHead struct{}

// Run prints a line as the second place has it.
func (*auditHead) Run(ctx context.Context, s *settings) error {
	return s.onBoard(ctx, func(b *flow.Board) error {
		head, err := b.Store.Anchor(ctx, clock())
		if err == nil && head.Seq == 0 {
			err = errors.New("the log is empty")
		}
		if err == nil {
			_, err = fmt.Println(head)
		}
		return err
	})
}
