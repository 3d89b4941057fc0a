package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"reformboard/internal/password"
	"reformboard/internal/reform"
)

type user struct {
	ID       string `arg:"" help:"Sign-in name."`
	Name     string `required:"" help:"The person's name."`
	Role     string `required:"" enum:"officer,appraiser,committee,analyst,administrator" help:"${enum}."`
	Unit     string `help:"Unit that the role covers with all below it; empty: every body."`
	Disabled bool   `help:"The account may not sign in."`
	By       string `help:"Who is responsible." default:"administrator"`
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
	board, err := s.open(ctx)
	if err != nil {
		return err
	}
	defer board.Store.Close() //nolint:errcheck // the process ends here
	known, err := board.Store.Users(ctx)
	if err != nil {
		return err
	}
	stored := reform.User{ID: c.ID, Name: c.Name, Role: reform.Role(c.Role), Unit: c.Unit, Disabled: c.Disabled}
	if i := slices.IndexFunc(known, func(u reform.User) bool { return u.ID == c.ID }); i >= 0 {
		stored.Password = known[i].Password
	}
	if secret != "" {
		stored.Password = password.Hash(secret)
	}
	if stored.Password == "" {
		return fmt.Errorf("%w: a new user needs a password", reform.ErrInvalid)
	}
	return board.Store.SaveUser(ctx, c.By, clock(), stored)
}
