package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"reformboard/internal/flow"
	"reformboard/internal/locale"
	"reformboard/internal/password"
	"reformboard/internal/reform"
	"reformboard/internal/store"
)

type user struct {
	passwords

	ID       string   `arg:"" help:"Sign-in name."`
	Name     string   `required:"" help:"The person's name."`
	Role     string   `required:"" enum:"officer,head,appraiser,council,committee,analyst,administrator,auditor" help:"${enum}."`
	Unit     string   `help:"Unit that the role covers with all below it; empty: every body."`
	Areas    []string `help:"Areas that an appraiser judges; none: all."`
	Disabled bool     `help:"The account may not sign in."`
	By       string   `help:"Who is responsible." default:"administrator"`
}

// Run stores the user. An empty password on standard input keeps the old one.
func (c *user) Run(ctx context.Context, s *settings) error {
	secret, err := bufio.NewReader(os.Stdin).ReadString('\n')
	secret = strings.TrimRight(secret, "\r\n")
	if err != nil && secret == "" {
		return fmt.Errorf("read the password from standard input: %w", err)
	}
	if err := c.check(secret); err != nil {
		return err
	}
	return s.onBoard(ctx, func(b *flow.Board) error { return c.save(ctx, b.Store, secret) })
}

// check holds a new password against the policy.
func (c *user) check(secret string) error {
	policy, err := c.policy()
	if err != nil || secret == "" {
		return err
	}
	var said []string
	for _, fault := range policy.Check(secret, false, c.ID, c.Name, c.Unit) {
		said = append(said, locale.Say(reform.English, "password."+string(fault), "Least", policy.Alone, "Most", password.Most, "Kinds", policy.Kinds))
	}
	if len(said) > 0 {
		return fmt.Errorf("%w: %s", reform.ErrInvalid, strings.Join(said, " "))
	}
	return nil
}

// save keeps the password of a user who is known already when no other is given.
func (c *user) save(ctx context.Context, s *store.Store, secret string) error {
	known, err := s.User(ctx, c.ID)
	if err != nil && !errors.Is(err, reform.ErrNotFound) {
		return err
	}
	stored := reform.User{
		ID: c.ID, Name: c.Name, Role: reform.Role(c.Role), Unit: c.Unit, Areas: c.Areas, Disabled: c.Disabled, Home: known.Home,
		Password: known.Password, PasswordSince: known.PasswordSince, Temporary: known.Temporary,
	}
	if secret != "" {
		stored.Password, stored.PasswordSince, stored.Temporary = password.Hash(secret), clock(), false
	}
	if stored.Password == "" {
		return fmt.Errorf("%w: a new user needs a password", reform.ErrInvalid)
	}
	if err := s.SaveUser(ctx, c.By, clock(), stored); err != nil || secret == "" {
		return err
	}
	return s.EndPassport(ctx, c.By, clock(), c.ID) // whoever is given a password comes in by it
}
