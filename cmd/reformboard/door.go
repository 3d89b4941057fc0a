package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"reformboard/internal/factor"
	"reformboard/internal/flow"
	"reformboard/internal/flow/accounts"
	"reformboard/internal/password"
	"reformboard/internal/reform"
)

// passwords are the settings of which passwords are taken.
type passwords struct {
	Passwords      string `help:"Policy of new passwords: nist (NIST SP 800-63B-4) or qd742 (decision 742/QĐ-BTTTT)." enum:"nist,qd742" default:"nist" env:"REFORMBOARD_PASSWORDS"`
	PasswordLength int    `help:"Fewest characters of a password alone; 0: the policy's (15 or 12)." env:"REFORMBOARD_PASSWORD_LENGTH"`
	PasswordKinds  int    `help:"Of lower case, upper case, digits, others: how many at least; 0: the policy's (none or 4)." env:"REFORMBOARD_PASSWORD_KINDS"`
	PasswordDays   int    `help:"Days after which a password must be another; 0: the policy's (never or 90)." env:"REFORMBOARD_PASSWORD_DAYS"`
}

// leastLength is what no setting goes below.
const leastLength = 8

func (p passwords) policy() (password.Policy, error) {
	policy := password.Policies[p.Passwords]
	switch {
	case p.PasswordLength != 0 && (p.PasswordLength < leastLength || p.PasswordLength > 64):
		return policy, fmt.Errorf("%w: REFORMBOARD_PASSWORD_LENGTH %d is not from %d to 64", reform.ErrInvalid, p.PasswordLength, leastLength)
	case p.PasswordKinds < 0 || p.PasswordKinds > 4:
		return policy, fmt.Errorf("%w: REFORMBOARD_PASSWORD_KINDS %d is not from 0 to 4", reform.ErrInvalid, p.PasswordKinds)
	case p.PasswordDays < 0:
		return policy, fmt.Errorf("%w: REFORMBOARD_PASSWORD_DAYS %d is less than 0", reform.ErrInvalid, p.PasswordDays)
	}
	if p.PasswordLength != 0 {
		policy.Alone, policy.Second = p.PasswordLength, min(policy.Second, p.PasswordLength)
	}
	if p.PasswordKinds != 0 {
		policy.Kinds = p.PasswordKinds
	}
	if p.PasswordDays != 0 {
		policy.Lasts = time.Duration(p.PasswordDays) * password.Day
	}
	return policy, nil
}

// door are the settings of who comes in.
type door struct {
	passwords
	outside

	SecondFactor []reform.Role `help:"Roles that must have a second factor; none: nobody must." default:"administrator" env:"REFORMBOARD_SECOND_FACTOR"`
	KeyFile      string        `help:"File with the key that seals second factors: 64 hexadecimal digits, made when it is not there. Default: second-factor.key in the data folder. Several servers share one." env:"REFORMBOARD_KEY_FILE" type:"path"`
	Idle         time.Duration `help:"How long a session lasts unseen." default:"30m" env:"REFORMBOARD_IDLE"`
	Session      time.Duration `help:"How long a session lasts altogether." default:"12h" env:"REFORMBOARD_SESSION"`
}

// open makes the door of a board. On a demonstration nobody must have what its page of
// sign-ins does not show.
func (d door) open(board *flow.Board, data string, demo bool) (*accounts.Door, error) {
	policy, err := d.policy()
	if err != nil {
		return nil, err
	}
	settings := accounts.Settings{Policy: policy}
	if demo {
		settings.Policy.Lasts = 0
	} else if settings.Required, err = d.required(); err != nil {
		return nil, err
	}
	if settings.Key, err = d.key(data); err != nil {
		return nil, err
	}
	if settings.Provider, err = d.provider(); err != nil {
		return nil, err
	}
	return accounts.New(board.Store, settings), nil
}

func (d door) required() ([]reform.Role, error) {
	known := map[reform.Role]bool{}
	for _, role := range reform.Roles {
		known[role] = true
	}
	for _, role := range d.SecondFactor {
		if !known[role] {
			return nil, fmt.Errorf("%w: REFORMBOARD_SECOND_FACTOR names %q, which is no role (default administrator)", reform.ErrInvalid, role)
		}
	}
	return d.SecondFactor, nil
}

func (d door) lives() (reform.Lives, error) {
	if d.Idle <= 0 || d.Session <= 0 {
		return reform.Lives{}, fmt.Errorf("%w: REFORMBOARD_IDLE and REFORMBOARD_SESSION are longer than nothing (default 30m and 12h)", reform.ErrInvalid)
	}
	return reform.Lives{Idle: d.Idle, Absolute: d.Session}, nil
}

// key reads the key that seals second factors, or makes it.
func (d door) key(data string) (*factor.Key, error) {
	name := d.KeyFile
	if name == "" {
		name = filepath.Join(data, "second-factor.key")
	}
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		text, err = newKey(name)
	}
	if err != nil {
		return nil, fmt.Errorf("REFORMBOARD_KEY_FILE (default second-factor.key in REFORMBOARD_DATA): %w", err)
	}
	secret, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(secret) != factor.KeySize {
		return nil, fmt.Errorf("%w: REFORMBOARD_KEY_FILE %s does not hold %d hexadecimal digits", reform.ErrInvalid, name, 2*factor.KeySize)
	}
	key, err := factor.NewKey(secret)
	return &key, err
}

// newKey writes a key where none is. Of two servers that start at once one is too late,
// and reads what the other has written.
func newKey(name string) ([]byte, error) {
	secret := make([]byte, factor.KeySize)
	rand.Read(secret) // never fails: it would end the program
	text := []byte(hex.EncodeToString(secret) + "\n")
	draft, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)) // only its owner may read it
	if err != nil {
		return nil, err
	}
	defer os.Remove(draft.Name()) //nolint:errcheck // what is left is of no use
	_, err = draft.Write(text)
	if err := errors.Join(err, draft.Sync(), draft.Close()); err != nil {
		return nil, err
	}
	if err := os.Link(draft.Name(), name); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return os.ReadFile(name)
}

// invite prints how the first administrator is made, on a board without any user.
func invite(ctx context.Context, d *accounts.Door) error {
	code, err := d.Open(ctx, clock())
	if err != nil || code == "" {
		return err
	}
	fmt.Printf("\nNobody can sign in yet. Make the first administrator at /first-start within %d minutes by the code\n\n  %s\n", int(accounts.OpeningLasts.Minutes()), code)
	return nil
}
