package main

import (
	"context"
	"fmt"
	"os"

	"reformboard/internal/flow/record"
	"reformboard/internal/reform"
)

type publish struct {
	Propose  publishPropose  `cmd:"" help:"Propose that a cycle be published as it stands."`
	Approve  publishApprove  `cmd:"" help:"Publish what another person has proposed."`
	Withdraw publishWithdraw `cmd:"" help:"Take the open proposal back."`
	List     publishList     `cmd:"" help:"Print the editions of a cycle and what is proposed."`
	Write    publishWrite    `cmd:"" help:"Write the file of an edition, to be verified anywhere."`
}

type publishPropose struct {
	Cycle  string `arg:""`
	By     string `required:"" help:"Sign-in name of who proposes it."`
	Reason string `help:"Why it replaces the edition before."`
}

// Run proposes.
func (c *publishPropose) Run(ctx context.Context, s *settings) error {
	return s.onRecord(ctx, func(k *record.Book) error {
		p, err := k.Propose(ctx, record.Wish{Cycle: c.Cycle, Reason: c.Reason, By: c.By, At: clock()})
		if err != nil {
			return err
		}
		_, err = fmt.Printf("edition %d of %s is proposed; it would freeze %s\nproposal %s\n", p.Number, p.Cycle, p.Digest, p.ID)
		return err
	})
}

type publishApprove struct {
	Cycle    string `arg:""`
	By       string `required:"" help:"Sign-in name of who approves it: not the one who proposed it."`
	Proposal string `help:"The proposal that was looked at; empty: the open one."`
}

// Run approves.
func (c *publishApprove) Run(ctx context.Context, s *settings) error {
	return s.onRecord(ctx, func(k *record.Book) error {
		if c.Proposal == "" {
			open, err := k.Board.Store.OpenProposal(ctx, c.Cycle)
			if err != nil {
				return err
			}
			c.Proposal = open.ID
		}
		p, err := k.Approve(ctx, record.Consent{Cycle: c.Cycle, Proposal: c.Proposal, By: c.By, At: clock()})
		if err != nil {
			return err
		}
		_, err = fmt.Printf("edition %d of %s is published\nsha256 %s\nlog %d:%s\n", p.Number, p.Cycle, p.SHA256, p.AnchorSeq, p.AnchorHash)
		return err
	})
}

type publishWithdraw struct {
	Cycle string `arg:""`
	By    string `required:"" help:"Sign-in name."`
}

// Run takes the proposal back.
func (c *publishWithdraw) Run(ctx context.Context, s *settings) error {
	return s.onRecord(ctx, func(k *record.Book) error {
		return k.Withdraw(ctx, record.Wish{Cycle: c.Cycle, By: c.By, At: clock()})
	})
}

type publishList struct {
	Cycle string `arg:""`
}

// Run prints the editions, the newest last.
func (c *publishList) Run(ctx context.Context, s *settings) error {
	return s.onRecord(ctx, func(k *record.Book) error {
		waits, err := k.Waiting(ctx, c.Cycle)
		if err != nil {
			return err
		}
		lines := []string{}
		for _, p := range waits.Editions {
			lines = append(lines, fmt.Sprintf("%d\t%s\t%s, %s\t%s\t%s", p.Number, p.ApprovedAt.In(k.Board.Zone).Format("2006-01-02 15:04"), p.ProposedBy, p.ApprovedBy, p.SHA256, p.Reason))
		}
		for _, late := range waits.Late {
			lines = append(lines, fmt.Sprintf("late\t%s\t%s, %s\tversion %d\t", late.At.In(k.Board.Zone).Format("2006-01-02 15:04"), late.Unit, late.Source, late.Version))
		}
		if p := waits.Proposal; p.ID != "" {
			state := "waits for a second person"
			if waits.Void() {
				state = "void: what it would freeze has changed since"
			}
			lines = append(lines, fmt.Sprintf("proposed\t%s\t%s\t%s\t%s", p.At.In(k.Board.Zone).Format("2006-01-02 15:04"), p.By, p.Digest, state))
		}
		if len(lines) == 0 {
			lines = append(lines, "nothing has been published or proposed")
		}
		return aligned(os.Stdout, lines)
	})
}

type publishWrite struct {
	Cycle  string `arg:""`
	Number int    `arg:""`
	File   string `arg:"" help:"Where to write it." type:"path"`
	By     string `help:"Who is responsible." default:"administrator"`
}

// Run writes the bytes as they are kept.
func (c *publishWrite) Run(ctx context.Context, s *settings) error {
	return s.onRecord(ctx, func(k *record.Book) error {
		p, err := k.Board.Store.Publication(ctx, c.Cycle, c.Number)
		if err != nil {
			return err
		}
		text, err := k.Board.Files.Read(p.SHA256)
		if err != nil {
			return err
		}
		if err := os.WriteFile(c.File, text, 0o600); err != nil {
			return err
		}
		return took(ctx, k.Board, reform.Event{By: c.By, Cycle: c.Cycle, Detail: fmt.Sprintf("edition %d, sha256 %s", c.Number, p.SHA256)})
	})
}
