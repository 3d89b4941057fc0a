package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	"reformboard/internal/flow"
	"reformboard/internal/password"
	"reformboard/internal/reform"
	"reformboard/internal/store"
)

type user struct {
	ID       string   `arg:"" help:"Sign-in name."`
	Name     string   `required:"" help:"The person's name."`
	Role     string   `required:"" enum:"officer,head,appraiser,council,committee,analyst,administrator,auditor" help:"${enum}."`
	Unit     string   `help:"Unit that the role covers with all below it; empty: every body."`
	Areas    []string `help:"Areas that an appraiser judges; none: all."`
	Disabled bool     `help:"The account may not sign in."`
	By       string   `help:"Who is responsible." default:"administrator"`
}

// leastPassword is the length from which a password alone is strong enough
// (NIST SP 800-63B-4), counted in characters.
const leastPassword = 15

// Run stores the user. An empty password on standard input keeps the old one.
func (c *user) Run(ctx context.Context, s *settings) error {
	secret, err := bufio.NewReader(os.Stdin).ReadString('\n')
	secret = strings.TrimRight(secret, "\r\n")
	if err != nil && secret == "" {
		return fmt.Errorf("read the password from standard input: %w", err)
	}
	if n := utf8.RuneCountInString(secret); n > 0 && n < leastPassword {
		return fmt.Errorf("%w: a password has at least %d characters", reform.ErrInvalid, leastPassword)
	}
	return s.onBoard(ctx, func(b *flow.Board) error { return c.save(ctx, b.Store, secret) })
}

// save keeps the password of a user who is known already when no other is given.
func (c *user) save(ctx context.Context, s *store.Store, secret string) error {
	known, err := s.User(ctx, c.ID)
	if err != nil && !errors.Is(err, reform.ErrNotFound) {
		return err
	}
	stored := reform.User{ID: c.ID, Name: c.Name, Role: reform.Role(c.Role), Unit: c.Unit, Areas: c.Areas, Disabled: c.Disabled, Password: known.Password}
	if secret != "" {
		stored.Password = password.Hash(secret)
	}
	if stored.Password == "" {
		return fmt.Errorf("%w: a new user needs a password", reform.ErrInvalid)
	}
	return s.SaveUser(ctx, c.By, clock(), stored)
}
